import type { FlowGraph } from '../flow-graph.js';
import { at } from '../typed.js';
import { OUTER_ROOM, type Block } from './block.js';

/** Where a block's ranks go on in the next row. */
export interface Fold {
  /** The last rank of the row. */
  readonly rank: number;
  /** The ways back to the beginning of the next row, by edge of the component. */
  readonly lanes: ReadonlyMap<number, Lane>;
}

/** The way of an edge to the next row, relative to the block as it is placed. */
export interface Lane {
  /** How far behind the row's last rank, and before the next row's first, the edge turns. */
  readonly behind: number;
  readonly before: number;
  /** Across the flow, between the two rows. */
  readonly line: number;
}

/** The ways of edges that are led round the outside: along the top of their rows, and down the side of all. */
export interface OutsideRows {
  /** How far the line along each rank's row lies from the outer line of an edge that runs there. */
  readonly shift: Float64Array;
  /** How far the line down the side lies from the same, from the beginning of the block. */
  readonly side: number;
}

/** A fold that more edges have to go round is harder to read than a row that is a little too long. */
export const FEW_EDGES = 4;
/** Shorter rows are no lines of text but a puzzle: the ways back would be longer than what they lead to. */
export const FEWEST_RANKS = 4;
/** Space between a row and the nearest way back, and from one way back to the next, along the flow and across it. */
const ROW_GAP = 22;
const TURN = 14;
const LANE_STEP = 9;
/** A row may be shorter than the longest by this share, to end where few edges go on. */
const SHORTEST_ROW = 0.55;
const EDGE_COST = 0.12;
/** Of an end behind which too many edges go on: any other is better. */
const TOO_MANY_COST = 100;
const SEARCHES = 12;
/** As many rows as were meant, whatever is lost in dividing. */
const ROUNDING = 0.01;

/**
 * Folds a long block of one level into rows like lines of text, at ranks behind which few edges go on. These lead back
 * between the rows, side by side and without crossing each other. Edges that are led round the outside go down the side
 * of all rows.
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
  return folded(block, ends);
}

/** Labels of edges that are led round the outside have their room above one row only. */
const hasOuterLabels = ({ labelWidth }: FlowGraph, { part, layers }: Block): boolean =>
  layers.express.some((express, e) => express === 1 && labelWidth[part.edges[e]!]! >= 0);

/** How many edges go on behind each rank, of those that are not led round the outside. */
function edgesGoingOn({ part, layers }: Block): Int32Array {
  const going = new Int32Array(layers.rankCount + 1);
  part.edges.forEach((_, e) => {
    if (layers.express[e] === 1) return;
    const [s, t] = endRanks({ part, layers }, e);
    going[s] = at(going, s) + 1;
    going[t] = at(going, t) - 1;
  });
  for (let r = 1; r <= layers.rankCount; r++) going[r] = at(going, r) + at(going, r - 1);
  return going;
}

function endRanks({ part, layers }: Pick<Block, 'part' | 'layers'>, e: number): readonly [number, number] {
  const s = at(layers.rank, at(part.source, e));
  const t = at(layers.rank, at(part.target, e));
  return s < t ? [s, t] : [t, s];
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

function folded(block: Block, ends: readonly number[]): Block {
  const { layers, line, rankWidth } = block;
  const { rankCount } = layers;
  const top = new Float64Array(rankCount).fill(Infinity);
  const bottom = new Float64Array(rankCount).fill(-Infinity);
  for (let v = 0; v < layers.count; v++) {
    const r = at(layers.rank, v);
    top[r] = Math.min(at(top, r), at(line, v) - at(layers.above, v));
    bottom[r] = Math.max(at(bottom, r), at(line, v) + at(layers.below, v));
  }
  const goingOn = edgesBehind(block, ends);
  const mostLanes = goingOn.reduce((most, edges) => Math.max(most, edges.length), 0);
  const outerRoom = layers.express.includes(1) ? OUTER_ROOM : 0;
  const before = outerRoom + TURN + LANE_STEP * mostLanes;
  const behind = TURN + LANE_STEP * mostLanes;
  const sharedTop = top.reduce((least, y) => Math.min(least, y), Infinity);

  const offset = new Float64Array(rankCount);
  const shift = new Float64Array(rankCount);
  const outerShift = new Float64Array(rankCount);
  const folds = new Map<number, Fold>();
  let rowTop = 0;
  let span = 0;
  for (let row = 0; row <= ends.length; row++) {
    const from = row === 0 ? 0 : (ends[row - 1] as number) + 1;
    const end = ends[row] ?? rankCount - 1;
    let [highest, lowest] = [Infinity, -Infinity];
    for (let r = from; r <= end; r++) {
      highest = Math.min(highest, at(top, r));
      lowest = Math.max(lowest, at(bottom, r));
    }
    rowTop += outerRoom;
    for (let r = from; r <= end; r++) {
      outerShift[r] = rowTop - sharedTop;
      offset[r] = before + at(block.offset, r) - at(block.offset, from);
      shift[r] = rowTop - highest;
    }
    span = Math.max(span, at(offset, end) + at(rankWidth, end) + behind);
    rowTop += lowest - highest;
    const edges = goingOn[row];
    if (edges === undefined) continue;
    const lanes = new Map<number, Lane>();
    edges.forEach((e, i) =>
      lanes.set(e, {
        behind: TURN + LANE_STEP * i,
        before: TURN + LANE_STEP * (edges.length - 1 - i),
        line: rowTop + ROW_GAP + LANE_STEP * i,
      }),
    );
    folds.set(end, { rank: end, lanes });
    rowTop += 2 * ROW_GAP + LANE_STEP * (edges.length - 1);
  }
  const outside = outerRoom > 0 ? { shift: outerShift, side: outerRoom - sharedTop } : null;
  return { ...block, offset, shift, folds, outside, span, top: 0, bottom: rowTop };
}

/** The edges that go on behind each of these ranks, the one that turns inside all others first. */
function edgesBehind(block: Block, ends: readonly number[]): readonly (readonly number[])[] {
  const { part, line, layers } = block;
  const rowOf = new Int32Array(layers.rankCount);
  for (let r = 0, row = 0; r < layers.rankCount; r++) {
    rowOf[r] = row;
    if (r === ends[row]) row++;
  }
  const found: number[][] = ends.map(() => []);
  part.edges.forEach((_, e) => {
    if (layers.express[e] === 1) return;
    const [s, t] = endRanks(block, e);
    for (let row = at(rowOf, s); row < at(rowOf, t); row++) (found[row] as number[]).push(e);
  });
  const lineAt = (e: number, r: number): number => at(line, vertexOf(block, e, r));
  return found.map((edges, row) => {
    const end = ends[row] as number;
    return edges.sort(
      (a, b) => lineAt(b, end) - lineAt(a, end) || lineAt(b, end + 1) - lineAt(a, end + 1) || a - b,
    );
  });
}

/** The vertex of an edge in a rank that it passes or ends in. */
function vertexOf({ part, layers, reversed }: Block, e: number, rank: number): number {
  const from = at(layers.chainStart, e);
  if (at(reversed, e)) return at(layers.chain, from + rank - at(layers.rank, at(part.target, e)));
  const source = at(part.source, e);
  const passed = rank - at(layers.rank, source);
  if (passed === 0) return source;
  const k = from + passed - 1;
  return k < at(layers.chainStart, e + 1) ? at(layers.chain, k) : at(part.target, e);
}
