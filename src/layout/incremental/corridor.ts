import { portal, type FreeCells } from './free-cells.js';

/** Where an edge begins or ends, on the left or right side of a cell; a cell of -1 tells that it cannot. */
export interface CorridorEnd {
  readonly x: number;
  readonly y: number;
  readonly cell: number;
}

/** A stretch of an upright line through which an edge passes from one cell to the next. */
export interface Gate {
  readonly x: number;
  readonly top: number;
  readonly bottom: number;
}

/** The cells that an edge runs through; cell i lies between gate i and gate i + 1, the first and last gate are the ends. */
export interface Corridor {
  readonly cells: readonly number[];
  readonly gates: readonly Gate[];
}

// What counts how much in the search, in CSS pixels of length.
const BEND = 12;
const TURN_BACK = 60;

/** The corridor of a short and simple way, by A*; `null` when there is none. */
export function findCorridor(cells: FreeCells, from: CorridorEnd, to: CorridorEnd): Corridor | null {
  if (from.cell < 0 || to.cell < 0) return null;
  const search = searchOf(cells);
  search.begin();
  search.reach(from.cell, -1, from.x, from.y, 0, to);
  for (let cell = search.next(); cell >= 0; cell = search.next()) {
    if (cell === search.goal) return corridorTo(cells, search, from, to);
    const { x, y, cost } = search.state(cell);
    const enteredLeft = x === cells.left[cell];
    if (cell === to.cell) {
      const back = enteredLeft ? 0 : TURN_BACK;
      search.reachGoal(cell, to, cost + back + step(x, y, to.x, to.y));
    }
    for (const forward of [true, false]) {
      const exit = (forward ? cells.right[cell] : cells.left[cell]) as number;
      const back = forward === enteredLeft ? 0 : TURN_BACK;
      for (const other of (forward ? cells.behind[cell] : cells.before[cell]) as readonly number[]) {
        const { top, bottom } = portal(cells, cell, other);
        if (bottom - top < LEAST_GATE) continue;
        const line = Math.min(Math.max(y, top), bottom);
        search.reach(other, cell, exit, line, cost + back + step(x, y, exit, line), to);
      }
    }
  }
  return null;
}

/** Gates narrower than this come from rounding. */
const LEAST_GATE = 0.01;

const step = (x0: number, y0: number, x1: number, y1: number): number =>
  Math.hypot(x1 - x0, y1 - y0) + (y0 === y1 ? 0 : BEND);

function corridorTo(cells: FreeCells, search: Search, from: CorridorEnd, to: CorridorEnd): Corridor {
  const path: number[] = [];
  for (let cell = search.parent(search.goal); cell >= 0; cell = search.parent(cell)) path.push(cell);
  path.reverse();
  const gates: Gate[] = [{ x: from.x, top: from.y, bottom: from.y }];
  for (let i = 1; i < path.length; i++) {
    const cell = path[i] as number;
    gates.push({ x: search.state(cell).x, ...portal(cells, path[i - 1] as number, cell) });
  }
  gates.push({ x: to.x, top: to.y, bottom: to.y });
  return { cells: path, gates };
}

const searches = new WeakMap<FreeCells, Search>();

/** The buffers of a search are shared by all edges of one drawing. */
function searchOf(cells: FreeCells): Search {
  let search = searches.get(cells);
  if (search === undefined) searches.set(cells, (search = new Search(cells.count)));
  return search;
}

/** Costs of the cells reached so far, and a binary heap of those to go on from. */
class Search {
  readonly goal: number;
  readonly #round: Int32Array;
  readonly #x: Float64Array;
  readonly #y: Float64Array;
  readonly #cost: Float64Array;
  readonly #parent: Int32Array;
  readonly #done: Uint8Array;
  #now = 0;
  readonly #heap: { readonly cell: number; readonly estimate: number }[] = [];

  constructor(count: number) {
    this.goal = count;
    this.#round = new Int32Array(count + 1);
    this.#x = new Float64Array(count + 1);
    this.#y = new Float64Array(count + 1);
    this.#cost = new Float64Array(count + 1);
    this.#parent = new Int32Array(count + 1);
    this.#done = new Uint8Array(count + 1);
  }

  begin(): void {
    this.#now++;
    this.#heap.length = 0;
  }

  state(cell: number): { readonly x: number; readonly y: number; readonly cost: number } {
    return {
      x: this.#x[cell] as number,
      y: this.#y[cell] as number,
      cost: this.#cost[cell] as number,
    };
  }

  parent(cell: number): number {
    return this.#parent[cell] as number;
  }

  reach(cell: number, parent: number, x: number, y: number, cost: number, to: CorridorEnd): void {
    this.#set(cell, parent, x, y, cost, cost + Math.hypot(to.x - x, to.y - y));
  }

  reachGoal(parent: number, { x, y }: CorridorEnd, cost: number): void {
    this.#set(this.goal, parent, x, y, cost, cost);
  }

  /** The cell that promises most, or -1 when none is left. */
  next(): number {
    while (this.#heap.length > 0) {
      const { cell } = this.#pop();
      if (this.#done[cell]) continue;
      this.#done[cell] = 1;
      return cell;
    }
    return -1;
  }

  #set(cell: number, parent: number, x: number, y: number, cost: number, estimate: number): void {
    if (this.#round[cell] === this.#now) {
      if (this.#done[cell] || (this.#cost[cell] as number) <= cost) return;
    }
    this.#round[cell] = this.#now;
    this.#done[cell] = 0;
    this.#parent[cell] = parent;
    this.#x[cell] = x;
    this.#y[cell] = y;
    this.#cost[cell] = cost;
    this.#push({ cell, estimate });
  }

  #push(entry: { readonly cell: number; readonly estimate: number }): void {
    const heap = this.#heap;
    let i = heap.length;
    heap.push(entry);
    while (i > 0) {
      const up = (i - 1) >> 1;
      const above = heap[up] as typeof entry;
      if (above.estimate <= entry.estimate) break;
      heap[i] = above;
      i = up;
    }
    heap[i] = entry;
  }

  #pop(): { readonly cell: number; readonly estimate: number } {
    const heap = this.#heap;
    const top = heap[0] as { readonly cell: number; readonly estimate: number };
    const last = heap.pop() as typeof top;
    if (heap.length === 0) return top;
    let i = 0;
    for (;;) {
      let down = 2 * i + 1;
      if (down >= heap.length) break;
      if (
        down + 1 < heap.length &&
        (heap[down + 1] as typeof top).estimate < (heap[down] as typeof top).estimate
      )
        down++;
      const below = heap[down] as typeof top;
      if (below.estimate >= last.estimate) break;
      heap[i] = below;
      i = down;
    }
    heap[i] = last;
    return top;
  }
}
