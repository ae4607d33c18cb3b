import type { Point } from '../model/layout.js';

/** The item whose polyline passes nearest to a point, at most `reach` away from it; `null` where none does. */
export function nearestLine<Item extends { readonly points: readonly Point[] }>(
  items: Iterable<Item>,
  at: Point,
  reach: number,
): Item | null {
  let best: Item | null = null;
  let least = reach;
  for (const item of items) {
    for (let index = 1; index < item.points.length; index++) {
      const distance = distanceToSegment(at, item.points[index - 1]!, item.points[index]!);
      if (distance <= least) [best, least] = [item, distance];
    }
  }
  return best;
}

function distanceToSegment(at: Point, from: Point, to: Point): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = dx * dx + dy * dy;
  const along = length > 0 ? ((at.x - from.x) * dx + (at.y - from.y) * dy) / length : 0;
  const part = Math.min(Math.max(along, 0), 1);
  return Math.hypot(at.x - from.x - part * dx, at.y - from.y - part * dy);
}
