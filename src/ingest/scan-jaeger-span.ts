import { kindNumber, type AttributeValue } from '../model/span.js';
import { SpanIds } from '../model/span-ids.js';
import { spanStatuses, type SpanTable } from '../model/span-table.js';
import type { JsonCursor } from './json-cursor.js';
import { CLOSE_LIST, LETTER_N, OPEN_LIST, OPEN_OBJECT, QUOTE } from './json-signs.js';
import { ObjectFields, otherField } from './object-fields.js';
import { KeyScan } from './key-scan.js';
import { jaegerTag } from './read-jaeger.js';
import { hasValue } from './scan-tags.js';
import { internString, none, scanSpanId, TraceIdScan } from './scan-values.js';
import type { ScannedSpans } from './scanned-spans.js';
import { noEvents } from './span-events.js';
import { OutcomeTags, SpanScan, unset } from './span-scan.js';
import { outcomeFromJaegerTags } from './span-status.js';

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
const logField = { time: 0, fields: 1 } as const;

const neededFields =
  (1 << spanField.traceId) | (1 << spanField.spanId) | (1 << spanField.start) | (1 << spanField.processId);

/** Reads single spans of Jaeger's JSON into rows of a table. */
export class JaegerSpanScan extends SpanScan {
  readonly #referenceTraceIds: TraceIdScan;
  readonly #kindKey: number;
  readonly #outcome: OutcomeTags;
  #kind: number = kindNumber.unspecified;
  #status = unset;
  /** The parent that the references name, which holds before any other. */
  readonly #parent = new SpanIds(1);
  readonly #isFollowing: boolean[] = [];
  readonly #types = new KeyScan(this.cursor, this.table.texts);
  readonly #followingTypes = ['FOLLOWS_FROM', 'follows_from'].map((type) => this.table.texts.intern(type));
  readonly #fields = new ObjectFields(this.cursor, {
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
  readonly #tagFields = new ObjectFields(this.cursor, {
    key: tagField.key,
    type: tagField.type,
    value: tagField.value,
  });
  readonly #referenceFields = new ObjectFields(this.cursor, {
    refType: referenceField.type,
    traceID: referenceField.traceId,
    spanID: referenceField.spanId,
  });
  readonly #logFields = new ObjectFields(this.cursor, {
    timestamp: logField.time,
    fields: logField.fields,
  });

  /** @param source the number of `spans` among the table's sources. */
  constructor(cursor: JsonCursor, table: SpanTable, spans: ScannedSpans, source: number) {
    super(cursor, table, spans, source);
    this.#referenceTraceIds = new TraceIdScan(cursor, table.texts);
    this.#kindKey = table.texts.intern('span.kind');
    this.#outcome = new OutcomeTags(table.texts);
  }

  /**
   * Reads the object that comes next as a span, whose group is the number of its process's name. Nothing of it is in the
   * table when `OddJson` is thrown.
   */
  read(): void {
    const { cursor, table } = this;
    const row = this.beginSpan();
    const offset = cursor.at;
    this.#kind = kindNumber.unspecified;
    this.#status = unset;
    this.#parent.setNone(0);
    let process = none;
    const fields = this.#fields;
    for (fields.enter(); fields.next();) {
      switch (fields.field) {
        case spanField.traceId:
          table.traceId[row] = this.traceIds.read();
          break;
        case spanField.spanId:
          scanSpanId(cursor, table.ids, row, table.texts);
          break;
        case spanField.parentSpanId:
          scanSpanId(cursor, table.parentIds, row, table.texts);
          break;
        case spanField.name:
          cursor.string();
          table.name[row] = internString(cursor, table.texts);
          break;
        case spanField.references:
          // Which of them are the span's own trace has to be known.
          if (!fields.hasHad(1 << spanField.traceId)) cursor.fail();
          this.#readReferences(table.traceId[row]!);
          break;
        case spanField.start:
          table.startTime[row] = this.readMicroseconds();
          // It may take that of an ancestor.
          if (this.time.isZero) cursor.fail();
          break;
        case spanField.duration:
          if (!cursor.isNull()) table.duration[row] = this.readDuration();
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
        case otherField:
          cursor.skip();
      }
    }
    if (!fields.hasHad(neededFields) || table.ids.isNone(row)) cursor.fail();
    if (!this.#parent.isNone(0)) table.parentIds.copy(row, this.#parent, 0);
    table.kind[row] = this.#kind;
    table.status[row] = this.#status;
    this.endSpan(row, offset, process);
  }

  /** Warnings are a tag, but there are hardly ever any. */
  #readNoWarnings(): void {
    const { cursor } = this;
    if (cursor.isNull()) return;
    cursor.expect(OPEN_LIST);
    if (cursor.hasNext(CLOSE_LIST, true)) cursor.fail();
  }

  #readTags(): void {
    const { cursor } = this;
    const outcome = this.#outcome;
    if (cursor.isNull()) return;
    outcome.begin();
    for (let hasItem = cursor.enterList(); hasItem; hasItem = cursor.nextItem()) {
      cursor.peek();
      const start = cursor.at;
      const key = this.#readTag();
      if (key === this.#kindKey) this.#kind = this.kindAt(start, jaegerTag);
      else if (outcome.has(key)) outcome.add(key, this.#tagAt(start)!);
    }
    if (outcome.tags)
      this.#status = spanStatuses.indexOf(outcomeFromJaegerTags(outcome.tags, noEvents).status);
  }

  /** The value of the tag that was just passed. */
  #tagAt(start: number): AttributeValue | undefined {
    return jaegerTag(this.cursor.value(start, this.cursor.at));
  }

  #readTag(): number {
    const { cursor } = this;
    const fields = this.#tagFields;
    const at = cursor.at;
    let key = none;
    let says: boolean | null = false;
    for (fields.enter(); fields.next();) {
      const { field } = fields;
      if (field === tagField.key) {
        key = this.tagKeys.read(this.spans.openShape);
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
    this.spans.addTag(key, says, at);
    return key;
  }

  /** Passes a tag's value and tells whether it says something; `null` for a value that is not plain. */
  #readValue(): boolean | null {
    const { cursor } = this;
    const next = cursor.peek();
    if (next === QUOTE) {
      cursor.string();
      return cursor.to > cursor.from;
    }
    cursor.skip();
    if (next === OPEN_OBJECT || next === OPEN_LIST) return null;
    return next !== LETTER_N;
  }

  #readReferences(own: number): void {
    const { cursor } = this;
    const { table } = this;
    if (cursor.isNull()) return;
    const first = table.linkCount;
    for (let hasItem = cursor.enterList(); hasItem; hasItem = cursor.nextItem()) {
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
    const { cursor } = this;
    const { table } = this;
    const fields = this.#referenceFields;
    table.linkTraceId[link] = none;
    table.linkIds.setNone(link);
    this.#isFollowing[place] = false;
    for (fields.enter(); fields.next();) {
      const { field } = fields;
      if (field === referenceField.traceId) {
        table.linkTraceId[link] = this.#referenceTraceIds.read();
      } else if (field === referenceField.spanId) {
        scanSpanId(cursor, table.linkIds, link, table.texts);
      } else if (field === referenceField.type) {
        this.#isFollowing[place] = this.#followingTypes.includes(this.#types.read(0));
      } else {
        cursor.skip();
      }
    }
    if (table.linkTraceId[link] === none || table.linkIds.isNone(link)) cursor.fail();
  }

  #readLogs(): void {
    const { cursor } = this;
    if (cursor.isNull()) return;
    const fields = this.#logFields;
    for (let hasItem = cursor.enterList(); hasItem; hasItem = cursor.nextItem()) {
      for (fields.enter(); fields.next();) {
        const { field } = fields;
        if (field === logField.time) this.time.readMicroseconds(cursor);
        else if (field === logField.fields) this.#passFields();
        else cursor.skip();
      }
    }
  }

  #passFields(): void {
    const { cursor } = this;
    if (cursor.isNull()) return;
    const fields = this.#tagFields;
    for (let hasItem = cursor.enterList(); hasItem; hasItem = cursor.nextItem()) {
      for (fields.enter(); fields.next();) {
        if (fields.field === tagField.key) cursor.string();
        else cursor.skip();
      }
      if (!fields.hasHad(1 << tagField.key)) cursor.fail();
    }
  }
}
