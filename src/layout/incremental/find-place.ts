import { LEVEL_GAP } from '../level-gaps.js';
import { at } from '../typed.js';
import type { OpenDrawing } from './open-drawing.js';
import { grown, type Sides } from './pieces.js';
import type { Unit } from './units.js';

/** An edge between a box of a unit and a box that has its place already. */
export interface Tie {
  readonly e: number;
  /** The box inside the unit, by its number there, and the one outside. */
  readonly inside: number;
  readonly outside: number;
  /** Whether the edge leaves the unit. */
  readonly leaves: boolean;
}

/** Where a unit may stand: its left side, and the room that has to be made first. */
export interface Column {
  readonly left: number;
  readonly room: { readonly line: number; readonly by: number } | null;
}

/** A place for a unit. */
export interface Place extends Column {
  readonly top: number;
  readonly cost: number;
}

/** Along the flow: wished and least space to the boxes before and behind. */
const RANK_GAP = 44;
const LEAST_RANK_GAP = 24;
/** Across the flow: space to boxes, to labels, and to edges. */
const NODE_GAP = 20;
const EDGE_GAP = 12;
const BESIDE = 0.001;
/** Columns of boxes that are tried on either side of where a unit would best stand. */
const MOST_COLUMNS = 6;
/** Things that are stepped over in the search for free room, before it ends outside of the drawing. */
const MOST_STEPS = 60;
/** The same where edges are avoided too. */
const MOST_STEPS_BESIDE_EDGES = 12;

// What counts how much in comparing places, in CSS pixels of edge length.
const BACKWARD = 300;
const BLOCKED = 60;
const NO_ROOM_FOR_LABEL = 150;
const EDGE_BENEATH = 120;
const CROSSING = 40;
const MAKING_ROOM = 150;
const GROWING = 0.3;

/** The stretch of the flow that a level has, and the ones it must not reach. */
export interface LevelRoom {
  readonly from: number;
  readonly to: number;
  readonly low: number;
  readonly high: number;
}

/**
 * The best place for a unit: as near as possible to the boxes that it has edges with, behind its callers and before its
 * callees, in a column of boxes that is there or in a new one.
 *
 * @param middles middles of the columns of the unit's level, ascending
 */
export function findPlace(
  drawing: OpenDrawing,
  unit: Unit,
  ties: readonly Tie[],
  room: LevelRoom,
  middles: readonly number[],
): Place {
  let best: Place | null = null;
  let bestCost = Infinity;
  for (const column of columnsFor(drawing, unit, ties, room, middles)) {
    for (const place of placesIn(drawing, unit, ties, column, bestCost)) {
      if (best !== null && place.cost >= bestCost) continue;
      best = place;
      bestCost = place.cost;
    }
  }
  // There is always a column at the level's end.
  return best as Place;
}

function columnsFor(
  drawing: OpenDrawing,
  unit: Unit,
  ties: readonly Tie[],
  room: LevelRoom,
  middles: readonly number[],
): Column[] {
  const { flow } = drawing;
  const isEmpty = room.from > room.to;
  let callers = -Infinity;
  let callees = Infinity;
  let [before, behind] = [RANK_GAP, RANK_GAP];
  for (const { e, outside, leaves } of ties) {
    const label = at(flow.labelWidth, e);
    if (at(flow.level, outside) !== unit.level) continue;
    if (leaves) {
      callees = Math.min(callees, drawing.box(outside).left);
      behind = Math.max(behind, label + LEAST_RANK_GAP);
    } else {
      callers = Math.max(callers, drawing.box(outside).right);
      before = Math.max(before, label + LEAST_RANK_GAP);
    }
  }
  const columns: Column[] = [];
  const isAllowed = (left: number): boolean =>
    left >= room.low + LEVEL_GAP && left + unit.width <= room.high - LEVEL_GAP;
  const add = (left: number): void => {
    if (isAllowed(left)) columns.push({ left, room: null });
  };
  if (isEmpty) {
    add(
      Number.isFinite(room.low)
        ? room.low + betweenLevels(drawing, ties)
        : room.high - betweenLevels(drawing, ties) - unit.width,
    );
    if (!Number.isFinite(room.low) && !Number.isFinite(room.high)) add(0);
    if (columns.length === 0) columns.push(between(unit, room));
    return columns;
  }
  const fromMiddle = (middle: number): number => middle - unit.columnMiddle;
  if (Number.isFinite(callers)) {
    let tried = 0;
    for (let i = firstAtLeast(middles, callers); i < middles.length && tried < MOST_COLUMNS; i++) {
      const left = fromMiddle(middles[i] as number);
      if (left < callers + LEAST_RANK_GAP) continue;
      add(left);
      tried++;
    }
    add(callers + before);
  }
  if (Number.isFinite(callees)) {
    let tried = 0;
    for (let i = firstAtLeast(middles, callees) - 1; i >= 0 && tried < MOST_COLUMNS; i--) {
      const left = fromMiddle(middles[i] as number);
      if (left + unit.width > callees - LEAST_RANK_GAP) continue;
      add(left);
      tried++;
    }
    const direct = callees - behind - unit.width;
    add(direct);
    // A new first column of a level that is not the first one: this level and the later ones move.
    const left = room.low + LEVEL_GAP;
    if (direct < left && Number.isFinite(left))
      columns.push({ left, room: { line: room.from - BESIDE, by: left + unit.width + behind - room.from } });
  }
  if (!Number.isFinite(callers) && !Number.isFinite(callees)) {
    const isBefore = ties.some(({ leaves, outside }) => leaves && at(flow.level, outside) > unit.level);
    const near = isBefore ? [...middles].reverse().slice(0, MOST_COLUMNS) : middles.slice(0, MOST_COLUMNS);
    for (const middle of near) add(fromMiddle(middle));
    add(room.from);
  }
  const atEnd = Math.max(room.to + RANK_GAP, callers + before);
  if (isAllowed(atEnd)) add(atEnd);
  else columns.push({ left: atEnd, room: { line: room.to, by: atEnd + unit.width + LEVEL_GAP - room.high } });
  return columns;
}

/** Space between two levels that has room for the label of an edge between them. */
function betweenLevels(drawing: OpenDrawing, ties: readonly Tie[]): number {
  let widest = 0;
  for (const { e } of ties) widest = Math.max(widest, at(drawing.flow.labelWidth, e));
  return Math.max(LEVEL_GAP, widest + 2 * LEAST_RANK_GAP);
}

/**
 * A new level between two: as near to the one before as may be, where the later ones stand far enough off; else they
 * move. Before the first there is room without end.
 */
function between(unit: Unit, { low, high }: LevelRoom): Column {
  const left = Number.isFinite(low) ? low + LEVEL_GAP : high - LEVEL_GAP - unit.width;
  const by = left + unit.width + LEVEL_GAP - high;
  return { left, room: Number.isFinite(low) && by > 0 ? { line: low, by } : null };
}

function firstAtLeast(values: readonly number[], least: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle] as number) < least) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Free places in a column: the nearest upwards and downwards, first where no edge runs, then where edges have to give way. */
function placesIn(
  drawing: OpenDrawing,
  unit: Unit,
  ties: readonly Tie[],
  column: Column,
  limit: number,
): Place[] {
  const wish = wishedTop(drawing, unit, ties);
  const tops = new Set<number>();
  // Room that is not made yet is empty: nothing but labels between levels can be in the way, and they move too.
  const shift = column.room?.by ?? 0;
  for (const avoidsEdges of [true, false]) {
    for (const direction of [1, -1] as const)
      tops.add(freeTop(drawing, unit, column, wish, direction, avoidsEdges));
  }
  return [...tops].map((top) => ({
    ...column,
    top,
    cost: (shift > 0 ? MAKING_ROOM + shift / 2 : 0) + costOf(drawing, unit, ties, column, top, limit),
  }));
}

/** Where the edges to the placed neighbours would run straight, in the mean. */
function wishedTop(drawing: OpenDrawing, unit: Unit, ties: readonly Tie[]): number {
  if (ties.length === 0) return Number.isFinite(drawing.bounds.bottom) ? drawing.bounds.bottom + NODE_GAP : 0;
  const { flow } = drawing;
  const tops = ties.map(({ inside, outside, leaves }) => {
    const { v, y } = unit.nodes[inside] as Unit['nodes'][number];
    return leaves
      ? drawing.entryY(outside) - y - at(flow.exitY, v)
      : drawing.exitY(outside) - y - at(flow.entryY, v);
  });
  tops.sort((a, b) => a - b);
  return ((tops[(tops.length - 1) >> 1] as number) + (tops[tops.length >> 1] as number)) / 2;
}

function freeTop(
  drawing: OpenDrawing,
  unit: Unit,
  column: Column,
  wish: number,
  direction: 1 | -1,
  avoidsEdges: boolean,
): number {
  const beyond = (column.room?.line ?? Infinity) + BESIDE;
  let top = wish;
  for (let step = 0; step < (avoidsEdges ? MOST_STEPS_BESIDE_EDGES : MOST_STEPS); step++) {
    const area: Sides = {
      left: column.left,
      top,
      right: Math.min(column.left + unit.width, Math.max(beyond, column.left + 1)),
      bottom: top + unit.height,
    };
    let next = top;
    const avoid = (from: number, to: number, gap: number): void => {
      if (from - gap >= area.bottom || to + gap <= area.top) return;
      next = direction === 1 ? Math.max(next, to + gap) : Math.min(next, from - gap - unit.height);
    };
    drawing.eachBoxIn(grown(area, LEAST_RANK_GAP, NODE_GAP), (_, box) => {
      if (box.left < beyond) avoid(box.top, box.bottom, NODE_GAP);
    });
    drawing.eachLabelIn(grown(area, EDGE_GAP, EDGE_GAP), (_, label) => {
      if (label.left < beyond) avoid(label.top, label.bottom, EDGE_GAP);
    });
    if (avoidsEdges) {
      drawing.eachPieceIn(grown(area, EDGE_GAP / 2, EDGE_GAP), (piece, from, to) => {
        if (Math.min(piece.x0, piece.x1) < beyond) avoid(from, to, EDGE_GAP);
      });
    }
    if (next === top) return top;
    top = next + direction * 0.01;
  }
  const { bounds } = drawing;
  return direction === 1 ? bounds.bottom + NODE_GAP : bounds.top - NODE_GAP - unit.height;
}

/**
 * How long the edges would become, and what else speaks against a place. What is slow to find out is left out where
 * the rest is above a limit.
 */
function costOf(
  drawing: OpenDrawing,
  unit: Unit,
  ties: readonly Tie[],
  column: Column,
  top: number,
  limit: number,
): number {
  const { flow, bounds } = drawing;
  const { left } = column;
  let cost = 0;
  for (const { e, inside, outside, leaves } of ties) {
    const { v, x, y } = unit.nodes[inside] as Unit['nodes'][number];
    const other = drawing.box(outside);
    const moved = column.room && other.left > column.room.line ? column.room.by : 0;
    const own = { left: left + x, right: left + x + at(flow.width, v) };
    const [x0, x1] = leaves ? [own.right, other.left + moved] : [other.right + moved, own.left];
    const [y0, y1] = leaves
      ? [top + y + at(flow.exitY, v), drawing.entryY(outside)]
      : [drawing.exitY(outside), top + y + at(flow.entryY, v)];
    const along = x1 - x0;
    if (along < LEAST_RANK_GAP) cost += BACKWARD + Math.abs(along) + Math.abs(y1 - y0);
    else {
      cost += Math.hypot(along, y1 - y0);
      if (along < at(flow.labelWidth, e) + LEAST_RANK_GAP && at(flow.labelWidth, e) >= 0)
        cost += NO_ROOM_FOR_LABEL;
      if (moved > 0 || cost >= limit) continue;
      if (drawing.isBlocked(x0, y0, x1, y1, outside, v)) cost += BLOCKED;
      cost += CROSSING * drawing.crossings(x0, y0, x1, y1);
    }
  }
  if (cost >= limit) return cost;
  const area: Sides = { left, top, right: left + unit.width, bottom: top + unit.height };
  const beneath = new Set<number>();
  drawing.eachPieceIn(area, (piece) => {
    if (column.room === null || Math.min(piece.x0, piece.x1) <= column.room.line) beneath.add(piece.edge);
  });
  cost += beneath.size * EDGE_BENEATH;
  if (Number.isFinite(bounds.top))
    cost += GROWING * (Math.max(0, bounds.top - area.top) + Math.max(0, area.bottom - bounds.bottom));
  return cost;
}
