import type { Point, Rect } from '../model/layout.js';
import { pathNumbers } from './path-numbers.js';

/** So far a piece reaches beyond its rectangle, in graph pixels: no gap is seen between two. */
const OVERLAP = 1;

/** What of a polyline lies in a rectangle, as SVG path data. */
export function cutLine(points: readonly Point[], { x, y, width, height }: Rect): string {
  let data = '';
  let pen: Point | null = null;
  for (let index = 1; index < points.length; index++) {
    const from = points[index - 1]!;
    const to = points[index]!;
    const horizontal = within(from.x, to.x, x - OVERLAP, x + width + OVERLAP);
    const vertical = within(from.y, to.y, y - OVERLAP, y + height + OVERLAP);
    const start = Math.max(horizontal[0], vertical[0]);
    const end = Math.min(horizontal[1], vertical[1]);
    if (start > end) continue;
    const at = (part: number): Point => ({
      x: from.x + (to.x - from.x) * part,
      y: from.y + (to.y - from.y) * part,
    });
    if (start > 0 || pen !== from) data += `M${pathNumbers(at(start))}`;
    data += `L${pathNumbers(at(end))}`;
    pen = end === 1 ? to : null;
  }
  return data;
}

/** From where to where on its way, 0 to 1, a segment lies between two bounds along one axis; the wrong way round if nowhere. */
function within(from: number, to: number, low: number, high: number): [start: number, end: number] {
  if (from === to) return from >= low && from <= high ? [0, 1] : [1, 0];
  const [a, b] = [(low - from) / (to - from), (high - from) / (to - from)];
  return [Math.max(0, Math.min(a, b)), Math.min(1, Math.max(a, b))];
}
