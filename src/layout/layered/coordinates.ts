import { at } from '../typed.js';
import { degree, type Adjacency } from './adjacency.js';
import type { Layers } from './layers.js';
import type { Order } from './order.js';

/** Space across the flow between the extents of two neighbours in a rank. */
const NODE_GAP = 20;
const NODE_TO_EDGE_GAP = 12;
const EDGE_GAP = 10;
const SWEEPS = 12;
const LARGE = 50_000;
const SWEEPS_LARGE = 6;
/** How much straighter than other edges the parts of long edges shall be. */
const DUMMY_WEIGHT = 4;
/** Kinks smaller than this are taken out where there is room. */
const KINK = 16;

/**
 * Gives every vertex the line (y) on which its edges pass: sweeps that move each rank as near as the order allows to
 * the medians of the neighbours (weighted isotonic regression per rank), then kinks are taken out of long edges.
 */
export function assignLines(layers: Layers, order: Order): Float64Array {
  const line = new Float64Array(layers.count);
  const separation = separations(layers, order);
  for (let r = 0; r < layers.rankCount; r++) {
    let y = 0;
    for (let k = at(order.start, r); k < at(order.start, r + 1); k++) {
      y += at(separation, k);
      line[at(order.sequence, k)] = y;
    }
  }
  const fit = new RankFit(layers, order, separation, line);
  const sweeps = layers.count > LARGE ? SWEEPS_LARGE : SWEEPS;
  for (let sweep = 0; sweep < sweeps; sweep++) {
    const forward = sweep % 2 === 1;
    const both = sweep >= sweeps - 2;
    for (let i = 0; i < layers.rankCount; i++) {
      const r = forward ? i : layers.rankCount - 1 - i;
      fit.rank(r, both || forward ? layers.into : null, both || !forward ? layers.out : null);
    }
  }
  straightenChains(layers, order, separation, line);
  alignNodes(layers, order, separation, line);
  return line;
}

/** Smallest distance of each vertex (by place in the sequence) from the one before it; 0 for the first of a rank. */
function separations(layers: Layers, order: Order): Float64Array {
  const separation = new Float64Array(layers.count);
  for (let r = 0; r < layers.rankCount; r++) {
    for (let k = at(order.start, r) + 1; k < at(order.start, r + 1); k++) {
      const u = at(order.sequence, k - 1);
      const v = at(order.sequence, k);
      const dummies = Number(u >= layers.realCount) + Number(v >= layers.realCount);
      const gap = dummies === 0 ? NODE_GAP : dummies === 1 ? NODE_TO_EDGE_GAP : EDGE_GAP;
      separation[k] = at(layers.below, u) + gap + at(layers.above, v);
    }
  }
  return separation;
}

/** Moves the vertices of one rank at a time; the buffers are shared by all ranks. */
class RankFit {
  readonly #layers: Layers;
  readonly #order: Order;
  readonly #separation: Float64Array;
  readonly #line: Float64Array;
  readonly #mean: Float64Array;
  readonly #weight: Float64Array;
  readonly #size: Int32Array;
  #lines: number[] = [];

  constructor(layers: Layers, order: Order, separation: Float64Array, line: Float64Array) {
    this.#layers = layers;
    this.#order = order;
    this.#separation = separation;
    this.#line = line;
    let widest = 0;
    for (let r = 0; r < layers.rankCount; r++)
      widest = Math.max(widest, at(order.start, r + 1) - at(order.start, r));
    this.#mean = new Float64Array(widest);
    this.#weight = new Float64Array(widest);
    this.#size = new Int32Array(widest);
  }

  /** Pool-adjacent-violators: the least squares fit to the wished lines that keeps order and separation. */
  rank(r: number, into: Adjacency | null, out: Adjacency | null): void {
    const from = at(this.#order.start, r);
    const to = at(this.#order.start, r + 1);
    let offset = 0;
    let blocks = 0;
    for (let k = from; k < to; k++) {
      const v = at(this.#order.sequence, k);
      offset += k > from ? at(this.#separation, k) : 0;
      const dummy = v >= this.#layers.realCount;
      const companion = at(this.#layers.companionOf, v) >= 0 ? 1 : 0;
      const degrees = (into ? degree(into, v) : 0) + (out ? degree(out, v) : 0) + companion;
      let weight = degrees === 0 ? 0.01 : dummy ? DUMMY_WEIGHT : Math.min(degrees, DUMMY_WEIGHT);
      let mean = (degrees === 0 ? at(this.#line, v) : this.#wished(v, into, out)) - offset;
      let size = 1;
      while (blocks > 0 && at(this.#mean, blocks - 1) > mean) {
        blocks--;
        const total = at(this.#weight, blocks) + weight;
        mean = (at(this.#mean, blocks) * at(this.#weight, blocks) + mean * weight) / total;
        weight = total;
        size += at(this.#size, blocks);
      }
      this.#mean[blocks] = mean;
      this.#weight[blocks] = weight;
      this.#size[blocks] = size;
      blocks++;
    }
    let k = from;
    offset = 0;
    for (let b = 0; b < blocks; b++) {
      for (let i = at(this.#size, b); i > 0; i--, k++) {
        offset += k > from ? at(this.#separation, k) : 0;
        this.#line[at(this.#order.sequence, k)] = at(this.#mean, b) + offset;
      }
    }
  }

  /** Median of the neighbours' lines; with an even number of them the mean of the two in the middle. */
  #wished(v: number, into: Adjacency | null, out: Adjacency | null): number {
    const lines = this.#lines;
    lines.length = 0;
    for (const side of [into, out]) {
      if (side === null) continue;
      for (let i = at(side.start, v); i < at(side.start, v + 1); i++)
        lines.push(at(this.#line, at(side.to, i)));
    }
    const owner = at(this.#layers.companionOf, v);
    if (owner >= 0) lines.push(this.#besideOwner(v, owner));
    if (lines.length === 1) return lines[0] as number;
    if (lines.length === 2) return ((lines[0] as number) + (lines[1] as number)) / 2;
    lines.sort((a, b) => a - b);
    const half = lines.length >> 1;
    return lines.length % 2 === 1
      ? (lines[half] as number)
      : ((lines[half - 1] as number) + (lines[half] as number)) / 2;
  }

  /** A backward edge turns closely round its ends. */
  #besideOwner(v: number, owner: number): number {
    const { above, below } = this.#layers;
    const after = at(this.#order.position, v) > at(this.#order.position, owner);
    const distance = after ? at(below, owner) + at(above, v) : -at(above, owner) - at(below, v);
    return at(this.#line, owner) + distance + (after ? NODE_TO_EDGE_GAP : -NODE_TO_EDGE_GAP);
  }
}

/** Room of a vertex between its neighbours in the rank. */
function room(
  order: Order,
  rank: Int32Array,
  separation: Float64Array,
  line: Float64Array,
  v: number,
): [number, number] {
  const r = at(rank, v);
  const k = at(order.start, r) + at(order.position, v);
  const low = k > at(order.start, r) ? at(line, at(order.sequence, k - 1)) + at(separation, k) : -Infinity;
  const high =
    k + 1 < at(order.start, r + 1) ? at(line, at(order.sequence, k + 1)) - at(separation, k + 1) : Infinity;
  return [low, high];
}

const clamp = (value: number, low: number, high: number): number => Math.min(Math.max(value, low), high);

/** Each long edge runs straight as far as its neighbours leave room, preferably on the line of one of its ends. */
function straightenChains(layers: Layers, order: Order, separation: Float64Array, line: Float64Array): void {
  const { chain, chainStart } = layers;
  for (let e = 0; e + 1 < chainStart.length; e++) {
    const end = at(chainStart, e + 1);
    let k = at(chainStart, e);
    while (k < end) {
      const from = k;
      let low = -Infinity;
      let high = Infinity;
      let sum = 0;
      for (; k < end; k++) {
        const v = at(chain, k);
        const [l, h] = room(order, layers.rank, separation, line, v);
        if (Math.max(l, low) > Math.min(h, high)) break;
        low = Math.max(l, low);
        high = Math.min(h, high);
        sum += at(line, v);
      }
      // A vertex whose own room is empty by rounding stays where it is.
      if (k === from) {
        k++;
        continue;
      }
      const y = clamp(straightLine(layers, line, e, from, k, sum / (k - from)), low, high);
      for (let i = from; i < k; i++) line[at(chain, i)] = y;
    }
  }
}

/** The line that a stretch of a chain would best run on: that of a near end of the edge, else its mean. */
function straightLine(
  layers: Layers,
  line: Float64Array,
  e: number,
  from: number,
  to: number,
  mean: number,
): number {
  const { chain, chainStart, into, out } = layers;
  let best = mean;
  let distance = 2 * KINK;
  const consider = (y: number): void => {
    if (Math.abs(y - mean) < distance) {
      best = y;
      distance = Math.abs(y - mean);
    }
  };
  const first = at(chain, from);
  if (from === at(chainStart, e)) {
    if (degree(into, first) > 0) consider(at(line, at(into.to, at(into.start, first))));
  } else consider(at(line, at(chain, from - 1)));
  const last = at(chain, to - 1);
  if (to === at(chainStart, e + 1) && degree(out, last) > 0)
    consider(at(line, at(out.to, at(out.start, last))));
  return best;
}

/** Nodes that miss the line of a neighbour by little are moved onto it, unless they already share one. */
function alignNodes(layers: Layers, order: Order, separation: Float64Array, line: Float64Array): void {
  for (let v = 0; v < layers.realCount; v++) {
    const y = at(line, v);
    let best = NaN;
    let shared = false;
    for (const side of [layers.into, layers.out]) {
      for (let i = at(side.start, v); i < at(side.start, v + 1); i++) {
        const other = at(line, at(side.to, i));
        const miss = Math.abs(other - y);
        if (miss < 0.01) shared = true;
        if (miss < KINK && !(miss >= Math.abs(best - y))) best = other;
      }
    }
    if (shared || Number.isNaN(best)) continue;
    const [low, high] = room(order, layers.rank, separation, line, v);
    if (best >= low && best <= high) line[v] = best;
  }
}
