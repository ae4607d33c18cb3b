import type { FlowGraph } from '../flow-graph.js';
import { at } from '../typed.js';

/** Nodes that only one other calls and that call none, or that only call that one: of one level, in the input's order. */
export interface Siblings {
  /** Whether the other node is their caller. */
  readonly isCalled: boolean;
  readonly nodes: readonly number[];
  /** The edge of each. */
  readonly edges: readonly number[];
}

/** Siblings in several columns, as one box that edges reach at one point; all relative to its top left corner. */
export interface SiblingBlock {
  readonly siblings: Siblings;
  readonly width: number;
  readonly height: number;
  /** Across the flow, where the edges enter (leave) the block together. */
  readonly attachY: number;
  /** Top left corners of the boxes. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Middles of the labels, where there are any. */
  readonly labelX: Float64Array;
  readonly labelY: Float64Array;
  /** The part of each edge inside the block, in the direction of the call: x, y, x, y, … */
  readonly ways: readonly (readonly number[])[];
}

/** Before each column: room for the edges that turn into it. */
const GUTTER = 24;
const TRUNK = 10;
const TURN = 4;
/** Space above the boxes of a row, in which the edges to its columns run, and from there to the row above. */
const LANE = 16;
const ROW_GAP = 8;
const LABEL_GAP = 6;

/**
 * Arranges siblings in columns of at most so many. The edges run together on a trunk along the first column; in each
 * row those to the further columns run together above the boxes, and each turns into its box in the space before it.
 * What lies on one line leads to siblings only, so it can be followed.
 */
export function arrangeSiblings(flow: FlowGraph, siblings: Siblings, mostRows: number): SiblingBlock {
  const { isCalled, nodes, edges } = siblings;
  const count = nodes.length;
  const columns = Math.ceil(count / mostRows);
  const rows = Math.ceil(count / columns);
  const attach = isCalled ? flow.entryY : flow.exitY;

  const boxWidth = new Float64Array(columns);
  const labelWidth = new Float64Array(columns);
  const above = new Float64Array(rows);
  const below = new Float64Array(rows);
  nodes.forEach((v, i) => {
    const [column, row, edge] = [Math.floor(i / rows), i % rows, edges[i] as number];
    const label = at(flow.labelHeight, edge) / 2;
    boxWidth[column] = Math.max(at(boxWidth, column), at(flow.width, v));
    if (at(flow.labelWidth, edge) >= 0)
      labelWidth[column] = Math.max(at(labelWidth, column), at(flow.labelWidth, edge) + 2 * LABEL_GAP);
    above[row] = Math.max(at(above, row), at(attach, v), label);
    below[row] = Math.max(at(below, row), at(flow.height, v) - at(attach, v), label);
  });
  const columnX = new Float64Array(columns + 1);
  for (let c = 0; c < columns; c++)
    columnX[c + 1] = at(columnX, c) + GUTTER + at(labelWidth, c) + at(boxWidth, c);
  const laneY = new Float64Array(rows + 1);
  for (let r = 0; r < rows; r++) laneY[r + 1] = at(laneY, r) + LANE + at(above, r) + at(below, r) + ROW_GAP;
  const lineOf = (row: number): number => at(laneY, row) + LANE / 2 + at(above, row);

  const width = at(columnX, columns);
  const attachY = lineOf(rows >> 1);
  const x = new Float64Array(count);
  const y = new Float64Array(count);
  const labelX = new Float64Array(count);
  const labelY = new Float64Array(count);
  const ways = nodes.map((v, i) => {
    const [column, row] = [Math.floor(i / rows), i % rows];
    const gutter = at(columnX, column);
    const boxX = gutter + GUTTER + at(labelWidth, column) + (at(boxWidth, column) - at(flow.width, v)) / 2;
    const line = lineOf(row);
    const end = boxX + (isCalled ? at(flow.entryX, v) : at(flow.width, v) - at(flow.exitX, v));
    x[i] = isCalled ? boxX : width - boxX - at(flow.width, v);
    y[i] = line - at(attach, v);
    const label = gutter + GUTTER + at(labelWidth, column) / 2;
    labelX[i] = isCalled ? label : width - label;
    labelY[i] = line;
    const way =
      column === 0
        ? [0, attachY, TRUNK, attachY, TRUNK, line, end, line]
        : [
            ...[0, attachY, TRUNK, attachY, TRUNK, at(laneY, row)],
            ...[gutter + TURN, at(laneY, row), gutter + GUTTER - TURN, line, end, line],
          ];
    return isCalled ? way : mirrored(way, width);
  });
  return {
    siblings,
    width,
    height: at(laneY, rows) - ROW_GAP - LANE / 2,
    attachY,
    x,
    y,
    labelX,
    labelY,
    ways,
  };
}

/** The same way seen from the other side, and walked from its end. */
function mirrored(way: readonly number[], width: number): number[] {
  const turned: number[] = [];
  for (let k = way.length - 2; k >= 0; k -= 2) turned.push(width - (way[k] as number), way[k + 1] as number);
  return turned;
}
