import type { FlowGraph } from '../flow-graph.js';
import { at } from '../typed.js';
import type { Block } from './block.js';
import { blockInRows } from './block-in-rows.js';
import { endRanks } from './legs.js';

/** A fold that more edges have to go round is harder to read than a row that is a little too long. */
export const FEW_EDGES = 4;
/** Shorter rows are no lines of text but a puzzle: the ways back would be longer than what they lead to. */
export const FEWEST_RANKS = 4;
/** A row may be shorter than the longest by this share, to end where few edges go on. */
const SHORTEST_ROW = 0.55;
const EDGE_COST = 0.12;
/** Of an end behind which too many edges go on: any other is better. */
const TOO_MANY_COST = 100;
const SEARCHES = 12;
/** As many rows as were meant, whatever is lost in dividing. */
const ROUNDING = 0.01;

/**
 * Folds a long block of one level into rows like lines of text, at ranks behind which few edges go on.
 *
 * @param limit about how long a row may be
 * @param mostEdges how many edges may go on behind a row
 * @returns the block itself where it is short enough, or cannot be folded
 */
export function foldBlock(flow: FlowGraph, block: Block, limit: number, mostEdges = FEW_EDGES): Block {
  if (block.span <= limit || block.lowLevel !== block.highLevel || hasOuterLabels(flow, block)) return block;
  const going = edgesGoingOn(block);
  const rows = Math.ceil(block.span / limit - ROUNDING);
  if (block.layers.rankCount < rows * FEWEST_RANKS) return block;
  let [least, most] = [block.span / rows, block.span];
  let starts: readonly number[] = [0];
  for (let search = 0; search < SEARCHES; search++) {
    const middle = (least + most) / 2;
    const tried = rowStarts(block, going, middle, mostEdges);
    const isCrowded = tried.some((start) => start > 0 && at(going, start - 1) > mostEdges);
    if (tried.length > rows || isCrowded) least = middle;
    else [most, starts] = [middle, tried];
  }
  if (starts.length === 1) return block;
  const ends = starts.slice(1).map((start) => start - 1);
  return blockInRows(block, ends);
}

/** Labels of edges that are led round the outside have their room above one row only. */
const hasOuterLabels = ({ labelWidth }: FlowGraph, { part, layers }: Block): boolean =>
  layers.express.some((express, e) => express === 1 && labelWidth[part.edges[e]!]! >= 0);

/** How many edges go on behind each rank, of those that are not led round the outside. */
function edgesGoingOn({ part, layers }: Block): Int32Array {
  const going = new Int32Array(layers.rankCount + 1);
  part.edges.forEach((_, e) => {
    if (layers.express[e] === 1) return;
    const [s, t] = endRanks(part, layers, e);
    going[s] = at(going, s) + 1;
    going[t] = at(going, t) - 1;
  });
  for (let r = 1; r <= layers.rankCount; r++) going[r] = at(going, r) + at(going, r - 1);
  return going;
}

/** Fills rows of at most this length; each ends where the fewest edges go on for the room that is left empty. */
function rowStarts(
  { offset, rankWidth, layers }: Block,
  going: Int32Array,
  limit: number,
  mostEdges: number,
): number[] {
  const starts: number[] = [];
  for (let from = 0; from < layers.rankCount;) {
    starts.push(from);
    let [best, least] = [from, Infinity];
    for (let r = from; r < layers.rankCount; r++) {
      const length = at(offset, r) + at(rankWidth, r) - at(offset, from);
      if (length > limit && r > from) break;
      // Where no rank is long enough and short enough, the row takes what it can.
      if (least === Infinity) best = r;
      if (length < SHORTEST_ROW * limit && r < layers.rankCount - 1) continue;
      const tooMany = at(going, r) > mostEdges ? TOO_MANY_COST : 0;
      const empty = 1 - length / limit;
      const cost = EDGE_COST * at(going, r) + empty * empty + tooMany;
      if (r === layers.rankCount - 1 || cost <= least) [best, least] = [r, cost];
    }
    from = best + 1;
  }
  return starts;
}
