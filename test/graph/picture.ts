/** A graph in words, so that examples read like a drawing: `a → b` is a synchronous edge, `a ⇢ b` an asynchronous one. */
import type { DependencyEdge, DependencyGraph, DependencyNode } from '../../src/model/dependency-graph.js';

/**
 * A node's operation, a destination's name in brackets, or all values of its group, with what makes it asynchronous:
 * `@level` and `+hop`.
 */
export function label({ group, level, hop, destination }: DependencyNode): string {
  const operation = group.find(({ key }) => key === 'operation.name');
  const values = operation ? [operation] : group;
  const name = values.map(({ value }) => value ?? '(none)').join('|');
  return (
    (destination === undefined ? name : `[${name}]`) +
    (level === 0 ? '' : `@${level}`) +
    (hop === 0 ? '' : `+${hop}`)
  );
}

/** Labels of the nodes, with `×n` for more than one span; sorted. */
export function nodes(graph: DependencyGraph): string[] {
  return graph.nodes.map((node) => label(node) + times(node.spanCount)).sort();
}

/** The edges, with `×n` for more than one call; sorted. */
export function edges(graph: DependencyGraph): string[] {
  const labels = new Map(graph.nodes.map((node) => [node.id, label(node)]));
  return graph.edges
    .map(({ source, target, async, callCount }) => {
      return `${labels.get(source)} ${async ? '⇢' : '→'} ${labels.get(target)}${times(callCount)}`;
    })
    .sort();
}

/** The stubs: `a ⇢ 7 more, 2 failed`, upstream `7 more ⇢ a`, and `not loaded` instead of `more`; sorted. */
export function stubs(graph: DependencyGraph): string[] {
  const labels = new Map(graph.nodes.map((node) => [node.id, label(node)]));
  return graph.stubs
    .map(({ node, direction, callCount, errorCount, loaded }) => {
      const failed = errorCount === 0 ? '' : `, ${errorCount} failed`;
      const calls = `${callCount} ${loaded ? 'more' : 'not loaded'}${failed}`;
      return direction === 'downstream' ? `${labels.get(node)} ⇢ ${calls}` : `${calls} ⇢ ${labels.get(node)}`;
    })
    .sort();
}

/** The one node with this label. */
export function nodeOf(graph: DependencyGraph, wanted: string): DependencyNode {
  const found = graph.nodes.filter((node) => label(node) === wanted);
  if (found.length !== 1) throw new Error(`${found.length} nodes "${wanted}" in ${nodes(graph).join(', ')}`);
  return found[0]!;
}

/** The one edge between nodes with these labels. */
export function edgeOf(graph: DependencyGraph, source: string, target: string): DependencyEdge {
  const [from, to] = [nodeOf(graph, source).id, nodeOf(graph, target).id];
  const found = graph.edges.filter((edge) => edge.source === from && edge.target === to);
  if (found.length !== 1) throw new Error(`${found.length} edges in ${edges(graph).join(', ')}`);
  return found[0]!;
}

function times(count: number): string {
  return count === 1 ? '' : ` ×${count}`;
}
