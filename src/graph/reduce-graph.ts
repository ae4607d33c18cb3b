/** Parts of a graph that stand for all of it while the user looks at them. Figures stay those of the whole graph. */
import type { AsyncStub, DependencyGraph, DependencyNode } from '../model/dependency-graph.js';
import { callsBetween } from './calls-between.js';
import { byId } from './order.js';

/** Only these nodes and their direct callers and callees, with the calls between them. */
export function restrictGraph(graph: DependencyGraph, ids: Iterable<string>): DependencyGraph {
  const { from, to } = callsBetween(graph);
  const kept = new Set<string>();
  for (const id of ids) {
    kept.add(id);
    for (const { target } of from.get(id) ?? []) kept.add(target);
    for (const { source } of to.get(id) ?? []) kept.add(source);
  }
  return partOf(graph, (id) => kept.has(id));
}

/** The id of the stub that stands for the subtree of a collapsed node. */
export const collapsedStubId = (node: string): string => JSON.stringify(['collapsed', node]);

/**
 * The graph without what can be reached through collapsed nodes only: each of them gets a stub that counts what it
 * hides. Where all of its callees are called by others too, nothing is hidden, and the node has no stub.
 */
export function collapseGraph(graph: DependencyGraph, collapsed: ReadonlySet<string>): DependencyGraph {
  if (!graph.nodes.some(({ id }) => collapsed.has(id))) return graph;
  const open = reachedFromRoots(graph, new Set());
  const kept = reachedFromRoots(graph, collapsed);
  const isKept = (id: string): boolean => kept.has(id) || !open.has(id);
  const part = partOf(graph, isKept);
  const stubs = part.nodes.flatMap(({ id }) => (collapsed.has(id) ? (stubOf(graph, id, isKept) ?? []) : []));
  return stubs.length === 0 ? graph : { ...part, stubs: [...part.stubs, ...stubs].sort(byId) };
}

/** Whether a node has a subtree of its own that collapsing it would hide. */
export function canCollapse(graph: DependencyGraph, id: string): boolean {
  if (!callsBetween(graph).from.has(id)) return false;
  return reachedFromRoots(graph, new Set([id])).size < reachedFromRoots(graph, new Set()).size;
}

function stubOf(graph: DependencyGraph, node: string, isKept: (id: string) => boolean): AsyncStub | null {
  const { from } = callsBetween(graph);
  const hidden = new Set<string>();
  const pending = [node];
  let calls = 0;
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    for (const { target } of from.get(next) ?? []) {
      if (isKept(target)) continue;
      calls++;
      if (hidden.has(target)) continue;
      hidden.add(target);
      pending.push(target);
    }
  }
  if (hidden.size === 0) return null;
  const first = (from.get(node) ?? []).filter(({ target }) => hidden.has(target));
  return {
    id: collapsedStubId(node),
    node,
    direction: 'downstream',
    callCount: first.length,
    traceIds: [],
    errorCount: graph.nodes.reduce(
      (sum, entry) => (hidden.has(entry.id) ? sum + failedSpans(entry) : sum),
      0,
    ),
    loaded: true,
    collapsed: { operations: hidden.size, calls },
  };
}

/** Also those that were contracted into the node: who collapses a failure has to see that it is there. */
const failedSpans = ({ errorCount, hiddenErrors }: DependencyNode): number => errorCount + hiddenErrors;

/** The nodes to which a way leads from one that nothing calls, not through the closed ones. */
function reachedFromRoots(graph: DependencyGraph, closed: ReadonlySet<string>): ReadonlySet<string> {
  const { from, to } = callsBetween(graph);
  const pending = graph.nodes.filter(({ id }) => !to.has(id)).map(({ id }) => id);
  const reached = new Set(pending);
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (closed.has(next)) continue;
    for (const { target } of from.get(next) ?? []) {
      if (reached.has(target)) continue;
      reached.add(target);
      pending.push(target);
    }
  }
  return reached;
}

function partOf(graph: DependencyGraph, isKept: (id: string) => boolean): DependencyGraph {
  return {
    ...graph,
    nodes: graph.nodes.filter(({ id }) => isKept(id)),
    edges: graph.edges.filter(({ source, target }) => isKept(source) && isKept(target)),
    stubs: graph.stubs.filter(({ node }) => isKept(node)),
  };
}
