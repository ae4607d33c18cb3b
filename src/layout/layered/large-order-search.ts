import type { Neighbours } from './adjacency.js';
import { SortedCrossingCounter } from './crossings.js';
import { RankSorter } from './rank-sorter.js';
import { RankSwaps } from './rank-swaps.js';
import { widestRank, type RankedGraph } from './ranked-graph.js';

/** Sweeps come in pairs, which go on while one leaves less than this share of the crossings. */
const MOST_PAIRS = 3;
const WORTH_A_PAIR = 0.9;

/**
 * Looks for an order with few crossings in a large graph: few sweeps, crossings counted only after those along the flow,
 * which leave the better orders, and swaps of neighbours only in the best of them.
 *
 * Most vertices are dummies, with one neighbour on either side. A sweep takes them over in the order of the rank before,
 * and sorts only what has several neighbours there: so what long edges cost is little more than writing them down.
 */
export class LargeOrderSearch {
  /** The order that is being improved: vertices rank by rank, and where each stands in its rank. */
  readonly sequence: Int32Array;
  readonly position: Int32Array;

  readonly #graph: RankedGraph;
  readonly #widest: number;
  /** Of a rank, the vertices that move in their new order, and of them those with several neighbours. */
  readonly #sorted: Int32Array;
  readonly #siblingSorter: RankSorter;
  readonly #joints: Int32Array;
  readonly #jointSorter: RankSorter;
  /** Places of vertices without neighbours, which stay. */
  readonly #fixed: Int32Array;

  constructor(graph: RankedGraph) {
    this.#graph = graph;
    this.sequence = new Int32Array(graph.start[graph.rankCount]!);
    this.position = new Int32Array(graph.rank.length);
    const widest = widestRank(graph);
    this.#widest = widest;
    this.#joints = new Int32Array(widest);
    this.#jointSorter = new RankSorter(widest);
    this.#sorted = new Int32Array(widest);
    this.#siblingSorter = new RankSorter(widest);
    this.#fixed = new Int32Array(widest + 1);
  }

  /** Sweeps from the order in `sequence` until that helps no more, and leaves the best order there. */
  improve(): void {
    const counter = new SortedCrossingCounter(this.#widest);
    this.#renumber();
    this.#sweep(true, false);
    let fewest = this.#count(counter);
    let best = this.sequence.slice();
    for (let pair = 1, crossings = fewest; pair <= MOST_PAIRS && crossings > 0; pair++) {
      const enough = WORTH_A_PAIR * crossings;
      this.#sweep(false, pair % 2 === 0);
      this.#sweep(true, pair % 2 === 1);
      crossings = this.#count(counter);
      if (crossings < fewest) [fewest, best] = [crossings, this.sequence.slice()];
      if (crossings > enough) break;
    }
    this.sequence.set(best);
    this.#renumber();
    if (fewest === 0) return;
    const { sequence, position } = this;
    const swaps = new RankSwaps(this.#graph, sequence, position, this.#widest);
    for (let r = 0; r < this.#graph.rankCount; r++) swaps.improve(r);
  }

  #renumber(): void {
    const { start, rankCount } = this.#graph;
    for (let r = 0; r < rankCount; r++)
      for (let k = start[r]!; k < start[r + 1]!; k++) this.position[this.sequence[k]!] = k - start[r]!;
  }

  #count(counter: SortedCrossingCounter): number {
    const { start, rankCount } = this.#graph;
    let crossings = 0;
    for (let r = 0; r + 1 < rankCount; r++)
      crossings += counter.count(
        this.sequence,
        start[r]!,
        start[r + 1]!,
        start[r + 2]!,
        this.#graph,
        this.position,
      );
    return crossings;
  }

  #sweep(forward: boolean, reversesTies: boolean): void {
    const { rankCount } = this.#graph;
    for (let i = 1; i < rankCount; i++) this.#sort(forward ? i : rankCount - 1 - i, forward, reversesTies);
  }

  /** Sorts one rank by the mean position of the neighbours on one side; vertices without any keep their places. */
  #sort(r: number, forward: boolean, reversesTies: boolean): void {
    const { start, into, out } = this.#graph;
    const own = forward ? into : out;
    const others = forward ? out : into;
    const other = forward ? r - 1 : r + 1;
    const from = start[r]!;
    const end = start[r + 1]!;
    if (end - from < 2) return;
    const begin = start[other]!;
    const stop = start[other + 1]!;
    const { sequence, position } = this;
    const joints = this.#joints;
    const { keys } = this.#jointSorter;
    const joined = this.#takeJoints(from, end, own);
    this.#jointSorter.sort(joints, 0, joined, stop - begin, reversesTies);

    const sorted = this.#sorted;
    let count = 0;
    let next = 0;
    for (let k = begin; k < stop; k++) {
      const u = sequence[k]!;
      const first = others.start[u]!;
      const last = others.start[u + 1]!;
      if (first === last) continue;
      while (next < joined && keys[next]! < k - begin) sorted[count++] = joints[next++]!;
      if (last - first === 1) {
        const w = others.to[first]!;
        if (own.start[w + 1]! - own.start[w]! === 1) sorted[count++] = w;
      } else count += this.#addSiblings(count, u, others, own, reversesTies);
    }
    while (next < joined) sorted[count++] = joints[next++]!;

    const fixed = this.#fixed;
    for (let i = 0, place = from, stays = 0; i < count; i++, place++) {
      for (; fixed[stays] === place; stays++) place++;
      sequence[place] = sorted[i]!;
      position[sorted[i]!] = place - from;
    }
  }

  /** Finds the vertices of a rank with several neighbours, and the places of those with none. @returns how many join */
  #takeJoints(from: number, end: number, { start, to }: Neighbours): number {
    const { sequence, position } = this;
    const { keys } = this.#jointSorter;
    let joined = 0;
    let stays = 0;
    for (let k = from; k < end; k++) {
      const v = sequence[k]!;
      const first = start[v]!;
      const last = start[v + 1]!;
      if (last - first === 1) continue;
      if (last === first) {
        this.#fixed[stays++] = k;
        continue;
      }
      let sum = 0;
      for (let i = first; i < last; i++) sum += position[to[i]!]!;
      keys[joined] = sum / (last - first);
      this.#joints[joined++] = v;
    }
    this.#fixed[stays] = -1;
    return joined;
  }

  /** Adds the vertices whose only neighbour is `u`, in the order in which they stand or its opposite. @returns how many */
  #addSiblings(
    from: number,
    u: number,
    { start, to }: Neighbours,
    own: Neighbours,
    isReversed: boolean,
  ): number {
    const { position } = this;
    const sorted = this.#sorted;
    const { keys } = this.#siblingSorter;
    let count = 0;
    for (let i = start[u]!; i < start[u + 1]!; i++) {
      const w = to[i]!;
      if (own.start[w + 1]! - own.start[w]! !== 1) continue;
      keys[count] = position[w]!;
      sorted[from + count++] = w;
    }
    if (count > 1) this.#siblingSorter.sort(sorted, from, from + count, this.#widest, false);
    if (isReversed) sorted.subarray(from, from + count).reverse();
    return count;
  }
}
