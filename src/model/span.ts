/** The normalised span: what every reader of `ingest` produces and everything else consumes. */

/** OpenTelemetry's span kinds by name. `unspecified` also stands for formats that have no kind at all. */
export type SpanKind = 'unspecified' | 'internal' | 'server' | 'client' | 'producer' | 'consumer';

/** Every kind, in the order of OTLP's numbers. */
export const spanKinds: readonly SpanKind[] = [
  'unspecified',
  'internal',
  'server',
  'client',
  'producer',
  'consumer',
];

/** The numbers that stand for kinds in columns. */
export const kindNumber: Readonly<Record<SpanKind, number>> = {
  unspecified: 0,
  internal: 1,
  server: 2,
  client: 3,
  producer: 4,
  consumer: 5,
};

/** The kinds by their numbers. */
export const kindNames = (Object.keys(kindNumber) as SpanKind[]).sort(
  (a, b) => kindNumber[a] - kindNumber[b],
) as readonly SpanKind[];

/** OpenTelemetry's status codes by name. */
export type SpanStatus = 'unset' | 'ok' | 'error';

/** A tag's value: what OTLP's `AnyValue` can hold, as plain JSON. */
export type AttributeValue =
  string | number | boolean | null | readonly AttributeValue[] | { readonly [key: string]: AttributeValue };

/** Tags or process tags by name. Made without a prototype, so a key such as `__proto__` is only a key. */
export type Attributes = Readonly<Record<string, AttributeValue>>;

/** Names one span. Span ids are unique within a trace only, so both ids are needed. */
export interface SpanRef {
  readonly traceId: string;
  readonly spanId: string;
}

/** A span with what it is called; `null` where that is not known. */
export interface NamedSpan extends SpanRef {
  readonly operation: string | null;
  readonly service: string | null;
}

/** A span's reference to its cause: the linked span comes first in time, the linking span later. */
export interface SpanLink extends SpanRef {
  readonly attributes: Attributes;
}

/** Something that happened while a span was open (OpenTelemetry event, Jaeger log, Zipkin annotation). */
export interface SpanEvent {
  readonly name: string;
  /** Milliseconds since the Unix epoch, or `null` when the source gives no time. */
  readonly time: number | null;
  readonly attributes: Attributes;
}

/** One timed operation. */
export interface Span extends SpanRef {
  /** 32 lower-case hex digits, left-padded; an id that is not hexadecimal is kept as it came. */
  readonly traceId: string;
  /** 16 lower-case hex digits; a Zipkin shared span has a suffix, since it shares its client's id. */
  readonly spanId: string;
  /** Parent in the same trace, or `null` for a root. The parent need not be in the data. */
  readonly parentSpanId: string | null;
  readonly name: string;
  readonly kind: SpanKind;
  /** `service.name` of the resource, or `null` when the source has none. */
  readonly service: string | null;
  /** Milliseconds since the Unix epoch with a fraction (resolution about 0.25 µs), or `null` when unknown. */
  readonly startTime: number | null;
  /** Milliseconds, exact to the nanosecond of the source, never negative; `null` for a span that never ended. */
  readonly duration: number | null;
  readonly status: SpanStatus;
  /** Why the span failed, if the source says so. */
  readonly statusMessage: string | null;
  /** Tags (span attributes). */
  readonly attributes: Attributes;
  /** Process tags (resource attributes). */
  readonly resource: Attributes;
  readonly links: readonly SpanLink[];
  readonly events: readonly SpanEvent[];
  /** Name of the instrumentation scope, or `null`. */
  readonly scope: string | null;
  /** Links that the SDK dropped before export (OTLP `droppedLinksCount`). */
  readonly droppedLinks: number;
}
