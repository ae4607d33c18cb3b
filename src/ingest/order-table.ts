import type { Span } from '../model/span.js';
import { tracesWithRepeats } from '../model/span-references.js';
import { rememberTable } from '../model/set-tables.js';
import { SpanObjects } from '../model/span-source.js';
import type { SpanTable } from '../model/span-table.js';
import type { Trace, TraceSet } from '../model/trace-set.js';
import { compareTexts } from './span-order.js';

/** Makes of the spans of one trace, of which several have one id, spans of which none has another's. */
export type SettleRepeats = (table: SpanTable, rows: Int32Array) => readonly Span[];

/**
 * The trace set of a table's rows, which may be in any order: traces by id, their spans by start, then id. Traces with
 * repeated ids are settled as objects; all other spans stay rows.
 */
export function orderTable(table: SpanTable, settle: SettleRepeats): TraceSet {
  const ordered = sorted(table);
  const repeated = asFound(ordered, tracesWithRepeats(ordered));
  return traceSetOf(repeated.length === 0 ? ordered : sorted(settled(ordered, repeated, settle)));
}

/** The set whose spans are the rows of a table in order. Objects are made trace by trace when they are asked for. */
function traceSetOf(table: SpanTable): TraceSet {
  let traces: readonly Trace[] | undefined;
  const set: TraceSet = {
    get traces() {
      return (traces ??= table.traceIds.map((_, place) => traceOf(table, place)));
    },
    spanCount: table.count,
  };
  rememberTable(set, table);
  return set;
}

function traceOf(table: SpanTable, place: number): Trace {
  let spans: readonly Span[] | undefined;
  return {
    traceId: table.traceIds[place]!,
    get spans() {
      return (spans ??= Array.from(rowsOf(table, place), (row) => table.span(row)));
    },
  };
}

function sorted(table: SpanTable): SpanTable {
  const { traces, rows, firstRow } = rowsByTrace(table);
  for (let t = 0; t < traces.length; t++) sortByStart(table, rows, firstRow[t]!, firstRow[t + 1]!);
  const ordered = table.gather(rows);
  ordered.traceIds = traces.map((trace) => table.texts.text(trace));
  ordered.firstSpan = firstRow;
  return ordered;
}

interface RowsByTrace {
  /** Numbers of the texts of trace ids, in their order. */
  readonly traces: readonly number[];
  readonly rows: Int32Array;
  /** Where the rows of each trace begin, and one entry more. */
  readonly firstRow: Int32Array<ArrayBuffer>;
}

/** Sorts rows into buckets, in linear time. */
function rowsByTrace({ texts, count, traceId }: SpanTable): RowsByTrace {
  const sizeOf = new Int32Array(texts.size);
  const found: number[] = [];
  for (let row = 0; row < count; row++) {
    if (sizeOf[traceId[row]!]!++ === 0) found.push(traceId[row]!);
  }
  const traces = found
    .map((trace) => ({ trace, text: texts.text(trace) }))
    .sort(byText)
    .map(({ trace }) => trace);
  const firstRow = new Int32Array(traces.length + 1);
  const nextRow = new Int32Array(texts.size);
  traces.forEach((trace, place) => {
    nextRow[trace] = firstRow[place]!;
    firstRow[place + 1] = firstRow[place]! + sizeOf[trace]!;
  });
  const rows = new Int32Array(count);
  for (let row = 0; row < count; row++) rows[nextRow[traceId[row]!]!++] = row;
  return { traces, rows, firstRow };
}

function byText(a: { readonly text: string }, b: { readonly text: string }): number {
  return compareTexts(a.text, b.text);
}

/** Longer traces are left to the engine's sort: inserting is quicker up to about here, and with what is nearly sorted. */
const mostInserted = 64;

/** Sorts the rows of one trace as `compareSpans` does. */
function sortByStart(table: SpanTable, rows: Int32Array, first: number, end: number): void {
  let isSorted = true;
  for (let at = first + 1; isSorted && at < end; at++) {
    isSorted = compareRows(table, rows[at - 1]!, rows[at]!) <= 0;
  }
  if (isSorted) return;
  if (end - first > mostInserted) {
    rows.subarray(first, end).sort((a, b) => compareRows(table, a, b));
    return;
  }
  for (let at = first + 1; at < end; at++) {
    const row = rows[at]!;
    let free = at;
    for (; free > first && compareRows(table, rows[free - 1]!, row) > 0; free--) rows[free] = rows[free - 1]!;
    rows[free] = row;
  }
}

/** By start, unknown ones last, then by id. */
function compareRows({ startTime, ids, texts }: SpanTable, a: number, b: number): number {
  const startA = startTime[a]!;
  const startB = startTime[b]!;
  if (startA < startB) return -1;
  if (startA > startB) return 1;
  if (startA !== startB) {
    const byUnknown = Number(Number.isNaN(startA)) - Number(Number.isNaN(startB));
    if (byUnknown !== 0) return byUnknown;
  }
  return ids.compare(a, b, texts);
}

/** These traces in the order in which they were found. */
function asFound(table: SpanTable, traces: readonly number[]): readonly number[] {
  return traces
    .map((trace) => ({ trace, first: rowsAsFound(table, rowsOf(table, trace))[0]! }))
    .sort((a, b) => compareFound(table, a.first, b.first))
    .map(({ trace }) => trace);
}

function rowsOf({ firstSpan }: SpanTable, trace: number): Int32Array {
  const first = firstSpan[trace]!;
  return Int32Array.from({ length: firstSpan[trace + 1]! - first }, (_, place) => first + place);
}

/** Rows in the order in which their spans were found. */
function rowsAsFound(table: SpanTable, rows: Int32Array): Int32Array {
  return rows.sort((a, b) => compareFound(table, a, b));
}

function compareFound({ source, place }: SpanTable, a: number, b: number): number {
  return source[a]! - source[b]! || place[a]! - place[b]!;
}

/** The rows of all traces but these, and those of the spans that are made of these. */
function settled(table: SpanTable, repeated: readonly number[], settle: SettleRepeats): SpanTable {
  const spans: Span[] = [];
  const isLeft = new Uint8Array(table.count);
  for (const trace of repeated) {
    const rows = rowsAsFound(table, rowsOf(table, trace));
    for (const row of rows) isLeft[row] = 1;
    for (const span of settle(table, rows)) spans.push(span);
  }
  const source = table.sources.length;
  const rest = table.gather(Int32Array.from(isLeft.keys()).filter((row) => isLeft[row] === 0));
  rest.sources.push(new SpanObjects(spans));
  spans.forEach((span, place) => rest.addSpan(span, source, place));
  return rest;
}
