import { TextTable } from '../model/text-table.js';
import type { JsonCursor } from './json-cursor.js';

/** The keys of one kind of object, with their other spellings. */
export class FieldNames<Field extends number> {
  readonly #names = new TextTable();
  readonly #fields: Field[] = [];
  /** The field that came after each, which is the first to be tried. */
  #last = 0;
  readonly #next: number[] = [];

  constructor(names: Readonly<Record<string, Field>>) {
    for (const [name, field] of Object.entries(names)) this.#fields[this.#names.intern(name)] = field;
  }

  /** Reads a key and gives its field, or −1 for one that has none. */
  read(cursor: JsonCursor): Field | -1 {
    cursor.key();
    const { bytes, from, to } = cursor;
    const expected = this.#next[this.#last] ?? -1;
    let name = expected;
    if (expected < 0 || !this.#names.has(expected, bytes, from, to)) {
      name = this.#names.find(bytes, from, to);
      if (name < 0) return -1;
      this.#next[this.#last] = name;
    }
    this.#last = name;
    return this.#fields[name]!;
  }
}

/** Notes the fields of one object: one that comes twice is odd. */
export class SeenFields {
  readonly #cursor: JsonCursor;
  #seen = 0;

  constructor(cursor: JsonCursor) {
    this.#cursor = cursor;
  }

  add(field: number): void {
    if (field < 0) return;
    if ((this.#seen & (1 << field)) !== 0) this.#cursor.fail();
    this.#seen |= 1 << field;
  }
}
