import type { TextMeasure } from './measure-text.js';

/** The room for a text, in CSS pixels and lines, and how it is measured. */
export interface WrapOptions {
  readonly font: string;
  readonly maxWidth: number;
  readonly maxLines: number;
  readonly measure: TextMeasure;
}

/** A text broken into lines. */
export interface WrappedText {
  /** At most `maxLines`; the last holds all the rest and may be wider than `maxWidth`: it is cut when it is drawn. */
  readonly lines: readonly string[];
  /** Of the widest line, at most `maxWidth`. */
  readonly width: number;
}

/** Names break before slashes and brackets, after other separators, and between the words of camelCase. */
const BREAK = /(?<=[\s.:_\-,;|?&=#])|(?=[/<({[])|(?<=[a-z0-9])(?=[A-Z])/u;

/**
 * Breaks a name into lines of about equal width. Breaking here rather than in CSS lets layout know the exact height,
 * and keeps `productpage.bookinfo.svc` from being torn in the middle of a word.
 */
export function wrapText(text: string, options: WrapOptions): WrappedText {
  const whole = options.measure.width(text, options.font);
  if (whole <= options.maxWidth) return { lines: [text], width: whole };
  const pieces = text.split(BREAK);
  const loose = fill(pieces, options.maxWidth, options);
  // The narrowest width that needs no more lines makes the lines even.
  let low = whole / (loose.length + 1);
  let high = options.maxWidth;
  let best = loose;
  for (let step = 0; step < 5; step++) {
    const width = (low + high) / 2;
    const lines = fill(pieces, width, options);
    const fits =
      lines.length <= loose.length && widest(lines, options) <= Math.max(width, widest(best, options));
    if (fits) [best, high] = [lines, width];
    else low = width;
  }
  return { lines: best, width: Math.min(options.maxWidth, widest(best, options)) };
}

/** Puts as many pieces into each line as fit; a piece that is too wide for any line is torn. */
function fill(
  pieces: readonly string[],
  width: number,
  { measure, font, maxLines }: WrapOptions,
): readonly string[] {
  const lines: string[] = [];
  let line = '';
  const fits = (candidate: string): boolean => measure.width(candidate.trimEnd(), font) <= width;
  for (const piece of pieces) {
    if (line === '' || fits(line + piece) || lines.length === maxLines - 1) line += piece;
    else {
      lines.push(line.trimEnd());
      line = piece;
    }
    while (!fits(line) && lines.length < maxLines - 1) {
      const head = fittingHead(line, fits);
      lines.push(head);
      line = line.slice(head.length);
    }
  }
  return line === '' ? lines : [...lines, line.trimEnd()];
}

/** The longest beginning that fits, at least one character. */
function fittingHead(text: string, fits: (candidate: string) => boolean): string {
  let length = 1;
  let step = text.length;
  while (step >= 1) {
    step = Math.floor(step / 2);
    while (length + step <= text.length && step > 0 && fits(text.slice(0, length + step))) length += step;
  }
  return text.slice(0, length);
}

function widest(lines: readonly string[], { measure, font }: WrapOptions): number {
  return lines.reduce((width, line) => Math.max(width, measure.width(line, font)), 0);
}
