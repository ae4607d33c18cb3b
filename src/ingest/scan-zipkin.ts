import type { Attributes, AttributeValue, Span } from '../model/span.js';
import type { SpanTable } from '../model/span-table.js';
import { toAttributeValue } from './attributes.js';
import { serviceOf } from './create-span.js';
import { detectShape } from './detect-format.js';
import { FormatScan, spansAtOnce } from './format-scan.js';
import type { JsonCursor } from './json-cursor.js';
import { OPEN_LIST } from './json-signs.js';
import { readZipkinSpan, zipkinResource } from './read-zipkin.js';
import type { ReadContext } from './reader.js';
import { none } from './scan-values.js';
import { ZipkinSpanScan, type ZipkinGroup } from './scan-zipkin-span.js';
import { isRecord } from './untrusted.js';

/** Lists in lists are followed this deep. */
const deepestList = 3;

/**
 * Reads lists of Zipkin v2 spans from bytes into the columns of a table, as `readZipkinSpans` reads them from objects. A
 * span that is odd goes through that reader; where the rest is odd, `OddJson` is thrown. Parts of one span stay apart
 * here: they are merged where repeated ids are settled.
 */
export class ZipkinScan extends FormatScan {
  readonly isInParts = true;
  readonly #span: ZipkinSpanScan;
  /** By group: spans with the same spelling of their endpoint. */
  readonly #resources: Attributes[] = [];
  #count = 0;

  constructor(cursor: JsonCursor, table: SpanTable, context: ReadContext) {
    super(cursor, table, context);
    this.#span = new ZipkinSpanScan(cursor, table, this.spans, this.source, (endpoint) =>
      this.#groupWith(endpoint),
    );
  }

  readTag(json: unknown): AttributeValue | undefined {
    return toAttributeValue(json);
  }

  resourceOf(group: number): Attributes {
    return this.#resources[group]!;
  }

  /** Reads the list that comes next, of spans or of such lists. Yields after each few hundred spans. */
  *scan(depth = 0): Generator<void> {
    const { cursor } = this;
    if (depth > deepestList) cursor.fail();
    let hasItem = cursor.enterList();
    const isOfLists = cursor.peek() === OPEN_LIST;
    for (; hasItem; hasItem = cursor.nextItem()) {
      // In a mixture the lists come first, whatever their place.
      if ((cursor.peek() === OPEN_LIST) !== isOfLists) cursor.fail();
      if (isOfLists) {
        yield* this.scan(depth + 1);
      } else {
        this.scanSpan(none);
        if (++this.#count % spansAtOnce === 0) yield;
      }
    }
  }

  protected readWhole(json: unknown, _group: number, context: ReadContext): Span | null {
    return readZipkinSpan(json, context);
  }

  protected scanRow(): void {
    this.#span.read();
  }

  protected takeOdd(json: unknown, start: number): void {
    const found = isRecord(json) ? detectShape(json) : null;
    if (found?.shape !== 'record' || found.format !== 'zipkin') this.cursor.fail();
    const span = readZipkinSpan(json, this.context);
    if (span) this.addObject(this.spans.reserve(start, none), span);
  }

  #groupWith(endpoint: unknown): ZipkinGroup {
    const resource = zipkinResource(endpoint, this.context);
    const service = serviceOf(resource);
    return {
      group: this.#resources.push(resource) - 1,
      service: service === null ? none : this.table.texts.intern(service),
    };
  }
}
