import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  durationBetween,
  durationFromIso,
  durationFromUnits,
  guessUnitsPerMillisecond,
  instantFromDateTime,
  instantFromHrTime,
  instantFromMicroseconds,
  instantFromMilliseconds,
  instantFromNanoseconds,
  instantFromUnits,
  toMilliseconds,
} from '../../src/ingest/time.js';

describe('time', () => {
  it('keeps durations exact to the nanosecond, however late the epoch', () => {
    const epoch = fc.bigInt({ min: 1_000_000_000_000_000_000n, max: 9_000_000_000_000_000_000n });
    const length = fc.bigInt({ min: 0n, max: 9_000_000_000_000_000n });
    fc.assert(
      fc.property(epoch, length, (start, duration) => {
        const end = start + duration;
        const measured = durationBetween(
          instantFromNanoseconds(String(start)),
          instantFromNanoseconds(String(end)),
        );
        assert.equal(measured, Number(duration) / 1e6);
      }),
    );
  });

  it('keeps starts to about a quarter of a microsecond', () => {
    const start = toMilliseconds(instantFromNanoseconds('1795358537162000750')!);
    assert.ok(Math.abs((start - 1795358537162) * 1e6 - 750) <= 250, String(start));
  });

  it('reads nanoseconds as text, number or big integer', () => {
    assert.deepEqual(instantFromNanoseconds('1500000'), { milliseconds: 1, nanoseconds: 500_000 });
    assert.deepEqual(instantFromNanoseconds(1500000), { milliseconds: 1, nanoseconds: 500_000 });
    assert.deepEqual(instantFromNanoseconds(1500000n), { milliseconds: 1, nanoseconds: 500_000 });
    assert.deepEqual(instantFromNanoseconds('42'), { milliseconds: 0, nanoseconds: 42 });
    assert.equal(toMilliseconds(instantFromNanoseconds(1609459200150000000)!), 1609459200150);
  });

  it('tells "none" (null) from "unreadable" (undefined)', () => {
    for (const none of [undefined, null, '', 0, '0']) {
      assert.equal(instantFromNanoseconds(none), null);
      assert.equal(instantFromMicroseconds(none), null);
    }
    for (const unreadable of ['soon', {}, [], true, NaN, -1, Infinity]) {
      assert.equal(instantFromNanoseconds(unreadable), undefined);
      assert.equal(instantFromMicroseconds(unreadable), undefined);
    }
    assert.equal(durationBetween(null, instantFromNanoseconds('5')), null);
    assert.equal(durationBetween(undefined, null), undefined);
  });

  it('takes no time for one that no date can name, however it is written', () => {
    assert.equal(instantFromNanoseconds(`1${'0'.repeat(330)}`), undefined);
    assert.equal(instantFromNanoseconds(`1${'0'.repeat(30)}`), undefined);
    assert.equal(instantFromNanoseconds(1e308), undefined);
    assert.equal(instantFromMicroseconds(1e300), undefined);
    assert.equal(instantFromHrTime([1e300, 0]), undefined);
    assert.equal(durationFromUnits(1e308, 1e3), undefined);
    assert.ok(instantFromNanoseconds('18446744073709551615'), 'the last of 64 bits');
  });

  it('reads micro-, milliseconds and HrTime with their fractions', () => {
    assert.deepEqual(instantFromMicroseconds(1795358537162000.5), {
      milliseconds: 1795358537162,
      nanoseconds: 500,
    });
    assert.deepEqual(instantFromMicroseconds('1500'), { milliseconds: 1, nanoseconds: 500_000 });
    assert.deepEqual(instantFromMilliseconds(12.25), { milliseconds: 12, nanoseconds: 250_000 });
    assert.deepEqual(instantFromHrTime([1795358537, 428996195]), {
      milliseconds: 1795358537428,
      nanoseconds: 996195,
    });
    assert.equal(instantFromHrTime([0, 0]), null);
    assert.equal(instantFromHrTime(['a', 0]), undefined);
  });

  it('reads date-times with nine digits, zones and a blank for the T', () => {
    const expected = { milliseconds: Date.UTC(2024, 0, 12, 14, 57, 40, 147), nanoseconds: 265775 };
    assert.deepEqual(instantFromDateTime('2024-01-12T14:57:40.147265775Z'), expected);
    assert.deepEqual(instantFromDateTime('2024-01-12T16:57:40.147265775+02:00'), expected);
    assert.deepEqual(instantFromDateTime('2024-01-12 14:57:40.147265775'), expected);
    assert.equal(instantFromDateTime('0001-01-01T00:00:00Z'), null, 'the zero time of Go');
    assert.equal(instantFromDateTime('yesterday'), undefined);
    assert.equal(instantFromDateTime('2024-13-45T00:00:00Z'), undefined);
  });

  it('reads ISO durations and numbers of units', () => {
    assert.equal(durationFromIso('PT3.764059S'), 3764.059);
    assert.equal(durationFromIso('P1DT2H3M4S'), ((26 * 60 + 3) * 60 + 4) * 1000);
    assert.equal(durationFromIso('3s'), undefined);
    assert.equal(durationFromUnits(0, 1e3), 0, 'zero is a duration');
    assert.equal(durationFromUnits('1500', 1e3), 1.5);
    assert.equal(durationFromUnits(undefined, 1), null);
    assert.equal(durationFromUnits({}, 1), undefined);
  });

  it('guesses the unit of a bare number from its size', () => {
    const moment = { milliseconds: 1_700_000_000_000, nanoseconds: 0 };
    for (const number of [
      1_700_000_000, 1_700_000_000_000, 1_700_000_000_000_000, 1_700_000_000_000_000_000,
    ]) {
      assert.deepEqual(instantFromUnits(number, guessUnitsPerMillisecond(number)), moment);
    }
    assert.deepEqual(instantFromUnits(25, guessUnitsPerMillisecond(25)), {
      milliseconds: 25,
      nanoseconds: 0,
    });
    assert.deepEqual(instantFromUnits(1_700_000_000.5, 1e-3), { ...moment, milliseconds: 1_700_000_000_500 });
  });
});
