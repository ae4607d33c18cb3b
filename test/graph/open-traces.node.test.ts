import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { drawnTraces } from '../../src/graph/drawn-traces.js';
import { buildDependencyGraph } from '../../src/graph/build-graph.js';
import type { GraphOptions } from '../../src/graph/graph-options.js';
import { span, startOfTests, traceId, traceSet } from './span-builder.js';

const spans = [
  span('1/1', { name: 'root', start: 0, duration: 50 }),
  span('1/2', { name: 'publish', kind: 'producer', parent: '1', start: 5 }),
  span('2/1', { name: 'consume', kind: 'consumer', start: 100, links: ['1/2'] }),
  span('3/1', { name: 'cause', kind: 'producer', start: -100 }),
  span('1/3', { name: 'listen', kind: 'consumer', parent: '1', start: 1, links: ['3/1'] }),
];
const traces = traceSet(...spans);
const options: GraphOptions = { focusTraceId: traceId('1'), groupBy: ['operation.name'] };

const open = (openTraces: GraphOptions['openTraces']): readonly string[] => {
  const graph = buildDependencyGraph(traces, { ...options, ...(openTraces ? { openTraces } : {}) });
  const names = new Map(graph.nodes.map(({ id, group }) => [id, group[0]?.value]));
  return graph.stubs.map(({ node, direction, loaded, callCount, traceIds }) => {
    assert.deepEqual([direction, loaded, callCount, traceIds], ['downstream', false, 0, []]);
    return names.get(node) ?? '';
  });
};

describe('open traces', () => {
  it('have a stub of no calls at the node of their root', () => {
    assert.deepEqual(open({ only: [traceId('1')] }), ['root']);
  });

  it('may be all but some; causes are not among them', () => {
    assert.deepEqual([...open({ except: [] })].sort(), ['consume', 'root']);
    assert.deepEqual(open({ except: [traceId('1')] }), ['consume']);
  });

  it('share a stub with calls that are known', () => {
    const from = { traceId: traceId('9'), spanId: '0000000000000001' };
    const graph = buildDependencyGraph(traces, {
      ...options,
      openTraces: { only: [traceId('1')] },
      incomingLinks: [{ to: { traceId: traceId('1') }, from }],
    });
    assert.deepEqual(
      graph.stubs.map(({ callCount, traceIds }) => [callCount, traceIds]),
      [[1, [traceId('9')]]],
    );
  });

  it('may be named in any spelling; garbage names none', () => {
    assert.deepEqual(open({ only: ['1', 'nowhere', 7 as unknown as string] }), ['root']);
    assert.deepEqual(open('all' as unknown as GraphOptions['openTraces']), []);
  });
});

describe('drawnTraces', () => {
  it('tells level, node of the root, start and end of each drawn trace, the earliest first', () => {
    const graph = buildDependencyGraph(traces, options);
    const found = drawnTraces(traces, graph, options, 10);
    const name = (id: string): string | null | undefined =>
      graph.nodes.find((node) => node.id === id)?.group[0]?.value;
    assert.deepEqual(
      found.map(({ traceId: id, level, nodeId, startTime, endTime }) => [
        id,
        level,
        name(nodeId),
        (startTime ?? 0) - startOfTests,
        (endTime ?? 0) - startOfTests,
      ]),
      [
        [traceId('3'), -1, 'cause', -100, -90],
        [traceId('1'), 0, 'root', 0, 50],
        [traceId('2'), 1, 'consume', 100, 110],
      ],
    );
  });

  it('gives no more than is wanted of a level, and nothing that is not drawn', () => {
    const many = traceSet(...['1', '2', '3', '4'].map((id) => span(`${id}/1`, { start: Number(id) })));
    const all = { focusTraceId: '*' };
    const two = drawnTraces(many, buildDependencyGraph(many, all), all, 2);
    assert.deepEqual(
      two.map((one) => one.traceId),
      [traceId('1'), traceId('2')],
    );
    const one = drawnTraces(many, buildDependencyGraph(many), {}, 2);
    assert.deepEqual(
      one.map(({ traceId: id }) => id),
      [traceId('1')],
    );
  });
});
