import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { buildDependencyGraph } from '../../src/graph/build-graph.js';
import type { GraphOptions } from '../../src/graph/graph-options.js';
import type { TraceSet } from '../../src/model/trace-set.js';
import { chain, fan } from './examples.js';
import { ref, span, traceSet } from './span-builder.js';

/** Each level as `level: drawn/total traces, drawn/total calls`. */
function levels(traces: TraceSet, options: GraphOptions = {}): string[] {
  const graph = buildDependencyGraph(traces, { focusTraceId: 'a', ...options });
  return graph.levels!.map(({ level, traces: shown, calls }) => {
    return `${level}: ${shown.drawn}/${shown.total} traces, ${calls.drawn}/${calls.total} calls`;
  });
}

describe('levels', () => {
  it('tell how many traces and calls are drawn, of how many', () => {
    const expected = ['0: 1/1 traces, 0/0 calls', '1: 3/10 traces, 3/10 calls'];
    assert.deepEqual(levels(fan(10)), expected);
  });

  it('are told when they are drawn', () => {
    assert.deepEqual(levels(chain(6), { focusTraceId: '1', asyncDepth: 2 }), [
      '0: 1/1 traces, 0/0 calls',
      '1: 1/1 traces, 1/1 calls',
      '2: 1/1 traces, 1/1 calls',
    ]);
  });

  it('come upstream first', () => {
    const traces = traceSet(
      [1, 2, 3, 4, 5].map((n) => span(`${n}/1`, { name: `send ${n}` })),
      span('a/1', { name: 'a', links: [1, 2, 3, 4, 5].map((n) => `${n}/1`) }),
      span('b/1', { name: 'b', links: ['a/1'] }),
    );
    assert.deepEqual(levels(traces), [
      '-1: 3/5 traces, 3/5 calls',
      '0: 1/1 traces, 0/0 calls',
      '1: 1/1 traces, 1/1 calls',
    ]);
  });

  it('count a call once, however many traces are behind it', () => {
    const works = Array.from({ length: 20 }, (_, n) => span(`c${n}/1`, { name: 'work', links: ['a/1'] }));
    const traces = traceSet(span('a/1', { name: 'send' }), works);
    assert.deepEqual(levels(traces).at(-1), '1: 20/20 traces, 1/1 calls');
  });

  it('count what leads away from the focus to the next level, nothing else', () => {
    const traces = traceSet(
      span('a/1', { name: 'a', links: ['b/1'] }),
      span('a/2', { name: 'a2', links: ['a/1'] }),
      span('b/1', { name: 'b', links: ['a/1', 'c/1'] }),
      span('c/1', { name: 'c', links: ['a/1'] }),
    );
    // b → a leads back and c → b stays on its level.
    assert.deepEqual(levels(traces), ['0: 1/1 traces, 0/0 calls', '1: 2/2 traces, 2/2 calls']);
  });

  it('count linked traces that are not loaded', () => {
    const traces = traceSet(
      span('e/1', { name: 'e' }),
      span('a/1', { name: 'a', links: ['e/1', 'f/1', 'f/2', 'd/1'] }),
      span('a/2', { name: 'a2', links: ['f/1'] }),
      span('b/1', { name: 'b', links: ['a/1', 'd/7'] }),
    );
    const incomingLinks = [
      { to: ref('a/1'), from: ref('c1/1') },
      { to: ref('a/2'), from: ref('c1/2') },
      { to: ref('a/2'), from: ref('c2/1') },
      { to: ref('b/1'), from: ref('c3/1') },
      { to: ref('e/1'), from: ref('c4/1') },
    ];
    assert.deepEqual(levels(traces, { incomingLinks }), [
      // e, and f and d; e → a, f → a, d → a, f → a2. What e leads to apart from a is not on the way.
      '-1: 1/3 traces, 1/4 calls',
      '0: 1/1 traces, 0/0 calls',
      // b, and c1 and c2; a → b, a → c1, a2 → c1, a2 → c2. What b has besides as its cause is none of a's.
      '1: 1/3 traces, 1/4 calls',
    ]);
  });

  it('are those of all traces when all are drawn', () => {
    const traces = traceSet(
      ...fan(4).traces.map((trace) => trace.spans),
      ...chain(3).traces.map((trace) => trace.spans),
    );
    assert.deepEqual(levels(traces, { focusTraceId: '*' }), [
      '0: 2/2 traces, 0/0 calls',
      '1: 4/5 traces, 4/5 calls',
      '2: 1/1 traces, 1/1 calls',
    ]);
  });
});

describe('the durations of a stub', () => {
  const durationOf = (traces: TraceSet, options: GraphOptions = {}): unknown => {
    const [stub] = buildDependencyGraph(traces, { focusTraceId: 'a', ...options }).stubs;
    return stub?.duration && [stub.duration.count, stub.duration.min, stub.duration.sum, stub.duration.max];
  };

  it('are of the called spans that it hides', () => {
    assert.deepEqual(durationOf(fan(10, (n) => ({ duration: 100 - n }))), [7, 91, 658, 97]);
  });

  it('count each called span once, of whatever many calls', () => {
    const twice = span('b/1', { name: 'b', links: ['a/1', 'a/2'], duration: 5 });
    const first = span('c/1', { name: 'c', links: ['a/1'], failed: true });
    const traces = traceSet(span('a/1', { name: 'a' }), span('a/2', { name: 'a' }), twice, first);
    assert.deepEqual(durationOf(traces, { asyncLimit: 1 }), [1, 5, 5, 5]);
  });

  it('are null when none of them ended', () => {
    const traces = fan(10, () => ({ duration: null }));
    assert.equal(durationOf(traces), null);
  });

  it('are of the drawn spans that are called, when the stub leads to causes', () => {
    const producers = Array.from({ length: 5 }, (_, n) =>
      span(`b${n}/1`, { name: `send ${n}`, duration: 99 }),
    );
    const links = producers.map((_, n) => `b${n}/1`);
    assert.deepEqual(durationOf(traceSet(producers, span('a/1', { links, duration: 7 }))), [1, 7, 7, 7]);
    assert.deepEqual(durationOf(traceSet(span('a/1', { links: ['f/1', 'f/2'], duration: 7 }))), [1, 7, 7, 7]);
  });
});
