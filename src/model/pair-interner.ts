/**
 * Gives every distinct pair of numbers from 0 on a number of its own, counted from 0 in the order of first
 * appearance. Groups are keyed by chains of such pairs: exact, without joining texts, and several times faster than a
 * `Map`.
 */
export class PairInterner {
  #first = new Int32Array(64);
  #second = new Int32Array(64);
  /** Open addressing: a slot holds a pair's number plus one, 0 when it is free. */
  #slots = new Int32Array(128);
  #size = 0;

  /** How many distinct pairs there are. */
  get size(): number {
    return this.#size;
  }

  /** The first number of the pair with this number. */
  first(pair: number): number {
    return this.#first[pair]!;
  }

  /** The second number of the pair with this number. */
  second(pair: number): number {
    return this.#second[pair]!;
  }

  intern(first: number, second: number): number {
    const mask = this.#slots.length - 1;
    let slot = hash(first, second) & mask;
    for (let held = this.#slots[slot]!; held !== 0; held = this.#slots[slot]!) {
      const pair = held - 1;
      if (this.#first[pair] === first && this.#second[pair] === second) return pair;
      slot = (slot + 1) & mask;
    }
    if (this.#size === this.#first.length) {
      this.#grow();
      return this.intern(first, second);
    }
    const pair = this.#size++;
    this.#first[pair] = first;
    this.#second[pair] = second;
    this.#slots[slot] = pair + 1;
    return pair;
  }

  #grow(): void {
    const capacity = this.#first.length * 2;
    const widen = (column: Int32Array): Int32Array<ArrayBuffer> => {
      const wider = new Int32Array(capacity);
      wider.set(column);
      return wider;
    };
    this.#first = widen(this.#first);
    this.#second = widen(this.#second);
    this.#slots = new Int32Array(capacity * 2);
    const mask = this.#slots.length - 1;
    for (let pair = 0; pair < this.#size; pair++) {
      let slot = hash(this.#first[pair]!, this.#second[pair]!) & mask;
      while (this.#slots[slot] !== 0) slot = (slot + 1) & mask;
      this.#slots[slot] = pair + 1;
    }
  }
}

/** Mixes two numbers so that neighbours land far apart (multipliers of xxHash). */
function hash(first: number, second: number): number {
  let mixed = Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca77);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0xc2b2ae3d);
  return mixed ^ (mixed >>> 13);
}
