import type { Span, SpanEvent } from '../model/span.js';
import { readAttributes } from './attributes.js';
import { createSpan } from './create-span.js';
import { eventsIn, linksIn, readEach, type ReadContext } from './reader.js';
import { createEvent } from './span-events.js';
import { kindFromName } from './span-kind.js';
import type { LinkFields } from './span-links.js';
import { outcomeFromStatus } from './span-status.js';
import { durationFromUnits, instantFromMilliseconds } from './time.js';
import { asArray, asRecord, asTextOrNull, isRecord, type UnknownRecord } from './untrusted.js';

type Columns = ReadonlyMap<string, readonly unknown[]>;

/**
 * A Grafana trace data frame, as JSON (`schema.fields` with `data.values`) or as the object that panels hold
 * (`fields[].values`). Times are milliseconds; `references` are links, never parents.
 */
export function readGrafanaFrame(frame: UnknownRecord, context: ReadContext): Iterable<Span> {
  const columns = columnsOf(frame);
  const rows = new Array<undefined>((columns.get('spanID') ?? []).length).fill(undefined);
  return readEach(rows, context, (_, row) => readRow(columns, row, context));
}

/** Whether the fields are those of a trace. */
export function isTraceFrame(frame: UnknownRecord): boolean {
  const names = fieldsOf(frame).map((field) => asRecord(field)['name']);
  return names.includes('traceID') && names.includes('spanID');
}

function fieldsOf(frame: UnknownRecord): readonly unknown[] {
  return asArray(frame['fields'] ?? asRecord(frame['schema'])['fields']);
}

function columnsOf(frame: UnknownRecord): Columns {
  const values = asArray(asRecord(frame['data'])['values']);
  const columns = new Map<string, readonly unknown[]>();
  fieldsOf(frame).forEach((field, index) => {
    const record = asRecord(field);
    const name = asTextOrNull(record['name']);
    if (name !== null) columns.set(name, asArray(unwrapVector(record['values'] ?? values[index])));
  });
  return columns;
}

/** Grafana before version 10 wrapped values in a vector with `buffer`. */
function unwrapVector(values: unknown): unknown {
  return isRecord(values) ? values['buffer'] : values;
}

function readRow(columns: Columns, row: number, { problems, resources }: ReadContext): Span | null {
  const cell = (name: string): unknown => columns.get(name)?.[row];
  const attributes = readAttributes(parsed(cell('tags')), problems);
  const events = eventsIn(parsed(cell('logs')), problems).map((log): SpanEvent => {
    const fields = readAttributes(log['fields'], problems);
    const time = instantFromMilliseconds(log['timestamp']);
    return createEvent(log['name'] ?? fields['event'] ?? fields['message'], time, fields, problems);
  });
  const links = linksIn(parsed(cell('references')), problems).map((reference): LinkFields => {
    const linkAttributes = readAttributes(reference['tags'], problems);
    return { traceId: reference['traceID'], spanId: reference['spanID'], attributes: linkAttributes };
  });
  return createSpan(
    {
      traceId: cell('traceID'),
      spanId: cell('spanID'),
      parentSpanId: cell('parentSpanID'),
      name: cell('operationName'),
      kind: kindFromName(cell('kind') ?? attributes['span.kind']),
      start: instantFromMilliseconds(cell('startTime')),
      duration: durationFromUnits(cell('duration'), 1),
      outcome: outcomeFromStatus(cell('statusCode'), cell('statusMessage'), attributes, events),
      attributes,
      resource: resources.withService(
        asTextOrNull(cell('serviceName')),
        readAttributes(parsed(cell('serviceTags')), problems),
      ),
      links,
      events,
      scope: cell('instrumentationScopeName') ?? cell('instrumentationLibraryName'),
      droppedLinks: 0,
    },
    problems,
  );
}

/** Some data sources send tags, logs and references as JSON text. */
function parsed(value: unknown): unknown {
  if (typeof value !== 'string' || value === '') return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value; // a text, which is reported where a list belongs
  }
}
