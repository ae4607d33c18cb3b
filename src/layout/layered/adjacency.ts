/** Neighbours of every vertex in one array: those of vertex v are `to[start[v]]` up to `to[start[v + 1] - 1]`. */
export interface Neighbours {
  readonly start: Int32Array;
  readonly to: Int32Array;
}

/** Neighbours, and by which edges they are. */
export interface Adjacency extends Neighbours {
  /** The edge behind each entry of `to`. */
  readonly edge: Int32Array;
}

/** Neighbour lists of a graph given as two arrays of edge ends, in the order of the edges. */
export function adjacency(vertexCount: number, from: Int32Array, to: Int32Array): Adjacency {
  const { start, next } = startsOf(vertexCount, from);
  const lists = new Int32Array(from.length);
  const edge = new Int32Array(from.length);
  for (let e = 0; e < from.length; e++) {
    const k = next[from[e]!]!++;
    lists[k] = to[e]!;
    edge[k] = e;
  }
  return { start, to: lists, edge };
}

/** The same lists without the edges. */
export function neighbours(vertexCount: number, from: Int32Array, to: Int32Array): Neighbours {
  const { start, next } = startsOf(vertexCount, from);
  const lists = new Int32Array(from.length);
  for (let e = 0; e < from.length; e++) lists[next[from[e]!]!++] = to[e]!;
  return { start, to: lists };
}

/** Where the list of every vertex begins, twice. */
function startsOf(
  vertexCount: number,
  from: Int32Array,
): { readonly start: Int32Array; readonly next: Int32Array } {
  const start = new Int32Array(vertexCount + 1);
  for (let e = 0; e < from.length; e++) start[from[e]! + 1]!++;
  for (let v = 0; v < vertexCount; v++) start[v + 1]! += start[v]!;
  return { start, next: start.slice() };
}

/** How many neighbours a vertex has in these lists. */
export const degree = (graph: Neighbours, v: number): number => graph.start[v + 1]! - graph.start[v]!;
