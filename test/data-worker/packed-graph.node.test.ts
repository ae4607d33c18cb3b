import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  firstSpanOf,
  membersLookup,
  namedSpanOf,
  nodeWithSpan,
  rememberLookup,
} from '../../src/data-worker/graph-lookup.js';
import { buffersOf, type PackedGraph, packGraph, unpackGraph } from '../../src/data-worker/packed-graph.js';
import { textAt, TextPacker } from '../../src/data-worker/packed-texts.js';
import { buildDependencyGraph } from '../../src/graph/build-graph.js';
import { knownMembers } from '../../src/graph/built-graphs.js';
import type { GraphOptions } from '../../src/graph/graph-options.js';
import { createTraceSet } from '../../src/ingest/create-trace-set.js';
import type { DependencyGraph } from '../../src/model/dependency-graph.js';
import type { Span } from '../../src/model/span.js';
import { jsonOf } from '../../src/view/export/graph-json.js';
import { span, traceSet } from '../graph/span-builder.js';
import { arbitraryOptions } from '../oracle/arbitrary-options.js';
import { arbitraryFans, arbitrarySpans } from '../oracle/arbitrary-traces.js';

const pack = (graph: DependencyGraph): PackedGraph => packGraph(graph, knownMembers(graph)!);

const build = (spans: readonly Span[], options: GraphOptions): DependencyGraph =>
  buildDependencyGraph(createTraceSet(spans), options);

/** Ids are opaque: what a source sends instead of hexadecimal digits travels as well. */
const id = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1 }),
  fc.stringMatching(/^[0-9a-f]{16}$/),
  fc.constantFrom('__proto__', 'a', 'ü', '\ud83d'),
);
const oddlyNamed = fc
  .array(
    fc.record({ traceId: id, spanId: id, linked: fc.nat(), parent: fc.nat() }, { noNullPrototype: true }),
  )
  .map((refs) =>
    refs.map(({ linked, parent, ...ref }, place): Span => {
      const { traceId, spanId } = refs[linked % refs.length]!;
      const links = place % 2 === 0 ? [] : [{ traceId, spanId, attributes: {} }];
      return { ...span(`a/${place % 5}`), ...ref, parentSpanId: refs[parent % refs.length]!.spanId, links };
    }),
  );
const graph = fc
  .tuple(fc.oneof(arbitrarySpans, arbitraryFans, oddlyNamed), arbitraryOptions)
  .map(([spans, options]) => build(spans, options));

describe('a packed graph', () => {
  it('is the same graph after the journey', () => {
    fc.assert(
      fc.property(graph, (original) => {
        const packed = pack(original);
        const copy = unpackGraph(structuredClone(packed, { transfer: buffersOf(packed) }));
        assert.deepEqual(copy, original);
        assert.deepEqual(
          structuredClone(unpackGraph(pack(original))),
          original,
          'also for who clones it first',
        );
        assert.deepEqual(JSON.parse(JSON.stringify(unpackGraph(pack(original)))), original);
      }),
    );
  });

  it('leaves the original as it is, and its lists unmade', () => {
    fc.assert(
      fc.property(graph, (original) => {
        pack(original);
        for (const node of original.nodes.filter(({ destination }) => destination === undefined)) {
          assert.ok('get' in Object.getOwnPropertyDescriptor(node, 'spans')!);
        }
        for (const edge of original.edges)
          assert.ok('get' in Object.getOwnPropertyDescriptor(edge, 'calls')!);
      }),
    );
  });

  it('makes its lists once, like the original', () => {
    const original = build([span('a/1')], {});
    for (const { nodes } of [original, unpackGraph(pack(original))])
      assert.equal(nodes[0]!.spans, nodes[0]!.spans);
  });

  it('answers for the first span of a node and the node of a span, from here and from there', () => {
    fc.assert(
      fc.property(graph, id, (original, anyId) => {
        const copy = unpackGraph(structuredClone(pack(original)));
        const plain = structuredClone(original);
        rememberLookup(original, membersLookup(knownMembers(original)!));
        for (const one of [original, copy])
          assert.deepEqual(one.nodes.map(firstSpanOf), plain.nodes.map(firstSpanOf));
        const { index, grouping, nodeSpans } = knownMembers(original)!;
        const { visible } = grouping.contraction;
        // What is hidden is in the node of its nearest visible ancestor.
        const nodeWith = (spanId: string): string | undefined =>
          original.nodes.find((_, place) =>
            visible.some(
              (stands, one) => index.spanId(one) === spanId && nodeSpans.items(place).includes(stands),
            ),
          )?.id;
        const refs = plain.nodes.flatMap(({ spans }) => spans);
        for (const wanted of [
          ...refs.map(({ spanId }) => spanId),
          ...plain.stubs.map(({ id }) => id),
          anyId,
        ]) {
          for (const one of [original, copy]) {
            assert.equal(nodeWithSpan(one, wanted)?.id, nodeWith(wanted));
          }
        }
        for (const { spanId, traceId } of refs) {
          for (const one of [original, copy]) {
            assert.equal(nodeWithSpan(one, spanId, traceId)?.id, nodeWithSpan(plain, spanId, traceId)?.id);
          }
        }
        assert.equal(nodeWithSpan(copy, anyId, 'no trace'), null);
      }),
    );
  });

  it('is the same text as JSON', () => {
    const original = build(
      [
        span('a/1', { kind: 'producer' }),
        span('a/2', { parent: '1', name: 'publish', kind: 'producer' }),
        ...['b', 'c', 'd', 'e', 'f'].map((id) =>
          span(`${id}/1`, { name: id, kind: 'consumer', links: ['a/2'] }),
        ),
        span('b/2', { parent: '1', name: 'store', links: ['ab/1'] }),
      ],
      { showDestinations: true },
    );
    assert.ok(original.edges.length > 0 && original.stubs.length > 0);
    assert.equal(jsonOf(unpackGraph(pack(original))), jsonOf(original));
  });

  it('finds a hidden span in the node of its nearest visible ancestor', () => {
    const inner = (id: string, parent: string): Span => span(`a/${id}`, { parent, kind: 'internal' });
    const original = build([span('b/2'), span('a/1'), inner('2', '1'), inner('3', '2')], {
      focusTraceId: 'a',
    });
    rememberLookup(original, membersLookup(knownMembers(original)!));
    for (const one of [original, unpackGraph(structuredClone(pack(original)))]) {
      assert.equal(one.nodes.length, 1);
      for (const spanId of ['2', '3'].map((digit) => digit.padStart(16, '0')))
        for (const traceId of [undefined, one.focusTraceId!])
          assert.equal(nodeWithSpan(one, spanId, traceId), one.nodes[0]);
      assert.equal(nodeWithSpan(one, '2'.padStart(16, '0'), 'b'.padStart(32, '0')), null);
    }
  });

  it('answers without making a list', () => {
    const spans = [span('a/1'), span('a/2'), span('a/3')];
    const copy = unpackGraph(pack(build(spans, {})));
    assert.deepEqual(
      copy.nodes.map((node) => firstSpanOf(node)?.spanId).sort(),
      spans.map((one) => one.spanId),
    );
    const [, second] = spans;
    assert.equal(nodeWithSpan(copy, second!.spanId)?.group[1]?.value, second!.name);
    assert.equal(nodeWithSpan(copy, second!.traceId), null, 'the id of a trace is no id of a span');
    for (const node of copy.nodes) assert.ok('get' in Object.getOwnPropertyDescriptor(node, 'spans')!);
  });

  it('tells what the first span of a node is called where the groups do not', () => {
    const spans = [span('a/1', { name: 'checkout', service: 'shop' }), span('b/1', { service: null })];
    for (const groupBy of [['operation.name'], ['service.name'], [], undefined]) {
      const original = build(spans, { focusTraceId: '*', ...(groupBy && { groupBy }) });
      const copy = unpackGraph(structuredClone(pack(original)));
      rememberLookup(original, membersLookup(knownMembers(original)!));
      for (const { nodes } of [original, copy]) {
        const [node] = nodes.filter((one) => firstSpanOf(one)?.traceId === spans[0]!.traceId);
        assert.deepEqual(namedSpanOf(node!), {
          ...firstSpanOf(node!),
          operation: 'checkout',
          service: 'shop',
        });
      }
    }
  });

  it('carries an id of a million characters', () => {
    const original = build([{ ...span('a/1'), spanId: 'x'.repeat(1_000_000) }], {});
    assert.deepEqual(unpackGraph(pack(original)), original);
  });

  it('does not send what it names as objects, and every column without a copy', () => {
    const spans = Array.from({ length: 10 }, (_, place) => span(`a/${place + 1}`, { name: 'same' }));
    const original = buildDependencyGraph(traceSet(...spans), {});
    const packed = pack(original);
    assert.ok(!('spans' in packed.frame.nodes[0]!));
    assert.equal(packed.spans.ids.form.length, 10);
    const views = JSON.stringify(packed, (_, value: unknown) => (ArrayBuffer.isView(value) ? 'view' : value));
    assert.equal(buffersOf(packed).length, views.split('"view"').length - 1);
  });
});

describe('packed texts', () => {
  it('are the same texts, of whatever characters and length', () => {
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary', minLength: 5000 }));
    fc.assert(
      fc.property(fc.array(text), fc.nat({ max: 64 }), (texts, room) => {
        const packer = new TextPacker(texts.length, room);
        for (const one of texts) packer.push(one);
        const packed = packer.finish();
        assert.deepEqual(
          texts.map((_, number) => textAt(packed, number)),
          texts,
        );
      }),
    );
  });
});
