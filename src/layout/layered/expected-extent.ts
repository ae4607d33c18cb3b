import type { FlowGraph } from '../flow-graph.js';
import type { BlockExtent } from './compose.js';
import { longestChain, mostDummies } from './dummies.js';
import { gapsBehindRanks, rankOffsets } from './rank-gaps.js';
import type { Ranking, UnrankedPart } from './ranks.js';
import { EDGE_GAP, NODE_GAP } from './spacing.js';

/** How far the edges climb that climb the furthest behind a rank, as a share of the height. */
const CLIMB = 0.35;

export interface ExpectedExtent extends BlockExtent {
  /** How many times as many dummies its ranks take as it may have. */
  readonly overload: number;
}

/**
 * About how much room a component will take that has its ranks only: whether it fits can be told before anything is
 * ordered and placed, which takes ten times as long.
 *
 * @param slack how tall the whole will be, by its tallest rank
 */
export function expectedExtent(
  flow: FlowGraph,
  { part, from, to, reversed }: UnrankedPart,
  { rank, rankCount, levelOf }: Ranking,
  slack: number,
): ExpectedExtent {
  const rankWidth = new Float64Array(rankCount);
  const height = new Float64Array(rankCount);
  const onlyLabels = new Uint8Array(rankCount).fill(1);
  for (let i = 0; i < rank.length; i++) {
    const v = part.nodes[i]!;
    const r = rank[i]!;
    onlyLabels[r] = 0;
    rankWidth[r] = Math.max(rankWidth[r]!, flow.width[v]!);
    height[r]! += flow.height[v]! + NODE_GAP;
  }
  const edgesByNeed = new Int32Array(rankCount + 2);
  let dummies = 0;
  for (let e = 0; e < from.length; e++) {
    const need = rank[to[e]!]! - rank[from[e]!]! - 1 + 2 * reversed[e]!;
    edgesByNeed[need]!++;
    dummies += need;
  }
  const most = mostDummies(rank.length + from.length);
  const longest = longestChain(edgesByNeed, most);
  /** How many more edges pass each rank than the one before. */
  const passing = new Int32Array(rankCount + 1);
  for (let e = 0; e < from.length; e++) {
    const back = reversed[e]!;
    const first = rank[from[e]!]! + 1 - back;
    const end = rank[to[e]!]! + back;
    if (end - first > longest) continue;
    passing[first]!++;
    passing[end]!--;
    const edge = part.edges[e]!;
    const labelHeight = flow.labelHeight[edge]!;
    if (flow.labelWidth[edge]! < 0 || first >= end) continue;
    const middle = (first + end - 1) >> 1;
    height[middle]! += labelHeight;
    rankWidth[middle] = Math.max(rankWidth[middle]!, flow.labelWidth[edge]!);
  }
  let open = 0;
  let tallest = 0;
  for (let r = 0; r < rankCount; r++) {
    open += passing[r]!;
    tallest = Math.max(tallest, height[r]! + open * EDGE_GAP - NODE_GAP);
  }
  const bottom = rank.length === 1 ? tallest : tallest * slack;
  const climb = new Float64Array(rankCount).fill(CLIMB * bottom);
  const rankGap = gapsBehindRanks({ levelOf, onlyLabels, climb });
  const offset = rankOffsets(levelOf, rankWidth, rankGap);
  return {
    layers: { count: rank.length + dummies },
    overload: dummies / Math.max(1, most),
    levelOf,
    rankWidth,
    rankGap,
    offset,
    span: offset[rankCount - 1]! + rankWidth[rankCount - 1]!,
    top: 0,
    bottom,
    lowLevel: levelOf[0]!,
    highLevel: levelOf[rankCount - 1]!,
  };
}
