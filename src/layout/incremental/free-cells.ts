/** Something that stands in the way of edges, in flow coordinates, with the space that edges keep from it. Wider than 0. */
export interface Obstacle {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** The lines on which edges arrive at the left side and leave from the right side. */
  readonly entryLine: number;
  readonly exitLine: number;
}

/**
 * The plane outside of the boxes, cut into rectangles by upright lines at the sides of the obstacles (a vertical
 * decomposition). Cells touch only at their left and right sides; there are at most a few per obstacle.
 */
export interface FreeCells {
  readonly count: number;
  readonly left: readonly number[];
  readonly right: readonly number[];
  readonly top: readonly number[];
  readonly bottom: readonly number[];
  /** Cells that touch the left and the right side of each cell. */
  readonly before: readonly (readonly number[])[];
  readonly behind: readonly (readonly number[])[];
  /** By obstacle: the cell before its left side at the entry line, and behind its right side at the exit line; -1 where that is no free room. */
  readonly entryCell: Int32Array;
  readonly exitCell: Int32Array;
}

/** Free room kept around everything, so that edges can be led round the outside. */
const MARGIN = 2_000;

/** Sweeps along the flow; O(n log n) plus the sizes of what starts or ends at one place. */
export function freeCells(obstacles: readonly Obstacle[]): FreeCells {
  let [left, right, top, bottom] = [0, 0, 0, 0];
  for (const o of obstacles) {
    left = Math.min(left, o.left);
    right = Math.max(right, o.right);
    top = Math.min(top, o.top);
    bottom = Math.max(bottom, o.bottom);
  }
  const sweep = new Sweep(left - MARGIN, top - MARGIN, bottom + MARGIN, obstacles);
  const starts = obstacles.map((_, i) => i).sort((a, b) => leftOf(obstacles, a) - leftOf(obstacles, b));
  const ends = obstacles.map((_, i) => i).sort((a, b) => rightOf(obstacles, a) - rightOf(obstacles, b));
  let s = 0;
  let e = 0;
  while (e < ends.length) {
    const nextEnd = rightOf(obstacles, ends[e] as number);
    const nextStart = s < starts.length ? leftOf(obstacles, starts[s] as number) : Infinity;
    const batch: number[] = [];
    if (nextEnd <= nextStart) {
      while (e < ends.length && rightOf(obstacles, ends[e] as number) === nextEnd)
        batch.push(ends[e++] as number);
      sweep.end(batch, nextEnd);
    } else {
      while (s < starts.length && leftOf(obstacles, starts[s] as number) === nextStart)
        batch.push(starts[s++] as number);
      sweep.start(batch, nextStart);
    }
  }
  return sweep.finish(right + MARGIN);
}

const leftOf = (obstacles: readonly Obstacle[], i: number): number => (obstacles[i] as Obstacle).left;
const rightOf = (obstacles: readonly Obstacle[], i: number): number => (obstacles[i] as Obstacle).right;

const MOST_ARGUMENTS = 1_000;

/** What the upright sweep line crosses, from top to bottom. */
class Sweep {
  readonly #obstacles: readonly Obstacle[];
  readonly #end: number;
  /** Stretches of the line by their upper end: how many obstacles lie there, and the open cell or -1. */
  #from: number[];
  #count: number[] = [0];
  #cell: number[] = [0];

  readonly #left: number[] = [];
  readonly #right: number[] = [];
  readonly #top: number[] = [];
  readonly #bottom: number[] = [];
  readonly #before: number[][] = [];
  readonly #behind: number[][] = [];
  readonly #entryCell: Int32Array;
  readonly #exitCell: Int32Array;

  constructor(x: number, top: number, bottom: number, obstacles: readonly Obstacle[]) {
    this.#obstacles = obstacles;
    this.#end = bottom;
    this.#from = [top];
    this.#entryCell = new Int32Array(obstacles.length).fill(-1);
    this.#exitCell = new Int32Array(obstacles.length).fill(-1);
    this.#open(x, top, bottom);
  }

  start(batch: readonly number[], x: number): void {
    for (const i of batch) this.#entryCell[i] = this.#cellAt((this.#obstacles[i] as Obstacle).entryLine);
    this.#change(batch, x, 1);
  }

  end(batch: readonly number[], x: number): void {
    this.#change(batch, x, -1);
    for (const i of batch) this.#exitCell[i] = this.#cellAt((this.#obstacles[i] as Obstacle).exitLine);
  }

  finish(x: number): FreeCells {
    for (const cell of this.#cell) if (cell >= 0) this.#right[cell] = x;
    return {
      count: this.#left.length,
      left: this.#left,
      right: this.#right,
      top: this.#top,
      bottom: this.#bottom,
      before: this.#before,
      behind: this.#behind,
      entryCell: this.#entryCell,
      exitCell: this.#exitCell,
    };
  }

  /** The last stretch that begins at or above a line. */
  #stretchAt(y: number): number {
    let low = 0;
    let high = this.#from.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#from[middle] as number) <= y) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  #cellAt(y: number): number {
    return this.#cell[this.#stretchAt(y)] as number;
  }

  #endOf(stretch: number): number {
    return this.#from[stretch + 1] ?? this.#end;
  }

  #open(x: number, top: number, bottom: number): number {
    const cell = this.#left.length;
    this.#left.push(x);
    this.#right.push(x);
    this.#top.push(top);
    this.#bottom.push(bottom);
    this.#before.push([]);
    this.#behind.push([]);
    return cell;
  }

  /** Adds or takes away obstacles: cells whose extent changes end here and new ones begin. */
  #change(batch: readonly number[], x: number, sign: 1 | -1): void {
    const steps: { readonly y: number; readonly by: number }[] = [];
    for (const i of batch) {
      const o = this.#obstacles[i] as Obstacle;
      steps.push({ y: o.top, by: sign }, { y: o.bottom, by: -sign });
    }
    steps.sort((a, b) => a.y - b.y);
    // One stretch more on either side, for it may become one with its neighbour.
    const first = Math.max(0, this.#stretchAt((steps[0] as { y: number }).y) - 1);
    const last = Math.min(
      this.#from.length - 1,
      this.#stretchAt((steps[steps.length - 1] as { y: number }).y) + 1,
    );
    const from: number[] = [];
    const count: number[] = [];
    const push = (y: number, c: number): void => {
      if (from.length > 0 && from[from.length - 1] === y) {
        from.pop();
        count.pop();
      }
      if (from.length > 0 && count[count.length - 1] === c) return;
      from.push(y);
      count.push(c);
    };
    let k = 0;
    let added = 0;
    for (let i = first; i <= last; i++) {
      const old = this.#count[i] as number;
      push(this.#from[i] as number, old + added);
      const end = this.#endOf(i);
      for (; k < steps.length && (steps[k] as { y: number }).y < end; k++) {
        const step = steps[k] as { readonly y: number; readonly by: number };
        added += step.by;
        push(step.y, old + added);
      }
    }
    this.#replace(x, first, last, from, count);
  }

  #replace(x: number, first: number, last: number, from: readonly number[], count: readonly number[]): void {
    const end = this.#endOf(last);
    const oldFrom = this.#from.slice(first, last + 1);
    const oldCell = this.#cell.slice(first, last + 1);
    const oldEnd = (i: number): number => oldFrom[i + 1] ?? end;
    const newEnd = (k: number): number => from[k + 1] ?? end;
    const cell: number[] = [];
    let i = 0;
    for (let k = 0; k < from.length; k++) {
      const top = from[k] as number;
      const bottom = newEnd(k);
      while (oldEnd(i) <= top) i++;
      if (count[k] !== 0) {
        cell.push(-1);
        continue;
      }
      const open = oldCell[i] as number;
      if (open >= 0 && oldFrom[i] === top && oldEnd(i) === bottom) {
        cell.push(open);
        continue;
      }
      const made = this.#open(x, top, bottom);
      cell.push(made);
      for (let j = i; j < oldFrom.length && (oldFrom[j] as number) < bottom; j++) {
        const past = oldCell[j] as number;
        if (past < 0) continue;
        this.#before[made]?.push(past);
        this.#behind[past]?.push(made);
      }
    }
    const kept = new Set(cell);
    for (const past of oldCell) if (past >= 0 && !kept.has(past)) this.#right[past] = x;
    splice(this.#from, first, oldFrom.length, from);
    splice(this.#count, first, oldFrom.length, count);
    splice(this.#cell, first, oldFrom.length, cell);
  }
}

/** `Array.splice` for lists of any length: many arguments overflow the stack. */
function splice(list: number[], start: number, count: number, items: readonly number[]): void {
  if (items.length <= MOST_ARGUMENTS) {
    list.splice(start, count, ...items);
    return;
  }
  const tail = list.slice(start + count);
  list.length = start;
  for (const item of items) list.push(item);
  for (const item of tail) list.push(item);
}

/** The stretch of line on which two neighbouring cells touch. */
export function portal(
  cells: FreeCells,
  a: number,
  b: number,
): { readonly top: number; readonly bottom: number } {
  return {
    top: Math.max(cells.top[a] as number, cells.top[b] as number),
    bottom: Math.min(cells.bottom[a] as number, cells.bottom[b] as number),
  };
}
