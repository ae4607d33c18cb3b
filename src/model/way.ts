import type { Point, Rect } from './layout.js';

/** The way of a line: its points, of which a large drawing has a hundred thousand, and the rectangle around them. */
export interface Way {
  readonly points: readonly Point[];
  /** The same as `extentOf` finds, where it is known without the points; they may have to be made first. */
  readonly extent?: Rect;
}

/** The rectangle around a way; of no point at all it is empty and lies nowhere. */
export function extentOf(way: Way): Rect {
  return way.extent ?? extentOfPoints(way.points);
}

function extentOfPoints(points: readonly Point[]): Rect {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y } of points) {
    if (x < left) left = x;
    if (x > right) right = x;
    if (y < top) top = y;
    if (y > bottom) bottom = y;
  }
  return { x: left, y: top, width: right - left, height: bottom - top };
}
