import { TextTable } from '../model/text-table.js';
import { resized } from '../model/span-ids.js';
import type { JsonCursor } from './json-cursor.js';
import { OPEN_LIST, OPEN_OBJECT, QUOTE } from './json-signs.js';
import { internString } from './scan-values.js';

/**
 * Passes values of which there are few different ones, and numbers their spellings from 0 on. What came last in the same
 * state is tried before anything else, where it lies.
 */
export class SpellingScan {
  /** Where the spelling that was read last lies. */
  from = 0;
  to = 0;
  readonly #cursor: JsonCursor;
  readonly #known = new TextTable();
  /** By state: the spelling that was read there last, and the one before that, plus one. */
  #latest = new Int32Array(64);
  #before = new Int32Array(64);

  constructor(cursor: JsonCursor) {
    this.#cursor = cursor;
  }

  /** The number of the spelling of the value that comes next. `state` is a small number. */
  read(state: number): number {
    const cursor = this.#cursor;
    const first = cursor.peek();
    this.from = cursor.at;
    if (state >= this.#latest.length) this.#grow(state);
    const latest = this.#latest[state]!;
    if (latest !== 0 && this.#isNext(latest - 1)) return latest - 1;
    const before = this.#before[state]!;
    this.#before[state] = latest;
    if (before !== 0 && this.#isNext(before - 1)) {
      this.#latest[state] = before;
      return before - 1;
    }
    cursor.skip();
    this.to = cursor.at;
    const number = this.#known.internBytes(cursor.bytes, this.from, this.to);
    // The end of others is seen by what follows only.
    const tellsItsEnd = first === QUOTE || first === OPEN_OBJECT || first === OPEN_LIST;
    this.#latest[state] = tellsItsEnd ? number + 1 : 0;
    return number;
  }

  #isNext(number: number): boolean {
    const end = this.#known.endAt(number, this.#cursor.bytes, this.from);
    if (end < 0) return false;
    this.to = end;
    this.#cursor.at = end;
    return true;
  }

  #grow(state: number): void {
    this.#latest = resized(this.#latest, state * 2);
    this.#before = resized(this.#before, state * 2);
  }
}

/** The same for strings, such as keys of tags: numbers those of their texts. */
export class KeyScan {
  readonly #cursor: JsonCursor;
  readonly #texts: TextTable;
  readonly #spellings: SpellingScan;
  readonly #textOf: number[] = [];

  constructor(cursor: JsonCursor, texts: TextTable) {
    this.#cursor = cursor;
    this.#texts = texts;
    this.#spellings = new SpellingScan(cursor);
  }

  /** The number of the text of the string that comes next. `state` is a small number. */
  read(state: number): number {
    const cursor = this.#cursor;
    if (cursor.peek() !== QUOTE) cursor.fail();
    const spelling = this.#spellings.read(state);
    return (this.#textOf[spelling] ??= this.#textAt(this.#spellings.from));
  }

  #textAt(start: number): number {
    this.#cursor.at = start;
    this.#cursor.string();
    return internString(this.#cursor, this.#texts);
  }
}
