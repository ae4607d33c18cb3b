import type { Span } from '../model/span.js';
import { readAttributes } from './attributes.js';
import { createSpan } from './create-span.js';
import { eventsIn, linksIn, readEach, type ReadContext } from './reader.js';
import { createEvent } from './span-events.js';
import { kindFromName } from './span-kind.js';
import { outcomeFromStatus } from './span-status.js';
import { durationBetween, instantFromDateTime } from './time.js';
import { asRecord } from './untrusted.js';

/** What `span.to_json()` and `ConsoleSpanExporter` of OpenTelemetry Python write. */
export function readPythonSpans(spans: readonly unknown[], context: ReadContext): Iterable<Span> {
  return readEach(spans, context, (span) => readSpan(span, context));
}

function readSpan(item: unknown, { problems, resources }: ReadContext): Span | null {
  const span = asRecord(item);
  const own = asRecord(span['context']);
  const attributes = readAttributes(span['attributes'], problems);
  const status = asRecord(span['status']);
  const start = instantFromDateTime(span['start_time']);
  const events = eventsIn(span['events'], problems).map((event) => {
    const time = instantFromDateTime(event['timestamp']);
    return createEvent(event['name'], time, readAttributes(event['attributes'], problems), problems);
  });
  const links = linksIn(span['links'], problems).map((link) => {
    const target = asRecord(link['context']);
    const linkAttributes = readAttributes(link['attributes'], problems);
    return { traceId: target['trace_id'], spanId: target['span_id'], attributes: linkAttributes };
  });
  return createSpan(
    {
      traceId: own['trace_id'],
      spanId: own['span_id'],
      parentSpanId: span['parent_id'],
      name: span['name'],
      kind: kindFromName(span['kind']),
      start,
      duration: durationBetween(start, instantFromDateTime(span['end_time'])),
      outcome: outcomeFromStatus(status['status_code'], status['description'], attributes, events),
      attributes,
      resource: resources.intern(readAttributes(asRecord(span['resource'])['attributes'], problems)),
      links,
      events,
      scope: asRecord(span['instrumentation_scope'] ?? span['instrumentation_info'])['name'],
      droppedLinks: span['dropped_links'],
    },
    problems,
  );
}
