import { degree, type Neighbours } from './adjacency.js';
import type { Layers } from './layers.js';
import type { Order } from './order.js';
import { NODE_TO_EDGE_GAP } from './spacing.js';

/** How much straighter than other edges the parts of long edges shall be. */
const DUMMY_WEIGHT = 4;
/** Of a vertex that has no neighbour on the sides that count: it makes room for others. */
const IDLE_WEIGHT = 0.01;

/** A stretch across the flow. */
export interface Band {
  readonly low: number;
  readonly high: number;
}

/**
 * Moves the vertices of one rank at a time to the lines of their neighbours; the buffers are shared by all ranks. Lines
 * always ascend in a rank, so that a median is found without sorting.
 */
export class RankFit {
  readonly #layers: Layers;
  readonly #order: Order;
  readonly #separation: Float64Array;
  readonly #line: Float64Array;
  /** Runs of vertices that stand as close as they may: where they would like to stand, how strongly, how many they are. */
  readonly #mean: Float64Array;
  readonly #weight: Float64Array;
  readonly #size: Int32Array;
  /** The same of single vertices, by their place in the rank. */
  readonly #wish: Float64Array;
  readonly #wishWeight: Float64Array;
  readonly #low: number;
  readonly #high: number;

  /** @param band between which lines everything shall stand; each rank alone has to have room there */
  constructor(layers: Layers, order: Order, separation: Float64Array, line: Float64Array, band: Band) {
    this.#low = band.low;
    this.#high = band.high;
    this.#layers = layers;
    this.#order = order;
    this.#separation = separation;
    this.#line = line;
    let widest = 0;
    for (let r = 0; r < layers.rankCount; r++)
      widest = Math.max(widest, order.start[r + 1]! - order.start[r]!);
    this.#mean = new Float64Array(widest);
    this.#weight = new Float64Array(widest);
    this.#size = new Int32Array(widest);
    this.#wish = new Float64Array(widest);
    this.#wishWeight = new Float64Array(widest);
  }

  /**
   * Pool-adjacent-violators: the least squares fit to the wished lines that keeps order and separation.
   *
   * @param before whether the rank before counts
   * @param after whether the next rank counts
   */
  rank(r: number, before: boolean, after: boolean): void {
    const { sequence, start } = this.#order;
    const from = start[r]!;
    const to = start[r + 1]!;
    if (from === to) return;
    this.#findWishes(from, to, before, after);
    const runs = this.#pool(from, to);
    const { above, below } = this.#layers;
    const separation = this.#separation;
    const line = this.#line;
    let offset = 0;
    for (let k = from; k < to; k++) offset += separation[k]!;
    // Runs ascend, so the best fit inside the band is this one, with what is outside brought to its border.
    const least = this.#low + above[sequence[from]!]!;
    const most = this.#high - below[sequence[to - 1]!]! - offset;
    let k = from;
    offset = 0;
    for (let run = 0; run < runs; run++) {
      const mean = Math.max(least, Math.min(this.#mean[run]!, most));
      for (let i = this.#size[run]!; i > 0; i--, k++) {
        offset += separation[k]!;
        line[sequence[k]!] = mean + offset;
      }
    }
  }

  /** Where each vertex of a rank would like to stand, and how strongly. */
  #findWishes(from: number, to: number, before: boolean, after: boolean): void {
    const { sequence, into, out } = this.#order;
    const { realCount, companionOf } = this.#layers;
    const line = this.#line;
    const wish = this.#wish;
    const weight = this.#wishWeight;
    for (let k = from; k < to; k++) {
      const v = sequence[k]!;
      const i = k - from;
      const firstInto = into.start[v]!;
      const firstOut = out.start[v]!;
      const intos = before ? into.start[v + 1]! - firstInto : 0;
      const outs = after ? out.start[v + 1]! - firstOut : 0;
      const edges = intos + outs;
      weight[i] = v >= realCount ? DUMMY_WEIGHT : Math.min(edges, DUMMY_WEIGHT);
      if (companionOf[v]! >= 0) wish[i] = this.#companionWish(v, before, after);
      else if (edges === 0) {
        wish[i] = line[v]!;
        weight[i] = IDLE_WEIGHT;
      } else if (intos <= 1 && outs <= 1) {
        // As most dummies have them.
        if (intos === 0) wish[i] = line[out.to[firstOut]!]!;
        else if (outs === 0) wish[i] = line[into.to[firstInto]!]!;
        else wish[i] = (line[into.to[firstInto]!]! + line[out.to[firstOut]!]!) / 2;
      } else if (outs === 0) wish[i] = closestMedian(into, out, line, v);
      else if (intos === 0) wish[i] = closestMedian(out, into, line, v);
      else wish[i] = medianOfBoth(into, out, line, v);
    }
  }

  /** Puts neighbours whose wishes are too near to each other into runs. @returns how many runs there are */
  #pool(from: number, to: number): number {
    const separation = this.#separation;
    const means = this.#mean;
    const weights = this.#weight;
    const sizes = this.#size;
    let offset = 0;
    let runs = 0;
    for (let k = from; k < to; k++) {
      offset += separation[k]!;
      let mean = this.#wish[k - from]! - offset;
      let weight = this.#wishWeight[k - from]!;
      let size = 1;
      while (runs > 0 && means[runs - 1]! > mean) {
        runs--;
        const total = weights[runs]! + weight;
        mean = (means[runs]! * weights[runs]! + mean * weight) / total;
        weight = total;
        size += sizes[runs]!;
      }
      means[runs] = mean;
      weights[runs] = weight;
      sizes[runs++] = size;
    }
    return runs;
  }

  /** A backward edge turns closely round its ends; the other way it goes to one neighbour at most. */
  #companionWish(v: number, before: boolean, after: boolean): number {
    const { into, out, position } = this.#order;
    const { above, below, companionOf } = this.#layers;
    const owner = companionOf[v]!;
    const side =
      before && into.start[v]! < into.start[v + 1]!
        ? into
        : after && out.start[v]! < out.start[v + 1]!
          ? out
          : null;
    const distance =
      position[v]! > position[owner]!
        ? below[owner]! + above[v]! + NODE_TO_EDGE_GAP
        : -above[owner]! - below[v]! - NODE_TO_EDGE_GAP;
    const beside = this.#line[owner]! + distance;
    return side ? (beside + median(side, this.#line, v)) / 2 : beside;
  }
}

function median({ start, to }: Neighbours, line: Float64Array, v: number): number {
  const sum = start[v]! + start[v + 1]! - 1;
  const low = line[to[sum >> 1]!]!;
  return sum % 2 === 0 ? low : (low + line[to[(sum >> 1) + 1]!]!) / 2;
}

/**
 * The median, and of two the one with fewer edges back to this side, to whom this vertex is more: so parallel chains
 * with edges from one to the other stay straight, which half way between the two would drift further with every rank.
 *
 * @param back the edges of the neighbours to this side
 */
function closestMedian(neighbours: Neighbours, back: Neighbours, line: Float64Array, v: number): number {
  const { start, to } = neighbours;
  const sum = start[v]! + start[v + 1]! - 1;
  const low = to[sum >> 1]!;
  if (sum % 2 === 0) return line[low]!;
  const high = to[(sum >> 1) + 1]!;
  const more = degree(back, low) - degree(back, high);
  const closer = more < 0 ? low : high;
  // One at the end of all has no line of its own to follow.
  if (more === 0 || degree(neighbours, closer) === 0) return (line[low]! + line[high]!) / 2;
  return line[closer]!;
}

/** Median of two lists that both ascend: both are gone through up to the middle of all. */
function medianOfBoth(into: Neighbours, out: Neighbours, line: Float64Array, v: number): number {
  let i = into.start[v]!;
  let o = out.start[v]!;
  const lastInto = into.start[v + 1]!;
  const lastOut = out.start[v + 1]!;
  const count = lastInto - i + lastOut - o;
  let before = 0;
  let current = 0;
  for (let k = count >> 1; k >= 0; k--) {
    before = current;
    const a = i < lastInto ? line[into.to[i]!]! : Infinity;
    const b = o < lastOut ? line[out.to[o]!]! : Infinity;
    current = Math.min(a, b);
    if (a <= b) i++;
    else o++;
  }
  return count % 2 === 1 ? current : (before + current) / 2;
}
