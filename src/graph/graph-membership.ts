import type { DependencyGraph } from '../model/dependency-graph.js';
import type { TraceSet } from '../model/trace-set.js';
import { type Buckets, sortIntoBuckets } from './buckets.js';
import { none } from './span-index.js';
import { structureOf } from './trace-structure.js';

/** Which span of the graph stands for which spans of the data. */
export interface Membership {
  /** The visible span that stands for each span: itself, or the ancestor it was contracted into; `none` if not drawn. */
  readonly visible: Int32Array;
  /** The spans that each visible span stands for, itself among them. */
  readonly standsFor: Buckets;
}

const memberships = new WeakMap<TraceSet, WeakMap<DependencyGraph, Membership>>();

/**
 * Finds again what a graph was made of. A span of a drawn trace that is in no node was contracted into its nearest
 * ancestor that is in one. Made once per graph, when its details are first asked for.
 */
export function membershipOf(traces: TraceSet, graph: DependencyGraph): Membership {
  let ofGraph = memberships.get(traces);
  if (!ofGraph) memberships.set(traces, (ofGraph = new WeakMap<DependencyGraph, Membership>()));
  let membership = ofGraph.get(graph);
  if (!membership) ofGraph.set(graph, (membership = findMembership(traces, graph)));
  return membership;
}

function findMembership(traces: TraceSet, graph: DependencyGraph): Membership {
  const { index, parents } = structureOf(traces);
  const visible = new Int32Array(index.spans.length).fill(none);
  for (const { spans } of graph.nodes) {
    for (const ref of spans) {
      const span = index.findRef(ref);
      if (span !== none) visible[span] = span;
    }
  }
  for (const i of parents.parentsFirst) {
    const parent = parents.parent[i]!;
    if (visible[i] === none && parent !== none) visible[i] = visible[parent]!;
  }
  return { visible, standsFor: sortIntoBuckets(visible, index.spans.length) };
}
