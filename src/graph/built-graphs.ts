import type { DependencyGraph } from '../model/dependency-graph.js';
import type { LazyBuckets } from './buckets.js';
import type { CallLegs } from './call-legs.js';
import type { Grouping } from './grouping.js';
import type { SpanIndex } from './span-index.js';

/** What a graph was made of, by numbers: for the lists that a graph names, and for questions about what it does not show. */
export interface GraphMembers {
  readonly index: SpanIndex;
  readonly grouping: Grouping;
  /** 1 for each drawn trace. */
  readonly drawn: Uint8Array;
  /** The spans of each node by its place in the graph, ascending. */
  readonly nodeSpans: LazyBuckets;
  readonly legs: CallLegs;
  /** The legs of each edge by its place in the graph, ascending. */
  readonly edgeLegs: LazyBuckets;
}

const built = new WeakMap<DependencyGraph, GraphMembers>();

/** Keeps what a graph was made of as long as the graph is there. */
export function rememberMembers(graph: DependencyGraph, members: GraphMembers): void {
  built.set(graph, members);
}

/** What was remembered of a graph. */
export function knownMembers(graph: DependencyGraph): GraphMembers | undefined {
  return built.get(graph);
}
