import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { buildDependencyGraph } from '../../src/graph/build-graph.js';
import { edges, nodes } from './picture.js';
import { span, traceId, traceSet } from './span-builder.js';

describe('Rule 10: focus', () => {
  const pipeline = traceSet(
    span('c/1', { start: 0 }),
    span('a/1', { start: 10 }),
    span('b/1', { start: -10, links: ['a/1'] }),
  );

  it('takes the earliest trace without incoming asynchronous calls', () => {
    const graph = buildDependencyGraph(pipeline);
    assert.equal(graph.focusTraceId, traceId('c'));
    assert.deepEqual(nodes(graph), ['c/1']);
  });

  it('takes the wanted trace, however its id is written', () => {
    for (const focusTraceId of ['b', 'B', traceId('b'), ' 0b ']) {
      const graph = buildDependencyGraph(pipeline, { focusTraceId });
      assert.equal(graph.focusTraceId, traceId('b'));
      assert.deepEqual(nodes(graph), ['a/1@-1', 'b/1']);
    }
  });

  it('takes an unknown focus as not given', () => {
    assert.deepEqual(
      buildDependencyGraph(pipeline, { focusTraceId: 'dead' }),
      buildDependencyGraph(pipeline),
    );
  });

  it('goes by start, unknown ones last, then by trace id', () => {
    const focus = (...starts: (number | null)[]): string | null =>
      buildDependencyGraph(traceSet(starts.map((start, n) => span(`${n + 1}/1`, { start })))).focusTraceId;
    assert.equal(focus(null, 5, 5), traceId('2'));
    assert.equal(focus(null, null), traceId('1'));
  });

  it('takes the earliest of a cycle of traces', () => {
    const graph = buildDependencyGraph(
      traceSet(span('a/1', { start: 5, links: ['b/1'] }), span('b/1', { start: 1, links: ['a/1'] })),
    );
    assert.equal(graph.focusTraceId, traceId('b'));
  });

  it('measures both directions, the nearer one holds, downstream on a tie', () => {
    const loop = (length: number): string[] => {
      const traces = Array.from({ length }, (_, n) =>
        span(`${n + 1}/1`, { name: `${n}`, links: [`${((n + length - 1) % length) + 1}/1`] }),
      );
      return nodes(buildDependencyGraph(traceSet(traces), { focusTraceId: '1' }));
    };
    assert.deepEqual(loop(4), ['0', '1@1', '2@2', '3@-1']);
    assert.deepEqual(loop(5), ['0', '1@1', '2@2', '3@-2', '4@-1']);
  });

  it('does not follow an effect of a cause', () => {
    const graph = buildDependencyGraph(
      traceSet(span('b/1'), span('a/1', { links: ['b/1'] }), span('c/1', { links: ['b/1'] })),
      { focusTraceId: 'a' },
    );
    assert.deepEqual(nodes(graph), ['a/1', 'b/1@-1']);
  });

  it("draws all for '*'", () => {
    const graph = buildDependencyGraph(pipeline, { focusTraceId: '*' });
    assert.equal(graph.focusTraceId, '*');
    assert.deepEqual(nodes(graph), ['a/1', 'b/1@1', 'c/1']);
  });

  it("begins a cycle at its earliest trace for '*'", () => {
    const graph = buildDependencyGraph(
      traceSet(
        span('a/1', { start: 5, links: ['b/1'] }),
        span('b/1', { start: 1, links: ['a/1'] }),
        span('c/1', { start: 9, links: ['a/1'] }),
        span('d/1'),
      ),
      { focusTraceId: '*' },
    );
    assert.deepEqual(nodes(graph), ['a/1@1', 'b/1', 'c/1@2', 'd/1']);
  });

  it('is null without traces', () => {
    const empty = { nodes: [], edges: [], stubs: [], focusTraceId: null, hiddenInternalSpans: 0, levels: [] };
    assert.deepEqual(buildDependencyGraph(traceSet()), empty);
    assert.deepEqual(buildDependencyGraph(traceSet(), { focusTraceId: '*' }), empty);
  });

  it('is not changed by the span that the view selects', () => {
    assert.deepEqual(buildDependencyGraph(pipeline, { focusSpanId: '1' }), buildDependencyGraph(pipeline));
  });
});

describe('Rule 11: determinism', () => {
  const spans = [
    span('a/1', { name: 'z' }),
    span('a/2', { name: 'Z', parent: '1' }),
    span('a/3', { name: 'é', parent: '1' }),
    span('a/4', { name: 'e', parent: '1' }),
    span('b/1', { name: 'ä', links: ['a/3', 'a/4'] }),
    span('c/1', { name: 'a', links: ['b/1', 'f/1'] }),
  ];

  it('gives an equal graph for the spans in any order', () => {
    const expected = JSON.stringify(buildDependencyGraph(traceSet(spans)));
    for (let turn = 1; turn < spans.length; turn++) {
      const turned = [...spans.slice(turn), ...spans.slice(0, turn)];
      assert.equal(JSON.stringify(buildDependencyGraph(traceSet(turned))), expected);
      assert.equal(JSON.stringify(buildDependencyGraph(traceSet(turned.reverse()))), expected);
    }
  });

  it('orders nodes, edges and stubs by the code units of their ids', () => {
    const graph = buildDependencyGraph(traceSet(spans));
    for (const list of [graph.nodes, graph.edges, graph.stubs]) {
      const ids = list.map((item) => item.id);
      assert.deepEqual(ids, [...ids].sort());
    }
    assert.deepEqual(edges(graph).length, graph.edges.length);
  });

  it('survives JSON, and leaves the spans as they were', () => {
    const traces = traceSet(spans);
    const before = JSON.stringify(traces);
    const graph = buildDependencyGraph(traces);
    assert.deepEqual(JSON.parse(JSON.stringify(graph)), graph);
    assert.equal(JSON.stringify(traces), before);
  });
});
