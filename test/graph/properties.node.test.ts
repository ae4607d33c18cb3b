/** What holds of every graph, whatever the spans and options. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { buildDependencyGraph } from '../../src/graph/build-graph.js';
import type { GraphOptions } from '../../src/graph/graph-options.js';
import { createTraceSet } from '../../src/ingest/create-trace-set.js';
import type { DependencyGraph, Durations } from '../../src/model/dependency-graph.js';
import type { Span } from '../../src/model/span.js';
import type { TraceSet } from '../../src/model/trace-set.js';
import { arbitraryExpansions, arbitraryOptions, expandedIds } from '../oracle/arbitrary-options.js';
import { arbitraryFans, arbitrarySpans, arbitraryTies, traceIdAt } from '../oracle/arbitrary-traces.js';
import { parameters } from '../oracle/property-runs.js';
import { slowLevels } from '../oracle/slow-levels.js';
import { readSlowSpans } from '../oracle/slow-spans.js';
import { span } from './span-builder.js';

const anySpans = fc.oneof(arbitrarySpans, arbitraryFans, arbitraryTies);

function tracesOf(graph: DependencyGraph): Set<string> {
  return new Set(graph.nodes.flatMap((node) => node.spans.map((one) => one.traceId)));
}

/** All in another order. */
function shuffled<Item>(items: readonly Item[]): fc.Arbitrary<Item[]> {
  return fc.shuffledSubarray([...items], { minLength: items.length, maxLength: items.length });
}

test('the order of spans, expansions and told links does not matter', () => {
  const orders = fc.tuple(anySpans, arbitraryOptions, arbitraryExpansions).chain(([spans, options, plan]) => {
    const { stubs } = buildDependencyGraph(createTraceSet(spans), options);
    const expanded = expandedIds(plan, stubs);
    const links = options.incomingLinks ?? [];
    return fc.tuple(
      fc.constant({ spans, options: { ...options, expanded, incomingLinks: links } }),
      fc.record({ spans: shuffled(spans), expanded: shuffled(expanded), links: shuffled(links) }),
    );
  });
  fc.assert(
    fc.property(orders, ([{ spans, options }, other]) => {
      const again = { ...options, expanded: other.expanded, incomingLinks: other.links };
      assert.deepEqual(
        buildDependencyGraph(createTraceSet(other.spans), again),
        buildDependencyGraph(createTraceSet(spans), options),
      );
    }),
    parameters,
  );
});

test('every expanded trace that has a level is drawn, with whatever other options', () => {
  const wanted = fc.array(fc.nat({ max: 15 }).map(traceIdAt), { minLength: 1, maxLength: 3 });
  fc.assert(
    fc.property(anySpans, arbitraryOptions, wanted, (spans, options, expanded) => {
      const traces = createTraceSet(spans);
      const { levels } = slowLevels(traces, callsOf(traces, options), options.focusTraceId);
      const drawn = tracesOf(buildDependencyGraph(traces, { ...options, expanded }));
      // Ids that end alike may mean another trace of the data; only those that are there are meant here.
      const there = expanded.filter((id) => levels.has(id));
      for (const id of there) assert.ok(drawn.has(id), id);
    }),
    parameters,
  );
});

/** Traces of which each has one cause among those before it, so that there is one way to each. */
const arbitraryForest: fc.Arbitrary<Span[]> = fc
  .array(
    fc.record({
      cause: fc.nat({ max: 30 }),
      name: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
      duration: fc.nat({ max: 3 }),
      failed: fc.boolean(),
    }),
    { minLength: 1, maxLength: 30 },
  )
  .map((plans) =>
    plans.map(({ cause, ...traits }, index) =>
      span(`${index + 1}/1`, {
        ...traits,
        start: index,
        links: index === 0 ? [] : [`${(cause % index) + 1}/1`],
      }),
    ),
  );

test('a greater limit and an expansion draw more and take nothing away', () => {
  const limits = fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 0, max: 4 }));
  const trace = fc.integer({ min: 1, max: 30 }).map(String);
  const groupBy = fc.constantFrom(['operation.name'], ['service.name'], []);
  fc.assert(
    fc.property(
      arbitraryForest,
      groupBy,
      limits,
      limits,
      trace,
      (spans, keys, [limit, more], [depth, deeper], id) => {
        const traces = createTraceSet(spans);
        const drawn = (asyncLimit: number, asyncDepth: number, expanded: string[] = []): Set<string> =>
          tracesOf(buildDependencyGraph(traces, { groupBy: keys, asyncLimit, asyncDepth, expanded }));
        const few = drawn(limit, depth);
        const others = [
          drawn(limit + more, depth),
          drawn(0, depth),
          drawn(limit, depth + deeper),
          drawn(limit, depth, [id]),
        ];
        for (const many of others) for (const one of few) assert.ok(many.has(one), one);
      },
    ),
    parameters,
  );
});

test('what edges show and what stubs keep make up all calls of the drawn traces', () => {
  const count = (durations: Durations | null | undefined): number => durations?.count ?? 0;
  const sum = (durations: Durations | null | undefined): number => durations?.sum ?? 0;
  fc.assert(
    fc.property(anySpans, arbitraryOptions, (spans, given) => {
      const options = { ...given, showDestinations: false, incomingLinks: [] };
      const traces = createTraceSet(spans);
      const graph = buildDependencyGraph(traces, options);
      const nodeOf = new Map(
        graph.nodes.flatMap(({ id, spans: own }) => own.map((one) => [JSON.stringify(one), id] as const)),
      );
      const calls = callsOf(traces, options).filter((call) => call.async);
      for (const node of graph.nodes) {
        const callees = new Set(
          calls
            .filter(({ caller: { span: own } }) => {
              return nodeOf.get(JSON.stringify({ traceId: own.traceId, spanId: own.spanId })) === node.id;
            })
            .map((call) => call.callee.span)
            .filter(({ duration }) => duration !== null),
        );
        const shown = graph.edges.filter((edge) => edge.async && edge.source === node.id);
        const kept = graph.stubs.filter((stub) => stub.node === node.id && stub.direction === 'downstream');
        const all = [...shown, ...kept].map(({ duration }) => duration);
        assert.equal(
          all.reduce((total, one) => total + count(one), 0),
          callees.size,
        );
        assert.equal(
          all.reduce((total, one) => total + sum(one), 0),
          [...callees].reduce((total, { duration }) => total + (duration ?? NaN), 0),
        );
      }
    }),
    parameters,
  );
});

test('a level shows no more than there is, and all of it without limits', () => {
  fc.assert(
    fc.property(anySpans, arbitraryOptions, (spans, options) => {
      const traces = createTraceSet(spans);
      for (const { level, traces: shown, calls } of buildDependencyGraph(traces, options).levels!) {
        assert.ok(shown.drawn > 0 && shown.drawn <= shown.total && calls.drawn <= calls.total);
        if (level === 0) assert.deepEqual(calls, { drawn: 0, total: 0 });
      }
    }),
    parameters,
  );
  fc.assert(
    fc.property(arbitraryForest, (spans) => {
      const { levels } = buildDependencyGraph(createTraceSet(spans), { asyncLimit: 0, asyncDepth: 0 });
      let traceCount = 0;
      for (const { traces, calls } of levels!) {
        assert.deepEqual([traces.drawn, calls.drawn], [traces.total, calls.total]);
        traceCount += traces.total;
      }
      assert.equal(traceCount, new Set(spans.map((one) => one.traceId)).size);
    }),
    parameters,
  );
});

function callsOf(traces: TraceSet, options: GraphOptions): ReturnType<typeof readSlowSpans>['calls'] {
  return readSlowSpans(traces, options.showInternalSpans ?? false, {
    classification: options.classification ?? 'standard',
    classify: options.classify,
  }).calls;
}
