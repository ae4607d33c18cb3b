/** Numbers are read from bytes as `JSON.parse` reads them, to the last bit. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { JsonCursor, OddJson } from '../../src/ingest/json-cursor.js';

const numberIn = (json: string): number => new JsonCursor(new TextEncoder().encode(json)).number();

const digits = (maxLength: number): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom(...'0123456789'), { minLength: 1, maxLength }).map((list) => list.join(''));
const whole = digits(20).map((text) => text.replace(/^0+(?=\d)/, ''));
const spelling = fc
  .tuple(
    fc.constantFrom('', '-'),
    whole,
    fc.option(digits(30), { nil: null }),
    fc.option(fc.integer({ min: -330, max: 310 }), { nil: null, freq: 3 }),
  )
  .map(([sign, before, behind, exponent]) =>
    [sign, before, behind === null ? '' : `.${behind}`, exponent === null ? '' : `e${String(exponent)}`].join(
      '',
    ),
  );

describe('numbers in bytes', () => {
  it('are those that JSON.parse reads, in every spelling', () => {
    fc.assert(
      fc.property(
        fc.oneof(spelling, fc.double({ noNaN: true, noDefaultInfinity: true }).map(String)),
        (json) => {
          const text = json.replace('e+', 'e');
          assert.ok(Object.is(numberIn(text), JSON.parse(text)), text);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('are exact around the last whole number that is', () => {
    for (const text of [
      '9007199254740991',
      '9007199254740992',
      '9007199254740993',
      '-9007199254740993',
      '900719925474099.1',
      '90071992547409.93',
      '0.0000000000000000000001',
      '0.00000000000000000000001',
      '1700000000000123.5',
      '-0',
      '-0.0',
    ]) {
      assert.ok(Object.is(numberIn(text), JSON.parse(text)), text);
    }
  });

  it('are odd where JSON does not allow them', () => {
    for (const text of ['', '-', '01', '1.', '.5', '1e', '1e+', '-.5', '+1']) {
      assert.throws(() => numberIn(text), OddJson, text);
      assert.throws(() => JSON.parse(text) as unknown, text);
    }
  });
});
