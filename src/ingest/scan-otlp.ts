import type { Attributes, AttributeValue, Span } from '../model/span.js';
import type { SpanTable } from '../model/span-table.js';
import { TextTable } from '../model/text-table.js';
import { readAttributes } from './attributes.js';
import { serviceOf } from './create-span.js';
import { FieldNames, SeenFields } from './field-names.js';
import { endOfValue, OddJson, type JsonCursor } from './json-cursor.js';
import { ProblemCollector } from './problem-collector.js';
import { readOtlpSpan } from './read-otlp.js';
import type { ReadContext } from './reader.js';
import { OtlpSpanScan } from './scan-otlp-span.js';
import { otlpTag } from './scan-otlp-tags.js';
import { ScannedSpans, type ScannedFormat } from './scanned-spans.js';
import { asRecord } from './untrusted.js';

const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

const none = -1;

/** Spans between two yields: about a millisecond of work. */
const spansAtOnce = 500;

const groupField = { resource: 0, scopeSpans: 1 } as const;
const scopeField = { scope: 0, spans: 1 } as const;

/** What the spans of one scope have in common. */
interface Group {
  /** `undefined` until the whole resource was read: it may stand behind its spans. */
  resource: Attributes | undefined;
  readonly scope: unknown;
}

/** A span that is left to the reader of objects. */
interface OddSpan {
  readonly place: number;
  readonly json: unknown;
}

/**
 * Reads OTLP/JSON in either case from bytes into the columns of a table, as `readOtlp` reads it from objects. A span
 * that is odd goes through that reader; where the rest is odd, `OddJson` is thrown.
 */
export class OtlpScan implements ScannedFormat {
  readonly #cursor: JsonCursor;
  readonly #table: SpanTable;
  readonly #context: ReadContext;
  readonly #spans: ScannedSpans;
  readonly #source: number;
  readonly #span: OtlpSpanScan;
  readonly #groups: Group[] = [];
  #oddSpans: OddSpan[] = [];
  /** Resources by their spelling: most batches have the same ones. */
  readonly #resources = new TextTable();
  readonly #knownResources: Attributes[] = [];
  readonly #groupFields = new FieldNames({
    resource: groupField.resource,
    scopeSpans: groupField.scopeSpans,
    scope_spans: groupField.scopeSpans,
    instrumentationLibrarySpans: groupField.scopeSpans,
    instrumentation_library_spans: groupField.scopeSpans,
  });
  readonly #scopeFields = new FieldNames({
    scope: scopeField.scope,
    instrumentationLibrary: scopeField.scope,
    instrumentation_library: scopeField.scope,
    spans: scopeField.spans,
  });

  constructor(cursor: JsonCursor, table: SpanTable, context: ReadContext) {
    this.#cursor = cursor;
    this.#table = table;
    this.#context = context;
    this.#spans = new ScannedSpans(cursor.bytes, this, table.texts);
    this.#source = table.sources.push(this.#spans) - 1;
    this.#span = new OtlpSpanScan(cursor, table, this.#spans, this.#source);
  }

  readSpan(json: unknown, group: number): Span {
    const span = this.#readWhole(json, group, { ...this.#context, problems: new ProblemCollector() });
    if (!span) throw new Error('A span that was scanned cannot be read');
    return span;
  }

  readTag(json: unknown): AttributeValue | undefined {
    return otlpTag(json);
  }

  resourceOf(group: number): Attributes {
    return this.#groups[group]!.resource!;
  }

  /** Gives back room that no span needs. */
  trim(): void {
    this.#spans.trim();
  }

  /** Reads the list of `resourceSpans`, which comes next. Yields after each few hundred spans. */
  *scan(): Generator<void> {
    const cursor = this.#cursor;
    cursor.expect(OPEN_LIST);
    for (let isFirst = true; cursor.hasNext(CLOSE_LIST, isFirst); isFirst = false) {
      yield* this.#scanResourceSpans();
    }
  }

  *#scanResourceSpans(): Generator<void> {
    const cursor = this.#cursor;
    const firstGroup = this.#groups.length;
    const firstRow = this.#table.count;
    const seen = new SeenFields(cursor);
    let resourceAt = none;
    cursor.expect(OPEN_OBJECT);
    for (let isFirst = true; cursor.hasNext(CLOSE_OBJECT, isFirst); isFirst = false) {
      const field = this.#groupFields.read(cursor);
      seen.add(field);
      if (field === groupField.scopeSpans && !cursor.isNull()) {
        cursor.expect(OPEN_LIST);
        for (let isFirst = true; cursor.hasNext(CLOSE_LIST, isFirst); isFirst = false) {
          yield* this.#scanScopeSpans();
        }
      } else if (field !== groupField.scopeSpans) {
        cursor.peek();
        if (field === groupField.resource) resourceAt = cursor.at;
        cursor.skip();
      }
    }
    const resource = this.#readResource(resourceAt);
    const service = serviceOf(resource);
    const { texts } = this.#table;
    for (let group = firstGroup; group < this.#groups.length; group++)
      this.#groups[group]!.resource = resource;
    this.#table.service.fill(service === null ? none : texts.intern(service), firstRow, this.#table.count);
    this.#addOddSpans();
  }

  #readResource(at: number): Attributes {
    if (at === none) return this.#context.resources.intern(readAttributes(undefined, this.#context.problems));
    const { bytes } = this.#cursor;
    const end = endOfValue(bytes, at);
    const number = this.#resources.internBytes(bytes, at, end);
    const known = this.#knownResources[number];
    if (known) return known;
    const problems = new ProblemCollector();
    const attributes = readAttributes(asRecord(this.#cursor.value(at, end))['attributes'], problems);
    if (problems.list().length > 0) this.#cursor.fail();
    return (this.#knownResources[number] = this.#context.resources.intern(attributes));
  }

  #addOddSpans(): void {
    const odd = this.#oddSpans;
    this.#oddSpans = [];
    for (const { place, json } of odd) {
      const span = this.#readWhole(json, this.#spans.groupOf(place), this.#context);
      if (!span) continue;
      this.#spans.setObject(place, span);
      this.#table.addSpan(span, this.#source, place);
    }
  }

  #readWhole(json: unknown, group: number, context: ReadContext): Span | null {
    const { resource, scope } = this.#groups[group]!;
    return readOtlpSpan(json, resource!, asRecord(scope)['name'], context);
  }

  *#scanScopeSpans(): Generator<void> {
    const cursor = this.#cursor;
    const group = this.#groups.length;
    const common: { resource: undefined; scope: unknown } = { resource: undefined, scope: undefined };
    this.#groups.push(common);
    const seen = new SeenFields(cursor);
    cursor.expect(OPEN_OBJECT);
    for (let isFirst = true; cursor.hasNext(CLOSE_OBJECT, isFirst); isFirst = false) {
      const field = this.#scopeFields.read(cursor);
      seen.add(field);
      if (field === scopeField.spans && !cursor.isNull()) {
        cursor.expect(OPEN_LIST);
        let count = 0;
        for (let isFirst = true; cursor.hasNext(CLOSE_LIST, isFirst); isFirst = false) {
          this.#scanSpan(group);
          if (++count % spansAtOnce === 0) yield;
        }
      } else if (field !== scopeField.spans) {
        cursor.peek();
        const start = cursor.at;
        cursor.skip();
        if (field === scopeField.scope) common.scope = cursor.value(start, cursor.at);
      }
    }
    yield;
  }

  #scanSpan(group: number): void {
    const cursor = this.#cursor;
    if (cursor.peek() !== OPEN_OBJECT) cursor.fail();
    const start = cursor.at;
    try {
      this.#span.read(group);
    } catch (error) {
      if (!(error instanceof OddJson)) throw error;
      const end = endOfValue(cursor.bytes, start);
      const json = cursor.value(start, end);
      cursor.at = end;
      this.#oddSpans.push({ place: this.#spans.reserve(start, group), json });
    }
  }
}
