import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { buildDependencyGraph } from '../../src/graph/build-graph.js';
import type { DependencyNode } from '../../src/model/dependency-graph.js';
import type { Span } from '../../src/model/span.js';
import { edgeOf, nodeOf } from './picture.js';
import { span, type SpanTraits, startOfTests, traceSet } from './span-builder.js';

/** The node of spans of one operation with these traits, all roots of one trace. */
function nodeWith(...traits: readonly SpanTraits[]): DependencyNode {
  const spans = traits.map((one, n) => span(`a/${(n + 1).toString(16)}`, { name: 'x', ...one }));
  return buildDependencyGraph(traceSet(spans)).nodes[0]!;
}

describe('Rule 8: aggregation', () => {
  it('gives all figures of durations', () => {
    const durations = Array.from({ length: 20 }, (_, n) => ({ duration: 20 - n }));
    assert.deepEqual(nodeWith(...durations).duration, {
      count: 20,
      min: 1,
      max: 20,
      sum: 210,
      avg: 10.5,
      p50: 10,
      p95: 19,
      p99: 20,
    });
  });

  it('takes percentiles by nearest rank', () => {
    const { duration } = nodeWith({ duration: 1 }, { duration: 2 }, { duration: 30 });
    assert.deepEqual([duration?.p50, duration?.p95, duration?.p99], [2, 30, 30]);
    const one = nodeWith({ duration: 7 }).duration;
    assert.deepEqual([one?.min, one?.p50, one?.p99], [7, 7, 7]);
  });

  it('counts spans that never ended but leaves them out of durations', () => {
    const node = nodeWith({ duration: null }, { duration: 4 });
    assert.equal(node.spanCount, 2);
    assert.deepEqual([node.duration?.count, node.duration?.min, node.duration?.avg], [1, 4, 4]);
    assert.equal(nodeWith({ duration: null }).duration, null);
  });

  it('counts spans, traces and errors', () => {
    const work = (path: string, failed: boolean): Span => span(path, { name: 'x', failed });
    const graph = buildDependencyGraph(traceSet(work('a/1', true), work('a/2', false), work('b/1', true)), {
      focusTraceId: '*',
    });
    const { spanCount, traceCount, errorCount } = graph.nodes[0]!;
    assert.deepEqual([spanCount, traceCount, errorCount], [3, 2, 2]);
  });

  it('takes what children cover off the self time, overlaps once, hidden ones too', () => {
    const graph = buildDependencyGraph(
      traceSet(
        span('a/1', { start: 0, duration: 100 }),
        span('a/2', { parent: '1', start: 10, duration: 20 }),
        span('a/3', { parent: '1', start: 20, duration: 20, kind: 'internal' }),
        span('a/4', { parent: '1', start: 90, duration: 50 }),
        span('a/5', { parent: '1', start: -20, duration: 25 }),
        span('a/6', { parent: '1', start: 60, duration: null }),
        span('a/7', { parent: '1', start: null, duration: 30 }),
      ),
    );
    assert.equal(nodeOf(graph, 'a/1').selfTime, 100 - 30 - 10 - 5);
    assert.equal(nodeOf(graph, 'a/6').selfTime, 0);
  });

  it('counts overlapping work once in wall time', () => {
    const node = nodeWith(
      { start: 0, duration: 10 },
      { start: 5, duration: 10 },
      { start: 2, duration: 1 },
      { start: 30, duration: 5 },
      { start: 40, duration: null },
      { start: null, duration: 9 },
    );
    assert.equal(node.wallTime, 20);
    assert.equal(node.duration?.sum, 35);
  });

  it('keeps parts of a microsecond', () => {
    const node = nodeWith({ start: 0.25, duration: 0.0005 }, { start: 0.5, duration: 0.0005 });
    assert.ok(Math.abs(node.wallTime - 0.001) < 1e-9, String(node.wallTime));
  });

  it("summarises an edge's callees, each once", () => {
    const graph = buildDependencyGraph(
      traceSet(
        span('a/1', { name: 'send' }),
        span('a/2', { name: 'send' }),
        span('b/1', { name: 'work', links: ['a/1', 'a/2'], duration: 7, failed: true }),
        span('c/1', { name: 'work', links: ['a/1'], duration: 3 }),
      ),
      { focusTraceId: 'a' },
    );
    const edge = edgeOf(graph, 'send', 'work@1');
    assert.deepEqual([edge.callCount, edge.traceCount, edge.errorCount], [3, 2, 1]);
    assert.deepEqual([edge.duration?.count, edge.duration?.sum], [2, 10]);
    assert.equal(edge.calls.length, 3);
  });

  it('tells how long messages waited, overlapping ones apart', () => {
    const work = (path: string, start: number | null): Span =>
      span(path, { name: 'work', links: ['a/1'], start });
    const graph = buildDependencyGraph(
      traceSet(
        span('a/1', { start: 0, duration: 10 }),
        work('b/1', 12),
        work('c/1', 16),
        work('d/1', 5),
        work('e/1', null),
      ),
      { focusTraceId: 'a' },
    );
    assert.deepEqual(edgeOf(graph, 'a/1', 'work@1').wait, { min: 2, avg: 4, max: 6, overlapping: 1 });
  });

  it('never shows a negative wait', () => {
    const graph = buildDependencyGraph(
      traceSet(span('a/1', { duration: 50 }), span('b/1', { start: 5, links: ['a/1'] })),
      { focusTraceId: 'a' },
    );
    assert.deepEqual(graph.edges[0]!.wait, { min: 0, avg: 0, max: 0, overlapping: 1 });
  });

  // Starts are told in milliseconds since 1970, of which a double has steps of 0.24 µs.
  it('finds neither a wait nor an overlap where one ends exactly when the other starts', () => {
    for (let µs = 0; µs < 500; µs++) {
      const producer = span('a/1', { start: µs / 1000, duration: 0.3 });
      const consumer = span('b/1', { start: (µs + 300) / 1000, duration: 0.3, links: ['a/1'] });
      const late = span('b/1', { start: (µs + 301) / 1000, duration: 0.3, links: ['a/1'] });
      const waitOf = (...spans: Span[]) =>
        buildDependencyGraph(traceSet(...spans), { focusTraceId: 'a' }).edges[0]!.wait;
      assert.deepEqual(waitOf(producer, consumer), { min: 0, avg: 0, max: 0, overlapping: 0 }, `${µs} µs`);
      const { avg, overlapping } = waitOf(producer, late)!;
      assert.ok(overlapping === 0 && Math.abs(avg - 0.001) < 0.000_25, `${avg} at ${µs} µs`);
    }
  });

  it('counts no gap between children that touch, and no rest below what the times can say', () => {
    for (let µs = 0; µs < 500; µs++) {
      const start = µs / 1000;
      const child = (id: number): Span =>
        span(`a/${id}`, { parent: '1', name: 'child', start: start + (id - 2) * 0.1, duration: 0.1 });
      const graph = buildDependencyGraph(
        traceSet(span('a/1', { name: 'parent', start, duration: 0.3 }), child(2), child(3), child(4)),
        { focusTraceId: 'a' },
      );
      assert.equal(nodeOf(graph, 'parent').selfTime, 0, `${µs} µs`);
      const { wallTime } = nodeOf(graph, 'child');
      // The first and the last have their own roundings; no gap between them has come in.
      assert.ok(Math.abs(wallTime - 0.3) < 0.000_25, `${wallTime} at ${µs} µs`);
    }
  });

  it('gives no wait without times, and none for synchronous edges', () => {
    const graph = buildDependencyGraph(
      traceSet(
        span('a/1', { duration: null }),
        span('a/2', { parent: '1', start: 90 }),
        span('b/1', { start: 5, links: ['a/1'] }),
      ),
      { focusTraceId: 'a' },
    );
    assert.equal(edgeOf(graph, 'a/1', 'b/1@1').wait, null);
    assert.equal(edgeOf(graph, 'a/1', 'a/2').wait, null);
  });

  it('gives the same sums for any order of the spans', () => {
    const spans = [0.1, 0.2, 0.3, 1e9, 7e-7].map((duration, n) =>
      span(`a/${n + 1}`, { name: 'x', duration, start: n }),
    );
    const reversed = spans.map((one) => ({ ...one, startTime: 2 * startOfTests - one.startTime! }));
    assert.equal(
      buildDependencyGraph(traceSet(spans)).nodes[0]!.duration!.sum,
      buildDependencyGraph(traceSet(reversed)).nodes[0]!.duration!.sum,
    );
  });
});
