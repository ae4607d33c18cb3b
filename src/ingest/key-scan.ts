import { TextTable } from '../model/text-table.js';
import { resized } from '../model/span-ids.js';
import type { JsonCursor } from './json-cursor.js';
import { QUOTE } from './json-signs.js';
import { internString } from './scan-values.js';

/**
 * Reads strings of which there are few and which follow each other: the keys of tags. What came last in the same state is
 * tried before anything is looked up.
 */
export class KeyScan {
  readonly #cursor: JsonCursor;
  readonly #texts: TextTable;
  /** The bytes of what was expected once, one after another, each with its closing quote. */
  readonly #known = new TextTable();
  /** By the number of what is known: that of the text. */
  readonly #textOf: number[] = [];
  /** By state: what was read there last, and before that, as numbers of what is known, plus one. */
  #latest = new Int32Array(64);
  #before = new Int32Array(64);

  constructor(cursor: JsonCursor, texts: TextTable) {
    this.#cursor = cursor;
    this.#texts = texts;
  }

  /** The number of the text of the string that comes next. `state` is a small number. */
  read(state: number): number {
    const cursor = this.#cursor;
    cursor.peek();
    if (state >= this.#latest.length) this.#grow(state);
    const latest = this.#latest[state]!;
    if (latest !== 0 && this.#isNext(latest - 1)) return this.#textOf[latest - 1]!;
    const before = this.#before[state]!;
    this.#before[state] = latest;
    if (before !== 0 && this.#isNext(before - 1)) {
      this.#latest[state] = before;
      return this.#textOf[before - 1]!;
    }
    cursor.string();
    if (!cursor.isPlain) {
      this.#latest[state] = 0;
      return internString(cursor, this.#texts);
    }
    const number = this.#known.internBytes(cursor.bytes, cursor.from, cursor.to + 1);
    this.#latest[state] = number + 1;
    return (this.#textOf[number] ??= internString(cursor, this.#texts));
  }

  /** Whether this is the string that comes next, which is passed then. What is known has no quote but its last. */
  #isNext(number: number): boolean {
    const cursor = this.#cursor;
    if (cursor.bytes[cursor.at] !== QUOTE) return false;
    const end = this.#known.endAt(number, cursor.bytes, cursor.at + 1);
    if (end < 0) return false;
    cursor.at = end;
    return true;
  }

  #grow(state: number): void {
    this.#latest = resized(this.#latest, state * 2);
    this.#before = resized(this.#before, state * 2);
  }
}
