import type { FlowGraph } from '../flow-graph.js';
import { adjacency, type Neighbours } from './adjacency.js';
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
  /** Dummies that each edge needs. */
  const need = new Int32Array(m);
  for (let e = 0; e < m; e++) need[e] = nodeRank[last(e)]! - nodeRank[first(e)]! - 1 + 2 * reversed[e]!;
  const { firstDummy, express, count } = giveDummies(n, need, ranking.rankCount);

  const rank = new Int32Array(count);
  rank.set(nodeRank);
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
  const chainStart = new Int32Array(m + 1);
  const chain = new Int32Array(count - n);
  const labelVertex = new Int32Array(m).fill(-1);
  // A chain of dummies has one edge more than it has dummies, and one less where both its ends are companions.
  const from = new Int32Array(count - n + m);
  const to = new Int32Array(count - n + m);
  let links = 0;
  let end = 0;
  for (let e = 0; e < m; e++) {
    chainStart[e] = end;
    if (express[e] === 1) continue;
    const back = reversed[e] === 1;
    const size = need[e]!;
    const start = nodeRank[first(e)]! + (back ? 0 : 1);
    let previous = back ? -1 : first(e);
    for (let k = 0; k < size; k++) {
      const v = firstDummy[e]! + k;
      rank[v] = start + k;
      if (previous >= 0) {
        from[links] = previous;
        to[links++] = v;
      }
      chain[end++] = v;
      previous = v;
    }
    if (back) {
      companionOf[firstDummy[e]!] = first(e);
      companionOf[firstDummy[e]! + size - 1] = last(e);
    } else {
      from[links] = previous;
      to[links++] = last(e);
    }
    const edge = part.edges[e]!;
    if (flow.labelWidth[edge]! < 0) continue;
    const middle = firstDummy[e]! + (back ? size >> 1 : (size - 1) >> 1);
    labelVertex[e] = middle;
    width[middle] = flow.labelWidth[edge]!;
    above[middle] = flow.labelHeight[edge]! / 2;
    below[middle] = flow.labelHeight[edge]! / 2;
  }
  chainStart[m] = end;
  const sources = from.subarray(0, links);
  const targets = to.subarray(0, links);
  return {
    count,
    realCount: n,
    rank,
    rankCount: ranking.rankCount,
    from: sources,
    to: targets,
    out: adjacency(count, sources, targets),
    into: adjacency(count, targets, sources),
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
 * Numbers the dummies behind the nodes, those of short edges first: so the budget goes round, and of the companions of
 * one node the lower numbers belong to the shorter edges.
 */
function giveDummies(
  n: number,
  need: Int32Array,
  rankCount: number,
): { readonly firstDummy: Int32Array; readonly express: Uint8Array; readonly count: number } {
  const m = need.length;
  const byNeed = new Int32Array(m);
  const edgesByNeed = new Int32Array(rankCount + 2);
  for (let e = 0; e < m; e++) edgesByNeed[need[e]!]!++;
  const place = new Int32Array(rankCount + 2);
  for (let k = 1; k < place.length; k++) place[k] = place[k - 1]! + edgesByNeed[k - 1]!;
  for (let e = 0; e < m; e++) byNeed[place[need[e]!]!++] = e;

  const firstDummy = new Int32Array(m);
  const express = new Uint8Array(m);
  const longest = longestChain(edgesByNeed, mostDummies(n + m));
  let count = n;
  for (let i = 0; i < m; i++) {
    const e = byNeed[i]!;
    if (need[e]! > longest) express[e] = 1;
    else {
      firstDummy[e] = count;
      count += need[e]!;
    }
  }
  return { firstDummy, express, count };
}
