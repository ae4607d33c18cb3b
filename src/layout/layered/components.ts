import type { FlowGraph } from '../flow-graph.js';

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
    while (parent[r] !== r) {
      parent[r] = parent[parent[r]!]!;
      r = parent[r]!;
    }
    return r;
  };
  for (let e = 0; e < edgeCount; e++) {
    const a = root(source[e]!);
    const b = root(target[e]!);
    if (a !== b) parent[Math.max(a, b)] = Math.min(a, b);
  }

  // All components share four arrays: there may be as many of them as there are nodes.
  const component = new Int32Array(nodeCount);
  let count = 0;
  for (let v = 0; v < nodeCount; v++) {
    const r = root(v);
    component[v] = r === v ? count++ : component[r]!;
  }
  const nodeStart = startsOf(component, nodeCount, count);
  const nodes = new Int32Array(nodeCount);
  const local = new Int32Array(nodeCount);
  const nextNode = nodeStart.slice();
  for (let v = 0; v < nodeCount; v++) {
    const c = component[v]!;
    const k = nextNode[c]!++;
    nodes[k] = v;
    local[v] = k - nodeStart[c]!;
  }
  const edgeStart = startsOf(
    source.map((v) => component[v]!),
    edgeCount,
    count,
  );
  const edges = new Int32Array(edgeCount);
  const localSource = new Int32Array(edgeCount);
  const localTarget = new Int32Array(edgeCount);
  const nextEdge = edgeStart.slice();
  for (let e = 0; e < edgeCount; e++) {
    const k = nextEdge[component[source[e]!]!]!++;
    edges[k] = e;
    localSource[k] = local[source[e]!]!;
    localTarget[k] = local[target[e]!]!;
  }
  const parts: Component[] = [];
  for (let c = 0; c < count; c++) {
    const from = edgeStart[c]!;
    const to = edgeStart[c + 1]!;
    parts.push({
      nodes: nodes.subarray(nodeStart[c], nodeStart[c + 1]),
      edges: edges.subarray(from, to),
      source: localSource.subarray(from, to),
      target: localTarget.subarray(from, to),
    });
  }
  return parts;
}

/** Where the items of each component begin, if they stand one component after the other. */
function startsOf(component: Int32Array, items: number, count: number): Int32Array {
  const start = new Int32Array(count + 1);
  for (let i = 0; i < items; i++) start[component[i]! + 1]!++;
  for (let c = 0; c < count; c++) start[c + 1]! += start[c]!;
  return start;
}
