/** What details tell of messages: how many of a batch are linked, what links and receivers say, and where they passed. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { buildDependencyGraph } from '../../src/graph/build-graph.js';
import { edgeDetails } from '../../src/graph/edge-details.js';
import type { GraphOptions } from '../../src/graph/graph-options.js';
import { nodeDetails } from '../../src/graph/node-details.js';
import { stubCalls } from '../../src/graph/stub-calls.js';
import { tracePath } from '../../src/graph/trace-path.js';
import { parseTraces } from '../../src/ingest/parse-traces.js';
import type { IncomingLink } from '../../src/model/incoming-link.js';
import type { NodeDetails } from '../../src/model/details.js';
import type { TraceSet } from '../../src/model/trace-set.js';
import { edgeOf, nodeOf } from './picture.js';
import { span, startOfTests, traceId, traceSet, type SpanTraits } from './span-builder.js';

const all = { offset: 0, limit: 1000 };
const options: GraphOptions = { focusTraceId: '*' };

function detailsOf(traces: TraceSet, label: string, given = options): NodeDetails {
  const graph = buildDependencyGraph(traces, given);
  return nodeDetails(traces, graph, nodeOf(graph, label).id, all, given)!;
}

const batchOf = (count: unknown): NonNullable<SpanTraits['tags']> => ({
  'messaging.batch.message_count': count as number,
});

describe('coverage of messages', () => {
  /** Coverage of a span with these traits, whose producers are spans 1 to 9 of trace a. */
  function coverageOf(traits: SpanTraits): unknown {
    const producers = Array.from({ length: 9 }, (_, n) => span(`a/${n + 1}`, { kind: 'producer' }));
    const { spans, coverage } = detailsOf(
      traceSet(producers, span('b/1', { name: 'take', kind: 'consumer', ...traits })),
      [traits.links ?? []].flat(2).some((link) => typeof link === 'string' && link.startsWith('a'))
        ? 'take@1'
        : 'take',
    );
    assert.deepEqual(coverage, spans.rows[0]!.coverage);
    return coverage && [coverage.linked, coverage.expected];
  }

  it('tells that a batch has more messages than links', () => {
    assert.deepEqual(coverageOf({ links: ['a/1', 'a/2'], tags: batchOf(500) }), [2, 500]);
    assert.deepEqual(coverageOf({ links: ['a/1'], tags: batchOf('12') }), [1, 12]);
    assert.deepEqual(coverageOf({ links: ['e/1'], tags: batchOf(2) }), [1, 2], 'a trace that is not loaded');
    assert.deepEqual(coverageOf({ tags: batchOf(5) }), [0, 5]);
  });

  it('tells that links were dropped', () => {
    assert.deepEqual(coverageOf({ links: ['a/1'], droppedLinks: 7 }), [1, 8]);
    assert.deepEqual(coverageOf({ links: ['a/1'], droppedLinks: 7, tags: batchOf(20) }), [1, 20]);
    assert.deepEqual(coverageOf({ droppedLinks: 2, kind: 'server' }), [0, 2]);
  });

  it('is silent when nothing is missing', () => {
    assert.equal(coverageOf({ links: ['a/1', 'a/2'], tags: batchOf(2) }), null);
    assert.equal(coverageOf({ links: ['a/1'] }), null);
    assert.equal(coverageOf({ links: ['a/1', 'a/1'], tags: batchOf(2) }), null, 'one span, two messages');
    assert.equal(coverageOf({ tags: batchOf(1) }), null, 'one message needs no link');
    assert.equal(
      coverageOf({ tags: batchOf(50), kind: 'producer' }),
      null,
      'a producer has nothing to link to',
    );
  });

  it('does not count links that lead nowhere', () => {
    assert.deepEqual(coverageOf({ links: ['a/1', 'a/0', '0/1', 'b/1'], tags: batchOf(4) }), [1, 4]);
  });

  it('believes no count that makes no sense', () => {
    for (const count of [-1, 1.5, NaN, Infinity, 1e300, '', ' 5', '5x', '-5', 'many', true, [5], null]) {
      assert.equal(coverageOf({ links: ['a/1'], tags: batchOf(count) }), null, String(count));
    }
  });

  it('counts a message that came by the parent', () => {
    const coverageBelow = (links: string[]): unknown => {
      const traces = traceSet(
        span('a/1', { kind: 'producer' }),
        span('a/2', { parent: '1', kind: 'consumer', tags: batchOf(3), links }),
        span('b/1'),
      );
      return detailsOf(traces, links.includes('b/1') ? 'a/2@1+1' : 'a/2+1', { focusTraceId: 'a' }).coverage;
    };
    assert.deepEqual(coverageBelow([]), { linked: 1, expected: 3 });
    assert.deepEqual(coverageBelow(['a/1']), { linked: 1, expected: 3 }, 'parent and link are one message');
  });

  it('sums over the spans of a node, with contracted ones', () => {
    const traces = traceSet(
      span('a/1', { kind: 'producer' }),
      span('b/1', { name: 'take', kind: 'consumer', links: ['a/1'], tags: batchOf(3) }),
      span('c/1', { name: 'take', kind: 'consumer', links: ['a/1'] }),
      span('c/2', { parent: '1', kind: 'internal', links: ['a/1'], droppedLinks: 4 }),
    );
    assert.deepEqual(detailsOf(traces, 'take@1').coverage, { linked: 2, expected: 8 });
  });
});

describe('what is told of messages', () => {
  const traces = traceSet(
    span('a/1', { kind: 'producer' }),
    span('b/1', {
      name: 'take',
      kind: 'consumer',
      links: [['a/1', { 'messaging.message_id': 'm1', partition: 3 }]],
      tags: {
        'messaging.destination': 'old',
        'messaging.destination.name': 'orders',
        'messaging.message.id': 'of the span',
        'messaging.kafka.message.offset': 7,
        'message_bus.destination': 'bus',
        'http.method': 'GET',
      },
    }),
  );
  const expected = {
    'messaging.destination.name': 'orders',
    'messaging.kafka.offset': 7,
    'message_bus.destination': 'bus',
  };

  it('is by current names what the receiver says and the link does not', () => {
    const graph = buildDependencyGraph(traces, options);
    const [cause] = detailsOf(traces, 'take@1').links.rows;
    const [effect] = detailsOf(traces, 'a/1').links.rows;
    const [call] = edgeDetails(traces, graph, edgeOf(graph, 'a/1', 'take@1').id, all, options)!.calls.rows;
    for (const row of [cause!, effect!, call!]) {
      assert.deepEqual({ ...row.messaging }, expected);
      assert.deepEqual({ ...row.attributes }, { 'messaging.message_id': 'm1', partition: 3 });
    }
  });

  it('is told of calls by a parent, and nothing of synchronous ones', () => {
    const below = traceSet(
      span('a/1', { kind: 'producer' }),
      span('a/2', { parent: '1', kind: 'consumer', tags: { 'messaging.destination.name': 'q' } }),
      span('a/3', { parent: '1', tags: { 'messaging.destination.name': 'q' } }),
    );
    const graph = buildDependencyGraph(below);
    const messagingOf = (label: string): unknown => {
      const edge = edgeOf(graph, 'a/1', label);
      return { ...edgeDetails(below, graph, edge.id, all)!.calls.rows[0]!.messaging };
    };
    assert.deepEqual(messagingOf('a/2+1'), { 'messaging.destination.name': 'q' });
    assert.deepEqual(messagingOf('a/3'), {});
  });
});

describe('destinations between spans', () => {
  const shown: GraphOptions = { ...options, showDestinations: true };
  const traces = traceSet(
    span('a/1', { kind: 'producer', duration: 10 }),
    span('b/1', {
      name: 'take',
      kind: 'consumer',
      start: 15,
      links: [['a/1', { 'messaging.destination.name': 'one', n: 1 }]],
    }),
    span('c/1', {
      name: 'take',
      kind: 'consumer',
      start: 30,
      links: [['a/1', { 'messaging.destination.name': 'two', n: 2 }]],
    }),
  );
  const graph = buildDependencyGraph(traces, shown);
  const destination = graph.nodes.find((node) => node.destination === 'two')!;

  it('have empty pages', () => {
    const details = nodeDetails(traces, graph, destination.id, all, shown)!;
    const empty = { rows: [], total: 0 };
    assert.deepEqual(details, {
      nodeId: destination.id,
      ...{ kinds: [], reasons: [], tags: [], histogram: null, coverage: null },
      ...{ traces: empty, spans: empty, contracted: empty, links: empty },
    });
  });

  it('have calls of their own on either side, whose wait is told where they end', () => {
    const rowOf = (side: 'source' | 'target') => {
      const edge = graph.edges.find((one) => one[side] === destination.id)!;
      const { calls, traces: found } = edgeDetails(traces, graph, edge.id, all, shown)!;
      assert.deepEqual([calls.total, found.rows.map((row) => row.traceId)], [1, [traceId('c')]]);
      return calls.rows[0]!;
    };
    assert.deepEqual([rowOf('target').wait, rowOf('target').attributes?.['n']], [null, 2]);
    assert.deepEqual([rowOf('source').wait, rowOf('source').attributes?.['n']], [20, 2]);
  });

  it('tell links between the same two spans apart', () => {
    const twice = traceSet(
      span('a/1', { kind: 'producer' }),
      span('a/2', { parent: '1', kind: 'internal' }),
      span('b/1', {
        kind: 'consumer',
        links: [
          ['a/1', { 'messaging.destination.name': 'one' }],
          ['a/2', { 'messaging.destination.name': 'two' }],
        ],
      }),
    );
    const both = buildDependencyGraph(twice, shown);
    for (const node of both.nodes.filter((one) => one.destination !== undefined)) {
      for (const edge of both.edges.filter(({ source, target }) => [source, target].includes(node.id))) {
        const { rows } = edgeDetails(twice, both, edge.id, all, shown)!.calls;
        assert.deepEqual(
          rows.map(({ attributes }) => attributes?.['messaging.destination.name']),
          [node.destination],
        );
      }
    }
  });

  it('are on the path of a trace that passes them', () => {
    const { nodeIds, edgeIds } = tracePath(traces, graph, 'b')!;
    const one = graph.nodes.find((node) => node.destination === 'one')!;
    assert.ok(nodeIds.includes(one.id) && !nodeIds.includes(destination.id));
    assert.equal(edgeIds.length, 2);
  });
});

describe('effects that a source has told', () => {
  it('are the calls of a stub, one row for each trace', () => {
    const traces = traceSet(span('a/1', { kind: 'producer', duration: 10 }));
    const to = { traceId: 'a', spanId: '1' };
    const told = { name: 'take', service: 'billing' };
    const incomingLinks: IncomingLink[] = [
      { to, from: { traceId: 'b', spanId: '1', ...told, startMs: startOfTests + 15, durationMs: 4 } },
      { to, from: { traceId: 'b', spanId: '1', ...told, startMs: startOfTests + 15, durationMs: 4 } },
      { to, from: { traceId: 'b', spanId: '2', ...told, startMs: startOfTests + 40, durationMs: 8 } },
      { to, from: { traceId: 'c', spanId: '1', ...told, status: 'error' } },
      { to: { traceId: 'a' }, from: { traceId: 'd', spanId: '1' } },
    ];
    const given = { incomingLinks };
    const graph = buildDependencyGraph(traces, given);
    const { rows } = stubCalls(traces, graph, graph.stubs[0]!.id, all, given)!;
    assert.deepEqual(
      rows.map((row) => [
        row.traceId,
        row.name,
        row.service,
        row.callCount,
        row.errorCount,
        row.duration?.sum,
        row.wait,
      ]),
      [
        [traceId('c'), 'take', 'billing', 1, 1, undefined, null],
        [traceId('b'), 'take', 'billing', 2, 0, 12, { min: 5, avg: 17.5, max: 30, overlapping: 0 }],
        [traceId('d'), null, null, 1, 0, undefined, null],
      ],
    );
  });
});

describe('a recorded system of Kafka, SQS and RabbitMQ', () => {
  const { traces } = parseTraces(readFileSync('test/fixtures/otlp/capture-kafka-sqs-rabbit.jsonl', 'utf8'));

  it('tells of SQS batches how many messages are linked', () => {
    assert.deepEqual(detailsOf(traces, 'invoices receive@1').coverage, { linked: 19, expected: 33 });
  });

  it('tells of every asynchronous call where its message passed', () => {
    const graph = buildDependencyGraph(traces, options);
    for (const edge of graph.edges.filter(({ async }) => async)) {
      for (const { messaging } of edgeDetails(traces, graph, edge.id, all, options)!.calls.rows) {
        assert.equal(typeof messaging['messaging.destination.name'], 'string');
      }
    }
  });

  it('spreads the durations of every node over bins that hold them all', () => {
    const graph = buildDependencyGraph(traces, options);
    for (const { id, duration } of graph.nodes) {
      const { bins } = nodeDetails(traces, graph, id, all, options)!.histogram!;
      assert.equal(
        bins.reduce((sum, { count }) => sum + count, 0),
        duration!.count,
      );
    }
  });

  it('lets every trace of a node be followed, and never to more than all', () => {
    const graph = buildDependencyGraph(traces, options);
    for (const trace of traces.traces) {
      const path = tracePath(traces, graph, trace.traceId)!;
      const own = graph.nodes.filter(({ spans }) => spans.some((one) => one.traceId === trace.traceId));
      assert.ok(own.length > 0 && own.every(({ id }) => path.nodeIds.includes(id)));
    }
  });
});
