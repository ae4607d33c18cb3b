import { TextTable } from '../model/text-table.js';
import { resized } from '../model/span-ids.js';
import type { JsonCursor } from './json-cursor.js';
import { OPEN_OBJECT, QUOTE } from './json-signs.js';

/**
 * Reads strings of which there are few different ones, such as keys of tags, into numbers of their texts. The two that came
 * last in the same state are tried before anything else, where they lie.
 */
export class KeyScan {
  readonly #cursor: JsonCursor;
  readonly #texts: TextTable;
  /** By state: the number that came last, and the one before that, plus one. */
  #latest = new Int32Array(64);
  #before = new Int32Array(64);

  constructor(cursor: JsonCursor, texts: TextTable) {
    this.#cursor = cursor;
    this.#texts = texts;
  }

  /** The number of the text of the string that comes next. `state` is a small number. */
  read(state: number): number {
    const cursor = this.#cursor;
    if (cursor.peek() !== QUOTE) cursor.fail();
    if (state >= this.#latest.length) this.#grow(state);
    for (let attempt = 0; attempt < 2; attempt++) {
      const latest = this.#latest[state]!;
      const end = latest === 0 ? -1 : this.#texts.endAt(latest - 1, cursor.bytes, cursor.at + 1);
      if (end >= 0 && cursor.bytes[end] === QUOTE) {
        cursor.at = end + 1;
        return latest - 1;
      }
      this.#latest[state] = this.#before[state]!;
      this.#before[state] = latest;
    }
    return this.#readOther(state);
  }

  #readOther(state: number): number {
    const cursor = this.#cursor;
    cursor.string();
    // Where a text is not its spelling, it does not tell where the string ends.
    if (!cursor.isPlain) return this.#texts.intern(cursor.text());
    const number = this.#texts.internBytes(cursor.bytes, cursor.from, cursor.to);
    this.#before[state] = this.#latest[state]!;
    this.#latest[state] = number + 1;
    return number;
  }

  #grow(state: number): void {
    this.#latest = resized(this.#latest, state * 2);
    this.#before = resized(this.#before, state * 2);
  }
}

/** How many states are told apart: a power of two. */
const stateCount = 256;

/**
 * Passes values of which there are few different ones, and numbers their spellings from 0 on. What came last in the same
 * state, and what came last of all, is tried before anything else, where it lies.
 */
export class SpellingScan {
  /** Where the spelling that was read last lies. */
  from = 0;
  to = 0;
  readonly #cursor: JsonCursor;
  readonly #known = new TextTable();
  /** The numbers of spellings, plus one. */
  readonly #latest = new Int32Array(stateCount);
  #last = 0;

  constructor(cursor: JsonCursor) {
    this.#cursor = cursor;
  }

  /** The number of the spelling of the value that comes next. Any number is a state. */
  read(state: number): number {
    const cursor = this.#cursor;
    cursor.peek();
    this.from = cursor.at;
    let found = this.#latest[state & (stateCount - 1)]!;
    for (let attempt = 0; attempt < 2; attempt++) {
      const end = found === 0 ? -1 : this.#known.endAt(found - 1, cursor.bytes, this.from);
      if (end >= 0) {
        cursor.at = end;
        return this.#note(found, state);
      }
      found = this.#last;
    }
    cursor.skip();
    return this.#note(this.#known.internBytes(cursor.bytes, this.from, cursor.at) + 1, state);
  }

  #note(found: number, state: number): number {
    this.to = this.#cursor.at;
    // The end of a number is seen by what follows only.
    const tellsItsEnd = this.#cursor.bytes[this.from] === OPEN_OBJECT;
    this.#latest[state & (stateCount - 1)] = tellsItsEnd ? found : 0;
    this.#last = tellsItsEnd ? found : 0;
    return found - 1;
  }
}
