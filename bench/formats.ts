/** The generated traces in the formats that hosts have, written by the same code as in the tests. */
import type { Span } from '../src/model/span.js';
import { toJaeger, toOtlp, toZipkin } from '../test/ingest/format-writers.js';
import { generateTraces } from './traces.js';

/**
 * One OTLP/JSON request in pieces of a hundred traces, which may be longer together than one string can be.
 *
 * @param traces `many` as they are, or all made `one`.
 */
export function* otlpPieces(spanCount: number, traces: 'one' | 'many' = 'many'): Generator<string> {
  yield '{"resourceSpans":[';
  let separator = '';
  for (const batch of batches(spanCount)) {
    const spans = traces === 'one' ? inOneTrace(batch) : batch;
    const request = toOtlp(spans) as { readonly resourceSpans: readonly unknown[] };
    yield separator + request.resourceSpans.map((part) => JSON.stringify(part)).join(',');
    separator = ',';
  }
  yield ']}';
}

/** The same traces as one text each. */
export const texts = {
  OTLP: (spanCount: number): string => [...otlpPieces(spanCount)].join(''),
  Jaeger: (spanCount: number): string => JSON.stringify(toJaeger(allSpans(spanCount))),
  Zipkin: (spanCount: number): string => JSON.stringify(toZipkin(allSpans(spanCount))),
} as const;

const ONE_TRACE = '0123456789abcdef0123456789abcdef';

/** Links included: what linked two traces links two spans of one. */
function inOneTrace(spans: readonly Span[]): readonly Span[] {
  return spans.map((span) => ({
    ...span,
    traceId: ONE_TRACE,
    links: span.links.map((link) => ({ ...link, traceId: ONE_TRACE })),
  }));
}

function allSpans(spanCount: number): readonly Span[] {
  return [...batches(spanCount)].flat();
}

function* batches(spanCount: number): Generator<readonly Span[]> {
  let batch: Span[] = [];
  let traces = 0;
  for (const trace of generateTraces(spanCount)) {
    for (const span of trace) batch.push(span);
    if (++traces % 100 > 0) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
