import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { buildDependencyGraph } from '../../src/graph/build-graph.js';
import type { Span } from '../../src/model/span.js';
import { edgeOf, edges, nodeOf, nodes, stubs } from './picture.js';
import { span, type SpanTraits, traceSet } from './span-builder.js';

function internal(path: string, parent: string, traits: SpanTraits = {}): Span {
  return span(path, { kind: 'internal', parent, ...traits });
}

describe('Rule 6: internal spans', () => {
  const chain = [
    span('a/1'),
    internal('a/2', '1'),
    internal('a/3', '2', { kind: 'unspecified', failed: true }),
    span('a/4', { parent: '3', kind: 'client' }),
    span('a/5', { parent: '3', kind: 'client' }),
  ];

  it('joins the nearest visible ancestor to the visible descendants', () => {
    const graph = buildDependencyGraph(traceSet(chain));
    assert.deepEqual(edges(graph), ['a/1 → a/4', 'a/1 → a/5']);
    assert.equal(edgeOf(graph, 'a/1', 'a/4').via, 2);
    assert.equal(graph.hiddenInternalSpans, 2);
    assert.equal(nodeOf(graph, 'a/1').hiddenErrors, 1);
    assert.equal(nodeOf(graph, 'a/1').errorCount, 0);
  });

  it('shows them on request', () => {
    const graph = buildDependencyGraph(traceSet(chain), { showInternalSpans: true });
    assert.deepEqual(edges(graph), ['a/1 → a/2', 'a/2 → a/3', 'a/3 → a/4', 'a/3 → a/5']);
    assert.equal(graph.hiddenInternalSpans, 0);
    assert.equal(nodeOf(graph, 'a/1').hiddenErrors, 0);
  });

  it('adds up what all calls of an edge pass', () => {
    const graph = buildDependencyGraph(
      traceSet(
        span('a/1'),
        internal('a/2', '1'),
        span('a/3', { parent: '2', name: 'get' }),
        span('a/4', { parent: '2', name: 'get' }),
        span('a/5', { parent: '1', name: 'get' }),
      ),
    );
    assert.equal(edgeOf(graph, 'a/1', 'get').via, 2);
  });

  it('hides only what is generic, has a parent, and is of the same service', () => {
    const graph = buildDependencyGraph(
      traceSet(
        internal('a/1', '0'),
        internal('a/2', '1', { tags: { 'db.system': 'sqlite' } }),
        internal('a/3', '1', { service: 'other' }),
        internal('a/4', '9'),
        internal('a/5', '1'),
      ),
    );
    assert.deepEqual(nodes(graph), ['a/1', 'a/2', 'a/3', 'a/4']);
  });

  it('takes two spans without a service as of the same one', () => {
    const graph = buildDependencyGraph(
      traceSet(span('a/1', { service: null }), internal('a/2', '1', { service: null })),
    );
    assert.deepEqual(nodes(graph), ['a/1']);
  });

  it('asks the host what is generic', () => {
    const classify = (one: Span): 'database' | undefined => (one.name === 'a/2' ? 'database' : undefined);
    assert.deepEqual(nodes(buildDependencyGraph(traceSet(chain), { classify })), [
      'a/1',
      'a/2',
      'a/4',
      'a/5',
    ]);
  });

  it('moves links from and to hidden spans to the ancestor', () => {
    const graph = buildDependencyGraph(
      traceSet(
        span('a/1'),
        internal('a/2', '1'),
        internal('a/3', '2'),
        span('b/1'),
        internal('b/2', '1', { links: ['a/3', 'c/9'] }),
      ),
      { focusTraceId: 'a' },
    );
    assert.deepEqual(edges(graph), ['a/1 ⇢ b/1@1']);
    assert.equal(edgeOf(graph, 'a/1', 'b/1@1').via, 3);
    assert.deepEqual(stubs(graph), ['1 not loaded ⇢ b/1@1']);
  });

  it('keeps a link between two hidden spans of one ancestor as a loop', () => {
    const graph = buildDependencyGraph(
      traceSet(span('a/1'), internal('a/2', '1'), internal('a/3', '1', { links: ['a/2', 'a/1'] })),
    );
    assert.deepEqual(edges(graph), ['a/1 ⇢ a/1']);
    assert.equal(graph.edges[0]!.via, 2);
  });

  it('contracts a chain of 100,000', () => {
    const deep = [span('a/1')];
    for (let n = 2; n <= 100_001; n++) {
      deep.push(internal(`a/${n.toString(16)}`, (n - 1).toString(16), { start: n, failed: n % 10 === 0 }));
    }
    deep.push(span('a/fffff', { name: 'end', parent: (100_001).toString(16), start: 200_000 }));
    const graph = buildDependencyGraph(traceSet(deep));
    assert.deepEqual(edges(graph), ['a/1 → end']);
    assert.equal(edgeOf(graph, 'a/1', 'end').via, 100_000);
    assert.equal(nodeOf(graph, 'a/1').hiddenErrors, 10_000);
  });
});
