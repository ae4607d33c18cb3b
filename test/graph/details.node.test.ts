import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { buildDependencyGraph } from '../../src/graph/build-graph.js';
import { edgeDetails } from '../../src/graph/edge-details.js';
import { findNodes } from '../../src/graph/find-nodes.js';
import type { GraphOptions } from '../../src/graph/graph-options.js';
import { nodeDetails } from '../../src/graph/node-details.js';
import type { EdgeDetails, NodeDetails } from '../../src/model/details.js';
import type { TraceSet } from '../../src/model/trace-set.js';
import { edgeOf, nodeOf } from './picture.js';
import { ref, span, startOfTests, traceId, traceSet } from './span-builder.js';

const all = { offset: 0, limit: 100 };

function detailsOfNode(traces: TraceSet, label: string, options: GraphOptions = {}, page = all): NodeDetails {
  const graph = buildDependencyGraph(traces, options);
  return nodeDetails(traces, graph, nodeOf(graph, label).id, page, options)!;
}

function detailsOfEdge(
  traces: TraceSet,
  source: string,
  target: string,
  options: GraphOptions = {},
  page = all,
): EdgeDetails {
  const graph = buildDependencyGraph(traces, options);
  return edgeDetails(traces, graph, edgeOf(graph, source, target).id, page)!;
}

const batch = traceSet(
  span('a/1', { name: 'send', service: 'shop', start: 0, duration: 10 }),
  span('a/2', { name: 'send', service: 'shop', start: 5, duration: 10, failed: true }),
  span('b/1', {
    name: 'work',
    start: 20,
    links: [['a/1', { offset: 7 }], 'a/2', 'e/1', 'b/1', 'a/0'],
  }),
  span('c/1', { name: 'work', start: 8, duration: null, links: ['a/1'], kind: 'consumer' }),
);

describe('nodeDetails', () => {
  it('is null for a node that the graph does not have', () => {
    assert.equal(nodeDetails(batch, buildDependencyGraph(batch), 'x', all), null);
  });

  it('lists the traces that converge, by start', () => {
    const { traces } = detailsOfNode(batch, 'send', { focusTraceId: 'a' });
    assert.deepEqual(traces, {
      total: 1,
      rows: [
        {
          ...ref('a/1'),
          operation: 'send',
          service: 'shop',
          startTime: startOfTests,
          duration: 15,
          spanCount: 2,
          errorCount: 1,
        },
      ],
    });
    const byService = { focusTraceId: 'a', groupBy: ['service.name'], classify: () => 'generic' as const };
    const work = detailsOfNode(batch, 'service@1', byService);
    assert.deepEqual(
      work.traces.rows.map((row) => [row.traceId, row.duration]),
      [
        [traceId('c'), null],
        [traceId('b'), 10],
      ],
    );
    assert.deepEqual(work.kinds, ['server', 'consumer']);
  });

  it('gives spans by the page', () => {
    const many = traceSet(Array.from({ length: 9 }, (_, n) => span(`a/${n + 1}`, { name: 'x', start: n })));
    const { spans } = detailsOfNode(many, 'x', {}, { offset: 7, limit: 5 });
    assert.equal(spans.total, 9);
    assert.deepEqual(
      spans.rows.map((row) => row.spanId),
      [ref('a/8').spanId, ref('a/9').spanId],
    );
    assert.deepEqual(detailsOfNode(many, 'x', {}, { offset: 20, limit: 5 }).spans, { rows: [], total: 9 });
  });

  it('lists links to causes, loaded or not, invalid and self ones as well', () => {
    const { links } = detailsOfNode(batch, 'server@1', { focusTraceId: 'a', groupBy: ['span.kind'] });
    assert.deepEqual(
      links.rows.map(({ direction, other, otherName, otherService, loaded, wait }) => {
        return [direction, other, otherName, otherService, loaded, wait];
      }),
      [
        ['cause', ref('a/1'), 'send', 'shop', true, 10],
        ['cause', ref('a/2'), 'send', 'shop', true, 5],
        ['cause', ref('e/1'), null, null, false, null],
        ['cause', ref('b/1'), 'work', 'service', true, null],
        ['cause', ref('a/0'), null, null, true, null],
      ],
    );
    assert.equal(links.rows[0]!.attributes['offset'], 7);
  });

  it('lists links from effects', () => {
    const { links } = detailsOfNode(batch, 'send', { focusTraceId: 'a' });
    assert.deepEqual(
      links.rows.map(({ direction, span: own, other, wait }) => [direction, own, other, wait]),
      [
        ['effect', ref('a/1'), ref('b/1'), 10],
        ['effect', ref('a/1'), ref('c/1'), -2],
        ['effect', ref('a/2'), ref('b/1'), 5],
      ],
    );
    const second = detailsOfNode(batch, 'send', { focusTraceId: 'a' }, { offset: 1, limit: 1 }).links;
    assert.deepEqual([second.total, second.rows.map((row) => row.other)], [3, [ref('c/1')]]);
  });

  it('lists the links of contracted spans', () => {
    const hidden = traceSet(
      span('a/1'),
      span('a/2', { parent: '1', kind: 'internal', links: ['e/9'] }),
      span('b/1', { links: ['a/2'] }),
    );
    const { links } = detailsOfNode(hidden, 'a/1', { focusTraceId: 'a' });
    assert.deepEqual(
      links.rows.map((row) => [row.direction, row.span, row.other]),
      [
        ['cause', ref('a/2'), ref('e/9')],
        ['effect', ref('a/2'), ref('b/1')],
      ],
    );
    const shown = { focusTraceId: 'a', showInternalSpans: true };
    assert.equal(detailsOfNode(hidden, 'a/1', shown).links.total, 0);
  });

  it('tells the wait of a link between contracted spans as its edge does', () => {
    const hidden = traceSet(
      span('a/1', { start: 0, duration: 100 }),
      span('a/2', { parent: '1', kind: 'internal', start: 10, duration: 10 }),
      span('b/1', { start: 110 }),
      span('b/2', { parent: '1', kind: 'internal', start: 115, duration: 1, links: ['a/2', 'b/1'] }),
      span('b/3', { parent: '1', kind: 'internal', start: 116, duration: 1, links: ['b/2'] }),
    );
    const options: GraphOptions = { focusTraceId: 'a' };
    assert.equal(edgeOf(buildDependencyGraph(hidden, options), 'a/1', 'b/1@1').wait?.avg, 10);
    const waits = (label: string, all = options): (number | null)[] =>
      detailsOfNode(hidden, label, all).links.rows.map(({ wait }) => wait);
    assert.deepEqual(waits('a/1'), [10]);
    const loop = edgeOf(buildDependencyGraph(hidden, options), 'b/1@1', 'b/1@1');
    assert.equal(loop.wait?.overlapping, 1);
    const within = waits('b/1@1').toSorted((one, other) => (one ?? 0) - (other ?? 0));
    assert.ok((within[0] ?? 0) < 0, 'a call within one span is a loop, which overlaps itself');
    assert.equal(within.filter((wait) => wait === null).length, 2, 'a link to the own parent is no call');
    assert.deepEqual(waits('b/2@1', { ...options, showInternalSpans: true }).slice(0, 2), [95, null]);
  });

  it('counts the tags of contracted spans as well, by which the node is found', () => {
    const inner = { parent: '1', kind: 'internal', name: 'inner', tags: { tenant: 'blue' } } as const;
    const traces = traceSet(span('a/1', { name: 'x', tags: { tenant: 'red' } }), span('a/2', inner));
    const { tags, spans } = detailsOfNode(traces, 'x');
    assert.equal(spans.total, 1);
    assert.deepEqual(tags[0]!.values, [
      { value: 'blue', count: 1 },
      { value: 'red', count: 1 },
    ]);
  });

  it('lists the contracted spans, by whose names the node is found', () => {
    const traces = traceSet(
      span('a/1', { name: 'x' }),
      span('a/2', { name: 'x' }),
      span('a/3', { parent: '1', kind: 'internal', name: 'inner', failed: true }),
      span('a/4', { parent: '3', kind: 'internal', name: 'innermost' }),
      span('a/5', { parent: '2', kind: 'internal', name: 'inner' }),
    );
    const graph = buildDependencyGraph(traces);
    assert.deepEqual(findNodes(traces, graph, 'innermost'), [nodeOf(graph, 'x').id]);
    const { spans, contracted } = detailsOfNode(traces, 'x');
    assert.equal(spans.total, 2);
    assert.equal(contracted.total, 3);
    assert.deepEqual(
      contracted.rows.map(({ spanId: id, name, status }) => [id, name, status]),
      [
        [ref('a/3').spanId, 'inner', 'error'],
        [ref('a/4').spanId, 'innermost', 'unset'],
        [ref('a/5').spanId, 'inner', 'unset'],
      ],
    );
    assert.equal(
      detailsOfNode(traces, 'x', {}, { offset: 1, limit: 1 }).contracted.rows[0]!.name,
      'innermost',
    );
    assert.equal(detailsOfNode(traces, 'x', { showInternalSpans: true }).contracted.total, 0);
  });

  it('counts the tags of what was contracted into a span once', () => {
    const calls = Array.from({ length: 9 }, (_, n) =>
      span(`a/${n + 2}`, {
        parent: '1',
        kind: 'internal',
        tags: { table: 'orders', row: n % 2 },
        processTags: { host: 'h' },
      }),
    );
    const traces = traceSet(span('a/1', { name: 'x', processTags: { host: 'h' } }), ...calls);
    const { tags } = detailsOfNode(traces, 'x');
    assert.deepEqual(
      tags.map(({ key, spanCount, values }) => [key, spanCount, values.map(({ count }) => count)]),
      [
        ['row', 1, [1, 1]],
        ['table', 1, [1]],
        ['host', 1, [1]],
      ],
    );
  });

  it('counts no more spans with a tag than the node has, of however many hidden ones', () => {
    const own = Array.from({ length: 100 }, (_, n) =>
      span(`a/${n + 1}`, { name: 'x', tags: { table: 'orders' } }),
    );
    const hidden = Array.from({ length: 60_000 }, (_, n) =>
      span(`a/${n + 1001}`, { parent: `${(n % 100) + 1}`, kind: 'internal', tags: { table: 'orders' } }),
    );
    const { spans, tags } = detailsOfNode(traceSet(own, hidden), 'x');
    assert.equal(spans.total, 100);
    assert.deepEqual(
      tags.map(({ spanCount, values }) => [spanCount, values[0]!.count]),
      [[100, 100]],
    );
  });

  it('counts tags and process tags with their most frequent values', () => {
    const values = ['a', 'b', 'c', 'd', 'e', 'f', 'f', 'b', 'f'];
    const tagged = traceSet(
      values.map((value, n) =>
        span(`a/${n + 1}`, {
          name: 'x',
          tags: { value },
          processTags: n === 0 ? { host: 'h'.repeat(600) } : {},
        }),
      ),
    );
    const { tags } = detailsOfNode(tagged, 'x');
    assert.deepEqual(tags[0], {
      key: 'value',
      process: false,
      spanCount: 9,
      distinct: 6,
      values: [
        { value: 'f', count: 3 },
        { value: 'b', count: 2 },
        { value: 'a', count: 1 },
        { value: 'c', count: 1 },
        { value: 'd', count: 1 },
      ],
    });
    assert.deepEqual([tags[1]!.key, tags[1]!.process, tags[1]!.spanCount], ['host', true, 1]);
    assert.equal(tags[1]!.values[0]!.value.length, 500);
  });
});

describe('edgeDetails', () => {
  it('is null for an edge that the graph does not have', () => {
    assert.equal(edgeDetails(batch, buildDependencyGraph(batch), 'x', all), null);
  });

  it('tells of every call its spans, wait and the attributes of its link', () => {
    const { calls, traces } = detailsOfEdge(batch, 'send', 'work@1', {
      focusTraceId: 'a',
      classify: () => 'generic',
    });
    assert.deepEqual(
      calls.rows.map((row) => [row.caller.spanId, row.callee.traceId, row.wait, row.attributes?.['offset']]),
      [
        [ref('a/1').spanId, traceId('b'), 10, 7],
        [ref('a/2').spanId, traceId('b'), 5, undefined],
        [ref('a/1').spanId, traceId('c'), -2, undefined],
      ],
    );
    assert.equal(calls.total, 3);
    assert.deepEqual(
      traces.rows.map((row) => row.traceId),
      [traceId('c'), traceId('b')],
    );
  });

  it('gives calls by the page', () => {
    const options = { focusTraceId: 'a', classify: () => 'generic' as const };
    const { calls } = detailsOfEdge(batch, 'send', 'work@1', options, { offset: 1, limit: 1 });
    assert.deepEqual([calls.total, calls.rows.map((row) => row.wait)], [3, [5]]);
  });

  it('finds the links of contracted spans, several between the same two spans in order', () => {
    const traces = traceSet(
      span('a/1'),
      span('a/2', { parent: '1', kind: 'internal' }),
      span('b/1', { links: [['a/2', { n: 1 }]] }),
      span('b/2', {
        parent: '1',
        kind: 'internal',
        links: [
          ['a/1', { n: 2 }],
          ['a/2', { n: 3 }],
        ],
      }),
    );
    const { calls } = detailsOfEdge(traces, 'a/1', 'b/1@1', { focusTraceId: 'a' });
    assert.deepEqual(
      calls.rows.map((row) => row.attributes?.['n']),
      [1, 2, 3],
    );
  });

  it('gives the attributes of a link that goes with a parent, and none without a link', () => {
    const traces = traceSet(
      span('a/1', { kind: 'producer' }),
      span('a/2', { parent: '1', kind: 'consumer', links: [['a/1', { n: 1 }]] }),
      span('a/3', { parent: '1' }),
    );
    assert.equal(detailsOfEdge(traces, 'a/1', 'a/2+1').calls.rows[0]!.attributes?.['n'], 1);
    const [synchronous] = detailsOfEdge(traces, 'a/1', 'a/3').calls.rows;
    assert.deepEqual([synchronous!.attributes, synchronous!.wait], [null, null]);
  });
});
