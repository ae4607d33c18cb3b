import { adjacency, type Adjacency } from '../layered/adjacency.js';
import { at } from '../typed.js';
import { findPlace, type LevelRoom, type Tie } from './find-place.js';
import type { OpenDrawing } from './open-drawing.js';
import { levelsOfPlaced } from './read-previous.js';
import { placeUnit, unitsToPlace, type Unit } from './units.js';

/** Columns whose middles are nearer than this are one. */
const SAME_COLUMN = 8;

/**
 * Gives every box that is not placed yet its place, beside what it has edges with. Callers come before their callees,
 * and what nothing placed calls is placed by what it calls.
 */
export function placeUnits(drawing: OpenDrawing): void {
  const units = unitsToPlace(drawing);
  if (units.length === 0) return;
  const { flow } = drawing;
  const graph: Neighbours = {
    out: adjacency(flow.nodeCount, flow.source, flow.target),
    into: adjacency(flow.nodeCount, flow.target, flow.source),
    unitOf: unitsByNode(flow.nodeCount, units),
  };
  const order = topologicalOrder(units, graph);
  const columns = new LevelColumns(drawing);
  // Straight ways show the units that follow where edges will run; they are found properly afterwards.
  const sketched: number[] = [];
  let waiting = order;
  while (waiting.length > 0) {
    const place = (u: number, side: 'into' | 'out' | null): boolean => {
      const unit = units[u] as Unit;
      const ties = tiesOf(drawing, unit, graph);
      if (side !== null && !ties.some(({ leaves }) => leaves === (side === 'out'))) return false;
      columns.place(unit, ties);
      for (const { e } of ties) {
        drawing.setRoute(e, straightWay(drawing, e));
        sketched.push(e);
      }
      return true;
    };
    const callees = waiting.filter((u) => !place(u, 'into'));
    const rest = callees
      .reverse()
      .filter((u) => !place(u, 'out'))
      .reverse();
    // Nothing of what is left touches what is there: one begins.
    if (rest.length === waiting.length) place(rest.shift() as number, null);
    waiting = rest;
  }
  for (const e of sketched) drawing.clearRoute(e);
}

function straightWay(drawing: OpenDrawing, e: number): Float64Array {
  const { flow } = drawing;
  const [s, t] = [at(flow.source, e), at(flow.target, e)];
  return Float64Array.of(drawing.box(s).right, drawing.exitY(s), drawing.box(t).left, drawing.entryY(t));
}

interface Neighbours {
  readonly out: Adjacency;
  readonly into: Adjacency;
  /** Unit of each node that is not placed, else -1. */
  readonly unitOf: Int32Array;
}

function unitsByNode(nodeCount: number, units: readonly Unit[]): Int32Array {
  const unitOf = new Int32Array(nodeCount).fill(-1);
  units.forEach((unit, u) => {
    for (const { v } of unit.nodes) unitOf[v] = u;
  });
  return unitOf;
}

/** Units so that callers come first, as far as there are no cycles. */
function topologicalOrder(units: readonly Unit[], { out, unitOf }: Neighbours): number[] {
  const waiting = new Int32Array(units.length);
  const eachCallee = (u: number, see: (other: number) => void): void => {
    for (const { v } of (units[u] as Unit).nodes) {
      for (let k = at(out.start, v); k < at(out.start, v + 1); k++) {
        const other = at(unitOf, at(out.to, k));
        if (other >= 0 && other !== u) see(other);
      }
    }
  };
  units.forEach((_, u) => eachCallee(u, (other) => (waiting[other] = at(waiting, other) + 1)));
  const order: number[] = [];
  const seen = new Uint8Array(units.length);
  const add = (u: number): void => {
    if (seen[u]) return;
    seen[u] = 1;
    order.push(u);
  };
  let next = 0;
  for (let u = 0; u < units.length; u++) if (waiting[u] === 0) add(u);
  for (let begin = 0; next < units.length; next++) {
    if (next === order.length) {
      while (seen[begin]) begin++;
      add(begin);
    }
    eachCallee(order[next] as number, (other) => {
      waiting[other] = at(waiting, other) - 1;
      if (waiting[other] === 0) add(other);
    });
  }
  return order;
}

function tiesOf(drawing: OpenDrawing, unit: Unit, { out, into }: Neighbours): Tie[] {
  const ties: Tie[] = [];
  unit.nodes.forEach(({ v }, inside) => {
    for (const [side, leaves] of [
      [into, false],
      [out, true],
    ] as const) {
      for (let k = at(side.start, v); k < at(side.start, v + 1); k++) {
        const outside = at(side.to, k);
        if (drawing.isPlaced[outside]) ties.push({ e: at(side.edge, k), inside, outside, leaves });
      }
    }
  });
  return ties;
}

/** The columns of each level, kept up to date while units are placed and room is made. */
class LevelColumns {
  readonly #drawing: OpenDrawing;
  /** Ascending by level; each with the middles of its columns, ascending. */
  #levels: { readonly level: number; from: number; to: number; readonly middles: number[] }[] = [];

  constructor(drawing: OpenDrawing) {
    this.#drawing = drawing;
    this.#read();
  }

  place(unit: Unit, ties: readonly Tie[]): void {
    const drawing = this.#drawing;
    const own = this.#levels.find(({ level }) => level === unit.level);
    const room: LevelRoom = {
      from: own?.from ?? Infinity,
      to: own?.to ?? -Infinity,
      low: this.#levels.findLast(({ level }) => level < unit.level)?.to ?? -Infinity,
      high: this.#levels.find(({ level }) => level > unit.level)?.from ?? Infinity,
    };
    const place = findPlace(drawing, unit, ties, room, own?.middles ?? []);
    if (place.room) drawing.makeRoom(place.room.line, place.room.by);
    placeUnit(drawing, unit, place.left, place.top);
    if (place.room || !own) {
      this.#read();
      return;
    }
    own.from = Math.min(own.from, place.left);
    own.to = Math.max(own.to, place.left + unit.width);
    for (const { v, x } of unit.nodes) insert(own.middles, place.left + x + at(drawing.flow.width, v) / 2);
  }

  #read(): void {
    const { flow, x, isPlaced } = this.#drawing;
    const middles = new Map<number, number[]>();
    for (let v = 0; v < flow.nodeCount; v++) {
      if (!isPlaced[v]) continue;
      const level = at(flow.level, v);
      const middle = at(x, v) + at(flow.width, v) / 2;
      const list = middles.get(level);
      if (list) list.push(middle);
      else middles.set(level, [middle]);
    }
    this.#levels = levelsOfPlaced(this.#drawing).map(({ level, from, to }) => ({
      level,
      from,
      to,
      middles: distinct(middles.get(level) ?? []),
    }));
  }
}

/** Ascending, without those that are hardly apart. */
function distinct(values: number[]): number[] {
  values.sort((a, b) => a - b);
  const kept: number[] = [];
  for (const value of values) {
    if (kept.length === 0 || value - (kept[kept.length - 1] as number) >= SAME_COLUMN) kept.push(value);
  }
  return kept;
}

function insert(values: number[], value: number): void {
  const i = values.findIndex((other) => other > value - SAME_COLUMN);
  const next = values[i];
  if (next === undefined) values.push(value);
  else if (next >= value + SAME_COLUMN) values.splice(i, 0, value);
}
