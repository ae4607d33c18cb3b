/** Runs of so many are sorted by insertion, and then merged. */
const RUN = 8;

/** Fewer are not put into buckets first. */
const FEW = 24;

/**
 * Sorts the vertices of one rank by their keys: stably, in linear time where they are nearly sorted or evenly spread, and
 * without allocation, for ordering sorts ranks thousands of times.
 */
export class RankSorter {
  /** Keys of the vertices to be sorted, in their order. */
  readonly keys: Float64Array;
  #otherKeys: Float64Array;
  #other: Int32Array;
  readonly #next: Int32Array;

  /** @param most vertices of a rank */
  constructor(most: number) {
    this.keys = new Float64Array(most);
    this.#otherKeys = new Float64Array(most);
    this.#other = new Int32Array(most);
    this.#next = new Int32Array(most + 1);
  }

  /**
   * Sorts `vertices[from]` up to `vertices[to - 1]` by `keys[0]`, `keys[1]`, …
   *
   * @param range keys are 0 or more, and mostly less than this
   * @param reversesTies whether those of equal keys change places
   */
  sort(vertices: Int32Array, from: number, to: number, range: number, reversesTies: boolean): void {
    const size = to - from;
    const isRough = size > FEW && this.#putIntoBuckets(vertices, from, size, range, reversesTies);
    const reverses = reversesTies && !isRough;
    for (let begin = 0; begin < size; begin += RUN)
      this.#insert(vertices, from, begin, Math.min(begin + RUN, size), reverses);
    for (let run = RUN; run < size; run *= 2) {
      for (let begin = 0; begin + run < size; begin += 2 * run)
        this.#merge(vertices, from, begin, begin + run, Math.min(begin + 2 * run, size), reverses);
    }
  }

  /**
   * As many buckets as vertices, so that few are left in wrong order; in a bucket the order is that of before, or the
   * opposite. @returns whether that was done: not where they are sorted already
   */
  #putIntoBuckets(
    vertices: Int32Array,
    from: number,
    size: number,
    range: number,
    reversesTies: boolean,
  ): boolean {
    const { keys } = this;
    let sorted = 1;
    while (
      sorted < size &&
      (keys[sorted - 1]! < keys[sorted]! || (!reversesTies && keys[sorted - 1] === keys[sorted]))
    )
      sorted++;
    if (sorted === size) return false;
    const otherKeys = this.#otherKeys;
    const other = this.#other;
    const next = this.#next;
    const scale = size / range;
    const last = size - 1;
    next.fill(0, 0, size + 1);
    for (let i = 0; i < size; i++) {
      const key = keys[i]!;
      otherKeys[i] = key;
      other[i] = vertices[from + i]!;
      next[Math.min(last, Math.floor(key * scale)) + 1]!++;
    }
    for (let b = 1; b < size; b++) next[b]! += next[b - 1]!;
    for (let i = 0; i < size; i++) {
      const source = reversesTies ? last - i : i;
      const key = otherKeys[source]!;
      const k = next[Math.min(last, Math.floor(key * scale))]!++;
      keys[k] = key;
      vertices[from + k] = other[source]!;
    }
    return true;
  }

  #insert(vertices: Int32Array, from: number, begin: number, end: number, reversesTies: boolean): void {
    const { keys } = this;
    for (let i = begin + 1; i < end; i++) {
      const key = keys[i]!;
      const vertex = vertices[from + i]!;
      let k = i - 1;
      while (k >= begin && (keys[k]! > key || (reversesTies && keys[k]! === key))) {
        keys[k + 1] = keys[k]!;
        vertices[from + k + 1] = vertices[from + k]!;
        k--;
      }
      keys[k + 1] = key;
      vertices[from + k + 1] = vertex;
    }
  }

  #merge(
    vertices: Int32Array,
    from: number,
    begin: number,
    middle: number,
    end: number,
    reversesTies: boolean,
  ): void {
    const { keys } = this;
    const last = keys[middle - 1]!;
    if (last < keys[middle]! || (!reversesTies && last === keys[middle]!)) return;
    const otherKeys = this.#otherKeys;
    const other = this.#other;
    for (let i = begin; i < middle; i++) {
      otherKeys[i] = keys[i]!;
      other[i] = vertices[from + i]!;
    }
    let left = begin;
    let right = middle;
    for (let k = begin; left < middle; k++) {
      const takesRight =
        right < end &&
        (keys[right]! < otherKeys[left]! || (reversesTies && keys[right]! === otherKeys[left]!));
      keys[k] = takesRight ? keys[right]! : otherKeys[left]!;
      vertices[from + k] = takesRight ? vertices[from + right]! : other[left]!;
      if (takesRight) right++;
      else left++;
    }
  }
}
