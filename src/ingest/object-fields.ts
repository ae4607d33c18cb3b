import { TextTable } from '../model/text-table.js';
import type { JsonCursor } from './json-cursor.js';
import { CLOSE_OBJECT, OPEN_OBJECT } from './json-signs.js';

/** Stands for a key that is none of the fields. */
export const otherField = -1;

/** Before the first key. */
const atStart = 0;

/**
 * Walks through the objects of one kind, field by field:
 *
 *     for (fields.enter(); fields.next(); ) … fields.field …
 *
 * Each turn reads or skips the value of its field. Objects of one kind are mostly written by the same code: the keys that
 * came after a key are tried before any other, where they lie.
 */
export class ObjectFields<Field extends number> {
  /** The field of the key that was read last. */
  field: Field | typeof otherField = otherField;
  readonly #cursor: JsonCursor;
  readonly #names = new TextTable();
  /** By name: its field, and its bytes between quotes, with a colon. */
  readonly #fields: Field[] = [];
  readonly #spellings: Uint8Array[] = [];
  /** By the name before, plus one: the name that came last, and the one before that. */
  readonly #after: Int32Array;
  readonly #afterBefore: Int32Array;
  #isFirst = true;
  #place = atStart;
  #seen = 0;

  /** @param names the field of each name: several are spellings of one field. Fields are less than 31. */
  constructor(cursor: JsonCursor, names: Readonly<Record<string, Field>>) {
    this.#cursor = cursor;
    const encoder = new TextEncoder();
    for (const [name, field] of Object.entries(names)) {
      this.#fields[this.#names.intern(name)] = field;
      this.#spellings.push(encoder.encode(`"${name}":`));
    }
    this.#after = new Int32Array(this.#fields.length + 1);
    this.#afterBefore = new Int32Array(this.#fields.length + 1);
  }

  /** Enters the object that comes next. */
  enter(): void {
    this.#cursor.expect(OPEN_OBJECT);
    this.#isFirst = true;
    this.#seen = 0;
    this.#place = atStart;
  }

  /**
   * Reads the next key; at the end of the object it is left. A field that comes twice is odd: which of the two holds is
   * known to the readers of objects.
   */
  next(): boolean {
    const cursor = this.#cursor;
    const isFirst = this.#isFirst;
    this.#isFirst = false;
    if (!cursor.hasNext(CLOSE_OBJECT, isFirst)) return false;
    const { bytes } = cursor;
    cursor.peek();
    const start = cursor.at;
    let name = this.#after[this.#place]!;
    const spelling = this.#spellings[name]!;
    let length = 0;
    while (length < spelling.length && bytes[start + length] === spelling[length]) length++;
    if (length === spelling.length) {
      cursor.at = start + length;
    } else {
      name = this.#readOther(start);
      if (name < 0) {
        this.field = otherField;
        return true;
      }
    }
    this.#place = name + 1;
    this.field = this.#fields[name]!;
    const bit = 1 << this.field;
    if ((this.#seen & bit) !== 0) cursor.fail();
    this.#seen |= bit;
    return true;
  }

  /** Whether the object has had all of these fields so far: a bit for each. */
  hasHad(fields: number): boolean {
    return (this.#seen & fields) === fields;
  }

  /** Reads a key that is not the one that came last, and gives the number of its name, or −1. */
  #readOther(start: number): number {
    const { bytes } = this.#cursor;
    const place = this.#place;
    let name = this.#afterBefore[place]!;
    const spelling = this.#spellings[name]!;
    let length = 0;
    while (length < spelling.length && bytes[start + length] === spelling[length]) length++;
    if (length === spelling.length) {
      this.#cursor.at = start + length;
    } else {
      this.#cursor.key();
      name = this.#names.find(bytes, this.#cursor.from, this.#cursor.to);
      if (name < 0) return name;
    }
    this.#afterBefore[place] = this.#after[place]!;
    this.#after[place] = name;
    return name;
  }
}
