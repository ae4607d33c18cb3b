/** Runs of so many are sorted by insertion, and then merged. */
const RUN = 8;

/**
 * Sorts the vertices of one rank by their keys: stably, in linear time where they are nearly sorted, and without
 * allocation, for ordering sorts ranks thousands of times.
 */
export class RankSorter {
  /** Keys of the vertices to be sorted, in their order. */
  readonly keys: Float64Array;
  #otherKeys: Float64Array;
  #other: Int32Array;

  /** @param most vertices of a rank */
  constructor(most: number) {
    this.keys = new Float64Array(most);
    this.#otherKeys = new Float64Array(most);
    this.#other = new Int32Array(most);
  }

  /**
   * Sorts `vertices[from]` up to `vertices[to - 1]` by `keys[0]`, `keys[1]`, …
   *
   * @param reversesTies whether those of equal keys change places
   */
  sort(vertices: Int32Array, from: number, to: number, reversesTies: boolean): void {
    const size = to - from;
    for (let begin = 0; begin < size; begin += RUN)
      this.#insert(vertices, from, begin, Math.min(begin + RUN, size), reversesTies);
    for (let run = RUN; run < size; run *= 2) {
      for (let begin = 0; begin + run < size; begin += 2 * run)
        this.#merge(vertices, from, begin, begin + run, Math.min(begin + 2 * run, size), reversesTies);
    }
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
