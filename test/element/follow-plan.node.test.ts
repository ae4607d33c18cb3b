import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { causesToLoad, MOST_FOLLOWED } from '../../src/element/follow-plan.js';
import { buildDependencyGraph } from '../../src/graph/build-graph.js';
import type { DependencyEdge, DependencyGraph } from '../../src/model/dependency-graph.js';
import { span, traceSet } from '../graph/span-builder.js';

/** One trace that consumes messages of many others, each with an operation of its own; none of those is loaded. */
function consumersOf(causes: number): DependencyGraph {
  const consumers = Array.from({ length: causes }, (_, place) =>
    span(`a/${(place + 2).toString(16)}`, {
      name: `consume ${place}`,
      kind: 'consumer',
      parent: '1',
      links: [`${(place + 16).toString(16)}/1`],
    }),
  );
  return buildDependencyGraph(traceSet(span('a/1', { name: 'root' }), ...consumers), {});
}

const limits = { asyncLimit: 3, asyncDepth: 3 };
const nothing = new Map<string, number>();

describe('the causes to load', () => {
  it('are found with one look at each edge, and none beyond the most', () => {
    const graph = consumersOf(300);
    assert.equal(graph.stubs.length, 300);
    let looks = 0;
    const edges = graph.edges.map((edge): DependencyEdge =>
      Object.defineProperty({ ...edge }, 'async', { get: () => (looks++, edge.async) }),
    );
    let asked = 0;
    const wanted = causesToLoad({ ...graph, edges }, limits, nothing, () => (asked++, false));
    assert.equal([...wanted.values()].flat().length, MOST_FOLLOWED);
    assert.equal(looks, edges.length);
    assert.equal(asked, MOST_FOLLOWED);
  });

  it('have the room that neither drawn calls nor followed traces have taken', () => {
    const graph = consumersOf(1);
    const [stub] = graph.stubs;
    const [edge] = graph.edges;
    const found = (extra: readonly DependencyEdge[], followed = nothing): number =>
      causesToLoad({ ...graph, edges: [...graph.edges, ...extra] }, limits, followed, () => false).size;
    const calls = (count: number, source = 'elsewhere'): readonly DependencyEdge[] =>
      Array.from({ length: count }, () => ({ ...edge!, async: true, source, target: stub!.node }));
    assert.equal(found([]), 1);
    assert.equal(found(calls(2)), 1);
    assert.equal(found(calls(3)), 0);
    assert.equal(found(calls(3, stub!.node)), 1, 'a call of a node by itself takes no room');
    assert.equal(found([], new Map([[stub!.id, 3]])), 0);
  });
});
