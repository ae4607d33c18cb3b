import type { FlowGraph } from '../flow-graph.js';
import { adjacency, degree, type Adjacency } from './adjacency.js';
import type { Component } from './components.js';
import { reversedEdges } from './reversed-edges.js';
import { RankSpreader, type Precedence } from './spread-ranks.js';

/** Every node of a component in a column (rank), no edge inside one column, levels after one another. */
export interface Ranking {
  readonly rank: Int32Array;
  readonly rankCount: number;
  /** Level of each rank; a rank that only holds labels between two levels belongs to the lower one. */
  readonly levelOf: Int32Array;
  /** 1 where the edge runs against the columns. */
  readonly reversed: Uint8Array;
  /** Nodes so that every edge that is not reversed goes forward. */
  readonly topological: Int32Array;
}

/** How often nodes are moved towards their neighbours after the longest-path ranking. */
const TIGHTENING_PASSES = 8;

/** A component before its nodes have ranks: what is the same for every ranking of it. */
export interface UnrankedPart extends Precedence {
  readonly part: Component;
  /** 1 where the edge runs against the columns. */
  readonly reversed: Uint8Array;
  /** Ends of the edges, those of reversed edges exchanged. */
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** Extent of every node across the flow. */
  readonly height: Float64Array;
  /** Made when ranks are spread for the first time. */
  spreader: RankSpreader | null;
}

/** Decides which edges run backwards. A labelled edge gets a column for its label. */
export function unrankedPart(flow: FlowGraph, part: Component): UnrankedPart {
  const n = part.nodes.length;
  const level = levelsOf(flow, part);
  if (n === 1) return { ...NO_PRECEDENCE, part, level };
  const m = part.edges.length;
  const reversed = reversedEdges(part, level);
  const from = new Int32Array(m);
  const to = new Int32Array(m);
  const length = new Int32Array(m);
  for (let e = 0; e < m; e++) {
    const back = reversed[e] === 1;
    from[e] = back ? part.target[e]! : part.source[e]!;
    to[e] = back ? part.source[e]! : part.target[e]!;
    length[e] = flow.labelWidth[part.edges[e]!]! >= 0 && !back ? 2 : 1;
  }
  const out = adjacency(n, from, to);
  const into = adjacency(n, to, from);
  const topological = topologicalOrder(n, out, into);
  const height = heightsOf(flow, part);
  return { part, level, reversed, from, to, length, out, into, topological, height, spreader: null };
}

function levelsOf(flow: FlowGraph, { nodes }: Component): Int32Array {
  const level = new Int32Array(nodes.length);
  for (let i = 0; i < level.length; i++) level[i] = flow.level[nodes[i]!]!;
  return level;
}

/** The same with sizes of boxes that have changed. */
export const resizedPart = (flow: FlowGraph, unranked: UnrankedPart): UnrankedPart => ({
  ...unranked,
  height: heightsOf(flow, unranked.part),
});

function heightsOf(flow: FlowGraph, { nodes }: Component): Float64Array {
  const height = new Float64Array(nodes.length);
  for (let i = 0; i < height.length; i++) height[i] = flow.height[nodes[i]!]!;
  return height;
}

const NONE = new Int32Array(0);
const NO_NEIGHBOURS: Adjacency = { start: new Int32Array(2), to: NONE, edge: NONE };

/** Of a node that stands alone: there may be many, so they share it. */
const NO_PRECEDENCE = {
  reversed: new Uint8Array(0),
  from: NONE,
  to: NONE,
  length: NONE,
  out: NO_NEIGHBOURS,
  into: NO_NEIGHBOURS,
  topological: new Int32Array(1),
  height: new Float64Array(1),
  spreader: null,
};

/**
 * Puts the nodes into columns: by level, then by the longest path inside the level.
 *
 * @param most how tall a column should be at most
 */
export function rankNodes(unranked: UnrankedPart, most = Infinity): Ranking {
  const { level, reversed, from, to, length, out, into, topological } = unranked;
  const n = level.length;
  if (n === 1) return { rank: topological, rankCount: 1, levelOf: level, reversed, topological };
  const rank =
    most < Infinity
      ? (unranked.spreader ??= new RankSpreader(unranked)).spread(unranked.height, most)
      : ranksInsideLevels(level, out, into, length, topological);

  // Where there is one level, as mostly, its columns are those of the drawing.
  if (isUniform(level)) {
    let rankCount = 0;
    for (let v = 0; v < n; v++) rankCount = Math.max(rankCount, rank[v]! + 1);
    const levelOf = new Int32Array(rankCount).fill(level[0]!);
    return { rank, rankCount, levelOf, reversed, topological };
  }
  const levels = [...new Set(level)].sort((a, b) => a - b);
  const place = new Map(levels.map((value, i) => [value, i]));
  const columns = new Int32Array(levels.length);
  for (let v = 0; v < n; v++) {
    const i = place.get(level[v]!) ?? 0;
    columns[i] = Math.max(columns[i]!, rank[v]! + 1);
  }
  // A label between two levels needs a column of its own where the edge goes from the last column straight to the first.
  const gap = new Int32Array(levels.length);
  for (let e = 0; e < from.length; e++) {
    const i = place.get(level[from[e]!]!) ?? 0;
    const j = place.get(level[to[e]!]!) ?? 0;
    const adjacent = j === i + 1 && rank[from[e]!]! === columns[i]! - 1 && rank[to[e]!]! === 0;
    if (adjacent && length[e]! === 2) gap[i] = 1;
  }
  const base = new Int32Array(levels.length);
  const levelOf: number[] = [];
  levels.forEach((value, i) => {
    base[i] = levelOf.length;
    for (let k = columns[i]! + gap[i]!; k > 0; k--) levelOf.push(value);
  });
  for (let v = 0; v < n; v++) rank[v] = rank[v]! + base[place.get(level[v]!) ?? 0]!;
  return { rank, rankCount: levelOf.length, levelOf: Int32Array.from(levelOf), reversed, topological };
}

const isUniform = (values: Int32Array): boolean => values.every((value) => value === values[0]);

function topologicalOrder(n: number, out: Adjacency, into: Adjacency): Int32Array {
  const order = new Int32Array(n);
  const waiting = new Int32Array(n);
  let end = 0;
  for (let v = 0; v < n; v++) {
    waiting[v] = degree(into, v);
    if (waiting[v]! === 0) order[end++] = v;
  }
  for (let i = 0; i < end; i++) {
    const v = order[i]!;
    for (let k = out.start[v]!; k < out.start[v + 1]!; k++) {
      const w = out.to[k]!;
      waiting[w] = waiting[w]! - 1;
      if (waiting[w] === 0) order[end++] = w;
    }
  }
  return order;
}

/** Longest path from the sources of each level, then nodes pulled to where their edges become shorter. */
function ranksInsideLevels(
  level: Int32Array,
  out: Adjacency,
  into: Adjacency,
  length: Int32Array,
  topological: Int32Array,
): Int32Array {
  const n = level.length;
  const rank = new Int32Array(n);
  const lowest = (v: number): number => {
    let low = 0;
    for (let k = into.start[v]!; k < into.start[v + 1]!; k++) {
      const u = into.to[k]!;
      if (level[u]! === level[v]!) low = Math.max(low, rank[u]! + length[into.edge[k]!]!);
    }
    return low;
  };
  const outInside = new Int32Array(n);
  const intoInside = new Int32Array(n);
  for (let v = 0; v < n; v++) {
    for (let k = out.start[v]!; k < out.start[v + 1]!; k++) {
      const w = out.to[k]!;
      if (level[w]! !== level[v]!) continue;
      outInside[v] = outInside[v]! + 1;
      intoInside[w] = intoInside[w]! + 1;
    }
  }
  for (let i = 0; i < n; i++) {
    const v = topological[i]!;
    rank[v] = lowest(v);
  }
  for (let pass = 0; pass < TIGHTENING_PASSES; pass++) {
    let moved = false;
    for (let i = n - 1; i >= 0; i--) {
      const v = topological[i]!;
      if (outInside[v]! <= intoInside[v]!) continue;
      let high = Infinity;
      for (let k = out.start[v]!; k < out.start[v + 1]!; k++) {
        const w = out.to[k]!;
        if (level[w]! === level[v]!) high = Math.min(high, rank[w]! - length[out.edge[k]!]!);
      }
      if (high > rank[v]!) {
        rank[v] = high;
        moved = true;
      }
    }
    for (let i = 0; i < n; i++) {
      const v = topological[i]!;
      if (outInside[v]! > 0 && intoInside[v]! <= outInside[v]!) continue;
      const low = lowest(v);
      if (low < rank[v]!) {
        rank[v] = low;
        moved = true;
      }
    }
    if (!moved) break;
  }
  // Tightening may leave the first column of a level empty.
  if (isUniform(level)) {
    let first = Infinity;
    for (let v = 0; v < n; v++) first = Math.min(first, rank[v]!);
    for (let v = 0; v < n; v++) rank[v]! -= first;
    return rank;
  }
  const first = new Map<number, number>();
  for (let v = 0; v < n; v++) first.set(level[v]!, Math.min(first.get(level[v]!) ?? Infinity, rank[v]!));
  for (let v = 0; v < n; v++) rank[v] = rank[v]! - (first.get(level[v]!) ?? 0);
  return rank;
}
