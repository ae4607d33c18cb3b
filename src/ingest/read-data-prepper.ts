import type { Attributes, Span } from '../model/span.js';
import { newAttributes, readAttributes, setAttribute, toAttributeValue } from './attributes.js';
import { createSpan } from './create-span.js';
import type { ProblemCollector } from './problem-collector.js';
import { eventsIn, linksIn, readEach, type ReadContext } from './reader.js';
import { createEvent } from './span-events.js';
import { kindFromName } from './span-kind.js';
import { outcomeFromStatus } from './span-status.js';
import { durationBetween, durationFromUnits, instantFromDateTime } from './time.js';
import { asRecord, asTextOrNull, type UnknownRecord } from './untrusted.js';

/** Span documents that OpenSearch Data Prepper stores: flattened keys, `@` for the dots of attribute names. */
export function readDataPrepperSpans(documents: readonly unknown[], context: ReadContext): Iterable<Span> {
  return readEach(documents, context, (document) => readDocument(document, context));
}

function readDocument(item: unknown, { problems, resources }: ReadContext): Span | null {
  const span = asRecord(item);
  const status = asRecord(span['status']);
  const attributes = flattened(span, 'span.attributes.', problems);
  const start = instantFromDateTime(span['startTime']);
  const end = instantFromDateTime(span['endTime']);
  const events = eventsIn(span['events'], problems).map((event) => {
    const time = instantFromDateTime(event['time']);
    return createEvent(event['name'], time, readAttributes(event['attributes'], problems), problems);
  });
  const links = linksIn(span['links'], problems).map((link) => ({
    traceId: link['traceId'],
    spanId: link['spanId'],
    attributes: readAttributes(link['attributes'], problems),
  }));
  return createSpan(
    {
      traceId: span['traceId'],
      spanId: span['spanId'],
      parentSpanId: span['parentSpanId'],
      name: span['name'],
      kind: kindFromName(span['kind']),
      start,
      duration: end === null ? durationFromUnits(span['durationInNanos'], 1e6) : durationBetween(start, end),
      outcome: outcomeFromStatus(
        span['status.code'] ?? status['code'],
        span['status.message'] ?? status['message'],
        attributes,
        events,
      ),
      attributes,
      resource: resources.withService(
        asTextOrNull(span['serviceName']),
        flattened(span, 'resource.attributes.', problems),
      ),
      links,
      events,
      scope:
        span['instrumentationScope.name'] ??
        span['instrumentationLibrary.name'] ??
        asRecord(span['instrumentationScope'])['name'],
      droppedLinks: span['droppedLinksCount'],
    },
    problems,
  );
}

function flattened(document: UnknownRecord, prefix: string, problems: ProblemCollector): Attributes {
  const attributes = newAttributes();
  for (const key of Object.keys(document)) {
    if (!key.startsWith(prefix)) continue;
    setAttribute(
      attributes,
      key.slice(prefix.length).replaceAll('@', '.'),
      toAttributeValue(document[key]),
      problems,
    );
  }
  return attributes;
}
