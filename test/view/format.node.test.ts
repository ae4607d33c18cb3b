import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { formatsFor } from '../../src/view/format.js';

const english = formatsFor('en');

describe('durations', () => {
  for (const [milliseconds, text] of [
    [0, '0 ms'],
    [0.0000002, '0.2 ns'],
    [0.0001, '100 ns'],
    [0.001, '1 µs'],
    [0.12345, '123 µs'],
    [0.9994, '999 µs'],
    [0.9996, '1 ms'],
    [1, '1 ms'],
    [12.345, '12.3 ms'],
    [999.4, '999 ms'],
    [999.6, '1 s'],
    [1234, '1.23 s'],
    [59_900, '59.9 s'],
    [59_960, '1 min'],
    [60_000, '1 min'],
    [90_000, '1.5 min'],
    [3_597_100, '1 h'],
    [3_600_000, '1 h'],
    [360_000_000, '100 h'],
  ] as const) {
    it(`${milliseconds} is ${text}`, () =>
      assert.equal(english.duration(milliseconds), text.replace(' ', '\u00a0')));
  }

  it('never break before their unit, and are short', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1e12, noNaN: true }), (milliseconds) => {
        const text = english.duration(milliseconds);
        assert.match(text, /^[\d.,]+\u00a0(ns|µs|ms|s|min|h)$/);
        assert.ok(text.length <= 12);
      }),
    );
  });

  it('are not rounded up to the next unit', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.000_001, max: 3_599_999, noNaN: true }), (milliseconds) => {
        const text = english.duration(milliseconds);
        if (/(ns|µs|ms)$/.test(text)) assert.ok(parseFloat(text.replace(',', '')) < 1000, text);
        else if (/(s|min)$/.test(text)) assert.ok(parseFloat(text) < 60, text);
      }),
    );
  });
});

describe('other figures', () => {
  it('are grouped and rounded', () => {
    assert.equal(english.number(1_234_567.4), '1,234,567');
    assert.equal(english.percent(0.071), '7%');
  });

  it('times beyond what a date holds are numbers, and throw nothing', () => {
    for (const value of [8.64e15 + 1000, -9e15, Infinity]) {
      assert.equal(english.time(value), String(value));
      assert.equal(english.dateTime(value), String(value));
    }
    assert.match(english.time(0), /^\d\d:\d\d:\d\d$/);
  });

  it('times of several days have their day, in the words of the language', () => {
    const [first, night] = [Date.UTC(2023, 10, 14, 12), 2 * 86_400_000];
    const day = (locale: string): string =>
      new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' }).format(first);
    for (const locale of ['en', 'de', 'ja', 'ar-EG']) {
      const formats = formatsFor(locale);
      assert.equal(formats.timesWithin(first, first + 1000)(first), formats.time(first));
      const text = formats.timesWithin(first, first + night)(first);
      assert.ok(text.includes(day(locale)) && text.includes(formats.time(first)), text);
    }
    assert.equal(english.timesWithin(0, Infinity)(Infinity), 'Infinity');
  });
});

describe('languages', () => {
  it('form the numbers', () => {
    assert.equal(formatsFor('de').duration(1234), '1,23\u00a0s');
    assert.equal(formatsFor('de').number(1234567), '1.234.567');
    assert.equal(formatsFor('ar-EG').number(1234), '١٬٢٣٤');
  });

  it('have names of their own for units where they have letters of their own', () => {
    const units = (locale: string): string[] =>
      [0.0001, 0.1, 12, 1200, 90_000, 5_400_000].map((value) =>
        formatsFor(locale).duration(value).replaceAll('\u00a0', ' '),
      );
    assert.deepEqual(units('ja').slice(2), ['12 ms', '1.2 秒', '1.5 分', '1.5 時間']);
    assert.deepEqual(units('ar-EG').slice(2), ['١٢ ملي ث', '١٫٢ ث', '١٫٥ د', '١٫٥ س']);
    assert.deepEqual(units('es'), ['100 ns', '100 µs', '12 ms', '1,2 s', '1,5 min', '1,5 h']);
  });

  it('shorten the great ones where there is little room', () => {
    assert.deepEqual(
      [0, 9999, 10_000, 1_234_567].map((value) => formatsFor('en').shortNumber(value)),
      ['0', '9,999', '10K', '1M'],
    );
  });

  it('that are none give the browser’s own', () => {
    for (const tag of ['', 'not a language!', 'xx-invalid-tag-', '\u0000'])
      assert.equal(formatsFor(tag).locale, formatsFor('').locale);
  });

  it('are made once', () => {
    assert.equal(formatsFor('fr'), formatsFor('fr'));
  });
});
