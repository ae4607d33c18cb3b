import { degree, type Neighbours } from './adjacency.js';
import type { RankedGraph } from './ranked-graph.js';

/**
 * First order: vertices as a depth-first walk meets them, which keeps trees free of crossings.
 *
 * @param roots vertices that the walk begins from, one after the other
 * @param sequence takes the vertices, rank by rank
 */
export function orderByWalk(graph: RankedGraph, roots: Int32Array, sequence: Int32Array): void {
  const { rank, into, out, start, rankCount } = graph;
  const count = rank.length;
  const next = start.slice(0, rankCount);
  const seen = new Uint8Array(count);
  const nextOut = out.start.slice(0, count);
  const nextInto = into.start.slice(0, count);
  const stack = new Int32Array(count);
  let depth = 0;
  const enter = (v: number): void => {
    seen[v] = 1;
    sequence[next[rank[v]!]!++] = v;
  };
  /** Follows a long edge to its other end at once: there is nothing else to be met on its way. */
  const visit = (first: number, lists: Neighbours, others: Neighbours): void => {
    let v = first;
    while (seen[v] === 0) {
      enter(v);
      if (degree(lists, v) !== 1 || degree(others, v) !== 1) {
        stack[depth++] = v;
        return;
      }
      v = lists.to[lists.start[v]!]!;
    }
  };
  for (let i = 0; i < roots.length; i++) {
    if (seen[roots[i]!] === 1) continue;
    enter(roots[i]!);
    stack[depth++] = roots[i]!;
    while (depth > 0) {
      const v = stack[depth - 1]!;
      if (nextOut[v]! < out.start[v + 1]!) visit(out.to[nextOut[v]!++]!, out, into);
      else if (nextInto[v]! < into.start[v + 1]!) visit(into.to[nextInto[v]!++]!, into, out);
      else depth--;
    }
  }
}
