import type { Adjacency } from './adjacency.js';
import type { Layers } from './layers.js';
import type { RankedGraph } from './ranked-graph.js';

/** Edges of a component by their ends, those of reversed edges exchanged. */
export interface Ends {
  readonly out: Adjacency;
  readonly into: Adjacency;
  readonly topological: Int32Array;
}

/**
 * First order: nodes as a depth-first walk meets them, which keeps trees free of crossings; the dummies of an edge are
 * met on the way to its other end.
 *
 * @param sequence takes the vertices, rank by rank
 */
export function orderByWalk(
  { rankCount, start }: RankedGraph,
  { rank, realCount, chain, chainStart, companionOf, express }: Layers,
  { out, into, topological }: Ends,
  sequence: Int32Array,
): void {
  const next = start.slice(0, rankCount);
  const seen = new Uint8Array(realCount);
  const isWalked = new Uint8Array(express.length);
  const nextOut = out.start.slice(0, realCount);
  const nextInto = into.start.slice(0, realCount);
  const stack = new Int32Array(realCount);
  let depth = 0;
  const meet = (v: number): void => {
    if (seen[v] === 1) return;
    seen[v] = 1;
    stack[depth++] = v;
    sequence[next[rank[v]!]!++] = v;
  };
  const follow = (e: number, end: number): void => {
    if (express[e] === 1) return;
    if (isWalked[e] === 0) {
      isWalked[e] = 1;
      let k = chainStart[e]!;
      let stop = chainStart[e + 1]!;
      // Those that stay beside a node are put there later.
      if (k < stop && companionOf[chain[k]!]! >= 0) {
        k++;
        stop--;
      }
      if (k < stop) for (let r = rank[chain[k]!]!; k < stop; k++, r++) sequence[next[r]!++] = chain[k]!;
    }
    meet(end);
  };
  for (let i = 0; i < topological.length; i++) {
    meet(topological[i]!);
    while (depth > 0) {
      const v = stack[depth - 1]!;
      if (nextOut[v]! < out.start[v + 1]!) {
        const k = nextOut[v]!++;
        follow(out.edge[k]!, out.to[k]!);
      } else if (nextInto[v]! < into.start[v + 1]!) {
        const k = nextInto[v]!++;
        follow(into.edge[k]!, into.to[k]!);
      } else depth--;
    }
  }
}
