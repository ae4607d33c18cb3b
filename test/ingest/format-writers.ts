import type { Attributes, Span } from '../../src/model/span.js';

/**
 * Writers of the formats, for tests that go from spans to a format and back. They follow the published mappings
 * (OTLP to Jaeger and Zipkin by the collector's translators), and what a format cannot say is lost in it.
 */

const otlpKinds = ['unspecified', 'internal', 'server', 'client', 'producer', 'consumer'];
const statuses = ['unset', 'ok', 'error'];

/** Whole nanoseconds of a time in milliseconds that is a whole number of microseconds. */
function nanoseconds(milliseconds: number): bigint {
  return BigInt(Math.round(milliseconds * 1e3)) * 1000n;
}

function anyValue(value: unknown): object {
  if (typeof value === 'string') return { stringValue: value };
  if (typeof value === 'boolean') return { boolValue: value };
  return Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value };
}

function keyValues(attributes: Attributes): readonly object[] {
  return Object.entries(attributes).map(([key, value]) => ({ key, value: anyValue(value) }));
}

export function toOtlp(spans: readonly Span[]): unknown {
  return {
    resourceSpans: [...groupBy(spans, resourceKey).values()].map((members) => ({
      resource: { attributes: keyValues(members[0]!.resource) },
      scopeSpans: [{ spans: members.map(toOtlpSpan) }],
    })),
  };
}

function toOtlpSpan(span: Span): object {
  return {
    traceId: span.traceId,
    spanId: span.spanId,
    parentSpanId: span.parentSpanId ?? '',
    name: span.name,
    kind: otlpKinds.indexOf(span.kind),
    startTimeUnixNano: String(nanoseconds(span.startTime!)),
    endTimeUnixNano: String(nanoseconds(span.startTime!) + nanoseconds(span.duration!)),
    attributes: keyValues(span.attributes),
    links: span.links.map((link) => ({ ...link, attributes: keyValues(link.attributes) })),
    status: { code: statuses.indexOf(span.status), message: span.statusMessage ?? '' },
  };
}

export function toJaeger(spans: readonly Span[]): unknown {
  const byTrace = groupBy(spans, ({ traceId }) => traceId);
  return { data: [...byTrace].map(([traceID, members]) => toJaegerTrace(traceID, members)), errors: null };
}

function groupBy(
  spans: readonly Span[],
  keyOf: (span: Span) => string,
): ReadonlyMap<string, readonly Span[]> {
  const groups = new Map<string, Span[]>();
  for (const span of spans) {
    const key = keyOf(span);
    const members = groups.get(key);
    if (members) members.push(span);
    else groups.set(key, [span]);
  }
  return groups;
}

/** Spans of one resource and service have the same key. */
const resourceKey = ({ service, resource }: Span): string => JSON.stringify([service, resource]);

function jaegerTags(values: Readonly<Record<string, unknown>>): readonly object[] {
  return Object.entries(values).map(([key, value]) => ({
    key,
    type: typeof value === 'boolean' ? 'bool' : typeof value === 'number' ? 'float64' : 'string',
    value,
  }));
}

function toJaegerTrace(traceID: string, spans: readonly Span[]): object {
  const byProcess = [...groupBy(spans, resourceKey).values()];
  const processes = byProcess.map((members, index) => {
    const { service, resource } = members[0]!;
    return [`p${index}`, { serviceName: service, tags: jaegerTags(resource) }] as const;
  });
  return {
    traceID,
    processes: Object.fromEntries(processes),
    spans: byProcess.flatMap((members, index) => members.map((span) => toJaegerSpan(span, `p${index}`))),
  };
}

/** A link to the parent itself gets no reference of its own: the parent's takes its type. */
function toJaegerSpan(span: Span, processID: string): object {
  const isParent = (ref: { traceId: string; spanId: string }): boolean =>
    ref.traceId === span.traceId && ref.spanId === span.parentSpanId;
  const others = span.links.filter((link) => !isParent(link));
  const parentType = others.length < span.links.length ? 'FOLLOWS_FROM' : 'CHILD_OF';
  const parent = { refType: parentType, traceID: span.traceId, spanID: span.parentSpanId };
  return {
    traceID: span.traceId,
    spanID: span.spanId,
    operationName: span.name,
    references: [
      ...(span.parentSpanId === null ? [] : [parent]),
      ...others.map((link) => ({ refType: 'FOLLOWS_FROM', traceID: link.traceId, spanID: link.spanId })),
    ],
    startTime: Math.round(span.startTime! * 1e3),
    duration: Math.round(span.duration! * 1e3),
    tags: jaegerTags({ ...span.attributes, ...kindTag(span), ...statusTags(span) }),
    logs: [],
    processID,
  };
}

function kindTag(span: Span): object {
  return span.kind === 'unspecified' ? {} : { 'span.kind': span.kind };
}

function statusTags(span: Span): object {
  if (span.status === 'unset') return {};
  const code = { 'otel.status_code': span.status.toUpperCase() };
  if (span.status === 'ok') return code;
  return {
    ...code,
    error: true,
    ...(span.statusMessage ? { 'otel.status_description': span.statusMessage } : {}),
  };
}

export function toZipkin(spans: readonly Span[]): unknown {
  return spans.map((span) => ({
    traceId: span.traceId,
    id: span.spanId,
    parentId: span.parentSpanId ?? undefined,
    name: span.name,
    kind: span.kind === 'internal' || span.kind === 'unspecified' ? undefined : span.kind.toUpperCase(),
    timestamp: Math.round(span.startTime! * 1e3),
    duration: Math.round(span.duration! * 1e3),
    localEndpoint: { serviceName: span.service },
    tags: Object.fromEntries(
      Object.entries({
        ...span.attributes,
        ...(span.kind === 'internal' ? kindTag(span) : {}),
        ...statusTags(span),
        ...linkTags(span),
      }).map(([key, value]) => [key, typeof value === 'string' ? value : JSON.stringify(value)]),
    ),
  }));
}

function linkTags(span: Span): object {
  return Object.fromEntries(
    span.links.map((link, index) => [
      `otlp.link.${index}`,
      `${link.traceId}|${link.spanId}||${JSON.stringify(link.attributes)}|0`,
    ]),
  );
}

export function toReadableSpans(spans: readonly Span[]): unknown {
  const hrTime = (ns: bigint): [number, number] => [Number(ns / 1_000_000_000n), Number(ns % 1_000_000_000n)];
  return spans.map((span) => ({
    name: span.name,
    kind: otlpKinds.indexOf(span.kind) - 1,
    spanContext: () => ({ traceId: span.traceId, spanId: span.spanId, traceFlags: 1 }),
    parentSpanContext:
      span.parentSpanId === null ? undefined : { traceId: span.traceId, spanId: span.parentSpanId },
    startTime: hrTime(nanoseconds(span.startTime!)),
    endTime: hrTime(nanoseconds(span.startTime!) + nanoseconds(span.duration!)),
    ended: true,
    status: { code: statuses.indexOf(span.status), message: span.statusMessage ?? undefined },
    attributes: span.attributes,
    resource: { attributes: span.resource },
    links: span.links.map(({ traceId, spanId, attributes }) => ({
      context: { traceId, spanId },
      attributes,
    })),
    events: [],
  }));
}
