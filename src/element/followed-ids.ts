/** What was drawn, in the graph to which data were added: in another async level, nodes and edges have other ids. */
import { firstSpanOf, nodeWithSpan } from '../data-worker/graph-lookup.js';
import type { DependencyGraph } from '../model/dependency-graph.js';

/**
 * Finds nodes and edges of an earlier graph in a later one. Nodes are known again by their first spans, edges by their
 * ends. Only what is asked for is looked up: that may take a walk over all spans.
 *
 * @param before the earlier graph; without one, ids stay what they are
 * @returns the id that a node or an edge has now; `null` where it is in the graph no longer
 */
export function idsIn(graph: DependencyGraph, before: DependencyGraph | null): (id: string) => string | null {
  const known = new Map<string, string | null>();
  const idNow = (id: string): string | null => {
    let now = known.get(id);
    if (now === undefined) known.set(id, (now = find(id)));
    return now;
  };
  const find = (id: string): string | null => {
    const isIt = (each: { readonly id: string }): boolean => each.id === id;
    if (graph.nodes.some(isIt) || graph.edges.some(isIt)) return id;
    const node = before?.nodes.find(isIt);
    const span = node && firstSpanOf(node);
    if (span) return nodeWithSpan(graph, span.spanId, span.traceId)?.id ?? null;
    const edge = before?.edges.find(isIt);
    if (!edge) return null;
    const [source, target] = [idNow(edge.source), idNow(edge.target)];
    const now = graph.edges.find(
      (each) => each.source === source && each.target === target && each.async === edge.async,
    );
    return now?.id ?? null;
  };
  return idNow;
}
