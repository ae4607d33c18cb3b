/** The marks of a node: outlines, sign, texts, and the badges at its shape. */
import type { LayoutDirection } from '../../model/layout.js';
import { BOX } from '../boxes.js';
import type { SceneNode } from '../scene.js';
import { DESTINATION_SIGN, orphanPath, SHAPE_RADIUS, shapePath, SIGNS } from '../shape.js';
import type { Mark } from './marks.js';
import type { PictureStyle } from './picture-style.js';

/** From the top of a line of text to its baseline, as a part of the line's height. */
const BASELINE = 0.76;

const BADGE = { height: 17, least: 18, padding: 11, offset: 12, rise: 3, size: 10.5, baseline: 12 } as const;

export function nodeMarks(entry: SceneNode, direction: LayoutDirection, style: PictureStyle): Mark[] {
  const { node, rect, series } = entry;
  const { colours, nodeBorderWidth: strokeWidth } = style;
  const centre = { x: rect.x + rect.width / 2, y: rect.y + SHAPE_RADIUS };
  const isDestination = node.destination !== undefined;
  const stroke = isDestination ? colours.textMuted : (colours.series[series - 1] ?? colours.textMuted);
  const fill = isDestination ? colours.surface : (colours.seriesFill[series - 1] ?? colours.surface);
  const outer: Mark = {
    type: 'path',
    data: shapePath(node.kind, 'outer', centre),
    fill: colours.surface,
    stroke,
    strokeWidth: strokeWidth * 0.75,
  };
  const orphan: Mark = {
    type: 'path',
    data: orphanPath(node, direction, centre),
    stroke: colours.edge,
    strokeWidth,
    dash: [3, 3],
  };
  return [
    ...(node.missingParents > 0 ? [orphan] : []),
    ...(node.async ? [outer] : []),
    { type: 'path', data: shapePath(node.kind, 'inner', centre), fill, stroke, strokeWidth },
    {
      type: 'path',
      data: isDestination ? DESTINATION_SIGN : SIGNS[node.kind],
      at: centre,
      stroke,
      strokeWidth: 1.3,
    },
    ...textMarks(entry, centre.x, style),
  ];
}

function textMarks(
  { rect, titleLines, subtitle, duration }: SceneNode,
  x: number,
  style: PictureStyle,
): Mark[] {
  const { scale, space, colours, fontFamily } = style;
  const top = rect.y + 2 * SHAPE_RADIUS + BOX.gap * space;
  const titles = titleLines.map((text, line): Mark => ({
    type: 'text',
    text,
    at: { x, y: top + (line + BASELINE) * BOX.titleLine * scale },
    size: 12 * scale,
    bold: true,
    fill: colours.nodeText,
  }));
  const size = 11 * scale;
  const font = `400 ${size}px ${fontFamily}`;
  const after = subtitle && duration ? ` · ${duration}` : duration;
  const room = rect.width - 2 * BOX.padding * space - style.measure(after, font);
  const text = `${fitting(subtitle, room, (part) => style.measure(part, font))}${after}`;
  const y = top + (titleLines.length * BOX.titleLine + BASELINE * BOX.subtitleLine) * scale;
  return text ? [...titles, { type: 'text', text, at: { x, y }, size, fill: colours.textMuted }] : titles;
}

/** A text, or as much of its beginning as has room, with an ellipsis. */
function fitting(text: string, room: number, width: (text: string) => number): string {
  if (width(text) <= room + 1) return text;
  const letters = [...text];
  let [least, most] = [0, letters.length];
  while (least < most) {
    const middle = (least + most + 1) >> 1;
    if (width(`${letters.slice(0, middle).join('')}…`) <= room) least = middle;
    else most = middle - 1;
  }
  return `${letters.slice(0, least).join('')}…`;
}

/** How many spans the node has, and how many of them failed. */
export function badgeMarks({ node, rect }: SceneNode, style: PictureStyle): Mark[] {
  const { colours } = style;
  const middle = rect.x + rect.width / 2;
  const marks: Mark[] = [];
  if (node.spanCount > 1) {
    const text = style.times(style.number(node.spanCount));
    const left = middle + BADGE.offset;
    marks.push(...badge(text, left, 'start', rect.y, style, colours.badgeBackground, colours.border));
  }
  if (node.errorCount > 0 || node.hiddenErrors > 0) {
    const text = node.errorCount > 1 ? `!\u00a0${style.number(node.errorCount)}` : '!';
    const right = middle - BADGE.offset;
    const fill = node.errorCount > 0 ? colours.error : colours.badgeBackground;
    marks.push(...badge(text, right, 'end', rect.y, style, fill, colours.error));
  }
  return marks;
}

function badge(
  text: string,
  x: number,
  side: 'start' | 'end',
  top: number,
  style: PictureStyle,
  fill: string,
  stroke: string,
): Mark[] {
  const { colours, scale, fontFamily } = style;
  const size = BADGE.size * scale;
  const isError = stroke === colours.error;
  const isFull = fill === colours.error;
  const measured = style.measure(text, `${isError ? 700 : 400} ${size}px ${fontFamily}`);
  const width = Math.max(BADGE.least, measured + BADGE.padding);
  const left = side === 'start' ? x : x - width;
  const y = top - BADGE.rise;
  return [
    {
      type: 'box',
      rect: { x: left, y, width, height: BADGE.height * scale },
      radius: 9,
      fill,
      stroke,
      strokeWidth: 1,
    },
    {
      type: 'text',
      text,
      at: { x: left + width / 2, y: y + BADGE.baseline * scale },
      size,
      bold: isError,
      fill: isFull ? colours.errorText : isError ? colours.error : colours.badgeText,
    },
  ];
}
