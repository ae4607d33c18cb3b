import { at } from '../typed.js';
import { OUTER_ROOM, type Block } from './block.js';
import { LANE_STEP, placeLegs, type Lane } from './fold-lanes.js';
import { legsOf, vertexOf, type Leg } from './legs.js';
import { RowLines, type Stretch } from './row-lines.js';

/** The ways of edges that are led round the outside: along the top of their rows, and down the side of all. */
export interface OutsideRows {
  /** How far the line along each rank's row lies from the outer line of an edge that runs there. */
  readonly shift: Float64Array;
  /** How far the line down the side lies from the same, from the beginning of the block. */
  readonly side: number;
}

/** Space between a row and the nearest way back. */
const ROW_GAP = 22;

/**
 * A block of one level in rows that end at these ranks, but for the last one. Edges that go on lead back between the rows,
 * side by side, and past rows that they have no end in at the side of these. Edges that are led round the outside go down
 * the side of all rows.
 */
export function blockInRows(block: Block, ends: readonly number[]): Block {
  const { layers, rankWidth } = block;
  const { rankCount } = layers;
  const rowOf = new Int32Array(rankCount);
  const rows = [...ends, rankCount - 1].map((end, row): readonly [number, number] => {
    const from = row === 0 ? 0 : ends[row - 1]! + 1;
    rowOf.fill(row, from, end + 1);
    return [from, end];
  });
  const legs = legsOf(block, rowOf);
  const lines = linesOfRows(block, rows.length, rowOf, passedBy(block, legs, rows));
  const placed = placeLegs(block, legs, rows);
  const outerRoom = layers.express.includes(1) ? OUTER_ROOM : 0;
  const before = outerRoom + placed.before;
  // What the lines of those that are led round the outside were counted from.
  const sharedTop = block.line.reduce((top, y, v) => Math.min(top, y - at(layers.above, v)), Infinity);

  const offset = new Float64Array(rankCount);
  const outerShift = new Float64Array(rankCount);
  const move = new Float64Array(rows.length);
  const folds = new Map<number, Map<number, Lane>>(ends.map((end) => [end, new Map()]));
  const channelTop = new Float64Array(rows.length);
  let rowTop = 0;
  let span = 0;
  rows.forEach(([from, end], row) => {
    const { low, high } = lines[row]!;
    rowTop += outerRoom;
    outerShift.fill(rowTop - sharedTop, from, end + 1);
    move[row] = rowTop - low;
    for (let r = from; r <= end; r++) offset[r] = before + at(block.offset, r) - at(block.offset, from);
    span = Math.max(span, at(offset, end) + at(rankWidth, end) + placed.behind);
    rowTop += high - low;
    channelTop[row] = rowTop + ROW_GAP;
    if (row < ends.length) rowTop += 2 * ROW_GAP + LANE_STEP * Math.max(0, placed.crowd[row]! - 1);
  });
  for (const { edge, row, next, channel, place, behind, before } of placed.legs) {
    const [from, to] = [rows[row]![1], rows[next]![0]];
    const lane = { from, to, behind, before, line: at(channelTop, channel) + LANE_STEP * place };
    folds.get(from)!.set(edge, lane);
    folds.get(to - 1)!.set(edge, lane);
  }
  const inRow = (line: Float64Array): Float64Array =>
    line.map((y, v) => {
      const row = at(rowOf, at(layers.rank, v));
      return lines[row]!.map(y) + at(move, row);
    });
  return {
    ...block,
    offset,
    line: inRow(block.line),
    lanes: { low: inRow(block.lanes.low), high: inRow(block.lanes.high) },
    folds,
    outside: outerRoom > 0 ? { shift: outerShift, side: outerRoom - sharedTop } : null,
    span,
    top: 0,
    bottom: rowTop,
  };
}

/** The dummies of legs in rows that these pass: 1 for yes. */
function passedBy(
  block: Block,
  legs: readonly Leg[],
  rows: readonly (readonly [number, number])[],
): Uint8Array {
  const passed = new Uint8Array(block.layers.count);
  for (const { edge, row, next } of legs)
    for (let r = rows[row]![1] + 1; r < rows[next]![0]; r++) passed[vertexOf(block, edge, r)] = 1;
  return passed;
}

function linesOfRows(
  { layers, line }: Block,
  rowCount: number,
  rowOf: Int32Array,
  passed: Uint8Array,
): readonly RowLines[] {
  const occupied = Array.from({ length: rowCount }, (): Stretch[] => []);
  for (let v = 0; v < layers.count; v++) {
    if (passed[v] === 1) continue;
    const y = at(line, v);
    occupied[at(rowOf, at(layers.rank, v))]!.push({
      low: y - at(layers.above, v),
      high: y + at(layers.below, v),
    });
  }
  return occupied.map((stretches) => new RowLines(stretches));
}
