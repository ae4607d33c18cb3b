/** What keeps and compares the pictures: it must see what people would see, and nothing else. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { PNG } from 'pngjs';
import { comparePictures } from './compare-pictures.js';
import { colourAt, distance, encodeIndexed } from './indexed-png.js';

const SIZE = 60;

/** A white picture on which `draw` gives the colour of some pixels. */
function picture(draw: (x: number, y: number) => number | undefined, width = SIZE): PNG {
  const png = new PNG({ width, height: SIZE });
  for (let y = 0; y < SIZE; y++)
    for (let x = 0; x < width; x++)
      png.data.writeUInt32BE((((draw(x, y) ?? 0xffffff) << 8) | 0xff) >>> 0, (y * width + x) * 4);
  return png;
}

const blank = picture(() => undefined);
const square = (colour: number, left = 10) =>
  picture((x, y) => (x >= left && x < left + 20 && y >= 10 && y < 30 ? colour : undefined));
const line = (at: number) => picture((x) => (x === at ? 0x224488 : undefined));

describe('two pictures are the same', () => {
  test('when they are equal', () => assert.ok(comparePictures(square(0x3366cc), square(0x3366cc)).isSame));

  test('when colours are a shade apart', () =>
    assert.ok(comparePictures(square(0x3366cc), square(0x3870d0)).isSame));

  test('when a thin line is smoothed to the next pixel', () =>
    assert.ok(comparePictures(line(20), line(21)).isSame));
});

describe('two pictures differ', () => {
  const differs = (expected: PNG, actual: PNG): void => {
    assert.equal(comparePictures(expected, actual).isSame, false);
    assert.equal(comparePictures(actual, expected).isSame, false);
  };

  test('when one is blank', () => differs(square(0x3366cc), blank));

  test('when a thin line is missing', () => differs(line(20), blank));

  test('when a thin line is two pixels away', () => differs(line(20), line(22)));

  test('when a colour is another', () => differs(square(0x3366cc), square(0xcc6633)));

  test('when a shape has moved', () => differs(square(0x3366cc), square(0x3366cc, 14)));

  test('when their sizes differ', () =>
    differs(
      blank,
      picture(() => undefined, SIZE + 1),
    ));

  test('and the differing pixels are marked', () => {
    const { marked, text } = comparePictures(line(20), blank);
    assert.ok(marked);
    assert.equal(text, `${SIZE} pixels differ`);
    assert.equal(colourAt(marked, 20), 0xff0000);
    assert.equal(colourAt(marked, 10), 0xfefefe);
  });
});

describe('a kept picture', () => {
  test('has the colours it was given, when they are few', () => {
    const given = square(0x3366cc);
    assert.deepEqual(PNG.sync.read(encodeIndexed(given)).data, given.data);
  });

  test('has near colours when they are many, and is the same as what was given', () => {
    const given = picture((x, y) => (x * 4 * 0x10000) | (y * 4 * 0x100) | ((x + y) * 2));
    const kept = PNG.sync.read(encodeIndexed(given));
    for (let pixel = 0; pixel < SIZE * SIZE; pixel++)
      assert.ok(distance(colourAt(given, pixel), colourAt(kept, pixel)) <= 40, `pixel ${pixel}`);
    assert.ok(comparePictures(kept, given).isSame);
  });
});
