import type { AsyncDirection } from '../model/dependency-graph.js';
import type { LinkCalls } from './async-calls.js';
import { bucketItems } from './buckets.js';
import { none, type SpanIndex } from './span-index.js';
import type { TraceCalls } from './trace-calls.js';

/** The async level of a trace that is neither downstream nor upstream of the focus, and so never drawn. */
export const noLevel = 0x7fffffff;

/** The focus, and how far each trace is from it. */
export interface Levels {
  /** The async level of each trace, or `noLevel`. */
  readonly level: Int32Array;
  /** Fewest hops from the focus to each trace in either direction, or `noLevel`. */
  readonly distance: Readonly<Record<AsyncDirection, Int32Array>>;
  /** What was chosen as the focus: a trace id, `'*'` for all, `null` when there is no trace. */
  readonly focusTraceId: string | null;
}

/**
 * Finds the focus and, from it, every trace's async level: hops downstream are positive, upstream negative, the
 * smaller distance holds, downstream on a tie.
 */
export function assignLevels(graph: TraceGraph, focusTraceId: string | undefined): Levels {
  const { index } = graph;
  if (focusTraceId === '*') {
    const downstream = distances(graph, chooseSources(graph), 'downstream');
    const upstream = new Int32Array(downstream.length).fill(noLevel);
    const distance = { downstream, upstream };
    return { level: downstream, distance, focusTraceId: downstream.length > 0 ? '*' : null };
  }
  const focus = findFocus(graph, focusTraceId);
  const downstream = distances(graph, focus === none ? [] : [focus], 'downstream');
  const upstream = distances(graph, focus === none ? [] : [focus], 'upstream');
  const level = downstream.map((hops, trace) => (upstream[trace]! < hops ? -upstream[trace]! : hops));
  return { level, distance: { downstream, upstream }, focusTraceId: index.traceIds[focus] ?? null };
}

/** What levels depend on besides the focus. */
export interface TraceGraph {
  readonly index: SpanIndex;
  readonly links: LinkCalls;
  readonly traceCalls: TraceCalls;
  /** The spans whose start is known, by start. */
  readonly startOrder: Int32Array;
}

/** The wanted trace if it is there; else the earliest without incoming calls; else the earliest. */
function findFocus(graph: TraceGraph, wanted: string | undefined): number {
  const { index } = graph;
  if (wanted !== undefined) {
    const found = index.findGivenTrace(wanted);
    if (found !== none) return found;
  }
  const earliest = tracesByStart(graph);
  return earliest.find((trace) => !hasIncoming(graph, trace)) ?? earliest[0] ?? none;
}

/** Traces without incoming calls, and, as long as a cycle leaves traces unreached, the earliest of those. */
function chooseSources(graph: TraceGraph): number[] {
  const earliest = tracesByStart(graph);
  const sources = earliest.filter((trace) => !hasIncoming(graph, trace));
  const reached = new Int32Array(earliest.length).fill(noLevel);
  spread(graph, sources, 'downstream', reached);
  for (const trace of earliest) {
    if (reached[trace] !== noLevel) continue;
    sources.push(trace);
    spread(graph, [trace], 'downstream', reached);
  }
  return sources;
}

function distances(graph: TraceGraph, sources: readonly number[], direction: AsyncDirection): Int32Array {
  const distance = new Int32Array(graph.index.traceIds.length).fill(noLevel);
  spread(graph, sources, direction, distance);
  return distance;
}

/** Breadth first from `sources` over traces that have no distance yet. */
function spread(
  { index, links, traceCalls }: TraceGraph,
  sources: readonly number[],
  direction: AsyncDirection,
  distance: Int32Array,
): void {
  const calls = direction === 'downstream' ? traceCalls.outgoing : traceCalls.incoming;
  const farEnd = direction === 'downstream' ? links.callee : links.caller;
  for (const source of sources) distance[source] = 0;
  const queue = [...sources];
  for (let head = 0; head < queue.length; head++) {
    const trace = queue[head]!;
    for (const call of bucketItems(calls, trace)) {
      const next = index.traceOf[farEnd[call]!]!;
      if (distance[next] !== noLevel) continue;
      distance[next] = distance[trace]! + 1;
      queue.push(next);
    }
  }
}

function hasIncoming({ traceCalls: { incoming } }: TraceGraph, trace: number): boolean {
  return incoming.offsets[trace + 1]! > incoming.offsets[trace]!;
}

/** All traces by their earliest known start, those without any last, then by id. */
function tracesByStart({ index, startOrder }: TraceGraph): number[] {
  const isTaken = new Uint8Array(index.traceIds.length);
  const ordered: number[] = [];
  const take = (trace: number): void => {
    if (isTaken[trace] === 1) return;
    isTaken[trace] = 1;
    ordered.push(trace);
  };
  // Spans are numbered trace by trace, and traces in the order of their ids, so that of equal starts the smaller id is
  // first.
  for (let place = 0; place < startOrder.length; place++) take(index.traceOf[startOrder[place]!]!);
  for (let trace = 0; trace < isTaken.length; trace++) take(trace);
  return ordered;
}
