import type { FlowGraph } from '../flow-graph.js';
import { at } from '../typed.js';
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

/** Finds everything that hangs on the rest of the graph as a tree whose edges all run the same way. */
export function findPendantTrees(flow: FlowGraph): PendantTrees {
  const { nodeCount, source, target, level } = flow;
  const out = adjacency(nodeCount, source, target);
  const into = adjacency(nodeCount, target, source);
  const isPendant = new Uint8Array(nodeCount);
  const parents: number[] = [];
  const groups: Siblings[][] = Array.from({ length: nodeCount }, () => []);
  const strip = (isCalled: boolean): void => {
    const [toward, away] = isCalled ? [into, out] : [out, into];
    const open = new Int32Array(nodeCount);
    const queue: number[] = [];
    const found: number[] = [];
    for (let v = 0; v < nodeCount; v++) {
      open[v] = degree(away, v);
      if (at(open, v) === 0 && degree(toward, v) === 1) queue.push(v);
    }
    for (let i = 0; i < queue.length; i++) {
      const v = queue[i] as number;
      const parent = at(toward.to, at(toward.start, v));
      // What is called as a tree is not also a tree of callers.
      if (isPendant[v] || isPendant[parent]) continue;
      isPendant[v] = 1;
      found.push(v);
      if (at(level, v) !== at(level, parent)) continue;
      open[parent] = at(open, parent) - 1;
      if (at(open, parent) === 0 && degree(toward, parent) === 1) queue.push(parent);
    }
    collect(isCalled, toward, found);
  };
  const collect = (isCalled: boolean, toward: Adjacency, found: readonly number[]): void => {
    for (const v of [...found].sort((a, b) => a - b)) {
      const k = at(toward.start, v);
      const list = groups[at(toward.to, k)] as Siblings[];
      const edge = at(toward.edge, k);
      const known = list.find(
        (s) => s.isCalled === isCalled && at(level, s.nodes[0] as number) === at(level, v),
      );
      if (known) {
        known.nodes.push(v);
        known.edges.push(edge);
      } else list.push({ isCalled, nodes: [v], edges: [edge] });
    }
    for (const v of found) if ((groups[v] as Siblings[]).length > 0) parents.push(v);
  };
  strip(true);
  strip(false);
  for (let v = 0; v < nodeCount; v++)
    if (!isPendant[v] && (groups[v] as Siblings[]).length > 0) parents.push(v);
  return { groups, parents };
}
