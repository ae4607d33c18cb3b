import { none, type SpanIndex } from './span-index.js';

/**
 * For each group the length of the union of its spans' intervals in milliseconds: overlapping work is counted once. One
 * pass over all spans in the order of their starts extends what is covered of each group or begins anew.
 *
 * @param groupOf by span; one without (`none`) is left out, and so is one that never ended.
 */
export function wallTimes(
  { start, duration, resolution }: SpanIndex,
  startOrder: Int32Array,
  groupOf: Int32Array,
  groupCount: number,
): Float64Array {
  const length = new Float64Array(groupCount);
  const openedAt = new Float64Array(groupCount);
  const coveredUntil = new Float64Array(groupCount).fill(-Infinity);
  for (let place = 0; place < startOrder.length; place++) {
    const span = startOrder[place]!;
    const group = groupOf[span]!;
    if (group === none) continue;
    const from = start[span]!;
    const to = from + duration[span]!;
    if (from > coveredUntil[group]! + resolution) {
      if (Number.isNaN(to)) continue;
      // Before the first interval nothing is covered, which is endlessly long ago.
      if (coveredUntil[group]! >= 0) length[group]! += coveredUntil[group]! - openedAt[group]!;
      openedAt[group] = from;
      coveredUntil[group] = to;
    } else if (to > coveredUntil[group]!) {
      coveredUntil[group] = to;
    }
  }
  for (let group = 0; group < groupCount; group++) {
    if (coveredUntil[group]! >= 0) length[group]! += coveredUntil[group]! - openedAt[group]!;
  }
  return length;
}
