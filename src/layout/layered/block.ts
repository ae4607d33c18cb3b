import type { FlowGraph } from '../flow-graph.js';
import type { Component } from './components.js';
import { assignLines } from './coordinates.js';
import { makeLayers, type Layers } from './layers.js';
import type { OutsideRows } from './block-in-rows.js';
import type { Fold } from './fold-lanes.js';
import { orderVertices, type Order } from './order.js';
import { gapsBehindRanks, rankOffsets } from './rank-gaps.js';
import type { Ranking, UnrankedPart } from './ranks.js';
import { lanesOf, levelEnds, type Lanes, type LevelEnds } from './straighten.js';
import { turnsOfBackwardEdges } from './turns.js';

/** A component laid out on its own: its columns still have to be placed along the flow, and it has to be placed as a whole. */
export interface Block {
  readonly part: Component;
  readonly layers: Layers;
  readonly order: Order;
  readonly ranking: Ranking;
  readonly reversed: Uint8Array;
  /** Level of each rank. */
  readonly levelOf: Int32Array;
  /** Width of each rank, room for the turns of backward edges included, and space behind it. */
  readonly rankWidth: Float64Array;
  readonly rankGap: Float64Array;
  /** Where each rank begins, counted from the beginning of its level. */
  readonly offset: Float64Array;
  /** How edges pass between one row and the next, by the last rank of each row but the last. */
  readonly folds: ReadonlyMap<number, Fold>;
  /** How edges that are led round the outside go from row to row; `null` where there is one row, or no such edge. */
  readonly outside: OutsideRows | null;
  /** Of the part of a block of one level. */
  readonly span: number;
  /** How far from the middle of its rank a backward edge turns, by its dummy beside the end; else unused. */
  readonly turn: Float64Array;
  readonly lanes: Lanes;
  readonly level: LevelEnds;
  /** Line (y) of every vertex, of every edge that is led round the outside (else unused), and the extent of all. */
  readonly line: Float64Array;
  readonly outerLine: Float64Array;
  readonly top: number;
  readonly bottom: number;
  readonly lowLevel: number;
  readonly highLevel: number;
}

const OUTER_LINE_GAP = 12;
const OUTER_LINES = 8;
/** Room for the lines of edges without labels that are led round the outside. */
export const OUTER_ROOM = OUTER_LINE_GAP * (OUTER_LINES + 1);

/**
 * Lays out one component in its ranks: order, lines, and the widths of ranks and of the spaces between them.
 *
 * @param slack how tall it may become, by its tallest rank
 */
export function layOutBlock(
  flow: FlowGraph,
  unranked: UnrankedPart,
  ranking: Ranking,
  slack = Infinity,
): Block {
  const { part } = unranked;
  const layers = makeLayers(flow, part, ranking);
  const order = orderVertices(layers, unranked);
  return shapeBlock(flow, { part, ranking, layers, order }, assignLines(layers, order, slack));
}

/** The same block with its lines further apart, and its ranks where they are: wider gaps would undo what is won. */
export function stretchBlock(flow: FlowGraph, block: Block, factor: number): Block {
  const line = block.line.map((y) => y * factor);
  return shapeBlock(flow, block, line, block.rankGap);
}

function shapeBlock(
  flow: FlowGraph,
  { part, ranking, layers, order }: Pick<Block, 'part' | 'ranking' | 'layers' | 'order'>,
  line: Float64Array,
  givenGap: Float64Array | null = null,
): Block {
  const { rankCount } = layers;
  const { levelOf } = ranking;

  const turn = turnsOfBackwardEdges(layers, order);
  const { rankWidth, onlyLabels, climb, top: highest, bottom } = measureRanks(layers, line, turn);
  const rankGap = givenGap ?? gapsBehindRanks({ levelOf, onlyLabels, climb });

  const lanes = lanesOf(layers, order, line, { top: highest, bottom });
  const level = levelEnds(flow, part, { layers, lanes, line, rankWidth, rankGap });

  const { outerLine, top } = outerLines(flow, part, layers, highest);
  const offset = rankOffsets(levelOf, rankWidth, rankGap);
  return {
    part,
    layers,
    order,
    ranking,
    offset,
    folds: new Map(),
    outside: null,
    span: offset[rankCount - 1]! + rankWidth[rankCount - 1]!,
    reversed: ranking.reversed,
    levelOf,
    rankWidth,
    rankGap,
    turn,
    lanes,
    level,
    line,
    outerLine,
    top,
    bottom,
    lowLevel: levelOf[0]!,
    highLevel: levelOf[rankCount - 1]!,
  };
}

/** How wide the ranks are, which hold labels only, how far edges climb behind each, and how tall all are together. */
function measureRanks(
  { count, rankCount, rank, width, above, below, realCount, out }: Layers,
  line: Float64Array,
  turn: Float64Array,
): {
  readonly rankWidth: Float64Array;
  readonly onlyLabels: Uint8Array;
  readonly climb: Float64Array;
  readonly top: number;
  readonly bottom: number;
} {
  const rankWidth = new Float64Array(rankCount);
  const onlyLabels = new Uint8Array(rankCount).fill(1);
  const climb = new Float64Array(rankCount);
  let top = Infinity;
  let bottom = -Infinity;
  for (let v = 0; v < count; v++) {
    const r = rank[v]!;
    const y = line[v]!;
    const wide = Math.max(width[v]!, 2 * turn[v]!);
    if (wide > rankWidth[r]!) rankWidth[r] = wide;
    if (v < realCount) onlyLabels[r] = 0;
    if (y - above[v]! < top) top = y - above[v]!;
    if (y + below[v]! > bottom) bottom = y + below[v]!;
    const end = out.start[v + 1]!;
    for (let k = out.start[v]!; k < end; k++) {
      const height = Math.abs(line[out.to[k]!]! - y);
      if (height > climb[r]!) climb[r] = height;
    }
  }
  return { rankWidth, onlyLabels, climb, top, bottom };
}

/** Lines above all ranks for edges that are led round the outside, those with labels one above the other. */
function outerLines(
  { labelHeight }: FlowGraph,
  { edges }: Component,
  { express }: Layers,
  top: number,
): { readonly outerLine: Float64Array; readonly top: number } {
  const outerLine = new Float64Array(edges.length);
  const shared = top;
  let used = 0;
  for (let e = 0; e < outerLine.length; e++) {
    if (express[e] !== 1 || labelHeight[edges[e]!]! >= 0) continue;
    outerLine[e] = shared - OUTER_LINE_GAP * (1 + (used++ % OUTER_LINES));
    top = Math.min(top, outerLine[e]!);
  }
  for (let e = 0; e < outerLine.length; e++) {
    const label = labelHeight[edges[e]!]!;
    if (express[e] !== 1 || label < 0) continue;
    outerLine[e] = top - OUTER_LINE_GAP - label / 2;
    top = outerLine[e]! - label / 2;
  }
  return { outerLine, top };
}
