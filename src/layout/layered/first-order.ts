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
  for (let i = 0; i < roots.length; i++) {
    const root = roots[i]!;
    if (seen[root] === 1) continue;
    let depth = 0;
    let w = root;
    for (;;) {
      if (w >= 0 && seen[w] === 0) {
        seen[w] = 1;
        stack[depth++] = w;
        sequence[next[rank[w]!]!++] = w;
      }
      if (depth === 0) break;
      const v = stack[depth - 1]!;
      if (nextOut[v]! < out.start[v + 1]!) w = out.to[nextOut[v]!++]!;
      else if (nextInto[v]! < into.start[v + 1]!) w = into.to[nextInto[v]!++]!;
      else {
        w = -1;
        depth--;
      }
    }
  }
}
