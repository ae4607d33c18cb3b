import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { buildDependencyGraph } from '../../src/graph/build-graph.js';
import type { GraphOptions } from '../../src/graph/graph-options.js';
import type { AsyncStub, DependencyGraph } from '../../src/model/dependency-graph.js';
import type { IncomingLink } from '../../src/model/incoming-link.js';
import { edges, nodeOf, stubs } from './picture.js';
import { ref, span, traceId, traceSet } from './span-builder.js';

type Told = Omit<IncomingLink['from'], 'traceId' | 'spanId'>;

/** A link from one path to another, as a source tells it. */
function link(from: string, to: string, told: Told = {}): IncomingLink {
  return { to: ref(to), from: { ...ref(from), ...told } };
}

const traces = traceSet(
  span('a/1', { name: 'send', start: 5 }),
  span('a/2', { name: 'hidden', kind: 'internal', parent: '1', start: 6 }),
  span('a/3', { name: 'other', start: 1 }),
  span('b/1', { name: 'work', links: ['a/1'], start: 20 }),
);

function build(incomingLinks: unknown, options: GraphOptions = {}): DependencyGraph {
  const given = incomingLinks as readonly IncomingLink[];
  return buildDependencyGraph(traces, { focusTraceId: 'a', incomingLinks: given, ...options });
}

/** The only stub of traces that are not loaded. */
function unloaded(graph: DependencyGraph): AsyncStub {
  const found = graph.stubs.filter((stub) => !stub.loaded);
  assert.equal(found.length, 1);
  return found[0]!;
}

describe('incoming links', () => {
  it('are a stub at the node of the span they link to', () => {
    const graph = build([
      link('c/1', 'a/1', { durationMs: 4, status: 'ok' }),
      link('c/2', 'a/1', { durationMs: 8, status: 'error' }),
      link('d/1', 'a/1'),
    ]);
    const stub = unloaded(graph);
    assert.deepEqual(stubs(graph), ['send ⇢ 3 not loaded, 1 failed']);
    assert.deepEqual([stub.node, stub.direction], [nodeOf(graph, 'send').id, 'downstream']);
    assert.deepEqual(stub.traceIds, [traceId('c'), traceId('d')]);
    assert.deepEqual([stub.duration?.count, stub.duration?.min, stub.duration?.max], [2, 4, 8]);
  });

  it('stand at the visible ancestor of a contracted span', () => {
    assert.deepEqual(stubs(build([link('c/1', 'a/2')])), ['send ⇢ 1 not loaded']);
    assert.deepEqual(stubs(build([link('c/1', 'a/2')], { showInternalSpans: true })), [
      'hidden ⇢ 1 not loaded',
    ]);
  });

  it('stand at the earliest root when the span is not known', () => {
    const { from } = link('c/1', 'a/1');
    for (const to of [
      { traceId: 'a' },
      ref('a/9'),
      { traceId: 'a', spanId: '' },
      { traceId: 'a', spanId: null },
    ]) {
      assert.deepEqual(stubs(build([{ to, from }])), ['other ⇢ 1 not loaded']);
    }
  });

  it('count a linking span once, with what any answer told of it', () => {
    const twice = [
      link('c/1', 'a/1'),
      link('c/1', 'a/1', { durationMs: 3 }),
      link('c/1', 'a/1', { durationMs: 7, status: 'error' }),
      link('c/1', 'a/2', { durationMs: 5 }),
    ];
    for (const told of [twice, [...twice].reverse()]) {
      assert.deepEqual(stubs(build(told)), ['send ⇢ 1 not loaded, 1 failed']);
      assert.equal(unloaded(build(told)).duration?.sum, 7);
    }
    assert.equal(unloaded(build([link('c/1', 'a/1')])).duration, null);
  });

  it('are compared by ids in any spelling', () => {
    const given = [
      { to: { traceId: 'A', spanId: '1' }, from: { traceId: ' C ', spanId: '01' } },
      { to: { traceId: traceId('a'), spanId: '0001' }, from: { traceId: '00c', spanId: '1' } },
    ];
    assert.deepEqual(stubs(build(given)), ['send ⇢ 1 not loaded']);
    assert.deepEqual(unloaded(build(given)).traceIds, [traceId('c')]);
  });

  it('are left out when their trace is loaded: its own links count', () => {
    const graph = build([link('b/1', 'a/1'), link('b/9', 'a/1'), link('a/3', 'a/1'), link('B/1', 'a/1')]);
    assert.deepEqual(graph, build([]));
  });

  it('are left out when what they link to is not drawn', () => {
    const far = { focusTraceId: 'b', asyncLimit: 1 };
    assert.deepEqual(build([link('c/1', 'e/1')]), build([]));
    assert.deepEqual(stubs(build([link('c/1', 'b/1')], far)), ['work ⇢ 1 not loaded']);
    const more = traceSet(
      ...traces.traces.map((trace) => trace.spans),
      Array.from({ length: 5 }, (_, n) => span(`f${n}/1`, { name: `f${n}`, links: ['a/1'], failed: true })),
    );
    const graph = buildDependencyGraph(more, { focusTraceId: 'a', incomingLinks: [link('c/1', 'b/1')] });
    assert.deepEqual(stubs(graph), ['send ⇢ 3 more, 2 failed']);
  });

  it('that are none are ignored', () => {
    const from = ref('c/1');
    const nonsense = [
      ...[null, undefined, 0, 'link', true, [], {}, Symbol.iterator, () => null],
      ...[{ to: null, from }, { to: 'a', from }, { to: ref('a/1') }, { to: ref('a/1'), from: null }],
      ...[1, null, {}, '', '000'].flatMap((id) => [
        { to: { traceId: id }, from },
        { to: ref('a/1'), from: { traceId: id, spanId: '1' } },
        { to: ref('a/1'), from: { traceId: 'c', spanId: id } },
      ]),
    ];
    assert.deepEqual(build(nonsense), build([]));
    for (const given of ['links', 5, null, {}, new Map()]) assert.deepEqual(build(given), build([]));
    const odd = [{ to: ref('a/1'), from: { ...from, durationMs: '7', status: 2, name: {}, service: [] } }];
    assert.deepEqual(stubs(build(odd)), ['send ⇢ 1 not loaded']);
    for (const durationMs of [-1, NaN, Infinity]) {
      assert.equal(unloaded(build([link('c/1', 'a/1', { durationMs })])).duration, null);
    }
  });

  it('leave the graph to grow when their trace is loaded', () => {
    const graph = buildDependencyGraph(
      traceSet(...traces.traces.map((trace) => trace.spans), span('c/1', { name: 'late', links: ['a/1'] })),
      { focusTraceId: 'a', incomingLinks: [link('c/1', 'a/1')] },
    );
    assert.deepEqual(edges(graph), ['send ⇢ late@1', 'send ⇢ work@1']);
    assert.deepEqual(graph.stubs, []);
  });

  it('are read in linear time', () => {
    const many = Array.from({ length: 200_000 }, (_, n) =>
      link(`c${n.toString(16)}/1`, 'a/1', { durationMs: n }),
    );
    const stub = unloaded(build(many));
    assert.deepEqual([stub.callCount, stub.traceIds.length, stub.duration?.max], [200_000, 200_000, 199_999]);
  });
});
