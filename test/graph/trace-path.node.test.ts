import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { buildDependencyGraph } from '../../src/graph/build-graph.js';
import type { GraphOptions } from '../../src/graph/graph-options.js';
import { tracePath } from '../../src/graph/trace-path.js';
import type { TraceSet } from '../../src/model/trace-set.js';
import { label } from './picture.js';
import { span, traceId, traceSet } from './span-builder.js';

function pathOf(traces: TraceSet, trace: string, options: GraphOptions = { focusTraceId: '*' }): string[] {
  const graph = buildDependencyGraph(traces, options);
  const path = tracePath(traces, graph, trace)!;
  assert.equal(path.traceId, traceId(trace));
  const labels = new Map(graph.nodes.map((node) => [node.id, label(node)]));
  const edges = graph.edges.filter(({ id }) => path.edgeIds.includes(id));
  return [
    ...path.nodeIds.map((id) => labels.get(id)!),
    ...edges.map(({ source, target }) => `${labels.get(source)} ⇢ ${labels.get(target)}`),
  ].sort();
}

/** a and b send to c, c to d and e; a sends to f as well. */
const network = traceSet(
  span('a/1'),
  span('b/1'),
  span('c/1', { links: ['a/1', 'b/1'] }),
  span('d/1', { links: ['c/1'] }),
  span('e/1', { links: ['c/1'] }),
  span('f/1', { links: ['a/1'] }),
);

describe('tracePath', () => {
  it('is null for a trace that is not in the data', () => {
    assert.equal(tracePath(network, buildDependencyGraph(network), '99'), null);
  });

  it('follows causes up and effects down, but not the other effects of causes', () => {
    assert.deepEqual(pathOf(network, 'd'), [
      'a/1',
      'a/1 ⇢ c/1@1',
      'b/1',
      'b/1 ⇢ c/1@1',
      'c/1@1',
      'c/1@1 ⇢ d/1@2',
      'd/1@2',
    ]);
    assert.deepEqual(pathOf(network, 'f'), ['a/1', 'a/1 ⇢ f/1@1', 'f/1@1']);
    assert.equal(pathOf(network, 'a').length, 5 + 4);
  });

  it('takes an id in any spelling', () => {
    const graph = buildDependencyGraph(network, { focusTraceId: '*' });
    const wanted = { ...tracePath(network, graph, traceId('d'))! };
    for (const id of ['d', 'D', ' 000d ']) assert.deepEqual(tracePath(network, graph, id), wanted);
  });

  it('tells traces of one node apart', () => {
    const batches = traceSet(
      span('a/1', { name: 'send' }),
      span('b/1', { name: 'send' }),
      span('c/1', { name: 'take', links: ['a/1'] }),
      span('d/1', { name: 'other', links: ['b/1'] }),
    );
    assert.deepEqual(pathOf(batches, 'c'), ['send', 'send ⇢ take@1', 'take@1']);
  });

  it('ends in cycles, and in chains of any length', () => {
    const cycle = traceSet(
      span('a/1', { links: ['c/1'] }),
      span('b/1', { links: ['a/1'] }),
      span('c/1', { links: ['b/1'] }),
    );
    assert.equal(pathOf(cycle, 'b').length, 6);
    const chain = traceSet(
      Array.from({ length: 5000 }, (_, n) => {
        return span(`${(n + 1).toString(16)}/1`, {
          name: 'hop',
          links: n > 0 ? [`${n.toString(16)}/1`] : [],
        });
      }),
    );
    const graph = buildDependencyGraph(chain, { asyncLimit: 0, asyncDepth: 0 });
    assert.equal(tracePath(chain, graph, '3e8')!.nodeIds.length, 5000);
  });
});
