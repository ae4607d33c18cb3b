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
  const start = new Int32Array(vertexCount + 1);
  for (let e = 0; e < from.length; e++) start[from[e]! + 1]!++;
  for (let v = 0; v < vertexCount; v++) start[v + 1]! += start[v]!;
  const next = start.slice(0, vertexCount);
  const neighbours = new Int32Array(from.length);
  const edge = new Int32Array(from.length);
  for (let e = 0; e < from.length; e++) {
    const k = next[from[e]!]!++;
    neighbours[k] = to[e]!;
    edge[k] = e;
  }
  return { start, to: neighbours, edge };
}

/** How many neighbours a vertex has in these lists. */
export const degree = (graph: Neighbours, v: number): number => graph.start[v + 1]! - graph.start[v]!;
