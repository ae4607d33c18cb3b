import type { PlacedGraph, Point } from '../model/layout.js';

/** What a drawing costs who reads it, in pixels of line to be followed. */
const CROSSING = 150;
const BEND = 12;
/** Of the longer side of the drawing, once it is brought to the shape of the viewport: how far the eye has to look. */
const EXTENT = 4;

/**
 * How dear a drawing is to read: edge length + 150 per crossing + 12 per bend + 4 × the side of the smallest rectangle
 * of the viewport's shape that holds it, in pixels. Two drawings of the same input may be compared by it.
 *
 * @param aspectRatio width ÷ height of the viewport.
 */
export function drawingCost({ edges, width, height }: PlacedGraph, aspectRatio: number): number {
  let length = 0;
  let bends = 0;
  for (const { points } of edges) {
    for (let i = 1; i < points.length; i++) length += distance(points[i - 1]!, points[i]!);
    for (let i = 2; i < points.length; i++) if (isBent(points[i - 2]!, points[i - 1]!, points[i]!)) bends++;
  }
  return readingCost({ length, bends, crossings: countCrossings(edges), width, height }, aspectRatio);
}

/** Figures of a drawing, as `drawingCost` weighs them. */
export interface DrawingFigures {
  readonly length: number;
  readonly bends: number;
  readonly crossings: number;
  readonly width: number;
  readonly height: number;
}

/** The weighing itself, for who has the figures of a drawing that is not made yet; the unit is that of `drawingCost`. */
export function readingCost(
  { length, bends, crossings, width, height }: DrawingFigures,
  aspectRatio: number,
): number {
  const extent = Math.max(width / Math.sqrt(aspectRatio), height * Math.sqrt(aspectRatio));
  return length + CROSSING * crossings + BEND * bends + EXTENT * extent;
}

/** Columns of the segments of all edges. */
interface Segments {
  readonly count: number;
  readonly edge: Int32Array;
  /** x and y of the left end, then of the right end. */
  readonly at: Float64Array;
}

/** How often lines of two edges cross; meeting at an end, or running on one line, is no crossing. */
export function countCrossings(edges: PlacedGraph['edges']): number {
  const { count, edge, at } = segmentsOf(edges);
  const order = Int32Array.from({ length: count }, (_, segment) => segment).sort(
    (a, b) => at[4 * a]! - at[4 * b]!,
  );
  let crossings = 0;
  // Those that begin further left and may still be met by one that begins here.
  const open: number[] = [];
  for (const s of order) {
    const left = at[4 * s]!;
    let kept = 0;
    for (const t of open) {
      if (at[4 * t + 2]! < left) continue;
      open[kept++] = t;
      if (edge[s] !== edge[t] && overlapsAcross(at, s, t) && isCrossing(at, s, t)) crossings++;
    }
    open.length = kept;
    open.push(s);
  }
  return crossings;
}

function segmentsOf(edges: PlacedGraph['edges']): Segments {
  let count = 0;
  for (const { points } of edges) count += Math.max(0, points.length - 1);
  const edge = new Int32Array(count);
  const at = new Float64Array(4 * count);
  let segment = 0;
  edges.forEach(({ points }, number) => {
    for (let i = 1; i < points.length; i++) {
      const [p, q] = [points[i - 1]!, points[i]!];
      const [first, last] = p.x <= q.x ? [p, q] : [q, p];
      edge[segment] = number;
      at.set([first.x, first.y, last.x, last.y], 4 * segment++);
    }
  });
  return { count, edge, at };
}

function overlapsAcross(at: Float64Array, s: number, t: number): boolean {
  const [s1, s2, t1, t2] = [at[4 * s + 1]!, at[4 * s + 3]!, at[4 * t + 1]!, at[4 * t + 3]!];
  return Math.max(s1, s2) >= Math.min(t1, t2) && Math.max(t1, t2) >= Math.min(s1, s2);
}

/** Whether each has its ends on different sides of the other. */
function isCrossing(at: Float64Array, s: number, t: number): boolean {
  const side = (of: number, segment: number, end: number): number => {
    const [x1, y1, x2, y2] = [at[4 * of]!, at[4 * of + 1]!, at[4 * of + 2]!, at[4 * of + 3]!];
    return (x2 - x1) * (at[4 * segment + end + 1]! - y1) - (y2 - y1) * (at[4 * segment + end]! - x1);
  };
  return side(s, t, 0) * side(s, t, 2) < 0 && side(t, s, 0) * side(t, s, 2) < 0;
}

const distance = (p: Point, q: Point): number => Math.hypot(q.x - p.x, q.y - p.y);

/** A change of direction of more than about half a degree. */
function isBent(a: Point, b: Point, c: Point): boolean {
  const [ux, uy, vx, vy] = [b.x - a.x, b.y - a.y, c.x - b.x, c.y - b.y];
  const cross = Math.abs(ux * vy - uy * vx);
  return cross > 0.01 * Math.abs(ux * vx + uy * vy) || ux * vx + uy * vy < 0;
}
