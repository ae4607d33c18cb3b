import type { DependencyGraph, DependencyNode } from '../model/dependency-graph.js';
import type { TraceSet } from '../model/trace-set.js';
import { type Buckets, sortIntoBuckets } from './buckets.js';
import { membersOf } from './graph-members.js';
import type { GraphOptions } from './graph-options.js';
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
  const { traceOf } = structureOf(traces).index;
  const { grouping, drawn } = membersOf(traces, graph, options);
  const visible = grouping.contraction.visible.slice();
  for (let span = 0; span < visible.length; span++) if (drawn[traceOf[span]!] === 0) visible[span] = none;
  return { visible, standsFor: sortIntoBuckets(visible, visible.length) };
}

/** The spans of a node, ascending, as `node.spans` has them; none for a node that stands for a destination. */
export function spansOfNode(
  traces: TraceSet,
  graph: DependencyGraph,
  node: DependencyNode,
  options: GraphOptions = {},
): Int32Array {
  return membersOf(traces, graph, options).nodeSpans.items(graph.nodes.indexOf(node));
}
