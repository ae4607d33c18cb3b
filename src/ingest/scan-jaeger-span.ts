import { kindNumber, type AttributeValue } from '../model/span.js';
import { SpanIds } from '../model/span-ids.js';
import { spanStatuses, type SpanTable } from '../model/span-table.js';
import { TextTable } from '../model/text-table.js';
import { newAttributes, type MutableAttributes } from './attributes.js';
import { FieldNames, SeenFields } from './field-names.js';
import type { JsonCursor } from './json-cursor.js';
import { jaegerTag } from './read-jaeger.js';
import { hasValue } from './scan-tags.js';
import { internString, scanOptionalSpanId, scanSpanId, TraceIdScan } from './scan-values.js';
import type { ScannedSpans } from './scanned-spans.js';
import { noEvents } from './span-events.js';
import { kindFromName } from './span-kind.js';
import { outcomeFromJaegerTags } from './span-status.js';
import { instantFromMicroseconds, toMilliseconds } from './time.js';

const QUOTE = 0x22;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

const none = -1;
const unset = spanStatuses.indexOf('unset');

/** References of one span that are compared with each other; of more each would be compared with very many. */
const mostReferences = 64;

const spanField = {
  traceId: 0,
  spanId: 1,
  parentSpanId: 2,
  name: 3,
  references: 4,
  start: 5,
  duration: 6,
  tags: 7,
  logs: 8,
  processId: 9,
  empty: 10,
  warnings: 11,
  process: 12,
} as const;
const tagField = { key: 0, type: 1, value: 2 } as const;
const referenceField = { type: 0, traceId: 1, spanId: 2 } as const;
const logField = { time: 0 } as const;

const neededFields =
  (1 << spanField.traceId) | (1 << spanField.spanId) | (1 << spanField.start) | (1 << spanField.processId);

/** Reads single spans of Jaeger's JSON into rows of a table. */
export class JaegerSpanScan {
  readonly #cursor: JsonCursor;
  readonly #table: SpanTable;
  readonly #spans: ScannedSpans;
  readonly #source: number;
  readonly #traceIds: TraceIdScan;
  readonly #referenceTraceIds: TraceIdScan;
  readonly #noName: number;
  /** The tags that say of what kind a span is, by their spelling. */
  readonly #kinds = new TextTable();
  readonly #kindOf: number[] = [];
  readonly #kindKey: number;
  /** Keys of the tags that say how a span ended. */
  readonly #outcomeKeys: ReadonlyMap<number, string>;
  #kind: number = kindNumber.unspecified;
  #status = unset;
  /** The parent that the references name, which holds before any other. */
  readonly #parent = new SpanIds(1);
  readonly #isFollowing: boolean[] = [];
  readonly #fields = new FieldNames({
    traceID: spanField.traceId,
    spanID: spanField.spanId,
    parentSpanID: spanField.parentSpanId,
    operationName: spanField.name,
    references: spanField.references,
    startTime: spanField.start,
    duration: spanField.duration,
    tags: spanField.tags,
    tag: spanField.empty,
    logs: spanField.logs,
    processID: spanField.processId,
    process: spanField.process,
    warnings: spanField.warnings,
  });
  readonly #tagFields = new FieldNames({ key: tagField.key, type: tagField.type, value: tagField.value });
  readonly #referenceFields = new FieldNames({
    refType: referenceField.type,
    traceID: referenceField.traceId,
    spanID: referenceField.spanId,
  });
  readonly #logFields = new FieldNames({ timestamp: logField.time });

  /** @param source the number of `spans` among the table's sources. */
  constructor(cursor: JsonCursor, table: SpanTable, spans: ScannedSpans, source: number) {
    this.#cursor = cursor;
    this.#table = table;
    this.#spans = spans;
    this.#source = source;
    const { texts } = table;
    this.#traceIds = new TraceIdScan(cursor, texts);
    this.#referenceTraceIds = new TraceIdScan(cursor, texts);
    this.#noName = texts.intern('');
    this.#kindKey = texts.intern('span.kind');
    this.#outcomeKeys = new Map(
      ['error', 'error.type', 'otel.status_code'].map((key) => [texts.intern(key), key]),
    );
  }

  /**
   * Reads the object that comes next as a span, whose group is the number of its process's name. Nothing of it is in the
   * table when `OddJson` is thrown.
   */
  read(): void {
    const cursor = this.#cursor;
    const table = this.#table;
    const row = table.beginRow();
    this.#spans.begin();
    this.#kind = kindNumber.unspecified;
    this.#status = unset;
    table.parentIds.setNone(row);
    this.#parent.setNone(0);
    table.name[row] = this.#noName;
    table.droppedLinks[row] = 0;
    table.duration[row] = NaN;
    let process = none;
    let seen = 0;
    cursor.expect(OPEN_OBJECT);
    const offset = cursor.at - 1;
    for (let isFirst = true; cursor.hasNext(CLOSE_OBJECT, isFirst); isFirst = false) {
      const field = this.#fields.read(cursor);
      if (field === none) {
        cursor.skip();
        continue;
      }
      if ((seen & (1 << field)) !== 0) cursor.fail();
      seen |= 1 << field;
      switch (field) {
        case spanField.traceId:
          table.traceId[row] = this.#traceIds.read();
          break;
        case spanField.spanId:
          scanSpanId(cursor, table.ids, row, table);
          break;
        case spanField.parentSpanId:
          scanOptionalSpanId(cursor, table.parentIds, row, table.texts);
          break;
        case spanField.name:
          cursor.string();
          table.name[row] = internString(cursor, table.texts);
          break;
        case spanField.references:
          // Which of them are the span's own trace has to be known.
          if ((seen & (1 << spanField.traceId)) === 0) cursor.fail();
          this.#readReferences(table.traceId[row]!);
          break;
        case spanField.start: {
          const start = instantFromMicroseconds(cursor.number());
          table.startTime[row] = start ? toMilliseconds(start) : cursor.fail();
          break;
        }
        case spanField.duration:
          if (!cursor.isNull()) table.duration[row] = this.#readDuration();
          break;
        case spanField.tags:
          this.#readTags();
          break;
        case spanField.logs:
          this.#readLogs();
          break;
        case spanField.processId:
          cursor.string();
          process = internString(cursor, table.texts);
          break;
        case spanField.warnings:
          this.#readNoWarnings();
          break;
        case spanField.process:
        case spanField.empty:
          if (!cursor.isNull()) cursor.fail();
          break;
      }
    }
    if ((seen & neededFields) !== neededFields) cursor.fail();
    if (!this.#parent.isNone(0)) table.parentIds.copy(row, this.#parent, 0);
    if (table.parentIds.isSame(row, table.ids, row)) cursor.fail();
    table.kind[row] = this.#kind;
    table.status[row] = this.#status;
    table.source[row] = this.#source;
    table.place[row] = this.#spans.end(offset, process);
    table.endRow();
  }

  #readDuration(): number {
    const duration = this.#cursor.number() / 1e3;
    return duration >= 0 && duration < Infinity ? duration : this.#cursor.fail();
  }

  /** Warnings are a tag, but there are hardly ever any. */
  #readNoWarnings(): void {
    const cursor = this.#cursor;
    if (cursor.isNull()) return;
    cursor.expect(OPEN_LIST);
    if (cursor.hasNext(CLOSE_LIST, true)) cursor.fail();
  }

  #readTags(): void {
    const cursor = this.#cursor;
    if (cursor.isNull()) return;
    let outcome: MutableAttributes | null = null;
    cursor.expect(OPEN_LIST);
    for (let isFirst = true; cursor.hasNext(CLOSE_LIST, isFirst); isFirst = false) {
      cursor.peek();
      const start = cursor.at;
      const key = this.#readTag();
      if (key === this.#kindKey) {
        this.#kind = this.#kindAt(start);
      } else if (this.#outcomeKeys.has(key)) {
        outcome ??= newAttributes();
        outcome[this.#outcomeKeys.get(key)!] = this.#tagAt(start)!;
      }
    }
    if (outcome) this.#status = spanStatuses.indexOf(outcomeFromJaegerTags(outcome, noEvents).status);
  }

  #kindAt(start: number): number {
    const { bytes, at } = this.#cursor;
    const spelling = this.#kinds.internBytes(bytes, start, at);
    return (this.#kindOf[spelling] ??= kindNumber[kindFromName(this.#tagAt(start))]);
  }

  /** The value of the tag that was just passed. */
  #tagAt(start: number): AttributeValue | undefined {
    return jaegerTag(this.#cursor.value(start, this.#cursor.at));
  }

  #readTag(): number {
    const cursor = this.#cursor;
    const seen = new SeenFields(cursor);
    let key = none;
    let says: boolean | null = false;
    cursor.expect(OPEN_OBJECT);
    const at = cursor.at - 1;
    for (let isFirst = true; cursor.hasNext(CLOSE_OBJECT, isFirst); isFirst = false) {
      const field = this.#tagFields.read(cursor);
      seen.add(field);
      if (field === tagField.key) {
        cursor.string();
        key = internString(cursor, this.#table.texts);
      } else if (field === tagField.value) {
        says = this.#readValue();
      } else {
        cursor.skip();
      }
    }
    if (key === none) cursor.fail();
    if (says === null) {
      const value = this.#tagAt(at);
      says = value === undefined ? cursor.fail() : hasValue(value);
    }
    this.#spans.addTag(key, says, at);
    return key;
  }

  /** Passes a tag's value and tells whether it says something; `null` for a value that is not plain. */
  #readValue(): boolean | null {
    const cursor = this.#cursor;
    const next = cursor.peek();
    if (next === QUOTE) {
      cursor.string();
      return cursor.to > cursor.from;
    }
    cursor.skip();
    if (next === OPEN_OBJECT || next === OPEN_LIST) return null;
    return next !== 0x6e;
  }

  #readReferences(own: number): void {
    const cursor = this.#cursor;
    const table = this.#table;
    if (cursor.isNull()) return;
    const first = table.linkCount;
    cursor.expect(OPEN_LIST);
    for (let isFirst = true; cursor.hasNext(CLOSE_LIST, isFirst); isFirst = false) {
      const link = table.addLink();
      if (link - first > mostReferences) cursor.fail();
      this.#readReference(link, link - first);
    }
    const count = table.linkCount - first;
    const isParent = (place: number, isFollowing: boolean): boolean =>
      table.linkTraceId[first + place] === own && this.#isFollowing[place] === isFollowing;
    let parent = none;
    for (let place = 0; parent === none && place < count; place++) if (isParent(place, false)) parent = place;
    for (let place = 0; parent === none && place < count; place++) if (isParent(place, true)) parent = place;
    if (parent !== none) {
      this.#parent.copy(0, table.linkIds, first + parent);
      table.linkCount--;
      for (let link = first + parent; link < table.linkCount; link++) {
        table.linkTraceId[link] = table.linkTraceId[link + 1]!;
        table.linkIds.copy(link, table.linkIds, link + 1);
      }
    }
    for (let link = first; link < table.linkCount; link++) {
      for (let other = first; other < link; other++) {
        const isRepeat =
          table.linkTraceId[other] === table.linkTraceId[link] &&
          table.linkIds.isSame(other, table.linkIds, link);
        if (isRepeat) cursor.fail();
      }
    }
  }

  #readReference(link: number, place: number): void {
    const cursor = this.#cursor;
    const table = this.#table;
    const seen = new SeenFields(cursor);
    table.linkTraceId[link] = none;
    table.linkIds.setNone(link);
    this.#isFollowing[place] = false;
    cursor.expect(OPEN_OBJECT);
    for (let isFirst = true; cursor.hasNext(CLOSE_OBJECT, isFirst); isFirst = false) {
      const field = this.#referenceFields.read(cursor);
      seen.add(field);
      if (field === referenceField.traceId) {
        table.linkTraceId[link] = this.#referenceTraceIds.read();
      } else if (field === referenceField.spanId) {
        scanSpanId(cursor, table.linkIds, link, table);
      } else if (field === referenceField.type) {
        cursor.string();
        const type = cursor.text();
        this.#isFollowing[place] = type === 'FOLLOWS_FROM' || type === 'follows_from';
      } else {
        cursor.skip();
      }
    }
    if (table.linkTraceId[link] === none || table.linkIds.isNone(link)) cursor.fail();
  }

  #readLogs(): void {
    const cursor = this.#cursor;
    if (cursor.isNull()) return;
    cursor.expect(OPEN_LIST);
    for (let isFirst = true; cursor.hasNext(CLOSE_LIST, isFirst); isFirst = false) {
      const seen = new SeenFields(cursor);
      cursor.expect(OPEN_OBJECT);
      for (let isFirst = true; cursor.hasNext(CLOSE_OBJECT, isFirst); isFirst = false) {
        const field = this.#logFields.read(cursor);
        seen.add(field);
        if (field !== logField.time) cursor.skip();
        else if (instantFromMicroseconds(cursor.number()) === undefined) cursor.fail();
      }
    }
  }
}
