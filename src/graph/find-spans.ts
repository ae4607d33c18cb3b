import type { SpanRef } from '../model/span.js';
import { none, type SpanIndex } from './span-index.js';

/**
 * The spans that references name, ascending and each once. References of a graph come in the order of the data, so that
 * most are found by walking along with them, without a table of ids for each trace.
 */
export function findSpans<Item>(
  index: SpanIndex,
  items: readonly Item[],
  refOf: (item: Item) => SpanRef,
): Int32Array {
  const found = new Int32Array(items.length);
  let count = 0;
  let latestTrace: string | null = null;
  let span = 0;
  let end = 0;
  for (const item of items) {
    const ref = refOf(item);
    if (ref.traceId !== latestTrace) {
      latestTrace = ref.traceId;
      const trace = index.findTrace(ref.traceId);
      span = index.firstSpan[trace] ?? 0;
      end = index.firstSpan[trace + 1] ?? 0;
      if (trace === none) end = span;
    }
    let at = span;
    while (at < end && index.spanId(at) !== ref.spanId) at++;
    if (at < end) span = at;
    else at = index.findRef(ref);
    if (at !== none) found[count++] = at;
  }
  const ascending = found.subarray(0, count).sort();
  return ascending.filter((one, place) => place === 0 || one !== ascending[place - 1]);
}
