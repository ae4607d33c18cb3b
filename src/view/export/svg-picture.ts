/**
 * A picture as an SVG document that stands alone: plain shapes and texts with their colours as attributes; no style
 * sheet, script, link, foreign object or reference to anything outside.
 */
import type { BoxMark, Mark, PathMark, Picture, TextMark } from './marks.js';

/** Characters that XML 1.0 does not allow at all, lone surrogates among them. */
const NO_XML = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** The document's text. */
export function svgOf({ title, frame, background, fontFamily, marks }: Picture): string {
  const { x, y, width, height } = frame;
  const numbers = [x, y, width, height].map(short).join(' ');
  const size = { width: short(width), height: short(height) };
  return [
    tag('svg', { xmlns: 'http://www.w3.org/2000/svg', ...size, viewBox: numbers, role: 'img' }, false),
    `<title>${escape(title)}</title>`,
    tag('rect', { x: short(x), y: short(y), ...size, fill: background }),
    tag('g', { 'font-family': fontFamily, 'stroke-linejoin': 'round', 'stroke-linecap': 'round' }, false),
    ...marks.map(markup),
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}

function markup(mark: Mark): string {
  if (mark.type === 'text') return textMarkup(mark);
  if (mark.type === 'path') {
    const { data: d, at } = mark;
    const transform = at && `translate(${short(at.x)} ${short(at.y)})`;
    return tag('path', { d, transform, ...paint(mark) });
  }
  const { x, y, width, height } = mark.rect;
  const place = { x: short(x), y: short(y), width: short(width), height: short(height) };
  return tag('rect', { ...place, rx: short(Math.min(mark.radius, height / 2)), ...paint(mark) });
}

function textMarkup({ text, at, anchor, size, bold, fill }: TextMark): string {
  const side = anchor ?? 'middle';
  const place = { x: short(at.x), y: short(at.y), 'text-anchor': side, 'font-size': short(size) };
  return `${tag('text', { ...place, 'font-weight': bold ? '600' : undefined, fill }, false)}${escape(text)}</text>`;
}

function paint({ fill, stroke, strokeWidth, dash }: PathMark | BoxMark): Attributes {
  return {
    fill: fill ?? 'none',
    stroke,
    'stroke-width': strokeWidth === undefined ? undefined : short(strokeWidth),
    'stroke-dasharray': dash?.map(short).join(' '),
  };
}

type Attributes = Readonly<Record<string, string | undefined>>;

function tag(name: string, attributes: Attributes, isClosed = true): string {
  const texts = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : `${key}="${escape(value)}"`,
  );
  return `<${name} ${texts.join(' ')}${isClosed ? '/>' : '>'}`;
}

const escape = (text: string): string =>
  text.replace(NO_XML, '\ufffd').replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);

/** Hundredths of a pixel are enough. */
const short = (value: number): string => String(Math.round(value * 100) / 100);
