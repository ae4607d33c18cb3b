/** The table of each set of traces, which is made once and goes with the set. */
import type { Span } from './span.js';
import { SpanObjects } from './span-source.js';
import { SpanTable } from './span-table.js';
import type { TraceSet } from './trace-set.js';

const tables = new WeakMap<TraceSet, SpanTable>();

/** Says that these rows are the spans of the set: trace by trace, in the same order. */
export function rememberTable(traces: TraceSet, table: SpanTable): void {
  tables.set(traces, table);
}

/** Whether spans of the set are made on demand; else they all are objects. */
export function isScannedSet(traces: TraceSet): boolean {
  return tables.get(traces)?.sources.some((source) => !(source instanceof SpanObjects)) ?? false;
}

/** The spans of a set as a table, made once. */
export function tableOf(traces: TraceSet): SpanTable {
  const known = tables.get(traces);
  if (known) return known;
  const spans: Span[] = [];
  const firstSpan = new Int32Array(traces.traces.length + 1);
  traces.traces.forEach((trace, t) => {
    for (const span of trace.spans) spans.push(span);
    firstSpan[t + 1] = spans.length;
  });
  const table = new SpanTable();
  table.traceIds = traces.traces.map(({ traceId }) => traceId);
  table.firstSpan = firstSpan;
  table.sources.push(new SpanObjects(spans));
  spans.forEach((span, place) => table.addSpan(span, 0, place));
  table.trim();
  tables.set(traces, table);
  return table;
}
