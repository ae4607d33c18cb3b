/** Trace ids of which a tool has kept the last 16 digits only. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { buildDependencyGraph } from '../../src/graph/build-graph.js';
import { edgeDetails } from '../../src/graph/edge-details.js';
import { nodeDetails } from '../../src/graph/node-details.js';
import { mergeTraceSets } from '../../src/ingest/create-trace-set.js';
import { edges, nodeOf, nodes, stubs } from './picture.js';
import { ref, span, traceSet } from './span-builder.js';

const lastHalf = '00000000000000ab';
const whole = `1111111111111111${lastHalf}`;
const otherWhole = `2222222222222222${lastHalf}`;
const cut = `0000000000000000${lastHalf}`;

const named = { name: 'cause' };

describe('a link whose trace id is cut', () => {
  it('leads to the one trace with these last digits, whichever of the two ids is cut', () => {
    for (const [stored, linked] of [
      [whole, cut],
      [cut, whole],
    ]) {
      const traces = traceSet(span(`${stored}/1`, named), span('c/1', { links: [`${linked}/1`] }));
      const graph = buildDependencyGraph(traces);
      assert.deepEqual(edges(graph), ['cause ⇢ c/1@1']);
      assert.deepEqual(stubs(graph), []);
    }
  });

  it('leads to the trace with exactly this id before all others', () => {
    const traces = traceSet(
      span(`${whole}/1`),
      span(`${cut}/1`, named),
      span('c/1', { links: [`${cut}/1`] }),
    );
    const graph = buildDependencyGraph(traces, { focusTraceId: cut });
    assert.deepEqual(edges(graph), ['cause ⇢ c/1@1']);
  });

  it('leads nowhere when several traces have these last digits, or when neither id is cut', () => {
    const consumer = span('c/1', { links: [`${cut}/1`] });
    const several = traceSet(span(`${whole}/1`), span(`${otherWhole}/1`), consumer);
    assert.deepEqual(stubs(buildDependencyGraph(several, { focusTraceId: 'c' })), ['1 not loaded ⇢ c/1']);
    const neither = traceSet(span(`${whole}/1`), span('c/1', { links: [`${otherWhole}/1`] }));
    assert.deepEqual(stubs(buildDependencyGraph(neither, { focusTraceId: 'c' })), ['1 not loaded ⇢ c/1']);
  });

  it('is decided anew when data are appended', () => {
    const consumer = traceSet(span('c/1', { links: [`${cut}/1`] }));
    const loaded = mergeTraceSets(consumer, traceSet(span(`${whole}/1`, named)));
    assert.deepEqual(edges(buildDependencyGraph(loaded)), ['cause ⇢ c/1@1']);
    const ambiguous = mergeTraceSets(loaded, traceSet(span(`${otherWhole}/1`)));
    assert.deepEqual(edges(buildDependencyGraph(ambiguous)), []);
    const settled = mergeTraceSets(ambiguous, traceSet(span(`${cut}/1`, named)));
    assert.deepEqual(edges(buildDependencyGraph(settled, { focusTraceId: 'c' })), ['cause@-1 ⇢ c/1']);
  });

  it('makes one call with a link that has the whole id, and none to the parent or to the span itself', () => {
    const traces = traceSet(
      span(`${whole}/1`, { ...named, kind: 'producer' }),
      span(`${whole}/2`, {
        name: 'effect',
        parent: '1',
        kind: 'consumer',
        links: [[`${cut}/1`, { n: 1 }], `${cut}/2`],
      }),
      span('c/1', { links: [`${whole}/1`, `${cut}/1`] }),
    );
    const graph = buildDependencyGraph(traces);
    assert.deepEqual(edges(graph), ['cause ⇢ c/1@1', 'cause ⇢ effect+1']);
    const own = graph.edges.find(({ target }) => target === nodeOf(graph, 'effect+1').id)!;
    const { calls } = edgeDetails(traces, graph, own.id, { offset: 0, limit: 9 })!;
    assert.equal(calls.rows[0]!.attributes?.['n'], 1);
  });

  it('is shown in the details with the span that it leads to', () => {
    const traces = traceSet(span(`${whole}/1`, named), span('c/1', { links: [`${cut}/1`] }));
    const graph = buildDependencyGraph(traces);
    const page = { offset: 0, limit: 9 };
    const [cause] = nodeDetails(traces, graph, nodeOf(graph, 'c/1@1').id, page)!.links.rows;
    assert.deepEqual([cause!.loaded, cause!.otherName, cause!.other], [true, 'cause', ref(`${whole}/1`)]);
    const [effect] = nodeDetails(traces, graph, nodeOf(graph, 'cause').id, page)!.links.rows;
    assert.deepEqual([effect!.direction, effect!.other], ['effect', ref('c/1')]);
  });
});

describe('an option whose trace id is cut', () => {
  const traces = traceSet(
    span('a/1', { kind: 'producer' }),
    span(`${whole}/1`, { ...named, links: ['a/1'] }),
  );

  it('chooses the focus', () => {
    for (const focusTraceId of ['AB', cut, whole]) {
      assert.equal(buildDependencyGraph(traces, { focusTraceId }).focusTraceId, whole);
    }
    const { focusTraceId } = buildDependencyGraph(traces, { focusTraceId: otherWhole });
    assert.equal(focusTraceId, ref('a/1').traceId, 'not cut, but unknown: the default');
  });

  it('expands the trace', () => {
    const second = span('d/1', { links: ['a/1'], failed: true });
    const both = traceSet(
      traces.traces.flatMap((trace) => trace.spans),
      second,
    );
    const graph = buildDependencyGraph(both, { asyncLimit: 1, expanded: [cut] });
    assert.deepEqual(nodes(graph), ['a/1', 'cause@1', 'd/1@1']);
  });
});
