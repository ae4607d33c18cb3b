import type { Span } from '../model/span.js';
import { TraceLookup } from '../model/trace-lookup.js';
import type { Trace, TraceSet } from '../model/trace-set.js';
import type { ProblemCollector } from './problem-collector.js';

/** Where the spans of one trace stand in it, by id. */
type SpanPositions = ReadonlyMap<string, number>;

/**
 * Counts what is wrong between spans, which only the whole data can tell: `missing-parent`, `parent-cycle` (one per
 * cycle), `early-child`, `dangling-link`, `invalid-link` (to the span itself) and `dropped-links` (as many as the SDK
 * dropped). Changes nothing: what these facts mean for the graph is decided there.
 */
export function reportStructure(traces: TraceSet, problems: ProblemCollector): void {
  const positions = traces.traces.map(({ spans }) => new Map(spans.map(({ spanId }, at) => [spanId, at])));
  const lookup = new TraceLookup(traces.traces.map(({ traceId }) => traceId));
  traces.traces.forEach((trace, place) => {
    reportParents(trace, positions[place]!, problems);
    for (const span of trace.spans) {
      problems.add('dropped-links', span.spanId, span.droppedLinks);
      reportLinks(span, place, lookup, positions, problems);
    }
  });
}

const ROOT = -1;

function reportParents(trace: Trace, positions: SpanPositions, problems: ProblemCollector): void {
  const parents = new Int32Array(trace.spans.length).fill(ROOT);
  trace.spans.forEach((span, position) => {
    if (span.parentSpanId === null) return;
    const parentPosition = positions.get(span.parentSpanId);
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

function reportLinks(
  { spanId, links }: Span,
  ownTrace: number,
  lookup: TraceLookup,
  positions: readonly SpanPositions[],
  problems: ProblemCollector,
): void {
  for (const link of links) {
    if (link.traceId === '' || link.spanId === '') continue;
    const trace = lookup.find(link.traceId);
    if (trace === ownTrace && link.spanId === spanId) {
      problems.add('invalid-link', `${spanId} links to itself`);
    } else if (trace === undefined || !positions[trace]!.has(link.spanId)) {
      problems.add('dangling-link', `${spanId} links to ${link.traceId}`);
    }
  }
}
