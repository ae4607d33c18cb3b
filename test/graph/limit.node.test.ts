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

describe('Rule 9: limits', () => {
  it('draws three of ten consumers and one stub for the rest', () => {
    const graph = build(fan(10));
    assert.equal(graph.edges.length, 3);
    assert.deepEqual(stubs(graph), ['send ⇢ 7 more']);
    assert.equal(graph.stubs[0]!.traceIds.length, 7);
  });

  it('draws three of ten producers of a batch, and one consumer', () => {
    const producers = Array.from({ length: 10 }, (_, n) => span(`b${n}/1`, { name: `send ${n}` }));
    const links = producers.map((_, n) => `b${n}/1`);
    const graph = build(traceSet(producers, span('a/1', { name: 'receive', start: 20, links })));
    assert.equal(graph.nodes.length, 4);
    assert.deepEqual(stubs(graph), ['7 more ⇢ receive']);
    assert.equal(graph.nodes.filter((node) => node.level === -1).length, 3);
  });

  it('follows a chain three levels deep', () => {
    const graph = build(chain(6), { focusTraceId: '1' });
    assert.deepEqual(nodes(graph), ['step 0', 'step 1@1', 'step 2@2', 'step 3@3']);
    assert.deepEqual(stubs(graph), ['step 3@3 ⇢ 1 more']);
  });

  it('closes a cycle between traces with an edge', () => {
    const graph = build(
      traceSet(span('a/1', { name: 'a', links: ['b/1'] }), span('b/1', { name: 'b', links: ['a/1'] })),
    );
    assert.deepEqual(edges(graph), ['a ⇢ b@1', 'b@1 ⇢ a']);
    assert.deepEqual(stubs(graph), []);
  });

  it('counts many messages between the same two operations as one call', () => {
    const sends = Array.from({ length: 20 }, (_, n) => span(`a/${n + 1}`, { name: 'send' }));
    const works = sends.map((_, n) => span(`c${n}/1`, { name: 'work', links: [`a/${n + 1}`] }));
    const graph = build(traceSet(sends, works), { asyncLimit: 1 });
    assert.deepEqual(edges(graph), ['send ⇢ work@1 ×20']);
    assert.deepEqual(stubs(graph), []);
  });

  it('takes failed, then many, then long calls first', () => {
    const order = (wanted: number[], traces: TraceSet): void => {
      const drawn = build(traces, { asyncLimit: wanted.length }).edges.map((edge) => edge.target);
      assert.deepEqual(drawn.map((id) => Number(/consume (\d)/.exec(id)![1])).sort(), wanted);
    };
    order(
      [4],
      fan(6, (n) => (n === 4 ? { status: 'error' } : { duration: 1000 })),
    );
    order(
      [5],
      fan(6, (n) => ({ duration: n })),
    );
    order([0, 1], fan(6));
    const twice = span('c/1', { name: 'consume 3', links: ['a/1'] });
    const { traces } = fan(6, (n) => ({ duration: n === 3 ? 1 : 1000 }));
    order(
      [3],
      traceSet(
        traces.flatMap((trace) => trace.spans),
        twice,
      ),
    );
  });

  it('means no limit by 0, and the default by nonsense', () => {
    assert.equal(build(fan(10), { asyncLimit: 0 }).edges.length, 10);
    assert.equal(build(chain(9), { focusTraceId: '1', asyncDepth: 0 }).nodes.length, 9);
    for (const asyncLimit of [-1, NaN, 2.5]) assert.equal(build(fan(10), { asyncLimit }).edges.length, 3);
  });

  it('draws the next calls, or all, when a stub is expanded', () => {
    const traces = fan(10);
    const stub = build(traces).stubs[0]!.id;
    assert.equal(stub, `["stub","downstream",true,${build(traces).stubs[0]!.node}]`);
    const first = build(traces).edges.map((edge) => edge.id);
    const second = build(traces, { expanded: [stub] }).edges.map((edge) => edge.id);
    assert.equal(second.length, 6);
    assert.ok(first.every((id) => second.includes(id)));
    assert.equal(build(traces, { expanded: [stub, stub] }).edges.length, 9);
    assert.deepEqual(stubs(build(traces, { expanded: [stub, stub] })), ['send ⇢ 1 more']);
    const all = build(traces, { expanded: [`${stub}:all`] });
    assert.deepEqual([all.edges.length, all.stubs.length], [10, 0]);
  });

  it('expands one stub without touching another node', () => {
    const more = Array.from({ length: 5 }, (_, n) => span(`c${n}/1`, { name: `other ${n}`, links: ['a/2'] }));
    const { traces } = fan(5, () => ({ status: 'error' }));
    const both = traceSet(
      traces.flatMap((trace) => trace.spans),
      span('a/2', { name: 'also' }),
      more,
    );
    assert.deepEqual(stubs(build(both)), ['also ⇢ 5 more', 'send ⇢ 2 more, 2 failed']);
    const also = build(both).stubs.find((stub) => stub.callCount === 5)!.id;
    assert.deepEqual(stubs(build(both, { expanded: [also] })), ['also ⇢ 2 more', 'send ⇢ 2 more, 2 failed']);
  });

  it('opens a stub at the greatest depth, by one level', () => {
    const traces = chain(6);
    const options = { focusTraceId: '1' };
    const stub = build(traces, options).stubs[0]!.id;
    const graph = build(traces, { ...options, expanded: [stub] });
    assert.deepEqual(stubs(graph), ['step 4@4 ⇢ 1 more']);
  });

  it('ignores expansions of what is not there', () => {
    assert.deepEqual(build(fan(5), { expanded: ['', 'x:all', '["stub"]'] }), build(fan(5)));
  });

  it('draws calls to a trace that is drawn already at no cost', () => {
    const shared = span('d/1', { name: 'shared', links: ['b/1', 'a/2', 'a/3'] });
    const graph = build(
      traceSet(
        span('a/1', { name: 'one' }),
        span('a/2', { name: 'two' }),
        span('a/3', { name: 'three' }),
        span('b/1', { name: 'b', links: ['a/1'] }),
        shared,
      ),
      { asyncLimit: 1 },
    );
    assert.deepEqual(
      edges(graph),
      ['one ⇢ b@1', 'three ⇢ shared@1', 'two ⇢ shared@1', 'b@1 ⇢ shared@1'].sort(),
    );
  });

  it('makes a stub of a link to a trace that is not in the data', () => {
    const graph = build(
      traceSet(
        span('a/1', { name: 'receive', links: ['e/1', 'e/2', 'f/1'], failed: true }),
        span('a/2', { name: 'receive', links: ['e/1'] }),
      ),
    );
    assert.deepEqual(stubs(graph), ['3 not loaded, 3 failed ⇢ receive']);
    assert.deepEqual(graph.stubs[0]!.traceIds, [traceId('e'), traceId('f')]);
  });

  it('makes a stub of another consumer of an upstream producer, which has no level', () => {
    const traces = traceSet(
      span('b/1', { name: 'send' }),
      span('a/1', { name: 'mine', links: ['b/1'] }),
      span('c/1', { name: 'theirs', links: ['b/1'] }),
    );
    const graph = build(traces);
    assert.deepEqual(edges(graph), ['send@-1 ⇢ mine']);
    assert.deepEqual(stubs(graph), ['send@-1 ⇢ 1 more']);
    assert.deepEqual(build(traces, { expanded: [`${graph.stubs[0]!.id}:all`] }), graph);
  });

  it('opens a stub against the direction of the level', () => {
    const both = (name: string, from: string): Span => span(`${name}/1`, { name, links: [from] });
    const traces = traceSet(
      span('a/1', { name: 'a' }),
      { ...both('b', 'a/1'), status: 'error' },
      both('c', 'a/1'),
      span('d/1', { name: 'd', links: ['b/1', 'c/1'] }),
    );
    const graph = build(traces, { asyncLimit: 1 });
    assert.deepEqual(stubs(graph), ['1 more ⇢ d@2', 'a ⇢ 1 more']);
    const upstream = graph.stubs.find((stub) => stub.direction === 'upstream')!.id;
    assert.deepEqual(stubs(build(traces, { asyncLimit: 1, expanded: [upstream] })), []);
  });

  it('keeps levels and ids whatever is drawn', () => {
    const traces = fan(10);
    const few = build(traces).nodes.map((node) => node.id);
    const all = new Set(build(traces, { asyncLimit: 0 }).nodes.map((node) => node.id));
    assert.ok(few.every((id) => all.has(id)));
  });
});
