/** Points that are being collected, x, y, x, y, …: one list is filled and emptied for edge after edge. */
export class PointList {
  values = new Float64Array(64);
  /** Numbers, not points. */
  length = 0;

  add(x: number, y: number): void {
    if (this.length === this.values.length) this.values = twiceAsLong(this.values);
    this.values[this.length++] = x;
    this.values[this.length++] = y;
  }

  /** Adds the points of a way, moved by a distance. */
  addAll(way: ArrayLike<number>, dx: number, dy: number): void {
    for (let k = 0; k < way.length; k += 2) this.add(way[k]! + dx, way[k + 1]! + dy);
  }
}

/** A copy with room for as much again. */
export function twiceAsLong(values: Float64Array): Float64Array<ArrayBuffer> {
  const longer = new Float64Array(2 * values.length);
  longer.set(values);
  return longer;
}

/** Numbers of a chunk in which point lists are kept. */
const CHUNK = 8_192;

/** Keeps copies of point lists side by side in large arrays: many small ones are dear to allocate. */
export class PointStore {
  #chunk: Float64Array;
  #used = 0;

  /** @param expected how many numbers will be kept in all, about */
  constructor(expected = CHUNK) {
    this.#chunk = new Float64Array(Math.min(expected, CHUNK));
  }

  keep({ values, length }: PointList): Float64Array {
    const kept = this.#take(length);
    for (let k = 0; k < length; k++) kept[k] = values[k]!;
    return kept;
  }

  /** Keeps the points of a way, moved by a distance. */
  keepMoved(way: Float64Array, dx: number, dy: number): Float64Array {
    const kept = this.#take(way.length);
    for (let k = 0; k < kept.length; k += 2) {
      kept[k] = way[k]! + dx;
      kept[k + 1] = way[k + 1]! + dy;
    }
    return kept;
  }

  #take(length: number): Float64Array {
    if (this.#used + length > this.#chunk.length) {
      this.#chunk = new Float64Array(Math.max(length, CHUNK));
      this.#used = 0;
    }
    const from = this.#used;
    this.#used += length;
    return this.#chunk.subarray(from, this.#used);
  }
}
