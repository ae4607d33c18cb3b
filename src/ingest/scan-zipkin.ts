import type { Attributes, AttributeValue, Span } from '../model/span.js';
import type { SpanTable } from '../model/span-table.js';
import { TextTable } from '../model/text-table.js';
import { toAttributeValue } from './attributes.js';
import { serviceOf } from './create-span.js';
import { detectShape } from './detect-format.js';
import { endOfValue, OddJson, type JsonCursor } from './json-cursor.js';
import { ProblemCollector } from './problem-collector.js';
import { readZipkinSpan, zipkinResource } from './read-zipkin.js';
import type { ReadContext } from './reader.js';
import { ZipkinSpanScan, type ZipkinGroup } from './scan-zipkin-span.js';
import { ScannedSpans, type ScannedFormat } from './scanned-spans.js';
import { isRecord } from './untrusted.js';

const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;

const none = -1;

/** Spans between two yields: about a millisecond of work. */
const spansAtOnce = 500;

/** Lists in lists are followed this deep. */
const deepestList = 3;

/**
 * Reads lists of Zipkin v2 spans from bytes into the columns of a table, as `readZipkinSpans` reads them from objects. A
 * span that is odd goes through that reader; where the rest is odd, `OddJson` is thrown. Parts of one span stay apart
 * here: they are merged where repeated ids are settled.
 */
export class ZipkinScan implements ScannedFormat {
  readonly isInParts = true;
  readonly #cursor: JsonCursor;
  readonly #table: SpanTable;
  readonly #context: ReadContext;
  readonly #spans: ScannedSpans;
  readonly #source: number;
  readonly #span: ZipkinSpanScan;
  /** Groups are spans with the same spelling of their endpoint. */
  readonly #endpoints = new TextTable();
  readonly #groupOf: ZipkinGroup[] = [];
  readonly #resources: Attributes[] = [];
  #count = 0;

  constructor(cursor: JsonCursor, table: SpanTable, context: ReadContext) {
    this.#cursor = cursor;
    this.#table = table;
    this.#context = context;
    this.#spans = new ScannedSpans(cursor.bytes, this, table.texts);
    this.#source = table.sources.push(this.#spans) - 1;
    this.#span = new ZipkinSpanScan(cursor, table, this.#spans, this.#source, (from, to) =>
      this.#groupWith(from, to),
    );
  }

  readSpan(json: unknown): Span {
    const span = readZipkinSpan(json, { ...this.#context, problems: new ProblemCollector() });
    if (!span) throw new Error('A span that was scanned cannot be read');
    return span;
  }

  readTag(json: unknown): AttributeValue | undefined {
    return toAttributeValue(json);
  }

  resourceOf(group: number): Attributes {
    return this.#resources[group]!;
  }

  /** Gives back room that no span needs. */
  trim(): void {
    this.#spans.trim();
  }

  /** Reads the list that comes next, of spans or of such lists. Yields after each few hundred spans. */
  *scan(depth = 0): Generator<void> {
    const cursor = this.#cursor;
    if (depth > deepestList) cursor.fail();
    cursor.expect(OPEN_LIST);
    const isOfLists = cursor.peek() === OPEN_LIST;
    for (let isFirst = true; cursor.hasNext(CLOSE_LIST, isFirst); isFirst = false) {
      // In a mixture the lists come first, whatever their place.
      if ((cursor.peek() === OPEN_LIST) !== isOfLists) cursor.fail();
      if (isOfLists) {
        yield* this.scan(depth + 1);
      } else {
        this.#scanSpan();
        if (++this.#count % spansAtOnce === 0) yield;
      }
    }
  }

  #scanSpan(): void {
    const cursor = this.#cursor;
    if (cursor.peek() !== OPEN_OBJECT) cursor.fail();
    const start = cursor.at;
    try {
      this.#span.read();
    } catch (error) {
      if (!(error instanceof OddJson)) throw error;
      const end = endOfValue(cursor.bytes, start);
      const json = cursor.value(start, end);
      cursor.at = end;
      this.#addOddSpan(json, start);
    }
  }

  #addOddSpan(json: unknown, start: number): void {
    const found = isRecord(json) ? detectShape(json) : null;
    if (found?.shape !== 'record' || found.format !== 'zipkin') this.#cursor.fail();
    const span = readZipkinSpan(json, this.#context);
    if (!span) return;
    const place = this.#spans.reserve(start, none);
    this.#spans.setObject(place, span);
    this.#table.addSpan(span, this.#source, place);
  }

  /** The group of spans whose local endpoint is spelled like this; of those without one when there are no bytes. */
  #groupWith(from: number, to: number): ZipkinGroup {
    const spelling = this.#endpoints.internBytes(this.#cursor.bytes, from, to);
    let known = this.#groupOf[spelling];
    if (known === undefined) {
      const resource = zipkinResource(from === to ? undefined : this.#cursor.value(from, to), this.#context);
      const service = serviceOf(resource);
      known = {
        group: this.#resources.push(resource) - 1,
        service: service === null ? none : this.#table.texts.intern(service),
      };
      this.#groupOf[spelling] = known;
    }
    return known;
  }
}
