import type { DependencyGraph, DependencyNode } from '../model/dependency-graph.js';
import type { TraceSet } from '../model/trace-set.js';
import { type Buckets, sortIntoBuckets } from './buckets.js';
import type { GraphOptions } from './graph-options.js';
import { tracesOfGraph } from './graph-traces.js';
import { groupingOf } from './grouping.js';
import { none } from './span-index.js';
import { structureOf } from './trace-structure.js';

/** Which span of the graph stands for which spans of the data. */
export interface Membership {
  /** The visible span that stands for each span: itself, or the ancestor it was contracted into; `none` if not drawn. */
  readonly visible: Int32Array;
  /** The spans that each visible span stands for, itself among them. */
  readonly standsFor: Buckets;
}

const memberships = new WeakMap<DependencyGraph, Membership>();

/**
 * Finds again what a graph was made of: a hidden span of a drawn trace was contracted into its nearest visible ancestor.
 * Made once per graph, when its details are first asked for.
 *
 * @param graph made of `traces` with `options`.
 */
export function membershipOf(
  traces: TraceSet,
  graph: DependencyGraph,
  options: GraphOptions = {},
): Membership {
  let membership = memberships.get(graph);
  if (!membership) memberships.set(graph, (membership = findMembership(traces, graph, options)));
  return membership;
}

function findMembership(traces: TraceSet, graph: DependencyGraph, options: GraphOptions): Membership {
  const { index } = structureOf(traces);
  const { contraction } = groupingOf(traces, graph, options);
  const drawn = tracesOfGraph(index, graph);
  const visible = contraction.visible.map((shown, span) =>
    drawn[index.traceOf[span]!] === 1 ? shown : none,
  );
  return { visible, standsFor: sortIntoBuckets(visible, index.count) };
}

/** The spans of a node, ascending, as `node.spans` has them; none for a node that stands for a destination. */
export function spansOfNode(
  traces: TraceSet,
  graph: DependencyGraph,
  { spans }: DependencyNode,
  options: GraphOptions = {},
): Int32Array {
  const { index } = structureOf(traces);
  const { groupOf } = groupingOf(traces, graph, options).groups;
  const { visible } = membershipOf(traces, graph, options);
  const first = spans[0] ? index.findRef(spans[0]) : none;
  const found = new Int32Array(spans.length);
  let count = 0;
  for (let span = first; first !== none && span < groupOf.length; span++) {
    if (groupOf[span] === groupOf[first] && visible[span] === span) found[count++] = span;
  }
  return found.subarray(0, count);
}
