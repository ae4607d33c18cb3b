import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { buildDependencyGraph } from '../../src/graph/build-graph.js';
import type { GraphOptions } from '../../src/graph/graph-options.js';
import { stubCalls } from '../../src/graph/stub-calls.js';
import type { StubCallRow } from '../../src/model/details.js';
import type { TraceSet } from '../../src/model/trace-set.js';
import { span, traceId, traceSet } from './span-builder.js';

const all = { offset: 0, limit: 1000 };

/** The rows of the only stub. */
function rowsOf(traces: TraceSet, options: GraphOptions, page = all): readonly StubCallRow[] {
  const graph = buildDependencyGraph(traces, options);
  assert.equal(graph.stubs.length, 1);
  return stubCalls(traces, graph, graph.stubs[0]!.id, page, options)!.rows;
}

const producer = span('a/1', { kind: 'producer', start: 0, duration: 10 });

/** A consumer of the producer, in a trace of its own. */
function consumer(
  trace: string,
  name: string,
  traits: { start?: number; duration?: number; failed?: boolean } = {},
) {
  return span(`${trace}/1`, { name, kind: 'consumer', links: ['a/1'], start: 20, ...traits });
}

const many = traceSet(
  producer,
  consumer('b1', 'drawn', { failed: true }),
  consumer('b2', 'drawn', { failed: true }),
  consumer('c1', 'long', { duration: 80 }),
  consumer('c2', 'often', { start: 15 }),
  consumer('c4', 'often', { start: 5 }),
  consumer('c3', 'often', { start: 35, duration: 30 }),
  consumer('c5', 'wrong', { failed: true }),
  consumer('c6', 'b'),
  consumer('c7', 'a'),
);
const one: GraphOptions = { focusTraceId: 'a', asyncLimit: 1 };

describe('stubCalls', () => {
  it('is null for a stub that the graph does not have', () => {
    assert.equal(stubCalls(many, buildDependencyGraph(many), 'x', all), null);
  });

  it('lists hidden calls by errors, count, longest and group, a row for each far node', () => {
    assert.deepEqual(
      rowsOf(many, one).map(({ name, callCount, errorCount, traceId: trace }) => [
        name,
        callCount,
        errorCount,
        trace,
      ]),
      [
        ['wrong', 1, 1, traceId('c5')],
        ['often', 3, 0, traceId('c2')],
        ['long', 1, 0, traceId('c1')],
        ['a', 1, 0, traceId('c7')],
        ['b', 1, 0, traceId('c6')],
      ],
    );
  });

  it('tells the figures of the callees and how long they waited', () => {
    const [, often] = rowsOf(many, one);
    assert.deepEqual([often!.kind, often!.service, often!.traceCount], ['pubsub', 'service', 3]);
    assert.deepEqual(often!.group, [
      { key: 'service.name', value: 'service' },
      { key: 'operation.name', value: 'often' },
    ]);
    const { count, min, max, sum } = often!.duration!;
    assert.deepEqual([count, min, max, sum], [3, 10, 30, 50]);
    assert.deepEqual(often!.wait, { min: 5, avg: 15, max: 25, overlapping: 1 });
  });

  it('gives rows by the page', () => {
    assert.deepEqual(
      rowsOf(many, one, { offset: 1, limit: 2 }).map(({ name }) => name),
      ['often', 'long'],
    );
  });

  it('is in the order in which expanding the stub draws', () => {
    const graph = buildDependencyGraph(many, one);
    const rows = rowsOf(many, one);
    rows.forEach((_, count) => {
      const expanded = new Array<string>(count).fill(graph.stubs[0]!.id);
      assert.deepEqual(
        rowsOf(many, { ...one, expanded }).map(({ name }) => name),
        rows.slice(count).map(({ name }) => name),
      );
    });
  });

  it('lists upstream calls from their side', () => {
    const causes = ['b', 'c', 'd'].map((trace, n) =>
      span(`${trace}/1`, { name: `cause ${n}`, kind: 'producer', duration: 10 - n }),
    );
    const traces = traceSet(causes, span('e/1', { links: ['b/1', 'c/1', 'd/1'], start: 12, duration: 7 }));
    const rows = rowsOf(traces, { focusTraceId: 'e', asyncLimit: 1 });
    assert.deepEqual(
      rows.map((row) => [row.traceId, row.name, row.duration?.max, row.wait?.avg]),
      [
        [traceId('c'), 'cause 1', 7, 3],
        [traceId('d'), 'cause 2', 7, 4],
      ],
    );
  });

  it('lists traces that are not loaded, one row each', () => {
    const traces = traceSet(
      span('a/1', { links: ['d/1', 'd/2', 'd/2', 'c/1', 'b/1'] }),
      span('a/2', { name: 'a/1', failed: true, duration: 30, links: ['b/1'] }),
    );
    assert.deepEqual(
      rowsOf(traces, {}).map((row) => [
        row.traceId,
        row.callCount,
        row.errorCount,
        row.duration?.max,
        row.kind,
      ]),
      [
        [traceId('b'), 2, 1, 30, null],
        [traceId('d'), 2, 0, 10, null],
        [traceId('c'), 1, 0, 10, null],
      ],
    );
  });
});
