/** Whether what a host gives as a built graph can be drawn: what is only shown as a figure may be anything. */
import type { DependencyGraph, NodeKind } from '../model/dependency-graph.js';

type Fields = Readonly<Record<string, unknown>>;

/**
 * Never throws.
 *
 * @returns what of it cannot be drawn, short, e.g. `graph.nodes[3]`; `null` when all can.
 */
export function faultOf(given: unknown): string | null {
  try {
    return faultIn(given as DependencyGraph);
  } catch {
    return 'graph'; // Not even looked at: it is no object, or a getter of the host's throws.
  }
}

function faultIn(graph: { readonly [Key in keyof DependencyGraph]: unknown }): string | null {
  const ids = new Set<unknown>();
  const readers = {
    nodes: (node: Fields) => !ids.has(node['id']) && isNode(node) && ids.add(node['id']),
    edges: (edge: Fields) =>
      ids.has(edge['source']) && ids.has(edge['target']) && isFigures(edge) && Array.isArray(edge['calls']),
    stubs: (stub: Fields) => ids.has(stub['node']) && isFigures(stub) && Array.isArray(stub['traceIds']),
  };
  for (const [name, isReadable] of Object.entries(readers)) {
    const list = graph[name as keyof typeof readers];
    if (!Array.isArray(list)) return `graph.${name}`;
    const place = list.findIndex((item: Fields) => !isReadable(item));
    if (place >= 0) return `graph.${name}[${place}]`;
  }
  return null;
}

const KINDS: readonly NodeKind[] = ['http', 'pubsub', 'database', 'generic'];

const isNode = (node: Fields): boolean =>
  isFigures(node) &&
  KINDS.some((kind) => kind === node['kind']) &&
  [node['level'], node['hop']].every(Number.isFinite) &&
  Array.isArray(node['spans']) &&
  Array.isArray(node['group']) &&
  node['group'].every(
    ({ key, value }: Fields) => typeof key === 'string' && (value === null || typeof value === 'string'),
  );

/** What nodes, edges and stubs have alike. */
const isFigures = ({ id, duration = null }: Fields): boolean =>
  typeof id === 'string' && typeof duration === 'object';
