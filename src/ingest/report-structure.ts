import type { Span } from '../model/span.js';
import type { Trace, TraceSet } from '../model/trace-set.js';
import type { ProblemCollector } from './problem-collector.js';

type SpanIndex = ReadonlyMap<string, number>;

/**
 * Counts what is wrong between spans, which only the whole data can tell: `missing-parent`, `parent-cycle` (one per
 * cycle), `early-child`, `dangling-link`, `invalid-link` (to the span itself) and `dropped-links` (as many as the SDK
 * dropped). Changes nothing: what these facts mean for the graph is decided there.
 */
export function reportStructure(traces: TraceSet, problems: ProblemCollector): void {
  const indexes = new Map<string, SpanIndex>();
  for (const trace of traces.traces) {
    const index = new Map<string, number>();
    trace.spans.forEach((span, position) => index.set(span.spanId, position));
    indexes.set(trace.traceId, index);
    reportParents(trace, index, problems);
  }
  for (const trace of traces.traces) {
    for (const span of trace.spans) reportLinks(span, indexes, problems);
  }
}

const ROOT = -1;

function reportParents(trace: Trace, index: SpanIndex, problems: ProblemCollector): void {
  const parents = new Int32Array(trace.spans.length).fill(ROOT);
  trace.spans.forEach((span, position) => {
    if (span.parentSpanId === null) return;
    const parentPosition = index.get(span.parentSpanId);
    if (parentPosition === undefined) {
      problems.add('missing-parent', `${span.spanId} names ${span.parentSpanId}`);
      return;
    }
    parents[position] = parentPosition;
    if (isEarlier(span, trace.spans[parentPosition]!)) problems.add('early-child', span.spanId);
  });
  reportCycles(trace, parents, problems);
}

function isEarlier(child: Span, parent: Span): boolean {
  return child.startTime !== null && parent.startTime !== null && child.startTime < parent.startTime;
}

/** Walks up from every span; a walk that meets itself has found a cycle, one that meets an older walk has found nothing new. */
function reportCycles(trace: Trace, parents: Int32Array, problems: ProblemCollector): void {
  const walks = new Int32Array(parents.length);
  for (let start = 0; start < parents.length; start += 1) {
    const walk = start + 1;
    let position = start;
    while (position !== ROOT && walks[position] === 0) {
      walks[position] = walk;
      position = parents[position]!;
    }
    if (position !== ROOT && walks[position] === walk) {
      problems.add('parent-cycle', `${trace.spans[position]!.spanId} is its own ancestor`);
    }
  }
}

function reportLinks(span: Span, indexes: ReadonlyMap<string, SpanIndex>, problems: ProblemCollector): void {
  problems.add('dropped-links', span.spanId, span.droppedLinks);
  for (const link of span.links) {
    if (link.traceId === '' || link.spanId === '') continue;
    if (link.traceId === span.traceId && link.spanId === span.spanId) {
      problems.add('invalid-link', `${span.spanId} links to itself`);
    } else if (!indexes.get(link.traceId)?.has(link.spanId)) {
      problems.add('dangling-link', `${span.spanId} links to ${link.traceId}`);
    }
  }
}
