import type { Neighbours } from './adjacency.js';

/** How many numbers that were met are greater than another one, by a Fenwick tree. */
class GreaterNumbers {
  readonly #tree: Int32Array;
  #size = 0;

  /** @param most numbers are below this */
  constructor(most: number) {
    this.#tree = new Int32Array(most + 1);
  }

  /** Forgets what was met; numbers are below `size` from here on. */
  begin(size: number): void {
    this.#size = size;
    this.#tree.fill(0, 0, size + 1);
  }

  meet(value: number): void {
    // From the far end, so that the sum over the tree is what is beyond a number.
    for (let p = this.#size - value; p <= this.#size; p += p & -p) this.#tree[p]!++;
  }

  beyond(value: number): number {
    let count = 0;
    for (let p = this.#size - value - 1; p > 0; p -= p & -p) count += this.#tree[p]!;
    return count;
  }
}

/** Counts crossings between two neighbouring ranks: O(E log V). */
export class CrossingCounter {
  readonly #met: GreaterNumbers;

  /** @param most vertices of a rank */
  constructor(most: number) {
    this.#met = new GreaterNumbers(most);
  }

  /**
   * Crossings among the edges of the vertices `sequence[from]` up to `sequence[to - 1]`.
   *
   * @param out neighbours in the next rank
   * @param position of the vertices of the next rank, below `size`
   */
  count(
    sequence: Int32Array,
    from: number,
    to: number,
    out: Neighbours,
    position: Int32Array,
    size: number,
  ): number {
    const met = this.#met;
    met.begin(size);
    let crossings = 0;
    for (let k = from; k < to; k++) {
      const v = sequence[k]!;
      const first = out.start[v]!;
      const end = out.start[v + 1]!;
      for (let i = first; i < end; i++) crossings += met.beyond(position[out.to[i]!]!);
      for (let i = first; i < end; i++) met.meet(position[out.to[i]!]!);
    }
    return crossings;
  }
}

/**
 * Counts crossings between two neighbouring ranks of which the second was just sorted by the first. Edges to vertices
 * with no other edge then do not cross each other, and where they pass the few others is known without a search.
 */
export class SortedCrossingCounter {
  readonly #met: GreaterNumbers;
  /** By position in the second rank: how many edges to vertices without others end before it, and its place among the others. */
  readonly #before: Int32Array;
  readonly #place: Int32Array;

  /** @param most vertices of a rank */
  constructor(most: number) {
    this.#met = new GreaterNumbers(most);
    this.#before = new Int32Array(most);
    this.#place = new Int32Array(most);
  }

  /**
   * Crossings among the edges of the vertices `sequence[from]` up to `sequence[middle - 1]` to those from there up to
   * `sequence[end - 1]`.
   *
   * @param out neighbours in the next rank, and `into` those in the rank before
   * @param position of the vertices in their ranks
   */
  count(
    sequence: Int32Array,
    from: number,
    middle: number,
    end: number,
    { out, into }: { readonly out: Neighbours; readonly into: Neighbours },
    position: Int32Array,
  ): number {
    const joints = this.#number(sequence, middle, end, into);
    if (joints === 0) return 0;
    const met = this.#met;
    const before = this.#before;
    const place = this.#place;
    met.begin(joints);
    let crossings = 0;
    let passed = 0;
    for (let k = from; k < middle; k++) {
      const v = sequence[k]!;
      const first = out.start[v]!;
      const last = out.start[v + 1]!;
      let own = 0;
      for (let i = first; i < last; i++) if (isOnly(into, out.to[i]!)) own++;
      if (own < last - first) {
        for (let i = first; i < last; i++) {
          const w = out.to[i]!;
          if (isOnly(into, w)) continue;
          const p = position[w]!;
          crossings += Math.max(0, passed - before[p]!, before[p]! - passed - own) + met.beyond(place[p]!);
        }
        for (let i = first; i < last; i++)
          if (!isOnly(into, out.to[i]!)) met.meet(place[position[out.to[i]!]!]!);
      }
      passed += own;
    }
    return crossings;
  }

  /** @returns how many vertices of the second rank have several edges */
  #number(sequence: Int32Array, middle: number, end: number, into: Neighbours): number {
    let only = 0;
    let joints = 0;
    for (let k = middle; k < end; k++) {
      const v = sequence[k]!;
      const degree = into.start[v + 1]! - into.start[v]!;
      if (degree === 1) only++;
      else if (degree > 1) {
        this.#before[k - middle] = only;
        this.#place[k - middle] = joints++;
      }
    }
    return joints;
  }
}

const isOnly = ({ start }: Neighbours, v: number): boolean => start[v + 1]! - start[v]! === 1;
