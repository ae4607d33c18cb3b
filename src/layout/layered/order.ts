import { at } from '../typed.js';
import { degree, type Adjacency } from './adjacency.js';
import { countCrossings, pairCrossings } from './crossings.js';
import type { Layers } from './layers.js';

/** The vertices of every rank in their order across the flow. */
export interface Order {
  /** Vertices rank by rank: those of rank r are `sequence[start[r]]` up to `sequence[start[r + 1] - 1]`. */
  readonly sequence: Int32Array;
  readonly start: Int32Array;
  /** Position of every vertex in its rank. */
  readonly position: Int32Array;
}

const MAX_SWEEPS = 16;
/** In a large graph one more sweep costs what many cost elsewhere, and the first ones gain the most. */
const LARGE = 50_000;
const MAX_SWEEPS_LARGE = 5;
/** Sweeps without a better order after which the search ends. */
const PATIENCE = 4;
/** Pairs of vertices with more neighbour pairs than this are not tried for swapping. */
const MAX_SWAP_COST = 4096;

/** Small graphs are ordered from several starts: as many as this allows, by the number of vertices and edges. */
const START_BUDGET = 4_000;
const MOST_STARTS = 12;

/**
 * Orders the vertices so that few edges cross: barycentre sweeps with swaps of neighbours, in small graphs from several
 * first orders; the best order found is kept.
 */
export function orderVertices(layers: Layers, topological: Int32Array): Order {
  const { count, rank, rankCount } = layers;
  const start = new Int32Array(rankCount + 1);
  for (let v = 0; v < count; v++) start[at(rank, v) + 1] = at(start, at(rank, v) + 1) + 1;
  for (let r = 0; r < rankCount; r++) start[r + 1] = at(start, r + 1) + at(start, r);
  const order: Order = { sequence: new Int32Array(count), start, position: new Int32Array(count) };
  const companions = companionsByOwner(layers);
  const best = { crossings: Infinity, sequence: new Int32Array(count) };
  const roots = topological.slice();
  const size = count + layers.out.to.length;
  const starts = Math.min(MOST_STARTS, 1 + Math.floor(START_BUDGET / Math.max(1, size)));
  for (let s = 0; s < starts && best.crossings > 0; s++) {
    if (s > 1) shuffle(roots, s);
    startFromWalk(layers, roots, order, companions);
    sweepRanks(layers, order, companions, best, s % 2 === 0);
  }
  order.sequence.set(best.sequence);
  for (let r = 0; r < rankCount; r++) renumber(order, r);
  return order;
}

/** Sweeps over the ranks until that helps no more; what is better than the best order so far takes its place. */
function sweepRanks(
  layers: Layers,
  order: Order,
  companions: ReadonlyMap<number, readonly number[]>,
  best: { crossings: number; readonly sequence: Int32Array },
  beginsForward: boolean,
): void {
  const { count, rankCount } = layers;
  const key = new Float64Array(count);
  const sweeps = count > LARGE ? MAX_SWEEPS_LARGE : MAX_SWEEPS;
  let least = Infinity;
  let waiting = 0;
  for (let sweep = 0; waiting < PATIENCE; sweep++) {
    const crossings = countCrossings(layers, order);
    if (sweep > 0) waiting++;
    if (crossings < 0.99 * least) waiting = 0;
    least = Math.min(least, crossings);
    if (crossings < best.crossings) {
      best.crossings = crossings;
      best.sequence.set(order.sequence);
    }
    if (crossings === 0 || sweep === sweeps) return;
    const forward = sweep % 2 === (beginsForward ? 0 : 1);
    const neighbours = forward ? layers.into : layers.out;
    const preferLater = (sweep & 2) !== 0;
    for (let i = 1; i < rankCount; i++) {
      const r = forward ? i : rankCount - 1 - i;
      sortRank(layers, order, r, neighbours, companions, key, preferLater);
    }
    swapNeighbours(layers, order);
  }
}

/** The same for the same number: equal input gives an equal drawing. */
function shuffle(values: Int32Array, seed: number): void {
  let state = Math.imul(seed, 0x9e3779b1);
  for (let i = values.length - 1; i > 0; i--) {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    const k = Math.floor(((state >>> 8) / 2 ** 24) * (i + 1));
    const value = at(values, i);
    values[i] = at(values, k);
    values[k] = value;
  }
}

function renumber(order: Order, r: number): void {
  const from = at(order.start, r);
  for (let k = from; k < at(order.start, r + 1); k++) order.position[at(order.sequence, k)] = k - from;
}

/** Dummies that stay beside a node, by that node; created in the order of their edges' lengths, the shortest next to it. */
function companionsByOwner(layers: Layers): Map<number, number[]> {
  const companions = new Map<number, number[]>();
  for (let v = layers.realCount; v < layers.count; v++) {
    const owner = at(layers.companionOf, v);
    if (owner < 0) continue;
    const list = companions.get(owner);
    if (list) list.push(v);
    else companions.set(owner, [v]);
  }
  return companions;
}

/** First order: vertices as a depth-first walk meets them, which keeps trees free of crossings. */
function startFromWalk(
  layers: Layers,
  topological: Int32Array,
  order: Order,
  companions: ReadonlyMap<number, readonly number[]>,
): void {
  const { count, rank, into, out } = layers;
  const next = order.start.slice();
  const seen = new Uint8Array(count);
  const nextOut = out.start.slice(0, count);
  const nextInto = into.start.slice(0, count);
  const stack: number[] = [];
  const visit = (v: number): void => {
    seen[v] = 1;
    stack.push(v);
    const r = at(rank, v);
    order.sequence[at(next, r)] = v;
    next[r] = at(next, r) + 1;
    for (const companion of companions.get(v) ?? []) if (at(seen, companion) === 0) visit(companion);
  };
  const walk = (root: number): void => {
    visit(root);
    while (stack.length > 0) {
      const v = stack[stack.length - 1] as number;
      const o = at(nextOut, v);
      const i = at(nextInto, v);
      let w = -1;
      if (o < at(out.start, v + 1)) {
        nextOut[v] = o + 1;
        w = at(out.to, o);
      } else if (i < at(into.start, v + 1)) {
        nextInto[v] = i + 1;
        w = at(into.to, i);
      } else stack.pop();
      if (w < 0 || at(seen, w) === 1) continue;
      // A companion is placed with its owner, never before it.
      visit(at(layers.companionOf, w) < 0 ? w : owner(layers, w));
    }
  };
  for (const v of topological) if (at(seen, v) === 0) walk(v);
  for (let r = 0; r < layers.rankCount; r++) renumber(order, r);
}

const owner = (layers: Layers, v: number): number => at(layers.companionOf, v);

/** Sorts one rank by the mean position of the neighbours on one side; vertices without any stay with the one before. */
function sortRank(
  layers: Layers,
  order: Order,
  r: number,
  neighbours: Adjacency,
  companions: ReadonlyMap<number, readonly number[]>,
  key: Float64Array,
  preferLater: boolean,
): void {
  const { sequence, position } = order;
  const from = at(order.start, r);
  const to = at(order.start, r + 1);
  const free: number[] = [];
  let previous = 0;
  for (let k = from; k < to; k++) {
    const v = at(sequence, k);
    if (at(layers.companionOf, v) >= 0) continue;
    free.push(v);
    // A node and its companions move as one.
    let size = degree(neighbours, v);
    let sum = sumOfPositions(neighbours, position, v);
    for (const companion of companions.get(v) ?? []) {
      size += degree(neighbours, companion);
      sum += sumOfPositions(neighbours, position, companion);
    }
    previous = size > 0 ? sum / size : previous;
    key[v] = previous;
  }
  const tie = preferLater ? -1 : 1;
  free.sort((a, b) => at(key, a) - at(key, b) || tie * (at(position, a) - at(position, b)));
  let k = from;
  for (const v of free) {
    const list = companions.get(v) ?? [];
    const before = (companion: number): boolean => standsBefore(companion, v, neighbours, position, key);
    for (let i = list.length - 1; i >= 0; i--)
      if (before(list[i] as number)) sequence[k++] = list[i] as number;
    sequence[k++] = v;
    for (const companion of list) if (!before(companion)) sequence[k++] = companion;
  }
  renumber(order, r);
}

function sumOfPositions(neighbours: Adjacency, position: Int32Array, v: number): number {
  let sum = 0;
  for (let i = at(neighbours.start, v); i < at(neighbours.start, v + 1); i++)
    sum += at(position, at(neighbours.to, i));
  return sum;
}

/** A companion stands on the side that its edge comes from, or where it stood if the sweep does not tell. */
function standsBefore(
  companion: number,
  owner: number,
  neighbours: Adjacency,
  position: Int32Array,
  key: Float64Array,
): boolean {
  if (degree(neighbours, companion) === 0) return at(position, companion) < at(position, owner);
  return at(position, at(neighbours.to, at(neighbours.start, companion))) < at(key, owner);
}

/** Swaps neighbours in a rank wherever that takes away crossings; what is bound to a companion stays. */
function swapNeighbours(layers: Layers, order: Order): void {
  const { into, out, companionOf } = layers;
  const { sequence, position } = order;
  for (let r = 0; r < layers.rankCount; r++) {
    const end = at(order.start, r + 1);
    for (let k = at(order.start, r); k + 1 < end; k++) {
      const u = at(sequence, k);
      const v = at(sequence, k + 1);
      if (at(companionOf, u) >= 0 || at(companionOf, v) >= 0) continue;
      if (k + 2 < end && at(companionOf, at(sequence, k + 2)) === v) continue;
      if (k > at(order.start, r) && at(companionOf, at(sequence, k - 1)) === u) continue;
      const cost = degree(into, u) * degree(into, v) + degree(out, u) * degree(out, v);
      if (cost === 0 || cost > MAX_SWAP_COST) continue;
      const now = pairCrossings(into, position, u, v) + pairCrossings(out, position, u, v);
      if (now === 0) continue;
      const swapped = pairCrossings(into, position, v, u) + pairCrossings(out, position, v, u);
      if (swapped >= now) continue;
      sequence[k] = v;
      sequence[k + 1] = u;
      position[v] = at(position, v) - 1;
      position[u] = at(position, u) + 1;
    }
  }
}
