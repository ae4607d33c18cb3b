/** How good a drawing is, by plain geometry that knows nothing of who made it. */
import type { Point, Rect } from '../src/model/layout.js';
import { crossesRect } from '../test/layout/drawing-faults.js';
import type { Drawing, DrawnEdge } from './engines/engine.js';

export interface Quality {
  readonly crossings: number;
  /** Of all edges, in CSS pixels. */
  readonly length: number;
  readonly bends: number;
  /** Of the rectangle around boxes and edges, in square CSS pixels. */
  readonly area: number;
  /** Width ÷ height of that rectangle. */
  readonly aspect: number;
  /** Pairs of an edge and a box that is neither of its ends. */
  readonly throughBoxes: number;
  /** Pairs of boxes that overlap. */
  readonly overlaps: number;
}

interface Segment {
  readonly a: Point;
  readonly b: Point;
  readonly edge: DrawnEdge;
}

/** @throws Error when a box or an edge is missing or has no finite place. */
export function qualityOf(drawing: Drawing, nodeCount: number, edgeCount: number): Quality {
  const { boxes, edges } = drawing;
  check(drawing, nodeCount, edgeCount);
  const segments = edges.flatMap((edge) =>
    edge.points.slice(1).map((b, index): Segment => ({ a: edge.points[index] as Point, b, edge })),
  );
  const around = extent(drawing);
  return {
    crossings: crossings(segments),
    length: segments.reduce((sum, { a, b }) => sum + Math.hypot(b.x - a.x, b.y - a.y), 0),
    bends: edges.reduce((sum, { bends }) => sum + bends, 0),
    area: around.width * around.height,
    aspect: around.width / around.height,
    throughBoxes: throughBoxes(drawing),
    overlaps: overlaps(boxes),
  };
}

function check({ boxes, edges }: Drawing, nodeCount: number, edgeCount: number): void {
  const isFinitePlace = ({ x, y }: Point): boolean => Number.isFinite(x) && Number.isFinite(y);
  if (boxes.filter(isFinitePlace).length !== nodeCount) throw new Error('Boxes are missing in the drawing');
  const drawn = edges.filter(({ points }) => points.length >= 2 && points.every(isFinitePlace));
  if (drawn.length !== edgeCount)
    throw new Error(`${edgeCount - drawn.length} edges are missing in the drawing`);
}

function extent({ boxes, edges }: Drawing): Rect {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  const take = (x: number, y: number): void => {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x);
    bottom = Math.max(bottom, y);
  };
  for (const { x, y, width, height } of boxes) {
    take(x, y);
    take(x + width, y + height);
  }
  for (const { points } of edges) for (const { x, y } of points) take(x, y);
  return { x: left, y: top, width: right - left, height: bottom - top };
}

const side = (o: Point, p: Point, q: Point): number => (p.x - o.x) * (q.y - o.y) - (p.y - o.y) * (q.x - o.x);

const share = (s: DrawnEdge, t: DrawnEdge): boolean =>
  s.source === t.source || s.target === t.target || s.source === t.target || s.target === t.source;

/**
 * Pairs of segments that cross in a point inside both; lines that only touch do not count. Edges with a common end do
 * not count either: near it, curves that leave one point cross by rounding alone.
 */
function crossings(segments: readonly Segment[]): number {
  const sorted = segments.toSorted((s, t) => Math.min(s.a.x, s.b.x) - Math.min(t.a.x, t.b.x));
  let count = 0;
  for (const [index, s] of sorted.entries()) {
    const end = Math.max(s.a.x, s.b.x);
    for (let next = index + 1; next < sorted.length; next++) {
      const t = sorted[next] as Segment;
      if (Math.min(t.a.x, t.b.x) > end) break;
      if (share(s.edge, t.edge)) continue;
      if (side(s.a, s.b, t.a) * side(s.a, s.b, t.b) < 0 && side(t.a, t.b, s.a) * side(t.a, t.b, s.b) < 0)
        count++;
    }
  }
  return count;
}

/** Lines may graze a box by this much, in CSS pixels: engines round. */
const SLACK = 2;

function throughBoxes({ boxes, edges }: Drawing): number {
  let count = 0;
  for (const { points, source, target } of edges) {
    const left = points.reduce((least, { x }) => Math.min(least, x), Infinity);
    const right = points.reduce((most, { x }) => Math.max(most, x), -Infinity);
    for (const [index, box] of boxes.entries()) {
      if (index === source || index === target || box.x > right || box.x + box.width < left) continue;
      if (points.some((b, at) => at > 0 && crossesRect(points[at - 1] as Point, b, box, SLACK))) count++;
    }
  }
  return count;
}

function overlaps(boxes: readonly Rect[]): number {
  const sorted = boxes.toSorted((a, b) => a.x - b.x);
  let count = 0;
  for (const [index, a] of sorted.entries()) {
    for (let next = index + 1; next < sorted.length; next++) {
      const b = sorted[next] as Rect;
      if (b.x + SLACK >= a.x + a.width) break;
      if (a.y + SLACK < b.y + b.height && b.y + SLACK < a.y + a.height) count++;
    }
  }
  return count;
}
