import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { buildDependencyGraph } from '../../src/graph/build-graph.js';
import type { GraphOptions } from '../../src/graph/graph-options.js';
import type { DependencyGraph } from '../../src/model/dependency-graph.js';
import type { Span } from '../../src/model/span.js';
import type { TraceSet } from '../../src/model/trace-set.js';
import { chain, fan } from './examples.js';
import { edges, nodes, stubs } from './picture.js';
import { span, traceId, traceSet } from './span-builder.js';

function build(traces: TraceSet, options: GraphOptions = {}): DependencyGraph {
  return buildDependencyGraph(traces, { focusTraceId: 'a', ...options });
}

function drawnTraces(graph: DependencyGraph): string[] {
  const ids = graph.nodes.flatMap((node) => node.spans.map((one) => one.traceId));
  return [...new Set(ids)].map((id) => id.replace(/^0+/, '')).sort();
}

/** Spans of `traces` with more of them. */
function and(traces: TraceSet, ...more: readonly (Span | readonly Span[])[]): TraceSet {
  return traceSet(
    traces.traces.flatMap((trace) => trace.spans),
    ...more,
  );
}

describe('an expanded trace', () => {
  it('is drawn at no cost', () => {
    const graph = build(fan(10), { expanded: ['B7'], asyncLimit: 1 });
    assert.deepEqual(edges(graph), ['send ⇢ consume 0@1', 'send ⇢ consume 7@1']);
  });

  it('brings the traces that lead to it, however far away it is', () => {
    const graph = build(chain(9), { focusTraceId: '1', expanded: ['8'] });
    assert.deepEqual(drawnTraces(graph), ['1', '2', '3', '4', '5', '6', '7', '8']);
    assert.deepEqual(stubs(graph), ['step 7@7 ⇢ 1 more']);
  });

  it('brings the traces that it leads to when it is upstream', () => {
    const graph = build(chain(9), { focusTraceId: '9', expanded: ['2'], asyncDepth: 1 });
    assert.deepEqual(drawnTraces(graph), ['2', '3', '4', '5', '6', '7', '8', '9']);
    assert.deepEqual(stubs(graph), ['1 more ⇢ step 1@-7']);
  });

  it('brings one that is past the limit, which costs nothing of it either', () => {
    const traces = and(fan(10), span('c/1', { name: 'far', links: ['b9/1'], start: 40 }));
    assert.deepEqual(drawnTraces(build(traces)), ['a', 'b0', 'b1', 'b2']);
    const graph = build(traces, { expanded: ['c'] });
    assert.deepEqual(drawnTraces(graph), ['a', 'b0', 'b1', 'b2', 'b9', 'c']);
    assert.deepEqual(stubs(graph), ['send ⇢ 6 more']);
  });

  it('stays when new data push what leads to it out of the first three', () => {
    const before = and(fan(3), span('c/1', { name: 'far', links: ['b2/1'], start: 40 }));
    assert.ok(drawnTraces(build(before, { expanded: ['c'] })).includes('b2'));
    const failed = Array.from({ length: 5 }, (_, n) =>
      span(`d${n}/1`, { name: `new ${n}`, links: ['a/1'], failed: true }),
    );
    const after = build(and(before, failed), { expanded: ['c'] });
    assert.deepEqual(drawnTraces(after), ['a', 'b2', 'c', 'd0', 'd1', 'd2']);
  });

  it('stays whatever the grouping', () => {
    const traces = and(fan(10), span('c/1', { name: 'far', links: ['b9/1'], start: 40 }));
    for (const groupBy of [
      ['operation.name'],
      ['service.name'],
      ['span.kind'],
      [],
      ['service.name', 'process.x'],
    ]) {
      const drawn = drawnTraces(build(traces, { groupBy, expanded: ['c'], asyncLimit: 1 }));
      assert.ok(drawn.includes('c') && drawn.includes('b9'), groupBy.join());
    }
  });

  it('comes with all traces behind the same pair of nodes', () => {
    const works = Array.from({ length: 5 }, (_, n) => span(`d${n}/1`, { name: 'work', links: ['a/1'] }));
    const graph = build(and(fan(3), works), { asyncLimit: 1, expanded: ['d4'] });
    assert.ok(edges(graph).includes('send ⇢ work@1 ×5'));
  });

  it('is reached over another expanded one, else over the smallest id', () => {
    // Two ways from a to e: over b and over c.
    const traces = traceSet(
      span('a/1', { name: 'a' }),
      [1, 2, 3].map((n) => span(`f${n}/1`, { name: `f${n}`, links: ['a/1'], failed: true })),
      span('b/1', { name: 'b', links: ['a/1'] }),
      span('c/1', { name: 'c', links: ['a/1'] }),
      span('e/1', { name: 'e', links: ['b/1', 'c/1'] }),
    );
    const first = ['a', 'f1', 'f2', 'f3'];
    assert.deepEqual(drawnTraces(build(traces)), first);
    assert.deepEqual(drawnTraces(build(traces, { expanded: ['e'] })), ['a', 'b', 'e', 'f1', 'f2', 'f3']);
    assert.deepEqual(drawnTraces(build(traces, { expanded: ['e', 'c'] })), ['a', 'c', 'e', 'f1', 'f2', 'f3']);
  });

  it('is reached over a trace that is nearer to the focus the other way round', () => {
    // p is two hops after the focus and one before it, so nothing looks for t of itself.
    const traces = traceSet(
      span('a/1', { name: 'a', links: ['c/1'] }),
      span('b/1', { name: 'b', links: ['a/1'] }),
      span('c/1', { name: 'p', links: ['b/1'] }),
      span('d/1', { name: 't', links: ['c/1'] }),
    );
    assert.deepEqual(nodes(build(traces)), ['a', 'b@1', 'p@-1']);
    assert.deepEqual(nodes(build(traces, { expanded: ['d'] })), ['a', 'b@1', 'p@-1', 't@3']);
  });

  it('that is not there, or neither cause nor effect, changes nothing', () => {
    const traces = and(
      fan(5, () => ({ links: [{ ...span('e/1'), attributes: {} }] })),
      span('e/1', { name: 'cause' }),
      span('a/2', { name: 'receive', links: ['e/1'] }),
    );
    const graph = build(traces);
    assert.ok(
      graph.stubs.some((stub) => stub.traceIds.includes(traceId('b0'))),
      'a sibling behind a cause',
    );
    assert.deepEqual(build(traces, { expanded: ['b0', 'ffff', 'no id', ''] }), graph);
  });

  it('is found in a chain of 20,000 traces', () => {
    const graph = build(chain(20_000), { focusTraceId: '1', expanded: ['20000', '10000'] });
    assert.equal(graph.nodes.length, 20_000);
    assert.deepEqual(graph.stubs, []);
  });
});

describe('an expanded call of many traces', () => {
  it('is drawn from all traces that converge in the near node', () => {
    const callers = ['a1', 'a2', 'a3'].map((id, place) =>
      span(`${id}/1`, { name: 'publish', kind: 'producer', start: place }),
    );
    const consumers = callers.flatMap(({ traceId: id }, place) =>
      ['w', 'x', 'y', 'z'].map((name, which) =>
        span(`${(16 * (which + 1) + place).toString(16)}/1`, {
          name,
          kind: 'consumer',
          start: 50,
          links: [`${id}/1`],
        }),
      ),
    );
    const traces = traceSet(callers, consumers);
    const options = { focusTraceId: '*', groupBy: ['operation.name'] };
    const hidden = buildDependencyGraph(traces, options).stubs;
    assert.deepEqual(
      hidden.map(({ callCount, traceIds }) => [callCount, traceIds.length]),
      [[1, 3]],
    );
    const expanded = [hidden[0]!.traceIds[0]!];
    assert.deepEqual(buildDependencyGraph(traces, { ...options, expanded }).stubs, []);
  });
});
