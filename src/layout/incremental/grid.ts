import { at } from '../typed.js';

/** Where a grid is fine: things beyond it are found as well, only slower. In CSS pixels. */
export interface GridBounds {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Cells are no smaller than this, about a box. */
const LEAST_CELL = 128;
/** Cells per expected item; with it the grid is linear in the items however far they lie apart. */
const CELLS_PER_ITEM = 4;
/** Cells that an item of mean length fills at most. */
const CELLS_PER_LENGTH = 12;

/** Finds things, given as numbers, by the places they cover. Nothing is ever taken out. */
export class Grid {
  readonly #left: number;
  readonly #top: number;
  readonly #cell: number;
  readonly #columns: number;
  readonly #rows: number;
  /** First entry of each cell, and for each entry the next one of its cell; -1 where there is none. */
  readonly #head: Int32Array;
  readonly #next: number[] = [];
  readonly #item: number[] = [];

  /**
   * @param meanExtent mean length of the items where they are longer than a cell: cells are then larger, so that the
   *   items fill a bounded number of them
   */
  constructor({ left, top, right, bottom }: GridBounds, expectedItems: number, meanExtent = 0) {
    const width = Math.max(1, right - left);
    const height = Math.max(1, bottom - top);
    const cells = CELLS_PER_ITEM * expectedItems + 64;
    // A drawing that is long and thin has few rows, so each side is bounded on its own too.
    this.#cell = Math.max(
      LEAST_CELL,
      meanExtent / CELLS_PER_LENGTH,
      Math.sqrt((width * height) / cells),
      Math.max(width, height) / cells,
    );
    this.#left = left;
    this.#top = top;
    this.#columns = Math.ceil(width / this.#cell) + 1;
    this.#rows = Math.ceil(height / this.#cell) + 1;
    this.#head = new Int32Array(this.#columns * this.#rows).fill(-1);
  }

  /** Adds an item that covers a rectangle. */
  add(item: number, x0: number, y0: number, x1: number, y1: number): void {
    const right = this.#column(x1);
    for (let column = this.#column(x0); column <= right; column++) this.#addToRows(item, column, y0, y1);
  }

  /** Adds an item that covers a straight line. */
  addLine(item: number, x0: number, y0: number, x1: number, y1: number): void {
    if (x0 > x1) [x0, y0, x1, y1] = [x1, y1, x0, y0];
    const first = this.#column(x0);
    const last = this.#column(x1);
    for (let column = first; column <= last; column++) {
      const from = column === first ? x0 : this.#left + column * this.#cell;
      const to = column === last ? x1 : this.#left + (column + 1) * this.#cell;
      const a = x1 > x0 ? y0 + ((from - x0) / (x1 - x0)) * (y1 - y0) : y0;
      const b = x1 > x0 ? y0 + ((to - x0) / (x1 - x0)) * (y1 - y0) : y1;
      this.#addToRows(item, column, Math.min(a, b), Math.max(a, b));
    }
  }

  /** Shows what may lie in a rectangle: everything that does, some that does not, some more than once. */
  visit(x0: number, y0: number, x1: number, y1: number, see: (item: number) => void): void {
    const right = this.#column(x1);
    const bottom = this.#row(y1);
    const seeAll = (item: number): boolean => {
      see(item);
      return false;
    };
    for (let column = this.#column(x0); column <= right; column++)
      for (let row = this.#row(y0); row <= bottom; row++) this.#someInCell(column, row, seeAll);
  }

  /** Whether something that may touch a straight line, as in `visit`, passes a test; asks no further once it does. */
  someAlong(x0: number, y0: number, x1: number, y1: number, test: (item: number) => boolean): boolean {
    if (x0 > x1) [x0, y0, x1, y1] = [x1, y1, x0, y0];
    const first = this.#column(x0);
    const last = this.#column(x1);
    for (let column = first; column <= last; column++) {
      const from = column === first ? x0 : this.#left + column * this.#cell;
      const to = column === last ? x1 : this.#left + (column + 1) * this.#cell;
      const a = x1 > x0 ? y0 + ((from - x0) / (x1 - x0)) * (y1 - y0) : y0;
      const b = x1 > x0 ? y0 + ((to - x0) / (x1 - x0)) * (y1 - y0) : y1;
      const bottom = this.#row(Math.max(a, b));
      for (let row = this.#row(Math.min(a, b)); row <= bottom; row++)
        if (this.#someInCell(column, row, test)) return true;
    }
    return false;
  }

  #column(x: number): number {
    return Math.min(Math.max(Math.floor((x - this.#left) / this.#cell), 0), this.#columns - 1);
  }

  #row(y: number): number {
    return Math.min(Math.max(Math.floor((y - this.#top) / this.#cell), 0), this.#rows - 1);
  }

  #addToRows(item: number, column: number, y0: number, y1: number): void {
    const bottom = this.#row(y1);
    for (let row = this.#row(y0); row <= bottom; row++) {
      const cell = column * this.#rows + row;
      this.#next.push(at(this.#head, cell));
      this.#head[cell] = this.#item.length;
      this.#item.push(item);
    }
  }

  #someInCell(column: number, row: number, test: (item: number) => boolean): boolean {
    for (
      let entry = at(this.#head, column * this.#rows + row);
      entry >= 0;
      entry = this.#next[entry] as number
    )
      if (test(this.#item[entry] as number)) return true;
    return false;
  }
}
