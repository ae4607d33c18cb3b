/** What must hold of the graph of any spans, checked on every file of recorded traces. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { buildDependencyGraph } from '../../src/graph/build-graph.js';
import { edgeDetails } from '../../src/graph/edge-details.js';
import type { GraphOptions } from '../../src/graph/graph-options.js';
import { groupKeys } from '../../src/graph/group-keys.js';
import { nodeDetails } from '../../src/graph/node-details.js';
import { parseTraces } from '../../src/ingest/parse-traces.js';
import type { DependencyGraph } from '../../src/model/dependency-graph.js';
import type { Span, SpanRef } from '../../src/model/span.js';
import type { TraceSet } from '../../src/model/trace-set.js';

const settings: readonly GraphOptions[] = [
  {},
  { focusTraceId: '*' },
  { focusTraceId: '*', asyncLimit: 0, asyncDepth: 0 },
  { focusTraceId: '*', asyncLimit: 1, showInternalSpans: true, groupBy: ['service.name'] },
  { focusTraceId: '*', groupBy: ['http.method'], classification: 'strict' },
];

for (const path of filesOf('test/fixtures')) {
  describe(path, () => {
    const { traces } = parseTraces(readFileSync(path, 'utf8'));
    for (const options of settings) {
      it(`keeps every span and every call with ${JSON.stringify(options)}`, () => {
        const graph = buildDependencyGraph(traces, options);
        checkSpans(traces, graph);
        checkCounts(graph);
        checkAsyncCalls(traces, graph);
        checkDetails(traces, graph, options);
      });
    }

    it('can be grouped by every key that is offered', () => {
      for (const { key, spanCount } of groupKeys(traces)) {
        const all = {
          focusTraceId: '*',
          asyncLimit: 0,
          asyncDepth: 0,
          showInternalSpans: true,
          groupBy: [key],
        };
        const { nodes } = buildDependencyGraph(traces, all);
        const having = nodes.filter((node) => node.group[0]!.value !== null);
        assert.equal(sum(having.map((node) => node.spanCount)), spanCount, key);
      }
    });
  });
}

it('draws all of the captured run over Kafka, SQS and RabbitMQ', () => {
  const { traces } = parseTraces(readFileSync('test/fixtures/otlp/capture-kafka-sqs-rabbit.jsonl', 'utf8'));
  const graph = buildDependencyGraph(traces, { focusTraceId: '*', asyncLimit: 0, asyncDepth: 0 });
  assert.equal(traces.traces.length, 117);
  assert.equal(sum(graph.nodes.map((node) => node.spanCount)) + graph.hiddenInternalSpans, 1067);
  assert.deepEqual(graph.stubs, []);
  const called = graph.edges.filter((edge) => edge.async).flatMap((edge) => edge.calls);
  // 114 links, 14 of which say again what another link of the same span says (several messages of one batch).
  assert.equal(called.filter((call) => call.caller.traceId !== call.callee.traceId).length, 100);
});

/** Every span of a drawn trace is in exactly one node, or hidden. */
function checkSpans({ traces }: TraceSet, graph: DependencyGraph): void {
  const drawn = tracesOf(graph);
  const inNodes = graph.nodes.flatMap((node) => node.spans.map(textOf));
  assert.equal(new Set(inNodes).size, inNodes.length);
  const spans = traces.filter((trace) => drawn.has(trace.traceId)).flatMap((trace) => trace.spans);
  assert.equal(inNodes.length + graph.hiddenInternalSpans, spans.length);
}

function checkCounts({ nodes, edges, stubs }: DependencyGraph): void {
  const ids = new Set(nodes.map((node) => node.id));
  for (const node of nodes) {
    assert.equal(node.spanCount, node.spans.length);
    assert.equal(node.traceCount, new Set(node.spans.map((span) => span.traceId)).size);
    assert.ok(node.errorCount <= node.spanCount && node.missingParents <= node.spanCount);
    assert.ok((node.duration?.count ?? 0) <= node.spanCount);
    assert.ok(node.wallTime <= (node.duration?.sum ?? 0) * (1 + 1e-9) + 1e-6);
    assert.ok(node.selfTime <= (node.duration?.sum ?? 0) * (1 + 1e-9) + 1e-6);
    assert.equal(node.async, node.level !== 0 || node.hop !== 0);
  }
  for (const edge of edges) {
    assert.ok(ids.has(edge.source) && ids.has(edge.target));
    assert.equal(edge.callCount, edge.calls.length);
    assert.equal(edge.traceCount, new Set(edge.calls.map((call) => call.callee.traceId)).size);
    if (!edge.async) assert.equal(edge.wait, null);
  }
  for (const stub of stubs) {
    assert.ok(ids.has(stub.node));
    assert.ok(stub.callCount > 0 && stub.errorCount <= stub.callCount && stub.traceIds.length > 0);
  }
}

/** Links and messages, counted from the spans alone, are all in edges and stubs. */
function checkAsyncCalls({ traces }: TraceSet, graph: DependencyGraph): void {
  const spans = new Map(traces.flatMap((trace) => trace.spans).map((span) => [textOf(span), span]));
  const loaded = new Set(traces.map((trace) => trace.traceId));
  const drawn = tracesOf(graph);
  let calls = 0;
  const stubTraces = { loaded: new Set<string>(), unloaded: new Set<string>() };
  for (const span of spans.values()) {
    const parent = spans.get(textOf({ traceId: span.traceId, spanId: span.parentSpanId ?? '' }));
    const isDrawn = drawn.has(span.traceId);
    if (isDrawn && parent?.kind === 'producer' && span.kind === 'consumer') calls++;
    for (const link of causesOf(span)) {
      const isCauseDrawn = drawn.has(link.traceId);
      if (!loaded.has(link.traceId)) {
        if (isDrawn) stubTraces.unloaded.add(link.traceId);
      } else if (spans.has(textOf(link)) && textOf(link) !== (parent && textOf(parent))) {
        if (isDrawn && isCauseDrawn) calls++;
        else if (isDrawn || isCauseDrawn) stubTraces.loaded.add(isDrawn ? link.traceId : span.traceId);
      }
    }
  }
  assert.equal(sum(graph.edges.filter((edge) => edge.async).map((edge) => edge.callCount)), calls);
  const stubsThat = (isLoaded: boolean): Set<string> =>
    new Set(graph.stubs.filter((stub) => stub.loaded === isLoaded).flatMap((stub) => stub.traceIds));
  assert.deepEqual(stubsThat(true), stubTraces.loaded);
  assert.deepEqual(stubsThat(false), stubTraces.unloaded);
}

function checkDetails(traces: TraceSet, graph: DependencyGraph, options: GraphOptions): void {
  const page = { offset: 0, limit: 3 };
  for (const node of graph.nodes) {
    const details = nodeDetails(traces, graph, node.id, page, options)!;
    assert.equal(details.spans.total, node.spanCount);
    assert.equal(details.traces.total, node.traceCount);
    assert.ok(details.reasons.length > 0 && details.kinds.length > 0);
    assert.ok(details.links.rows.length === Math.min(3, details.links.total));
  }
  for (const edge of graph.edges) {
    const { calls, traces: called } = edgeDetails(traces, graph, edge.id, {
      offset: 0,
      limit: edge.callCount,
    })!;
    assert.equal(called.total, edge.traceCount);
    const isLinked = (row: (typeof calls.rows)[number]): boolean => row.attributes !== null;
    const betweenTraces = calls.rows.filter((row) => row.caller.traceId !== row.callee.traceId);
    assert.ok(betweenTraces.every(isLinked), 'a call between traces is always made by a link');
  }
}

function causesOf(span: Span): readonly SpanRef[] {
  const valid = span.links.filter(({ traceId, spanId }) => !/^0*$/.test(traceId) && !/^0*$/.test(spanId));
  const others = valid.filter((link) => textOf(link) !== textOf(span));
  return [...new Map(others.map((link) => [textOf(link), link])).values()];
}

function tracesOf(graph: DependencyGraph): ReadonlySet<string> {
  return new Set(graph.nodes.flatMap((node) => node.spans.map((span) => span.traceId)));
}

function textOf({ traceId, spanId }: SpanRef): string {
  return JSON.stringify([traceId, spanId]);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}

/** All files with traces in a folder of this repository, and in the larger collection beside it where there is one. */
function filesOf(folder: string): string[] {
  return [folder, '../shared/data'].filter(existsSync).flatMap((root) =>
    readdirSync(root, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && entry.name !== 'recorded')
      .flatMap((entry) => readdirSync(join(root, entry.name)).map((file) => join(root, entry.name, file))),
  );
}
