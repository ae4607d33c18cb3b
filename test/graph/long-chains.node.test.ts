/** Depths at which recursion overflows and quadratic steps never end; the expected values follow by reasoning. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildDependencyGraph } from '../../src/graph/build-graph.js';
import type { Span } from '../../src/model/span.js';
import { createTraceSet } from '../../src/ingest/create-trace-set.js';

const depth = 100_000;
const noTags = Object.create(null) as Record<string, never>;
const traceIdAt = (index: number): string => `c${index.toString(16).padStart(31, '0')}`;
const spanIdAt = (index: number): string => (index + 1).toString(16).padStart(16, '0');

/** The span at this place of a chain in one trace: each is the child of the one before, and shorter by 1 ms. */
function chained(index: number, differs: Partial<Span> = {}): Span {
  return {
    traceId: traceIdAt(0),
    spanId: spanIdAt(index),
    parentSpanId: index === 0 ? null : spanIdAt(index - 1),
    name: 'step',
    kind: 'internal',
    service: 'chain',
    startTime: index,
    duration: depth - index,
    status: 'unset',
    statusMessage: null,
    attributes: noTags,
    resource: noTags,
    links: [],
    events: [],
    scope: null,
    droppedLinks: 0,
    ...differs,
  };
}

const chain = (spanAt: (index: number) => Span): Span[] =>
  Array.from({ length: depth }, (_, index) => spanAt(index));

test('a chain of internal spans is contracted between its visible ends', () => {
  const spans = chain((index) => {
    if (index === 0) return chained(index, { kind: 'server', name: 'first' });
    if (index < depth - 1) return chained(index, { status: 'error' });
    // A link from a hidden span's place in the chain to the root moves to the root: none here, so only the parent counts.
    return chained(index, { kind: 'client', name: 'last' });
  });
  const graph = buildDependencyGraph(createTraceSet(spans));
  assert.equal(graph.hiddenInternalSpans, depth - 2);
  assert.deepEqual(
    graph.nodes.map((node) => [
      node.group[1]?.value,
      node.spanCount,
      node.hiddenErrors,
      node.selfTime,
      node.wallTime,
    ]),
    [
      // Its only child starts 1 ms later and ends with it.
      ['first', 1, depth - 2, 1, depth],
      ['last', 1, 0, 1, 1],
    ],
  );
  const [edge, ...others] = graph.edges;
  assert.equal(others.length, 0);
  assert.deepEqual([edge?.callCount, edge?.via, edge?.async], [1, depth - 2, false]);
});

test('links from every contracted span move to the visible ancestor', () => {
  const cause = chained(0, { traceId: traceIdAt(1), kind: 'producer', name: 'cause' });
  const spans = chain((index) =>
    chained(index, {
      kind: index === 0 ? 'server' : 'internal',
      links: [{ traceId: cause.traceId, spanId: cause.spanId, attributes: noTags }],
    }),
  );
  const graph = buildDependencyGraph(createTraceSet([cause, ...spans]));
  const [edge, ...others] = graph.edges;
  assert.equal(others.length, 0);
  assert.equal(edge?.async, true);
  // One call per linking span; the span in place n passes n hidden spans on its way up.
  assert.equal(edge.callCount, depth);
  assert.equal(edge.via, (depth * (depth - 1)) / 2);
  assert.deepEqual([edge.duration?.count, edge.traceCount], [1, 1]);
});

test('a chain of one operation that calls itself is one loop when internal spans are shown', () => {
  const graph = buildDependencyGraph(createTraceSet(chain((index) => chained(index))), {
    showInternalSpans: true,
  });
  assert.equal(graph.nodes.length, 1);
  assert.deepEqual(
    [graph.nodes[0]?.spanCount, graph.nodes[0]?.selfTime, graph.nodes[0]?.wallTime],
    [depth, depth, depth],
  );
  assert.deepEqual(
    graph.edges.map((edge) => [edge.source === edge.target, edge.callCount, edge.via]),
    [[true, depth - 1, 0]],
  );
});

test('every second producer and consumer of a long chain is a hop', () => {
  const spans = chain((index) => chained(index, { kind: index % 2 === 0 ? 'producer' : 'consumer' }));
  const graph = buildDependencyGraph(createTraceSet(spans), { groupBy: [] });
  // Hop 0 has the first producer; hop n a consumer and the producer that it calls; the last has a consumer only.
  assert.equal(graph.nodes.length, depth / 2 + 1);
  assert.equal(Math.max(...new Set(graph.nodes.map((node) => node.hop % 7))), 6);
  assert.equal(
    graph.nodes.reduce((most, node) => Math.max(most, node.hop), 0),
    depth / 2,
  );
  assert.equal(graph.edges.filter((edge) => edge.async).length, depth / 2);
  assert.equal(
    graph.edges.filter((edge) => !edge.async && edge.source === edge.target).length,
    depth / 2 - 1,
  );
});

test('a parent cycle through all spans is cut at the earliest', () => {
  const spans = chain((index) =>
    // The cycle's earliest span is not the first of it.
    chained(index, {
      parentSpanId: spanIdAt((index + depth - 1) % depth),
      startTime: index === 777 ? -5 : index,
    }),
  );
  const graph = buildDependencyGraph(createTraceSet(spans));
  assert.equal(graph.hiddenInternalSpans, depth - 1);
  assert.deepEqual(
    graph.nodes.map((node) => node.spans),
    [[{ traceId: traceIdAt(0), spanId: spanIdAt(777) }]],
  );
  assert.equal(graph.nodes[0]?.missingParents, 0);
  assert.deepEqual(graph.edges, []);
});

test('a chain of traces has as many levels as hops, drawn as far as the depth allows', () => {
  const spans = chain((index) =>
    chained(0, {
      traceId: traceIdAt(index),
      kind: 'consumer',
      startTime: index,
      links: index === 0 ? [] : [{ traceId: traceIdAt(index - 1), spanId: spanIdAt(0), attributes: noTags }],
    }),
  );
  const traces = createTraceSet(spans);
  const whole = buildDependencyGraph(traces, { asyncDepth: 0 });
  assert.equal(whole.focusTraceId, traceIdAt(0));
  assert.equal(whole.nodes.length, depth);
  assert.equal(whole.edges.length, depth - 1);
  assert.deepEqual(whole.stubs, []);

  const middle = buildDependencyGraph(traces, { focusTraceId: traceIdAt(50_000) });
  assert.deepEqual(
    middle.nodes.map((node) => node.level).sort((a, b) => a - b),
    [-3, -2, -1, 0, 1, 2, 3],
  );
  assert.deepEqual(
    middle.stubs.map((stub) => [stub.direction, stub.callCount, stub.traceIds, stub.loaded]).sort(),
    [
      ['downstream', 1, [traceIdAt(50_004)], true],
      ['upstream', 1, [traceIdAt(49_996)], true],
    ],
  );
});

test('one span with very many links is one call to each', () => {
  const consumers = chain((index) =>
    chained(0, {
      traceId: traceIdAt(index + 1),
      kind: 'producer',
      name: 'send',
      startTime: index,
      duration: 1,
    }),
  );
  const batch = chained(0, {
    kind: 'consumer',
    name: 'batch',
    startTime: depth + 1,
    links: consumers.map(({ traceId, spanId }) => ({ traceId, spanId, attributes: noTags })),
  });
  const graph = buildDependencyGraph(createTraceSet([batch, ...consumers]), { focusTraceId: batch.traceId });
  // All senders converge in one node: one call, which the limit of 3 lets through.
  assert.deepEqual(graph.nodes.map((node) => [node.level, node.traceCount]).sort(), [
    [-1, depth],
    [0, 1],
  ]);
  const [edge, ...others] = graph.edges;
  assert.equal(others.length, 0);
  // The sender in place n ends at n + 1 ms; the batch starts at depth + 1 ms.
  assert.deepEqual(edge?.wait, { min: 1, avg: (1 + depth) / 2, max: depth, overlapping: 0 });
  assert.equal(edge.callCount, depth);
  assert.deepEqual(graph.stubs, []);
});
