import { none } from './none.js';
import { kindNumber, type Span, type SpanStatus } from './span.js';
import { resized, SpanIds } from './span-ids.js';
import type { SpanSource } from './span-source.js';
import { TextTable } from './text-table.js';

/** The place of each status is the number that stands for it in columns. */
export const spanStatuses: readonly SpanStatus[] = ['unset', 'ok', 'error'];

/**
 * Spans as columns: what the graph is made of. Texts are numbers of one table; whole spans are made on demand by the
 * sources. Filled row by row, then left as it is.
 */
export class SpanTable {
  readonly texts: TextTable;
  readonly sources: SpanSource[] = [];
  count = 0;
  /** Numbers of texts. */
  traceId = new Int32Array(0);
  readonly ids = new SpanIds(0);
  readonly parentIds = new SpanIds(0);
  /** Numbers of texts. */
  name = new Int32Array(0);
  /** Numbers of texts, or −1. */
  service = new Int32Array(0);
  /** See `kindNumber`. */
  kind = new Uint8Array(0);
  /** See `spanStatuses`. */
  status = new Uint8Array(0);
  /** Milliseconds since the Unix epoch; NaN when unknown. */
  startTime = new Float64Array(0);
  /** Milliseconds; NaN for a span that never ended. */
  duration = new Float64Array(0);
  /** By row; rows without dropped links, which most are, have no entry. */
  readonly droppedLinks = new Map<number, number>();
  /** Which of the sources has the whole span, and where. */
  source = new Int32Array(0);
  place = new Uint32Array(0);
  /** The links of span i are those from `firstLink[i]` up to `firstLink[i + 1]`. */
  firstLink = new Int32Array(1);
  linkCount = 0;
  /** Numbers of texts, by link. */
  linkTraceId = new Int32Array(0);
  readonly linkIds = new SpanIds(0);
  /** The traces, once the rows are in their order: the spans of trace t are `firstSpan[t]` to `firstSpan[t + 1]`. */
  traceIds: readonly string[] = [];
  firstSpan = new Int32Array(1);

  constructor(texts = new TextTable()) {
    this.texts = texts;
  }

  /** Whether there is no room for another row. */
  get isFull(): boolean {
    return this.count === this.traceId.length;
  }

  /** Makes room for as many rows. */
  reserve(rows: number): void {
    this.#resize(Math.max(rows, this.count));
  }

  /** Begins a row, whose columns the caller fills; its links are added before it ends. What was begun before is given up. */
  beginRow(): number {
    const row = this.count;
    if (row === this.traceId.length) this.#resize(Math.max(64, row * 2));
    this.linkCount = this.firstLink[row]!;
    return row;
  }

  endRow(): void {
    this.count++;
    this.firstLink[this.count] = this.linkCount;
  }

  /** A new link of the row that was begun. */
  addLink(): number {
    const link = this.linkCount++;
    if (this.linkCount > this.linkTraceId.length) {
      const capacity = Math.max(64, link * 2);
      this.linkTraceId = resized(this.linkTraceId, capacity);
      this.linkIds.resize(capacity);
    }
    return link;
  }

  setDroppedLinks(row: number, count = 0): void {
    if (count > 0) this.droppedLinks.set(row, count);
  }

  /** Forgets the rows from this one on, and their links. */
  truncate(count: number): void {
    this.count = count;
    this.linkCount = this.firstLink[count]!;
    for (const row of this.droppedLinks.keys()) if (row >= count) this.droppedLinks.delete(row);
  }

  /** Gives back the room that no row needs. */
  trim(): void {
    this.#resize(this.count);
    this.linkTraceId = resized(this.linkTraceId, this.linkCount);
    this.linkIds.resize(this.linkCount);
  }

  /** Adds a span of which the source with this number has an object, or will make one. */
  addSpan(span: Span, source: number, place: number): void {
    const { texts } = this;
    const row = this.beginRow();
    for (const { traceId, spanId } of span.links) {
      const link = this.addLink();
      this.linkTraceId[link] = texts.intern(traceId);
      this.linkIds.set(link, spanId, texts);
    }
    this.traceId[row] = texts.intern(span.traceId);
    this.ids.set(row, span.spanId, texts);
    this.parentIds.set(row, span.parentSpanId, texts);
    this.name[row] = texts.intern(span.name);
    this.service[row] = span.service === null ? none : texts.intern(span.service);
    this.kind[row] = kindNumber[span.kind];
    this.status[row] = spanStatuses.indexOf(span.status);
    this.startTime[row] = span.startTime ?? NaN;
    this.duration[row] = span.duration ?? NaN;
    this.setDroppedLinks(row, span.droppedLinks);
    this.source[row] = source;
    this.place[row] = place;
    this.endRow();
  }

  /** Adds a row of another table, whose sources begin here with number `firstSource`. */
  copyRow(from: SpanTable, row: number, firstSource: number): void {
    const { texts } = this;
    const isOther = from.texts !== texts;
    const textOf = (number: number): number =>
      isOther && number !== none ? texts.intern(from.texts.text(number)) : number;
    const copyId = (ids: SpanIds, place: number, fromIds: SpanIds, other: number): void => {
      if (isOther) ids.copyText(place, fromIds, other, from.texts, texts);
      else ids.copy(place, fromIds, other);
    };
    const own = this.beginRow();
    for (let link = from.firstLink[row]!; link < from.firstLink[row + 1]!; link++) {
      const ownLink = this.addLink();
      this.linkTraceId[ownLink] = textOf(from.linkTraceId[link]!);
      copyId(this.linkIds, ownLink, from.linkIds, link);
    }
    this.traceId[own] = textOf(from.traceId[row]!);
    copyId(this.ids, own, from.ids, row);
    copyId(this.parentIds, own, from.parentIds, row);
    this.name[own] = textOf(from.name[row]!);
    this.service[own] = textOf(from.service[row]!);
    this.kind[own] = from.kind[row]!;
    this.status[own] = from.status[row]!;
    this.startTime[own] = from.startTime[row]!;
    this.duration[own] = from.duration[row]!;
    this.setDroppedLinks(own, from.droppedLinks.get(row));
    this.source[own] = from.source[row]! + firstSource;
    this.place[own] = from.place[row]!;
    this.endRow();
  }

  /** A table of some of these rows, in the given order, without room to spare. The sources are the same. */
  gather(rows: Int32Array): SpanTable {
    const table = new SpanTable(this.texts);
    for (const source of this.sources) table.sources.push(source);
    table.count = rows.length;
    table.traceId = gatherInt32(this.traceId, rows);
    for (const [ids, from] of [
      [table.ids, this.ids],
      [table.parentIds, this.parentIds],
    ] as const) {
      ids.high = gatherUint32(from.high, rows);
      ids.low = gatherUint32(from.low, rows);
      ids.form = gatherUint8(from.form, rows);
    }
    table.name = gatherInt32(this.name, rows);
    table.service = gatherInt32(this.service, rows);
    table.kind = gatherUint8(this.kind, rows);
    table.status = gatherUint8(this.status, rows);
    table.startTime = gatherFloat64(this.startTime, rows);
    table.duration = gatherFloat64(this.duration, rows);
    if (this.droppedLinks.size > 0)
      rows.forEach((row, i) => table.setDroppedLinks(i, this.droppedLinks.get(row)));
    table.source = gatherInt32(this.source, rows);
    table.place = gatherUint32(this.place, rows);
    table.firstLink = new Int32Array(rows.length + 1);
    for (let i = 0; i < rows.length; i++) {
      const end = this.firstLink[rows[i]! + 1]!;
      for (let link = this.firstLink[rows[i]!]!; link < end; link++) {
        const own = table.addLink();
        table.linkTraceId[own] = this.linkTraceId[link]!;
        table.linkIds.copy(own, this.linkIds, link);
      }
      table.firstLink[i + 1] = table.linkCount;
    }
    return table;
  }

  /** The whole span of a row. */
  span(row: number): Span {
    return this.sources[this.source[row]!]!.span(this.place[row]!);
  }

  #resize(capacity: number): void {
    this.traceId = resized(this.traceId, capacity);
    this.ids.resize(capacity);
    this.parentIds.resize(capacity);
    this.name = resized(this.name, capacity);
    this.service = resized(this.service, capacity);
    this.kind = resized(this.kind, capacity);
    this.status = resized(this.status, capacity);
    this.startTime = resized(this.startTime, capacity);
    this.duration = resized(this.duration, capacity);
    this.source = resized(this.source, capacity);
    this.place = resized(this.place, capacity);
    this.firstLink = resized(this.firstLink, capacity + 1);
  }
}

// One function for each type of column: one for all would be compiled for none, and cost several times as much.

function gatherInt32(column: Int32Array, rows: Int32Array): Int32Array<ArrayBuffer> {
  const gathered = new Int32Array(rows.length);
  for (let i = 0; i < rows.length; i++) gathered[i] = column[rows[i]!]!;
  return gathered;
}

function gatherUint32(column: Uint32Array, rows: Int32Array): Uint32Array<ArrayBuffer> {
  const gathered = new Uint32Array(rows.length);
  for (let i = 0; i < rows.length; i++) gathered[i] = column[rows[i]!]!;
  return gathered;
}

function gatherUint8(column: Uint8Array, rows: Int32Array): Uint8Array<ArrayBuffer> {
  const gathered = new Uint8Array(rows.length);
  for (let i = 0; i < rows.length; i++) gathered[i] = column[rows[i]!]!;
  return gathered;
}

function gatherFloat64(column: Float64Array, rows: Int32Array): Float64Array<ArrayBuffer> {
  const gathered = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) gathered[i] = column[rows[i]!]!;
  return gathered;
}
