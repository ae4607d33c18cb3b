import type { Adjacency } from './adjacency.js';
import { NumberHeap } from './number-heap.js';
import { BOX_GAP, EDGE_ROOM, tightenRanks } from './tighten-ranks.js';
import { walkOrder } from './walk-order.js';

/** What ranks are chosen by; edges that are reversed are turned round already. */
export interface Precedence {
  readonly level: Int32Array;
  readonly out: Adjacency;
  readonly into: Adjacency;
  /** Ranks from the source of an edge to its target, at least. */
  readonly length: Int32Array;
  readonly topological: Int32Array;
}

/** However many edges pass a rank, boxes may take this share of its height. */
const LEAST_FOR_BOXES = 0.4;

/**
 * Puts the nodes of every level into ranks of which none is taller than some limit, boxes and passing edges together, as
 * far as the graph allows. Rank after rank is filled with the nodes whose predecessors stand in earlier ones, in the
 * order of a walk that ends one sub-tree before it begins the next and takes small ones first: so the edges that wait
 * for their targets are few and short (Horn's rule for jobs with tree-like precedence). What has no room begins later as
 * a whole.
 *
 * What does not depend on the limit is found out once, for several are tried.
 */
export class RankSpreader {
  readonly #graph: Precedence;
  /** From the side with fewer ends, so that what is many is what can be spread. */
  readonly #isTurned: boolean;
  /** How many edges every node has from nodes of its level. */
  readonly #waiting: Int32Array;
  /** Place of every node in the walk, and the nodes in its order. */
  readonly #walk: Int32Array;
  readonly #walked: Int32Array;
  /** The nodes of every level. */
  readonly #members: readonly Int32Array[];

  constructor(graph: Precedence) {
    const into = edgesInsideLevels(graph.level, graph.into);
    const out = edgesInsideLevels(graph.level, graph.out);
    let [sources, sinks] = [0, 0];
    for (let v = 0; v < into.length; v++) {
      if (into[v] === 0) sources++;
      if (out[v] === 0) sinks++;
    }
    this.#isTurned = sources > sinks;
    this.#graph = this.#isTurned ? turned(graph) : graph;
    this.#waiting = this.#isTurned ? out : into;
    this.#walk = walkOrder(this.#graph);
    this.#walked = new Int32Array(this.#walk.length);
    for (let v = 0; v < this.#walk.length; v++) this.#walked[this.#walk[v]!] = v;
    this.#members = membersOfLevels(this.#graph);
  }

  /**
   * @param height extent of every node across the flow
   * @param most how tall a rank should be at most
   * @returns the rank of every node, counted from the first rank of its level
   */
  spread(height: Float64Array, most: number): Int32Array {
    const rank = new Int32Array(height.length).fill(-1);
    const left = this.#waiting.slice();
    // Edges are one rank long or two, and every rank that is not passed by all of them takes a node.
    const ready = new ReadyNodes(height.length, 2 * height.length + 2);
    for (const nodes of this.#members) {
      const ranks = this.#fill(nodes, height, most, rank, left, ready);
      tightenRanks(this.#graph, nodes, height, most, rank, ranks);
      if (this.#isTurned)
        for (let i = 0; i < nodes.length; i++) rank[nodes[i]!] = ranks - 1 - rank[nodes[i]!]!;
    }
    return rank;
  }

  /** Puts the nodes of one level into ranks. @returns how many these are */
  #fill(
    nodes: Int32Array,
    height: Float64Array,
    most: number,
    rank: Int32Array,
    left: Int32Array,
    ready: ReadyNodes,
  ): number {
    const { level, into, out } = this.#graph;
    const walk = this.#walk;
    // Edges from levels before pass all ranks up to that of their target.
    let open = 0;
    for (let i = 0; i < nodes.length; i++) {
      const v = nodes[i]!;
      for (let k = into.start[v]!; k < into.start[v + 1]!; k++) if (level[into.to[k]!] !== level[v]) open++;
      if (left[v] === 0) ready.add(v, 0);
    }
    const heap = new NumberHeap();
    let placed = 0;
    let r = 0;
    for (; placed < nodes.length; r++) {
      for (let v = ready.take(r); v >= 0; v = ready.take(r)) heap.push(walk[v]!);
      let boxes = 0;
      let lines = open * EDGE_ROOM;
      while (heap.size > 0) {
        const v = this.#walked[heap.least]!;
        const need = height[v]! + BOX_GAP;
        if (boxes > 0 && boxes + need > Math.max(most - lines, LEAST_FOR_BOXES * most)) break;
        heap.pop();
        rank[v] = r;
        placed++;
        boxes += need;
        const incoming = into.start[v + 1]! - into.start[v]!;
        lines -= incoming * EDGE_ROOM;
        open += out.start[v + 1]! - out.start[v]! - incoming;
        this.#release(v, r, left, ready);
      }
    }
    return r;
  }

  /** Sets free what waited for a node only. */
  #release(v: number, r: number, left: Int32Array, ready: ReadyNodes): void {
    const { level, out, length } = this.#graph;
    for (let k = out.start[v]!; k < out.start[v + 1]!; k++) {
      const w = out.to[k]!;
      if (level[w] !== level[v]) continue;
      ready.delay(w, r + length[out.edge[k]!]!);
      if (--left[w]! === 0) ready.add(w, 0);
    }
  }
}

/** Nodes by the earliest rank that they may stand in. */
class ReadyNodes {
  readonly #earliest: Int32Array;
  readonly #first: Int32Array;
  readonly #next: Int32Array;

  constructor(nodes: number, ranks: number) {
    this.#earliest = new Int32Array(nodes);
    this.#first = new Int32Array(ranks).fill(-1);
    this.#next = new Int32Array(nodes);
  }

  delay(v: number, rank: number): void {
    if (this.#earliest[v]! < rank) this.#earliest[v] = rank;
  }

  add(v: number, rank: number): void {
    this.delay(v, rank);
    const r = this.#earliest[v]!;
    this.#next[v] = this.#first[r]!;
    this.#first[r] = v;
  }

  /** @returns a node of this rank that has not been taken, or -1 */
  take(rank: number): number {
    const v = this.#first[rank]!;
    if (v >= 0) this.#first[rank] = this.#next[v]!;
    return v;
  }
}

const turned = (graph: Precedence): Precedence => ({
  ...graph,
  out: graph.into,
  into: graph.out,
  topological: graph.topological.slice().reverse(),
});

/** How many edges every node has, in these lists, from or to nodes of its level. */
function edgesInsideLevels(level: Int32Array, { start, to }: Adjacency): Int32Array {
  const count = new Int32Array(level.length);
  for (let v = 0; v < count.length; v++)
    for (let k = start[v]!; k < start[v + 1]!; k++) if (level[to[k]!] === level[v]) count[v]!++;
  return count;
}

/** The nodes of each level, in topological order. */
function membersOfLevels({ level, topological }: Precedence): readonly Int32Array[] {
  const members = new Map<number, number[]>();
  for (const v of topological) {
    const known = members.get(level[v]!);
    if (known) known.push(v);
    else members.set(level[v]!, [v]);
  }
  return [...members.values()].map((nodes) => Int32Array.from(nodes));
}
