import { TextTable } from '../model/text-table.js';
import type { JsonCursor } from './json-cursor.js';
import { CLOSE_OBJECT, OPEN_OBJECT } from './json-signs.js';

/** Stands for a key that is none of the fields. */
export const otherField = -1;

/** Stands for the end of the object. */
export const noMoreFields = -2;

/** Before the first key. */
const atStart = 0;

/**
 * Walks through the objects of one kind, field by field:
 *
 *     for (let field = fields.first(); field !== noMoreFields; field = fields.next()) …
 *
 * Each turn reads or skips the value of its field. Objects of one kind are mostly written by the same code: the keys that
 * came after a key are tried before any other, where they lie.
 */
export class ObjectFields<Field extends number> {
  readonly #cursor: JsonCursor;
  readonly #names = new TextTable();
  /** By name: its field, and its bytes between quotes, with a colon. */
  readonly #fields: Field[] = [];
  readonly #spellings: Uint8Array[] = [];
  /** By the name before, plus one: the name that came last, and the one before that. */
  readonly #after: Int32Array;
  readonly #afterBefore: Int32Array;
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

  /** Enters the object that comes next, and reads its first key. */
  first(): Field | typeof otherField | typeof noMoreFields {
    this.#cursor.expect(OPEN_OBJECT);
    this.#seen = 0;
    this.#place = atStart;
    return this.#cursor.hasNext(CLOSE_OBJECT, true) ? this.#nextField() : noMoreFields;
  }

  /** Reads the next key. A field that comes twice is odd: which of the two holds is known to the readers of objects. */
  next(): Field | typeof otherField | typeof noMoreFields {
    return this.#cursor.hasNext(CLOSE_OBJECT, false) ? this.#nextField() : noMoreFields;
  }

  /** Whether the object has had all of these fields so far: a bit for each. */
  hasHad(fields: number): boolean {
    return (this.#seen & fields) === fields;
  }

  /** Reads a key, wherever it stands, and gives its field. */
  read(): Field | typeof otherField {
    const { bytes } = this.#cursor;
    this.#cursor.peek();
    const start = this.#cursor.at;
    const expected = this.#after[this.#place]!;
    const spelling = this.#spellings[expected]!;
    let length = 0;
    while (length < spelling.length && bytes[start + length] === spelling[length]) length++;
    if (length < spelling.length) return this.#readOther(start);
    this.#cursor.at = start + length;
    this.#place = expected + 1;
    return this.#fields[expected]!;
  }

  #readOther(start: number): Field | typeof otherField {
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
      if (name < 0) return otherField;
    }
    this.#afterBefore[place] = this.#after[place]!;
    this.#after[place] = name;
    this.#place = name + 1;
    return this.#fields[name]!;
  }

  #nextField(): Field | typeof otherField {
    const field = this.read();
    if (field === otherField) return otherField;
    const bit = 1 << field;
    if ((this.#seen & bit) !== 0) this.#cursor.fail();
    this.#seen |= bit;
    return field;
  }
}
