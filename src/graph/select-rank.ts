/** The engine sorts parts as short as this sooner than a rank is selected, and needs no code compiled for it. */
export const mostSorted = 256;

/**
 * The value that would stand at `rank` if `values[from]` up to `values[to]` were sorted. Reorders that part so that
 * nothing before `rank` is greater and nothing behind it smaller: linear, where sorting is not. Must not contain NaN.
 */
export function selectRank(values: Float64Array, from: number, to: number, rank: number): number {
  let left = from;
  let right = to - 1;
  // Each step leaves about half. Data made so that it does not are sorted: no input may cost quadratic time.
  for (let steps = 2 * Math.log2(to - from + 1); steps > 0 && right - left >= mostSorted; steps--) {
    const pivot = middleOf(values[left]!, values[(left + right) >>> 1]!, values[right]!);
    let i = left;
    let j = right;
    while (i <= j) {
      while (values[i]! < pivot) i++;
      while (values[j]! > pivot) j--;
      if (i > j) break;
      const value = values[i]!;
      values[i++] = values[j]!;
      values[j--] = value;
    }
    if (rank <= j) right = j;
    else if (rank >= i) left = i;
    else return pivot;
  }
  values.subarray(left, right + 1).sort();
  return values[rank]!;
}

function middleOf(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}
