import { at } from '../typed.js';

/** Neighbours of every vertex in one array: those of vertex v are `to[start[v]]` up to `to[start[v + 1] - 1]`. */
export interface Adjacency {
  readonly start: Int32Array;
  readonly to: Int32Array;
  /** The edge behind each entry of `to`. */
  readonly edge: Int32Array;
}

/** Neighbour lists of a graph given as two arrays of edge ends, in the order of the edges. */
export function adjacency(vertexCount: number, from: Int32Array, to: Int32Array): Adjacency {
  const start = new Int32Array(vertexCount + 1);
  for (const v of from) start[v + 1] = at(start, v + 1) + 1;
  for (let v = 0; v < vertexCount; v++) start[v + 1] = at(start, v + 1) + at(start, v);
  const next = start.slice(0, vertexCount);
  const neighbours = new Int32Array(from.length);
  const edge = new Int32Array(from.length);
  for (let e = 0; e < from.length; e++) {
    const v = at(from, e);
    const k = at(next, v);
    next[v] = k + 1;
    neighbours[k] = at(to, e);
    edge[k] = e;
  }
  return { start, to: neighbours, edge };
}

/** How many neighbours a vertex has in these lists. */
export const degree = (graph: Adjacency, v: number): number => at(graph.start, v + 1) - at(graph.start, v);
