import type { PlacedEdge, PlacedGraph, Point, Rect } from '../model/layout.js';

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
  /** By edge: left, top, width and height of the rectangle around its way. */
  readonly extents: Float64Array<ArrayBuffer>;
}

/** What changes hands with a drawing. */
export const buffersOf = ({ points, ends, extents }: PackedDrawing): ArrayBuffer[] => [
  points.buffer,
  ends.buffer,
  extents.buffer,
];

export function packDrawing({ edges, ...rest }: PlacedGraph): PackedDrawing {
  const ways = new WayPacker(
    edges.length,
    edges.reduce((sum, { points }) => sum + points.length, 0),
  );
  const bare = edges.map(({ id, points, label }) => {
    const way = new Float64Array(2 * points.length);
    for (let k = 0; k < points.length; k++) {
      way[2 * k] = points[k]!.x;
      way[2 * k + 1] = points[k]!.y;
    }
    ways.add(way, 0, 0, false);
    return { id, label };
  });
  return { ...rest, edges: bare, ...ways.packed };
}

/** Packs the ways of edges, one after another. */
export class WayPacker {
  readonly packed: Pick<PackedDrawing, 'points' | 'ends' | 'extents'>;
  #length = 0;
  #edge = 0;

  /** @param points how many there will be in all ways together */
  constructor(edges: number, points: number) {
    this.packed = {
      points: new Float64Array(2 * points),
      ends: new Int32Array(edges),
      extents: new Float64Array(4 * edges),
    };
  }

  /** Adds the way of the next edge, x, y, x, y, …, moved by a distance; x and y exchanged where it is turned. */
  add(way: Float64Array, dx: number, dy: number, isTurned: boolean): void {
    const { points, ends, extents } = this.packed;
    let length = this.#length;
    let left = Infinity;
    let top = Infinity;
    let right = -Infinity;
    let bottom = -Infinity;
    for (let k = 0; k < way.length; k += 2) {
      const along = way[k]! + dx;
      const across = way[k + 1]! + dy;
      const x = isTurned ? across : along;
      const y = isTurned ? along : across;
      points[length++] = x;
      points[length++] = y;
      if (x < left) left = x;
      if (y < top) top = y;
      if (x > right) right = x;
      if (y > bottom) bottom = y;
    }
    const at = 4 * this.#edge;
    extents[at] = left;
    extents[at + 1] = top;
    extents[at + 2] = right - left;
    extents[at + 3] = bottom - top;
    ends[this.#edge++] = length;
    this.#length = length;
  }
}

export function unpackDrawing(drawing: PackedDrawing): PlacedGraph {
  const { nodes, bands, width, height, profile } = drawing;
  const edges = drawing.edges.map((_, index) => new PackedEdge(drawing, index));
  return { nodes, edges, bands, width, height, profile };
}

/** An edge whose points are made when they are first read: most of a large drawing is never looked at from near. */
class PackedEdge implements PlacedEdge {
  readonly id: string;
  readonly label: Rect | null;
  readonly #drawing: PackedDrawing;
  readonly #index: number;
  #points: readonly Point[] | null = null;

  constructor(drawing: PackedDrawing, index: number) {
    const { id, label } = drawing.edges[index]!;
    this.id = id;
    this.label = label;
    this.#drawing = drawing;
    this.#index = index;
  }

  get points(): readonly Point[] {
    return (this.#points ??= this.#unpacked());
  }

  get extent(): Rect {
    const { extents } = this.#drawing;
    const at = 4 * this.#index;
    return { x: extents[at]!, y: extents[at + 1]!, width: extents[at + 2]!, height: extents[at + 3]! };
  }

  #unpacked(): readonly Point[] {
    const { points, ends } = this.#drawing;
    const from = ends[this.#index - 1] ?? 0;
    const way = new Array<Point>((ends[this.#index]! - from) / 2);
    for (let k = 0; k < way.length; k++) way[k] = { x: points[from + 2 * k]!, y: points[from + 2 * k + 1]! };
    return way;
  }
}

/** Whether an answer has what unpacking needs; a script that a host has started may say anything. */
export function isPacked(answer: unknown): answer is PackedDrawing {
  if (typeof answer !== 'object' || answer === null) return false;
  const { edges, points, ends, extents } = answer as Partial<PackedDrawing>;
  return (
    Array.isArray(edges) &&
    points instanceof Float64Array &&
    ends instanceof Int32Array &&
    extents instanceof Float64Array &&
    ends.length === edges.length &&
    extents.length === 4 * edges.length &&
    ends.every((end, index) => end >= (ends[index - 1] ?? 0) && end % 2 === 0) &&
    (ends.at(-1) ?? 0) === points.length
  );
}
