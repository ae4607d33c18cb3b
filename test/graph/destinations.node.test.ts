import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { firstSpanOf, nodeWithSpan } from '../../src/data-worker/graph-lookup.js';
import { buffersOf, packGraph, unpackGraph } from '../../src/data-worker/packed-graph.js';
import { buildDependencyGraph } from '../../src/graph/build-graph.js';
import { knownMembers } from '../../src/graph/built-graphs.js';
import { edgeDetails } from '../../src/graph/edge-details.js';
import type { GraphOptions } from '../../src/graph/graph-options.js';
import { nodeDetails } from '../../src/graph/node-details.js';
import type { DependencyGraph } from '../../src/model/dependency-graph.js';
import type { TraceSet } from '../../src/model/trace-set.js';
import { edgeOf, edges, nodeOf, nodes, stubs } from './picture.js';
import { span, traceSet } from './span-builder.js';

const orders = { 'messaging.system': 'kafka', 'messaging.destination.name': 'orders' };

function build(traces: TraceSet, options: GraphOptions = {}): DependencyGraph {
  return buildDependencyGraph(traces, { focusTraceId: 'a', showDestinations: true, ...options });
}

/** Two producers and two consumers of one topic. */
const shop = traceSet(
  span('a/1', { name: 'buy', kind: 'producer', tags: orders, duration: 4 }),
  span('a/2', { name: 'cancel', kind: 'producer', tags: orders, duration: 6 }),
  span('b/1', { name: 'pack', kind: 'consumer', links: ['a/1'], start: 10, duration: 5, failed: true }),
  span('c/1', { name: 'pack', kind: 'consumer', links: ['a/2'], start: 16, duration: 7 }),
  span('d/1', { name: 'bill', kind: 'consumer', links: ['a/1', 'a/2'], start: 2, duration: 3 }),
);

describe('destinations', () => {
  it('are not shown unless they are asked for', () => {
    const direct = edges(build(shop, { showDestinations: false }));
    assert.deepEqual(direct, ['buy ⇢ bill@1', 'buy ⇢ pack@1', 'cancel ⇢ bill@1', 'cancel ⇢ pack@1']);
    assert.deepEqual(edges(buildDependencyGraph(shop, { focusTraceId: 'a' })), direct);
  });

  it('stand between those who send to them and those who receive', () => {
    assert.deepEqual(edges(build(shop)), [
      '[orders] ⇢ bill@1 ×2',
      '[orders] ⇢ pack@1 ×2',
      'buy ⇢ [orders] ×2',
      'cancel ⇢ [orders] ×2',
    ]);
  });

  it('have a name, a place and the traces that pass, and no spans', () => {
    assert.deepEqual(nodeOf(build(shop), '[orders]'), {
      id: '["destination",0,0,"kafka","orders"]',
      kind: 'pubsub',
      level: 0,
      hop: 0,
      async: false,
      group: [{ key: 'messaging.destination.name', value: 'orders' }],
      destination: 'orders',
      spanCount: 0,
      traceCount: 4,
      errorCount: 0,
      hiddenErrors: 0,
      missingParents: 0,
      duration: null,
      selfTime: 0,
      wallTime: 0,
      spans: [],
    });
  });

  it('give out what they take in: durations, errors and waits are told where the work begins', () => {
    const graph = build(shop);
    const received = edgeOf(graph, '[orders]', 'pack@1');
    assert.deepEqual(
      [received.async, received.callCount, received.traceCount, received.errorCount],
      [true, 2, 2, 1],
    );
    assert.deepEqual([received.duration?.min, received.duration?.max], [5, 7]);
    assert.deepEqual(received.wait, { min: 6, avg: 8, max: 10, overlapping: 0 });
    const sent = edgeOf(graph, 'buy', '[orders]');
    assert.deepEqual([sent.async, sent.callCount, sent.errorCount], [true, 2, 0]);
    assert.deepEqual([sent.duration, sent.wait, sent.via], [null, null, 0]);
    const all = (label: string): string[] =>
      graph.edges
        .filter((edge) => edge[label === 'in' ? 'target' : 'source'] === nodeOf(graph, '[orders]').id)
        .flatMap((edge) => edge.calls.map((call) => JSON.stringify(call)))
        .sort();
    assert.deepEqual(all('in'), all('out'));
  });

  it('are told by the sender, else the link, else the receiver, by new and old names', () => {
    const destinationOf = (
      sender: Record<string, string>,
      link: Record<string, string>,
      receiver: Record<string, string>,
    ): string | undefined => {
      const graph = build(
        traceSet(
          span('a/1', { kind: 'producer', tags: sender }),
          span('b/1', { kind: 'consumer', tags: receiver, links: [['a/1', link]] }),
        ),
      );
      return graph.nodes.find((node) => node.destination !== undefined)?.destination;
    };
    const named = (destination: string): Record<string, string> => ({
      'messaging.destination.name': destination,
    });
    assert.equal(destinationOf(named('x'), named('y'), named('z')), 'x');
    assert.equal(destinationOf({}, named('y'), named('z')), 'y');
    assert.equal(destinationOf({}, {}, named('z')), 'z');
    assert.equal(destinationOf(named(''), {}, named('z')), 'z', 'an empty text says nothing');
    assert.equal(destinationOf({}, {}, {}), undefined);
    for (const key of [
      'messaging.destination',
      'message_bus.destination',
      'kafka.topic',
      'amqp.queue',
      'jms.queue',
      'jms.topic',
    ])
      assert.equal(destinationOf({ [key]: 'old' }, {}, named('z')), 'old', key);
  });

  it('are found whatever the kinds, when one end is messaging', () => {
    const receive = { kind: 'client', tags: orders, links: ['a/1'] } as const;
    const traces = traceSet(span('a/1', { name: 'send' }), span('b/1', { name: 'receive', ...receive }));
    assert.deepEqual(edges(build(traces)), ['[orders] ⇢ receive@1', 'send ⇢ [orders]']);
    const classify = (): 'generic' => 'generic';
    assert.deepEqual(edges(build(traces, { classify })), ['send ⇢ receive@1'], 'neither end is messaging');
  });

  it('are passed by calls between parent and child', () => {
    const traces = traceSet(
      span('a/1', { name: 'send', kind: 'producer', tags: orders }),
      span('a/2', { name: 'work', kind: 'consumer', parent: '1' }),
      span('a/3', { name: 'again', kind: 'producer', parent: '2', tags: orders }),
      span('a/4', { name: 'last', kind: 'consumer', parent: '3' }),
    );
    assert.deepEqual(edges(build(traces)), [
      '[orders] ⇢ work+1',
      '[orders]+1 ⇢ last+2',
      'again+1 ⇢ [orders]+1',
      'send ⇢ [orders]',
      'work+1 → again+1',
    ]);
    assert.equal(nodeOf(build(traces), '[orders]+1').async, true);
  });

  it('leave calls alone that are not asynchronous, or whose destination is not known', () => {
    const traces = traceSet(
      span('a/1', { name: 'send', kind: 'producer', tags: orders }),
      span('a/2', { name: 'ack', kind: 'client', parent: '1', tags: orders }),
      span('a/3', { name: 'other', kind: 'producer' }),
      span('b/1', { name: 'work', kind: 'consumer', links: ['a/3', 'a/1'] }),
    );
    assert.deepEqual(edges(build(traces)), [
      '[orders] ⇢ work@1',
      'other ⇢ work@1',
      'send → ack',
      'send ⇢ [orders]',
    ]);
  });

  it('with one name are two in two systems, or at two levels', () => {
    const rabbit = { 'messaging.system': 'rabbitmq', 'messaging.destination.name': 'orders' };
    const traces = traceSet(
      span('a/1', { name: 'one', kind: 'producer', tags: orders }),
      span('a/2', { name: 'two', kind: 'producer', tags: rabbit }),
      span('b/1', { name: 'work', kind: 'consumer', links: ['a/1', 'a/2'] }),
      span('b/2', { name: 'again', kind: 'producer', parent: '1', tags: orders }),
      span('c/1', { name: 'last', kind: 'consumer', links: ['b/2'] }),
    );
    assert.deepEqual(
      build(traces)
        .nodes.filter((node) => node.destination !== undefined)
        .map((node) => node.id),
      [
        '["destination",0,0,"kafka","orders"]',
        '["destination",0,0,"rabbitmq","orders"]',
        '["destination",1,0,"kafka","orders"]',
      ],
    );
  });

  it('make a way out and back of a call that a node makes to itself', () => {
    const traces = traceSet(
      span('a/1', { name: 'retry', kind: 'consumer', tags: orders }),
      span('a/2', { name: 'retry', kind: 'consumer', tags: orders, links: ['a/1'] }),
    );
    assert.deepEqual(edges(build(traces)), ['[orders] ⇢ retry', 'retry ⇢ [orders]']);
  });

  it('change nothing of levels, limits and stubs', () => {
    const consumers = Array.from({ length: 10 }, (_, n) =>
      span(`b${n}/1`, { name: `consume ${n}`, kind: 'consumer', links: ['a/1'] }),
    );
    const traces = traceSet(span('a/1', { name: 'send', kind: 'producer', tags: orders }), consumers);
    const [shown, direct] = [build(traces), build(traces, { showDestinations: false })];
    assert.deepEqual(stubs(shown), ['send ⇢ 7 more']);
    assert.deepEqual([shown.stubs, shown.levels], [direct.stubs, direct.levels]);
    assert.deepEqual(nodes(shown), ['[orders] ×0', ...nodes(direct)].sort());
    assert.equal(edgeOf(shown, 'send', '[orders]').callCount, 3);
  });
});

describe('a destination in the details', () => {
  const graph = build(shop);
  const all = { offset: 0, limit: 10 };

  it('has empty lists', () => {
    const details = nodeDetails(shop, graph, nodeOf(graph, '[orders]').id, all, { showDestinations: true })!;
    assert.deepEqual([details.kinds, details.reasons, details.tags], [[], [], []]);
    for (const list of [details.traces, details.spans, details.links]) {
      assert.deepEqual(list, { rows: [], total: 0 });
    }
    assert.deepEqual([details.histogram, details.coverage], [null, null]);
  });

  it('has its calls in both halves, and how long they waited in the second', () => {
    const calls = (source: string, target: string): string[] =>
      edgeDetails(shop, graph, edgeOf(graph, source, target).id, all)!.calls.rows.map(
        ({ caller, callee, wait }) => `${caller.name} ${callee.name} ${wait}`,
      );
    assert.deepEqual(calls('buy', '[orders]'), ['buy pack null', 'buy bill null']);
    assert.deepEqual(calls('[orders]', 'pack@1'), ['buy pack 6', 'cancel pack 10']);
  });
});

describe('a graph with destinations, levels and stubs', () => {
  const consumers = Array.from({ length: 5 }, (_, n) =>
    span(`b${n}/1`, { name: `consume ${n}`, kind: 'consumer', links: ['a/1', 'e/1'] }),
  );
  const graph = build(traceSet(span('a/1', { name: 'send', kind: 'producer', tags: orders }), consumers), {
    incomingLinks: [{ to: { traceId: 'a' }, from: { traceId: 'f', spanId: '1', durationMs: 5 } }],
  });

  it('is the same after the journey from the worker', () => {
    const packed = packGraph(graph, knownMembers(graph)!);
    const copy = unpackGraph(structuredClone(packed, { transfer: buffersOf(packed) }));
    assert.deepEqual(copy, graph);
    assert.equal(copy.stubs.filter((stub) => stub.duration !== null).length, copy.stubs.length);
    assert.equal(copy.levels?.length, 2);
  });

  it('answers for nodes without spans', () => {
    for (const one of [graph, unpackGraph(packGraph(graph, knownMembers(graph)!))]) {
      const place = one.nodes.findIndex((node) => node.destination !== undefined);
      assert.equal(firstSpanOf(one.nodes[place]!), null);
      for (const node of one.nodes.filter(({ spans }) => spans.length > 0)) {
        assert.ok(node.spans.some(({ spanId }) => spanId === firstSpanOf(node)?.spanId));
      }
      assert.notEqual(nodeWithSpan(one, '1'.padStart(16, '0')), null);
      assert.equal(nodeWithSpan(one, 'no span'), null);
    }
  });
});
