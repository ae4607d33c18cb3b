import type { AttributeValue, Attributes, Span, SpanEvent } from '../model/span.js';
import {
  newAttributes,
  noAttributes,
  setAttribute,
  toAttributeValue,
  toInteger,
  type MutableAttributes,
} from './attributes.js';
import { createSpan } from './create-span.js';
import { normaliseSpanId, normaliseTraceId } from './ids.js';
import { fillMissingStarts } from './missing-starts.js';
import type { ProblemCollector } from './problem-collector.js';
import { eventsIn, linksIn, listOf, readEach, type ReadContext } from './reader.js';
import { createEvent, noEvents } from './span-events.js';
import { kindFromName } from './span-kind.js';
import type { LinkFields } from './span-links.js';
import { outcomeFromJaegerTags } from './span-status.js';
import { durationFromUnits, instantFromMicroseconds } from './time.js';
import { asArray, asRecord, asText, asTextOrNull, isRecord, type UnknownRecord } from './untrusted.js';

type Processes = Pick<ReadonlyMap<string, Attributes>, 'get'>;

const noProcesses: Processes = new Map();

/** One trace of the Jaeger query service or of the UI's download. Fields that the UI adds are not looked at. */
export function readJaegerTrace(trace: UnknownRecord, context: ReadContext): Iterable<Span> {
  const { problems } = context;
  const processes = new Map<string, Attributes>();
  const found = asRecord(trace['processes']);
  for (const id of Object.keys(found)) processes.set(id, readJaegerProcess(found[id], context));
  if (!Array.isArray(trace['spans'])) problems.add('invalid-span', 'Jaeger trace: spans is not a list');
  return readSpans(asArray(trace['spans']), processes, trace['traceID'], context);
}

/** Spans with their process embedded, as the Elasticsearch and OpenSearch storages keep them. */
export function readJaegerSpans(documents: readonly unknown[], context: ReadContext): Iterable<Span> {
  return readSpans(documents, noProcesses, undefined, context);
}

function readSpans(
  spans: readonly unknown[],
  processes: Processes,
  traceId: unknown,
  context: ReadContext,
): Iterable<Span> {
  return fillMissingStarts(
    readEach(spans, context, (span) => readJaegerSpan(span, processes, traceId, context)),
  );
}

/** One span of a trace with these processes and this id; `null` when it cannot be read. Its start is not filled in. */
export function readJaegerSpan(
  span: unknown,
  processes: Processes,
  traceId: unknown,
  context: ReadContext,
): Span | null {
  const { problems } = context;
  if (!isRecord(span)) {
    problems.add('invalid-span', 'Jaeger span: not an object');
    return null;
  }
  const attributes = readTags(span, problems);
  addWarnings(attributes, span['warnings']);
  const events = readLogs(span['logs'], problems);
  const references = readReferences(span, traceId, problems);
  return createSpan(
    {
      traceId: span['traceID'] ?? traceId,
      spanId: span['spanID'],
      parentSpanId: references.parentSpanId,
      name: span['operationName'],
      kind: kindFromName(attributes['span.kind']),
      start: instantFromMicroseconds(span['startTime']),
      duration: durationFromUnits(span['duration'], 1e3),
      outcome: outcomeFromJaegerTags(attributes, events),
      attributes,
      resource: resourceOf(span, processes, context),
      links: references.links,
      events,
      scope: attributes['otel.scope.name'] ?? attributes['otel.library.name'],
      droppedLinks: 0,
    },
    problems,
  );
}

function resourceOf(span: UnknownRecord, processes: Processes, context: ReadContext): Attributes {
  const known = processes.get(asText(span['processID']));
  return known ?? (isRecord(span['process']) ? readJaegerProcess(span['process'], context) : noAttributes);
}

/** The process tags of a process. */
export function readJaegerProcess(process: unknown, { problems, resources }: ReadContext): Attributes {
  const record = asRecord(process);
  return resources.withService(asTextOrNull(record['serviceName']), readTags(record, problems));
}

/** Tags as a list, and as an object with `@` for `.` where Elasticsearch stores tags as fields. */
function readTags(owner: UnknownRecord, problems: ProblemCollector): MutableAttributes {
  const attributes = newAttributes();
  readKeyValues(owner['tags'], attributes, problems);
  const fields = asRecord(owner['tag']);
  for (const key of Object.keys(fields)) {
    setAttribute(attributes, key.replaceAll('@', '.'), toAttributeValue(fields[key]), problems);
  }
  return attributes;
}

function readKeyValues(list: unknown, attributes: MutableAttributes, problems: ProblemCollector): void {
  for (const item of listOf(list, 'tags', problems)) {
    if (!isRecord(item) || typeof item['key'] !== 'string')
      problems.add('invalid-attribute', 'a tag without a key');
    else setAttribute(attributes, item['key'], typedValue(item['type'], item['value']), problems);
  }
}

/** The value of an item of a list of tags; `undefined` when it cannot be an attribute. */
export function jaegerTag(item: unknown): AttributeValue | undefined {
  const { type, value } = asRecord(item);
  return typedValue(type, value);
}

/** Elasticsearch documents hold every value as text, and 64-bit integers that are not safe are text everywhere. */
function typedValue(type: unknown, value: unknown): AttributeValue | undefined {
  if (typeof value !== 'string') return toAttributeValue(value);
  if (type === 'int64') return toInteger(value);
  if (type === 'float64') return value !== '' && Number.isFinite(Number(value)) ? Number(value) : value;
  if (type === 'bool' && (value === 'true' || value === 'false')) return value === 'true';
  return value;
}

/** Warnings are texts for people; Jaeger's own OTLP answers keep them in this attribute. */
function addWarnings(attributes: MutableAttributes, warnings: unknown): void {
  const texts = asArray(warnings).filter((warning) => typeof warning === 'string');
  if (texts.length > 0) attributes['@jaeger@warnings'] = texts;
}

function readLogs(list: unknown, problems: ProblemCollector): readonly SpanEvent[] {
  const logs = eventsIn(list, problems);
  if (logs.length === 0) return noEvents;
  return logs.map((log) => {
    const fields = newAttributes();
    readKeyValues(log['fields'], fields, problems);
    const name = fields['event'] ?? fields['message'] ?? '';
    return createEvent(name, instantFromMicroseconds(log['timestamp']), fields, problems);
  });
}

interface References {
  readonly parentSpanId: unknown;
  readonly links: readonly LinkFields[];
}

/**
 * The parent is the first `CHILD_OF` to the span's own trace, else the first `FOLLOWS_FROM` to it
 * (`Span.ParentSpanID()` of Jaeger's model), else the deprecated `parentSpanID`. Every other reference is a link.
 */
function readReferences(span: UnknownRecord, ownerTraceId: unknown, problems: ProblemCollector): References {
  const own = span['traceID'] ?? ownerTraceId;
  const ownId = normaliseTraceId(own);
  // A reference to nothing (all zeros) means that there is no parent; it is neither parent nor link.
  const references = linksIn(span['references'], problems).filter(
    (reference) => normaliseSpanId(reference['spanID']) !== null,
  );
  const isOwn = (reference: UnknownRecord): boolean =>
    normaliseTraceId(reference['traceID'] ?? own) === ownId;
  const parent =
    references.find((reference) => !isFollowsFrom(reference) && isOwn(reference)) ??
    references.find((reference) => isFollowsFrom(reference) && isOwn(reference));
  const links = references
    .filter((reference) => reference !== parent)
    .map((reference) => ({
      traceId: reference['traceID'] ?? own,
      spanId: reference['spanID'],
      attributes: isFollowsFrom(reference) ? followsFrom : childOf,
    }));
  return { parentSpanId: parent ? parent['spanID'] : span['parentSpanID'], links };
}

function isFollowsFrom(reference: UnknownRecord): boolean {
  return reference['refType'] === 'FOLLOWS_FROM' || reference['refType'] === 'follows_from';
}

/** The attribute by which the collector keeps the reference type when it turns references into links. */
const followsFrom = referenceType('follows_from');
const childOf = referenceType('child_of');

function referenceType(type: string): Attributes {
  const attributes = newAttributes();
  attributes['opentracing.ref_type'] = type;
  return Object.freeze(attributes);
}
