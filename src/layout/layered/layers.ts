import type { FlowGraph } from '../flow-graph.js';
import { at } from '../typed.js';
import { adjacency, type Adjacency } from './adjacency.js';
import type { Component } from './components.js';
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
  readonly into: Adjacency;
  readonly out: Adjacency;
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

/** Dummies per node and edge, and in all; with them, time and memory stay linear however long the edges are. */
const DUMMIES_PER_ITEM = 20;
const MAX_DUMMIES = 150_000;

/** Adds the dummies to a ranked component, the shortest edges first as long as the budget lasts. */
export function makeLayers(flow: FlowGraph, part: Component, ranking: Ranking): Layers {
  const n = part.nodes.length;
  const m = part.edges.length;
  const { rank: nodeRank, reversed } = ranking;
  const first = (e: number): number => (at(reversed, e) ? at(part.target, e) : at(part.source, e));
  const last = (e: number): number => (at(reversed, e) ? at(part.source, e) : at(part.target, e));
  const span = Int32Array.from(part.edges, (_, e) => at(nodeRank, last(e)) - at(nodeRank, first(e)));

  // The shortest edges get dummies first; so companions also nest, the shortest innermost.
  const bySpan = Int32Array.from(part.edges, (_, e) => e).sort((a, b) => at(span, a) - at(span, b) || a - b);
  const need = (e: number): number => at(span, e) - 1 + 2 * at(reversed, e);
  const express = new Uint8Array(m);
  const firstDummy = new Int32Array(m);
  let budget = Math.min(MAX_DUMMIES, DUMMIES_PER_ITEM * (n + m));
  let count = n;
  for (const e of bySpan) {
    if (need(e) > budget) express[e] = 1;
    else {
      firstDummy[e] = count;
      count += need(e);
      budget -= need(e);
    }
  }

  const rank = new Int32Array(count);
  rank.set(nodeRank);
  const above = new Float64Array(count);
  const below = new Float64Array(count);
  const width = new Float64Array(count);
  const companionOf = new Int32Array(count).fill(-1);
  for (let i = 0; i < n; i++) {
    const v = at(part.nodes, i);
    above[i] = at(flow.entryY, v);
    below[i] = at(flow.height, v) - at(flow.entryY, v);
    width[i] = at(flow.width, v);
  }
  const chainStart = new Int32Array(m + 1);
  const chain: number[] = [];
  const labelVertex = new Int32Array(m).fill(-1);
  const from: number[] = [];
  const to: number[] = [];
  for (let e = 0; e < m; e++) {
    chainStart[e] = chain.length;
    if (at(express, e)) continue;
    const back = at(reversed, e) === 1;
    const size = need(e);
    const start = at(nodeRank, first(e)) + (back ? 0 : 1);
    let previous = back ? -1 : first(e);
    for (let k = 0; k < size; k++) {
      const v = at(firstDummy, e) + k;
      rank[v] = start + k;
      if (previous >= 0) {
        from.push(previous);
        to.push(v);
      }
      chain.push(v);
      previous = v;
    }
    if (back) {
      companionOf[at(firstDummy, e)] = first(e);
      companionOf[at(firstDummy, e) + size - 1] = last(e);
    } else {
      from.push(previous);
      to.push(last(e));
    }
    const edge = at(part.edges, e);
    if (at(flow.labelWidth, edge) < 0) continue;
    const middle = at(firstDummy, e) + (back ? size >> 1 : (size - 1) >> 1);
    labelVertex[e] = middle;
    width[middle] = at(flow.labelWidth, edge);
    above[middle] = at(flow.labelHeight, edge) / 2;
    below[middle] = at(flow.labelHeight, edge) / 2;
  }
  chainStart[m] = chain.length;
  const sources = Int32Array.from(from);
  const targets = Int32Array.from(to);
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
    chain: Int32Array.from(chain),
    labelVertex,
    express,
  };
}
