/** Whether two pictures show the same, apart from how the edges of shapes and letters are smoothed. */
import { PNG } from 'pngjs';
import { colourAt, distance, type Picture } from './indexed-png.js';

/** Colours that are not further apart are taken as equal; the palette of a kept picture costs up to about 20. */
const SAME_COLOUR = 40;

/** So many pixels may differ: rare hues that found no place in the palette. One letter more or less is above it. */
const MOST_DIFFERENT_PIXELS = 12;

export interface Comparison {
  readonly isSame: boolean;
  /** What differs, in words; empty when nothing does. */
  readonly text: string;
  /** The expected picture, faint, with the differing pixels in red. `null` when the sizes differ. */
  readonly marked: PNG | null;
}

/**
 * Compares pixel by pixel. A pixel that differs is overlooked when each of the two pictures has its colour within one
 * pixel's distance: a line that is smoothed to the other side, not one that is missing.
 */
export function comparePictures(expected: Picture, actual: Picture): Comparison {
  const { width, height } = expected;
  if (actual.width !== width || actual.height !== height) {
    const text = `it is ${actual.width} × ${actual.height} pixels and should be ${width} × ${height}`;
    return { isSame: false, text, marked: null };
  }
  const marked = new PNG({ width, height });
  let different = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const pixel = y * width + x;
      const wanted = colourAt(expected, pixel);
      const found = colourAt(actual, pixel);
      const differs =
        distance(wanted, found) > SAME_COLOUR &&
        !(hasNear(actual, x, y, wanted) && hasNear(expected, x, y, found));
      if (differs) different += 1;
      marked.data.writeUInt32BE(differs ? 0xff0000ff : faint(wanted), pixel * 4);
    }
  }
  const isSame = different <= MOST_DIFFERENT_PIXELS;
  return { isSame, text: isSame ? '' : `${different} pixels differ`, marked };
}

/** Whether a pixel or one of its eight neighbours has about this colour. */
function hasNear(picture: Picture, x: number, y: number, colour: number): boolean {
  const { width, height } = picture;
  for (let row = Math.max(0, y - 1); row <= Math.min(height - 1, y + 1); row++)
    for (let column = Math.max(0, x - 1); column <= Math.min(width - 1, x + 1); column++)
      if (distance(colourAt(picture, row * width + column), colour) <= SAME_COLOUR) return true;
  return false;
}

/** A quarter of the colour on white, opaque. */
function faint(colour: number): number {
  const mix = (channel: number): number => 191 + Math.floor(channel / 4);
  return (
    ((mix(colour >> 16) << 24) | (mix((colour >> 8) & 255) << 16) | (mix(colour & 255) << 8) | 0xff) >>> 0
  );
}
