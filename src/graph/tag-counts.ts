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
  /** What `addEach` has counted in this turn: mostly one value. */
  first: number;
  others: Set<number> | null;
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
    const count = this.#find(key);
    if (!count || count.turn === this.#turn) return;
    count.turn = this.#turn;
    count.spanCount += spanCount;
    countValue(count, value, spanCount);
  }

  /** Counts one of several values that a tag may have: each value once, and the tag once, since it was begun. */
  addEach(key: number, value: number): void {
    const count = this.#find(key);
    if (!count) return;
    if (count.turn !== this.#turn) {
      count.turn = this.#turn;
      count.spanCount++;
      count.first = value;
      count.others = null;
    } else if (count.first === value || count.others?.has(value)) return;
    else (count.others ??= new Set()).add(value);
    countValue(count, value, 1);
  }

  list(): readonly TagCount[] {
    return [...this.#byName.values()];
  }

  #find(key: number): Counting | null {
    let count = this.#byKey.get(key);
    if (count === undefined) this.#byKey.set(key, (count = this.#countOf(key)));
    return count;
  }

  #countOf(key: number): Counting | null {
    const name = this.#nameOf(this.#texts.text(key));
    if (name === null) return null;
    let count = this.#byName.get(name);
    if (!count) {
      count = { key: name, spanCount: 0, values: new Map(), turn: 0, first: 0, others: null };
      this.#byName.set(name, count);
    }
    return count;
  }
}

function countValue({ values }: Counting, value: number, spanCount: number): void {
  values.set(value, (values.get(value) ?? 0) + spanCount);
}
