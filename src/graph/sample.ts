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
