import type { PointList } from './point-list.js';

/** Leaves out points on the straight way from the one before to the one after, so that what is left are bends. */
export function withoutStraightPoints(way: ArrayLike<number>): Float64Array {
  const kept = Float64Array.from(way);
  return kept.slice(0, keepBends(kept, kept.length));
}

/** The same for a list, in its place. */
export function keepBendsOnly(list: PointList): void {
  list.length = keepBends(list.values, list.length);
}

/** Moves the points that stay to the front. @returns how many numbers stay */
function keepBends(way: Float64Array, length: number): number {
  let kept = 0;
  for (let k = 0; k < length; k += 2) {
    const x = way[k]!;
    const y = way[k + 1]!;
    // The first point is the source's exit and stays.
    while (kept > 2 && isNeedless(way, kept, x, y)) kept -= 2;
    const repeatsFirst = kept === 2 && isNear(way[0]!, x) && isNear(way[1]!, y);
    if (repeatsFirst && k + 2 !== length) continue;
    way[kept++] = x;
    way[kept++] = y;
  }
  return kept;
}

const isNear = (a: number, b: number): boolean => Math.abs(a - b) < 0.01;

/** Whether the last of the points kept so far, of two or more, is that of the next one, or on the way to it. */
function isNeedless(way: Float64Array, kept: number, x: number, y: number): boolean {
  const ax = way[kept - 4]!;
  const ay = way[kept - 3]!;
  const bx = way[kept - 2]!;
  const by = way[kept - 1]!;
  if (isNear(bx, x) && isNear(by, y)) return true;
  if ((bx - ax) * (x - bx) + (by - ay) * (y - by) < 0) return false;
  const dx = x - ax;
  const dy = y - ay;
  const length = Math.max(1, Math.sqrt(dx * dx + dy * dy));
  return Math.abs((bx - ax) * dy - (by - ay) * dx) <= 0.05 * length;
}
