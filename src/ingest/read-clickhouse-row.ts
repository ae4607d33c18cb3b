import type { Span, SpanEvent } from '../model/span.js';
import { readAttributes } from './attributes.js';
import { createSpan } from './create-span.js';
import { readEach, type ReadContext } from './reader.js';
import { createEvent } from './span-events.js';
import { kindFromName } from './span-kind.js';
import type { LinkFields } from './span-links.js';
import { outcomeFromStatus } from './span-status.js';
import {
  durationFromUnits,
  guessUnitsPerMillisecond,
  instantFromDateTime,
  instantFromUnits,
  type Instant,
  type Parsed,
} from './time.js';
import { asArray, asRecord, asTextOrNull, type UnknownRecord } from './untrusted.js';

/** Rows of the `otel_traces` table that the collector's ClickHouse exporter fills (HyperDX, ClickStack). */
export function readClickHouseRows(rows: readonly unknown[], context: ReadContext): Iterable<Span> {
  return readEach(rows, context, (row) => readRow(row, context));
}

function readRow(item: unknown, context: ReadContext): Span | null {
  const { problems, resources } = context;
  const row = asRecord(item);
  const attributes = readAttributes(row['SpanAttributes'], problems);
  const events = readEvents(row, context);
  return createSpan(
    {
      traceId: row['TraceId'],
      spanId: row['SpanId'],
      parentSpanId: row['ParentSpanId'],
      name: row['SpanName'],
      kind: kindFromName(row['SpanKind']),
      start: timestamp(row['Timestamp']),
      duration: durationFromUnits(row['Duration'], 1e6),
      outcome: outcomeFromStatus(row['StatusCode'], row['StatusMessage'], attributes, events),
      attributes,
      resource: resources.withService(
        asTextOrNull(row['ServiceName']),
        readAttributes(row['ResourceAttributes'], problems),
      ),
      links: readLinks(row, context),
      events,
      scope: row['ScopeName'],
      droppedLinks: 0,
    },
    problems,
  );
}

/** `DateTime64` as text in UTC, or as a number of any unit. */
function timestamp(value: unknown): Parsed<Instant> {
  return typeof value === 'string' && !/^\d+$/.test(value)
    ? instantFromDateTime(value)
    : instantFromUnits(value, guessUnitsPerMillisecond(value));
}

/** Nested columns are parallel arrays, named `Links.TraceId` or nested in `Links`. */
function column(row: UnknownRecord, table: string, name: string): readonly unknown[] {
  return asArray(row[`${table}.${name}`] ?? asRecord(row[table])[name]);
}

function readLinks(row: UnknownRecord, { problems }: ReadContext): readonly LinkFields[] {
  const spanIds = column(row, 'Links', 'SpanId');
  const attributes = column(row, 'Links', 'Attributes');
  return column(row, 'Links', 'TraceId').map((traceId, index) => ({
    traceId,
    spanId: spanIds[index],
    attributes: readAttributes(attributes[index], problems),
  }));
}

function readEvents(row: UnknownRecord, { problems }: ReadContext): readonly SpanEvent[] {
  const times = column(row, 'Events', 'Timestamp');
  const attributes = column(row, 'Events', 'Attributes');
  return column(row, 'Events', 'Name').map((name, index) =>
    createEvent(name, timestamp(times[index]), readAttributes(attributes[index], problems), problems),
  );
}
