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
  readonly #byKey = new Map<string, TagCount>();

  /** Counts the tags of one span; `nameOf` may give several tags one name, which then counts once per span. */
  add(tags: Attributes, nameOf?: (key: string) => string | null): void {
    // Keys that were folded into another: whichever comes first counts.
    const folded = nameOf ? new Set<string>() : undefined;
    for (const key in tags) {
      const name = nameOf ? nameOf(key) : key;
      if (name === null || folded?.has(name)) continue;
      const text = tagText(tags[key]);
      if (text === null) continue;
      folded?.add(name);
      this.addValue(name, text);
    }
  }

  /** Counts one value of one span. */
  addValue(key: string, text: string): void {
    let count = this.#byKey.get(key);
    if (!count) this.#byKey.set(key, (count = { key, spanCount: 0, values: new Map() }));
    count.spanCount++;
    count.values.set(text, (count.values.get(text) ?? 0) + 1);
  }

  [Symbol.iterator](): Iterator<TagCount> {
    return this.#byKey.values();
  }
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
