/** What is asked of a graph, against slow and simple readings, on random spans. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { buildDependencyGraph } from '../../src/graph/build-graph.js';
import { edgeDetails } from '../../src/graph/edge-details.js';
import type { GraphOptions } from '../../src/graph/graph-options.js';
import { nodeDetails } from '../../src/graph/node-details.js';
import { stubCalls } from '../../src/graph/stub-calls.js';
import { tracePath } from '../../src/graph/trace-path.js';
import { createTraceSet } from '../../src/ingest/create-trace-set.js';
import type { CallRef, DependencyGraph, Durations } from '../../src/model/dependency-graph.js';
import type { TraceRow, TraceSort } from '../../src/model/details.js';
import type { Span, SpanRef } from '../../src/model/span.js';
import type { TraceSet } from '../../src/model/trace-set.js';
import { arbitraryOptions, arbitraryTightOptions } from '../oracle/arbitrary-options.js';
import { arbitraryFans, arbitrarySpans, arbitraryTies } from '../oracle/arbitrary-traces.js';
import { span, traceSet } from './span-builder.js';

const parameters = { seed: 20261122, numRuns: Number(process.env['FC_RUNS'] ?? 500) };
const all = { offset: 0, limit: 10_000 };

const spansOfSorts = fc.oneof(arbitraryFans, arbitrarySpans, arbitraryTies);
const optionsOfSorts = fc.oneof(arbitraryOptions, arbitraryTightOptions);

/** Everything that can be drawn, and asynchronous edges whole. */
function everything(traces: TraceSet, options: GraphOptions): GraphOptions {
  const expanded = traces.traces.map(({ traceId }) => traceId);
  return { ...options, expanded, asyncLimit: 0, asyncDepth: 0, showDestinations: false };
}

function spansByRef(traces: TraceSet): (wanted: SpanRef) => Span {
  const spans = new Map(
    traces.traces.flatMap((trace) =>
      trace.spans.map((one) => [JSON.stringify([one.traceId, one.spanId]), one]),
    ),
  );
  return ({ traceId, spanId }) => spans.get(JSON.stringify([traceId, spanId]))!;
}

function figures(callees: readonly Span[]): Pick<Durations, 'count' | 'min' | 'max'> | null {
  const ended = callees.flatMap(({ duration }) => (duration === null ? [] : [duration]));
  return ended.length === 0
    ? null
    : { count: ended.length, min: Math.min(...ended), max: Math.max(...ended) };
}

const tracesIn = ({ nodes }: DependencyGraph): Set<string> =>
  new Set(nodes.flatMap(({ spans }) => spans.map(({ traceId }) => traceId)));

test('the calls of a stub are those that a graph without limits draws and this one does not', () => {
  fc.assert(
    fc.property(spansOfSorts, optionsOfSorts, (spans, given) => {
      const options = { ...given, showDestinations: false };
      const traces = createTraceSet(spans);
      const spanOf = spansByRef(traces);
      const graph = buildDependencyGraph(traces, options);
      const drawn = tracesIn(graph);
      const { edges } = buildDependencyGraph(traces, everything(traces, options));
      for (const stub of graph.stubs) {
        const { rows, total } = stubCalls(traces, graph, stub.id, all, options)!;
        assert.equal(rows.length, total);
        assert.equal(new Set(rows.map(({ traceId }) => traceId)).size <= stub.traceIds.length, true);
        for (const { traceId } of rows) {
          assert.ok(stub.traceIds.includes(traceId));
          assert.ok(!drawn.has(traceId));
        }
        if (!stub.loaded) {
          assert.deepEqual(rows.map(({ traceId }) => traceId).sort(), stub.traceIds);
          continue;
        }
        assert.equal(total, stub.callCount);
        assert.equal(rows.filter(({ errorCount }) => errorCount > 0).length, stub.errorCount);
        const isDownstream = stub.direction === 'downstream';
        const nearOf = (call: CallRef): SpanRef => (isDownstream ? call.caller : call.callee);
        const farOf = (call: CallRef): SpanRef => (isDownstream ? call.callee : call.caller);
        const expected = edges.flatMap((edge) => {
          if (!edge.async || (isDownstream ? edge.source : edge.target) !== stub.node) return [];
          const seen = edge.calls.filter(
            (call) => drawn.has(nearOf(call).traceId) && nearOf(call).traceId !== farOf(call).traceId,
          );
          const hidden = seen.filter((call) => !drawn.has(farOf(call).traceId));
          if (hidden.length === 0) return [];
          const hiding = new Set(hidden.map((call) => nearOf(call).traceId));
          const ranked = seen.filter((call) => hiding.has(nearOf(call).traceId));
          const calleesOf = (calls: readonly CallRef[]): Span[] => [
            ...new Set(calls.map(({ callee }) => spanOf(callee))),
          ];
          const failed = (calls: readonly CallRef[]): number =>
            calleesOf(calls).filter(({ status }) => status === 'error').length;
          return {
            row: {
              traceId: hidden.map((call) => farOf(call).traceId).sort()[0],
              callCount: hidden.length,
              traceCount: new Set(hidden.map((call) => farOf(call).traceId)).size,
              errorCount: failed(hidden),
              duration: figures(calleesOf(hidden)),
            },
            rank: [
              -failed(ranked),
              -ranked.length,
              -Math.max(0, ...calleesOf(ranked).map(({ duration }) => duration ?? 0)),
            ],
            far: isDownstream ? edge.target : edge.source,
          };
        });
        expected.sort(
          (a, b) =>
            a.rank[0]! - b.rank[0]! ||
            a.rank[1]! - b.rank[1]! ||
            a.rank[2]! - b.rank[2]! ||
            (a.far < b.far ? -1 : 1),
        );
        // What no focus but another trace can bring comes last and is in no graph.
        assert.deepEqual(
          rows.slice(0, expected.length).map(({ traceId, callCount, traceCount, errorCount, duration }) => {
            const { count, min, max } = duration ?? {};
            return { traceId, callCount, traceCount, errorCount, duration: duration && { count, min, max } };
          }),
          expected.map(({ row }) => row),
        );
      }
    }),
    parameters,
  );
});

test('the path of a trace is what a search through all calls between traces finds', () => {
  fc.assert(
    fc.property(spansOfSorts, optionsOfSorts, fc.nat({ max: 20 }), (spans, given, place) => {
      const options = { ...given, showDestinations: false };
      const traces = createTraceSet(spans);
      if (traces.traces.length === 0) return;
      const { traceId } = traces.traces[place % traces.traces.length]!;
      const calls = buildDependencyGraph(traces, {
        ...everything(traces, options),
        focusTraceId: '*',
      }).edges.flatMap((edge) => (edge.async ? edge.calls : []));
      const reach = (from: 'caller' | 'callee', to: 'caller' | 'callee'): Set<string> => {
        const found = new Set([traceId]);
        for (let size = 0; size < found.size;) {
          size = found.size;
          for (const call of calls) if (found.has(call[from].traceId)) found.add(call[to].traceId);
        }
        return found;
      };
      const passed = new Set([...reach('caller', 'callee'), ...reach('callee', 'caller')]);
      const graph = buildDependencyGraph(traces, options);
      assert.deepEqual(tracePath(traces, graph, traceId), {
        traceId,
        nodeIds: graph.nodes
          .filter((node) => node.spans.some((one) => passed.has(one.traceId)))
          .map(({ id }) => id),
        edgeIds: graph.edges
          .filter((edge) =>
            edge.calls.some(({ caller, callee }) => passed.has(caller.traceId) && passed.has(callee.traceId)),
          )
          .map(({ id }) => id),
      });
    }),
    parameters,
  );
});

test('traces are listed in the order that is asked for, whatever was asked before', () => {
  const values: Record<TraceSort['by'], (row: TraceRow) => number | null> = {
    start: (row) => row.startTime,
    duration: (row) => row.duration,
    spans: (row) => row.spanCount,
    errors: (row) => row.errorCount,
  };
  const sort = fc.record({
    by: fc.constantFrom('start' as const, 'duration' as const, 'spans' as const, 'errors' as const),
    descending: fc.boolean(),
  });
  fc.assert(
    fc.property(spansOfSorts, fc.array(sort, { minLength: 1, maxLength: 4 }), (spans, sorts) => {
      const options = { groupBy: [], focusTraceId: '*', asyncLimit: 0, asyncDepth: 0 };
      const traces = createTraceSet(spans);
      const graph = buildDependencyGraph(traces, options);
      for (const { by, descending } of sorts) {
        const request = { ...all, sort: { by, descending } };
        const lists = [
          ...graph.nodes.map(({ id }) => nodeDetails(traces, graph, id, request, options)!.traces),
          ...graph.edges.map(({ id }) => edgeDetails(traces, graph, id, request, options)!.traces),
        ];
        for (const { rows } of lists) {
          const known = rows.filter((row) => values[by](row) !== null);
          assert.deepEqual(rows.slice(0, known.length), known, 'unknown ones come last');
          rows.slice(1).forEach((row, n) => {
            const [a, b] = [values[by](rows[n]!), values[by](row)];
            if (a === b) assert.ok(rows[n]!.traceId < row.traceId);
            else if (a !== null && b !== null) assert.ok(descending ? a > b : a < b);
          });
        }
      }
    }),
    parameters,
  );
});

test('a histogram counts every duration once, where it belongs', () => {
  const duration = fc.oneof(
    fc.constantFrom(null, 0, 0, 1, 1000),
    fc.nat({ max: 100 }),
    fc.double({ min: 0, max: 10, noNaN: true }),
    fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }),
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(duration, fc.boolean()), { minLength: 1, maxLength: 60 }), (given) => {
      const traces = traceSet(
        given.map(([length, failed], n) =>
          span(`a/${n + 1}`, { name: 'x', duration: length, failed, start: n }),
        ),
      );
      const graph = buildDependencyGraph(traces);
      const [node] = graph.nodes;
      const { histogram } = nodeDetails(traces, graph, node!.id, all)!;
      if (node!.duration === null) {
        assert.equal(histogram, null);
        return;
      }
      const { bins } = histogram!;
      assert.ok(bins.length <= 20);
      assert.equal(bins[0]!.from, node!.duration.min);
      assert.equal(bins.at(-1)!.to, node!.duration.max);
      bins.forEach(({ from, to, count, errorCount }, n) => {
        const isLast = n === bins.length - 1;
        assert.ok(from < to || (bins.length === 1 && from === to));
        if (!isLast) assert.equal(bins[n + 1]!.from, to);
        const here = given.filter(
          ([length]) => length !== null && length >= from && (length < to || (isLast && length === to)),
        );
        assert.deepEqual([count, errorCount], [here.length, here.filter(([, failed]) => failed).length]);
      });
      assert.equal(
        bins.reduce((sum, { count }) => sum + count, 0),
        node!.duration.count,
      );
    }),
    parameters,
  );
});

test('pages put together are the whole list, and asking twice gives the same', () => {
  fc.assert(
    fc.property(spansOfSorts, arbitraryOptions, fc.integer({ min: 1, max: 5 }), (spans, options, limit) => {
      const traces = createTraceSet(spans);
      const graph = buildDependencyGraph(traces, options);
      for (const { id } of graph.nodes) {
        const whole = nodeDetails(traces, graph, id, all, options)!;
        assert.deepEqual(nodeDetails(traces, graph, id, all, options), whole);
        for (const list of ['traces', 'spans', 'links'] as const) {
          const rows: unknown[] = [];
          for (let offset = 0; offset < whole[list].total; offset += limit) {
            rows.push(...nodeDetails(traces, graph, id, { offset, limit }, options)![list].rows);
          }
          assert.deepEqual(rows, whole[list].rows);
        }
      }
    }),
    { ...parameters, numRuns: 150 },
  );
});
