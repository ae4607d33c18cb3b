import type { Problem, ProblemCode } from '../../src/model/problem.js';
import type { Attributes, Span } from '../../src/model/span.js';
import { parseTraces, type ParsedTraces, type ParseOptions } from '../../src/ingest/parse-traces.js';

/** Ids for tests that need some that are valid. */
export const traceA = 'a'.repeat(32);
export const traceB = 'b'.repeat(32);
export const span1 = '1'.repeat(16);
export const span2 = '2'.repeat(16);
export const span3 = '3'.repeat(16);

const none: Attributes = Object.freeze(Object.create(null) as Attributes);

/** A normalised span with the given fields. */
export function makeSpan(fields: Partial<Span> = {}): Span {
  return {
    traceId: traceA,
    spanId: span1,
    parentSpanId: null,
    name: 'work',
    kind: 'internal',
    service: null,
    startTime: 1_700_000_000_000,
    duration: 1,
    status: 'unset',
    statusMessage: null,
    attributes: none,
    resource: none,
    links: [],
    events: [],
    scope: null,
    droppedLinks: 0,
    ...fields,
  };
}

/** All spans that were read, in the order of the trace set. */
export function spansOf(parsed: ParsedTraces): readonly Span[] {
  return parsed.traces.traces.flatMap((trace) => trace.spans);
}

/** The only span of the input. */
export function parseOne(input: unknown, options?: ParseOptions): Span {
  const spans = spansOf(parseTraces(input, options));
  if (spans.length !== 1) throw new Error(`expected one span, found ${spans.length}`);
  return spans[0]!;
}

/** Counts by code. */
export function countsOf(problems: readonly Problem[]): Partial<Record<ProblemCode, number>> {
  return Object.fromEntries(problems.map(({ code, count }) => [code, count]));
}

/** One OTLP request with the given spans. */
export function otlpRequest(spans: readonly unknown[], resource: unknown = {}): unknown {
  return { resourceSpans: [{ resource, scopeSpans: [{ spans }] }] };
}

/** One OTLP span with ids and times, and the given fields. */
export function otlpSpan(fields: object = {}): Record<string, unknown> {
  return {
    traceId: traceA,
    spanId: span1,
    name: 'work',
    kind: 1,
    startTimeUnixNano: '1700000000000000000',
    endTimeUnixNano: '1700000000001000000',
    ...fields,
  };
}

/** Plain attributes, for comparing with ones that have no prototype. */
export function plain<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value)) as Value;
}
