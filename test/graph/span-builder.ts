/**
 * Spans for examples, as short as they can be told: `span('a/2', { parent: '1', kind: 'client' })` is span 2 of trace
 * a, a child of span 1. Everything that is not said has a plain default.
 */
import type { Attributes, AttributeValue, Span, SpanKind, SpanLink } from '../../src/model/span.js';
import type { TraceSet } from '../../src/model/trace-set.js';

export interface SpanTraits {
  /** Span id of the parent, in the same trace. */
  readonly parent?: string;
  /** Default: the span's own path, so that every span is a node of its own. */
  readonly name?: string;
  /** Default `server`, so that nothing is contracted by surprise. */
  readonly kind?: SpanKind;
  readonly service?: string | null;
  /** Milliseconds after a fixed moment; `null` for an unknown start. Default 0. */
  readonly start?: number | null;
  /** Milliseconds; `null` for a span that never ended. Default 10. */
  readonly duration?: number | null;
  readonly failed?: boolean;
  readonly tags?: Readonly<Record<string, AttributeValue>>;
  readonly processTags?: Readonly<Record<string, AttributeValue>>;
  /** Paths of the linked spans, each with the link's attributes if it has any. */
  readonly links?: readonly (string | readonly [path: string, attributes: Record<string, AttributeValue>])[];
  readonly droppedLinks?: number;
}

/** The moment that `start: 0` stands for, in milliseconds since the Unix epoch. */
export const startOfTests = 1_700_000_000_000;

/** The full trace id of a short one such as `a`; what is not hexadecimal stays as it is. */
export function traceId(short: string): string {
  return /^[0-9a-f]+$/.test(short) ? short.padStart(32, '0') : short;
}

export function spanId(short: string): string {
  return /^[0-9a-f]+$/.test(short) ? short.padStart(16, '0') : short;
}

export function span(path: string, traits: SpanTraits = {}): Span {
  const { start = 0, duration = 10, service = 'service' } = traits;
  return {
    ...ref(path),
    parentSpanId: traits.parent === undefined ? null : spanId(traits.parent),
    name: traits.name ?? path,
    kind: traits.kind ?? 'server',
    service,
    startTime: start === null ? null : startOfTests + start,
    duration,
    status: traits.failed ? 'error' : 'unset',
    statusMessage: null,
    attributes: attributes(traits.tags),
    resource: attributes(traits.processTags),
    links: (traits.links ?? []).map(link),
    events: [],
    scope: null,
    droppedLinks: traits.droppedLinks ?? 0,
  };
}

/** The spans as `parseTraces` would give them: traces by id, spans by start and id. */
export function traceSet(...spans: readonly (Span | readonly Span[])[]): TraceSet {
  const all = spans.flat();
  const byTrace = new Map<string, Span[]>();
  for (const one of all) {
    const trace = byTrace.get(one.traceId);
    if (trace) trace.push(one);
    else byTrace.set(one.traceId, [one]);
  }
  const traces = [...byTrace].map(([id, ofTrace]) => ({ traceId: id, spans: ofTrace.sort(byStart) }));
  return { traces: traces.sort((a, b) => compare(a.traceId, b.traceId)), spanCount: all.length };
}

/** Trace and span id of a path such as `a/1`. The span is what follows the last slash. */
export function ref(path: string): { traceId: string; spanId: string } {
  const slash = path.lastIndexOf('/');
  return { traceId: traceId(path.slice(0, slash)), spanId: spanId(path.slice(slash + 1)) };
}

function link(given: string | readonly [path: string, attributes: Record<string, AttributeValue>]): SpanLink {
  const [path, tags] = typeof given === 'string' ? [given, {}] : given;
  return { ...ref(path), attributes: attributes(tags) };
}

function attributes(tags: Readonly<Record<string, AttributeValue>> = {}): Attributes {
  const copy = Object.create(null) as Record<string, AttributeValue>;
  for (const [key, value] of Object.entries(tags)) copy[key] = value;
  return copy;
}

function byStart(a: Span, b: Span): number {
  return compare(a.startTime ?? Infinity, b.startTime ?? Infinity) || compare(a.spanId, b.spanId);
}

function compare<Value extends number | string>(a: Value, b: Value): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
