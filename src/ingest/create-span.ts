import type { Attributes, Span, SpanEvent, SpanKind } from '../model/span.js';
import { normaliseSpanId, normaliseTraceId } from './ids.js';
import type { ProblemCollector } from './problem-collector.js';
import { createLinks, type LinkFields } from './span-links.js';
import type { SpanOutcome } from './span-status.js';
import { toMilliseconds, type Instant, type Parsed } from './time.js';
import { asCount, asText, asTextOrNull } from './untrusted.js';

/** What a reader finds of one span. `unknown` fields are normalised here, the others by the reader. */
export interface SpanFields {
  readonly traceId: unknown;
  readonly spanId: unknown;
  readonly parentSpanId: unknown;
  readonly name: unknown;
  readonly kind: SpanKind;
  readonly start: Parsed<Instant>;
  /** Milliseconds; negative when the span ends before it starts. */
  readonly duration: Parsed<number>;
  readonly outcome: SpanOutcome;
  readonly attributes: Attributes;
  readonly resource: Attributes;
  readonly links: readonly LinkFields[];
  readonly events: readonly SpanEvent[];
  readonly scope: unknown;
  readonly droppedLinks: unknown;
}

/** The placeholder that Jaeger and Grafana write for a resource without a service name. */
const NO_SERVICE_NAME = 'OTLPResourceNoServiceName';

/**
 * The normalised span, or `null` when it has no usable ids. What is wrong with it is counted: `invalid-id`,
 * `invalid-time`, `negative-duration`, `invalid-link`, and `parent-cycle` for a span that is its own parent.
 */
export function createSpan(fields: SpanFields, problems: ProblemCollector): Span | null {
  const traceId = normaliseTraceId(fields.traceId);
  const spanId = normaliseSpanId(fields.spanId);
  if (traceId === null || spanId === null) {
    problems.add(
      'invalid-id',
      `trace ${asText(fields.traceId) || '(none)'}, span ${asText(fields.spanId) || '(none)'}`,
    );
    return null;
  }
  const { start, outcome, attributes, resource, events, kind } = fields;
  if (start === undefined || fields.duration === undefined) problems.add('invalid-time', spanId);
  return {
    traceId,
    spanId,
    parentSpanId: parentOf(spanId, normaliseSpanId(fields.parentSpanId), problems),
    name: asText(fields.name),
    kind,
    service: serviceOf(resource),
    startTime: start ? toMilliseconds(start) : null,
    duration: durationOf(spanId, fields.duration, problems),
    status: outcome.status,
    statusMessage: outcome.statusMessage,
    attributes,
    resource,
    links: createLinks(fields.links, problems, spanId),
    events,
    scope: asTextOrNull(fields.scope),
    droppedLinks: asCount(fields.droppedLinks),
  };
}

/** `service.name` of process tags; `null` when they have none. */
export function serviceOf(resource: Attributes): string | null {
  const service = asTextOrNull(resource['service.name']);
  return service === NO_SERVICE_NAME ? null : service;
}

function parentOf(spanId: string, parentSpanId: string | null, problems: ProblemCollector): string | null {
  if (parentSpanId !== spanId) return parentSpanId;
  problems.add('parent-cycle', `${spanId} is its own parent`);
  return null;
}

function durationOf(spanId: string, duration: Parsed<number>, problems: ProblemCollector): number | null {
  if (duration === undefined || duration === null) return null;
  if (duration >= 0) return duration;
  problems.add('negative-duration', spanId);
  return 0;
}
