import type { Durations } from '../model/dependency-graph.js';
import { mostSorted, selectRank } from './select-rank.js';

/**
 * Statistics over `values[from]` up to `values[to]`, durations in milliseconds which must not contain NaN; `null` when
 * there are none. Reorders that part. The sum is made in the order in which the values are given.
 */
export function summariseDurations(values: Float64Array, from = 0, to = values.length): Durations | null {
  const count = to - from;
  if (count === 0) return null;
  let min = Infinity;
  let max = 0;
  let sum = 0;
  for (let i = from; i < to; i++) {
    const value = values[i]!;
    sum += value;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  const { p50, p95, p99 } =
    count <= mostSorted ? sortedPercentiles(values, from, to) : selectedPercentiles(values, from, to);
  return { count, min, max, sum, avg: sum / count, p50, p95, p99 };
}

type Percentiles = Pick<Durations, 'p50' | 'p95' | 'p99'>;

/** By nearest rank: the smallest value such that at least so many percent of all are not greater. */
function nearestRank(from: number, to: number, percent: number): number {
  return from + Math.ceil((percent * (to - from)) / 100) - 1;
}

function sortedPercentiles(values: Float64Array, from: number, to: number): Percentiles {
  if (to - from > 1) values.subarray(from, to).sort();
  return {
    p50: values[nearestRank(from, to, 50)]!,
    p95: values[nearestRank(from, to, 95)]!,
    p99: values[nearestRank(from, to, 99)]!,
  };
}

function selectedPercentiles(values: Float64Array, from: number, to: number): Percentiles {
  const found = { p50: 0, p95: 0, p99: 0 };
  // What one selection has put in front of its rank is out of the way of the next.
  let first = from;
  for (const [name, percent] of [
    ['p50', 50],
    ['p95', 95],
    ['p99', 99],
  ] as const) {
    const rank = nearestRank(from, to, percent);
    found[name] = selectRank(values, first, to, rank);
    first = rank;
  }
  return found;
}

/** Durations sorted into numbered groups. */
export interface GroupedDurations {
  readonly values: Float64Array;
  /** Where the values of each group end: there those of the next begin. */
  readonly ends: Int32Array;
}

/**
 * Sorts durations into numbered groups, for `durationsOf`.
 *
 * @param groupOf the group of each entry; one without (negative) is left out.
 * @param duration of each entry in milliseconds; what never ended (NaN) is left out.
 */
export function groupDurations(
  groupOf: Int32Array,
  duration: Float64Array,
  groupCount: number,
): GroupedDurations {
  const ends = new Int32Array(groupCount + 1);
  for (let i = 0; i < groupOf.length; i++) {
    const group = groupOf[i]!;
    if (group >= 0 && !Number.isNaN(duration[i]!)) ends[group + 1]!++;
  }
  for (let group = 0; group < groupCount; group++) ends[group + 1]! += ends[group]!;
  const values = new Float64Array(ends[groupCount]!);
  // While a group is filled, the entry before it counts up to where it ends: then each group's end stands at its number.
  for (let i = 0; i < groupOf.length; i++) {
    const group = groupOf[i]!;
    if (group >= 0 && !Number.isNaN(duration[i]!)) values[ends[group]!++] = duration[i]!;
  }
  return { values, ends };
}

/** Statistics of one group; `null` when none of it has ended. */
export function durationsOf({ values, ends }: GroupedDurations, group: number): Durations | null {
  return summariseDurations(values, group === 0 ? 0 : ends[group - 1]!, ends[group]);
}
