import type { Attributes, Span, SpanEvent } from '../model/span.js';
import { readAttributes } from './attributes.js';
import { createSpan } from './create-span.js';
import type { ProblemCollector } from './problem-collector.js';
import { eventsIn, linksIn, listOf, readEach, type ReadContext } from './reader.js';
import { createEvent, noEvents } from './span-events.js';
import { kindFromOtlp } from './span-kind.js';
import type { LinkFields } from './span-links.js';
import { outcomeFromStatus } from './span-status.js';
import { durationBetween, instantFromNanoseconds } from './time.js';
import { asRecord, isRecord, type UnknownRecord } from './untrusted.js';

/**
 * OTLP/JSON in camel or snake case: a whole request (`resourceSpans`; Tempo's first API calls it `batches`) or a
 * single `ResourceSpans`, with the scope lists of every protocol version (`scopeSpans`;
 * `instrumentationLibrarySpans` before 0.15, still written by Grafana).
 */
export function* readOtlp(payload: UnknownRecord, context: ReadContext): Generator<Span> {
  const resourceSpans = payload['resourceSpans'] ?? payload['resource_spans'] ?? payload['batches'];
  if (!Array.isArray(resourceSpans)) {
    yield* readResourceSpans(payload, context);
    return;
  }
  for (const part of resourceSpans as readonly unknown[]) {
    if (isRecord(part)) yield* readResourceSpans(part, context);
    else context.problems.add('invalid-span', 'resourceSpans: not an object');
  }
}

function* readResourceSpans(payload: UnknownRecord, context: ReadContext): Generator<Span> {
  const { problems, resources } = context;
  const resource = resources.intern(readResource(payload['resource'], problems));
  const scopes =
    payload['scopeSpans'] ??
    payload['scope_spans'] ??
    payload['instrumentationLibrarySpans'] ??
    payload['instrumentation_library_spans'];
  for (const scopeSpans of listOf(scopes, 'scopeSpans', problems)) {
    if (isRecord(scopeSpans)) yield* readScopeSpans(scopeSpans, resource, context);
    else problems.add('invalid-span', 'scopeSpans: not an object');
  }
}

/** The process tags of a `Resource`, which may be missing; anything else there is reported. */
export function readResource(resource: unknown, problems: ProblemCollector): Attributes {
  return readAttributes(isRecord(resource) ? resource['attributes'] : resource, problems);
}

function* readScopeSpans(
  scopeSpans: UnknownRecord,
  resource: Attributes,
  context: ReadContext,
): Generator<Span> {
  const scope =
    scopeSpans['scope'] ?? scopeSpans['instrumentationLibrary'] ?? scopeSpans['instrumentation_library'];
  const scopeName = asRecord(scope)['name'];
  const spans = listOf(scopeSpans['spans'], 'spans', context.problems);
  yield* readEach(spans, context, (span) => readOtlpSpan(span, resource, scopeName, context));
}

/** One span of a scope with this name; `null` when it cannot be read. */
export function readOtlpSpan(
  span: unknown,
  resource: Attributes,
  scope: unknown,
  context: ReadContext,
): Span | null {
  const { problems } = context;
  if (!isRecord(span)) {
    problems.add('invalid-span', 'OTLP span: not an object');
    return null;
  }
  const attributes = readAttributes(span['attributes'], problems);
  const events = readEvents(span['events'], context);
  const status = asRecord(span['status']);
  const start = instantFromNanoseconds(span['startTimeUnixNano'] ?? span['start_time_unix_nano']);
  const end = instantFromNanoseconds(span['endTimeUnixNano'] ?? span['end_time_unix_nano']);
  return createSpan(
    {
      traceId: span['traceId'] ?? span['trace_id'],
      spanId: span['spanId'] ?? span['span_id'],
      parentSpanId: span['parentSpanId'] ?? span['parent_span_id'],
      name: span['name'],
      kind: kindFromOtlp(span['kind']),
      start,
      duration: durationBetween(start, end),
      outcome: outcomeFromStatus(status['code'], status['message'], attributes, events),
      attributes,
      resource,
      links: readLinks(span['links'], context),
      events,
      scope,
      droppedLinks: span['droppedLinksCount'] ?? span['dropped_links_count'],
    },
    problems,
  );
}

function readEvents(list: unknown, { problems }: ReadContext): readonly SpanEvent[] {
  const events = eventsIn(list, problems);
  if (events.length === 0) return noEvents;
  return events.map((event) => {
    const time = instantFromNanoseconds(event['timeUnixNano'] ?? event['time_unix_nano']);
    return createEvent(event['name'], time, readAttributes(event['attributes'], problems), problems);
  });
}

function readLinks(list: unknown, { problems }: ReadContext): readonly LinkFields[] {
  return linksIn(list, problems).map((link) => ({
    traceId: link['traceId'] ?? link['trace_id'],
    spanId: link['spanId'] ?? link['span_id'],
    attributes: readAttributes(link['attributes'], problems),
  }));
}
