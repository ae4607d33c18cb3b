import { degree, type Neighbours } from './adjacency.js';
import type { Layers } from './layers.js';
import type { Order } from './order.js';
import { RankFit, type Band } from './rank-fit.js';
import { EDGE_GAP, NODE_GAP, NODE_TO_EDGE_GAP } from './spacing.js';

/** Further ones change nothing that can be measured in the length of edges or their bends. */
const SWEEPS = 6;
const LARGE = 10_000;
const SWEEPS_LARGE = 4;
/** Kinks smaller than this are taken out where there is room. */
const KINK = 16;

/**
 * Gives every vertex the line (y) on which its edges pass: sweeps that move each rank as near as the order allows to
 * the medians of the neighbours (weighted isotonic regression per rank), then kinks are taken out of long edges.
 *
 * @param slack how tall the whole may be, by its tallest rank
 */
export function assignLines(layers: Layers, order: Order, slack = Infinity): Float64Array {
  const { rankCount } = layers;
  const line = new Float64Array(layers.count);
  // Where every rank has one vertex, all share one line.
  if (layers.count === rankCount) return line;
  const separation = separations(layers, order);
  for (let r = 0; r < rankCount; r++) {
    let y = 0;
    for (let k = order.start[r]!; k < order.start[r + 1]!; k++) {
      y += separation[k]!;
      line[order.sequence[k]!] = y;
    }
  }
  const fit = new RankFit(layers, order, separation, line, bandOf(layers, order, separation, slack));
  const sweeps = layers.count > LARGE ? SWEEPS_LARGE : SWEEPS;
  for (let sweep = 0; sweep < sweeps; sweep++) {
    const forward = sweep % 2 === 1;
    const both = sweep >= sweeps - 2;
    for (let i = 0; i < rankCount; i++) {
      const r = forward ? i : rankCount - 1 - i;
      fit.rank(r, both || forward, both || !forward);
    }
  }
  const room = new Room(layers, order, separation, line);
  straightenChains(layers, order, line, room);
  alignNodes(layers, order, line, room);
  return line;
}

/** Smallest distance of each vertex (by place in the sequence) from the one before it; 0 for the first of a rank. */
function separations({ count, realCount, rankCount, above, below }: Layers, order: Order): Float64Array {
  const separation = new Float64Array(count);
  const { sequence, start } = order;
  for (let r = 0; r < rankCount; r++) {
    for (let k = start[r]! + 1; k < start[r + 1]!; k++) {
      const u = sequence[k - 1]!;
      const v = sequence[k]!;
      const dummies = (u >= realCount ? 1 : 0) + (v >= realCount ? 1 : 0);
      const gap = dummies === 0 ? NODE_GAP : dummies === 1 ? NODE_TO_EDGE_GAP : EDGE_GAP;
      separation[k] = below[u]! + gap + above[v]!;
    }
  }
  return separation;
}

/** As tall as the tallest rank, and taller by the slack, in equal parts above it and below it. */
function bandOf(
  { rankCount, above, below }: Layers,
  order: Order,
  separation: Float64Array,
  slack: number,
): Band {
  if (slack === Infinity) return { low: -Infinity, high: Infinity };
  const { sequence, start } = order;
  let tallest = 0;
  for (let r = 0; r < rankCount; r++) {
    const [from, end] = [start[r]!, start[r + 1]!];
    if (from === end) continue;
    let height = above[sequence[from]!]! + below[sequence[end - 1]!]!;
    for (let k = from + 1; k < end; k++) height += separation[k]!;
    tallest = Math.max(tallest, height);
  }
  const more = (tallest * (slack - 1)) / 2;
  return { low: -more, high: tallest + more };
}

/** How far a vertex may move between its neighbours in the rank. */
class Room {
  readonly #rank: Int32Array;
  readonly #order: Order;
  readonly #separation: Float64Array;
  readonly #line: Float64Array;

  constructor({ rank }: Layers, order: Order, separation: Float64Array, line: Float64Array) {
    this.#rank = rank;
    this.#order = order;
    this.#separation = separation;
    this.#line = line;
  }

  lowest(v: number): number {
    const { start, position, sequence } = this.#order;
    if (position[v] === 0) return -Infinity;
    const k = start[this.#rank[v]!]! + position[v]!;
    return this.#line[sequence[k - 1]!]! + this.#separation[k]!;
  }

  highest(v: number): number {
    const { start, position, sequence } = this.#order;
    const r = this.#rank[v]!;
    const k = start[r]! + position[v]! + 1;
    return k < start[r + 1]! ? this.#line[sequence[k]!]! - this.#separation[k]! : Infinity;
  }
}

/** Each long edge runs straight as far as its neighbours leave room, preferably on the line of one of its ends. */
function straightenChains(layers: Layers, order: Order, line: Float64Array, room: Room): void {
  const { chain, chainStart } = layers;
  for (let e = 0; e + 1 < chainStart.length; e++) {
    const end = chainStart[e + 1]!;
    let k = chainStart[e]!;
    while (k < end) {
      const from = k;
      let low = -Infinity;
      let high = Infinity;
      let sum = 0;
      for (; k < end; k++) {
        const v = chain[k]!;
        const lowest = Math.max(low, room.lowest(v));
        const highest = Math.min(high, room.highest(v));
        if (lowest > highest) break;
        low = lowest;
        high = highest;
        sum += line[v]!;
      }
      // A vertex whose own room is empty by rounding stays where it is.
      if (k === from) {
        k++;
        continue;
      }
      const wish = straightLine(layers, order, line, e, from, k, sum / (k - from));
      const y = Math.min(Math.max(wish, low), high);
      for (let i = from; i < k; i++) line[chain[i]!] = y;
    }
  }
}

/** The line that a stretch of a chain would best run on: that of a near end of the edge, else its mean. */
function straightLine(
  { chain, chainStart }: Layers,
  { into, out }: Order,
  line: Float64Array,
  e: number,
  from: number,
  to: number,
  mean: number,
): number {
  const first = chain[from]!;
  const last = chain[to - 1]!;
  const before =
    from > chainStart[e]! ? chain[from - 1]! : degree(into, first) > 0 ? into.to[into.start[first]!]! : -1;
  const after = to === chainStart[e + 1]! && degree(out, last) > 0 ? out.to[out.start[last]!]! : -1;
  const missBefore = before < 0 ? Infinity : Math.abs(line[before]! - mean);
  const missAfter = after < 0 ? Infinity : Math.abs(line[after]! - mean);
  if (Math.min(missBefore, missAfter) >= 2 * KINK) return mean;
  return missBefore <= missAfter ? line[before]! : line[after]!;
}

/** Nodes that miss the line of a neighbour by little are moved onto it, unless they already share one. */
function alignNodes({ realCount }: Layers, { into, out }: Order, line: Float64Array, room: Room): void {
  for (let v = 0; v < realCount; v++) {
    const before = nearestLine(into, line, v);
    const after = nearestLine(out, line, v);
    const y = line[v]!;
    const best = Math.abs(after - y) <= Math.abs(before - y) ? after : before;
    const miss = Math.abs(best - y);
    if (miss < 0.01 || miss >= KINK) continue;
    if (best >= room.lowest(v) && best <= room.highest(v)) line[v] = best;
  }
}

/** The nearest to a vertex's own line among those of its neighbours; Infinity where it has none. */
function nearestLine({ start, to }: Neighbours, line: Float64Array, v: number): number {
  const y = line[v]!;
  let best = Infinity;
  for (let i = start[v]!; i < start[v + 1]!; i++) {
    const other = line[to[i]!]!;
    if (Math.abs(other - y) <= Math.abs(best - y)) best = other;
  }
  return best;
}
