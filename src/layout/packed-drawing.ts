import type { PlacedEdge, PlacedGraph, Point } from '../model/layout.js';

/**
 * A drawing on its way between threads: all ways are one array, which changes hands without a copy. A hundred thousand
 * points of their own would hold up the page's thread for a tenth of a second while they are read.
 */
export interface PackedDrawing extends Omit<PlacedGraph, 'edges'> {
  readonly edges: readonly Omit<PlacedEdge, 'points'>[];
  /** x, y, x, y, … of one edge's way after another. */
  readonly points: Float64Array<ArrayBuffer>;
  /** By edge: where its way ends in `points`. */
  readonly ends: Int32Array<ArrayBuffer>;
}

export function packDrawing({ edges, ...rest }: PlacedGraph): PackedDrawing {
  const count = edges.reduce((sum, { points }) => sum + points.length, 0);
  const points = new Float64Array(2 * count);
  const ends = new Int32Array(edges.length);
  let end = 0;
  const bare = edges.map(({ id, label, points: way }, index) => {
    for (const { x, y } of way) {
      points[end++] = x;
      points[end++] = y;
    }
    ends[index] = end;
    return { id, label };
  });
  return { ...rest, edges: bare, points, ends };
}

export function unpackDrawing({ edges, points, ends, ...rest }: PackedDrawing): PlacedGraph {
  let from = 0;
  const whole = edges.map(({ id, label }, index): PlacedEdge => {
    const way = new Array<Point>((ends[index]! - from) / 2);
    for (let k = 0; k < way.length; k++) way[k] = { x: points[from + 2 * k]!, y: points[from + 2 * k + 1]! };
    from = ends[index]!;
    return { id, points: way, label };
  });
  return { ...rest, edges: whole };
}

/** Whether an answer has what unpacking needs; a script that a host has started may say anything. */
export function isPacked(answer: unknown): answer is PackedDrawing {
  if (typeof answer !== 'object' || answer === null) return false;
  const { edges, points, ends } = answer as Partial<PackedDrawing>;
  return (
    Array.isArray(edges) &&
    points instanceof Float64Array &&
    ends instanceof Int32Array &&
    ends.length === edges.length &&
    ends.every((end, index) => end >= (ends[index - 1] ?? 0) && end % 2 === 0) &&
    (ends.at(-1) ?? 0) === points.length
  );
}
