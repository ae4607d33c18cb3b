import { PairInterner } from '../model/pair-interner.js';
import { type TextTable } from '../model/text-table.js';

/** How often one tag occurs, and how many values it has. */
export interface TagCount {
  readonly key: string;
  readonly spanCount: number;
  readonly distinct: number;
}

/** Counts tags over spans, by the numbers of their texts. */
export class TagCounts {
  readonly #texts: TextTable;
  readonly #nameOf: ((key: string) => string | null) | undefined;
  /** By the number of a key: that of its name in the list of names, or −1 for one that is not to be counted. */
  readonly #numberOf = new Map<number, number>();
  readonly #numberOfName = new Map<string, number>();
  readonly #names: string[] = [];
  readonly #spanCount: number[] = [];
  readonly #distinct: number[] = [];
  /** By name, the last span, or group of spans, that it was counted for. */
  readonly #turnOf: number[] = [];
  #turn = 0;
  /** Name and value. */
  readonly #pairs = new PairInterner();
  readonly #pairCount: number[] = [];

  /**
   * @param texts whose numbers will be counted.
   * @param nameOf may give several tags one name, which then counts once per span, and `null` to tags not to count.
   */
  constructor(texts: TextTable, nameOf?: (key: string) => string | null) {
    this.#texts = texts;
    this.#nameOf = nameOf;
  }

  /** Begins with the tags of one span, or of several that share them. */
  begin(): void {
    this.#turn++;
  }

  /** Counts one tag. Of keys that have one name whichever comes first counts. */
  add(key: number, value: number, spanCount = 1): void {
    const name = this.#numberOf.get(key) ?? this.#number(key);
    if (name < 0 || this.#turnOf[name] === this.#turn) return;
    this.#turnOf[name] = this.#turn;
    this.#spanCount[name]! += spanCount;
    const pair = this.#pairs.intern(name, value);
    if (pair === this.#pairCount.length) {
      this.#pairCount.push(0);
      this.#distinct[name]!++;
    }
    this.#pairCount[pair]! += spanCount;
  }

  list(): readonly TagCount[] {
    return this.#names.map((key, name) => ({
      key,
      spanCount: this.#spanCount[name]!,
      distinct: this.#distinct[name]!,
    }));
  }

  /** How many spans have each value, by the names of the tags. */
  values(): ReadonlyMap<string, readonly { readonly value: string; readonly count: number }[]> {
    const values = new Map(
      this.#names.map((name): [string, { value: string; count: number }[]] => [name, []]),
    );
    for (const [pair, count] of this.#pairCount.entries()) {
      const value = this.#texts.text(this.#pairs.second(pair));
      values.get(this.#names[this.#pairs.first(pair)]!)!.push({ value, count });
    }
    return values;
  }

  #number(key: number): number {
    const text = this.#texts.text(key);
    const name = this.#nameOf ? this.#nameOf(text) : text;
    let number = name === null ? -1 : this.#numberOfName.get(name);
    if (number === undefined) {
      number = this.#names.push(name!) - 1;
      this.#numberOfName.set(name!, number);
      this.#spanCount.push(0);
      this.#distinct.push(0);
      this.#turnOf.push(0);
    }
    this.#numberOf.set(key, number);
    return number;
  }
}
