import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { buildDependencyGraph } from '../../src/graph/build-graph.js';
import type { AttributeValue } from '../../src/model/span.js';
import { edges, nodeOf, nodes } from './picture.js';
import { span, traceSet } from './span-builder.js';

/** One span for each set of tags, in one trace. */
function tagged(...tags: readonly Record<string, AttributeValue>[]): ReturnType<typeof traceSet> {
  return traceSet(tags.map((one, n) => span(`a/${n + 1}`, { tags: one })));
}

describe('Rule 5: grouping', () => {
  it('groups by service and operation by default', () => {
    const graph = buildDependencyGraph(
      traceSet(
        span('a/1', { name: 'get', service: 'web' }),
        span('a/2', { name: 'get', service: 'web' }),
        span('a/3', { name: 'get', service: 'cart' }),
        span('a/4', { name: 'put', service: 'web' }),
      ),
    );
    assert.deepEqual(
      graph.nodes.map((node) => [node.id, node.spanCount]),
      [
        ['[0,0,"generic",["service.name","cart"],["operation.name","get"]]', 1],
        ['[0,0,"generic",["service.name","web"],["operation.name","get"]]', 2],
        ['[0,0,"generic",["service.name","web"],["operation.name","put"]]', 1],
      ],
    );
  });

  it('puts spans without the key in a group of their own', () => {
    const graph = buildDependencyGraph(tagged({ region: 'eu' }, { region: null }, {}, { region: '' }), {
      groupBy: ['region'],
    });
    assert.deepEqual(nodes(graph), ['', '(none) ×2', 'eu']);
    assert.deepEqual(nodeOf(graph, '(none)').group, [{ key: 'region', value: null }]);
  });

  it('groups by span kind, tags and process tags', () => {
    const spans = traceSet(
      span('a/1', { kind: 'client', tags: { host: 'tag' }, processTags: { host: 'one' } }),
      span('a/2', { kind: 'server', tags: { 'process.host': 'no' }, processTags: { host: 'two' } }),
    );
    assert.deepEqual(nodes(buildDependencyGraph(spans, { groupBy: ['span.kind'] })), ['client', 'server']);
    assert.deepEqual(nodes(buildDependencyGraph(spans, { groupBy: ['host'] })), ['(none)', 'tag']);
    assert.deepEqual(nodes(buildDependencyGraph(spans, { groupBy: ['process.host'] })), ['one', 'two']);
  });

  it('matches old and new names of semantic conventions both ways', () => {
    const spans = tagged(
      { 'db.statement': 'select' },
      { 'db.query.text': 'select' },
      { 'db.statement': 'old', 'db.query.text': 'select' },
    );
    for (const key of ['db.statement', 'db.query.text']) {
      assert.deepEqual(nodes(buildDependencyGraph(spans, { groupBy: [key] })), ['select ×3']);
    }
    const process = traceSet(span('a/1', { processTags: { 'deployment.environment': 'test' } }));
    const graph = buildDependencyGraph(process, { groupBy: ['process.deployment.environment.name'] });
    assert.deepEqual(nodes(graph), ['test']);
  });

  it('keeps two old names of one new name apart', () => {
    const spans = tagged({ 'net.peer.name': 'peer' }, { 'net.host.name': 'host' });
    const by = (key: string): string[] => nodes(buildDependencyGraph(spans, { groupBy: [key] }));
    assert.deepEqual(by('net.peer.name'), ['(none)', 'peer']);
    assert.deepEqual(by('server.address'), ['host', 'peer']);
  });

  it('takes values of any type by their text', () => {
    const spans = tagged(
      { code: 200 },
      { code: '200' },
      { code: true },
      { code: [1, 'a'] },
      { code: { a: null } },
    );
    assert.deepEqual(nodes(buildDependencyGraph(spans, { groupBy: ['code'] })), [
      '200 ×2',
      '[1,"a"]',
      'true',
      '{"a":null}',
    ]);
  });

  it('survives values that are nested deeper than the stack', () => {
    let deep: AttributeValue = 'end';
    for (let depth = 0; depth < 200_000; depth++) deep = [deep];
    assert.deepEqual(nodes(buildDependencyGraph(tagged({ deep }), { groupBy: ['deep'] })), ['[…]']);
  });

  it('is not fooled by separators in values', () => {
    const hostile = [
      'a',
      '","',
      '"],["b","',
      '\u0000',
      'a-b',
      '__proto__',
      'constructor',
      '(none)',
      '\ud800',
    ];
    const pairs = hostile.flatMap((x) => hostile.map((y) => ({ x, y })));
    const graph = buildDependencyGraph(tagged(...pairs, {}), { groupBy: ['x', 'y'] });
    assert.equal(graph.nodes.length, pairs.length + 1);
    assert.equal(new Set(graph.nodes.map((node) => node.id)).size, pairs.length + 1);
    for (const { id, level, hop, kind, group } of graph.nodes) {
      assert.deepEqual(JSON.parse(id), [level, hop, kind, ...group.map(({ key, value }) => [key, value])]);
    }
  });

  it('groups by keys that objects have anyway', () => {
    for (const key of ['__proto__', 'constructor', 'toString', 'process.__proto__']) {
      assert.deepEqual(nodes(buildDependencyGraph(tagged({}), { groupBy: [key] })), ['(none)']);
    }
    const tags = JSON.parse('{"__proto__": "value"}') as Record<string, string>;
    assert.deepEqual(nodes(buildDependencyGraph(tagged(tags), { groupBy: ['__proto__'] })), ['value']);
  });

  it('lets traces of one level converge in one node', () => {
    const consumers = ['b', 'c', 'd'].map((trace) => span(`${trace}/1`, { name: 'consume', links: ['a/1'] }));
    const graph = buildDependencyGraph(traceSet(span('a/1'), consumers));
    assert.deepEqual(edges(graph), ['a/1 ⇢ consume@1 ×3']);
    assert.equal(nodeOf(graph, 'consume@1').traceCount, 3);
  });

  it('keeps kinds, levels and hops of one operation apart', () => {
    const graph = buildDependencyGraph(
      traceSet(
        span('a/1', { name: 'x' }),
        span('a/2', { name: 'x', tags: { 'http.method': 'GET' } }),
        span('a/3', { name: 'x', kind: 'producer' }),
        span('a/4', { name: 'x', kind: 'consumer', parent: '3' }),
        span('b/1', { name: 'x', links: ['a/1'] }),
      ),
    );
    assert.deepEqual(nodes(graph), ['x', 'x', 'x', 'x+1', 'x@1']);
  });

  it('takes a key that is given twice once, and makes one node per kind without keys', () => {
    const spans = traceSet(span('a/1'), span('a/2'), span('a/3', { kind: 'producer' }));
    const [twice] = buildDependencyGraph(spans, { groupBy: ['span.kind', 'span.kind'] }).nodes;
    assert.deepEqual(twice!.group, [{ key: 'span.kind', value: 'server' }]);
    const ids = buildDependencyGraph(spans, { groupBy: [] }).nodes.map((node) => node.id);
    assert.deepEqual(ids, ['[0,0,"generic"]', '[0,0,"pubsub"]']);
  });
});
