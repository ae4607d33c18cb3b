import type { DependencyGraph } from '../../src/model/dependency-graph.js';

/**
 * Differences between two graphs, each as path and both values; empty when they are equal. Numbers may differ by
 * the tolerance (relative above 1, absolute below), since the order of additions is free.
 */
export function graphDifferences(
  actual: DependencyGraph,
  expected: DependencyGraph,
  tolerance = 1e-9,
): string[] {
  const found: string[] = [];
  compare(comparable(actual), comparable(expected), 'graph');
  return found;

  function compare(a: unknown, b: unknown, path: string): void {
    if (found.length >= 20) return;
    if (typeof a === 'number' && typeof b === 'number') {
      if (Object.is(a, b)) return;
      const scale = Math.max(1, Math.abs(a), Math.abs(b));
      const negativeZero = Object.is(a, -0) || Object.is(b, -0);
      if (!negativeZero && Math.abs(a - b) <= tolerance * scale) return;
      found.push(`${path}: ${Object.is(a, -0) ? '-0' : String(a)}, expected ${String(b)}`);
    } else if (isRecord(a) && isRecord(b)) {
      for (const key of new Set([...Object.keys(a), ...Object.keys(b)]))
        compare(a[key], b[key], `${path}.${key}`);
    } else if (!Object.is(a, b)) {
      found.push(`${path}: ${JSON.stringify(a)}, expected ${JSON.stringify(b)}`);
    }
  }
}

/** Nodes, edges and stubs by id with their places, so that one more of them does not shift the comparison. */
function comparable(graph: DependencyGraph): unknown {
  const byId = <Part extends { readonly id: string }>(parts: readonly Part[]): unknown =>
    Object.fromEntries(parts.map((part) => [`[${part.id}]`, part]));
  return {
    ...graph,
    nodes: byId(graph.nodes),
    edges: byId(graph.edges),
    stubs: byId(graph.stubs),
    nodeOrder: graph.nodes.map((node) => node.id).join('\n'),
    edgeOrder: graph.edges.map((edge) => edge.id).join('\n'),
    stubOrder: graph.stubs.map((stub) => stub.id).join('\n'),
  };
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
