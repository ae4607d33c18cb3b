import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { buildDependencyGraph } from '../../src/graph/build-graph.js';
import { edges, nodeOf, nodes } from './picture.js';
import { span, traceSet } from './span-builder.js';

describe('Rule 1: parents', () => {
  it('joins a child to its parent', () => {
    const graph = buildDependencyGraph(traceSet(span('a/1'), span('a/2', { parent: '1' })));
    assert.deepEqual(edges(graph), ['a/1 → a/2']);
  });

  it('finds a parent in its own trace only', () => {
    const graph = buildDependencyGraph(traceSet(span('a/1'), span('b/2', { parent: '1' })), {
      focusTraceId: '*',
    });
    assert.deepEqual(edges(graph), []);
    assert.equal(nodeOf(graph, 'b/2').missingParents, 1);
  });

  it('takes empty and all-zero parents as none', () => {
    const graph = buildDependencyGraph(
      traceSet(span('a/1', { parent: '0' }), { ...span('a/2'), parentSpanId: '' }),
    );
    assert.deepEqual(
      graph.nodes.map((node) => node.missingParents),
      [0, 0],
    );
  });

  it('counts missing parents on the node', () => {
    const lost = [1, 2, 3].map((n) => span(`a/${n}`, { parent: '9', name: 'lost', start: n }));
    const graph = buildDependencyGraph(traceSet(lost));
    assert.deepEqual(nodes(graph), ['lost ×3']);
    assert.equal(nodeOf(graph, 'lost').missingParents, 3);
  });

  it('takes a span that is its own parent as a root', () => {
    const graph = buildDependencyGraph(traceSet(span('a/1', { parent: '1' })));
    assert.deepEqual(edges(graph), []);
    assert.equal(nodeOf(graph, 'a/1').missingParents, 0);
  });

  it('cuts a cycle at its earliest span, which is not missing a parent', () => {
    const cycle = [
      span('a/1', { parent: '3', start: 20 }),
      span('a/2', { parent: '1', start: 10 }),
      span('a/3', { parent: '2', start: 30 }),
      span('a/4', { parent: '1', start: 0 }),
    ];
    const graph = buildDependencyGraph(traceSet(cycle));
    assert.deepEqual(edges(graph), ['a/1 → a/4', 'a/2 → a/3', 'a/3 → a/1']);
    assert.equal(nodeOf(graph, 'a/2').missingParents, 0);
  });

  it('cuts a cycle of equal or unknown starts by span id, known starts first', () => {
    const pair = (startOfFirst: number | null, startOfSecond: number | null): string[] =>
      edges(
        buildDependencyGraph(
          traceSet(
            span('a/1', { parent: '2', start: startOfFirst }),
            span('a/2', { parent: '1', start: startOfSecond }),
          ),
        ),
      );
    assert.deepEqual(pair(5, 5), ['a/1 → a/2']);
    assert.deepEqual(pair(null, null), ['a/1 → a/2']);
    assert.deepEqual(pair(null, 5), ['a/2 → a/1']);
  });
});
