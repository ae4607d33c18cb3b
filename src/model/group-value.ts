import type { DependencyNode } from './dependency-graph.js';

/** The node's value of a group key; `null` when it has none or is not grouped by that key. */
export function groupValue(node: DependencyNode, key: string): string | null {
  return node.group.find((entry) => entry.key === key)?.value ?? null;
}
