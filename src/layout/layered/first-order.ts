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

/** The same for the same number: equal input gives an equal drawing. */
export function shuffle(values: Int32Array, seed: number): void {
  let state = Math.imul(seed, 0x9e3779b1);
  for (let i = values.length - 1; i > 0; i--) {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    const k = Math.floor(((state >>> 8) / 2 ** 24) * (i + 1));
    const value = values[i]!;
    values[i] = values[k]!;
    values[k] = value;
  }
}
