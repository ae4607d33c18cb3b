/**
 * What a graph has of an earlier one, known again by its spans: an id says little, since where levels have changed, it may
 * be that of another node now, and by another grouping no node keeps it.
 */
import { firstSpanOf, nodeWithSpan } from '../data-worker/graph-lookup.js';
import type { DependencyEdge, DependencyGraph, DependencyNode } from '../model/dependency-graph.js';

/** Of a node with more spans, the first stands for all: reading a list of spans makes it. */
const MOST_SPANS = 20;

/** The nodes of another graph in which spans of a node are; of some nodes only the first span is asked for. */
type Follower = (node: DependencyNode, spans: 'first' | 'all') => readonly DependencyNode[];

/** What became of a list of ids. */
export interface Followed {
  /** Ids that the graph has, or that neither graph has had: these may come yet. */
  readonly ids: readonly string[];
  /** How many of the nodes are in the graph. */
  readonly found: number;
  /** How many of the nodes were in the graph before and have no span in this one. */
  readonly lost: number;
}

/** The node of another graph in which the first span of a node is, or `null`. */
export function nodeNow(node: DependencyNode, graph: DependencyGraph): DependencyNode | null {
  return follower(graph, byId(graph.nodes))(node, 'first')[0] ?? null;
}

/** Names nodes by the ids that they have now. A node that was split is followed to its parts, merged ones to one. */
export function followNodes(
  ids: readonly string[],
  graph: DependencyGraph,
  before: DependencyGraph | null,
): Followed {
  if (ids.length === 0) return { ids, found: 0, lost: 0 };
  const known = byId(graph.nodes);
  const earlier = byId(before?.nodes ?? []);
  const follow = follower(graph, known);
  const now = new Set<string>();
  const waiting = new Set<string>();
  let lost = 0;
  for (const id of ids) {
    const node = earlier.get(id);
    const found = node && follow(node, 'all');
    for (const each of found ?? []) now.add(each.id);
    if (found?.length === 0) lost++;
    if (!found) (known.has(id) ? now : waiting).add(id);
  }
  return { ids: [...now, ...waiting], found: now.size, lost };
}

/**
 * Finds nodes and edges of an earlier graph in a later one: nodes by their spans, edges by their ends.
 *
 * @param before the earlier graph; without one, things are known by their ids alone
 * @returns the id that a node or an edge has now; `null` where it is in the graph no longer
 */
export function idFollower(
  graph: DependencyGraph,
  before: DependencyGraph | null,
): (id: string) => string | null {
  const nodes = byId(graph.nodes);
  let edges: ReadonlyMap<string, DependencyEdge> | undefined;
  const earlier = byId(before?.nodes ?? []);
  const follow = follower(graph, nodes);
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
    const node = earlier.get(id);
    if (node) return follow(node, 'first')[0]?.id ?? null;
    const edge = before?.edges.find((each) => each.id === id);
    if (edge) return edgeNow(edge);
    return nodes.has(id) || (edges ??= byId(graph.edges)).has(id) ? id : null;
  };
  return idNow;
}

/** Asks the spans first. The id of a node of which none is there, or which names none, tells at last. */
function follower(graph: DependencyGraph, known: ReadonlyMap<string, DependencyNode>): Follower {
  return (node, spans) => {
    const namesake = known.get(node.id);
    const first = firstSpanOf(node);
    const other = namesake && firstSpanOf(namesake);
    // Mostly nothing has changed, and nothing has to be looked for.
    const isSame = !first || (other?.spanId === first.spanId && other.traceId === first.traceId);
    const wanted = spans === 'all' && node.spanCount <= MOST_SPANS ? () => node.spans : () => [first!];
    const found = isSame
      ? []
      : wanted().flatMap(({ spanId, traceId }) => nodeWithSpan(graph, spanId, traceId) ?? []);
    return found.length > 0 || !namesake ? found : [namesake];
  };
}

const byId = <Thing extends { readonly id: string }>(things: readonly Thing[]): ReadonlyMap<string, Thing> =>
  new Map(things.map((thing) => [thing.id, thing]));
