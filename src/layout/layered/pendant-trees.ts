import type { FlowGraph } from '../flow-graph.js';
import { adjacency, degree, type Adjacency } from './adjacency.js';

/**
 * Nodes of one level that only one other node calls, with all that they call in turn (or that call only one other node,
 * with all that call them): each is the root of a tree that hangs on the other node by one edge.
 */
export interface Siblings {
  /** Whether the other node is their caller. */
  readonly isCalled: boolean;
  readonly nodes: number[];
  /** The edge of each to (from) the other node. */
  readonly edges: number[];
}

/** The groups of siblings that hang on each node; what hangs on a sibling has been met before the sibling. */
export interface PendantTrees {
  readonly groups: readonly (readonly Siblings[])[];
  /** Nodes with siblings that hang on them, the innermost first. */
  readonly parents: readonly number[];
}

const NO_SIBLINGS: Siblings[] = [];

/** Finds everything that hangs on the rest of the graph as a tree whose edges all run the same way. */
export function findPendantTrees(flow: FlowGraph): PendantTrees {
  const { nodeCount, source, target, level } = flow;
  const out = adjacency(nodeCount, source, target);
  const into = adjacency(nodeCount, target, source);
  const isPendant = new Uint8Array(nodeCount);
  const parents: number[] = [];
  const groups = new Array<Siblings[]>(nodeCount).fill(NO_SIBLINGS);
  const strip = (isCalled: boolean): void => {
    const [toward, away] = isCalled ? [into, out] : [out, into];
    const open = new Int32Array(nodeCount);
    const queue: number[] = [];
    const found: number[] = [];
    for (let v = 0; v < nodeCount; v++) {
      open[v] = degree(away, v);
      if (open[v]! === 0 && degree(toward, v) === 1) queue.push(v);
    }
    for (let i = 0; i < queue.length; i++) {
      const v = queue[i] as number;
      const parent = toward.to[toward.start[v]!]!;
      // What is called as a tree is not also a tree of callers.
      if (isPendant[v] || isPendant[parent]) continue;
      isPendant[v] = 1;
      found.push(v);
      if (level[v]! !== level[parent]!) continue;
      open[parent] = open[parent]! - 1;
      if (open[parent] === 0 && degree(toward, parent) === 1) queue.push(parent);
    }
    collect(isCalled, toward, found);
  };
  const collect = (isCalled: boolean, toward: Adjacency, found: readonly number[]): void => {
    for (const v of Int32Array.from(found).sort()) {
      const k = toward.start[v]!;
      const parent = toward.to[k]!;
      const edge = toward.edge[k]!;
      const known = groups[parent]!.find((s) => s.isCalled === isCalled && level[s.nodes[0]!] === level[v]);
      if (known) {
        known.nodes.push(v);
        known.edges.push(edge);
      } else {
        if (groups[parent] === NO_SIBLINGS) groups[parent] = [];
        groups[parent]!.push({ isCalled, nodes: [v], edges: [edge] });
      }
    }
    for (const v of found) if (groups[v]!.length > 0) parents.push(v);
  };
  strip(true);
  strip(false);
  for (let v = 0; v < nodeCount; v++) if (!isPendant[v] && groups[v]!.length > 0) parents.push(v);
  return { groups, parents };
}
