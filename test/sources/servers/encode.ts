/** Spans as backends send them. */
import type { Span, SpanKind } from '../../../src/model/span.js';

const kinds: readonly SpanKind[] = ['unspecified', 'internal', 'server', 'client', 'producer', 'consumer'];

/** How a backend spells OTLP in JSON. */
export interface OtlpSpelling {
  readonly ids: 'hex' | 'base64';
  readonly kinds: 'numbers' | 'names';
}

/** OTLP/JSON: one `ResourceSpans` per service. */
export function resourceSpans(spans: readonly Span[], spelling: OtlpSpelling): readonly unknown[] {
  const id = (hex: string): string =>
    spelling.ids === 'hex' ? hex : Buffer.from(hex, 'hex').toString('base64');
  const kind = (of: SpanKind): unknown =>
    spelling.kinds === 'numbers' ? kinds.indexOf(of) : `SPAN_KIND_${of.toUpperCase()}`;
  return [...new Set(spans.map(({ service }) => service))].map((service) => ({
    resource: { attributes: [{ key: 'service.name', value: { stringValue: service } }] },
    scopeSpans: [
      {
        spans: spans
          .filter((span) => span.service === service)
          .map((span) => ({
            traceId: id(span.traceId),
            spanId: id(span.spanId),
            ...(span.parentSpanId === null ? {} : { parentSpanId: id(span.parentSpanId) }),
            name: span.name,
            kind: kind(span.kind),
            startTimeUnixNano: nanoseconds(span.startTime),
            endTimeUnixNano: nanoseconds((span.startTime ?? 0) + (span.duration ?? 0)),
            links: span.links.map((link) => ({ traceId: id(link.traceId), spanId: id(link.spanId) })),
            status: {},
          })),
      },
    ],
  }));
}

/** Jaeger's older JSON: links are references of the kind FOLLOWS_FROM. */
export function jaegerTrace(spans: readonly Span[]): unknown {
  const services = [...new Set(spans.map(({ service }) => service))];
  return {
    traceID: spans[0]?.traceId,
    spans: spans.map((span) => ({
      traceID: span.traceId,
      spanID: span.spanId,
      operationName: span.name,
      processID: `p${services.indexOf(span.service)}`,
      startTime: (span.startTime ?? 0) * 1000,
      duration: (span.duration ?? 0) * 1000,
      tags: [{ key: 'span.kind', type: 'string', value: span.kind }],
      logs: [],
      references: [
        ...(span.parentSpanId === null
          ? []
          : [{ refType: 'CHILD_OF', traceID: span.traceId, spanID: span.parentSpanId }]),
        ...span.links.map(({ traceId, spanId }) => ({
          refType: 'FOLLOWS_FROM',
          traceID: traceId,
          spanID: spanId,
        })),
      ],
    })),
    processes: Object.fromEntries(services.map((service, index) => [`p${index}`, { serviceName: service }])),
  };
}

/** A text, since nanoseconds are beyond what a number holds exactly. */
export function nanoseconds(milliseconds: number | null): string {
  return String(BigInt(Math.round((milliseconds ?? 0) * 1000)) * 1000n);
}

export function byTrace(spans: readonly Span[]): ReadonlyMap<string, readonly Span[]> {
  const groups = new Map<string, Span[]>();
  for (const span of spans) groups.set(span.traceId, [...(groups.get(span.traceId) ?? []), span]);
  return groups;
}
