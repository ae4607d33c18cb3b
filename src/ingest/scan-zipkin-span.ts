import { kindNumber } from '../model/span.js';
import { spanStatuses, type SpanTable } from '../model/span-table.js';
import { toAttributeValue } from './attributes.js';
import type { JsonCursor } from './json-cursor.js';
import { CLOSE_OBJECT, LETTER_T, OPEN_LIST, OPEN_OBJECT, QUOTE } from './json-signs.js';
import { KeyScan, SpellingScan } from './key-scan.js';
import { ObjectFields, otherField } from './object-fields.js';
import { ProblemCollector } from './problem-collector.js';
import { LINK_TAG, readLinkTag } from './read-zipkin.js';
import { hasValue } from './scan-tags.js';
import { internString, none, scanSpanId, setSpanIdAt, traceIdAt } from './scan-values.js';
import type { ScannedSpans } from './scanned-spans.js';
import { noEvents } from './span-events.js';
import { kindFromName } from './span-kind.js';
import { createLinks } from './span-links.js';
import { OutcomeTags, SpanScan, unset } from './span-scan.js';
import { outcomeFromZipkinTags } from './span-status.js';

/** Texts with more brackets than this may hold attributes that are nested too deep. */
const mostBrackets = 24;

const spanField = {
  traceId: 0,
  spanId: 1,
  parentId: 2,
  name: 3,
  kind: 4,
  timestamp: 5,
  duration: 6,
  local: 7,
  remote: 8,
  annotations: 9,
  tags: 10,
  debug: 11,
  shared: 12,
} as const;
const endpointField = { service: 0, ipv4: 1, ipv6: 2, port: 3 } as const;
const annotationField = { timestamp: 0, value: 1 } as const;

const neededFields = (1 << spanField.traceId) | (1 << spanField.spanId);

/** Links of one span that are compared with each other; of more each would be compared with very many. */
const mostLinks = 64;

/** Between the parts of a link. */
const BAR = 0x7c;

/** What spans with one local endpoint have in common. */
export interface ZipkinGroup {
  readonly group: number;
  /** The number of the text of the service's name, or −1. */
  readonly service: number;
}

/** Reads single spans of Zipkin v2 into rows of a table. */
export class ZipkinSpanScan extends SpanScan {
  readonly #groupWith: (endpoint: unknown) => ZipkinGroup;
  /** Local endpoints, and the group of each by its spelling. */
  readonly #endpoints = new SpellingScan(this.cursor);
  readonly #groupOf: ZipkinGroup[] = [];
  #withoutEndpoint: ZipkinGroup | undefined;
  readonly #kinds = new KeyScan(this.cursor, this.table.texts);
  readonly #unknownName: number;
  readonly #kindKey: number;
  readonly #kindOfName: number[] = [];
  readonly #outcome: OutcomeTags;
  readonly #peerKeys: { readonly service: number; readonly address: number; readonly port: number };
  /** By the number of a key's text: whether it is one of a link. */
  readonly #isLinkKey: boolean[] = [];
  #status = unset;
  #taggedKind: number = kindNumber.unspecified;
  #hasPeerTags = false;
  readonly #fields = new ObjectFields(this.cursor, {
    traceId: spanField.traceId,
    id: spanField.spanId,
    parentId: spanField.parentId,
    name: spanField.name,
    kind: spanField.kind,
    timestamp: spanField.timestamp,
    duration: spanField.duration,
    localEndpoint: spanField.local,
    remoteEndpoint: spanField.remote,
    annotations: spanField.annotations,
    tags: spanField.tags,
    debug: spanField.debug,
    shared: spanField.shared,
  });
  readonly #endpointFields = new ObjectFields(this.cursor, {
    serviceName: endpointField.service,
    ipv4: endpointField.ipv4,
    ipv6: endpointField.ipv6,
    port: endpointField.port,
  });
  readonly #annotationFields = new ObjectFields(this.cursor, {
    timestamp: annotationField.timestamp,
    value: annotationField.value,
  });

  /**
   * @param source the number of `spans` among the table's sources.
   * @param groupWith makes the group of the spans with a local endpoint, which is `undefined` for those without.
   */
  constructor(
    cursor: JsonCursor,
    table: SpanTable,
    spans: ScannedSpans,
    source: number,
    groupWith: (endpoint: unknown) => ZipkinGroup,
  ) {
    super(cursor, table, spans, source);
    this.#groupWith = groupWith;
    const { texts } = table;
    this.#unknownName = texts.intern('unknown');
    this.#kindKey = texts.intern('span.kind');
    this.#outcome = new OutcomeTags(texts);
    this.#peerKeys = {
      service: texts.intern('peer.service'),
      address: texts.intern('network.peer.address'),
      port: texts.intern('network.peer.port'),
    };
  }

  /** Reads the object that comes next as a span. Nothing of it is in the table when `OddJson` is thrown. */
  read(): void {
    const { cursor, table } = this;
    const row = this.beginSpan();
    const offset = cursor.at;
    this.#status = unset;
    this.#taggedKind = kindNumber.unspecified;
    this.#hasPeerTags = false;
    let kind = none;
    let isShared = false;
    let endpoint = none;
    const fields = this.#fields;
    for (fields.enter(); fields.next();) {
      switch (fields.field) {
        case spanField.traceId:
          table.traceId[row] = this.traceIds.read();
          break;
        case spanField.spanId:
          scanSpanId(cursor, table.ids, row, table.texts);
          break;
        case spanField.parentId:
          scanSpanId(cursor, table.parentIds, row, table.texts);
          break;
        case spanField.name:
          if (!cursor.isNull()) table.name[row] = this.#readName();
          break;
        case spanField.kind:
          if (!cursor.isNull()) kind = this.#readKind();
          break;
        case spanField.timestamp:
          if (!cursor.isNull()) table.startTime[row] = this.readMicroseconds();
          break;
        case spanField.duration:
          if (!cursor.isNull()) table.duration[row] = this.readDuration();
          break;
        case spanField.local:
          // Spans of one name are mostly of one service.
          endpoint = this.#endpoints.read(table.name[row]!);
          this.#groupOf[endpoint] ??= this.#makeGroup();
          break;
        case spanField.remote:
          if (!cursor.isNull()) this.#readPeer();
          break;
        case spanField.annotations:
          this.#readAnnotations();
          break;
        case spanField.tags:
          this.#readTags();
          break;
        case spanField.debug:
          cursor.skip();
          break;
        case spanField.shared:
          isShared = cursor.literal() === LETTER_T;
          break;
        case otherField:
          // A name that Zipkin does not have may be that of another format.
          cursor.fail();
      }
    }
    if (!fields.hasHad(neededFields) || table.ids.isNone(row)) cursor.fail();
    if (kind === none) kind = this.#taggedKind;
    table.kind[row] = kind === kindNumber.unspecified && isShared ? kindNumber.server : kind;
    table.status[row] = this.#status;
    const { group, service } =
      endpoint === none ? (this.#withoutEndpoint ??= this.#groupWith(undefined)) : this.#groupOf[endpoint]!;
    table.service[row] = service;
    this.endSpan(row, offset, group);
  }

  /** The group with the local endpoint that was just read. */
  #makeGroup(): ZipkinGroup {
    return this.#groupWith(this.cursor.value(this.#endpoints.from, this.#endpoints.to));
  }

  #readName(): number {
    this.cursor.string();
    const name = internString(this.cursor, this.table.texts);
    return name === this.#unknownName ? this.noName : name;
  }

  #readKind(): number {
    const name = this.#kinds.read(0);
    return (this.#kindOfName[name] ??= kindNumber[kindFromName(this.table.texts.text(name))]);
  }

  /** The remote endpoint is tags as well; those of the span itself win, which has to be when they come last. */
  #readPeer(): void {
    const { cursor } = this;
    if (this.#hasPeerTags) cursor.fail();
    const fields = this.#endpointFields;
    const at = [none, none, none, none];
    for (fields.enter(); fields.next();) {
      const { field } = fields;
      cursor.peek();
      const start = cursor.at;
      if (field === otherField) {
        cursor.skip();
      } else if (cursor.isNull()) {
        continue;
      } else if (field === endpointField.port) {
        if (cursor.number() > 0) at[field] = start;
      } else {
        cursor.string();
        const isUnknown = field === endpointField.service && cursor.text() === 'unknown';
        // An empty address hides the other one.
        if (cursor.to === cursor.from && field !== endpointField.service) cursor.fail();
        if (cursor.to > cursor.from && !isUnknown) at[field] = start;
      }
    }
    const [service = none, ipv4 = none, ipv6 = none, port = none] = at;
    if (service !== none) this.spans.addTag(this.#peerKeys.service, true, service);
    const address = ipv4 === none ? ipv6 : ipv4;
    if (address !== none) this.spans.addTag(this.#peerKeys.address, true, address);
    if (port !== none) this.spans.addTag(this.#peerKeys.port, true, port);
  }

  #readTags(): void {
    const { cursor, spans } = this;
    const outcome = this.#outcome;
    if (cursor.isNull()) return;
    outcome.begin();
    let links = 0;
    cursor.expect(OPEN_OBJECT);
    for (let isFirst = true; cursor.hasNext(CLOSE_OBJECT, isFirst); isFirst = false) {
      const key = this.tagKeys.read(spans.openShape);
      cursor.colon();
      if ((this.#isLinkKey[key] ??= this.table.texts.text(key).startsWith(LINK_TAG))) {
        // A whole span does not have them as tags when they are numbered without gaps.
        if (this.table.texts.text(key) !== LINK_TAG + String(links)) cursor.fail();
        this.#readLink(links++);
        continue;
      }
      cursor.peek();
      const at = cursor.at;
      spans.addTag(key, this.#readValue(), at);
      if (key === this.#kindKey) {
        this.#taggedKind = this.kindAt(at, toAttributeValue);
      } else if (outcome.has(key)) {
        outcome.add(key, toAttributeValue(cursor.value(at, cursor.at))!);
      }
      const { service, address, port } = this.#peerKeys;
      this.#hasPeerTags ||= key === service || key === address || key === port;
    }
    if (outcome.tags)
      this.#status = spanStatuses.indexOf(outcomeFromZipkinTags(outcome.tags, noEvents).status);
  }

  /** Reads the tag that is a link, of which there were as many before. */
  #readLink(before: number): void {
    const { cursor, table } = this;
    cursor.string();
    const link = table.addLink();
    if (!this.#readPlainLink(link)) this.#readOddLink(link);
    if (before > mostLinks) cursor.fail();
    for (let other = link - before; other < link; other++) {
      const isRepeat =
        table.linkTraceId[other] === table.linkTraceId[link] &&
        table.linkIds.isSame(other, table.linkIds, link);
      if (isRepeat) cursor.fail();
    }
  }

  /** Without an escaped sign there are no attributes. */
  #readPlainLink(link: number): boolean {
    const { bytes, from, to, isPlain } = this.cursor;
    const { linkIds, linkTraceId, texts } = this.table;
    const spanId = from + 33;
    const end = spanId + 16;
    if (!isPlain || bytes[spanId - 1] !== BAR || end > to || (end < to && bytes[end] !== BAR)) return false;
    const traceId = traceIdAt(bytes, from, spanId - 1, texts);
    if (traceId === none || !setSpanIdAt(bytes, spanId, linkIds, link)) return false;
    linkTraceId[link] = traceId;
    return !linkIds.isNone(link);
  }

  #readOddLink(link: number): void {
    const { cursor, table } = this;
    const problems = new ProblemCollector();
    const [read] = createLinks([readLinkTag(cursor.text(), problems)], problems, '');
    // The reader of objects tells of what is wrong, once.
    if (!read || problems.list().length > 0) return cursor.fail();
    table.linkTraceId[link] = table.texts.intern(read.traceId);
    table.linkIds.set(link, read.spanId, table.texts);
  }

  /** Passes a tag's value and tells whether it says something. */
  #readValue(): boolean {
    const { cursor } = this;
    const start = cursor.at;
    if (cursor.bytes[start] === QUOTE) {
      cursor.string();
      return cursor.to > cursor.from;
    }
    cursor.skip();
    const value = toAttributeValue(cursor.value(start, cursor.at));
    return value === undefined ? cursor.fail() : hasValue(value);
  }

  #readAnnotations(): void {
    const { cursor } = this;
    if (cursor.isNull()) return;
    const fields = this.#annotationFields;
    for (let hasItem = cursor.enterList(); hasItem; hasItem = cursor.nextItem()) {
      for (fields.enter(); fields.next();) {
        const { field } = fields;
        if (field === annotationField.timestamp) {
          this.time.readMicroseconds(cursor);
        } else if (field === annotationField.value) {
          cursor.string();
          if (!cursor.isPlain || this.#bracketsIn(cursor.from, cursor.to) > mostBrackets) cursor.fail();
        } else {
          cursor.skip();
        }
      }
    }
  }

  #bracketsIn(from: number, to: number): number {
    const { bytes } = this.cursor;
    let count = 0;
    for (let at = from; at < to; at++) if (bytes[at] === OPEN_LIST || bytes[at] === OPEN_OBJECT) count++;
    return count;
  }
}
