import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { assignSeries, SERIES_COUNT, seriesOf } from '../../src/view/series.js';

const services = fc.uniqueArray(fc.string({ unit: 'binary' }), { maxLength: 30 });

describe('assignSeries', () => {
  it('gives every service a number of the theme', () => {
    fc.assert(
      fc.property(services, (names) => {
        const series = assignSeries(names);
        assert.deepEqual([...series.keys()].sort(), [...names].sort());
        for (const number of series.values())
          assert.ok(Number.isInteger(number) && number >= 1 && number <= SERIES_COUNT);
      }),
    );
  });

  it('gives different numbers as long as there are enough', () => {
    fc.assert(
      fc.property(services, (names) => {
        const used = new Set(assignSeries(names).values());
        assert.equal(used.size, Math.min(names.length, SERIES_COUNT));
      }),
    );
  });

  it('does not depend on the order, nor on repeats', () => {
    fc.assert(
      fc.property(services, fc.integer(), (names, turn) => {
        const turned = names.map((_, index) => names[Math.abs(index + turn) % names.length] ?? '');
        assert.deepEqual(assignSeries([...turned, ...names]), assignSeries(names));
      }),
    );
  });

  it('leaves the numbers of services that others are added to', () => {
    fc.assert(
      fc.property(services, services, (first, more) => {
        const before = assignSeries(first);
        const after = assignSeries([...first, ...more], before);
        for (const [name, number] of before) assert.equal(after.get(name), number);
        assert.equal(new Set(after.values()).size, Math.min(after.size, SERIES_COUNT));
      }),
    );
  });

  it('keeps the number of a service that stands alone', () => {
    for (const name of ['shop', 'billing', '', '__proto__', 'sérvice'])
      assert.equal(assignSeries([name]).get(name), seriesOf(name));
  });
});
