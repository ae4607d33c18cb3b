import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { lineageOf, pathBetween } from '../../src/graph/calls-between.js';
import { canCollapse, collapsedStubId, collapseGraph, restrictGraph } from '../../src/graph/reduce-graph.js';
import type { DependencyEdge, DependencyGraph, DependencyNode } from '../../src/model/dependency-graph.js';

const node = (id: string): DependencyNode => ({
  id,
  kind: 'generic',
  level: 0,
  hop: 0,
  async: false,
  group: [],
  spanCount: 1,
  traceCount: 1,
  errorCount: id.startsWith('!') ? 1 : 0,
  hiddenErrors: 0,
  missingParents: 0,
  duration: null,
  selfTime: 0,
  wallTime: 0,
  spans: [],
});

const edge = (source: string, target: string): DependencyEdge => ({
  id: `${source}>${target}`,
  source,
  target,
  async: false,
  callCount: 1,
  traceCount: 1,
  errorCount: 0,
  duration: null,
  wait: null,
  via: 0,
  calls: [],
});

/** "ab bc": a calls b, b calls c; "!x" is a node that failed. */
function graphOf(text: string): DependencyGraph {
  const edges = text.split(' ').map((call) => {
    const [source = '', target = ''] = call.match(/!?\w/g) ?? [];
    return edge(source, target);
  });
  const ids = [...new Set(edges.flatMap(({ source, target }) => [source, target]))].sort();
  return { nodes: ids.map(node), edges, stubs: [], focusTraceId: null, hiddenInternalSpans: 0 };
}

const idsOf = ({ nodes }: DependencyGraph): string => nodes.map(({ id }) => id).join('');
const sorted = (ids: Iterable<string>): string => [...ids].sort().join('');

describe('what a node leads to and comes from', () => {
  it('is everything along calls, but not what its callers call besides', () => {
    const { nodes, edges } = lineageOf(graphOf('ab bc cd be xb ay'), 'c');
    assert.equal(sorted(nodes), 'abcdx');
    assert.deepEqual([...edges].sort(), ['a>b', 'b>c', 'c>d', 'x>b']);
  });

  it('ends in a cycle', () => {
    assert.equal(sorted(lineageOf(graphOf('ab bc ca'), 'b').nodes), 'abc');
  });
});

describe('the path between two nodes', () => {
  it('has all of the shortest ways', () => {
    const path = pathBetween(graphOf('ab bd ac cd ax xy yd'), 'a', 'd');
    assert.equal(path?.length, 2);
    assert.equal(sorted(path?.nodes ?? []), 'abcd');
    assert.deepEqual([...(path?.edges ?? [])].sort(), ['a>b', 'a>c', 'b>d', 'c>d']);
  });

  it('goes against the order of choosing where calls go that way only', () => {
    const path = pathBetween(graphOf('ab bc'), 'c', 'a');
    assert.deepEqual([path?.from, path?.to, path?.length], ['a', 'c', 2]);
  });

  it('is none between nodes that do not lead to each other', () => {
    assert.equal(pathBetween(graphOf('ab ac'), 'b', 'c'), null);
    assert.equal(pathBetween(graphOf('ab'), 'a', 'a'), null);
  });
});

describe('a graph of some nodes only', () => {
  it('has their neighbours and the calls between all of these', () => {
    const part = restrictGraph(graphOf('ab bc cd ac de'), ['b']);
    assert.equal(idsOf(part), 'abc');
    assert.deepEqual(
      part.edges.map(({ id }) => id),
      ['a>b', 'b>c', 'a>c'],
    );
  });
});

describe('a collapsed node', () => {
  it('hides what is reached through it only, and counts it', () => {
    const graph = collapseGraph(graphOf('ab bc cd c!e ad xf cf'), new Set(['b']));
    assert.equal(idsOf(graph), 'abdfx');
    assert.deepEqual(graph.stubs, [
      {
        id: collapsedStubId('b'),
        node: 'b',
        direction: 'downstream',
        callCount: 1,
        traceIds: [],
        errorCount: 1,
        loaded: true,
        collapsed: { operations: 2, calls: 2 },
      },
    ]);
  });

  it('counts the spans that failed behind it, not their nodes, those that are contracted included', () => {
    const { nodes, ...rest } = graphOf('ab bc bd !ab');
    const counted = nodes.map((one) =>
      one.id === 'c'
        ? { ...one, spanCount: 9, errorCount: 4 }
        : one.id === 'd'
          ? { ...one, errorCount: 2, hiddenErrors: 3 }
          : one,
    );
    const { stubs } = collapseGraph({ ...rest, nodes: counted }, new Set(['b']));
    assert.deepEqual(
      stubs.map(({ errorCount }) => errorCount),
      [9],
    );
  });

  it('hides nothing where others call the same', () => {
    const graph = graphOf('ab bc ac');
    assert.equal(collapseGraph(graph, new Set(['b'])), graph);
    assert.equal(canCollapse(graph, 'b'), false);
    assert.equal(canCollapse(graph, 'c'), false);
    assert.equal(canCollapse(graph, 'a'), true);
  });

  it('is hidden with its stub when a caller of it is collapsed too', () => {
    const graph = collapseGraph(graphOf('ab bc cd'), new Set(['a', 'c']));
    assert.equal(idsOf(graph), 'a');
    assert.deepEqual(
      graph.stubs.map(({ collapsed }) => collapsed),
      [{ operations: 3, calls: 3 }],
    );
  });

  it('leaves in the graph exactly what has another way from a root, whatever the graph', () => {
    const letters = [...'abcdefgh'];
    const calls = fc.array(fc.tuple(fc.constantFrom(...letters), fc.constantFrom(...letters)), {
      minLength: 1,
      maxLength: 16,
    });
    fc.assert(
      fc.property(calls, fc.subarray(letters), (list, collapsed) => {
        const graph = graphOf(list.map(([from, to]) => from + to).join(' '));
        const closed = new Set(collapsed);
        const reduced = collapseGraph(graph, closed);
        const called = new Set(
          graph.edges.flatMap(({ source, target }) => (source === target ? [] : target)),
        );
        const roots = graph.nodes.map(({ id }) => id).filter((id) => !called.has(id));
        const reach = (stops: ReadonlySet<string>): ReadonlySet<string> => {
          const found = new Set<string>();
          const visit = (id: string): void => {
            if (found.has(id)) return;
            found.add(id);
            if (!stops.has(id))
              for (const { source, target } of graph.edges) if (source === id) visit(target);
          };
          roots.forEach(visit);
          return found;
        };
        const all = reach(new Set());
        const kept = reach(closed);
        const expected = graph.nodes.map(({ id }) => id).filter((id) => kept.has(id) || !all.has(id));
        assert.equal(idsOf(reduced), expected.join(''));
        const hidden = graph.nodes.length - reduced.nodes.length;
        assert.equal(hidden > 0, reduced.stubs.length > 0);
        for (const { source, target } of reduced.edges)
          assert.ok(expected.includes(source) && expected.includes(target));
      }),
    );
  });
});
