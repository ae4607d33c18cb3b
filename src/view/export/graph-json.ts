/** The drawn graph as JSON, as the element's `graph` property takes it. */
import type { DependencyGraph } from '../../model/dependency-graph.js';
import type { SpanRef } from '../../model/span.js';

/**
 * So many of its spans does a node keep, and of its calls an edge: counts and figures are of all of them, and a text of
 * a million spans would serve nobody.
 */
const KEPT = 100;

export function jsonOf({ nodes, edges, stubs, ...rest }: DependencyGraph): string {
  // In an order of its own: a graph that comes from a worker has its keys in another than one that was built here.
  const plain: DependencyGraph = {
    nodes: nodes.map(({ spans, ...node }) => ({ ...node, spans: spans.slice(0, KEPT).map(reference) })),
    edges: edges.map(({ id, source, target, calls, ...figures }) => ({
      id,
      source,
      target,
      ...figures,
      calls: calls
        .slice(0, KEPT)
        .map(({ caller, callee }) => ({ caller: reference(caller), callee: reference(callee) })),
    })),
    stubs: stubs.map(({ traceIds, ...stub }) => ({ ...stub, traceIds })),
    ...rest,
  };
  return `${JSON.stringify(plain, null, 2)}\n`;
}

/** The ids alone: references of a graph may know more, and find it when they are read. */
const reference = ({ traceId, spanId }: SpanRef): SpanRef => ({ traceId, spanId });
