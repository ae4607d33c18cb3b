import type { Attributes, Span, SpanEvent } from '../model/span.js';
import { noAttributes, readAttributes } from './attributes.js';
import { createSpan } from './create-span.js';
import { eventsIn, linksIn, readEach, type ReadContext } from './reader.js';
import { createEvent, noEvents } from './span-events.js';
import { kindFromApi } from './span-kind.js';
import type { LinkFields } from './span-links.js';
import { outcomeFromStatus } from './span-status.js';
import {
  durationBetween,
  durationFromUnits,
  instantFromHrTime,
  instantFromMicroseconds,
  toMilliseconds,
  type Instant,
  type Parsed,
} from './time.js';
import { asArray, asRecord, isRecord, type UnknownRecord } from './untrusted.js';

/**
 * Spans of the OpenTelemetry JS SDK 1 and 2: live `ReadableSpan` objects, their own properties as `JSON.stringify`
 * writes them, and the objects that `ConsoleSpanExporter` prints. Kinds are numbered as the API does (0 is internal).
 */
export function* readReadableSpans(spans: readonly unknown[], context: ReadContext): Generator<Span> {
  const resources = new Map<unknown, Attributes>();
  yield* readEach(spans, context, (span) => readSpan(span, resources, context));
}

function readSpan(span: unknown, resources: Map<unknown, Attributes>, context: ReadContext): Span | null {
  const { problems } = context;
  if (!isRecord(span)) {
    problems.add('invalid-span', 'ReadableSpan: not an object');
    return null;
  }
  const own = asRecord(spanContextOf(span));
  const attributes = readAttributes(span['attributes'], problems);
  const events = readEvents(span['events'], context);
  const status = asRecord(span['status']);
  const scope = asRecord(span['instrumentationScope'] ?? span['instrumentationLibrary']);
  return createSpan(
    {
      traceId: own['traceId'] ?? span['traceId'],
      spanId: own['spanId'] ?? span['id'],
      parentSpanId: asRecord(span['parentSpanContext'])['spanId'] ?? span['parentSpanId'] ?? span['parentId'],
      name: span['name'],
      kind: kindFromApi(span['kind']),
      ...timesOf(span),
      outcome: outcomeFromStatus(status['code'], status['message'], attributes, events),
      attributes,
      resource: resourceOf(span['resource'], resources, context),
      links: readLinks(span['links'], context),
      events,
      scope: scope['name'],
      droppedLinks: span['droppedLinksCount'] ?? span['_droppedLinksCount'],
    },
    problems,
  );
}

/** `spanContext` is a method of live spans, an object in recorded ones; `_spanContext` is what the method answers with. */
function spanContextOf(holder: UnknownRecord): unknown {
  const { spanContext } = holder;
  if (typeof spanContext === 'function') return (spanContext as () => unknown).call(holder);
  return spanContext ?? holder['_spanContext'];
}

function timesOf(span: UnknownRecord): { start: Parsed<Instant>; duration: Parsed<number> } {
  if (span['startTime'] === undefined) {
    // The console exporter's object: both in microseconds.
    return {
      start: instantFromMicroseconds(span['timestamp']),
      duration: durationFromUnits(span['duration'], 1e3),
    };
  }
  const start = instantFromHrTime(span['startTime']);
  if (span['ended'] === false || span['_ended'] === false) return { start, duration: null };
  const end = instantFromHrTime(span['endTime']);
  if (end !== null) return { start, duration: durationBetween(start, end) };
  // `[0, 0]` is the end of a span that goes on; only spans without any end may still tell how long they took.
  const length = span['endTime'] === undefined ? instantFromHrTime(span['duration']) : null;
  return { start, duration: length ? toMilliseconds(length) : length };
}

/** SDK 1 keeps `_attributes`, SDK 2 `_rawAttributes`, a list of pairs whose values may still be promises. */
function resourceOf(
  resource: unknown,
  known: Map<unknown, Attributes>,
  { problems, resources }: ReadContext,
): Attributes {
  if (!isRecord(resource)) return noAttributes;
  const shared = known.get(resource);
  if (shared) return shared;
  const container =
    resource['attributes'] ?? resource['_attributes'] ?? fromPairs(resource['_rawAttributes']);
  const attributes = resources.intern(readAttributes(container, problems));
  known.set(resource, attributes);
  return attributes;
}

function fromPairs(pairs: unknown): readonly unknown[] {
  return asArray(pairs)
    .filter((pair) => Array.isArray(pair))
    .map(([key, value]: unknown[]) => ({ key, value }));
}

function readEvents(list: unknown, { problems }: ReadContext): readonly SpanEvent[] {
  const events = eventsIn(list, problems);
  if (events.length === 0) return noEvents;
  return events.map((event) => {
    const time = instantFromHrTime(event['time']);
    return createEvent(event['name'], time, readAttributes(event['attributes'], problems), problems);
  });
}

function readLinks(list: unknown, { problems }: ReadContext): readonly LinkFields[] {
  return linksIn(list, problems).map((link) => {
    const target = asRecord(link['context']);
    const attributes = readAttributes(link['attributes'], problems);
    return { traceId: target['traceId'], spanId: target['spanId'], attributes };
  });
}
