import type { Parents } from './parents.js';
import { none, type SpanIndex } from './span-index.js';

/**
 * For each span the time that none of its children covers, in milliseconds; 0 when its times are unknown. Children
 * count whether they are drawn or not, and only as far as they lie within the span.
 */
export function selfTimes(index: SpanIndex, { parent }: Parents): Float64Array {
  const { firstSpan, traceIds } = index;
  const self = new Float64Array(index.count);
  // Until when children cover the span so far. The spans of a trace come in the order of their starts.
  const coveredUntil = new Float64Array(index.count);
  for (let trace = 0; trace < traceIds.length; trace++)
    addSelfTimes(index, parent, self, coveredUntil, firstSpan[trace]!, firstSpan[trace + 1]!);
  return self;
}

function addSelfTimes(
  { start, duration, resolution }: SpanIndex,
  parent: Int32Array,
  self: Float64Array,
  coveredUntil: Float64Array,
  first: number,
  end: number,
): void {
  for (let i = first; i < end; i++) {
    const ended = !Number.isNaN(start[i]!) && !Number.isNaN(duration[i]!);
    self[i] = ended ? duration[i]! : 0;
    coveredUntil[i] = ended ? start[i]! : NaN;
  }
  for (let i = first; i < end; i++) {
    const above = parent[i]!;
    if (above === none) continue;
    const covered = coveredUntil[above]!;
    // What touches leaves no gap.
    const from = start[i]! > covered + resolution ? start[i]! : covered;
    const to = Math.min(start[i]! + duration[i]!, start[above]! + duration[above]!);
    // False also when a time is unknown (NaN).
    if (to > from) {
      const rest = self[above]! - (to - from);
      self[above] = rest > resolution ? rest : 0;
      coveredUntil[above] = to;
    }
  }
}
