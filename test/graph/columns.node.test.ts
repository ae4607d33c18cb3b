/** The algorithms on columns against plain readings of what they say. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { sortIntoBuckets } from '../../src/graph/buckets.js';
import { durationsOf, groupDurations } from '../../src/graph/durations.js';
import { joinColumn } from '../../src/graph/join-column.js';
import { selectRank } from '../../src/graph/select-rank.js';
import { orderByTime } from '../../src/graph/time-order.js';

/** Few distinct values now and then, for many equal ones. */
const duration = fc.oneof(
  fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }),
  fc.integer({ min: 0, max: 3 }),
);

describe('selectRank', () => {
  const assertRank = (values: Float64Array, from: number, to: number, rank: number): void => {
    const sorted = values.slice(from, to).sort();
    const rest = [...values.slice(0, from), ...values.slice(to)];
    assert.equal(selectRank(values, from, to, rank), sorted[rank - from]);
    assert.deepEqual(values.slice(from, to).sort(), sorted, 'the same values');
    assert.deepEqual([...values.slice(0, from), ...values.slice(to)], rest, 'the others stay');
    const pivot = values[rank]!;
    assert.ok(values.subarray(from, rank).every((value) => value <= pivot));
    assert.ok(values.subarray(rank, to).every((value) => value >= pivot));
  };

  it('finds what sorting would put there', () => {
    const part = fc.tuple(fc.nat(), fc.nat(), fc.nat());
    fc.assert(
      fc.property(fc.array(duration, { minLength: 1, maxLength: 600 }), part, (list, [a, b, c]) => {
        const from = a % list.length;
        const to = from + 1 + (b % (list.length - from));
        assertRank(Float64Array.from(list), from, to, from + (c % (to - from)));
      }),
    );
  });

  it('also in orders that are made to be slow', () => {
    const count = 5000;
    const orders: readonly ((place: number) => number)[] = [
      (place) => place,
      (place) => -place,
      () => 7,
      (place) => (place < count / 2 ? place : count - place),
      // The median of the first, the middle and the last is always among the smallest.
      (place) => (place % 2 === 0 ? place : count + place),
    ];
    for (const order of orders) {
      for (const rank of [0, 1, 2499, 4750, 4999]) {
        assertRank(
          Float64Array.from({ length: count }, (_, place) => order(place)),
          0,
          count,
          rank,
        );
      }
    }
  });
});

describe('orderByTime', () => {
  it('is the order of comparing starts, then numbers; unknown ones are left out', () => {
    const start = fc.oneof(duration, fc.double({ min: 0, max: 1e9, noNaN: true }), fc.constant(NaN));
    fc.assert(
      fc.property(fc.array(start, { maxLength: 200 }), (list) => {
        const known = [...list.keys()].filter((span) => !Number.isNaN(list[span]));
        const expected = known.sort((a, b) => list[a]! - list[b]! || a - b);
        assert.deepEqual([...orderByTime(Float64Array.from(list))], expected);
      }),
    );
  });
});

describe('durationsOf', () => {
  it('is over the values of each group', () => {
    const entry = fc.tuple(fc.integer({ min: -1, max: 4 }), fc.oneof(duration, fc.constant(NaN)));
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 100 }), (entries) => {
        const groupOf = Int32Array.from(entries, ([group]) => group);
        const grouped = groupDurations(
          groupOf,
          Float64Array.from(entries, ([, value]) => value),
          5,
        );
        for (let group = 0; group < 5; group++) {
          const values = entries.flatMap(([one, value]) =>
            one === group && !Number.isNaN(value) ? [value] : [],
          );
          const sorted = values.toSorted((a, b) => a - b);
          const found = durationsOf(grouped, group);
          assert.equal(found?.count ?? 0, values.length);
          if (!found) continue;
          assert.deepEqual([found.min, found.max], [sorted[0], sorted.at(-1)]);
          const nearest = (percent: number): number =>
            sorted[Math.ceil((percent * sorted.length) / 100) - 1]!;
          assert.deepEqual([found.p50, found.p95, found.p99], [50, 95, 99].map(nearest));
          assert.equal(
            found.sum,
            values.reduce((sum, value) => sum + value, 0),
          );
        }
      }),
    );
  });
});

describe('joinColumn', () => {
  it('numbers pairs by their first appearance, in tables of every width', () => {
    const row = fc.tuple(
      fc.integer({ min: -1, max: 5 }),
      fc.oneof(fc.nat({ max: 3 }), fc.nat({ max: 1_000_000 })),
    );
    fc.assert(
      fc.property(fc.array(row, { maxLength: 100 }), (rows) => {
        const numbers = Int32Array.from(rows, ([first]) => first);
        const count = joinColumn(
          numbers,
          Int32Array.from(rows, ([, second]) => second),
        );
        const known = new Map<string, number>();
        const expected = rows.map(([first, second]) => {
          if (first === -1) return -1;
          const key = `${first} ${second}`;
          if (!known.has(key)) known.set(key, known.size);
          return known.get(key);
        });
        assert.deepEqual([...numbers], expected);
        assert.equal(count, known.size);
      }),
    );
  });
});

describe('sortIntoBuckets', () => {
  it('keeps the order within a bucket and leaves negative ones out', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1, max: 6 })), (list) => {
        const { offsets, items } = sortIntoBuckets(Int32Array.from(list), 7);
        const buckets = Array.from({ length: 7 }, (_, bucket) => [
          ...items.subarray(offsets[bucket], offsets[bucket + 1]),
        ]);
        const expected = buckets.map((_, bucket) =>
          [...list.keys()].filter((place) => list[place] === bucket),
        );
        assert.deepEqual(buckets, expected);
        assert.equal(offsets.length, 8);
      }),
    );
  });
});
