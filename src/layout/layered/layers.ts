import type { FlowGraph } from '../flow-graph.js';
import { neighbours, type Neighbours } from './adjacency.js';
import type { Component } from './components.js';
import { longestChain, mostDummies } from './dummies.js';
import type { Ranking } from './ranks.js';

/**
 * A proper layered graph: every edge goes from one rank to the next. Vertices below `realCount` are the component's
 * nodes; the others are dummies that keep room for long edges and labels. A backward edge has dummies also in the
 * ranks of its two ends, which stay beside those ends (`companionOf`), so that it can turn round them.
 */
export interface Layers {
  readonly count: number;
  readonly realCount: number;
  readonly rank: Int32Array;
  readonly rankCount: number;
  /** Ends of the edges from one rank to the next. */
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly into: Neighbours;
  readonly out: Neighbours;
  /** Extent of a vertex from its line (where edges pass or attach) upwards and downwards. */
  readonly above: Float64Array;
  readonly below: Float64Array;
  /** Along the flow; 0 for dummies without a label. */
  readonly width: Float64Array;
  /** The vertex that a dummy stays beside, or -1. */
  readonly companionOf: Int32Array;
  /** Dummies of edge e: `chain[chainStart[e]]` up to `chain[chainStart[e + 1] - 1]`, by ascending rank. */
  readonly chainStart: Int32Array;
  readonly chain: Int32Array;
  /** The dummy that holds the label of edge e, or -1. */
  readonly labelVertex: Int32Array;
  /** 1 where the edge is too long for dummies (they are budgeted): it is led round the outside. */
  readonly express: Uint8Array;
}

/** Adds the dummies to a ranked component, the shortest edges first as long as the budget lasts. */
export function makeLayers(flow: FlowGraph, part: Component, ranking: Ranking): Layers {
  const n = part.nodes.length;
  const m = part.edges.length;
  if (m === 0) return layersOfOne(flow, part.nodes[0]!);
  const { rank: nodeRank, reversed } = ranking;
  const first = (e: number): number => (reversed[e] === 1 ? part.target[e]! : part.source[e]!);
  const last = (e: number): number => (reversed[e] === 1 ? part.source[e]! : part.target[e]!);
  /** Dummies that each edge needs, and the rank of the first of them. */
  const need = new Int32Array(m);
  const startRank = new Int32Array(m);
  for (let e = 0; e < m; e++) {
    startRank[e] = nodeRank[first(e)]! + 1 - reversed[e]!;
    need[e] = nodeRank[last(e)]! - startRank[e]! + reversed[e]!;
  }
  const { rank, chainStart, chain, express } = addDummies(nodeRank, ranking.rankCount, startRank, need);
  const count = rank.length;
  const above = new Float64Array(count);
  const below = new Float64Array(count);
  const width = new Float64Array(count);
  const companionOf = new Int32Array(count).fill(-1);
  for (let i = 0; i < n; i++) {
    const v = part.nodes[i]!;
    above[i] = flow.entryY[v]!;
    below[i] = flow.height[v]! - flow.entryY[v]!;
    width[i] = flow.width[v]!;
  }
  const labelVertex = new Int32Array(m).fill(-1);
  // A chain of dummies has one edge more than it has dummies, and one less where both its ends are companions.
  const from = new Int32Array(count - n + m);
  const to = new Int32Array(count - n + m);
  let links = 0;
  const link = (u: number, v: number): void => {
    from[links] = u;
    to[links++] = v;
  };
  for (let e = 0; e < m; e++) {
    if (express[e] === 1) continue;
    const begin = chainStart[e]!;
    const end = chainStart[e + 1]!;
    const isBack = reversed[e] === 1;
    if (begin === end) {
      link(first(e), last(e));
      continue;
    }
    if (!isBack) link(first(e), chain[begin]!);
    for (let k = begin + 1; k < end; k++) link(chain[k - 1]!, chain[k]!);
    if (isBack) {
      companionOf[chain[begin]!] = first(e);
      companionOf[chain[end - 1]!] = last(e);
    } else link(chain[end - 1]!, last(e));
    const edge = part.edges[e]!;
    if (flow.labelWidth[edge]! < 0) continue;
    const size = end - begin;
    const middle = chain[begin + (isBack ? size >> 1 : (size - 1) >> 1)]!;
    labelVertex[e] = middle;
    width[middle] = flow.labelWidth[edge]!;
    above[middle] = flow.labelHeight[edge]! / 2;
    below[middle] = flow.labelHeight[edge]! / 2;
  }
  const sources = from.subarray(0, links);
  const targets = to.subarray(0, links);
  return {
    count,
    realCount: n,
    rank,
    rankCount: ranking.rankCount,
    from: sources,
    to: targets,
    out: neighbours(count, sources, targets),
    into: neighbours(count, targets, sources),
    above,
    below,
    width,
    companionOf,
    chainStart,
    chain,
    labelVertex,
    express,
  };
}

const NONE = new Int32Array(0);
const NO_NEIGHBOURS: Neighbours = { start: new Int32Array(2), to: NONE };
const NO_CHAINS = new Int32Array(1);
const NO_COMPANIONS = Int32Array.of(-1);
const FIRST_RANK = new Int32Array(1);
const NOT_EXPRESS = new Uint8Array(0);

/** A node that stands alone: there may be many, so they share what is the same for all. */
function layersOfOne(flow: FlowGraph, v: number): Layers {
  return {
    count: 1,
    realCount: 1,
    rank: FIRST_RANK,
    rankCount: 1,
    from: NONE,
    to: NONE,
    out: NO_NEIGHBOURS,
    into: NO_NEIGHBOURS,
    above: Float64Array.of(flow.entryY[v]!),
    below: Float64Array.of(flow.height[v]! - flow.entryY[v]!),
    width: Float64Array.of(flow.width[v]!),
    companionOf: NO_COMPANIONS,
    chainStart: NO_CHAINS,
    chain: NONE,
    labelVertex: NONE,
    express: NOT_EXPRESS,
  };
}

/**
 * Numbers the dummies behind the nodes, rank by rank: what works rank by rank then finds its numbers side by side in
 * memory. In a rank those of short edges come first: so of the companions of one node the lower numbers belong to the
 * shorter edges.
 */
function addDummies(
  nodeRank: Int32Array,
  rankCount: number,
  startRank: Int32Array,
  need: Int32Array,
): Pick<Layers, 'rank' | 'chainStart' | 'chain' | 'express'> {
  const n = nodeRank.length;
  const m = need.length;
  const { byNeed, withDummies } = edgesWithDummies(need, rankCount, mostDummies(n + m));
  const express = new Uint8Array(m).fill(1);
  for (let i = 0; i < withDummies; i++) express[byNeed[i]!] = 0;
  const chainStart = new Int32Array(m + 1);
  const next = new Int32Array(rankCount + 1);
  for (let e = 0; e < m; e++) {
    const size = express[e] === 1 ? 0 : need[e]!;
    chainStart[e + 1] = chainStart[e]! + size;
    if (size === 0) continue;
    next[startRank[e]!]!++;
    next[startRank[e]! + size]!--;
  }
  const rank = new Int32Array(n + chainStart[m]!);
  rank.set(nodeRank);
  for (let r = 0, open = 0, free = n; r < rankCount; r++) {
    open += next[r]!;
    next[r] = free;
    rank.fill(r, free, free + open);
    free += open;
  }
  const chain = new Int32Array(chainStart[m]!);
  for (let i = 0; i < withDummies; i++) {
    const e = byNeed[i]!;
    const end = chainStart[e + 1]!;
    for (let k = chainStart[e]!, r = startRank[e]!; k < end; k++, r++) chain[k] = next[r]!++;
  }
  return { rank, chainStart, chain, express };
}

/** Edges by how many dummies they need, and how many of them get theirs: the shortest, so the budget goes round. */
function edgesWithDummies(
  need: Int32Array,
  rankCount: number,
  budget: number,
): { readonly byNeed: Int32Array; readonly withDummies: number } {
  const place = new Int32Array(rankCount + 3);
  for (let e = 0; e < need.length; e++) place[need[e]! + 1]!++;
  const longest = longestChain(place.subarray(1), budget);
  for (let k = 1; k < place.length; k++) place[k]! += place[k - 1]!;
  const withDummies = place[longest + 1]!;
  const byNeed = new Int32Array(need.length);
  for (let e = 0; e < need.length; e++) byNeed[place[need[e]!]!++] = e;
  return { byNeed, withDummies };
}
