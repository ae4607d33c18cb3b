/** What was drawn, in the graph to which data were added: in another async level, nodes and edges have other ids. */
import { firstSpanOf, nodeWithSpan } from '../data-worker/graph-lookup.js';
import type { DependencyEdge, DependencyGraph, DependencyNode } from '../model/dependency-graph.js';

/**
 * The node of another graph in which the first span of a node is, or `null`. An id alone says little: where levels have
 * changed, it may be that of another node now.
 */
export function nodeNow(node: DependencyNode, graph: DependencyGraph): DependencyNode | null {
  const namesake = graph.nodes.find(({ id }) => id === node.id) ?? null;
  const span = firstSpanOf(node);
  if (!span) return namesake;
  const first = namesake && firstSpanOf(namesake);
  // Mostly nothing has changed, and no walk over all spans is needed to tell.
  if (first?.spanId === span.spanId && first.traceId === span.traceId) return namesake;
  return nodeWithSpan(graph, span.spanId, span.traceId) ?? namesake;
}

/**
 * Finds nodes and edges of an earlier graph in a later one: nodes by their spans, edges by their ends. Only what is asked
 * for is looked up.
 *
 * @param before the earlier graph; without one, things are known by their ids alone
 * @returns the id that a node or an edge has now; `null` where it is in the graph no longer
 */
export function idFollower(
  graph: DependencyGraph,
  before: DependencyGraph | null,
): (id: string) => string | null {
  const known = new Map<string, string | null>();
  const idNow = (id: string): string | null => {
    let now = known.get(id);
    if (now === undefined) known.set(id, (now = find(id)));
    return now;
  };
  const edgeNow = (edge: DependencyEdge): string | null => {
    const [source, target] = [idNow(edge.source), idNow(edge.target)];
    const now = graph.edges.find(
      (each) => each.source === source && each.target === target && each.async === edge.async,
    );
    return now?.id ?? null;
  };
  const find = (id: string): string | null => {
    const isIt = (each: { readonly id: string }): boolean => each.id === id;
    const node = before?.nodes.find(isIt);
    if (node) return nodeNow(node, graph)?.id ?? null;
    const edge = before?.edges.find(isIt);
    if (edge) return edgeNow(edge);
    return graph.nodes.some(isIt) || graph.edges.some(isIt) ? id : null;
  };
  return idNow;
}
