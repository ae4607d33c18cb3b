import { degree, type Neighbours } from './adjacency.js';
import type { Layers } from './layers.js';
import type { Order } from './order.js';
import { RankFit, type Band } from './rank-fit.js';
import { NODE, slotsOf, type Slots } from './slots.js';
import { EDGE_GAP, NODE_GAP, NODE_TO_EDGE_GAP } from './spacing.js';

/** Further ones change nothing that can be measured in the length of edges or their bends. */
const SWEEPS = 6;
const LARGE = 10_000;
const SWEEPS_LARGE = 3;
/** Kinks smaller than this are taken out where there is room. */
const KINK = 16;

/**
 * Gives every vertex the line (y) on which its edges pass: sweeps that move each rank as near as the order allows to
 * the medians of the neighbours (weighted isotonic regression per rank), then kinks are taken out of long edges.
 *
 * @param slack how tall the whole may be, by its tallest rank
 */
export function assignLines(layers: Layers, order: Order, slack = Infinity): Float64Array {
  const { count, rankCount } = layers;
  // Where every rank has one vertex, all share one line.
  if (count === rankCount) return new Float64Array(count);
  const slots = slotsOf(layers, order);
  const separation = separations(layers, slots);
  const offset = offsets(slots, separation);
  const line = offset.slice();
  const fit = new RankFit(layers, slots, offset, line, bandOf(layers, slots, offset, slack));
  const sweeps = count > LARGE ? SWEEPS_LARGE : SWEEPS;
  for (let sweep = 0; sweep < sweeps; sweep++) {
    const forward = sweep % 2 === 1;
    const both = sweep >= sweeps - 2;
    for (let i = 0; i < rankCount; i++) {
      const r = forward ? i : rankCount - 1 - i;
      fit.rank(r, both || forward, both || !forward);
    }
  }
  const room = new Room(separation, line);
  straightenChains(layers, slots, line, room);
  alignNodes(layers, slots, line, room);
  const lineOf = new Float64Array(count);
  for (let s = 0; s < count; s++) lineOf[slots.vertex[s]!] = line[s]!;
  return lineOf;
}

/** Smallest distance of each slot from the one before it, and of one more behind the last; that to another rank is none. */
function separations(
  { above, below }: Layers,
  { count, rankCount, start, vertex, kind }: Slots,
): Float64Array {
  const separation = new Float64Array(count + 1);
  separation[count] = -Infinity;
  for (let r = 0; r < rankCount; r++) {
    if (start[r] === start[r + 1]) continue;
    separation[start[r]!] = -Infinity;
    for (let s = start[r]! + 1; s < start[r + 1]!; s++) {
      const dummies = (kind[s - 1] === NODE ? 0 : 1) + (kind[s] === NODE ? 0 : 1);
      const gap = dummies === 0 ? NODE_GAP : dummies === 1 ? NODE_TO_EDGE_GAP : EDGE_GAP;
      separation[s] = below[vertex[s - 1]!]! + gap + above[vertex[s]!]!;
    }
  }
  return separation;
}

/** How far each slot is from the first of its rank, if all stand as close as they may. */
function offsets({ count, rankCount, start }: Slots, separation: Float64Array): Float64Array {
  const offset = new Float64Array(count);
  for (let r = 0; r < rankCount; r++)
    for (let s = start[r]! + 1; s < start[r + 1]!; s++) offset[s] = offset[s - 1]! + separation[s]!;
  return offset;
}

/** As tall as the tallest rank, and taller by the slack, in equal parts above it and below it. */
function bandOf(
  { rankCount, above, below }: Layers,
  { start, vertex }: Slots,
  offset: Float64Array,
  slack: number,
): Band {
  if (slack === Infinity) return { low: -Infinity, high: Infinity };
  let tallest = 0;
  for (let r = 0; r < rankCount; r++) {
    const [from, end] = [start[r]!, start[r + 1]!];
    if (from === end) continue;
    tallest = Math.max(tallest, above[vertex[from]!]! + offset[end - 1]! + below[vertex[end - 1]!]!);
  }
  const more = (tallest * (slack - 1)) / 2;
  return { low: -more, high: tallest + more };
}

/** How far the vertex in a slot may move between its neighbours in the rank. */
class Room {
  readonly #separation: Float64Array;
  readonly #line: Float64Array;

  constructor(separation: Float64Array, line: Float64Array) {
    this.#separation = separation;
    this.#line = line;
  }

  lowest(s: number): number {
    const least = this.#separation[s]!;
    return least === -Infinity ? -Infinity : this.#line[s - 1]! + least;
  }

  highest(s: number): number {
    const least = this.#separation[s + 1]!;
    return least === -Infinity ? Infinity : this.#line[s + 1]! - least;
  }
}

/** Each long edge runs straight as far as its neighbours leave room, preferably on the line of one of its ends. */
function straightenChains(
  { chain, chainStart }: Layers,
  { slot, into, out }: Slots,
  line: Float64Array,
  room: Room,
): void {
  /** Slots of the dummies of one edge. */
  let way = new Int32Array(64);
  for (let e = 0; e + 1 < chainStart.length; e++) {
    const first = chainStart[e]!;
    const length = chainStart[e + 1]! - first;
    if (length > way.length) way = new Int32Array(2 * length);
    for (let k = 0; k < length; k++) way[k] = slot[chain[first + k]!]!;
    for (let k = 0; k < length;) {
      const from = k;
      let low = -Infinity;
      let high = Infinity;
      let sum = 0;
      for (; k < length; k++) {
        const s = way[k]!;
        const lowest = Math.max(low, room.lowest(s));
        const highest = Math.min(high, room.highest(s));
        if (lowest > highest) break;
        low = lowest;
        high = highest;
        sum += line[s]!;
      }
      // A vertex whose own room is empty by rounding stays where it is.
      if (k === from) {
        k++;
        continue;
      }
      const wish = straightLine(
        line,
        sum / (k - from),
        endOf(into, way[from]!),
        k === length ? endOf(out, way[k - 1]!) : -1,
      );
      const y = Math.min(Math.max(wish, low), high);
      for (let i = from; i < k; i++) line[way[i]!] = y;
    }
  }
}

/** The one neighbour of a dummy on one side, or -1. */
const endOf = (lists: Neighbours, s: number): number =>
  degree(lists, s) > 0 ? lists.to[lists.start[s]!]! : -1;

/** The line that a stretch of a chain would best run on: that of the vertex before it or behind it, else its mean. */
function straightLine(line: Float64Array, mean: number, before: number, after: number): number {
  const missBefore = before < 0 ? Infinity : Math.abs(line[before]! - mean);
  const missAfter = after < 0 ? Infinity : Math.abs(line[after]! - mean);
  if (Math.min(missBefore, missAfter) >= 2 * KINK) return mean;
  return missBefore <= missAfter ? line[before]! : line[after]!;
}

/** Nodes that miss the line of a neighbour by little are moved onto it, unless they already share one. */
function alignNodes({ realCount }: Layers, { slot, into, out }: Slots, line: Float64Array, room: Room): void {
  for (let v = 0; v < realCount; v++) {
    const s = slot[v]!;
    const before = nearestLine(into, line, s);
    const after = nearestLine(out, line, s);
    const y = line[s]!;
    const best = Math.abs(after - y) <= Math.abs(before - y) ? after : before;
    const miss = Math.abs(best - y);
    if (miss < 0.01 || miss >= KINK) continue;
    if (best >= room.lowest(s) && best <= room.highest(s)) line[s] = best;
  }
}

/** The nearest to the own line of a slot among those of its neighbours; Infinity where it has none. */
function nearestLine({ start, to }: Neighbours, line: Float64Array, s: number): number {
  const y = line[s]!;
  let best = Infinity;
  for (let i = start[s]!; i < start[s + 1]!; i++) {
    const other = line[to[i]!]!;
    if (Math.abs(other - y) <= Math.abs(best - y)) best = other;
  }
  return best;
}
