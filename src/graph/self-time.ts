import type { Parents } from './parents.js';
import { none, type SpanIndex } from './span-index.js';

/**
 * For each span the time that none of its children covers, in milliseconds; 0 when its times are unknown. Children
 * count whether they are drawn or not, and only as far as they lie within the span.
 */
export function selfTimes({ start, duration }: SpanIndex, { parent }: Parents): Float64Array {
  const self = new Float64Array(start.length);
  // Until when children cover the span so far. The spans of a trace come in the order of their starts.
  const coveredUntil = new Float64Array(start.length);
  for (let i = 0; i < start.length; i++) {
    const ended = !Number.isNaN(start[i]!) && !Number.isNaN(duration[i]!);
    self[i] = ended ? duration[i]! : 0;
    coveredUntil[i] = ended ? start[i]! : NaN;
  }
  for (let i = 0; i < start.length; i++) {
    const above = parent[i]!;
    if (above === none) continue;
    const from = Math.max(start[i]!, coveredUntil[above]!);
    const to = Math.min(start[i]! + duration[i]!, start[above]! + duration[above]!);
    // False also when a time is unknown (NaN).
    if (to > from) {
      self[above]! -= to - from;
      coveredUntil[above] = to;
    }
  }
  for (let i = 0; i < self.length; i++) self[i] = Math.max(0, self[i]!);
  return self;
}
