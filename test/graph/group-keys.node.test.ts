import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { groupKeys } from '../../src/graph/group-keys.js';
import { span, traceSet } from './span-builder.js';

const keysOf = (traces: ReturnType<typeof traceSet>): string[] => groupKeys(traces).map(({ key }) => key);

describe('groupKeys', () => {
  it('begins with the built-in keys, also when there is nothing', () => {
    assert.deepEqual(groupKeys(traceSet()), [
      { key: 'service.name', spanCount: 0, distinct: 0 },
      { key: 'operation.name', spanCount: 0, distinct: 0 },
      { key: 'span.kind', spanCount: 0, distinct: 0 },
    ]);
  });

  it('counts the spans that have a key, and its values; a key that tells nothing apart comes late', () => {
    const keys = groupKeys(
      traceSet(
        span('a/1', { service: null, tags: { region: 'eu' }, processTags: { host: 'one' } }),
        span('a/2', { tags: { region: 'us' }, processTags: { host: 'one' } }),
        span('a/3', { tags: { region: null }, processTags: { host: 'one' } }),
      ),
    );
    assert.deepEqual(keys.slice(0, 2), [
      { key: 'service.name', spanCount: 2, distinct: 1 },
      { key: 'operation.name', spanCount: 3, distinct: 3 },
    ]);
    assert.deepEqual(keys.slice(3), [
      { key: 'region', spanCount: 2, distinct: 2 },
      { key: 'process.host', spanCount: 3, distinct: 1 },
    ]);
  });

  it('takes one value on a part of the spans for telling them apart from the others', () => {
    const spans = Array.from({ length: 20 }, (_, n) =>
      span(`a/${(n + 1).toString(16)}`, {
        tags: { everywhere: 1, ...(n > 0 && { nearly: 1 }), ...(n % 2 === 0 && { half: 1 }) },
      }),
    );
    assert.deepEqual(keysOf(traceSet(spans)).slice(3), ['half', 'everywhere', 'nearly']);
  });

  it('folds old names into new ones, a span with both counts once', () => {
    const keys = groupKeys(
      traceSet(
        span('a/1', { tags: { 'http.method': 'GET' } }),
        span('a/2', { tags: { 'http.request.method': 'GET', 'http.method': 'GET' } }),
      ),
    );
    assert.deepEqual(keys.slice(3), [{ key: 'http.request.method', spanCount: 2, distinct: 1 }]);
  });

  it('leaves out tags that a built-in key or a process tag hides', () => {
    const tags = { 'service.name': 'x', 'operation.name': 'x', 'span.kind': 'x', 'process.pid': 1, other: 1 };
    assert.deepEqual(keysOf(traceSet(span('a/1', { tags }))).slice(3), ['other']);
  });

  it('puts keys that differ in nearly every span last, however common', () => {
    const spans = Array.from({ length: 20 }, (_, n) =>
      span(`a/${(n + 1).toString(16)}`, { tags: { 'message.id': n, ...(n < 5 && { region: 'eu' }) } }),
    );
    assert.deepEqual(keysOf(traceSet(spans)).slice(3), ['region', 'message.id']);
  });

  it('takes keys that objects have anyway as keys', () => {
    const tags = JSON.parse('{"__proto__": "a", "constructor": "b"}') as Record<string, string>;
    assert.deepEqual(keysOf(traceSet(span('a/1', { tags }))).slice(3), ['__proto__', 'constructor']);
  });

  it('estimates the counts of huge data, also of what comes in a pattern', () => {
    const spans = Array.from({ length: 80_001 }, (_, n) =>
      span(`a/${(n + 1).toString(16)}`, {
        name: 'x',
        start: n,
        tags: { every: 1, ...(n % 2 === 0 && { even: 1 }) },
      }),
    );
    const [, operation, , ...tags] = groupKeys(traceSet(spans));
    assert.deepEqual(operation, { key: 'operation.name', spanCount: 80_001, distinct: 1 });
    const countOf = (key: string): number => tags.find((tag) => tag.key === key)!.spanCount;
    assert.equal(countOf('every'), 80_001);
    assert.ok(Math.abs(countOf('even') - 40_000) < 1000, String(countOf('even')));
  });
});
