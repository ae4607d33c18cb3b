import { kindNumber } from '../model/span.js';
import { spanStatuses, type SpanTable } from '../model/span-table.js';
import { FieldNames, SeenFields } from './field-names.js';
import type { JsonCursor } from './json-cursor.js';
import { OtlpTagScan } from './scan-otlp-tags.js';
import { InstantScan, internString, scanOptionalSpanId, scanSpanId, TraceIdScan } from './scan-values.js';
import type { ScannedSpans } from './scanned-spans.js';
import { kindFromOtlp } from './span-kind.js';
import { statusFromCode } from './span-status.js';
import { durationBetween } from './time.js';
import { asCount } from './untrusted.js';

const QUOTE = 0x22;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

const none = -1;
const unset = spanStatuses.indexOf('unset');
const failed = spanStatuses.indexOf('error');

/** Links of one span that are compared with each other; of more each would be compared with very many. */
const mostLinks = 64;

const spanField = {
  traceId: 0,
  spanId: 1,
  parentSpanId: 2,
  name: 3,
  kind: 4,
  start: 5,
  end: 6,
  attributes: 7,
  links: 8,
  events: 9,
  status: 10,
  droppedLinks: 11,
} as const;
const linkField = { traceId: 0, spanId: 1 } as const;
const statusField = { code: 0 } as const;
const eventField = { time: 0 } as const;

const neededFields = (1 << spanField.traceId) | (1 << spanField.spanId);

/** Reads single spans of OTLP/JSON, in either case, into rows of a table. */
export class OtlpSpanScan {
  readonly #cursor: JsonCursor;
  readonly #table: SpanTable;
  readonly #spans: ScannedSpans;
  readonly #source: number;
  readonly #tags: OtlpTagScan;
  readonly #traceIds: TraceIdScan;
  readonly #linkTraceIds: TraceIdScan;
  readonly #start = new InstantScan();
  readonly #end = new InstantScan();
  readonly #time = new InstantScan();
  readonly #kindOfName: number[] = [];
  readonly #noName: number;
  readonly #spanFields = new FieldNames({
    traceId: spanField.traceId,
    trace_id: spanField.traceId,
    spanId: spanField.spanId,
    span_id: spanField.spanId,
    parentSpanId: spanField.parentSpanId,
    parent_span_id: spanField.parentSpanId,
    name: spanField.name,
    kind: spanField.kind,
    startTimeUnixNano: spanField.start,
    start_time_unix_nano: spanField.start,
    endTimeUnixNano: spanField.end,
    end_time_unix_nano: spanField.end,
    attributes: spanField.attributes,
    links: spanField.links,
    events: spanField.events,
    status: spanField.status,
    droppedLinksCount: spanField.droppedLinks,
    dropped_links_count: spanField.droppedLinks,
  });
  readonly #linkFields = new FieldNames({
    traceId: linkField.traceId,
    trace_id: linkField.traceId,
    spanId: linkField.spanId,
    span_id: linkField.spanId,
  });
  readonly #statusFields = new FieldNames({ code: statusField.code });
  readonly #eventFields = new FieldNames({
    timeUnixNano: eventField.time,
    time_unix_nano: eventField.time,
  });

  /** @param source the number of `spans` among the table's sources. */
  constructor(cursor: JsonCursor, table: SpanTable, spans: ScannedSpans, source: number) {
    this.#cursor = cursor;
    this.#table = table;
    this.#spans = spans;
    this.#source = source;
    this.#tags = new OtlpTagScan(cursor, spans, table.texts);
    this.#traceIds = new TraceIdScan(cursor, table.texts);
    this.#linkTraceIds = new TraceIdScan(cursor, table.texts);
    this.#noName = table.texts.intern('');
  }

  /** Reads the object that comes next as a span of a group. Nothing of it is in the table when `OddJson` is thrown. */
  read(group: number): void {
    const cursor = this.#cursor;
    const table = this.#table;
    const row = table.beginRow();
    let saysError = false;
    this.#spans.begin();
    this.#start.clear();
    this.#end.clear();
    table.parentIds.setNone(row);
    table.name[row] = this.#noName;
    table.kind[row] = kindNumber.unspecified;
    table.droppedLinks[row] = 0;
    let status = unset;
    let seen = 0;
    cursor.expect(OPEN_OBJECT);
    const offset = cursor.at - 1;
    for (let isFirst = true; cursor.hasNext(CLOSE_OBJECT, isFirst); isFirst = false) {
      const field = this.#spanFields.read(cursor);
      if (field === none) {
        cursor.skip();
        continue;
      }
      // Twice, or in both cases: which of the two holds is known to the reader of objects.
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
          if (!cursor.isNull()) {
            cursor.string();
            table.name[row] = internString(cursor, table.texts);
          }
          break;
        case spanField.kind:
          table.kind[row] = this.#scanKind();
          break;
        case spanField.start:
          this.#start.readNanoseconds(cursor);
          break;
        case spanField.end:
          this.#end.readNanoseconds(cursor);
          break;
        case spanField.attributes:
          this.#tags.read();
          saysError = this.#tags.saysError;
          break;
        case spanField.links:
          this.#scanLinks();
          break;
        case spanField.events:
          this.#scanEvents();
          break;
        case spanField.status:
          status = this.#scanStatus();
          break;
        case spanField.droppedLinks:
          if (!cursor.isNull()) table.droppedLinks[row] = asCount(cursor.number());
          break;
      }
    }
    if ((seen & neededFields) !== neededFields || table.parentIds.isSame(row, table.ids, row)) cursor.fail();
    table.status[row] = status === failed || (status === unset && saysError) ? failed : status;
    this.#setTimes(row);
    table.source[row] = this.#source;
    table.place[row] = this.#spans.end(offset, group);
    table.endRow();
  }

  #setTimes(row: number): void {
    const start = this.#start;
    const end = this.#end;
    this.#table.startTime[row] = start.isZero ? NaN : start.milliseconds + start.nanoseconds / 1e6;
    if (start.isZero || end.isZero) {
      this.#table.duration[row] = NaN;
      return;
    }
    const duration = durationBetween(start, end)!;
    if (duration < 0) this.#cursor.fail();
    this.#table.duration[row] = duration;
  }

  #scanKind(): number {
    const cursor = this.#cursor;
    if (cursor.isNull()) return kindNumber.unspecified;
    if (cursor.peek() !== QUOTE) return kindNumber[kindFromOtlp(cursor.number())];
    cursor.string();
    const name = internString(cursor, this.#table.texts);
    return (this.#kindOfName[name] ??= kindNumber[kindFromOtlp(this.#table.texts.text(name))]);
  }

  #scanStatus(): number {
    const cursor = this.#cursor;
    if (cursor.isNull()) return unset;
    let status = unset;
    let seen = false;
    cursor.expect(OPEN_OBJECT);
    for (let isFirst = true; cursor.hasNext(CLOSE_OBJECT, isFirst); isFirst = false) {
      if (this.#statusFields.read(cursor) !== statusField.code) {
        cursor.skip();
        continue;
      }
      if (seen) cursor.fail();
      seen = true;
      let code: unknown = null;
      if (cursor.peek() === QUOTE) {
        cursor.string();
        code = cursor.text();
      } else if (!cursor.isNull()) {
        code = cursor.number();
      }
      status = spanStatuses.indexOf(statusFromCode(code));
    }
    return status;
  }

  #scanLinks(): void {
    const cursor = this.#cursor;
    const table = this.#table;
    if (cursor.isNull()) return;
    const first = table.linkCount;
    cursor.expect(OPEN_LIST);
    for (let isFirst = true; cursor.hasNext(CLOSE_LIST, isFirst); isFirst = false) {
      const link = table.addLink();
      const seen = new SeenFields(cursor);
      table.linkTraceId[link] = none;
      table.linkIds.setNone(link);
      cursor.expect(OPEN_OBJECT);
      for (let isFirst = true; cursor.hasNext(CLOSE_OBJECT, isFirst); isFirst = false) {
        const field = this.#linkFields.read(cursor);
        seen.add(field);
        if (field === linkField.traceId) table.linkTraceId[link] = this.#linkTraceIds.read();
        else if (field === linkField.spanId) scanSpanId(cursor, table.linkIds, link, table);
        else cursor.skip();
      }
      if (table.linkTraceId[link] === none || table.linkIds.isNone(link)) cursor.fail();
      for (let other = first; other < link; other++) {
        const isRepeat =
          table.linkTraceId[other] === table.linkTraceId[link] &&
          table.linkIds.isSame(other, table.linkIds, link);
        // Of very many links each would be compared with each.
        if (isRepeat || link - first > mostLinks) cursor.fail();
      }
    }
  }

  #scanEvents(): void {
    const cursor = this.#cursor;
    if (cursor.isNull()) return;
    cursor.expect(OPEN_LIST);
    for (let isFirst = true; cursor.hasNext(CLOSE_LIST, isFirst); isFirst = false) {
      const seen = new SeenFields(cursor);
      cursor.expect(OPEN_OBJECT);
      for (let isFirst = true; cursor.hasNext(CLOSE_OBJECT, isFirst); isFirst = false) {
        const field = this.#eventFields.read(cursor);
        seen.add(field);
        if (field === eventField.time) this.#time.readNanoseconds(cursor);
        else cursor.skip();
      }
    }
  }
}
