import type { Durations } from '../model/dependency-graph.js';

/**
 * Statistics over durations in milliseconds, which must not contain NaN; `null` when there are none. Sorts `values` in
 * place, and adds them up in that order, so the sum does not depend on the order of the input either.
 */
export function summariseDurations(values: Float64Array): Durations | null {
  const count = values.length;
  if (count === 0) return null;
  values.sort();
  let sum = 0;
  for (const value of values) sum += value;
  return {
    count,
    min: values[0]!,
    max: values[count - 1]!,
    sum,
    avg: sum / count,
    p50: nearestRank(values, 50),
    p95: nearestRank(values, 95),
    p99: nearestRank(values, 99),
  };
}

/** The smallest value such that at least `percent` of all are not greater. `sorted` must not be empty. */
function nearestRank(sorted: Float64Array, percent: number): number {
  return sorted[Math.ceil((percent * sorted.length) / 100) - 1]!;
}

/**
 * Length of the union of intervals. Sorts both columns in place, each on its own: how many intervals are open at a
 * time does not depend on which start belongs to which end.
 */
export function unionLength(starts: Float64Array, ends: Float64Array): number {
  starts.sort();
  ends.sort();
  let length = 0;
  let open = 0;
  let openedAt = 0;
  for (let s = 0, e = 0; e < ends.length;) {
    if (s < starts.length && starts[s]! <= ends[e]!) {
      if (open === 0) openedAt = starts[s]!;
      open++;
      s++;
    } else {
      open--;
      if (open === 0) length += ends[e]! - openedAt;
      e++;
    }
  }
  return length;
}
