import type { Attributes, Span, SpanEvent } from '../model/span.js';
import { newAttributes, noAttributes, readAttributes } from './attributes.js';
import { createSpan } from './create-span.js';
import type { ProblemCollector } from './problem-collector.js';
import { eventsIn, readEach, type ReadContext } from './reader.js';
import { createEvent, createPlainEvent, noEvents } from './span-events.js';
import { kindFromName } from './span-kind.js';
import type { LinkFields } from './span-links.js';
import { outcomeFromZipkinTags } from './span-status.js';
import { durationFromUnits, instantFromMicroseconds } from './time.js';
import { asRecord, asTextOrNull, isRecord, type UnknownRecord } from './untrusted.js';

/**
 * Zipkin v2 spans. They are handed to `context.zipkin` instead of being yielded: a span may come in several
 * fragments anywhere in the input, so they are complete only at its end.
 */
export function* readZipkinSpans(spans: readonly unknown[], context: ReadContext): Generator<Span> {
  for (const span of readEach(spans, context, (item) => readZipkinSpan(item, context)))
    context.zipkin.add(span);
}

/** One span, or a part of one; `null` when it cannot be read. */
export function readZipkinSpan(item: unknown, context: ReadContext): Span | null {
  const { problems } = context;
  if (!isRecord(item)) {
    problems.add('invalid-span', 'Zipkin span: not an object');
    return null;
  }
  const tags = readAttributes(item['tags'], problems);
  const links = readLinkTags(tags, problems);
  const attributes = withPeer(withoutLinkTags(tags, links.length), item['remoteEndpoint']);
  const events = readAnnotations(item['annotations'], problems);
  return createSpan(
    {
      traceId: item['traceId'],
      spanId: item['id'],
      parentSpanId: item['parentId'],
      name: named(item['name']) ?? '',
      kind: zipkinKind(item, tags),
      start: instantFromMicroseconds(item['timestamp']),
      duration: durationFromUnits(item['duration'], 1e3),
      outcome: outcomeFromZipkinTags(attributes, events),
      attributes,
      resource: zipkinResource(item['localEndpoint'], context),
      links,
      events,
      scope: attributes['otel.scope.name'] ?? attributes['otel.library.name'],
      droppedLinks: 0,
    },
    problems,
  );
}

/** The process tags of a span with this local endpoint. */
export function zipkinResource(localEndpoint: unknown, { resources }: ReadContext): Attributes {
  const local = asRecord(localEndpoint);
  return resources.withService(named(local['serviceName']), endpointTags(local, 'network.local'));
}

/** Zipkin has no internal kind (the collector keeps it as a tag), and only servers share a span of their client. */
function zipkinKind(item: UnknownRecord, tags: Attributes): Span['kind'] {
  const stated = kindFromName(item['kind'] ?? tags['span.kind']);
  return stated === 'unspecified' && item['shared'] === true ? 'server' : stated;
}

/** Zipkin's own code writes `unknown` or nothing for a name that is not known. */
function named(value: unknown): string | null {
  const text = asTextOrNull(value);
  return text === 'unknown' ? null : text;
}

/** An endpoint's address under the names of the semantic conventions. */
function endpointTags(endpoint: UnknownRecord, prefix: string): Attributes {
  const address = asTextOrNull(endpoint['ipv4'] ?? endpoint['ipv6']);
  const port = endpoint['port'];
  if (address === null && typeof port !== 'number') return noAttributes;
  const tags = newAttributes();
  if (address !== null) tags[`${prefix}.address`] = address;
  if (typeof port === 'number' && port > 0) tags[`${prefix}.port`] = port;
  return tags;
}

/** The tags with the remote endpoint, which names databases and brokers that report nothing themselves. Tags of the span win. */
function withPeer(tags: Attributes, remoteEndpoint: unknown): Attributes {
  if (!isRecord(remoteEndpoint)) return tags;
  const attributes = newAttributes();
  const service = named(remoteEndpoint['serviceName']);
  if (service !== null) attributes['peer.service'] = service;
  return Object.assign(attributes, endpointTags(remoteEndpoint, 'network.peer'), tags);
}

function readAnnotations(list: unknown, problems: ProblemCollector): readonly SpanEvent[] {
  const annotations = eventsIn(list, problems);
  if (annotations.length === 0) return noEvents;
  return annotations.map((annotation) => {
    const time = instantFromMicroseconds(annotation['timestamp']);
    const value = asTextOrNull(annotation['value']) ?? '';
    return readEventText(value, time, problems);
  });
}

type EventTime = ReturnType<typeof instantFromMicroseconds>;

/** The collector writes `name|attributes as JSON|dropped`, the specification `"name": {attributes}`, others the name. */
function readEventText(text: string, time: EventTime, problems: ProblemCollector): SpanEvent {
  const bars = text.split('|');
  const specified = /^"([^"]*)":\s*(\{.*\})$/s.exec(text);
  const name = specified ? specified[1] : bars[0];
  const json = specified ? specified[2] : bars.length >= 3 ? bars.slice(1, -1).join('|') : undefined;
  const attributes = json === undefined ? null : parseObject(json);
  if (!attributes) return createPlainEvent(text, time, problems);
  return createEvent(name, time, readAttributes(attributes, problems), problems);
}

/** Zipkin has no links; the collector writes them as tags `otlp.link.0`, `otlp.link.1`, … without gaps. */
export const LINK_TAG = 'otlp.link.';

function readLinkTags(tags: Attributes, problems: ProblemCollector): readonly LinkFields[] {
  const links: LinkFields[] = [];
  for (;;) {
    const text = tags[LINK_TAG + links.length];
    if (typeof text !== 'string') return links;
    links.push(readLinkTag(text, problems));
  }
}

/** A link tag is `trace id|span id|trace state|attributes as JSON|dropped count`. */
export function readLinkTag(text: string, problems: ProblemCollector): LinkFields {
  const parts = text.split('|');
  const attributes = parseObject(parts.slice(3, -1).join('|')) ?? {};
  return { traceId: parts[0], spanId: parts[1], attributes: readAttributes(attributes, problems) };
}

function withoutLinkTags(tags: Attributes, count: number): Attributes {
  if (count === 0) return tags;
  const rest = newAttributes();
  for (const key of Object.keys(tags)) {
    if (!key.startsWith(LINK_TAG)) rest[key] = tags[key]!;
  }
  return rest;
}

function parseObject(json: string): UnknownRecord | null {
  try {
    const value: unknown = JSON.parse(json);
    return isRecord(value) ? value : null;
  } catch {
    // Not the collector's spelling after all: the text stays what it is.
    return null;
  }
}
