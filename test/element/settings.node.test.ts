import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  limitConverter,
  readAggregate,
  readChoice,
  readControls,
  readGroupBy,
  readLimit,
  readViewState,
} from '../../src/element/settings.js';
import { defaultGroupBy } from '../../src/graph/graph-settings.js';
import { AGGREGATES } from '../../src/view/controls.js';

const anything = fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true });

describe('readGroupBy', () => {
  it('reads a text or a list, without blanks and repeats', () => {
    assert.deepEqual(readGroupBy(' a, b ,,a '), ['a', 'b']);
    assert.deepEqual(readGroupBy(['a', ' b ', '', 'a', 7, null]), ['a', 'b']);
    assert.deepEqual(readGroupBy(['a,b']), ['a,b']);
  });

  it('gives the default for everything else', () => {
    for (const value of [null, undefined, '', ' , ', [], [''], 7, {}, new Set(['a'])])
      assert.deepEqual(readGroupBy(value), defaultGroupBy);
  });

  it('gives distinct, trimmed texts, at least one, and reads them again as they are', () => {
    fc.assert(
      fc.property(fc.oneof(anything, fc.string(), fc.array(fc.string())), (value) => {
        const keys = readGroupBy(value);
        assert.ok(keys.length > 0);
        assert.equal(new Set(keys).size, keys.length);
        assert.ok(keys.every((key) => key !== '' && key === key.trim()));
        assert.deepEqual(readGroupBy(keys), keys);
      }),
    );
  });
});

describe('readLimit', () => {
  it('reads whole numbers from 0 on, as texts too', () => {
    for (const [value, limit] of [
      [0, 0],
      [7, 7],
      ['7', 7],
      [' 7 ', 7],
      ['0', 0],
      ['1e3', 1000],
    ] as const)
      assert.equal(readLimit(value), limit);
  });

  it('gives the default for everything else', () => {
    for (const value of [
      null,
      undefined,
      '',
      ' ',
      'x',
      -1,
      '-1',
      2.5,
      NaN,
      Infinity,
      '2.5',
      [],
      [7],
      {},
      true,
      7n,
    ])
      assert.equal(readLimit(value), 3);
  });

  it('always gives a whole number from 0 on', () => {
    fc.assert(
      fc.property(fc.oneof(anything, fc.double(), fc.integer().map(String)), (value) => {
        const limit = readLimit(value);
        assert.ok(Number.isInteger(limit) && limit >= 0);
      }),
    );
  });

  it('of an attribute that is empty or gone is the default', () => {
    assert.equal(limitConverter.fromAttribute(''), 3);
    assert.equal(limitConverter.fromAttribute(null), 3);
    assert.equal(limitConverter.fromAttribute('0'), 0);
  });
});

describe('readAggregate and readChoice', () => {
  it('give a name of theirs, whatever they are given', () => {
    fc.assert(
      fc.property(fc.oneof(anything, fc.constantFrom(...AGGREGATES)), (value) => {
        const known = (AGGREGATES as readonly unknown[]).includes(value);
        assert.equal(readAggregate(value), known ? value : 'avg');
        assert.ok(['right', 'down'].includes(readChoice(value, ['right', 'down'])));
      }),
    );
  });
});

describe('readControls', () => {
  it('reads a list, and null as all', () => {
    assert.deepEqual(readControls(' zoom  fit\n'), ['zoom', 'fit']);
    assert.deepEqual(readControls(''), []);
    for (const value of [null, undefined, 7, {}, ['zoom']]) assert.equal(readControls(value), null);
  });
});

describe('readViewState', () => {
  const order = fc.record({ by: fc.string(), descending: fc.boolean() }, { noNullPrototype: true });
  const state = fc.record(
    {
      groupBy: fc
        .array(fc.stringMatching(/^[a-z.]{1,8}$/), { minLength: 1 })
        .map((keys) => [...new Set(keys)]),
      aggregate: fc.constantFrom(...AGGREGATES),
      showInternalSpans: fc.boolean(),
      focusTraceId: fc.option(fc.string()),
      expanded: fc.array(fc.string()),
      selected: fc.option(fc.string()),
      tab: fc.string(),
      path: fc.option(
        fc.oneof(
          fc.record({ traceId: fc.string() }, { noNullPrototype: true }),
          fc.record({ from: fc.string(), to: fc.string() }, { noNullPrototype: true }),
        ),
      ),
      table: fc.record(
        {
          shown: fc.constantFrom('operations', 'calls'),
          filter: fc.string(),
          operations: fc.option(order),
          calls: fc.option(order),
        },
        { noNullPrototype: true },
      ),
      viewport: fc.option(
        fc.record(
          {
            x: fc.double({ noNaN: true, noDefaultInfinity: true }),
            y: fc.double({ noNaN: true, noDefaultInfinity: true }),
            scale: fc.double({ min: 0.01, max: 4, noNaN: true }),
          },
          { noNullPrototype: true },
        ),
      ),
    },
    { noNullPrototype: true },
  );

  it('gives a whole state back as it is', () => {
    fc.assert(fc.property(state, (given) => assert.deepEqual(readViewState(given), given)));
  });

  it('never throws, and what it gives can be read again', () => {
    fc.assert(
      fc.property(anything, (given) => {
        const read = readViewState(given);
        assert.deepEqual(readViewState(read), read);
      }),
    );
  });

  it('leaves out a field that cannot be read, and keeps the others', () => {
    const keys = [
      'groupBy',
      'aggregate',
      'showInternalSpans',
      'focusTraceId',
      'expanded',
      'selected',
      'tab',
      'path',
      'table',
      'viewport',
    ] as const;
    fc.assert(
      fc.property(state, fc.constantFrom(...keys), (given, key) => {
        const { [key]: _gone, ...others } = given;
        assert.deepEqual(readViewState({ ...given, [key]: 42 }), others);
      }),
    );
  });
});
