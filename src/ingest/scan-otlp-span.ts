import { kindNumber } from '../model/span.js';
import { spanStatuses, type SpanTable } from '../model/span-table.js';
import type { JsonCursor } from './json-cursor.js';
import { QUOTE } from './json-signs.js';
import { ObjectFields, otherField } from './object-fields.js';
import { OtlpTagScan } from './scan-otlp-tags.js';
import { InstantScan, internString, none, scanSpanId, TraceIdScan } from './scan-values.js';
import type { ScannedSpans } from './scanned-spans.js';
import { kindFromOtlp } from './span-kind.js';
import { SpanScan, unset } from './span-scan.js';
import { statusFromCode } from './span-status.js';
import { durationBetween } from './time.js';
import { asCount } from './untrusted.js';

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
const linkField = { traceId: 0, spanId: 1, attributes: 2 } as const;
const statusField = { code: 0 } as const;
const eventField = { time: 0, attributes: 1 } as const;

const neededFields = (1 << spanField.traceId) | (1 << spanField.spanId);

/** Reads single spans of OTLP/JSON, in either case, into rows of a table. */
export class OtlpSpanScan extends SpanScan {
  readonly #tags: OtlpTagScan;
  readonly #linkTraceIds: TraceIdScan;
  readonly #start = new InstantScan();
  readonly #end = new InstantScan();
  readonly #kindOfName: number[] = [];
  readonly #spanFields = new ObjectFields(this.cursor, {
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
  readonly #linkFields = new ObjectFields(this.cursor, {
    traceId: linkField.traceId,
    trace_id: linkField.traceId,
    spanId: linkField.spanId,
    span_id: linkField.spanId,
    attributes: linkField.attributes,
  });
  readonly #statusFields = new ObjectFields(this.cursor, { code: statusField.code });
  readonly #eventFields = new ObjectFields(this.cursor, {
    timeUnixNano: eventField.time,
    time_unix_nano: eventField.time,
    attributes: eventField.attributes,
  });

  /** @param source the number of `spans` among the table's sources. */
  constructor(cursor: JsonCursor, table: SpanTable, spans: ScannedSpans, source: number) {
    super(cursor, table, spans, source);
    this.#tags = new OtlpTagScan(cursor, spans, table.texts, this.tagKeys);
    this.#linkTraceIds = new TraceIdScan(cursor, table.texts);
  }

  /** Reads the object that comes next as a span of a group. Nothing of it is in the table when `OddJson` is thrown. */
  read(group: number): void {
    const { cursor, table } = this;
    const row = this.beginSpan();
    const offset = cursor.at;
    this.#start.clear();
    this.#end.clear();
    let saysError = false;
    let status = unset;
    let dropped = 0;
    const fields = this.#spanFields;
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
          if (!cursor.isNull()) dropped = asCount(cursor.number());
          break;
        case otherField:
          cursor.skip();
      }
    }
    if (!fields.hasHad(neededFields) || table.ids.isNone(row)) cursor.fail();
    table.status[row] = status === failed || (status === unset && saysError) ? failed : status;
    this.#setTimes(row);
    this.endSpan(row, offset, group);
    table.setDroppedLinks(row, dropped);
  }

  #setTimes(row: number): void {
    const start = this.#start;
    const end = this.#end;
    this.table.startTime[row] = start.isZero ? NaN : start.milliseconds + start.nanoseconds / 1e6;
    if (start.isZero || end.isZero) {
      this.table.duration[row] = NaN;
      return;
    }
    const duration = durationBetween(start, end)!;
    if (duration < 0) this.cursor.fail();
    this.table.duration[row] = duration;
  }

  #scanKind(): number {
    const { cursor } = this;
    if (cursor.isNull()) return kindNumber.unspecified;
    if (cursor.peek() !== QUOTE) return kindNumber[kindFromOtlp(cursor.number())];
    cursor.string();
    const name = internString(cursor, this.table.texts);
    return (this.#kindOfName[name] ??= kindNumber[kindFromOtlp(this.table.texts.text(name))]);
  }

  #scanStatus(): number {
    const { cursor } = this;
    if (cursor.isNull()) return unset;
    let status = unset;
    const fields = this.#statusFields;
    for (fields.enter(); fields.next();) {
      const { field } = fields;
      if (field !== statusField.code) {
        cursor.skip();
        continue;
      }
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
    const { cursor } = this;
    const { table } = this;
    if (cursor.isNull()) return;
    const first = table.linkCount;
    const fields = this.#linkFields;
    for (let hasItem = cursor.enterList(); hasItem; hasItem = cursor.nextItem()) {
      const link = table.addLink();
      table.linkTraceId[link] = none;
      table.linkIds.setNone(link);
      for (fields.enter(); fields.next();) {
        const { field } = fields;
        if (field === linkField.traceId) table.linkTraceId[link] = this.#linkTraceIds.read();
        else if (field === linkField.spanId) scanSpanId(cursor, table.linkIds, link, table.texts);
        else if (field === linkField.attributes) this.#tags.pass();
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
    const { cursor } = this;
    if (cursor.isNull()) return;
    const fields = this.#eventFields;
    for (let hasItem = cursor.enterList(); hasItem; hasItem = cursor.nextItem()) {
      for (fields.enter(); fields.next();) {
        const { field } = fields;
        if (field === eventField.time) this.time.readNanoseconds(cursor);
        else if (field === eventField.attributes) this.#tags.pass();
        else cursor.skip();
      }
    }
  }
}
