import { withCompanions } from './companions.js';
import { orderByWalk, type Ends } from './first-order.js';
import { LargeOrderSearch } from './large-order-search.js';
import type { Layers } from './layers.js';
import { OrderSearch } from './order-search.js';
import { withoutCompanions, type RankedGraph } from './ranked-graph.js';

/** The vertices of every rank in their order across the flow. */
export interface Order {
  /** Vertices rank by rank: those of rank r are `sequence[start[r]]` up to `sequence[start[r + 1] - 1]`. */
  readonly sequence: Int32Array;
  readonly start: Int32Array;
  /** Position of every vertex in its rank. */
  readonly position: Int32Array;
}

/** The search begins so often, in larger graphs fewer times, as this allows by the number of vertices and edges. */
const START_BUDGET = 2_000;
const MOST_STARTS = 12;
/** From so many vertices on, it begins once, and does less. */
const LARGE = 1_000;

/** Orders the vertices so that few edges cross: barycentre sweeps with swaps of neighbours. */
export function orderVertices(layers: Layers, part: Ends): Order {
  if (layers.count === layers.rankCount) return onlyOrder(layers);
  const graph = withoutCompanions(layers);
  const best =
    graph.start[graph.rankCount]! > LARGE
      ? orderOfLarge(graph, layers, part)
      : orderOfSmall(graph, layers, part);
  const position = new Int32Array(layers.count);
  renumber(best, graph.start, position);
  const sequence = withCompanions(layers, graph, best, position);
  const start = rankStarts(layers);
  renumber(sequence, start, position);
  return { sequence, start, position };
}

function orderOfLarge(graph: RankedGraph, layers: Layers, part: Ends): Int32Array {
  const search = new LargeOrderSearch(graph);
  orderByWalk(graph, layers, part, search.sequence);
  search.improve();
  return search.sequence;
}

/**
 * The sweeps begin several times, from a walk in either direction and then from disturbances of the best order found,
 * which is kept.
 */
function orderOfSmall(graph: RankedGraph, layers: Layers, part: Ends): Int32Array {
  const size = layers.count + layers.from.length;
  const search = new OrderSearch(graph);
  const starts = Math.min(MOST_STARTS, 1 + Math.floor(START_BUDGET / Math.max(1, size)));
  for (let s = 0; s < starts && search.fewest > 0; s++) {
    if (s < 2) orderByWalk(graph, layers, part, search.sequence);
    else search.disturb(s);
    search.improve(s % 2 === 0);
  }
  return search.best;
}

/** Where every rank has one vertex, as in chains and where nodes stand alone, there is nothing to search for. */
function onlyOrder({ count, rank }: Layers): Order {
  const sequence = new Int32Array(count);
  const start = new Int32Array(count + 1);
  for (let v = 0; v < count; v++) sequence[rank[v]!] = v;
  for (let r = 0; r <= count; r++) start[r] = r;
  return { sequence, start, position: new Int32Array(count) };
}

function rankStarts({ count, rank, rankCount }: Layers): Int32Array {
  const start = new Int32Array(rankCount + 1);
  for (let v = 0; v < count; v++) start[rank[v]! + 1]!++;
  for (let r = 0; r < rankCount; r++) start[r + 1]! += start[r]!;
  return start;
}

function renumber(sequence: Int32Array, start: Int32Array, position: Int32Array): void {
  for (let r = 0; r + 1 < start.length; r++) {
    const from = start[r]!;
    const end = start[r + 1]!;
    for (let k = from; k < end; k++) position[sequence[k]!] = k - from;
  }
}
