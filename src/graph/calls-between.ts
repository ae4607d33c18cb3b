/** Which nodes lie behind which calls: what is followed when a graph is looked at more closely. */
import type { DependencyEdge, DependencyGraph } from '../model/dependency-graph.js';

/** Edges by their ends. Calls of a node to itself lead nowhere and are left out. */
export interface CallsBetween {
  readonly from: ReadonlyMap<string, readonly DependencyEdge[]>;
  readonly to: ReadonlyMap<string, readonly DependencyEdge[]>;
}

/** Part of a graph, by ids. */
export interface GraphPart {
  readonly nodes: ReadonlySet<string>;
  readonly edges: ReadonlySet<string>;
}

const known = new WeakMap<DependencyGraph, CallsBetween>();

/** The edges of a graph by their ends, found once. */
export function callsBetween(graph: DependencyGraph): CallsBetween {
  let calls = known.get(graph);
  if (!calls) {
    const from = new Map<string, DependencyEdge[]>();
    const to = new Map<string, DependencyEdge[]>();
    for (const edge of graph.edges) {
      if (edge.source === edge.target) continue;
      append(from, edge.source, edge);
      append(to, edge.target, edge);
    }
    calls = { from, to };
    known.set(graph, calls);
  }
  return calls;
}

function append(lists: Map<string, DependencyEdge[]>, id: string, edge: DependencyEdge): void {
  const list = lists.get(id);
  if (list) list.push(edge);
  else lists.set(id, [edge]);
}

/** A node with all that it leads to, and all that leads to it, over any number of calls. */
export function lineageOf(graph: DependencyGraph, id: string): GraphPart {
  const { from, to } = callsBetween(graph);
  const nodes = new Set([id]);
  const edges = new Set<string>();
  for (const [calls, end] of [
    [from, 'target'],
    [to, 'source'],
  ] as const) {
    const seen = new Set([id]);
    const pending = [id];
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      for (const edge of calls.get(next) ?? []) {
        edges.add(edge.id);
        if (seen.has(edge[end])) continue;
        seen.add(edge[end]);
        nodes.add(edge[end]);
        pending.push(edge[end]);
      }
    }
  }
  return { nodes, edges };
}

/** The shortest way along calls from one node to another. */
export interface CallPath extends GraphPart {
  readonly from: string;
  readonly to: string;
  /** Calls on the way. */
  readonly length: number;
}

/**
 * All shortest ways from one node to the other, or, where there is none, from the other to the one; `null` where
 * neither leads to the other.
 */
export function pathBetween(graph: DependencyGraph, one: string, other: string): CallPath | null {
  return shortestPaths(graph, one, other) ?? shortestPaths(graph, other, one);
}

function shortestPaths(graph: DependencyGraph, from: string, to: string): CallPath | null {
  const { from: callsFrom, to: callsTo } = callsBetween(graph);
  const distance = new Map([[from, 0]]);
  let row = [from];
  for (let length = 1; row.length > 0 && !distance.has(to); length++) {
    const next: string[] = [];
    for (const id of row) {
      for (const { target } of callsFrom.get(id) ?? []) {
        if (distance.has(target)) continue;
        distance.set(target, length);
        next.push(target);
      }
    }
    row = next;
  }
  const length = distance.get(to);
  if (length === undefined || from === to) return null;
  const nodes = new Set([to]);
  const edges = new Set<string>();
  // A set is walked in the order of insertion, and so reaches what is added on the way.
  for (const id of nodes) {
    for (const edge of callsTo.get(id) ?? []) {
      if (distance.get(edge.source) !== (distance.get(id) ?? 0) - 1) continue;
      nodes.add(edge.source);
      edges.add(edge.id);
    }
  }
  return { from, to, length, nodes, edges };
}
