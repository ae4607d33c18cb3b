import { TextTable } from '../model/text-table.js';
import { resized } from '../model/span-ids.js';
import type { JsonCursor } from './json-cursor.js';
import { OPEN_OBJECT, QUOTE } from './json-signs.js';

/** The two numbers, plus one, that came last in each state: what comes next there is mostly one of them. */
class LatestNumbers {
  latest = new Int32Array(64);
  #before = new Int32Array(64);

  /** Makes the one before the latest, which is tried next. */
  swap(state: number): void {
    const latest = this.latest[state]!;
    this.latest[state] = this.#before[state]!;
    this.#before[state] = latest;
  }

  add(state: number, number: number): void {
    this.#before[state] = this.latest[state]!;
    this.latest[state] = number + 1;
  }

  makeRoom(state: number): void {
    if (state < this.latest.length) return;
    this.latest = resized(this.latest, state * 2);
    this.#before = resized(this.#before, state * 2);
  }
}

/**
 * Reads strings of which there are few different ones, such as keys of tags, into numbers of their texts. What came last in
 * the same state is tried before anything else, where it lies.
 */
export class KeyScan {
  readonly #cursor: JsonCursor;
  readonly #texts: TextTable;
  readonly #numbers = new LatestNumbers();

  constructor(cursor: JsonCursor, texts: TextTable) {
    this.#cursor = cursor;
    this.#texts = texts;
  }

  /** The number of the text of the string that comes next. `state` is a small number. */
  read(state: number): number {
    const cursor = this.#cursor;
    const { bytes } = cursor;
    if (cursor.peek() !== QUOTE) cursor.fail();
    const start = cursor.at + 1;
    const numbers = this.#numbers;
    numbers.makeRoom(state);
    for (let attempt = 0; attempt < 2; attempt++) {
      const number = numbers.latest[state]! - 1;
      const end = number < 0 ? -1 : this.#texts.endAt(number, bytes, start);
      if (end >= 0 && bytes[end] === QUOTE) {
        cursor.at = end + 1;
        return number;
      }
      numbers.swap(state);
    }
    return this.#readOther(state);
  }

  #readOther(state: number): number {
    const cursor = this.#cursor;
    cursor.string();
    // Where a text is not its spelling, it does not tell where the string ends.
    if (!cursor.isPlain) return this.#texts.intern(cursor.text());
    const number = this.#texts.internBytes(cursor.bytes, cursor.from, cursor.to);
    this.#numbers.add(state, number);
    return number;
  }
}

/** The same for any values: numbers their spellings from 0 on. */
export class SpellingScan {
  /** Where the spelling that was read last lies. */
  from = 0;
  to = 0;
  readonly #cursor: JsonCursor;
  readonly #known = new TextTable();
  readonly #numbers = new LatestNumbers();

  constructor(cursor: JsonCursor) {
    this.#cursor = cursor;
  }

  /** The number of the spelling of the value that comes next. `state` is a small number. */
  read(state: number): number {
    const cursor = this.#cursor;
    cursor.peek();
    this.from = cursor.at;
    const numbers = this.#numbers;
    numbers.makeRoom(state);
    for (let attempt = 0; attempt < 2; attempt++) {
      const number = numbers.latest[state]! - 1;
      const end = number < 0 ? -1 : this.#known.endAt(number, cursor.bytes, this.from);
      if (end >= 0) {
        this.to = end;
        cursor.at = end;
        return number;
      }
      numbers.swap(state);
    }
    return this.#readOther(state);
  }

  #readOther(state: number): number {
    const cursor = this.#cursor;
    cursor.skip();
    this.to = cursor.at;
    const number = this.#known.internBytes(cursor.bytes, this.from, this.to);
    // The end of a number is seen by what follows only.
    if (cursor.bytes[this.from] === OPEN_OBJECT) this.#numbers.add(state, number);
    return number;
  }
}
