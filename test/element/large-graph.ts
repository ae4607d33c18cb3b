/** A graph of which only a part is in the document at a time. */
import type { DependencyEdge, DependencyGraph, DependencyNode } from '../../src/model/dependency-graph.js';

const SIDE = 25;

/** A wide graph: `SIDE` chains of as many nodes from one root. */
export const large = chains(SIDE, SIDE);

function chains(count: number, length: number): DependencyGraph {
  const nodes: DependencyNode[] = [nodeNamed('root')];
  const edges: DependencyEdge[] = [];
  for (let chain = 0; chain < count; chain++) {
    for (let at = 0; at < length; at++) {
      nodes.push(nodeNamed(`n${chain}-${at}`));
      edges.push(edgeBetween(at === 0 ? 'root' : `n${chain}-${at - 1}`, `n${chain}-${at}`));
    }
  }
  return { nodes, edges, stubs: [], focusTraceId: 't', hiddenInternalSpans: 0 };
}

export function nodeNamed(id: string): DependencyNode {
  return {
    id,
    kind: 'http',
    level: 0,
    hop: 0,
    async: false,
    group: [
      { key: 'service.name', value: 'shop' },
      { key: 'operation.name', value: `operation ${id}` },
    ],
    spanCount: 2,
    traceCount: 1,
    errorCount: 0,
    hiddenErrors: 0,
    missingParents: 0,
    duration: null,
    selfTime: 0,
    wallTime: 0,
    spans: [],
  };
}

export function edgeBetween(source: string, target: string): DependencyEdge {
  return {
    id: `${source} to ${target}`,
    source,
    target,
    async: false,
    callCount: 1,
    traceCount: 1,
    errorCount: 0,
    duration: null,
    wait: null,
    via: 0,
    calls: [],
  };
}
