import { degree, type Neighbours } from './adjacency.js';
import type { Layers } from './layers.js';
import type { RankedGraph } from './ranked-graph.js';

/**
 * Puts the companions of nodes into an order of the others: each on the side of its node on which its edge crosses
 * fewer of the node's own, those of one side by where their edges come from.
 *
 * @param sequence the others, rank by rank
 * @param position of them in their ranks
 * @returns all vertices, rank by rank
 */
export function withCompanions(
  layers: Layers,
  graph: RankedGraph,
  sequence: Int32Array,
  position: Int32Array,
): Int32Array {
  const { count, realCount, companionOf } = layers;
  if (sequence.length === count) return sequence;
  const before: number[][] = [];
  const after: number[][] = [];
  const reach = new Int32Array(count);
  for (let v = realCount; v < count; v++) {
    const owner = companionOf[v]!;
    if (owner < 0) continue;
    const isStart = degree(layers.out, v) > 0;
    const neighbour = isStart ? layers.out.to[layers.out.start[v]!]! : layers.into.to[layers.into.start[v]!]!;
    const stand = companionOf[neighbour]! < 0 ? neighbour : companionOf[neighbour]!;
    reach[v] = position[stand]!;
    const edges = isStart ? graph.out : graph.into;
    const side = isBetterBefore(edges, position, owner, reach[v]!) ? before : after;
    (side[owner] ??= []).push(v);
  }
  const all = new Int32Array(count);
  let k = 0;
  for (let i = 0; i < sequence.length; i++) {
    const v = sequence[i]!;
    // They were made in the order of their edges' lengths: of those that reach equally far the shortest is the innermost.
    for (const w of before[v]?.sort((a, b) => reach[a]! - reach[b]! || b - a) ?? []) all[k++] = w;
    all[k++] = v;
    for (const w of after[v]?.sort((a, b) => reach[a]! - reach[b]! || a - b) ?? []) all[k++] = w;
  }
  return all;
}

function isBetterBefore(side: Neighbours, position: Int32Array, owner: number, reach: number): boolean {
  let balance = 0;
  for (let i = side.start[owner]!; i < side.start[owner + 1]!; i++)
    balance += Math.sign(position[side.to[i]!]! - reach);
  return balance > 0;
}
