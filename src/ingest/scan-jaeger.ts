import type { Attributes, AttributeValue, Span } from '../model/span.js';
import type { SpanTable } from '../model/span-table.js';
import { TextTable } from '../model/text-table.js';
import { noAttributes } from './attributes.js';
import { serviceOf } from './create-span.js';
import { FormatScan, spansAtOnce, type OddSpan } from './format-scan.js';
import type { JsonCursor } from './json-cursor.js';
import { CLOSE_OBJECT, OPEN_OBJECT } from './json-signs.js';
import { ObjectFields } from './object-fields.js';
import { ProblemCollector } from './problem-collector.js';
import { jaegerTag, readJaegerProcess, readJaegerSpan } from './read-jaeger.js';
import type { ReadContext } from './reader.js';
import { JaegerSpanScan } from './scan-jaeger-span.js';
import { none } from './scan-values.js';

const traceField = { traceId: 0, spans: 1, processes: 2, warnings: 3 } as const;

/**
 * Reads traces of Jaeger's query service from bytes into the columns of a table, as `readJaegerTrace` reads them from
 * objects. A span that is odd goes through that reader; where the rest is odd, `OddJson` is thrown.
 */
export class JaegerScan extends FormatScan {
  readonly #span: JaegerSpanScan;
  /** The process tags of each group, which are all different. */
  readonly #resources: Attributes[] = [];
  readonly #groupOf = new Map<Attributes, number>();
  #oddSpans: OddSpan[] = [];
  /** Processes by their spelling. */
  readonly #processes = new TextTable();
  readonly #knownProcesses: Attributes[] = [];
  readonly #fields = new ObjectFields(this.cursor, {
    traceID: traceField.traceId,
    spans: traceField.spans,
    processes: traceField.processes,
    warnings: traceField.warnings,
  });

  constructor(cursor: JsonCursor, table: SpanTable, context: ReadContext) {
    super(cursor, table, context);
    this.#span = new JaegerSpanScan(cursor, table, this.spans, this.source);
  }

  readTag(json: unknown): AttributeValue | undefined {
    return jaegerTag(json);
  }

  resourceOf(group: number): Attributes {
    return this.#resources[group]!;
  }

  /** Reads the list of traces that comes next. Yields after each few hundred spans. */
  *scan(): Generator<void> {
    const { cursor } = this;
    let spans = 0;
    for (let hasItem = cursor.enterList(); hasItem; hasItem = cursor.nextItem()) {
      const before = this.table.count;
      yield* this.#scanTrace();
      spans += this.table.count - before;
      if (spans < spansAtOnce) continue;
      spans = 0;
      yield;
    }
  }

  protected readWhole(json: unknown, group: number, context: ReadContext): Span | null {
    return readJaegerSpan(json, { get: () => this.#resources[group] }, undefined, context);
  }

  protected scanRow(): void {
    this.#span.read();
  }

  protected takeOdd(json: unknown, start: number): void {
    this.#oddSpans.push({ place: this.spans.reserve(start, none), json });
  }

  *#scanTrace(): Generator<void> {
    const { cursor } = this;
    const fields = this.#fields;
    const firstRow = this.table.count;
    let traceId: unknown;
    let hasSpans = false;
    let processesAt = none;
    for (fields.enter(); fields.next();) {
      const { field } = fields;
      if (field === traceField.spans) {
        hasSpans = true;
        yield* this.#scanSpans();
      } else {
        cursor.peek();
        const start = cursor.at;
        cursor.skip();
        if (field === traceField.traceId) traceId = cursor.value(start, cursor.at);
        else if (field === traceField.processes) processesAt = start;
        else if (field !== traceField.warnings) cursor.fail();
      }
    }
    if (!hasSpans) cursor.fail();
    const tagsOf = this.#readProcesses(processesAt);
    this.#joinProcesses(firstRow, tagsOf);
    this.#addOddSpans(tagsOf, traceId);
  }

  #readProcesses(at: number): ReadonlyMap<string, Attributes> {
    const { cursor } = this;
    const end = cursor.at;
    if (at === none) cursor.fail();
    const tagsOf = new Map<string, Attributes>();
    cursor.at = at;
    cursor.expect(OPEN_OBJECT);
    for (let isFirst = true; cursor.hasNext(CLOSE_OBJECT, isFirst); isFirst = false) {
      cursor.key();
      // Of a repeated key the last holds.
      tagsOf.set(cursor.text(), this.#readProcess());
    }
    cursor.at = end;
    return tagsOf;
  }

  /** Most traces have the same processes. */
  #readProcess(): Attributes {
    const { cursor } = this;
    cursor.peek();
    const start = cursor.at;
    cursor.skip();
    const spelling = this.#processes.internBytes(cursor.bytes, start, cursor.at);
    const known = this.#knownProcesses[spelling];
    if (known) return known;
    const problems = new ProblemCollector();
    const json = cursor.value(start, cursor.at);
    const tags = readJaegerProcess(json, { ...this.context, problems });
    if (problems.list().length > 0) cursor.fail();
    return (this.#knownProcesses[spelling] = tags);
  }

  *#scanSpans(): Generator<void> {
    const { cursor } = this;
    let count = 0;
    for (let hasItem = cursor.enterList(); hasItem; hasItem = cursor.nextItem()) {
      this.scanSpan(none);
      if (++count % spansAtOnce === 0) yield;
    }
  }

  /** Until here the group of a span is the number of its process's name. */
  #joinProcesses(firstRow: number, tagsOf: ReadonlyMap<string, Attributes>): void {
    const { count, place, service, texts } = this.table;
    const groups = new Map<number, number>();
    for (let row = firstRow; row < count; row++) {
      const process = this.spans.groupOf(place[row]!);
      let group = groups.get(process);
      if (group === undefined) {
        group = this.#groupWith(tagsOf.get(texts.text(process)) ?? noAttributes);
        groups.set(process, group);
      }
      this.spans.setGroup(place[row]!, group);
      const name = serviceOf(this.#resources[group]!);
      service[row] = name === null ? none : texts.intern(name);
    }
  }

  #groupWith(resource: Attributes): number {
    let group = this.#groupOf.get(resource);
    if (group === undefined) {
      group = this.#resources.push(resource) - 1;
      this.#groupOf.set(resource, group);
    }
    return group;
  }

  #addOddSpans(tagsOf: ReadonlyMap<string, Attributes>, traceId: unknown): void {
    const odd = this.#oddSpans;
    this.#oddSpans = [];
    for (const { place, json } of odd) {
      const span = readJaegerSpan(json, tagsOf, traceId, this.context);
      if (!span) continue;
      // Its start is that of an ancestor.
      if (span.startTime === null) this.cursor.fail();
      this.addObject(place, span);
    }
  }
}
