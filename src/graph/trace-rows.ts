import type { Page, PageRequest, TraceRow, TraceSort } from '../model/details.js';
import { pageOf } from './details-rows.js';
import { compare } from './order.js';
import type { SpanIndex } from './span-index.js';

const byStart: TraceSort = { by: 'start', descending: false };

/** The traces of a node or an edge, in any order; each order is made when it is first asked for, and the rows of a page. */
export class TraceRows {
  readonly #index: SpanIndex;
  /** By trace, in the order of their ids: its first span here, which is the earliest. */
  readonly #first: Int32Array;
  /** What each order compares, by trace; NaN is unknown. */
  readonly #columns: Readonly<Record<TraceSort['by'], Float64Array>>;
  readonly #orders = new Map<string, Int32Array>();

  /** @param members indices of spans, ascending, so that they come trace by trace, and by start within a trace. */
  constructor(index: SpanIndex, members: Int32Array) {
    const { traceOf, failed } = index;
    const places = firstPlaces(traceOf, members);
    const count = places.length - 1;
    const spans = new Float64Array(count);
    const errors = new Float64Array(count);
    const duration = new Float64Array(count);
    for (let trace = 0; trace < count; trace++) {
      const from = places[trace]!;
      const to = places[trace + 1]!;
      spans[trace] = to - from;
      for (let place = from; place < to; place++) errors[trace]! += failed[members[place]!]!;
      duration[trace] = coveredTime(index, members, from, to);
    }
    this.#index = index;
    this.#first = Int32Array.from(places.subarray(0, count), (place) => members[place]!);
    const start = Float64Array.from(this.#first, (span) => index.startTime(span) ?? NaN);
    this.#columns = { start, duration, spans, errors };
  }

  page(request: PageRequest): Page<TraceRow> {
    return pageOf(this.#inOrder(request.sort ?? byStart), request, (trace: number) => this.#row(trace));
  }

  #row(trace: number): TraceRow {
    const span = this.#first[trace]!;
    const { duration, spans, errors } = this.#columns;
    return {
      ...this.#index.refOf(span),
      operation: this.#index.name(span),
      service: this.#index.service(span),
      startTime: this.#index.startTime(span),
      duration: Number.isNaN(duration[trace]!) ? null : duration[trace]!,
      spanCount: spans[trace]!,
      errorCount: errors[trace]!,
    };
  }

  #inOrder({ by, descending }: TraceSort): Int32Array {
    const key = `${by} ${descending}`;
    let order = this.#orders.get(key);
    if (!order) this.#orders.set(key, (order = orderOf(this.#columns[by], descending)));
    return order;
  }
}

/** Traces by one of their columns; what is unknown comes last in both directions, and equals are in the order of ids. */
function orderOf(column: Float64Array, descending: boolean): Int32Array {
  const factor = descending ? -1 : 1;
  const values = column.map((value) => (Number.isNaN(value) ? Infinity : factor * value));
  return Int32Array.from(column.keys()).sort((a, b) => compare(values[a]!, values[b]!) || a - b);
}

/** Where the members of each trace begin, and their count. */
function firstPlaces(traceOf: Int32Array, members: Int32Array): Int32Array {
  const places = new Int32Array(members.length + 1);
  let count = 0;
  for (let place = 0; place < members.length; place++) {
    if (place === 0 || traceOf[members[place]!] !== traceOf[members[place - 1]!]) places[count++] = place;
  }
  places[count++] = members.length;
  return places.subarray(0, count);
}

/** Length of the union of the intervals of one trace's spans in milliseconds; NaN when none of them ended. */
function coveredTime({ start, duration }: SpanIndex, members: Int32Array, from: number, to: number): number {
  let length = NaN;
  let coveredUntil = -Infinity;
  for (let place = from; place < to; place++) {
    const begin = start[members[place]!]!;
    const end = begin + duration[members[place]!]!;
    if (Number.isNaN(end)) continue;
    if (Number.isNaN(length)) length = 0;
    if (end > coveredUntil) {
      length += end - Math.max(begin, coveredUntil);
      coveredUntil = end;
    }
  }
  return length;
}
