import type { LinkRow, Page, PageRequest } from '../model/details.js';
import type { TraceSet } from '../model/trace-set.js';
import { bucketItems } from './buckets.js';
import { causeRow, effectRow } from './details-rows.js';
import { type ReverseLinks, reverseLinksOf } from './reverse-links.js';
import { structureOf, type TraceStructure } from './trace-structure.js';

/** The links of spans in both directions, of each span its causes first; the rows of a page only are made. */
export class LinkRows {
  readonly #structure: TraceStructure;
  readonly #reverse: ReverseLinks;
  readonly #visible: Int32Array;
  /** The spans that have links. */
  readonly #spans: Int32Array;
  /** How many rows come before those of each of these spans, with the count of all rows appended. */
  readonly #starts: Int32Array;

  /** @param visible for each span of the data the one that stands for it. */
  constructor(traces: TraceSet, spans: Int32Array, visible: Int32Array) {
    this.#structure = structureOf(traces);
    this.#reverse = reverseLinksOf(traces);
    this.#visible = visible;
    const { offsets } = this.#reverse.byLinked;
    const linked = new Int32Array(spans.length);
    const starts = new Int32Array(spans.length + 1);
    let count = 0;
    for (const span of spans) {
      const rows = this.#causes(span) + offsets[span + 1]! - offsets[span]!;
      if (rows === 0) continue;
      linked[count++] = span;
      starts[count] = starts[count - 1]! + rows;
    }
    this.#spans = linked.slice(0, count);
    this.#starts = starts.slice(0, count + 1);
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
    if (place < causes) return causeRow(this.#structure, this.#visible, span, place);
    const link = bucketItems(this.#reverse.byLinked, span)[place - causes]!;
    const owner = this.#reverse.owner[link]!;
    return effectRow(this.#structure, this.#visible, span, owner, this.#reverse.link[link]!);
  }

  #causes(span: number): number {
    return this.#structure.index.linkCount(span);
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
