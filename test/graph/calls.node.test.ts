import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { buildDependencyGraph } from '../../src/graph/build-graph.js';
import { edges, nodeOf, nodes, stubs } from './picture.js';
import { span, traceSet } from './span-builder.js';

describe('Rule 3: asynchronous calls', () => {
  it('draws a link from the linked span to the linking one', () => {
    const graph = buildDependencyGraph(traceSet(span('a/1'), span('b/1', { links: ['a/1'] })));
    assert.deepEqual(edges(graph), ['a/1 ⇢ b/1@1']);
  });

  it('takes producer and consumer as asynchronous, other pairs as synchronous', () => {
    const graph = buildDependencyGraph(
      traceSet(
        span('a/1', { kind: 'producer' }),
        span('a/2', { parent: '1', kind: 'consumer' }),
        span('a/3', { parent: '2', kind: 'consumer' }),
        span('a/4', { parent: '1', kind: 'server' }),
        span('a/5', { parent: '4', kind: 'unspecified', service: 'other' }),
      ),
    );
    assert.deepEqual(edges(graph), ['a/1 → a/4', 'a/1 ⇢ a/2+1', 'a/2+1 → a/3+1', 'a/4 → a/5']);
  });

  it('takes a pair that is both parent and link as one call', () => {
    const graph = buildDependencyGraph(
      traceSet(
        span('a/1', { kind: 'producer' }),
        span('a/2', { parent: '1', kind: 'consumer', links: ['a/1'] }),
        span('a/3', { parent: '1', kind: 'server', links: ['a/1'] }),
      ),
    );
    assert.deepEqual(edges(graph), ['a/1 → a/3', 'a/1 ⇢ a/2+1']);
  });

  it('draws a link within a trace, without a level and without costing the limit', () => {
    const create = [1, 2, 3, 4, 5].map((n) => span(`a/${n}`, { parent: '9', start: n }));
    const send = span('a/8', { parent: '9', links: ['a/1', 'a/2', 'a/3', 'a/4', 'a/5'] });
    const graph = buildDependencyGraph(traceSet(span('a/9'), create, send), { asyncLimit: 1 });
    assert.equal(edges(graph).filter((edge) => edge.endsWith('⇢ a/8')).length, 5);
    assert.deepEqual(stubs(graph), []);
    assert.equal(nodeOf(graph, 'a/8').async, false);
  });

  it('counts the same link once', () => {
    const graph = buildDependencyGraph(
      traceSet(span('a/1'), span('b/1', { links: ['a/1', ['a/1', { again: true }], 'a/1'] })),
    );
    assert.deepEqual(edges(graph), ['a/1 ⇢ b/1@1']);
  });

  it('draws no link to the span itself, with invalid ids, or to a span that a loaded trace lacks', () => {
    const graph = buildDependencyGraph(
      traceSet(span('a/1', { links: ['a/1', 'a/0', '0/1', 'a/77'] }), {
        ...span('a/2'),
        links: [{ traceId: '', spanId: '', attributes: {} }],
      }),
    );
    assert.deepEqual(edges(graph), []);
    assert.deepEqual(stubs(graph), []);
  });

  it('does not take a link as messaging', () => {
    const graph = buildDependencyGraph(
      traceSet(span('a/1'), span('b/1', { links: ['a/1'], tags: { 'http.request.method': 'GET' } })),
    );
    assert.equal(nodeOf(graph, 'b/1@1').kind, 'http');
  });

  it('draws a batch with one parent and other links as peers', () => {
    const graph = buildDependencyGraph(
      traceSet(
        span('a/1', { kind: 'producer' }),
        span('a/2', { kind: 'producer' }),
        span('a/3', { parent: '1', kind: 'consumer', links: ['a/1', 'a/2'] }),
      ),
    );
    assert.deepEqual(edges(graph), ['a/1 ⇢ a/3+1', 'a/2 ⇢ a/3+1']);
  });
});

describe('Rule 4: asynchronous traces', () => {
  it('marks nodes of another level or hop', () => {
    const graph = buildDependencyGraph(
      traceSet(
        span('a/1', { kind: 'producer' }),
        span('a/2', { parent: '1', kind: 'consumer' }),
        span('a/3', { parent: '2' }),
        span('b/1', { links: ['a/1'] }),
        span('b/2', { parent: '1' }),
      ),
    );
    assert.deepEqual(nodes(graph), ['a/1', 'a/2+1', 'a/3+1', 'b/1@1', 'b/2@1']);
    assert.deepEqual(
      graph.nodes.filter((node) => !node.async).map((node) => [node.level, node.hop]),
      [[0, 0]],
    );
  });

  it('counts every hop below the root', () => {
    const chain = [1, 2, 3, 4, 5, 6].map((n) =>
      span(`a/${n}`, {
        ...(n > 1 && { parent: String(n - 1) }),
        kind: n % 2 === 1 ? 'producer' : 'consumer',
      }),
    );
    const graph = buildDependencyGraph(traceSet(chain));
    assert.deepEqual(nodes(graph), ['a/1', 'a/2+1', 'a/3+1', 'a/4+2', 'a/5+2', 'a/6+3']);
  });
});

describe('Rule 7: calls within one node', () => {
  it('makes one loop of recursion and retries', () => {
    const again = [1, 2, 3, 4].map((n) =>
      span(`a/${n}`, { name: 'again', ...(n > 1 && { parent: String(n - 1) }) }),
    );
    const graph = buildDependencyGraph(traceSet(again));
    assert.deepEqual(edges(graph), ['again → again ×3']);
    assert.equal(graph.edges[0]!.source, graph.edges[0]!.target);
  });

  it('keeps synchronous and asynchronous calls between the same nodes apart', () => {
    const graph = buildDependencyGraph(
      traceSet(
        span('a/1', { name: 'send' }),
        span('a/2', { name: 'work', parent: '1' }),
        span('a/3', { name: 'work', links: ['a/1'] }),
      ),
    );
    assert.deepEqual(edges(graph), ['send → work', 'send ⇢ work']);
  });
});
