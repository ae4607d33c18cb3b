/** The data of the page of patterns: each has the pattern that it is shown for, and reads as real services wrote it. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { patternOf, patterns } from '../../demo/patterns.js';
import { buildDependencyGraph, parseTraces } from '../../src/core.js';
import type { Span } from '../../src/model/span.js';

const readFixture = (file: string): Promise<string> =>
  Promise.resolve(readFileSync(`test/fixtures/${file}`, 'utf8'));

async function open(id: string) {
  const pattern = patternOf(id);
  assert.equal(pattern?.id, id);
  const { data, focusTraceId } = await pattern.load(readFixture);
  const { traces, problems } = parseTraces(data);
  const focus = traces.traces.find(({ traceId }) => traceId === focusTraceId);
  assert.ok(focus, 'the focus is in the data');
  const spans = traces.traces.flatMap((trace) => trace.spans);
  const graph = buildDependencyGraph(traces, { ...pattern.attributes, focusTraceId });
  return { traces, problems, focus, spans, graph };
}

const keyOf = ({ traceId, spanId }: { readonly traceId: string; readonly spanId: string }): string =>
  `${traceId} ${spanId}`;

/** For each trace, the traces that it links to. */
function causesByTrace(spans: readonly Span[]): ReadonlyMap<string, ReadonlySet<string>> {
  const causes = new Map<string, Set<string>>();
  for (const { traceId, links } of spans) {
    const known = causes.get(traceId) ?? new Set();
    for (const link of links) known.add(link.traceId);
    causes.set(traceId, known);
  }
  return causes;
}

for (const pattern of patterns.filter(({ generated }) => generated)) {
  describe(`generated: ${pattern.title}`, () => {
    test('is the same at each visit', async () => {
      assert.deepEqual(await pattern.load(readFixture), await pattern.load(readFixture));
    });

    test('has no defect', async () => {
      assert.deepEqual((await open(pattern.id)).problems, []);
    });

    test('has children within their parents and effects after their causes', async () => {
      const { spans } = await open(pattern.id);
      const byKey = new Map(spans.map((span) => [keyOf(span), span]));
      const endOf = ({ startTime, duration }: Span): number => (startTime ?? NaN) + (duration ?? NaN);
      for (const span of spans) {
        for (const link of span.links) {
          const cause = byKey.get(keyOf(link));
          assert.ok(cause && (span.startTime ?? NaN) >= endOf(cause), `${span.name} comes after its cause`);
        }
        if (span.parentSpanId === null) continue;
        const parent = byKey.get(keyOf({ traceId: span.traceId, spanId: span.parentSpanId }));
        assert.ok(parent, `${span.name} has its parent`);
        assert.ok((span.startTime ?? NaN) >= (parent.startTime ?? NaN), `${span.name} starts in its parent`);
        assert.ok(endOf(span) <= endOf(parent) + 0.001, `${span.name} ends in its parent`);
      }
    });

    test('names what the semantic conventions want to be named', async () => {
      for (const { kind, name, attributes } of (await open(pattern.id)).spans) {
        if (kind === 'producer' || kind === 'consumer')
          for (const key of ['system', 'operation.name', 'operation.type', 'destination.name'])
            assert.ok(attributes[`messaging.${key}`], `${name}: messaging.${key}`);
        if (kind === 'server') assert.ok(attributes['http.route'], `${name}: http.route`);
      }
    });
  });
}

describe('each pattern is in the data that are shown for it', () => {
  test('fan-in: one span links to 52 spans of five producers, of a batch of 60', async () => {
    const { focus, spans } = await open('fan-in');
    const [consumer] = focus.spans;
    assert.equal(consumer?.links.length, 52);
    assert.equal(consumer.attributes['messaging.batch.message_count'], 60);
    const linked = new Set(consumer.links.map(keyOf));
    const producers = spans.filter((span) => linked.has(keyOf(span)));
    assert.equal(producers.length, 52);
    assert.equal(new Set(producers.map(({ service }) => service)).size, 5);
  });

  test('fan-in-recorded: one span links to three traces, of a batch of five', async () => {
    const { focus } = await open('fan-in-recorded');
    const consumer = focus.spans.find(({ links }) => links.length > 0);
    assert.equal(new Set(consumer?.links.map(({ traceId }) => traceId)).size, 3);
    assert.equal(consumer?.attributes['messaging.batch.message_count'], 5);
  });

  test('fan-out: twelve traces link to one span', async () => {
    const { focus, spans } = await open('fan-out');
    const producer = focus.spans.find(({ kind }) => kind === 'producer');
    assert.ok(producer);
    const consumers = spans.filter(({ links }) => links.some((link) => keyOf(link) === keyOf(producer)));
    assert.equal(new Set(consumers.map(({ traceId }) => traceId)).size, 12);
  });

  test('ten-hops: eleven traces in a row', async () => {
    const { focus, spans, graph } = await open('ten-hops');
    const causes = causesByTrace(spans);
    assert.deepEqual([...causes.values()].map(({ size }) => size).sort(), [0, ...Array<number>(10).fill(1)]);
    assert.equal(causes.get(focus.traceId)?.size, 0);
    const levels = new Set(graph.nodes.map(({ level }) => level));
    assert.deepEqual(
      [...levels].sort((a, b) => a - b),
      Array.from({ length: 11 }, (_, level) => level),
    );
    assert.deepEqual(graph.stubs, []);
  });

  test('both-ways: causes of causes and effects', async () => {
    const { graph } = await open('both-ways');
    const levels = new Set(graph.nodes.map(({ level }) => level));
    assert.deepEqual(
      [...levels].sort((a, b) => a - b),
      [-2, -1, 0, 1],
    );
  });

  test('cycles: the focus links to two traces that are caused by it, over one and over two hops', async () => {
    const { focus, spans } = await open('cycles');
    const causes = causesByTrace(spans);
    const direct = [...(causes.get(focus.traceId) ?? [])];
    assert.equal(direct.length, 2);
    const hops = direct.map((traceId) => {
      let trace = traceId;
      for (let count = 1; count < 10; count++) {
        const [cause] = causes.get(trace) ?? [];
        if (cause === focus.traceId) return count;
        trace = cause ?? '';
      }
      return Infinity;
    });
    assert.deepEqual(hops.sort(), [1, 2]);
  });

  test('links-inside: one trace, six links that stay in it', async () => {
    const { traces, focus, graph } = await open('links-inside');
    assert.equal(traces.traces.length, 1);
    const links = focus.spans.flatMap((span) => span.links);
    assert.deepEqual(
      links.map(({ traceId }) => traceId),
      Array<string>(6).fill(focus.traceId),
    );
    assert.ok(graph.nodes.every(({ level }) => level === 0));
    assert.equal(graph.edges.filter((edge) => edge.async).length, 6);
  });

  test('by-parent: two hops within the focus trace', async () => {
    const { graph } = await open('by-parent');
    const hops = graph.nodes.filter(({ level }) => level === 0).map(({ hop }) => hop);
    assert.equal(Math.max(...hops), 2);
    assert.ok(graph.nodes.filter(({ hop }) => hop > 0).every((node) => node.async));
  });
});
