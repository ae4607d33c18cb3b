import type { Span } from './span.js';

/** All spans with one trace id, ordered by start, then span id. */
export interface Trace {
  readonly traceId: string;
  readonly spans: readonly Span[];
}

/**
 * What `parseTraces` returns and `buildDependencyGraph` takes: traces ordered by id. Every (trace id, span id)
 * occurs once. Made by `createTraceSet` only, so that the same spans in any order give an equal set.
 */
export interface TraceSet {
  readonly traces: readonly Trace[];
  /** Number of spans over all traces. */
  readonly spanCount: number;
}
