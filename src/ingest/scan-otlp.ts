import type { Attributes, AttributeValue, Span } from '../model/span.js';
import type { SpanTable } from '../model/span-table.js';
import { TextTable } from '../model/text-table.js';
import { readAttributes } from './attributes.js';
import { serviceOf } from './create-span.js';
import { FormatScan, spansAtOnce, type OddSpan } from './format-scan.js';
import { endOfValue, type JsonCursor } from './json-cursor.js';
import { ObjectFields } from './object-fields.js';
import { ProblemCollector } from './problem-collector.js';
import { readOtlpSpan, readResource } from './read-otlp.js';
import type { ReadContext } from './reader.js';
import { OtlpSpanScan } from './scan-otlp-span.js';
import { otlpTag } from './scan-otlp-tags.js';
import { none } from './scan-values.js';
import { asRecord } from './untrusted.js';

const groupField = { resource: 0, scopeSpans: 1 } as const;
const scopeField = { scope: 0, spans: 1 } as const;

/** What the spans of one scope have in common. */
interface Group {
  /** `undefined` until the whole resource was read: it may stand behind its spans. */
  resource: Attributes | undefined;
  readonly scope: unknown;
}

/**
 * Reads OTLP/JSON in either case from bytes into the columns of a table, as `readOtlp` reads it from objects. A span
 * that is odd goes through that reader; where the rest is odd, `OddJson` is thrown.
 */
export class OtlpScan extends FormatScan {
  readonly #span: OtlpSpanScan;
  readonly #groups: Group[] = [];
  #oddSpans: OddSpan[] = [];
  /** Resources by their spelling: most batches have the same ones. */
  readonly #resources = new TextTable();
  readonly #knownResources: Attributes[] = [];
  readonly #groupFields = new ObjectFields(this.cursor, {
    resource: groupField.resource,
    scopeSpans: groupField.scopeSpans,
    scope_spans: groupField.scopeSpans,
    instrumentationLibrarySpans: groupField.scopeSpans,
    instrumentation_library_spans: groupField.scopeSpans,
  });
  readonly #scopeFields = new ObjectFields(this.cursor, {
    scope: scopeField.scope,
    instrumentationLibrary: scopeField.scope,
    instrumentation_library: scopeField.scope,
    spans: scopeField.spans,
  });

  constructor(cursor: JsonCursor, table: SpanTable, context: ReadContext) {
    super(cursor, table, context);
    this.#span = new OtlpSpanScan(cursor, table, this.spans, this.source);
  }

  readTag(json: unknown): AttributeValue | undefined {
    return otlpTag(json);
  }

  resourceOf(group: number): Attributes {
    return this.#groups[group]!.resource!;
  }

  /** Reads the list of `resourceSpans`, which comes next. Yields after each few hundred spans. */
  *scan(): Generator<void> {
    const { cursor } = this;
    for (let hasItem = cursor.enterList(); hasItem; hasItem = cursor.nextItem()) {
      yield* this.#scanResourceSpans();
    }
  }

  protected readWhole(json: unknown, group: number, context: ReadContext): Span | null {
    const { resource, scope } = this.#groups[group]!;
    return readOtlpSpan(json, resource!, asRecord(scope)['name'], context);
  }

  protected scanRow(group: number): void {
    this.#span.read(group);
  }

  protected takeOdd(json: unknown, start: number, group: number): void {
    this.#oddSpans.push({ place: this.spans.reserve(start, group), json });
  }

  *#scanResourceSpans(): Generator<void> {
    const { cursor } = this;
    const firstGroup = this.#groups.length;
    const firstRow = this.table.count;
    const fields = this.#groupFields;
    let resourceAt = none;
    for (fields.enter(); fields.next();) {
      const { field } = fields;
      if (field === groupField.scopeSpans && !cursor.isNull()) {
        for (let hasItem = cursor.enterList(); hasItem; hasItem = cursor.nextItem()) {
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
    const { texts } = this.table;
    for (let group = firstGroup; group < this.#groups.length; group++)
      this.#groups[group]!.resource = resource;
    this.table.service.fill(service === null ? none : texts.intern(service), firstRow, this.table.count);
    this.#addOddSpans();
  }

  #readResource(at: number): Attributes {
    if (at === none) return this.context.resources.intern(readAttributes(undefined, this.context.problems));
    const { bytes } = this.cursor;
    const end = endOfValue(bytes, at);
    const number = this.#resources.internBytes(bytes, at, end);
    const known = this.#knownResources[number];
    if (known) return known;
    const problems = new ProblemCollector();
    const attributes = readResource(this.cursor.value(at, end), problems);
    if (problems.list().length > 0) this.cursor.fail();
    return (this.#knownResources[number] = this.context.resources.intern(attributes));
  }

  #addOddSpans(): void {
    const odd = this.#oddSpans;
    this.#oddSpans = [];
    for (const { place, json } of odd) {
      const span = this.readWhole(json, this.spans.groupOf(place), this.context);
      if (span) this.addObject(place, span);
    }
  }

  *#scanScopeSpans(): Generator<void> {
    const { cursor } = this;
    const group = this.#groups.length;
    const common: { resource: undefined; scope: unknown } = { resource: undefined, scope: undefined };
    this.#groups.push(common);
    const fields = this.#scopeFields;
    for (fields.enter(); fields.next();) {
      const { field } = fields;
      if (field === scopeField.spans && !cursor.isNull()) {
        let count = 0;
        for (let hasItem = cursor.enterList(); hasItem; hasItem = cursor.nextItem()) {
          this.scanSpan(group);
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
}
