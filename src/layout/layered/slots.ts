import type { Neighbours } from './adjacency.js';
import type { Layers } from './layers.js';
import type { Order } from './order.js';

/**
 * A layered graph in which vertices are numbered as they are ordered, rank by rank (slots): whoever goes through a rank
 * finds what it needs side by side in memory, of the neighbours in the next ranks as well.
 */
export interface Slots {
  readonly count: number;
  readonly rankCount: number;
  /** Rank r has the slots from `start[r]` up to `start[r + 1] - 1`. */
  readonly start: Int32Array;
  /** The vertex in each slot, and the slot of each vertex. */
  readonly vertex: Int32Array;
  readonly slot: Int32Array;
  readonly kind: Uint8Array;
  /** Neighbours in the rank before and in the next, ascending. */
  readonly into: Neighbours;
  readonly out: Neighbours;
}

/** Kinds of vertices: nodes, dummies on the way of an edge, and dummies that stay beside a node. */
export const NODE = 0;
export const PASSING = 1;
export const BESIDE = 2;

export function slotsOf(layers: Layers, { sequence, start }: Order): Slots {
  const { count, realCount, rankCount, companionOf } = layers;
  const slot = new Int32Array(count);
  const kind = new Uint8Array(count);
  for (let s = 0; s < count; s++) {
    const v = sequence[s]!;
    slot[v] = s;
    if (v >= realCount) kind[s] = companionOf[v]! < 0 ? PASSING : BESIDE;
  }
  return {
    count,
    rankCount,
    start,
    vertex: sequence,
    slot,
    kind,
    into: inSlots(layers.into, layers.out, sequence, slot),
    out: inSlots(layers.out, layers.into, sequence, slot),
  };
}

/** The lists of all vertices by slots: gone through from the other side, so that each is ascending. */
function inSlots(
  lists: Neighbours,
  opposite: Neighbours,
  sequence: Int32Array,
  slot: Int32Array,
): Neighbours {
  const count = sequence.length;
  const start = new Int32Array(count + 1);
  for (let s = 0; s < count; s++) {
    const v = sequence[s]!;
    start[s + 1] = start[s]! + lists.start[v + 1]! - lists.start[v]!;
  }
  const to = new Int32Array(lists.to.length);
  const next = start.slice();
  for (let s = 0; s < count; s++) {
    const v = sequence[s]!;
    const end = opposite.start[v + 1]!;
    for (let i = opposite.start[v]!; i < end; i++) to[next[slot[opposite.to[i]!]!]!++] = s;
  }
  return { start, to };
}
