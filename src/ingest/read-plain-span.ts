import type { Attributes, Span, SpanEvent, SpanStatus } from '../model/span.js';
import { noAttributes, readAttributes } from './attributes.js';
import { createSpan } from './create-span.js';
import type { ProblemCollector } from './problem-collector.js';
import { eventsIn, linksIn, readEach, type ReadContext } from './reader.js';
import { noEvents, createEvent } from './span-events.js';
import { kindFromOtlp } from './span-kind.js';
import type { LinkFields } from './span-links.js';
import { outcomeFromStatus, statusFromCode, type SpanOutcome } from './span-status.js';
import {
  durationBetween,
  durationFromIso,
  durationFromUnits,
  guessUnitsPerMillisecond,
  instantFromDateTime,
  instantFromNanoseconds,
  instantFromUnits,
  type Instant,
  type Parsed,
} from './time.js';
import { asRecord, asTextOrNull, firstOf, isRecord, type UnknownRecord } from './untrusted.js';

/** The names that plain span objects give their fields, ours first. */
const names = {
  traceId: ['traceId', 'traceID', 'trace_id'],
  spanId: ['spanId', 'spanID', 'span_id', 'id'],
  parentSpanId: ['parentSpanId', 'parentSpanID', 'parent_span_id', 'parentId', 'parent_id'],
  name: ['name', 'operationName', 'operation_name'],
  kind: ['kind', 'spanKind', 'span_kind'],
  start: ['startTime', 'start_time', 'timestamp', 'start'],
  end: ['endTime', 'end_time', 'end'],
  startMilliseconds: ['startMs', 'start_ms', 'startTimeMs', 'start_time_ms'],
  endMilliseconds: ['endMs', 'end_ms', 'endTimeMs', 'end_time_ms'],
  startNanoseconds: ['startTimeUnixNano', 'start_time_unix_nano'],
  endNanoseconds: ['endTimeUnixNano', 'end_time_unix_nano'],
  durationMilliseconds: ['durationMs', 'duration_ms'],
  durationNanoseconds: ['durationNanos', 'durationInNanos', 'duration_nano', 'duration_ns'],
  service: ['service', 'serviceName', 'service_name'],
  resource: ['resource', 'resourceAttributes', 'resource_attributes', 'process'],
  attributes: ['attributes', 'tags'],
  events: ['events', 'logs'],
  statusMessage: ['statusMessage', 'status_message'],
  statusCode: ['statusCode', 'status_code'],
  scope: ['scope', 'instrumentationScope'],
  droppedLinks: ['droppedLinks', 'droppedLinksCount', 'dropped_links_count'],
} as const;

/**
 * The element's own `Span`, and plain objects with the usual other names for its fields. `kind` as a number is
 * OTLP's. A bare number as time is milliseconds, unless its size says seconds, microseconds or nanoseconds of a
 * year from 2001 to 2286; `duration` is then in the same unit.
 */
export function readPlainSpans(spans: readonly unknown[], context: ReadContext): Iterable<Span> {
  return readEach(spans, context, (span) => readSpan(span, context));
}

function readSpan(span: unknown, context: ReadContext): Span | null {
  const { problems } = context;
  if (!isRecord(span)) {
    problems.add('invalid-span', 'span: not an object');
    return null;
  }
  const attributes = readAttributes(firstOf(span, names.attributes), problems);
  const events = readEvents(firstOf(span, names.events), problems);
  const scope = firstOf(span, names.scope);
  return createSpan(
    {
      traceId: firstOf(span, names.traceId),
      spanId: firstOf(span, names.spanId),
      parentSpanId: firstOf(span, names.parentSpanId),
      name: firstOf(span, names.name),
      kind: kindFromOtlp(firstOf(span, names.kind)),
      ...timesOf(span),
      outcome: outcomeOf(span, attributes, events),
      attributes,
      resource: resourceOf(span, context),
      links: readLinks(span['links'], problems),
      events,
      scope: isRecord(scope) ? scope['name'] : scope,
      droppedLinks: firstOf(span, names.droppedLinks),
    },
    problems,
  );
}

/** Whether the span is in the model's own form, where every time is in milliseconds, also small ones and 0. */
function isOwnModel(span: UnknownRecord): boolean {
  return (
    'startTime' in span &&
    'duration' in span &&
    isRecord(span['resource']) &&
    typeof span['status'] === 'string'
  );
}

function timesOf(span: UnknownRecord): { start: Parsed<Instant>; duration: Parsed<number> } {
  const given = firstOf(span, names.start);
  const unit = isOwnModel(span) ? 1 : guessUnitsPerMillisecond(given);
  const instantOf = (value: unknown): Parsed<Instant> =>
    isNumeric(value) ? instantOrZero(value, unit) : instantFromDateTime(value);
  const start = namedInstant(span, names.startNanoseconds, names.startMilliseconds) ?? instantOf(given);
  return { start, duration: givenDuration(span, unit) ?? betweenEnds(span, start, instantOf) };
}

/** A time whose name says its unit; `null` when there is none. */
function namedInstant(
  span: UnknownRecord,
  ofNanoseconds: readonly string[],
  ofMilliseconds: readonly string[],
): Parsed<Instant> {
  const nanoseconds = firstOf(span, ofNanoseconds);
  if (nanoseconds !== undefined) return instantFromNanoseconds(nanoseconds);
  const milliseconds = firstOf(span, ofMilliseconds);
  return milliseconds === undefined ? null : instantOrZero(milliseconds, 1);
}

/** Only the model's own spans and relative times start at 0; `null` is how they say that a start is unknown. */
function instantOrZero(value: unknown, unit: number): Parsed<Instant> {
  return value === 0 ? { milliseconds: 0, nanoseconds: 0 } : instantFromUnits(value, unit);
}

function givenDuration(span: UnknownRecord, unit: number): Parsed<number> {
  const { duration } = span;
  if (typeof duration === 'string' && duration.startsWith('P')) return durationFromIso(duration);
  const milliseconds = duration ?? firstOf(span, names.durationMilliseconds);
  if (milliseconds !== undefined)
    return durationFromUnits(milliseconds, duration === milliseconds ? unit : 1);
  return durationFromUnits(firstOf(span, names.durationNanoseconds), 1e6);
}

function betweenEnds(
  span: UnknownRecord,
  start: Parsed<Instant>,
  instantOf: (value: unknown) => Parsed<Instant>,
): Parsed<number> {
  const end =
    namedInstant(span, names.endNanoseconds, names.endMilliseconds) ?? instantOf(firstOf(span, names.end));
  return durationBetween(start, end);
}

function isNumeric(value: unknown): boolean {
  return (
    typeof value === 'number' ||
    typeof value === 'bigint' ||
    (typeof value === 'string' && /^\d+$/.test(value))
  );
}

/** `status` is a name (`'error'`), a number of OTLP, or `{ code, message }`. */
function outcomeOf(span: UnknownRecord, attributes: Attributes, events: readonly SpanEvent[]): SpanOutcome {
  const status = span['status'];
  const code = isRecord(status) ? status['code'] : (status ?? firstOf(span, names.statusCode));
  const message = (isRecord(status) ? status['message'] : undefined) ?? firstOf(span, names.statusMessage);
  if (isOwnModel(span)) {
    // Already settled when the span was made.
    const settled: SpanStatus = statusFromCode(code);
    return { status: settled, statusMessage: asTextOrNull(message) };
  }
  return outcomeFromStatus(code, message, attributes, events);
}

function resourceOf(span: UnknownRecord, { problems, resources }: ReadContext): Attributes {
  const found = firstOf(span, names.resource);
  const container = isRecord(found) ? (nested(found['attributes']) ?? nested(found['tags']) ?? found) : found;
  const tags = container === undefined ? noAttributes : readAttributes(container, problems);
  const service = firstOf(span, names.service);
  return resources.withService(asTextOrNull(isRecord(service) ? service['name'] : service), tags);
}

function nested(value: unknown): unknown {
  return isRecord(value) || Array.isArray(value) ? value : undefined;
}

function readEvents(list: unknown, problems: ProblemCollector): readonly SpanEvent[] {
  const events = eventsIn(list, problems);
  if (events.length === 0) return noEvents;
  return events.map((event) => {
    const nanoseconds = firstOf(event, ['timeUnixNano', 'time_unix_nano']);
    const given = firstOf(event, ['time', 'timestamp']);
    const time =
      nanoseconds !== undefined
        ? instantFromNanoseconds(nanoseconds)
        : isNumeric(given)
          ? instantOrZero(given, guessUnitsPerMillisecond(given))
          : instantFromDateTime(given);
    const attributes = readAttributes(firstOf(event, ['attributes', 'fields']), problems);
    return createEvent(event['name'] ?? attributes['event'], time, attributes, problems);
  });
}

function readLinks(list: unknown, problems: ProblemCollector): readonly LinkFields[] {
  return linksIn(list, problems).map((link) => {
    const target = isRecord(link['context']) ? asRecord(link['context']) : link;
    return {
      traceId: firstOf(target, names.traceId),
      spanId: firstOf(target, names.spanId),
      attributes: readAttributes(link['attributes'], problems),
    };
  });
}
