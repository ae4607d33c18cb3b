import type { LinkRow, Page, PageRequest } from '../model/details.js';
import type { TraceSet } from '../model/trace-set.js';
import { bucketItems } from './buckets.js';
import { causeRow, effectRow } from './details-rows.js';
import { type ReverseLinks, reverseLinksOf } from './reverse-links.js';
import type { SpanIndex } from './span-index.js';
import { structureOf } from './trace-structure.js';

/** The links of spans in both directions, of each span its causes first; the rows of a page only are made. */
export class LinkRows {
  readonly #index: SpanIndex;
  readonly #reverse: ReverseLinks;
  /** The spans that have links. */
  readonly #spans: Int32Array;
  /** How many rows come before those of each of these spans, with the count of all rows appended. */
  readonly #starts: Int32Array;

  constructor(traces: TraceSet, spans: Int32Array) {
    this.#index = structureOf(traces).index;
    this.#reverse = reverseLinksOf(traces);
    this.#spans = spans.filter((span) => this.#causes(span) + this.#effects(span).length > 0);
    this.#starts = new Int32Array(this.#spans.length + 1);
    this.#spans.forEach((span, place) => {
      this.#starts[place + 1] = this.#starts[place]! + this.#causes(span) + this.#effects(span).length;
    });
  }

  page({ offset, limit }: PageRequest): Page<LinkRow> {
    const total = this.#starts.at(-1)!;
    const rows: LinkRow[] = [];
    const end = Math.min(total, offset + limit);
    let place = this.#placeOf(offset);
    for (let row = Math.max(0, offset); row < end; row++) {
      while (this.#starts[place + 1]! <= row) place++;
      rows.push(this.#row(this.#spans[place]!, row - this.#starts[place]!));
    }
    return { rows, total };
  }

  #row(span: number, place: number): LinkRow {
    const causes = this.#causes(span);
    if (place < causes) return causeRow(this.#index, span, place);
    const link = this.#effects(span)[place - causes]!;
    return effectRow(this.#index, span, this.#reverse.owner[link]!, this.#reverse.link[link]!);
  }

  #causes(span: number): number {
    return this.#index.spans[span]!.links.length;
  }

  #effects(span: number): Int32Array {
    return bucketItems(this.#reverse.byLinked, span);
  }

  /** Place of the span that has a row, by bisection. */
  #placeOf(row: number): number {
    let low = 0;
    let high = this.#spans.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (this.#starts[middle]! <= row) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
