import type { GraphOptions } from './graph-options.js';
import type { Parents } from './parents.js';
import { none, type SpanIndex } from './span-index.js';

/**
 * The earliest root of each trace of which a source may know more incoming links. What is no such option names none:
 * it is given by hosts and sources.
 */
export function openRoots(given: GraphOptions['openTraces'], index: SpanIndex, parents: Parents): number[] {
  const { only, except } = (given ?? {}) as { readonly only?: unknown; readonly except?: unknown };
  if (Array.isArray(only)) return numbersOf(only, index).map((trace) => earliestRoot(index, parents, trace));
  if (!Array.isArray(except)) return [];
  const closed = new Set(numbersOf(except, index));
  return [...index.traceIds.keys()]
    .filter((trace) => !closed.has(trace))
    .map((trace) => earliestRoot(index, parents, trace));
}

/** Spans are ordered by start, so the first root is the earliest. */
export function earliestRoot({ firstSpan }: SpanIndex, { parent }: Parents, trace: number): number {
  const first = firstSpan[trace]!;
  return first + parent.subarray(first, firstSpan[trace + 1]).indexOf(none);
}

function numbersOf(traceIds: readonly unknown[], index: SpanIndex): number[] {
  return traceIds
    .map((traceId) => (typeof traceId === 'string' ? index.findGivenTrace(traceId) : none))
    .filter((trace) => trace !== none);
}
