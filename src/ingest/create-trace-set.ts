import type { Span } from '../model/span.js';
import { isScannedSet, tableOf } from '../model/set-tables.js';
import { SpanTable } from '../model/span-table.js';
import type { Trace, TraceSet } from '../model/trace-set.js';
import { ProblemCollector } from './problem-collector.js';
import { ScannedSpans } from './scanned-spans.js';
import { ZipkinFragments } from './zipkin-fragments.js';
import { orderTable } from './order-table.js';
import { separateSharedSpans } from './shared-spans.js';
import { compareSpans, compareTexts, spanText } from './span-order.js';

/**
 * Traces of normalised spans. The order of the spans does not matter: traces are ordered by id, their spans by start
 * and id. Spans of a client and a server with one id are told apart (`separateSharedSpans`); of exact repeats one is
 * kept (`duplicate-span`), of spans with equal ids and other content the earliest, then the smallest in a fixed
 * order (`conflicting-span`).
 */
export function createTraceSet(spans: Iterable<Span>, problems = new ProblemCollector()): TraceSet {
  const traces: Trace[] = [];
  for (const [traceId, members] of groupByTrace(spans)) {
    traces.push(createTrace(traceId, withoutRepeats(members, problems)));
  }
  return toTraceSet(traces);
}

/** Traces of the rows of a table, in any order, by the same rules. The rows are taken out of the table. */
export function createTableTraceSet(table: SpanTable, problems = new ProblemCollector()): TraceSet {
  const traces = orderTable(table, (found, rows) => withoutRepeats(joinedSpans(found, rows), problems));
  table.truncate(0);
  table.trim();
  return traces;
}

/** The spans of rows that are ordered by their source, parts of one source merged. */
function joinedSpans(table: SpanTable, rows: Int32Array): readonly Span[] {
  const spans: Span[] = [];
  for (let at = 0; at < rows.length;) {
    const number = table.source[rows[at]!]!;
    const source = table.sources[number];
    const parts = source instanceof ScannedSpans && source.isInParts ? new ZipkinFragments() : null;
    for (; at < rows.length && table.source[rows[at]!] === number; at++) {
      const span = table.span(rows[at]!);
      if (parts) parts.add(span);
      else spans.push(span);
    }
    if (parts) for (const span of parts.merged()) spans.push(span);
  }
  return spans;
}

/**
 * The traces of both sets. A span that both have is taken from `added`, whatever the content; everything else that
 * `current` has stays. Traces that `added` does not touch are the same objects as before.
 */
export function mergeTraceSets(
  current: TraceSet,
  added: TraceSet,
  problems = new ProblemCollector(),
): TraceSet {
  if (isScannedSet(current) || isScannedSet(added)) {
    return mergeTables(tableOf(current), tableOf(added), problems);
  }
  const addedById = new Map(added.traces.map((trace) => [trace.traceId, trace]));
  const traces: Trace[] = [];
  for (const trace of current.traces) {
    const newer = addedById.get(trace.traceId);
    addedById.delete(trace.traceId);
    traces.push(newer ? mergeTraces(trace, newer, problems) : trace);
  }
  for (const trace of addedById.values()) traces.push(trace);
  return toTraceSet(traces);
}

function mergeTables(current: SpanTable, added: SpanTable, problems: ProblemCollector): TraceSet {
  const both = new SpanTable(current.texts);
  both.sources.push(...current.sources, ...added.sources);
  for (let row = 0; row < current.count; row++) both.copyRow(current, row, 0);
  for (let row = 0; row < added.count; row++) both.copyRow(added, row, current.sources.length);
  return orderTable(both, (table, rows) => {
    const isCurrent = (row: number): boolean => table.source[row]! < current.sources.length;
    const spansOf = (some: Int32Array): readonly Span[] => Array.from(some, (row) => table.span(row));
    const known = spansOf(rows.filter(isCurrent));
    return mergeSpans(known, spansOf(rows.filter((row) => !isCurrent(row))), problems);
  });
}

function mergeTraces(current: Trace, added: Trace, problems: ProblemCollector): Trace {
  return createTrace(current.traceId, mergeSpans(current.spans, added.spans, problems));
}

/** A client and a server that share an id may only meet here, so the ids are settled before anything is replaced. */
function mergeSpans(
  current: readonly Span[],
  added: readonly Span[],
  problems: ProblemCollector,
): readonly Span[] {
  const members = current.concat(added);
  if (!hasRepeats(members)) return members;
  const settled = separateSharedSpans(members);
  const newer = settled.slice(current.length);
  const replaced = new Set(newer.map((span) => span.spanId));
  const kept = settled.slice(0, current.length).filter((span) => !replaced.has(span.spanId));
  return withoutRepeats(kept.concat(newer), problems);
}

function groupByTrace(spans: Iterable<Span>): ReadonlyMap<string, Span[]> {
  const traces = new Map<string, Span[]>();
  for (const span of spans) {
    const members = traces.get(span.traceId);
    if (members) members.push(span);
    else traces.set(span.traceId, [span]);
  }
  return traces;
}

function createTrace(traceId: string, spans: readonly Span[]): Trace {
  return { traceId, spans: isOrdered(spans) ? spans : [...spans].sort(compareSpans) };
}

function isOrdered(spans: readonly Span[]): boolean {
  for (let i = 1; i < spans.length; i += 1) {
    if (compareSpans(spans[i - 1]!, spans[i]!) > 0) return false;
  }
  return true;
}

function toTraceSet(traces: readonly Trace[]): TraceSet {
  const ordered = [...traces].sort((a, b) => compareTexts(a.traceId, b.traceId));
  return { traces: ordered, spanCount: ordered.reduce((count, trace) => count + trace.spans.length, 0) };
}

function hasRepeats(spans: readonly Span[]): boolean {
  const ids = new Set<string>();
  for (const span of spans) ids.add(span.spanId);
  return ids.size < spans.length;
}

/** The spans of one trace, each id once. */
function withoutRepeats(spans: readonly Span[], problems: ProblemCollector): readonly Span[] {
  if (!hasRepeats(spans)) return spans;
  const byId = new Map<string, Span[]>();
  for (const span of separateSharedSpans(spans)) {
    const repeats = byId.get(span.spanId);
    if (repeats) repeats.push(span);
    else byId.set(span.spanId, [span]);
  }
  return [...byId.values()].map((repeats) =>
    repeats.length === 1 ? repeats[0]! : keepFirst(repeats, problems),
  );
}

function keepFirst(repeats: readonly Span[], problems: ProblemCollector): Span {
  const byText = new Map(repeats.map((span) => [spanText(span), span]));
  const { spanId } = repeats[0]!;
  problems.add('duplicate-span', spanId, repeats.length - byText.size);
  problems.add('conflicting-span', spanId, byText.size - 1);
  const ordered = [...byText].sort(
    ([a, first], [b, second]) => compareSpans(first, second) || compareTexts(a, b),
  );
  return ordered[0]![1];
}
