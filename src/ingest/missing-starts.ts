import type { Span } from '../model/span.js';

/**
 * Gives spans without a start the start of their nearest ancestor that has one, as the Jaeger UI does for a start
 * of 0. Spans that have a start pass at once; the others wait until all are known and come last.
 */
export function* fillMissingStarts(spans: Iterable<Span>): Generator<Span> {
  const known = new Map<string, Span>();
  const waiting: Span[] = [];
  for (const span of spans) {
    known.set(keyOf(span.traceId, span.spanId), span);
    if (span.startTime === null) waiting.push(span);
    else yield span;
  }
  const starts = new Map<Span, number | null>();
  for (const span of waiting) yield { ...span, startTime: startOf(span, known, starts) };
}

/** Walks up to an ancestor whose start is known or settled, then settles the way back; each span is settled once. */
function startOf(
  span: Span,
  known: ReadonlyMap<string, Span>,
  starts: Map<Span, number | null>,
): number | null {
  const way: Span[] = [];
  let ancestor: Span | undefined = span;
  let start: number | null = null;
  while (ancestor) {
    const settled: number | null | undefined = ancestor.startTime ?? starts.get(ancestor);
    if (settled !== undefined) {
      start = settled;
      break;
    }
    // Set at once, so that a cycle ends here.
    starts.set(ancestor, null);
    way.push(ancestor);
    ancestor =
      ancestor.parentSpanId === null ? undefined : known.get(keyOf(ancestor.traceId, ancestor.parentSpanId));
  }
  for (const passed of way) starts.set(passed, start);
  return start;
}

function keyOf(traceId: string, spanId: string): string {
  return `${traceId.length}:${traceId}${spanId}`;
}
