/** The generated traces in the formats that hosts have, written by the same code as in the tests. */
import type { Span } from '../src/model/span.js';
import { toJaeger, toOtlp, toZipkin } from '../test/ingest/format-writers.js';
import { generateTraces } from './traces.js';

export type FormatName = 'OTLP' | 'Jaeger' | 'Zipkin';

/** A document of one format: a list of items between what begins and what ends it. */
interface Writer {
  readonly before: string;
  readonly items: (spans: readonly Span[]) => readonly unknown[];
  readonly after: string;
}

const writers: Readonly<Record<FormatName, Writer>> = {
  OTLP: {
    before: '{"resourceSpans":[',
    items: (spans) => (toOtlp(spans) as { readonly resourceSpans: readonly unknown[] }).resourceSpans,
    after: ']}',
  },
  Jaeger: {
    before: '{"data":[',
    items: (spans) => (toJaeger(spans) as { readonly data: readonly unknown[] }).data,
    after: '],"errors":null}',
  },
  Zipkin: { before: '[', items: (spans) => toZipkin(spans) as readonly unknown[], after: ']' },
};

/**
 * One document in pieces of a hundred traces, which may be longer together than one string can be.
 *
 * @param traces `many` as they are, or all made `one`.
 */
export function* pieces(
  format: FormatName,
  spanCount: number,
  traces: 'one' | 'many' = 'many',
): Generator<string> {
  const { before, items, after } = writers[format];
  yield before;
  let separator = '';
  for (const batch of batches(spanCount)) {
    const spans = traces === 'one' ? inOneTrace(batch) : batch;
    yield separator + itemsText(items(spans));
    separator = ',';
  }
  yield after;
}

const itemsText = (items: readonly unknown[]): string => items.map((item) => JSON.stringify(item)).join(',');

/** The same traces in documents of so many bytes or a little more, each of which one string can hold. */
export function* documents(format: FormatName, spanCount: number, size: number): Generator<Uint8Array> {
  const { before, items, after } = writers[format];
  let texts: string[] = [];
  let length = 0;
  const document = (): Uint8Array => Buffer.from(before + texts.join(',') + after);
  for (const batch of batches(spanCount)) {
    const text = itemsText(items(batch));
    texts.push(text);
    length += text.length;
    if (length < size) continue;
    yield document();
    texts = [];
    length = 0;
  }
  if (texts.length > 0) yield document();
}

/** One OTLP/JSON request in pieces; see `pieces`. */
export function otlpPieces(spanCount: number, traces: 'one' | 'many' = 'many'): Generator<string> {
  return pieces('OTLP', spanCount, traces);
}

/** The same traces as one text each. */
export const texts = {
  OTLP: (spanCount: number): string => [...pieces('OTLP', spanCount)].join(''),
  Jaeger: (spanCount: number): string => [...pieces('Jaeger', spanCount)].join(''),
  Zipkin: (spanCount: number): string => [...pieces('Zipkin', spanCount)].join(''),
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
