import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { DependencyNode, GroupValue } from '../../src/model/dependency-graph.js';
import { formatsFor } from '../../src/view/format.js';
import { groupValue } from '../../src/model/group-value.js';
import { nodeDuration, nodeLabel, visibleText } from '../../src/view/node-label.js';
import { english } from '../../src/view/strings.js';

type Entry = readonly [key: string, value: string | null];

function node(...group: readonly Entry[]): DependencyNode {
  const values: readonly GroupValue[] = group.map(([key, value]) => ({ key, value }));
  const numbers = { spanCount: 1, traceCount: 1, errorCount: 0, hiddenErrors: 0, missingParents: 0 };
  return {
    id: 'n',
    kind: 'http',
    level: 0,
    hop: 0,
    async: false,
    group: values,
    ...numbers,
    duration: { count: 1, min: 1, max: 3, sum: 4, avg: 2, p50: 2, p95: 3, p99: 3 },
    selfTime: 0,
    wallTime: 0,
    spans: [],
  };
}

const label = (...group: readonly Entry[]): { title: string; subtitle: string } =>
  nodeLabel(node(...group), english);

describe('nodeLabel', () => {
  it('leads with the operation, then the service, then the keys in their order', () => {
    assert.deepEqual(label(['b', '2'], ['service.name', 'shop'], ['a', '1'], ['operation.name', 'GET /']), {
      title: 'GET /',
      subtitle: 'shop · 2 · 1',
    });
  });

  it('leads with the service where operations are not told apart', () => {
    assert.deepEqual(label(['tenant', 'blue'], ['service.name', 'shop']), {
      title: 'shop',
      subtitle: 'blue',
    });
  });

  it('leads with the first value of any other grouping', () => {
    assert.deepEqual(label(['tenant', 'blue']), { title: 'blue', subtitle: '' });
  });

  it('shows a missing value as (none)', () => {
    assert.deepEqual(label(['service.name', null], ['tenant', null]), {
      title: '(none)',
      subtitle: '(none)',
    });
  });

  it('shows an empty operation as (unnamed), another empty value as (none)', () => {
    assert.deepEqual(label(['operation.name', ''], ['service.name', '']), {
      title: '(unnamed)',
      subtitle: '(none)',
    });
  });

  it('names a node without values by its kind', () => {
    assert.deepEqual(label(), { title: 'HTTP', subtitle: '' });
  });
});

describe('groupValue', () => {
  it('is null for a key that is not there, or has no value', () => {
    assert.equal(groupValue(node(['a', null]), 'a'), null);
    assert.equal(groupValue(node(['a', '1']), 'b'), null);
    assert.equal(groupValue(node(['__proto__', '1']), '__proto__'), '1');
  });
});

describe('nodeDuration', () => {
  const formats = formatsFor('en');

  it('is the chosen figure', () => {
    assert.equal(nodeDuration(node(), 'max', formats), '3\u00a0ms');
    assert.equal(nodeDuration(node(), 'avg', formats), '2\u00a0ms');
  });

  it('is a dash where no span ended', () => {
    assert.equal(nodeDuration({ ...node(), duration: null }, 'avg', formats), '–');
  });
});

describe('visibleText', () => {
  it('marks characters that deceive', () => {
    for (const character of [
      '\u0000',
      '\n',
      '\u007f',
      '\u009b',
      '\u200b',
      '\u200f',
      '\u202e',
      '\u2066',
      '\ufeff',
      '\ud800',
    ])
      assert.equal(visibleText(`a${character}b`), 'a\ufffdb');
  });

  it('leaves every other text as it is', () => {
    for (const text of [
      'GET /orders/{id}',
      'naïve café',
      '注文を処理',
      'سلام',
      '👩‍🚒'.replace('\u200d', ''),
      '<b>&amp;</b>',
    ])
      assert.equal(visibleText(text), text);
  });

  it('cuts at the limit and leaves no half of a character', () => {
    assert.equal(visibleText('abcdef', 3), 'abc…');
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.nat(20), (text, limit) => {
        const shown = visibleText(text, limit);
        assert.ok(shown.length <= limit + 1);
        assert.doesNotMatch(shown, /\p{Surrogate}/u);
      }),
    );
  });
});
