import type { Neighbours } from './adjacency.js';
import type { Layers } from './layers.js';
import { BESIDE, PASSING, type Slots } from './slots.js';
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
  readonly #slots: Slots;
  readonly #offset: Float64Array;
  readonly #line: Float64Array;
  /** Runs of vertices that stand as close as they may: where they would like to stand, how strongly, how many they are. */
  readonly #mean: Float64Array;
  readonly #weight: Float64Array;
  readonly #size: Int32Array;
  readonly #low: number;
  readonly #high: number;
  /** Where a vertex would like to stand, and how strongly: as last asked; fields would be allocated with every change. */
  readonly #asked = new Float64Array(2);

  /**
   * @param offset of each slot from the first of its rank, if all stand as close as they may
   * @param line of each slot; changed
   * @param band between which lines everything shall stand; each rank alone has to have room there
   */
  constructor(layers: Layers, slots: Slots, offset: Float64Array, line: Float64Array, band: Band) {
    this.#low = band.low;
    this.#high = band.high;
    this.#layers = layers;
    this.#slots = slots;
    this.#offset = offset;
    this.#line = line;
    let widest = 0;
    for (let r = 0; r < slots.rankCount; r++)
      widest = Math.max(widest, slots.start[r + 1]! - slots.start[r]!);
    this.#mean = new Float64Array(widest);
    this.#weight = new Float64Array(widest);
    this.#size = new Int32Array(widest);
  }

  /**
   * Pool-adjacent-violators: the least squares fit to the wished lines that keeps order and separation.
   *
   * @param before whether the rank before counts
   * @param after whether the next rank counts
   */
  rank(r: number, before: boolean, after: boolean): void {
    const { start, vertex } = this.#slots;
    const from = start[r]!;
    const to = start[r + 1]!;
    if (from === to) return;
    const runs = this.#pool(from, to, before, after);
    const { above, below } = this.#layers;
    const offset = this.#offset;
    const line = this.#line;
    // Runs ascend, so the best fit inside the band is this one, with what is outside brought to its border.
    const least = this.#low + above[vertex[from]!]!;
    const most = this.#high - below[vertex[to - 1]!]! - offset[to - 1]!;
    let k = from;
    for (let run = 0; run < runs; run++) {
      const mean = Math.max(least, Math.min(this.#mean[run]!, most));
      for (let i = this.#size[run]!; i > 0; i--, k++) line[k] = mean + offset[k]!;
    }
  }

  /** Puts neighbours whose wishes are too near to each other into runs. @returns how many runs there are */
  #pool(from: number, to: number, before: boolean, after: boolean): number {
    const { kind, into, out } = this.#slots;
    const offset = this.#offset;
    const line = this.#line;
    const means = this.#mean;
    const weights = this.#weight;
    const sizes = this.#size;
    let runs = 0;
    /** The last run; those before it are in the buffers. */
    let mean = -Infinity;
    let weight = 0;
    let size = 0;
    for (let k = from; k < to; k++) {
      let wish: number;
      let wishWeight: number;
      if (kind[k] === PASSING) {
        // As most vertices are. They have one neighbour on either side.
        const beforeLine = line[into.to[into.start[k]!]!]!;
        const afterLine = line[out.to[out.start[k]!]!]!;
        wish = before ? (after ? (beforeLine + afterLine) / 2 : beforeLine) : afterLine;
        wishWeight = DUMMY_WEIGHT;
      } else {
        this.#findWish(k, before, after);
        wish = this.#asked[0]!;
        wishWeight = this.#asked[1]!;
      }
      wish -= offset[k]!;
      if (mean > wish) {
        const total = weight + wishWeight;
        mean = (mean * weight + wish * wishWeight) / total;
        weight = total;
        size++;
        while (runs > 0 && means[runs - 1]! > mean) {
          runs--;
          const both = weights[runs]! + weight;
          mean = (means[runs]! * weights[runs]! + mean * weight) / both;
          weight = both;
          size += sizes[runs]!;
        }
        continue;
      }
      if (size > 0) {
        means[runs] = mean;
        weights[runs] = weight;
        sizes[runs++] = size;
      }
      mean = wish;
      weight = wishWeight;
      size = 1;
    }
    means[runs] = mean;
    weights[runs] = weight;
    sizes[runs++] = size;
    return runs;
  }

  /** Where a node, or what stays beside one, would like to stand. */
  #findWish(k: number, before: boolean, after: boolean): void {
    const { kind, into, out } = this.#slots;
    const line = this.#line;
    const intos = before ? into.start[k + 1]! - into.start[k]! : 0;
    const outs = after ? out.start[k + 1]! - out.start[k]! : 0;
    const edges = intos + outs;
    let weight = Math.min(edges, DUMMY_WEIGHT);
    let wish = line[k]!;
    if (kind[k] === BESIDE) {
      weight = DUMMY_WEIGHT;
      wish = this.#wishBeside(k, intos > 0 ? into : outs > 0 ? out : null);
    } else if (edges === 0) weight = IDLE_WEIGHT;
    else if (outs === 0) wish = median(into, line, k);
    else if (intos === 0) wish = median(out, line, k);
    else wish = medianOfBoth(into, out, line, k);
    this.#asked[0] = wish;
    this.#asked[1] = weight;
  }

  /** A backward edge turns closely round its ends; the other way it goes to one neighbour at most. */
  #wishBeside(k: number, side: Neighbours | null): number {
    const { vertex, slot } = this.#slots;
    const { above, below, companionOf } = this.#layers;
    const v = vertex[k]!;
    const owner = companionOf[v]!;
    const distance =
      k > slot[owner]!
        ? below[owner]! + above[v]! + NODE_TO_EDGE_GAP
        : -above[owner]! - below[v]! - NODE_TO_EDGE_GAP;
    const beside = this.#line[slot[owner]!]! + distance;
    return side ? (beside + median(side, this.#line, k)) / 2 : beside;
  }
}

function median({ start, to }: Neighbours, line: Float64Array, v: number): number {
  const sum = start[v]! + start[v + 1]! - 1;
  const low = line[to[sum >> 1]!]!;
  return sum % 2 === 0 ? low : (low + line[to[(sum >> 1) + 1]!]!) / 2;
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
