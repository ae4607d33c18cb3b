import type { TextTable } from '../model/text-table.js';

/** How often one tag occurs, and with which values. */
export interface TagCount {
  readonly key: string;
  readonly spanCount: number;
  /** How many spans have each value, by the number of its text. */
  readonly values: ReadonlyMap<number, number>;
}

/** A count with the last span, or group of spans, that it counted. */
interface Counting extends TagCount {
  spanCount: number;
  readonly values: Map<number, number>;
  turn: number;
}

/** Counts tags over spans, by the numbers of their texts. */
export class TagCounts {
  readonly #texts: TextTable;
  readonly #nameOf: (key: string) => string | null;
  /** By the number of a key; `null` for one that is not to be counted. */
  readonly #byKey = new Map<number, Counting | null>();
  readonly #byName = new Map<string, Counting>();
  #turn = 0;

  /**
   * @param texts whose numbers will be counted.
   * @param nameOf may give several tags one name, which then counts once per span, and `null` to tags not to count.
   */
  constructor(texts: TextTable, nameOf: (key: string) => string | null = (key) => key) {
    this.#texts = texts;
    this.#nameOf = nameOf;
  }

  /** Begins with the tags of one span, or of several that share them. */
  begin(): void {
    this.#turn++;
  }

  /** Counts one tag. Of keys that have one name whichever comes first counts. */
  add(key: number, value: number, spanCount = 1): void {
    let count = this.#byKey.get(key);
    if (count === undefined) this.#byKey.set(key, (count = this.#countOf(key)));
    if (!count || count.turn === this.#turn) return;
    count.turn = this.#turn;
    count.spanCount += spanCount;
    count.values.set(value, (count.values.get(value) ?? 0) + spanCount);
  }

  list(): readonly TagCount[] {
    return [...this.#byName.values()];
  }

  #countOf(key: number): Counting | null {
    const name = this.#nameOf(this.#texts.text(key));
    if (name === null) return null;
    let count = this.#byName.get(name);
    if (!count) this.#byName.set(name, (count = { key: name, spanCount: 0, values: new Map(), turn: 0 }));
    return count;
  }
}
