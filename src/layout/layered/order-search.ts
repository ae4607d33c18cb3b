import { CrossingCounter } from './crossings.js';
import { RankSorter } from './rank-sorter.js';
import { RankSwaps } from './rank-swaps.js';
import { widestRank, type RankedGraph } from './ranked-graph.js';

const MAX_SWEEPS = 16;
/** Sweeps without a better order after which the search ends. */
const PATIENCE = 4;
/** How far a disturbance moves vertices, as a share of their rank. */
const DISTURBANCE = 0.3;

/**
 * Looks for an order of the vertices in their ranks with few crossings: sweeps that sort rank after rank by the mean
 * position of the neighbours in the one before, and swaps of neighbours. All memory is taken once.
 */
export class OrderSearch {
  /** The order that is being improved: vertices rank by rank, and where each stands in its rank. */
  readonly sequence: Int32Array;
  readonly position: Int32Array;
  /** The best order so far. */
  readonly best: Int32Array;
  fewest = Infinity;

  readonly #graph: RankedGraph;
  readonly #sorter: RankSorter;
  /** Of a rank, the vertices that are being sorted. */
  readonly #movable: Int32Array;
  readonly #counter: CrossingCounter;
  readonly #swaps: RankSwaps;
  /** Crossings between each rank and the next, as they were when `#counted` says. */
  readonly #crossings: Float64Array;
  /** When (by `#now`) the order of each rank changed, its crossings were counted, its swaps were tried. */
  readonly #changed: Float64Array;
  readonly #counted: Float64Array;
  readonly #swapped: Float64Array;
  #now = 0;

  constructor(graph: RankedGraph) {
    const { rank, rankCount, start } = graph;
    this.#graph = graph;
    this.sequence = new Int32Array(start[rankCount]!);
    this.best = new Int32Array(start[rankCount]!);
    this.position = new Int32Array(rank.length);
    const widest = widestRank(graph);
    this.#sorter = new RankSorter(widest);
    this.#movable = new Int32Array(widest);
    this.#counter = new CrossingCounter(widest);
    this.#swaps = new RankSwaps(graph, this.sequence, this.position, widest);
    this.#crossings = new Float64Array(rankCount);
    this.#changed = new Float64Array(rankCount);
    this.#counted = new Float64Array(rankCount);
    this.#swapped = new Float64Array(rankCount);
  }

  /** Sweeps from the order in `sequence` until that helps no more; what is better than the best so far takes its place. */
  improve(beginsForward: boolean): void {
    this.#begin();
    let least = Infinity;
    let waiting = 0;
    for (let sweep = 0; waiting < PATIENCE; sweep++) {
      const crossings = this.#countAndKeep();
      if (sweep > 0) waiting++;
      if (crossings < 0.99 * least) waiting = 0;
      least = Math.min(least, crossings);
      if (crossings === 0 || sweep === MAX_SWEEPS) return;
      this.#sweep(sweep, sweep % 2 === (beginsForward ? 0 : 1));
      this.#swapAll();
    }
  }

  /**
   * Makes the best order, with vertices moved a little at random, the one to be improved: that leads to better ones more
   * often than a wholly different first order does. The same for the same number: equal input gives an equal drawing.
   */
  disturb(seed: number): void {
    const { start, rankCount } = this.#graph;
    const { keys } = this.#sorter;
    const random = linearCongruence(seed);
    this.sequence.set(this.best);
    for (let r = 0; r < rankCount; r++) {
      const size = start[r + 1]! - start[r]!;
      for (let i = 0; i < size; i++) keys[i] = i + random() * DISTURBANCE * size;
      this.#sorter.sort(this.sequence, start[r]!, start[r + 1]!, (1 + DISTURBANCE) * size, false);
    }
  }

  /** Takes the order in `sequence` for a new one. */
  #begin(): void {
    this.#now++;
    this.#changed.fill(this.#now);
    for (let r = 0; r < this.#graph.rankCount; r++) this.#renumber(r);
  }

  #countAndKeep(): number {
    const crossings = this.#count();
    if (crossings < this.fewest) {
      this.fewest = crossings;
      this.best.set(this.sequence);
    }
    return crossings;
  }

  #sweep(sweep: number, forward: boolean): void {
    const { rankCount } = this.#graph;
    const reversesTies = (sweep & 2) !== 0;
    for (let i = 1; i < rankCount; i++) this.#sort(forward ? i : rankCount - 1 - i, forward, reversesTies);
  }

  #renumber(r: number): void {
    const { start } = this.#graph;
    const from = start[r]!;
    const end = start[r + 1]!;
    for (let k = from; k < end; k++) this.position[this.sequence[k]!] = k - from;
  }

  /** Sorts one rank by the mean position of the neighbours on one side; vertices without any keep their places. */
  #sort(r: number, forward: boolean, reversesTies: boolean): void {
    const from = this.#graph.start[r]!;
    const end = this.#graph.start[r + 1]!;
    if (end - from < 2) return;
    const { start, to } = forward ? this.#graph.into : this.#graph.out;
    const { sequence, position } = this;
    const { keys } = this.#sorter;
    const movable = this.#movable;
    let count = 0;
    for (let k = from; k < end; k++) {
      const v = sequence[k]!;
      const first = start[v]!;
      const last = start[v + 1]!;
      if (last === first) continue;
      let sum = position[to[first]!]!;
      for (let i = first + 1; i < last; i++) sum += position[to[i]!]!;
      keys[count] = last - first === 1 ? sum : sum / (last - first);
      movable[count++] = v;
    }
    const others = forward ? r - 1 : r + 1;
    const range = this.#graph.start[others + 1]! - this.#graph.start[others]!;
    this.#sorter.sort(movable, 0, count, range, reversesTies);
    let moved = false;
    for (let k = from, next = 0; next < count; k++) {
      const old = sequence[k]!;
      if (start[old] === start[old + 1]) continue;
      const v = movable[next++]!;
      if (v === old) continue;
      sequence[k] = v;
      position[v] = k - from;
      moved = true;
    }
    if (moved) this.#changed[r] = ++this.#now;
  }

  #count(): number {
    const { start, rankCount } = this.#graph;
    let crossings = 0;
    for (let r = 0; r + 1 < rankCount; r++) {
      if (this.#counted[r]! < Math.max(this.#changed[r]!, this.#changed[r + 1]!)) {
        this.#crossings[r] = this.#counter.count(
          this.sequence,
          start[r]!,
          start[r + 1]!,
          this.#graph.out,
          this.position,
          start[r + 2]! - start[r + 1]!,
        );
        this.#counted[r] = this.#now;
      }
      crossings += this.#crossings[r]!;
    }
    return crossings;
  }

  #swapAll(): void {
    const { rankCount } = this.#graph;
    for (let r = 0; r < rankCount; r++) {
      const changed = Math.max(
        this.#changed[r]!,
        r > 0 ? this.#changed[r - 1]! : 0,
        r + 1 < rankCount ? this.#changed[r + 1]! : 0,
      );
      if (this.#swapped[r]! >= changed) continue;
      if (this.#swaps.improve(r)) this.#changed[r] = ++this.#now;
      this.#swapped[r] = this.#now;
    }
  }
}

/** Numbers from 0 up to 1; good enough to shake an order. */
function linearCongruence(seed: number): () => number {
  let state = Math.imul(seed, 0x9e3779b1);
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return (state >>> 8) / 2 ** 24;
  };
}
