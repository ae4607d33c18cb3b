/** Shapes that asynchronous work takes, and what of them is drawn. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { buildDependencyGraph } from '../../src/graph/build-graph.js';
import type { GraphOptions } from '../../src/graph/graph-options.js';
import type { DependencyGraph } from '../../src/model/dependency-graph.js';
import type { TraceSet } from '../../src/model/trace-set.js';
import { chain } from './examples.js';
import { edgeOf, edges, nodeOf, nodes, stubs } from './picture.js';
import { span, traceSet } from './span-builder.js';

function build(traces: TraceSet, options: GraphOptions = {}): DependencyGraph {
  return buildDependencyGraph(traces, { focusTraceId: 'a', ...options });
}

describe('a batch consumer with 500 links to 10 producers', () => {
  const sends = Array.from({ length: 500 }, (_, n) =>
    span(`c${n}/1`, {
      name: `send ${n % 10}`,
      kind: 'producer',
      start: n,
      duration: 1,
    }),
  );
  const links = sends.map((_, n) => `c${n}/1`);
  const batch = span('a/1', { name: 'receive', kind: 'consumer', start: 1000, links });
  const traces = traceSet(sends, batch);

  it('is one consumer, with three producers and the rest in a stub', () => {
    const graph = build(traces);
    assert.deepEqual(nodes(graph), ['receive', 'send 0@-1 ×50', 'send 1@-1 ×50', 'send 2@-1 ×50']);
    assert.deepEqual(
      edges(graph),
      [0, 1, 2].map((n) => `send ${n}@-1 ⇢ receive ×50`),
    );
    assert.deepEqual(stubs(graph), ['7 more ⇢ receive']);
    assert.equal(graph.stubs[0]!.traceIds.length, 350);
    assert.deepEqual(graph.levels?.[0], {
      level: -1,
      traces: { drawn: 150, total: 500 },
      calls: { drawn: 3, total: 10 },
    });
  });

  it('opens three by three, all at once, or one by its trace', () => {
    const stub = build(traces).stubs[0]!.id;
    assert.deepEqual(stubs(build(traces, { expanded: [stub, stub] })), ['1 more ⇢ receive']);
    assert.deepEqual(stubs(build(traces, { expanded: [`${stub}:all`] })), []);
    const one = build(traces, { expanded: ['c9'] });
    assert.equal(edgeOf(one, 'send 9@-1', 'receive').callCount, 50);
    assert.deepEqual(stubs(one), ['6 more ⇢ receive']);
  });

  it('tells of each message how long it waited', () => {
    assert.deepEqual(edgeOf(build(traces), 'send 0@-1', 'receive').wait, {
      min: 1000 - 491,
      avg: 1000 - 246,
      max: 999,
      overlapping: 0,
    });
  });

  it('is the effect of each producer, when the focus is there', () => {
    const graph = build(traces, { focusTraceId: 'c0' });
    assert.deepEqual(nodes(graph), ['receive@1', 'send 0']);
    // The other messages are neither causes nor effects of this one.
    assert.deepEqual(stubs(graph), ['10 more ⇢ receive@1']);
  });
});

describe('a chain of ten hops', () => {
  const traces = chain(11);

  it('is drawn three levels deep', () => {
    const graph = build(traces, { focusTraceId: '1' });
    assert.deepEqual(
      graph.levels?.map(({ level }) => level),
      [0, 1, 2, 3],
    );
    assert.deepEqual(stubs(graph), ['step 3@3 ⇢ 1 more']);
  });

  it('is drawn in both directions from its middle', () => {
    const graph = build(traces, { focusTraceId: '6' });
    assert.deepEqual(
      graph.levels?.map(({ level }) => level),
      [-3, -2, -1, 0, 1, 2, 3],
    );
    assert.deepEqual(stubs(graph), ['1 more ⇢ step 2@-3', 'step 8@3 ⇢ 1 more']);
  });

  it('opens hop by hop to its end', () => {
    const expanded: string[] = [];
    for (let hop = 4; hop <= 10; hop++) {
      const [stub] = build(traces, { focusTraceId: '1', expanded }).stubs;
      expanded.push(stub!.traceIds[0]!);
      assert.equal(build(traces, { focusTraceId: '1', expanded }).nodes.length, hop + 1);
    }
    assert.deepEqual(build(traces, { focusTraceId: '1', expanded }).stubs, []);
    // The last alone is enough, since it brings those before.
    assert.equal(build(traces, { focusTraceId: '1', expanded: expanded.slice(-1) }).nodes.length, 11);
  });
});

describe('a cycle', () => {
  it('of two traces closes with an edge', () => {
    const traces = traceSet(
      span('a/1', { name: 'a', links: ['b/1'] }),
      span('b/1', { name: 'b', links: ['a/1'] }),
    );
    for (const options of [
      {},
      { asyncLimit: 1 },
      { asyncLimit: 0, asyncDepth: 0 },
      { expanded: ['a', 'b'] },
    ]) {
      const graph = build(traces, options);
      assert.deepEqual(edges(graph), ['a ⇢ b@1', 'b@1 ⇢ a']);
      assert.deepEqual(graph.stubs, []);
    }
  });

  it('of three traces has the last as a cause, which is nearer', () => {
    const traces = traceSet(
      span('a/1', { name: 'a', links: ['c/1'] }),
      span('b/1', { name: 'b', links: ['a/1'] }),
      span('c/1', { name: 'c', links: ['b/1'] }),
    );
    const graph = build(traces);
    assert.deepEqual(edges(graph), ['a ⇢ b@1', 'b@1 ⇢ c@-1', 'c@-1 ⇢ a']);
    assert.deepEqual(graph.stubs, []);
    assert.deepEqual(edges(build(traces, { expanded: ['c', 'b'], asyncLimit: 1 })), edges(graph));
  });

  it('of all traces at once is drawn from its earliest', () => {
    const traces = traceSet(
      span('a/1', { name: 'a', links: ['c/1'], start: 9 }),
      span('b/1', { name: 'b', links: ['a/1'], start: 3 }),
      span('c/1', { name: 'c', links: ['b/1'], start: 6 }),
    );
    assert.deepEqual(nodes(build(traces, { focusTraceId: '*' })), ['a@2', 'b', 'c@1']);
  });
});

describe('links inside a trace', () => {
  it('are asynchronous calls that cost nothing and stay on the level', () => {
    const steps = Array.from({ length: 8 }, (_, n) =>
      span(`a/${n + 2}`, { name: `step ${n}`, parent: '1', links: n > 0 ? [`a/${n + 1}`] : [] }),
    );
    const graph = build(traceSet(span('a/1', { name: 'run' }), steps), { asyncLimit: 1, asyncDepth: 1 });
    assert.equal(graph.edges.filter((edge) => edge.async).length, 7);
    assert.deepEqual(graph.stubs, []);
    assert.ok(graph.nodes.every((node) => node.level === 0 && !node.async));
  });

  it('to the own parent are the call of the parent', () => {
    const parent = { parent: '1', links: ['a/1'] };
    const traces = traceSet(span('a/1', { name: 'a' }), span('a/2', { name: 'b', ...parent }));
    assert.deepEqual(edges(build(traces)), ['a → b']);
  });
});

describe('a consumer that is a child of its producer', () => {
  const traces = traceSet(
    span('a/1', { name: 'request' }),
    span('a/2', { name: 'send', kind: 'producer', parent: '1', start: 1, duration: 2 }),
    [3, 4, 5, 6, 7].map((n) =>
      span(`a/${n}`, { name: `work ${n}`, kind: 'consumer', parent: '2', start: 10 * n }),
    ),
    span('a/8', { name: 'query', kind: 'client', parent: '3', start: 31 }),
  );

  it('is asynchronous one hop on, whatever the limits', () => {
    const graph = build(traces, { asyncLimit: 1, asyncDepth: 1 });
    assert.equal(graph.edges.filter((edge) => edge.async).length, 5);
    assert.deepEqual(graph.stubs, []);
    assert.ok(edges(graph).includes('work 3+1 → query+1'), 'what it calls is on the same hop');
    assert.equal(nodeOf(graph, 'query+1').async, true);
  });

  it('tells how long it waited', () => {
    const { wait } = edgeOf(build(traces), 'send', 'work 3+1');
    assert.deepEqual(wait, { min: 27, avg: 27, max: 27, overlapping: 0 });
  });
});

describe('a trace that is reached both ways', () => {
  it('has the level of the shorter way', () => {
    // d is two hops after a and one before.
    const traces = traceSet(
      span('a/1', { name: 'a', links: ['d/1'] }),
      span('b/1', { name: 'b', links: ['a/1'] }),
      span('d/1', { name: 'd', links: ['b/1'] }),
    );
    assert.ok(nodes(build(traces)).includes('d@-1'));
  });

  it('is downstream when both ways are equally long', () => {
    const traces = traceSet(
      span('a/1', { name: 'a', links: ['c/1'] }),
      span('b/1', { name: 'b', links: ['a/1'] }),
      span('c/1', { name: 'c', links: ['d/1'] }),
      span('d/1', { name: 'd', links: ['b/1'] }),
    );
    const graph = build(traces);
    assert.deepEqual(nodes(graph), ['a', 'b@1', 'c@-1', 'd@2']);
    assert.deepEqual(edges(graph), ['a ⇢ b@1', 'b@1 ⇢ d@2', 'c@-1 ⇢ a', 'd@2 ⇢ c@-1']);
    assert.deepEqual(graph.stubs, []);
  });
});

describe('a diamond', () => {
  const wide = (count: number): TraceSet =>
    traceSet(
      span('a/1', { name: 'split' }),
      Array.from({ length: count }, (_, n) => span(`b${n}/1`, { name: `part ${n}`, links: ['a/1'] })),
      span('c/1', { name: 'join', links: Array.from({ length: count }, (_, n) => `b${n}/1`) }),
    );

  it('fans out and in again, with the join drawn once', () => {
    assert.deepEqual(edges(build(wide(3))), [
      ...[0, 1, 2].map((n) => `part ${n}@1 ⇢ join@2`),
      ...[0, 1, 2].map((n) => `split ⇢ part ${n}@1`),
    ]);
  });

  it('keeps what is beyond the limit in a stub on either side', () => {
    const graph = build(wide(10));
    assert.deepEqual(stubs(graph), ['7 more ⇢ join@2', 'split ⇢ 7 more']);
    assert.deepEqual(
      graph.levels?.map(({ traces, calls }) => [traces.drawn, traces.total, calls.drawn, calls.total]),
      [
        [1, 1, 0, 0],
        [3, 10, 3, 10],
        [1, 1, 3, 10],
      ],
    );
    const one = build(wide(10), { expanded: ['b9'] });
    assert.deepEqual(stubs(one), ['6 more ⇢ join@2', 'split ⇢ 6 more'], 'both its calls are drawn');
  });

  it('joins in one node what has one name', () => {
    const parts = Array.from({ length: 10 }, (_, n) => span(`b${n}/1`, { name: 'part', links: ['a/1'] }));
    const join = span('c/1', { name: 'join', links: parts.map((_, n) => `b${n}/1`) });
    const graph = build(traceSet(span('a/1', { name: 'split' }), parts, join), { asyncLimit: 1 });
    assert.deepEqual(edges(graph), ['part@1 ⇢ join@2 ×10', 'split ⇢ part@1 ×10']);
    assert.deepEqual(graph.stubs, []);
  });
});

describe('ten links to one trace', () => {
  it('are one call, ten times', () => {
    const sends = Array.from({ length: 10 }, (_, n) => span(`b/${n + 1}`, { name: 'send' }));
    const links = sends.map((_, n) => `b/${n + 1}`);
    const graph = build(traceSet(sends, span('a/1', { name: 'receive', links })), { asyncLimit: 1 });
    assert.deepEqual(edges(graph), ['send@-1 ⇢ receive ×10']);
    assert.equal(graph.edges[0]!.traceCount, 1);
    assert.deepEqual(graph.stubs, []);
  });
});
