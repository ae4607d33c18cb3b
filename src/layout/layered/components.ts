import type { FlowGraph } from '../flow-graph.js';
import { at } from '../typed.js';

/** A connected part of the graph; nodes and edges by their index in the flow graph, ascending. */
export interface Component {
  readonly nodes: Int32Array;
  readonly edges: Int32Array;
  /** Ends of the edges as positions in `nodes`. */
  readonly source: Int32Array;
  readonly target: Int32Array;
}

/** Connected components, ordered by their first node. */
export function components(flow: FlowGraph): Component[] {
  const { nodeCount, edgeCount, source, target } = flow;
  const parent = new Int32Array(nodeCount);
  for (let v = 0; v < nodeCount; v++) parent[v] = v;
  const root = (v: number): number => {
    let r = v;
    while (at(parent, r) !== r) {
      parent[r] = at(parent, at(parent, r));
      r = at(parent, r);
    }
    return r;
  };
  for (let e = 0; e < edgeCount; e++) {
    const a = root(at(source, e));
    const b = root(at(target, e));
    if (a !== b) parent[Math.max(a, b)] = Math.min(a, b);
  }

  const number = new Int32Array(nodeCount).fill(-1);
  const nodesOf: number[][] = [];
  const edgesOf: number[][] = [];
  const local = new Int32Array(nodeCount);
  for (let v = 0; v < nodeCount; v++) {
    const r = root(v);
    if (at(number, r) < 0) {
      number[r] = nodesOf.length;
      nodesOf.push([]);
      edgesOf.push([]);
    }
    number[v] = at(number, r);
    const nodes = nodesOf[at(number, r)] as number[];
    local[v] = nodes.length;
    nodes.push(v);
  }
  for (let e = 0; e < edgeCount; e++) (edgesOf[at(number, at(source, e))] as number[]).push(e);
  return nodesOf.map((nodes, c) => {
    const edges = Int32Array.from(edgesOf[c] as number[]);
    return {
      nodes: Int32Array.from(nodes),
      edges,
      source: edges.map((e) => at(local, at(source, e))),
      target: edges.map((e) => at(local, at(target, e))),
    };
  });
}
