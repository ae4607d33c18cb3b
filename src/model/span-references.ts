import { none } from './none.js';
import { fillSlots, findInSlots, slotMask } from './span-ids.js';
import type { SpanTable } from './span-table.js';
import { TraceLookup } from './trace-lookup.js';

/** What spans say of other spans by their ids, looked up: rows of the table, or −1 for what is not there. */
export interface SpanReferences {
  /** By span. A span that names itself is its own parent here. */
  readonly parent: Int32Array;
  /** By link: the linked span's trace. */
  readonly linkTrace: Int32Array;
  /** By link: the linked span. */
  readonly linkSpan: Int32Array;
}

const known = new WeakMap<SpanTable, SpanReferences>();

/** The references of a table whose traces are in order; looked up once. Of a repeated id the first span is meant. */
export function referencesOf(table: SpanTable): SpanReferences {
  if (!known.has(table)) known.set(table, lookUp(table, []));
  return known.get(table)!;
}

/** Places of the traces in which an id occurs twice. Where there are none the references are looked up by the way. */
export function tracesWithRepeats(table: SpanTable): readonly number[] {
  const repeats: number[] = [];
  const references = lookUp(table, repeats);
  if (repeats.length === 0) known.set(table, references);
  return repeats;
}

/** Goes trace by trace, so that a table of span ids is needed for one trace at a time only. */
function lookUp(table: SpanTable, repeats: number[]): SpanReferences {
  const { firstSpan, traceIds, ids, linkIds } = table;
  const parent = new Int32Array(table.count).fill(none);
  const linkTrace = findTraces(table);
  const linkSpan = new Int32Array(table.linkCount).fill(none);
  const { first, next } = chains(linkTrace, traceIds.length);
  let slots = new Int32Array(64);
  for (let trace = 0; trace < traceIds.length; trace++) {
    const start = firstSpan[trace]!;
    const end = firstSpan[trace + 1]!;
    const mask = slotMask(end - start);
    if (slots.length <= mask) slots = new Int32Array(mask + 1);
    else slots.fill(0, 0, mask + 1);
    if (!fillSlots(ids, start, end, slots, mask)) repeats.push(trace);
    findParents(table, start, end, slots, mask, parent);
    for (let link = first[trace]!; link !== none; link = next[link]!) {
      linkSpan[link] = findInSlots(ids, slots, mask, linkIds, link);
    }
  }
  return { parent, linkTrace, linkSpan };
}

function findParents(
  { ids, parentIds }: SpanTable,
  start: number,
  end: number,
  slots: Int32Array,
  mask: number,
  parent: Int32Array,
): void {
  for (let i = start; i < end; i++) {
    if (!parentIds.isNone(i)) parent[i] = findInSlots(ids, slots, mask, parentIds, i);
  }
}

/** By link the place of its trace; links to one trace are many, so each trace is found once. */
function findTraces({ traceIds, texts, linkTraceId, linkCount }: SpanTable): Int32Array {
  const lookup = new TraceLookup(traceIds);
  const found = new Map<number, number>();
  const traces = new Int32Array(linkCount);
  for (let link = 0; link < linkCount; link++) {
    const text = linkTraceId[link]!;
    let trace = found.get(text);
    if (trace === undefined) {
      trace = lookup.find(texts.text(text)) ?? none;
      found.set(text, trace);
    }
    traces[link] = trace;
  }
  return traces;
}

/** The links of each trace, chained: the first of each trace, and the next of each link. */
function chains(traces: Int32Array, traceCount: number): { first: Int32Array; next: Int32Array } {
  const first = new Int32Array(traceCount).fill(none);
  const next = new Int32Array(traces.length).fill(none);
  for (let link = traces.length - 1; link >= 0; link--) {
    const trace = traces[link]!;
    if (trace === none) continue;
    next[link] = first[trace]!;
    first[trace] = link;
  }
  return { first, next };
}
