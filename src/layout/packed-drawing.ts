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
    for (const { x, y } of points) ways.add(x, y);
    ways.endWay();
    return { id, label };
  });
  return { ...rest, edges: bare, ...ways.packed };
}

/** Packs the ways of edges, one after another. */
export class WayPacker {
  readonly packed: Pick<PackedDrawing, 'points' | 'ends' | 'extents'>;
  #length = 0;
  #edge = 0;
  #left = Infinity;
  #top = Infinity;
  #right = -Infinity;
  #bottom = -Infinity;

  /** @param points how many there will be in all ways together */
  constructor(edges: number, points: number) {
    this.packed = {
      points: new Float64Array(2 * points),
      ends: new Int32Array(edges),
      extents: new Float64Array(4 * edges),
    };
  }

  /** Adds a point to the way that is open. */
  add(x: number, y: number): void {
    const { points } = this.packed;
    points[this.#length++] = x;
    points[this.#length++] = y;
    if (x < this.#left) this.#left = x;
    if (y < this.#top) this.#top = y;
    if (x > this.#right) this.#right = x;
    if (y > this.#bottom) this.#bottom = y;
  }

  /** Ends the way of an edge, and begins that of the next one. */
  endWay(): void {
    const { ends, extents } = this.packed;
    const at = 4 * this.#edge;
    extents[at] = this.#left;
    extents[at + 1] = this.#top;
    extents[at + 2] = this.#right - this.#left;
    extents[at + 3] = this.#bottom - this.#top;
    ends[this.#edge++] = this.#length;
    this.#left = this.#top = Infinity;
    this.#right = this.#bottom = -Infinity;
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
