/** The drawn graph as JSON, as the element's `graph` property takes it. */
import type { DependencyGraph } from '../../model/dependency-graph.js';
import type { SpanRef } from '../../model/span.js';

/**
 * So many of its spans does a node keep, and of its calls an edge: counts and figures are of all of them, and a text of
 * a million spans would serve nobody.
 */
const KEPT = 100;

export function jsonOf(graph: DependencyGraph): string {
  const plain: DependencyGraph = {
    ...graph,
    nodes: graph.nodes.map((node) => ({ ...node, spans: node.spans.slice(0, KEPT).map(reference) })),
    edges: graph.edges.map((edge) => ({
      ...edge,
      calls: edge.calls
        .slice(0, KEPT)
        .map(({ caller, callee }) => ({ caller: reference(caller), callee: reference(callee) })),
    })),
  };
  return `${JSON.stringify(plain, null, 2)}\n`;
}

/** The ids alone: references of a graph may know more, and find it when they are read. */
const reference = ({ traceId, spanId }: SpanRef): SpanRef => ({ traceId, spanId });
