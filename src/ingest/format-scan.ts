import type { Attributes, AttributeValue, Span } from '../model/span.js';
import type { SpanTable } from '../model/span-table.js';
import { endOfValue, OddJson, type JsonCursor } from './json-cursor.js';
import { OPEN_OBJECT } from './json-signs.js';
import { ProblemCollector } from './problem-collector.js';
import type { ReadContext } from './reader.js';
import { ScannedSpans, type ScannedFormat } from './scanned-spans.js';

/** Spans between two yields: about a millisecond of work. */
export const spansAtOnce = 500;

/** What reading the spans of one format from bytes into a table has in common, whatever the format. */
export abstract class FormatScan implements ScannedFormat {
  protected readonly cursor: JsonCursor;
  protected readonly table: SpanTable;
  protected readonly context: ReadContext;
  protected readonly spans: ScannedSpans;
  /** The number of `spans` among the table's sources. */
  protected readonly source: number;

  constructor(cursor: JsonCursor, table: SpanTable, context: ReadContext) {
    this.cursor = cursor;
    this.table = table;
    this.context = context;
    this.spans = new ScannedSpans(cursor.bytes, this, table.texts);
    this.source = table.sources.push(this.spans) - 1;
  }

  abstract readTag(json: unknown): AttributeValue | undefined;

  abstract resourceOf(group: number): Attributes;

  readSpan(json: unknown, group: number): Span {
    const span = this.readWhole(json, group, { ...this.context, problems: new ProblemCollector() });
    if (!span) throw new Error('A span that was scanned cannot be read');
    return span;
  }

  /** Gives back room that no span needs. */
  trim(): void {
    this.spans.trim();
  }

  /** Reads the span that comes next: into a row, or, when it is odd, as an object for `takeOdd`. */
  protected scanSpan(group: number): void {
    const { cursor } = this;
    if (cursor.peek() !== OPEN_OBJECT) cursor.fail();
    const start = cursor.at;
    try {
      this.scanRow(group);
    } catch (error) {
      if (!(error instanceof OddJson)) throw error;
      const end = endOfValue(cursor.bytes, start);
      const json = cursor.value(start, end);
      cursor.at = end;
      this.takeOdd(json, start, group);
    }
  }

  /** Adds a span that was read as an object, in a place that was reserved for it. */
  protected addObject(place: number, span: Span): void {
    this.spans.setObject(place, span);
    this.table.addSpan(span, this.source, place);
  }

  /** Reads a span by the reader of objects; `null` when that cannot read it. */
  protected abstract readWhole(json: unknown, group: number, context: ReadContext): Span | null;

  /** Reads the span that comes next into a row, of which nothing is left in the table when it throws `OddJson`. */
  protected abstract scanRow(group: number): void;

  /** Takes a span for the reader of objects, which begins at `start`. */
  protected abstract takeOdd(json: unknown, start: number, group: number): void;
}

/** A span that waits for what stands behind it, for the reader of objects. */
export interface OddSpan {
  readonly place: number;
  readonly json: unknown;
}
