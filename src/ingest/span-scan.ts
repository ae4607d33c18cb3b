import { kindNumber, type AttributeValue } from '../model/span.js';
import { spanStatuses, type SpanTable } from '../model/span-table.js';
import { newAttributes, type MutableAttributes } from './attributes.js';
import { TextTable } from '../model/text-table.js';
import type { JsonCursor } from './json-cursor.js';
import { KeyScan } from './key-scan.js';
import { InstantScan, TraceIdScan } from './scan-values.js';
import { grownCapacity, type ScannedSpans } from './scanned-spans.js';
import { kindFromName } from './span-kind.js';
import { LATEST } from './time.js';

export const unset = spanStatuses.indexOf('unset');

/** What reading single spans into rows of a table has in common, whatever the format. */
export abstract class SpanScan {
  protected readonly cursor: JsonCursor;
  protected readonly table: SpanTable;
  protected readonly spans: ScannedSpans;
  protected readonly traceIds: TraceIdScan;
  protected readonly tagKeys: KeyScan;
  /** The number of the empty text. */
  protected readonly noName: number;
  protected readonly time = new InstantScan();
  /** What says of what kind a span is, by its spelling. */
  readonly #kinds = new TextTable();
  readonly #kindOf: number[] = [];
  readonly #source: number;
  readonly #firstRow: number;

  /** @param source the number of `spans` among the table's sources. */
  constructor(cursor: JsonCursor, table: SpanTable, spans: ScannedSpans, source: number) {
    this.cursor = cursor;
    this.table = table;
    this.spans = spans;
    this.traceIds = new TraceIdScan(cursor, table.texts);
    this.tagKeys = new KeyScan(cursor, table.texts);
    this.noName = table.texts.intern('');
    this.#source = source;
    this.#firstRow = table.count;
  }

  /** Begins a row for the span that comes next, with what holds when the span does not say otherwise. */
  protected beginSpan(): number {
    const { table, cursor } = this;
    if (table.isFull) {
      const own = table.count - this.#firstRow;
      table.reserve(this.#firstRow + grownCapacity(own, cursor.at / cursor.bytes.length));
    }
    const row = table.beginRow();
    this.spans.begin();
    table.parentIds.setNone(row);
    table.name[row] = this.noName;
    table.kind[row] = kindNumber.unspecified;
    table.status[row] = unset;
    table.startTime[row] = NaN;
    table.duration[row] = NaN;
    return row;
  }

  /**
   * Ends the row that was begun: only now it is in the table. A span that is its own parent is odd.
   *
   * @param offset where the span begins.
   */
  protected endSpan(row: number, offset: number, group: number): void {
    const { table } = this;
    if (table.parentIds.isSame(row, table.ids, row)) this.cursor.fail();
    table.source[row] = this.#source;
    table.place[row] = this.spans.end(offset, group);
    table.endRow();
  }

  /** The kind that was just passed from here on. */
  protected kindAt(start: number, nameOf: (json: unknown) => unknown): number {
    const { bytes, at } = this.cursor;
    const spelling = this.#kinds.internBytes(bytes, start, at);
    return (this.#kindOf[spelling] ??= kindNumber[kindFromName(nameOf(this.cursor.value(start, at)))]);
  }

  /** Reads microseconds since the Unix epoch and gives milliseconds; NaN for none. */
  protected readMicroseconds(): number {
    this.time.readMicroseconds(this.cursor);
    return this.time.isZero ? NaN : this.time.milliseconds + this.time.nanoseconds / 1e6;
  }

  /** Reads a duration of microseconds and gives milliseconds. */
  protected readDuration(): number {
    const duration = this.cursor.number() / 1e3;
    return duration >= 0 && duration <= LATEST ? duration : this.cursor.fail();
  }
}

const outcomeNames = ['error', 'error.type', 'otel.status_code'] as const;

/** Collects the tags that say how a span ended. */
export class OutcomeTags {
  readonly #keys: readonly number[];
  /** Those of the span that was begun last; `null` when there were none. */
  tags: MutableAttributes | null = null;

  constructor(texts: SpanTable['texts']) {
    this.#keys = outcomeNames.map((name) => texts.intern(name));
  }

  begin(): void {
    this.tags = null;
  }

  /** Whether the number is that of the text of such a key. */
  has(key: number): boolean {
    const keys = this.#keys;
    return key === keys[0] || key === keys[1] || key === keys[2];
  }

  add(key: number, value: AttributeValue): void {
    this.tags ??= newAttributes();
    this.tags[outcomeNames[this.#keys.indexOf(key)]!] = value;
  }
}
