import { NODE_GAP } from './spacing.js';

/** A stretch across the flow. */
export interface Stretch {
  readonly low: number;
  readonly high: number;
}

/** The lines of one row, closed up: stretches that are empty along all of the row are no wider than space between nodes. */
export class RowLines {
  readonly low: number;
  readonly high: number;
  /** Where something is left out, from its beginning to its end, and how much is left out up to there. */
  readonly #from: number[] = [];
  readonly #to: number[] = [];
  readonly #out: number[] = [0];

  constructor(occupied: readonly Stretch[]) {
    const sorted = occupied.toSorted((a, b) => a.low - b.low);
    this.low = sorted[0]?.low ?? 0;
    let high = this.low;
    let out = 0;
    for (const stretch of sorted) {
      if (stretch.low - high > NODE_GAP) {
        // Half of the space stays on either side, so that lines keep their distance to what is there.
        this.#from.push(high + NODE_GAP / 2);
        this.#to.push(stretch.low - NODE_GAP / 2);
        out += stretch.low - high - NODE_GAP;
        this.#out.push(out);
      }
      high = Math.max(high, stretch.high);
    }
    this.high = high - out;
  }

  /** Where a line of the row lies in it when it is closed up. */
  map(line: number): number {
    let low = 0;
    let high = this.#from.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (line < this.#to[middle]!) high = middle;
      else low = middle + 1;
    }
    const out = this.#out[low]!;
    const from = this.#from[low];
    return (from !== undefined && line > from ? from : line) - out;
  }
}
