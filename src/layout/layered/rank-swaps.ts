import type { Neighbours } from './adjacency.js';
import type { RankedGraph } from './ranked-graph.js';

/** How often the swaps of a rank are tried again where they have helped. */
const MOST_ROUNDS = 4;
/** Longer lists are not sorted by insertion. */
const SHORT = 16;
const NEVER = 0x7fffffff;

/** Swaps of neighbours in one rank at a time. All memory is taken once. */
export class RankSwaps {
  readonly #graph: RankedGraph;
  readonly #sequence: Int32Array;
  readonly #position: Int32Array;
  readonly #before: Ends;
  readonly #after: Ends;

  /**
   * @param sequence the vertices, rank by rank; changed by swaps
   * @param position of every vertex in its rank; changed too
   */
  constructor(graph: RankedGraph, sequence: Int32Array, position: Int32Array, widest: number) {
    this.#graph = graph;
    this.#sequence = sequence;
    this.#position = position;
    this.#before = new Ends(graph.into, position, widest);
    this.#after = new Ends(graph.out, position, widest);
  }

  /** Swaps neighbours in a rank wherever that takes away crossings. @returns whether there were any */
  improve(r: number): boolean {
    const { start } = this.#graph;
    const from = start[r]!;
    const end = start[r + 1]!;
    if (end - from < 2) return false;
    this.#before.read(this.#sequence, from, end);
    this.#after.read(this.#sequence, from, end);
    let rounds = 0;
    while (rounds < MOST_ROUNDS && this.#round(from, end)) rounds++;
    return rounds > 0;
  }

  #round(from: number, end: number): boolean {
    const sequence = this.#sequence;
    const position = this.#position;
    const before = this.#before;
    const after = this.#after;
    const last = end - from - 1;
    let swapped = false;
    for (let i = 0; i < last; i++) {
      if (!before.mayCross(i) && !after.mayCross(i)) continue;
      const u = sequence[from + i]!;
      const v = sequence[from + i + 1]!;
      if (before.gainOfSwap(u, v) + after.gainOfSwap(u, v) <= 0) continue;
      sequence[from + i] = v;
      sequence[from + i + 1] = u;
      position[v] = i;
      position[u] = i + 1;
      before.swap(i);
      after.swap(i);
      swapped = true;
    }
    return swapped;
  }
}

/** Where the edges of a rank's vertices end on one side. */
class Ends {
  readonly #lists: Neighbours;
  readonly #position: Int32Array;
  /** The positions of each vertex's neighbours, ascending. */
  readonly #ends: Int32Array;
  /** By position in the rank: the first and the last of them. */
  readonly #first: Int32Array;
  readonly #last: Int32Array;

  constructor(lists: Neighbours, position: Int32Array, widest: number) {
    this.#lists = lists;
    this.#position = position;
    this.#ends = new Int32Array(lists.to.length);
    this.#first = new Int32Array(widest);
    this.#last = new Int32Array(widest);
  }

  /** Of the vertices `sequence[from]` up to `sequence[end - 1]`. */
  read(sequence: Int32Array, from: number, end: number): void {
    const { start, to } = this.#lists;
    const position = this.#position;
    const ends = this.#ends;
    for (let k = from; k < end; k++) {
      const v = sequence[k]!;
      const begin = start[v]!;
      const stop = start[v + 1]!;
      for (let i = begin; i < stop; i++) ends[i] = position[to[i]!]!;
      if (stop - begin > 1) sortStretch(ends, begin, stop);
      const isNone = begin === stop;
      this.#first[k - from] = isNone ? NEVER : ends[begin]!;
      this.#last[k - from] = isNone ? -1 : ends[stop - 1]!;
    }
  }

  /** Whether edges of the vertex at a position cross edges of the next one. */
  mayCross(i: number): boolean {
    return this.#last[i]! > this.#first[i + 1]!;
  }

  /** How many crossings less there are when two neighbours change places, u before v now. */
  gainOfSwap(u: number, v: number): number {
    const { start } = this.#lists;
    const ends = this.#ends;
    const endU = start[u + 1]!;
    const endV = start[v + 1]!;
    if (endU - start[u]! === 1 && endV - start[v]! === 1) return Math.sign(ends[endU - 1]! - ends[endV - 1]!);
    let gain = 0;
    let before = start[v]!;
    let upTo = before;
    for (let i = start[u]!; i < endU; i++) {
      const p = ends[i]!;
      while (before < endV && ends[before]! < p) before++;
      if (upTo < before) upTo = before;
      while (upTo < endV && ends[upTo]! === p) upTo++;
      gain += before - start[v]! - (endV - upTo);
    }
    return gain;
  }

  swap(i: number): void {
    exchange(this.#first, i);
    exchange(this.#last, i);
  }
}

function exchange(values: Int32Array, i: number): void {
  const value = values[i]!;
  values[i] = values[i + 1]!;
  values[i + 1] = value;
}

function sortStretch(values: Int32Array, from: number, end: number): void {
  if (end - from > SHORT) {
    values.subarray(from, end).sort();
    return;
  }
  for (let i = from + 1; i < end; i++) {
    const value = values[i]!;
    let k = i - 1;
    for (; k >= from && values[k]! > value; k--) values[k + 1] = values[k]!;
    values[k + 1] = value;
  }
}
