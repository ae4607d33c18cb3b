import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { firstSpanOf, nodeWithSpan } from '../../src/data-worker/graph-lookup.js';
import { buffersOf, packGraph, unpackGraph } from '../../src/data-worker/packed-graph.js';
import type {
  AsyncStub,
  DependencyEdge,
  DependencyGraph,
  DependencyNode,
} from '../../src/model/dependency-graph.js';

/** Without the null prototypes that `fc.record` makes now and then: they do not survive a message. */
const record = <Fields>(fields: { [Key in keyof Fields]: fc.Arbitrary<Fields[Key]> }): fc.Arbitrary<Fields> =>
  fc.record(fields, { noNullPrototype: true });
const id = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.stringMatching(/^[0-9a-f]{16}$/),
  fc.constant('__proto__'),
);
const span = record({ traceId: id, spanId: id });
const spanNode = record({
  id,
  kind: fc.constant('http'),
  spanCount: fc.nat(),
  spans: fc.array(span),
});
const destinationNode = record({ id, destination: fc.string(), spans: fc.constant([]) });
const node = fc.oneof(
  { weight: 3, arbitrary: spanNode },
  destinationNode,
) as fc.Arbitrary<unknown> as fc.Arbitrary<DependencyNode>;
const edge = record({
  id,
  via: fc.nat(),
  calls: fc.array(record({ caller: span, callee: span })),
}) as fc.Arbitrary<unknown> as fc.Arbitrary<DependencyEdge>;
const stub = record({
  id,
  loaded: fc.boolean(),
  traceIds: fc.array(id),
  duration: fc.option(record({ count: fc.nat(), p95: fc.double({ noNaN: true, noDefaultInfinity: true }) })),
}) as fc.Arbitrary<unknown> as fc.Arbitrary<AsyncStub>;
const shown = record({ drawn: fc.nat(), total: fc.nat() });
const level = record({ level: fc.integer({ min: -9, max: 9 }), traces: shown, calls: shown });
const graph: fc.Arbitrary<DependencyGraph> = record({
  nodes: fc.array(node),
  edges: fc.array(edge),
  stubs: fc.array(stub),
  focusTraceId: fc.option(id),
  hiddenInternalSpans: fc.nat(),
  levels: fc.array(level),
});

describe('a packed graph', () => {
  it('is the same graph after the journey', () => {
    fc.assert(
      fc.property(graph, (original) => {
        const packed = packGraph(original);
        const copy = unpackGraph(structuredClone(packed, { transfer: buffersOf(packed) }));
        assert.equal(JSON.stringify(copy), JSON.stringify(original), 'also for who serialises it first');
        assert.deepEqual(copy, original);
        assert.deepEqual(structuredClone(unpackGraph(packGraph(original))), original);
      }),
    );
  });

  it('leaves the original as it is', () => {
    fc.assert(
      fc.property(graph, (original) => {
        const before = JSON.stringify(original);
        packGraph(original);
        assert.equal(JSON.stringify(original), before);
      }),
    );
  });

  it('makes its lists once', () => {
    const [first] = fc.sample(
      graph.filter(({ nodes }) => nodes.length > 0),
      1,
    );
    const copy = unpackGraph(packGraph(first!));
    assert.equal(copy.nodes[0]!.spans, copy.nodes[0]!.spans);
  });

  it('answers for the first span of a node and the node of a span as the original does', () => {
    fc.assert(
      fc.property(graph, id, (original, anyId) => {
        const copy = unpackGraph(packGraph(original));
        assert.deepEqual(copy.nodes.map(firstSpanOf), original.nodes.map(firstSpanOf));
        const ids = original.nodes.flatMap(({ spans }) =>
          spans.flatMap(({ traceId, spanId }) => [traceId, spanId]),
        );
        for (const wanted of [...ids, anyId]) {
          const node = nodeWithSpan(original, wanted);
          const index = node ? original.nodes.indexOf(node) : -1;
          assert.equal(nodeWithSpan(copy, wanted), copy.nodes[index] ?? null);
        }
        for (const { spans } of original.nodes) {
          for (const { traceId, spanId } of spans) {
            const node = nodeWithSpan(original, spanId, traceId);
            assert.ok(node);
            assert.ok(node.spans.some((one) => one.spanId === spanId && one.traceId === traceId));
            assert.equal(nodeWithSpan(copy, spanId, traceId), copy.nodes[original.nodes.indexOf(node)]);
          }
        }
        assert.equal(nodeWithSpan(copy, anyId, 'no trace'), null);
      }),
    );
  });

  it('answers without making a list', () => {
    const refs = (start: number): readonly object[] =>
      Array.from({ length: 3 }, (_, index) => ({ traceId: 't', spanId: String(start + index) }));
    const original = {
      nodes: [
        { id: 'a', spans: refs(0) },
        { id: 'b', spans: refs(3) },
      ],
      edges: [],
      stubs: [],
    };
    const copy = unpackGraph(packGraph(original as unknown as DependencyGraph));
    assert.deepEqual(copy.nodes.map(firstSpanOf), [refs(0)[0], refs(3)[0]]);
    assert.equal(nodeWithSpan(copy, '4'), copy.nodes[1]);
    assert.equal(nodeWithSpan(copy, 't'), null, 'the id of a trace is no id of a span');
    for (const node of copy.nodes) assert.ok('get' in Object.getOwnPropertyDescriptor(node, 'spans')!);
  });

  it('carries an id of a million characters', () => {
    const long = 'x'.repeat(1_000_000);
    const original = {
      nodes: [{ id: 'n', spans: [{ traceId: long, spanId: 's' }] }],
      edges: [],
      stubs: [],
      focusTraceId: null,
      hiddenInternalSpans: 0,
    };
    assert.deepEqual(unpackGraph(packGraph(original as unknown as DependencyGraph)), original);
  });

  it('does not send what it names as objects', () => {
    const spans = Array.from({ length: 10 }, (_, index) => ({ traceId: 't', spanId: String(index) }));
    const packed = packGraph({
      nodes: [{ id: 'n', spans } as unknown as DependencyNode],
      edges: [],
      stubs: [],
      focusTraceId: null,
      hiddenInternalSpans: 0,
    });
    assert.deepEqual(packed.frame.nodes[0]!.spans, []);
    assert.equal(packed.nodeSpans.ids.length, 20);
    assert.equal(buffersOf(packed).length, 8);
  });
});
