import type { Attributes } from '../model/span.js';
import { tagText } from './tag-text.js';

/** How often one tag occurs, and with which values. */
export interface TagCount {
  readonly key: string;
  spanCount: number;
  /** How many spans have each value. */
  readonly values: Map<string, number>;
}

/** Counts tags over spans. Tags without a value count as missing. */
export class TagCounts {
  readonly #byKey = new Map<string, Counting>();
  readonly #nameOf: ((key: string) => string | null) | undefined;
  readonly #names = new Map<string, string | null>();
  #turn = 0;

  /** @param nameOf may give several tags one name, which then counts once per span, and `null` to tags not to count. */
  constructor(nameOf?: (key: string) => string | null) {
    this.#nameOf = nameOf;
  }

  /** Counts the tags of one span, or of several that share them. */
  add(tags: Attributes, spanCount = 1): void {
    this.#turn++;
    for (const key in tags) {
      const name = this.#nameOf ? this.#name(key) : key;
      if (name === null) continue;
      const text = tagText(tags[key]);
      if (text === null) continue;
      const count = this.#count(name);
      // Keys that were folded into another: whichever comes first counts.
      if (count.turn === this.#turn) continue;
      count.turn = this.#turn;
      increase(count, text, spanCount);
    }
  }

  /** Counts one value of one span. */
  addValue(key: string, text: string): void {
    increase(this.#count(key), text, 1);
  }

  #count(key: string): Counting {
    let count = this.#byKey.get(key);
    if (!count) this.#byKey.set(key, (count = { key, spanCount: 0, values: new Map(), turn: 0 }));
    return count;
  }

  #name(key: string): string | null {
    let name = this.#names.get(key);
    if (name === undefined) {
      name = this.#nameOf!(key);
      this.#names.set(key, name);
    }
    return name;
  }

  [Symbol.iterator](): Iterator<TagCount> {
    return this.#byKey.values();
  }
}

/** A count with the last span, or group of spans, that it counted. */
interface Counting extends TagCount {
  turn: number;
}

function increase(count: TagCount, text: string, spanCount: number): void {
  count.spanCount += spanCount;
  count.values.set(text, (count.values.get(text) ?? 0) + spanCount);
}

/** A part of a long list that stands for the whole. */
export interface Sample {
  /** Places in the list, ascending. */
  readonly places: Int32Array;
  /** By how much counts in the sample are to be multiplied. */
  readonly scale: number;
}

/**
 * Takes at most `most` of `count` items, so that the work stays bounded whatever the data: one of every few
 * neighbours, always the same ones, but at no regular distance, since spans often repeat in a pattern.
 */
export function sampleOf(count: number, most: number): Sample {
  const step = Math.max(1, Math.ceil(count / most));
  const places = new Int32Array(Math.ceil(count / step));
  for (let block = 0; block < places.length; block++) {
    const offset = (Math.imul(block, 0x9e3779b1) >>> 8) % step;
    places[block] = Math.min(block * step + offset, count - 1);
  }
  return { places, scale: count === 0 ? 1 : count / places.length };
}
