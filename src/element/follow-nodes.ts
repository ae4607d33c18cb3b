/** Nodes of one grouping, found again in another by their spans. */
import { firstSpanOf, nodeWithSpan } from '../data-worker/graph-lookup.js';
import type { DependencyGraph, DependencyNode } from '../model/dependency-graph.js';

/** Of a node with more spans, the first stands for all: reading a list of spans makes it. */
const MOST_SPANS = 20;

/** Each takes a walk over all spans, so no more of them are looked for. */
const MOST_LOOKUPS = 200;

/** What became of a list of ids. */
export interface Followed {
  /** Ids that the graph has, or that neither graph has had: these may come yet. */
  readonly ids: readonly string[];
  /** How many of the nodes are in the graph. */
  readonly found: number;
  /** How many of the nodes were in the graph before and have no span in this one. */
  readonly lost: number;
}

/** Names nodes by the ids that they have now. A node that was split is followed to its parts, merged ones to one. */
export function followNodes(
  ids: readonly string[],
  graph: DependencyGraph,
  before: DependencyGraph | null,
): Followed {
  const known = new Set(graph.nodes.map(({ id }) => id));
  const missing = ids.filter((id) => !known.has(id));
  if (missing.length === 0) return { ids, found: ids.length, lost: 0 };
  const earlier = new Map(before?.nodes.map((node) => [node.id, node]));
  const now = new Set<string>();
  const waiting: string[] = [];
  let lookups = 0;
  let lost = 0;
  for (const id of ids) {
    const node = earlier.get(id);
    if (known.has(id)) now.add(id);
    else if (!node) waiting.push(id);
    else {
      const spans = spansOf(node).slice(0, Math.max(0, MOST_LOOKUPS - lookups));
      lookups += spans.length;
      const found = spans.flatMap(({ spanId, traceId }) => nodeWithSpan(graph, spanId, traceId)?.id ?? []);
      for (const each of found) now.add(each);
      if (found.length === 0) lost++;
    }
  }
  return { ids: [...now, ...waiting], found: now.size, lost };
}

function spansOf(node: DependencyNode): DependencyNode['spans'] {
  if (node.spanCount <= MOST_SPANS) return node.spans;
  const first = firstSpanOf(node);
  return first ? [first] : [];
}
