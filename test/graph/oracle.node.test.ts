/**
 * The graph against an independent, slow reading of the rules (`test/oracle`), on random spans and options; see
 * `property-runs` for how many.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { buildDependencyGraph } from '../../src/graph/build-graph.js';
import type { GraphOptions } from '../../src/graph/graph-options.js';
import type { DependencyGraph } from '../../src/model/dependency-graph.js';
import type { Span, SpanRef } from '../../src/model/span.js';
import type { TraceSet } from '../../src/model/trace-set.js';
import {
  arbitraryExpansions,
  arbitraryOptions,
  arbitraryTightOptions,
  expandedIds,
} from '../oracle/arbitrary-options.js';
import { arbitraryFans, arbitrarySpans, arbitraryTies, traceIdAt } from '../oracle/arbitrary-traces.js';
import { graphDifferences } from '../oracle/compare-graphs.js';
import { parameters } from '../oracle/property-runs.js';
import { slowGraph } from '../oracle/slow-graph.js';
import { readSlowSpans } from '../oracle/slow-spans.js';
import { createTraceSet } from '../../src/ingest/create-trace-set.js';

function assertSame(traces: TraceSet, options: GraphOptions): DependencyGraph {
  const actual = buildDependencyGraph(traces, options);
  assert.deepEqual(graphDifferences(actual, slowGraph(traces, options)), []);
  return actual;
}

const sorts = [
  ['of every sort', arbitrarySpans, arbitraryOptions],
  ['that fan out over many traces', arbitraryFans, arbitraryOptions],
  ['between which the order decides', arbitraryTies, arbitraryTightOptions],
] as const;

for (const [sort, arbitrary, options] of sorts)
  test(`the graph of spans ${sort} is that of the slow reading, before and after expansions`, () => {
    fc.assert(
      fc.property(arbitrary, options, arbitraryExpansions, (spans, given, plan) => {
        const traces = createTraceSet(spans);
        let expanded: readonly string[] = [];
        // What the first graph offers is expanded, and what the second offers on top of it, as users do.
        for (let step = 0; step < 3; step += 1) {
          const { stubs } = assertSame(traces, { ...given, expanded });
          expanded = [...expanded, ...expandedIds(plan, stubs)];
        }
      }),
      parameters,
    );
  });

test('a call to an expanded trace goes before bigger ones, which it may make free', () => {
  const rootsByTrace = [['hub'], ['a', 'a', 'a', 'b'], ['b'], ['c']];
  const [hub, , expanded] = rootsByTrace.map((_, index) => traceIdAt(index));
  assert.ok(hub !== undefined && expanded !== undefined);
  const tags = Object.create(null) as Record<string, never>;
  const spans = rootsByTrace.flatMap((names, trace) =>
    names.map((name, index): Span => ({
      traceId: traceIdAt(trace),
      spanId: `${index + 1}`.padStart(16, '0'),
      parentSpanId: null,
      ...{ name, kind: 'server', service: 's', startTime: trace, duration: 1, status: 'unset' },
      links: trace === 0 ? [] : [{ traceId: hub, spanId: '1'.padStart(16, '0'), attributes: tags }],
      ...{ statusMessage: null, attributes: tags, resource: tags, events: [], scope: null, droppedLinks: 0 },
    })),
  );
  const traces = createTraceSet(spans);
  // Without it, the limit is spent on the three calls to `a`.
  assert.equal(assertSame(traces, { asyncLimit: 1 }).stubs.length, 1);
  // The call to `b` is free and draws the trace of all `a` as well; the limit is left for `c`.
  assert.deepEqual(assertSame(traces, { asyncLimit: 1, expanded: [expanded] }).stubs, []);
});

test('the traces that were given are not changed, and the graph survives JSON', () => {
  fc.assert(
    fc.property(arbitrarySpans, arbitraryOptions, (spans, options) => {
      const traces = createTraceSet(spans);
      const before = structuredClone(traces);
      const graph = buildDependencyGraph(traces, options);
      assert.deepEqual(structuredClone(traces), before);
      assert.deepEqual(JSON.parse(JSON.stringify(graph)), graph);
    }),
    { ...parameters, numRuns: parameters.numRuns / 5 },
  );
});

test('every span of a drawn trace is in one node or hidden, every asynchronous call in one edge or one stub', () => {
  fc.assert(
    fc.property(
      fc.oneof(arbitrarySpans, arbitraryFans),
      arbitraryOptions,
      arbitraryExpansions,
      (spans, options, plan) => {
        const traces = createTraceSet(spans);
        const { stubs } = buildDependencyGraph(traces, options);
        const expanded = expandedIds(plan, stubs);
        assertConserved(traces, options, buildDependencyGraph(traces, { ...options, expanded }));
      },
    ),
    parameters,
  );
});

const keyOf = ({ traceId, spanId }: SpanRef): string => JSON.stringify([traceId, spanId]);

function assertConserved(traces: TraceSet, options: GraphOptions, graph: DependencyGraph): void {
  const nodeBySpan = new Map<string, string>();
  for (const node of graph.nodes) {
    assert.equal(node.spans.length, node.spanCount);
    for (const span of node.spans) {
      assert.ok(!nodeBySpan.has(keyOf(span)), 'a span is in one node only');
      nodeBySpan.set(keyOf(span), node.id);
    }
  }
  const drawn = new Set(graph.nodes.flatMap((node) => node.spans.map((span) => span.traceId)));
  const ofDrawn = traces.traces.filter((trace) => drawn.has(trace.traceId));
  const spanCount = ofDrawn.reduce((total, trace) => total + trace.spans.length, 0);
  assert.equal(nodeBySpan.size + graph.hiddenInternalSpans, spanCount);

  const { calls } = readSlowSpans(traces, options.showInternalSpans ?? false, {
    classification: options.classification ?? 'standard',
    classify: options.classify,
  });
  const inEdges: string[] = [];
  const sent: string[] = [];
  const received: string[] = [];
  const destinations = new Set(
    graph.nodes.flatMap((node) => (node.destination === undefined ? [] : [node.id])),
  );
  for (const edge of graph.edges) {
    assert.equal(edge.calls.length, edge.callCount);
    for (const { caller, callee } of edge.calls) {
      const call = JSON.stringify([edge.async, keyOf(caller), keyOf(callee)]);
      if (destinations.has(edge.source)) received.push(`${call} over ${edge.source}`);
      else assert.equal(nodeBySpan.get(keyOf(caller)), edge.source);
      if (destinations.has(edge.target)) sent.push(`${call} over ${edge.target}`);
      else {
        assert.equal(nodeBySpan.get(keyOf(callee)), edge.target);
        inEdges.push(call);
      }
    }
  }
  assert.deepEqual(sent.sort(), received.sort(), 'what a destination takes in it gives out');
  const drawnCalls: string[] = [];
  const stubs = new Set<string>();
  for (const { async, caller, callee } of calls) {
    const from = nodeBySpan.get(keyOf(caller.span));
    const to = nodeBySpan.get(keyOf(callee.span));
    if (from !== undefined && to !== undefined) {
      drawnCalls.push(JSON.stringify([async, keyOf(caller.span), keyOf(callee.span)]));
    } else if (from !== undefined || to !== undefined) {
      assert.ok(async);
      const far = from === undefined ? caller.span.traceId : callee.span.traceId;
      const [stub, second] = graph.stubs.filter(
        (one) =>
          one.loaded &&
          one.node === (from ?? to) &&
          one.direction === (from === undefined ? 'upstream' : 'downstream') &&
          one.traceIds.includes(far),
      );
      assert.ok(stub !== undefined && second === undefined, 'a call with one drawn end is in one stub');
      stubs.add(stub.id);
    }
  }
  assert.deepEqual(inEdges.sort(), drawnCalls.sort());
  assert.deepEqual(
    [...stubs].sort(),
    graph.stubs
      .filter((one) => one.loaded)
      .map((one) => one.id)
      .sort(),
  );
}
