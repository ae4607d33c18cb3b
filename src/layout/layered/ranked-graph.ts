import { neighbours, type Neighbours } from './adjacency.js';
import type { Layers } from './layers.js';

/**
 * A layered graph as ordering sees it: without the dummies that stay beside a node, whose edges count as those of the
 * node, for both move as one. Vertices keep their numbers.
 */
export interface RankedGraph {
  readonly rankCount: number;
  /** Rank r has the places from `start[r]` up to `start[r + 1] - 1`. */
  readonly start: Int32Array;
  readonly rank: Int32Array;
  readonly into: Neighbours;
  readonly out: Neighbours;
}

/** The layered graph with companions put together with their nodes. */
export function withoutCompanions(layers: Layers): RankedGraph {
  const { count, rank, rankCount, companionOf, from, to } = layers;
  const start = new Int32Array(rankCount + 1);
  let companions = 0;
  for (let v = 0; v < count; v++) {
    if (companionOf[v]! >= 0) companions++;
    else start[rank[v]! + 1]!++;
  }
  for (let r = 0; r < rankCount; r++) start[r + 1]! += start[r]!;
  if (companions === 0) {
    const { into, out } = layers;
    return { rankCount, start, rank, into, out };
  }
  const stand = (v: number): number => (companionOf[v]! < 0 ? v : companionOf[v]!);
  const sources = from.map(stand);
  const targets = to.map(stand);
  return {
    rankCount,
    start,
    rank,
    into: neighbours(count, targets, sources),
    out: neighbours(count, sources, targets),
  };
}

/** How many vertices the widest rank has. */
export function widestRank({ rankCount, start }: RankedGraph): number {
  let widest = 0;
  for (let r = 0; r < rankCount; r++) widest = Math.max(widest, start[r + 1]! - start[r]!);
  return widest;
}
