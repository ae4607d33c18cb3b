import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { buildDependencyGraph } from '../../src/graph/build-graph.js';
import { criticalPath } from '../../src/graph/critical-path.js';
import type { GraphOptions } from '../../src/graph/graph-options.js';
import type { TraceSet } from '../../src/model/trace-set.js';
import { label } from './picture.js';
import { span, traceSet } from './span-builder.js';

/** "a/1 20" for a node with its time, "a/1 → a/2" for an edge, "a/1 ⇢ b/1 30" for one with a wait; in their orders. */
function pathOf(traces: TraceSet, options: GraphOptions = {}): string[] {
  const graph = buildDependencyGraph(traces, options);
  const path = criticalPath(traces, graph, options)!;
  const labels = new Map(graph.nodes.map((node) => [node.id, label(node).replace(/[@+].*/, '')]));
  const ends = new Map(
    graph.edges.map(({ id, source, target, async }) => [
      id,
      `${labels.get(source)} ${async ? '⇢' : '→'} ${labels.get(target)}`,
    ]),
  );
  return [
    ...path.nodes.map(({ nodeId, time }) => `${labels.get(nodeId)} ${time}`),
    ...path.edges.map(({ edgeId, wait }) => `${ends.get(edgeId)}${wait > 0 ? ` ${wait}` : ''}`),
    ...(path.notDrawn > 0 ? [`not drawn ${path.notDrawn}`] : []),
    `total ${path.total}`,
  ];
}

describe('criticalPath', () => {
  it('is null where nothing has ended, and where there is nothing', () => {
    for (const traces of [
      traceSet(),
      traceSet(span('a/1', { duration: null }), span('a/2', { start: null })),
    ])
      assert.equal(criticalPath(traces, buildDependencyGraph(traces)), null);
  });

  it('leaves out what ran beside the path', () => {
    const traces = traceSet(
      span('a/1', { start: 0, duration: 100 }),
      span('a/2', { parent: '1', start: 10, duration: 30 }),
      span('a/3', { parent: '1', start: 20, duration: 60 }),
      span('a/4', { parent: '3', start: 30, duration: 10 }),
      // Ended when a/3 had begun already.
      span('a/5', { parent: '1', start: 5, duration: 14 }),
    );
    assert.deepEqual(pathOf(traces), [
      'a/1 26',
      'a/5 14',
      'a/3 50',
      'a/4 10',
      'a/1 → a/5',
      'a/1 → a/3',
      'a/3 → a/4',
      'total 100',
    ]);
  });

  it('counts what calls one after another took, and each edge once', () => {
    const traces = traceSet(
      span('a/1', { start: 0, duration: 100 }),
      ...[0, 30, 60].map((start, n) =>
        span(`a/${n + 2}`, { parent: '1', name: 'query', start: start + 5, duration: 20 }),
      ),
    );
    assert.deepEqual(pathOf(traces), ['a/1 40', 'query 60', 'a/1 → query', 'total 100']);
  });

  it('waits in queues, and goes on with what the producer had done until then', () => {
    const traces = traceSet(
      span('a/1', { start: 0, duration: 100 }),
      span('a/2', { parent: '1', start: 10, duration: 20 }),
      span('a/3', { parent: '1', kind: 'producer', start: 40, duration: 5 }),
      span('b/1', { kind: 'consumer', start: 300, duration: 50, links: ['a/3'] }),
      span('b/2', { parent: '1', start: 310, duration: 30 }),
    );
    assert.deepEqual(pathOf(traces), [
      'a/1 20',
      'a/2 20',
      'a/3 5',
      'b/1 20',
      'b/2 30',
      'a/1 → a/2',
      'a/1 → a/3',
      'a/3 ⇢ b/1 255',
      'b/1 → b/2',
      'total 350',
    ]);
  });

  it('waits for nothing where the consumer starts when the producer ends', () => {
    for (let µs = 0; µs < 200; µs++) {
      const traces = traceSet(
        span('a/1', { kind: 'producer', start: µs / 1000, duration: 0.3 }),
        span('b/1', { kind: 'consumer', start: (µs + 300) / 1000, duration: 50, links: ['a/1'] }),
      );
      assert.ok(pathOf(traces).includes('a/1 ⇢ b/1'), `${µs} µs`);
    }
  });

  it('waits between a producer and its child too, and does not count such a child among what a span waited for', () => {
    const producer = span('a/2', { parent: '1', kind: 'producer', start: 10, duration: 5 });
    const consumer = { parent: '2', kind: 'consumer' } as const;
    const late = traceSet(
      span('a/1', { start: 0, duration: 100 }),
      producer,
      span('a/3', { ...consumer, start: 150, duration: 20 }),
    );
    assert.deepEqual(pathOf(late), ['a/1 10', 'a/2 5', 'a/3 20', 'a/1 → a/2', 'a/2 ⇢ a/3 135', 'total 170']);
    const early = traceSet(
      span('a/1', { start: 0, duration: 100 }),
      { ...producer, duration: 60 },
      span('a/3', { ...consumer, start: 20, duration: 20 }),
    );
    assert.deepEqual(pathOf(early), ['a/1 40', 'a/2 60', 'a/1 → a/2', 'total 100']);
  });

  it('takes from a batch the message that was sent last, also where a parent runs beside it', () => {
    const traces = traceSet(
      span('a/1', { start: 0, duration: 100 }),
      ...[10, 60, 30].map((start, n) =>
        span(`a/${n + 2}`, { parent: '1', kind: 'producer', start, duration: 5 }),
      ),
      span('b/1', { name: 'poll', start: 0, duration: 400 }),
      span('b/2', {
        parent: '1',
        name: 'take',
        kind: 'consumer',
        start: 200,
        duration: 100,
        links: ['a/2', 'a/3', 'a/4'],
      }),
    );
    assert.deepEqual(pathOf(traces), [
      'a/1 50',
      'a/2 5',
      'a/4 5',
      'a/3 5',
      'take 100',
      'poll 100',
      'a/1 → a/2',
      'a/1 → a/4',
      'a/1 → a/3',
      'a/3 ⇢ take 135',
      'poll → take',
      'total 400',
    ]);
  });

  it('comes back to the message also from work beside what received it, as in a loop that polls', () => {
    const traces = traceSet(
      span('a/1', { kind: 'producer', start: 0, duration: 10 }),
      span('b/1', { name: 'poll', start: 20, duration: 180 }),
      span('b/2', { name: 'take', parent: '1', kind: 'consumer', start: 50, duration: 90, links: ['a/1'] }),
      span('b/3', { name: 'query', parent: '1', kind: 'client', start: 45, duration: 35 }),
      span('b/4', { name: 'answer', parent: '1', kind: 'client', start: 110, duration: 90 }),
    );
    assert.deepEqual(pathOf(traces), [
      'a/1 10',
      'take 0',
      'poll 30',
      'query 30',
      'answer 90',
      'a/1 ⇢ take 40',
      'poll → take',
      'poll → query',
      'poll → answer',
      'total 200',
    ]);
    // In the focus, nothing has to come back to a message.
    assert.deepEqual(pathOf(traces, { focusTraceId: 'b' }).at(-1), 'total 180');
  });

  it('begins with the focus, not with its causes', () => {
    const traces = traceSet(
      span('a/1', { start: 0, duration: 10 }),
      span('b/1', { start: 50, duration: 10, links: ['a/1'] }),
      span('c/1', { start: 90, duration: 10, links: ['b/1'] }),
      span('d/1', { start: 500, duration: 10, links: ['a/1'] }),
    );
    assert.deepEqual(pathOf(traces, { focusTraceId: 'b' }), ['b/1 10', 'c/1 10', 'b/1 ⇢ c/1 30', 'total 50']);
    assert.deepEqual(pathOf(traces, { focusTraceId: '*' }), [
      'a/1 10',
      'd/1 10',
      'a/1 ⇢ d/1 490',
      'total 510',
    ]);
  });

  it('ends where something drawn ended, and tells how much of it passed in what is not drawn', () => {
    const traces = traceSet(
      span('a/1', { start: 0, duration: 10 }),
      span('b/1', { name: 'b', start: 20, duration: 10, links: ['a/1'] }),
      span('c/1', { name: 'c', start: 40, duration: 10, links: ['b/1'] }),
      span('d/1', { name: 'd', start: 60, duration: 10, links: ['c/1'] }),
    );
    assert.deepEqual(pathOf(traces, { asyncDepth: 1 }), ['a/1 10', 'b 10', 'a/1 ⇢ b 10', 'total 30']);
    // Of two causes of d, the one that is not drawn was the later.
    const two = traceSet(
      span('a/1', { start: 0, duration: 10 }),
      span('b/1', { name: 'b', start: 20, duration: 10, links: ['a/1'], failed: true }),
      span('c/1', { name: 'c', start: 40, duration: 10, links: ['a/1'] }),
      span('d/1', { name: 'd', start: 60, duration: 10, links: ['b/1', 'c/1'] }),
    );
    assert.deepEqual(pathOf(two, { asyncLimit: 1 }), ['a/1 10', 'd 10', 'not drawn 50', 'total 70']);
  });

  it('counts contracted spans, and waits before them, for the node that they are drawn in', () => {
    const traces = traceSet(
      span('a/1', { start: 0, duration: 100 }),
      span('a/2', { parent: '1', kind: 'internal', start: 10, duration: 50 }),
      span('a/3', { parent: '2', kind: 'internal', start: 110, duration: 40 }),
      span('a/4', { parent: '3', kind: 'client', start: 120, duration: 10 }),
      span('a/5', { parent: '3', kind: 'internal', start: 135, duration: 10, links: ['a/4'] }),
    );
    // The wait between a/2 and a/3 is within a node, that for the message of a/4 is an edge's.
    assert.deepEqual(pathOf(traces), ['a/1 135', 'a/4 10', 'a/1 → a/4', 'a/4 ⇢ a/1 5', 'total 150']);
    assert.equal(pathOf(traces, { showInternalSpans: true }).at(-1), 'total 150');
  });

  it('passes topics and queues, where the wait is in what comes from there', () => {
    const tags = { 'messaging.destination.name': 'orders' };
    const traces = traceSet(
      span('a/1', { kind: 'producer', duration: 10, tags }),
      span('b/1', { kind: 'consumer', start: 40, duration: 10, tags, links: ['a/1'] }),
    );
    assert.deepEqual(pathOf(traces, { showDestinations: true }), [
      'a/1 10',
      'b/1 10',
      'a/1 ⇢ [orders]',
      '[orders] ⇢ b/1 30',
      'total 50',
    ]);
  });

  it('never goes back in time, whatever the clocks say', () => {
    // The clock of b is late: its message arrives before it is sent.
    const early = traceSet(
      span('a/1', { start: 0, duration: 100 }),
      span('a/2', { parent: '1', kind: 'producer', start: 80, duration: 5 }),
      span('b/1', { kind: 'consumer', start: 30, duration: 90, links: ['a/2'] }),
    );
    assert.deepEqual(pathOf(early), ['a/1 30', 'a/2 0', 'b/1 90', 'a/1 → a/2', 'a/2 ⇢ b/1', 'total 120']);
    // That of the server is slow, so that it began before its client and ended after it.
    const outside = traceSet(
      span('a/1', { start: 0, duration: 100 }),
      span('a/2', { parent: '1', start: -10, duration: 60 }),
      span('a/3', { parent: '1', start: 70, duration: 50 }),
    );
    assert.deepEqual(pathOf(outside), ['a/1 20', 'a/2 50', 'a/3 50', 'a/1 → a/2', 'a/1 → a/3', 'total 120']);
  });

  it('cuts off what outlives a span that was waited for', () => {
    const traces = traceSet(
      span('a/1', { start: 0, duration: 100 }),
      span('a/2', { parent: '1', start: 10, duration: 60 }),
      span('a/3', { parent: '2', start: 20, duration: 70 }),
    );
    assert.deepEqual(pathOf(traces), ['a/1 40', 'a/2 10', 'a/3 50', 'a/1 → a/2', 'a/2 → a/3', 'total 100']);
  });

  it('enters no span again from its parent, also where that ended before', () => {
    const traces = traceSet(
      span('a/1', { start: 0, duration: 10 }),
      span('a/2', { parent: '1', start: 5, duration: 45 }),
      span('a/3', { parent: '2', start: 20, duration: 10, links: ['a/4'] }),
      span('a/4', { parent: '1', start: 12, duration: 3 }),
    );
    assert.deepEqual(pathOf(traces), [
      'a/1 10',
      'a/4 3',
      'a/3 10',
      'a/2 20',
      'a/1 → a/4 2',
      'a/4 ⇢ a/3 5',
      'a/2 → a/3',
      'total 50',
    ]);
  });

  it('takes what never ended for running, and passes what has no start', () => {
    const traces = traceSet(
      span('a/1', { start: 0, duration: null }),
      span('a/2', { parent: '1', start: 10, duration: 20 }),
      span('a/3', { parent: '1', start: 40, duration: null }),
      span('a/4', { parent: '3', start: 50, duration: 20 }),
    );
    assert.deepEqual(pathOf(traces), [
      'a/1 20',
      'a/2 20',
      'a/3 10',
      'a/4 20',
      'a/1 → a/2',
      'a/1 → a/3',
      'a/3 → a/4',
      'total 70',
    ]);
    const unknown = traceSet(
      span('a/1', { start: 0, duration: 50 }),
      span('a/2', { parent: '1', start: null, duration: 5 }),
      span('a/3', { parent: '2', start: 60, duration: 5 }),
    );
    assert.deepEqual(pathOf(unknown), ['a/1 50', 'a/2 0', 'a/3 5', 'a/1 → a/2 10', 'a/2 → a/3', 'total 65']);
  });

  it('begins where a parent is missing', () => {
    const traces = traceSet(
      span('a/1', { start: 0, duration: 10 }),
      span('a/2', { parent: 'ff', start: 30, duration: 20 }),
    );
    assert.deepEqual(pathOf(traces), ['a/2 20', 'total 20']);
  });

  it('ends in cycles of links', () => {
    const traces = traceSet(
      span('a/1', { start: 0, duration: 10, links: ['c/1'] }),
      span('b/1', { start: 20, duration: 10, links: ['a/1'] }),
      span('c/1', { start: 40, duration: 10, links: ['b/1'] }),
    );
    assert.deepEqual(pathOf(traces), [
      'a/1 10',
      'b/1 10',
      'c/1 10',
      'a/1 ⇢ b/1 10',
      'b/1 ⇢ c/1 10',
      'total 50',
    ]);
  });

  it('follows chains of any length, and calls of any number', () => {
    const count = 5000;
    const deep = traceSet(
      Array.from({ length: count }, (_, n) =>
        span(`a/${(n + 1).toString(16)}`, {
          name: 'deep',
          start: n,
          duration: 2 * count - 2 * n,
          ...(n > 0 && { parent: n.toString(16) }),
        }),
      ),
    );
    assert.equal(pathOf(deep).at(-1), `total ${2 * count}`);
    const wide = traceSet(
      span('a/1', { name: 'loop', start: 0, duration: count }),
      Array.from({ length: count }, (_, n) =>
        span(`a/${(n + 2).toString(16)}`, { name: 'step', parent: '1', start: n, duration: 0.5 }),
      ),
    );
    assert.deepEqual(pathOf(wide), [
      `loop ${count / 2}`,
      `step ${count / 2}`,
      'loop → step',
      `total ${count}`,
    ]);
  });
});
