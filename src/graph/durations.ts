import type { Durations } from '../model/dependency-graph.js';
import { mostSorted, selectRank } from './select-rank.js';

/** By nearest rank: the smallest value such that at least so many percent of all are not greater. */
const percents = [50, 95, 99];

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
  const isShort = count <= mostSorted;
  if (isShort) values.subarray(from, to).sort();
  // What one selection has put in front of its rank is out of the way of the next.
  const ranked: number[] = [];
  let first = from;
  for (const percent of percents) {
    const rank = from + Math.ceil((percent * count) / 100) - 1;
    ranked.push(isShort ? values[rank]! : selectRank(values, first, to, rank));
    first = rank;
  }
  const [p50 = 0, p95 = 0, p99 = 0] = ranked;
  return { count, min, max, sum, avg: sum / count, p50, p95, p99 };
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
