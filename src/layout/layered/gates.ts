import { twiceAsLong, type PointList } from './point-list.js';

/** So many gates are looked ahead for a straight way: with it, time is linear however long an edge is. */
const MOST_AHEAD = 200;
/** Numbers per gate: x, y, low, high. */
const SIZE = 4;

/** Points that a way passes one after another, each with the stretch across the flow in which it may pass there. */
export class Gates {
  #gates = new Float64Array(32 * SIZE);
  #length = 0;

  clear(): void {
    this.#length = 0;
  }

  add(x: number, y: number, low = y, high = y): void {
    if (this.#length === this.#gates.length) this.#gates = twiceAsLong(this.#gates);
    const gates = this.#gates;
    const k = this.#length;
    gates[k] = x;
    gates[k + 1] = y;
    gates[k + 2] = low < y ? low : y;
    gates[k + 3] = high > y ? high : y;
    this.#length = k + SIZE;
  }

  /** The same way with the points left out that are not needed to pass all gates; added to another one. */
  appendStraightWay(way: PointList): void {
    const gates = this.#gates;
    for (let i = 0; i < this.#length; i = this.#furthest(i)) way.add(gates[i]!, gates[i + 1]!);
  }

  /** The last gate that a straight line from one reaches through all between, or the end. */
  #furthest(from: number): number {
    const gates = this.#gates;
    const x = gates[from]!;
    const y = gates[from + 1]!;
    let furthest = from + SIZE;
    let least = -Infinity;
    let most = Infinity;
    const end = Math.min(this.#length, from + SIZE * MOST_AHEAD);
    for (let k = from + SIZE; k < end && least <= most; k += SIZE) {
      const dx = Math.abs(gates[k]! - x);
      const dy = gates[k + 1]! - y;
      if (dx < 0.01) {
        if (Math.abs(dy) > 0.01) break;
        furthest = k;
        continue;
      }
      const perX = 1 / dx;
      const slope = dy * perX;
      if (slope >= least && slope <= most) furthest = k;
      const low = (gates[k + 2]! - y) * perX;
      const high = (gates[k + 3]! - y) * perX;
      if (low > least) least = low;
      if (high < most) most = high;
    }
    return furthest;
  }
}
