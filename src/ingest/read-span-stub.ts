import type { Span } from '../model/span.js';
import { readAttributes } from './attributes.js';
import { createSpan } from './create-span.js';
import { eventsIn, linksIn, readEach, type ReadContext } from './reader.js';
import { createEvent } from './span-events.js';
import { kindFromOtlp } from './span-kind.js';
import { outcomeFromStatus } from './span-status.js';
import { durationBetween, instantFromDateTime } from './time.js';
import { asRecord } from './untrusted.js';

/** `SpanStub` objects of the Go SDK, which its `stdouttrace` exporter prints one after another. */
export function readSpanStubs(stubs: readonly unknown[], context: ReadContext): Iterable<Span> {
  return readEach(stubs, context, (stub) => readStub(stub, context));
}

function readStub(item: unknown, { problems, resources }: ReadContext): Span | null {
  const stub = asRecord(item);
  const own = asRecord(stub['SpanContext']);
  const attributes = readAttributes(stub['Attributes'], problems);
  const status = asRecord(stub['Status']);
  const start = instantFromDateTime(stub['StartTime']);
  const events = eventsIn(stub['Events'], problems).map((event) => {
    const time = instantFromDateTime(event['Time']);
    return createEvent(event['Name'], time, readAttributes(event['Attributes'], problems), problems);
  });
  const links = linksIn(stub['Links'], problems).map((link) => {
    const target = asRecord(link['SpanContext']);
    const linkAttributes = readAttributes(link['Attributes'], problems);
    return { traceId: target['TraceID'], spanId: target['SpanID'], attributes: linkAttributes };
  });
  return createSpan(
    {
      traceId: own['TraceID'],
      spanId: own['SpanID'],
      parentSpanId: asRecord(stub['Parent'])['SpanID'],
      name: stub['Name'],
      kind: kindFromOtlp(stub['SpanKind']),
      start,
      duration: durationBetween(start, instantFromDateTime(stub['EndTime'])),
      outcome: outcomeFromStatus(status['Code'], status['Description'], attributes, events),
      attributes,
      resource: resources.intern(readAttributes(stub['Resource'], problems)),
      links,
      events,
      scope: asRecord(stub['InstrumentationScope'] ?? stub['InstrumentationLibrary'])['Name'],
      droppedLinks: stub['DroppedLinks'],
    },
    problems,
  );
}
