import { at } from '../typed.js';
import type { Adjacency } from './adjacency.js';

/** What ranks are chosen by; edges that are reversed are turned round already. */
export interface Precedence {
  readonly level: Int32Array;
  readonly out: Adjacency;
  readonly into: Adjacency;
  /** Ranks from the source of an edge to its target, at least. */
  readonly length: Int32Array;
  readonly topological: Int32Array;
  /** Extent of every node across the flow. */
  readonly height: Float64Array;
}

/** Space across the flow that a box needs beside its own, and that an edge needs that passes a rank. */
const BOX_GAP = 20;
const EDGE_ROOM = 11;
/** However many edges pass a rank, boxes may take this share of its height. */
const LEAST_FOR_BOXES = 0.4;

/**
 * Puts the nodes of every level into ranks of which none is taller than `most`, boxes and passing edges together, as far
 * as the graph allows. Rank after rank is filled with the nodes whose predecessors stand in earlier ones, in the order
 * of a walk that ends one sub-tree before it begins the next and takes small ones first: so the edges that wait for
 * their targets are few and short (Horn's rule for jobs with tree-like precedence). What has no room begins later as a
 * whole.
 *
 * @returns the rank of every node, counted from the first rank of its level
 */
export function spreadRanks(graph: Precedence, most: number): Int32Array {
  const { into, out } = insideLevels(graph);
  let [sources, sinks] = [0, 0];
  for (let v = 0; v < graph.level.length; v++) {
    if (at(into, v) === 0) sources++;
    if (at(out, v) === 0) sinks++;
  }
  // From the side with fewer ends, so that what is many is what can be spread.
  if (sources <= sinks) return fillRanks(graph, into, most);
  const { level } = graph;
  const rank = fillRanks(turned(graph), out, most);
  const last = new Map<number, number>();
  for (let v = 0; v < rank.length; v++)
    last.set(at(level, v), Math.max(last.get(at(level, v)) ?? 0, at(rank, v)));
  return rank.map((r, v) => (last.get(at(level, v)) ?? 0) - r);
}

const turned = (graph: Precedence): Precedence => ({
  ...graph,
  out: graph.into,
  into: graph.out,
  topological: graph.topological.slice().reverse(),
});

/** How many edges every node has from (to) nodes of its level. */
function insideLevels({ level, out }: Precedence): { readonly into: Int32Array; readonly out: Int32Array } {
  const degrees = { into: new Int32Array(level.length), out: new Int32Array(level.length) };
  for (let v = 0; v < level.length; v++) {
    for (let k = at(out.start, v); k < at(out.start, v + 1); k++) {
      const w = at(out.to, k);
      if (at(level, w) !== at(level, v)) continue;
      degrees.out[v] = at(degrees.out, v) + 1;
      degrees.into[w] = at(degrees.into, w) + 1;
    }
  }
  return degrees;
}

/** @param waiting how many edges every node has from nodes of its level */
function fillRanks(graph: Precedence, waiting: Int32Array, most: number): Int32Array {
  const { level, into, topological } = graph;
  const count = level.length;
  const rank = new Int32Array(count).fill(-1);
  const walk = walkOrder(graph);
  const left = waiting.slice();
  const earliest = new Int32Array(count);
  const members = new Map<number, number[]>();
  for (const v of topological) {
    const list = members.get(at(level, v));
    if (list) list.push(v);
    else members.set(at(level, v), [v]);
  }
  for (const nodes of members.values()) {
    // Edges from levels before pass all ranks up to that of their target.
    let open = 0;
    const ready: number[][] = [];
    for (const v of nodes) {
      for (let k = at(into.start, v); k < at(into.start, v + 1); k++)
        if (at(level, at(into.to, k)) !== at(level, v)) open++;
      if (at(left, v) === 0) (ready[0] ??= []).push(v);
    }
    const waitingNodes = new Heap(walk);
    let placed = 0;
    for (let r = 0; placed < nodes.length; r++) {
      for (const v of ready[r] ?? []) waitingNodes.push(v);
      let [boxes, lines] = [0, open * EDGE_ROOM];
      while (waitingNodes.size > 0) {
        const v = waitingNodes.first;
        const need = at(graph.height, v) + BOX_GAP;
        if (boxes > 0 && boxes + need > Math.max(most - lines, LEAST_FOR_BOXES * most)) break;
        waitingNodes.pop();
        rank[v] = r;
        placed++;
        boxes += need;
        const incoming = at(into.start, v + 1) - at(into.start, v);
        lines -= incoming * EDGE_ROOM;
        open += release(graph, v, r, { left, earliest, ready }) - incoming;
      }
    }
  }
  return rank;
}

/** Sets free what waited for a node only. @returns how many edges leave it */
function release(
  { level, out, length }: Precedence,
  v: number,
  r: number,
  {
    left,
    earliest,
    ready,
  }: { readonly left: Int32Array; readonly earliest: Int32Array; readonly ready: number[][] },
): number {
  for (let k = at(out.start, v); k < at(out.start, v + 1); k++) {
    const w = at(out.to, k);
    if (at(level, w) !== at(level, v)) continue;
    earliest[w] = Math.max(at(earliest, w), r + at(length, at(out.edge, k)));
    left[w] = at(left, w) - 1;
    if (at(left, w) === 0) (ready[at(earliest, w)] ??= []).push(w);
  }
  return at(out.start, v + 1) - at(out.start, v);
}

/**
 * Place of every node in a depth-first walk inside its level, over the tree in which each hangs on the predecessor that
 * is furthest on; small sub-trees come before large ones, so that few edges wait at a time.
 */
function walkOrder({ level, into, length, topological }: Precedence): Int32Array {
  const count = level.length;
  const depth = new Int32Array(count);
  const parent = new Int32Array(count).fill(-1);
  for (const v of topological) {
    for (let k = at(into.start, v); k < at(into.start, v + 1); k++) {
      const u = at(into.to, k);
      if (at(level, u) !== at(level, v)) continue;
      const reached = at(depth, u) + at(length, at(into.edge, k));
      if (at(parent, v) >= 0 && reached <= at(depth, v)) continue;
      depth[v] = reached;
      parent[v] = u;
    }
  }
  const size = new Int32Array(count).fill(1);
  for (let i = count - 1; i >= 0; i--) {
    const v = at(topological, i);
    if (at(parent, v) >= 0) size[at(parent, v)] = at(size, at(parent, v)) + at(size, v);
  }
  // Positions are handed down: each node is followed by its children's sub-trees, the smallest first.
  const order = new Int32Array(count).fill(-1);
  const bySize = topological.slice().sort((a, b) => at(size, a) - at(size, b));
  const next = new Int32Array(count);
  let free = 0;
  const children: number[][] = [];
  for (const v of bySize) {
    const p = at(parent, v);
    if (p >= 0) (children[p] ??= []).push(v);
    else {
      order[v] = free;
      free += at(size, v);
    }
  }
  for (const v of topological) {
    next[v] = at(order, v) + 1;
    for (const w of children[v] ?? []) {
      order[w] = at(next, v);
      next[v] = at(next, v) + at(size, w);
    }
  }
  return order;
}

/** Nodes, the first of an order in front. */
class Heap {
  readonly #order: Int32Array;
  readonly #nodes: number[] = [];

  constructor(order: Int32Array) {
    this.#order = order;
  }

  get size(): number {
    return this.#nodes.length;
  }

  get first(): number {
    return this.#nodes[0] as number;
  }

  push(v: number): void {
    const nodes = this.#nodes;
    let i = nodes.length;
    while (i > 0) {
      const parent = (i - 1) >> 1;
      if (!this.#isBefore(v, nodes[parent] as number)) break;
      nodes[i] = nodes[parent] as number;
      i = parent;
    }
    nodes[i] = v;
  }

  pop(): void {
    const nodes = this.#nodes;
    const v = nodes.pop() as number;
    const size = nodes.length;
    let i = 0;
    for (let child = 1; child < size; child = 2 * i + 1) {
      if (child + 1 < size && this.#isBefore(nodes[child + 1] as number, nodes[child] as number)) child++;
      if (!this.#isBefore(nodes[child] as number, v)) break;
      nodes[i] = nodes[child] as number;
      i = child;
    }
    if (size > 0) nodes[i] = v;
  }

  #isBefore(v: number, w: number): boolean {
    return at(this.#order, v) < at(this.#order, w);
  }
}
