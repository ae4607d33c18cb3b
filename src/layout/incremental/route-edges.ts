import { components } from '../layered/components.js';
import { withoutStraightPoints } from '../layered/bends.js';
import { at } from '../typed.js';
import { findCorridor, type Corridor, type Gate } from './corridor.js';
import { freeCells, type FreeCells, type Obstacle } from './free-cells.js';
import type { Siblings } from './siblings.js';
import type { OpenDrawing } from './open-drawing.js';
import { grown, type Sides } from './pieces.js';

/** Space that edges keep from boxes (half of the least space between boxes, and a little less) and from labels. */
const BOX_CLEARANCE = 8;
const LABEL_CLEARANCE = 4;
/** Boxes without width stand in the way as well. */
const LEAST_WIDTH = 0.5;
/** Where an edge turns back, beside a column, and how far apart several turn. */
const TURN = 12;
const TURN_STEP = 4;
const TURN_STEPS = 3;
/** Distance between edges that run side by side through one gap: wished, and least. */
const EDGE_GAP = 9;
const LEAST_EDGE_GAP = 4;
/** Boxes whose extents along the flow overlap are a column, unless that is so much wider than its widest box. */
const WIDEST_COLUMN = 1.75;

/**
 * Finds ways for edges: level beside boxes, sloped only between columns, round what is in the way.
 *
 * @returns false when an edge finds none
 */
export function routeEdges(drawing: OpenDrawing, siblings: Siblings, edges: readonly number[]): boolean {
  if (edges.length === 0) return true;
  const { flow } = drawing;
  const boxes = boxObstacles(drawing);
  const beside = freeCells([...boxes, ...labelObstacles(drawing)]);
  let across: FreeCells | null = null;
  const length = (e: number): number => {
    const [a, b] = [drawing.box(at(flow.source, e)), drawing.box(at(flow.target, e))];
    return Math.abs(b.left - a.right) + Math.abs(b.top - a.top);
  };
  // The shortest get the straightest ways.
  const order = edges.map((e) => ({ e, length: length(e) })).sort((a, b) => a.length - b.length || a.e - b.e);
  for (const { e } of order) {
    const [s, t] = [at(flow.source, e), at(flow.target, e)];
    const from = { x: (boxes[s] as Obstacle).right, y: drawing.exitY(s) };
    const to = { x: (boxes[t] as Obstacle).left, y: drawing.entryY(t) };
    let cells = beside;
    let corridor = findCorridor(
      cells,
      { ...from, cell: at(cells.exitCell, s) },
      { ...to, cell: at(cells.entryCell, t) },
    );
    if (corridor === null) {
      // Labels stand in the way: the edge runs across them.
      cells = across ??= freeCells(boxes);
      corridor = findCorridor(
        cells,
        { ...from, cell: at(cells.exitCell, s) },
        { ...to, cell: at(cells.entryCell, t) },
      );
    }
    if (corridor === null) return false;
    drawing.setRoute(e, siblings.apart(e, wayThrough(drawing, cells, corridor, e)));
  }
  return true;
}

/** For every box the left and right side of its column, as far as the box itself could be that wide. */
function columnSides(drawing: OpenDrawing): Sides[] {
  const { flow } = drawing;
  const sides = Array.from({ length: flow.nodeCount }, (_, v) => drawing.box(v));
  for (const { nodes } of components(flow)) {
    const sorted = [...nodes].sort((a, b) => at(drawing.x, a) - at(drawing.x, b));
    for (let i = 0; i < sorted.length;) {
      const from = i;
      const left = at(drawing.x, sorted[i] as number);
      let right = left;
      let widest = 0;
      for (; i < sorted.length; i++) {
        const box = drawing.box(sorted[i] as number);
        if (i > from && box.left >= right) break;
        right = Math.max(right, box.right);
        widest = Math.max(widest, box.right - box.left);
      }
      if (right - left > WIDEST_COLUMN * widest) continue;
      for (let k = from; k < i; k++) {
        const v = sorted[k] as number;
        sides[v] = { ...drawing.box(v), left, right };
      }
    }
  }
  for (let v = 0; v < flow.nodeCount; v++) {
    const { top, bottom, left, right } = sides[v] as Sides;
    const box = drawing.box(v);
    if (left === box.left && right === box.right) continue;
    let free = true;
    drawing.eachBoxIn({ left, right, top, bottom }, (other) => {
      if (other !== v) free = false;
    });
    if (!free) sides[v] = box;
  }
  return sides;
}

/** Boxes, each as wide as its column. */
function boxObstacles(drawing: OpenDrawing): Obstacle[] {
  return columnSides(drawing).map(({ left, right, top, bottom }, v) => ({
    left,
    right: Math.max(right, left + LEAST_WIDTH),
    top: top - BOX_CLEARANCE,
    bottom: bottom + BOX_CLEARANCE,
    entryLine: drawing.entryY(v),
    exitLine: drawing.exitY(v),
  }));
}

function labelObstacles(drawing: OpenDrawing): Obstacle[] {
  const obstacles: Obstacle[] = [];
  drawing.hasLabel.forEach((has, e) => {
    if (has === 0) return;
    const { left, right, top, bottom } = grown(drawing.label(e), LABEL_CLEARANCE, LABEL_CLEARANCE);
    obstacles.push({ left, right, top, bottom, entryLine: top, exitLine: top });
  });
  return obstacles;
}

/** Chooses the lines on which the edge runs through its corridor, and joins them. */
function wayThrough(drawing: OpenDrawing, cells: FreeCells, corridor: Corridor, e: number): Float64Array {
  const { flow, x } = drawing;
  const { gates } = corridor;
  const [s, t] = [at(flow.source, e), at(flow.target, e)];
  const last = gates.length - 1;
  const y = new Float64Array(gates.length);
  y[0] = drawing.exitY(s);
  y[last] = drawing.entryY(t);
  let line = at(y, 0);
  for (let i = 1; i < last;) {
    const goal = at(y, last);
    const stays = isInside(gates[i] as Gate, line);
    let low = -Infinity;
    let high = Infinity;
    let end = i;
    for (; end < last; end++) {
      const gate = gates[end] as Gate;
      const fits = Math.max(low, gate.top) <= Math.min(high, gate.bottom);
      // The line is kept as long as it can be; else one is taken that lasts.
      if (!fits || (stays && !isInside(gate, line))) break;
      low = Math.max(low, gate.top);
      high = Math.min(high, gate.bottom);
    }
    const wish = !stays && end === last && goal >= low && goal <= high ? goal : clamp(line, low, high);
    line = freeLine(wish, low, high, linesInGaps(drawing, cells, corridor, i, end, low, high));
    for (; i < end; i++) y[i] = line;
  }
  const way = [at(x, s) + at(flow.exitX, s), at(y, 0)];
  const turn = TURN + TURN_STEP * (e % TURN_STEPS);
  for (let i = 0; i <= last; i++) {
    const gate = gates[i] as Gate;
    way.push(gate.x, at(y, i));
    const next = gates[i + 1];
    if (next === undefined || next.x !== gate.x || at(y, i) === at(y, i + 1)) continue;
    // In and out on the same side of a cell: the edge turns inside it.
    const cell = corridor.cells[i] as number;
    const width = (cells.right[cell] as number) - (cells.left[cell] as number);
    const reach = Math.min(turn, width / 2) * (gate.x === cells.left[cell] ? 1 : -1);
    way.push(gate.x + reach, at(y, i), gate.x + reach, at(y, i + 1));
  }
  way.push(at(x, t) + at(flow.entryX, t), at(y, last));
  return withoutStraightPoints(way);
}

const isInside = (gate: Gate, line: number): boolean => line >= gate.top && line <= gate.bottom;
const clamp = (value: number, low: number, high: number): number => Math.min(Math.max(value, low), high);

/** The lines of other edges in the gaps between boxes that a stretch of the corridor runs through. */
function linesInGaps(
  drawing: OpenDrawing,
  cells: FreeCells,
  corridor: Corridor,
  from: number,
  to: number,
  low: number,
  high: number,
): number[] {
  const lines: number[] = [];
  for (let i = from; i + 1 < to; i++) {
    const [a, b] = [corridor.gates[i] as Gate, corridor.gates[i + 1] as Gate];
    const cell = corridor.cells[i] as number;
    const height = (cells.bottom[cell] as number) - (cells.top[cell] as number);
    if (a.x === b.x || height > 20 * EDGE_GAP) continue;
    const middle = (a.x + b.x) / 2;
    drawing.eachPieceIn(
      { left: middle - 1, right: middle + 1, top: low - EDGE_GAP, bottom: high + EDGE_GAP },
      (_, top, bottom) => lines.push((top + bottom) / 2),
    );
  }
  return lines;
}

/** The line nearest to a wish that keeps away from others, as far as there is room for that. */
function freeLine(wish: number, low: number, high: number, others: readonly number[]): number {
  for (const gap of [EDGE_GAP, LEAST_EDGE_GAP]) {
    const isFree = (y: number): boolean =>
      y >= low && y <= high && others.every((other) => Math.abs(other - y) >= gap - 0.01);
    if (isFree(wish)) return wish;
    let best = NaN;
    for (const other of others) {
      for (const y of [other - gap, other + gap])
        if (isFree(y) && !(Math.abs(y - wish) >= Math.abs(best - wish))) best = y;
    }
    if (!Number.isNaN(best)) return best;
  }
  return wish;
}
