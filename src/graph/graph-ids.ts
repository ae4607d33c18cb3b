import type { AsyncDirection, GroupValue, NodeKind } from '../model/dependency-graph.js';

/**
 * Ids are JSON texts of arrays, with the ids of nodes nested as arrays: readable, and no value can forge a separator.
 */
export function nodeId(level: number, hop: number, kind: NodeKind, group: readonly GroupValue[]): string {
  return JSON.stringify([level, hop, kind, ...group.map(({ key, value }) => [key, value])]);
}

/** The id of an edge between two nodes, given by their ids. */
export function edgeId(async: boolean, source: string, target: string): string {
  return `[${async ? '"async"' : '"sync"'},${source},${target}]`;
}

/** The id of the stub at a node, given by the node's id. */
export function stubId(direction: AsyncDirection, loaded: boolean, node: string): string {
  return `["stub","${direction}",${loaded},${node}]`;
}

/** The id of a destination's node; it begins with a text, that of a node with spans with a number. */
export function destinationId(level: number, hop: number, system: string | null, name: string): string {
  return JSON.stringify(['destination', level, hop, system, name]);
}
