/** The aggregated graph: what hosts see as `dependencyGraph` and what the view draws. Times are milliseconds. */
import type { SpanRef } from './span.js';

/** What a span does, which decides the shape of its node. */
export type NodeKind = 'http' | 'pubsub' | 'database' | 'generic';

/** Where an asynchronous call leads, seen from the node at hand: to effects or to causes. */
export type AsyncDirection = 'downstream' | 'upstream';

/** Statistics over the durations of the spans that ended. Percentiles are by nearest rank. */
export interface Durations {
  readonly count: number;
  readonly min: number;
  readonly max: number;
  readonly sum: number;
  readonly avg: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

/** How long work waited: callee start − caller end. Calls that overlap are counted apart and left out of the times. */
export interface Wait {
  readonly min: number;
  readonly avg: number;
  readonly max: number;
  readonly overlapping: number;
}

/** One value of the grouping; `null` where the spans do not have the key. */
export interface GroupValue {
  readonly key: string;
  readonly value: string | null;
}

/** A group of spans: what the view draws as one shape. */
export interface DependencyNode {
  readonly id: string;
  readonly kind: NodeKind;
  /** Asynchronous hops from the focus trace; negative upstream. */
  readonly level: number;
  /** Producer→consumer parent–child calls between the trace's root and these spans. */
  readonly hop: number;
  /** Whether level or hop is not 0: drawn with a double outline. */
  readonly async: boolean;
  readonly group: readonly GroupValue[];
  readonly spanCount: number;
  readonly traceCount: number;
  readonly errorCount: number;
  /** Failed internal spans that were contracted into this node. */
  readonly hiddenErrors: number;
  /** Spans that name a parent which is not in the data. */
  readonly missingParents: number;
  /** `null` when none of the spans ended. */
  readonly duration: Durations | null;
  /** Time not covered by children, summed over the spans. */
  readonly selfTime: number;
  /** Length of the union of the spans' intervals: overlapping work is counted once. */
  readonly wallTime: number;
  readonly spans: readonly SpanRef[];
  /** Name of the topic, queue or exchange that the node stands for; such a node (`showDestinations`) has no spans. */
  readonly destination?: string;
}

/** One call: who called whom. */
export interface CallRef {
  readonly caller: SpanRef;
  readonly callee: SpanRef;
}

/** All calls of one sort between the same two nodes. */
export interface DependencyEdge {
  readonly id: string;
  readonly source: string;
  readonly target: string;
  readonly async: boolean;
  readonly callCount: number;
  /** Traces of the called spans. */
  readonly traceCount: number;
  /** Called spans that failed. */
  readonly errorCount: number;
  /** Over the called spans, each counted once; `null` when none of them ended. */
  readonly duration: Durations | null;
  /** Asynchronous edges only; `null` when no call has both times. */
  readonly wait: Wait | null;
  /** Internal spans contracted over all calls. */
  readonly via: number;
  readonly calls: readonly CallRef[];
}

/** Asynchronous calls of one node and direction that are not drawn, because of a limit or because they are not loaded. */
export interface AsyncStub {
  readonly id: string;
  /** Id of the drawn node that they start from (downstream) or end at (upstream). */
  readonly node: string;
  readonly direction: AsyncDirection;
  /** Calls hidden here; a call is a pair of nodes when loaded, a linked span when not. */
  readonly callCount: number;
  readonly traceIds: readonly string[];
  /** How many of the calls have a failed callee; of a stub that stands for what is collapsed, how many hidden spans failed. */
  readonly errorCount: number;
  /** Whether the traces are in the data; if not, the source or the host may supply them. */
  readonly loaded: boolean;
  /**
   * Over the hidden callee spans, each counted once; `null` when none is known to have ended. Left out by graphs that
   * were built elsewhere without it.
   */
  readonly duration?: Durations | null;
  /** Only of a stub that stands for what the user has collapsed: how many nodes and calls of any kind it hides. */
  readonly collapsed?: { readonly operations: number; readonly calls: number };
}

/** How much of something is drawn, of how much there is. */
export interface Shown {
  readonly drawn: number;
  readonly total: number;
}

/** What is known of one async level: the data's own traces there, and what stubs and the source say of others. */
export interface LevelSummary {
  readonly level: number;
  readonly traces: Shown;
  /** Asynchronous calls that join the level to its neighbour towards the focus; a call is a pair of nodes. */
  readonly calls: Shown;
}

/** The drawn model: nodes, edges and stubs ordered by id, so that equal data give an equal graph. */
export interface DependencyGraph {
  readonly nodes: readonly DependencyNode[];
  readonly edges: readonly DependencyEdge[];
  readonly stubs: readonly AsyncStub[];
  /** The trace of level 0, `'*'` when all traces are drawn, `null` when there is no trace. */
  readonly focusTraceId: string | null;
  /** Internal spans of drawn traces that were contracted. */
  readonly hiddenInternalSpans: number;
  /** Ascending, one per drawn level. Left out by graphs that were built elsewhere without it. */
  readonly levels?: readonly LevelSummary[];
}

/** Functions that make one number of many durations. */
export type Aggregate = 'avg' | 'max' | 'min' | 'sum' | 'p50' | 'p95' | 'p99';
