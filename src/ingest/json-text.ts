import type { ProblemCollector } from './problem-collector.js';

/**
 * The JSON values of a text: one document, JSON lines, or documents one after another as console exporters print
 * them. Lines that are neither are skipped and counted as `invalid-line`; a text without any value is one
 * `invalid-json`. Examples name the line, never its content, which no mask has seen.
 */
export function* readJsonText(text: string, problems: ProblemCollector): Generator<unknown> {
  const whole = tryParse(text);
  if (whole) yield whole.value;
  else yield* readDocuments(text, problems);
}

/** Documents that do not end within the text are searched for at most so often, which keeps broken input linear. */
const MOST_OPEN_DOCUMENTS = 16;

function* readDocuments(text: string, problems: ProblemCollector): Generator<unknown> {
  const broken: number[] = [];
  let found = 0;
  let open = 0;
  let line = 0;
  for (let at = 0; at < text.length;) {
    const newline = text.indexOf('\n', at);
    const lineEnd = newline < 0 ? text.length : newline;
    line += 1;
    const start = skipSeparators(text, at, lineEnd);
    at = lineEnd + 1;
    if (start === lineEnd) continue;
    const parsed = isOpening(text, start) ? tryParse(text.slice(start, lineEnd)) : null;
    if (parsed) {
      found += 1;
      yield parsed.value;
      continue;
    }
    const rest = readWithin(text, start, open < MOST_OPEN_DOCUMENTS ? text.length : lineEnd);
    if (rest.unfinished) open += 1;
    if (rest.end < lineEnd) broken.push(line);
    for (const value of rest.values) yield value;
    found += rest.values.length;
    if (rest.end > lineEnd) {
      line += countNewlines(text, at, rest.end);
      at = rest.end;
    }
  }
  if (found === 0) problems.add('invalid-json', text.trim() === '' ? 'the text is empty' : 'no line is JSON');
  else if (broken.length > 0) problems.add('invalid-line', `line ${broken[0]}`, broken.length);
}

interface Documents {
  readonly values: readonly unknown[];
  /** Where reading may go on. */
  readonly end: number;
  /** Whether a document was begun that does not end before the limit. */
  readonly unfinished: boolean;
}

/** The documents that begin on one line; they may end on a later one, but before `limit`. */
function readWithin(text: string, start: number, limit: number): Documents {
  const values: unknown[] = [];
  let at = start;
  while (isOpening(text, at)) {
    const end = endOfDocument(text, at, limit);
    if (end < 0) return { values, end: at, unfinished: true };
    const parsed = tryParse(text.slice(at, end));
    if (!parsed) break;
    values.push(parsed.value);
    const next = text.indexOf('\n', end);
    at = skipSeparators(text, end, next < 0 ? text.length : next);
  }
  return { values, end: values.length > 0 ? at : start, unfinished: false };
}

const QUOTE = 0x22;
const COMMA = 0x2c;
const BACKSLASH = 0x5c;

/** Just behind the bracket that closes the one at `start`, or −1. */
function endOfDocument(text: string, start: number, limit: number): number {
  let depth = 0;
  let inString = false;
  for (let at = start; at < limit; at += 1) {
    const code = text.charCodeAt(at);
    if (inString) {
      if (code === BACKSLASH) at += 1;
      else if (code === QUOTE) inString = false;
    } else if (code === QUOTE) inString = true;
    else if (code === 0x7b || code === 0x5b) depth += 1;
    else if ((code === 0x7d || code === 0x5d) && --depth === 0) return at + 1;
  }
  return -1;
}

function isOpening(text: string, at: number): boolean {
  const character = text[at];
  return character === '{' || character === '[';
}

function skipSeparators(text: string, from: number, to: number): number {
  let at = from;
  // Blanks, control characters such as the record separator of JSON text sequences, a byte order mark, commas.
  while (
    at < to &&
    (text.charCodeAt(at) <= 0x20 || text.charCodeAt(at) === 0xfeff || text.charCodeAt(at) === COMMA)
  )
    at += 1;
  return at;
}

function countNewlines(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}

function tryParse(text: string): { readonly value: unknown } | null {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    // Not one document; what it is instead is found out by the caller, who reports what cannot be read.
    return null;
  }
}
