import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { createTraceSet, mergeTraceSets } from '../../src/ingest/create-trace-set.js';
import { ProblemCollector } from '../../src/ingest/problem-collector.js';
import { reportStructure } from '../../src/ingest/report-structure.js';
import type { Span } from '../../src/model/span.js';
import type { TraceSet } from '../../src/model/trace-set.js';
import { countsOf, makeSpan, span1, span2, span3, traceA, traceB } from './spans.js';

function structureOf(traces: TraceSet): ReturnType<typeof countsOf> {
  const problems = new ProblemCollector();
  reportStructure(traces, problems);
  return countsOf(problems.list());
}

const idsOf = (set: TraceSet): readonly (readonly [string, string])[] =>
  set.traces.flatMap((trace) => trace.spans.map((span) => [trace.traceId, span.spanId] as const));

describe('createTraceSet', () => {
  it('orders traces by id, and spans by start, then id, unknown starts last', () => {
    const set = createTraceSet([
      makeSpan({ traceId: traceB }),
      makeSpan({ spanId: span3, startTime: null }),
      makeSpan({ spanId: span2, startTime: 5 }),
      makeSpan({ spanId: span1, startTime: 5 }),
    ]);
    assert.deepEqual(idsOf(set), [
      [traceA, span1],
      [traceA, span2],
      [traceA, span3],
      [traceB, span1],
    ]);
    assert.equal(set.spanCount, 4);
  });

  it('counts exact repeats apart from conflicts, of which the earliest is kept', () => {
    const problems = new ProblemCollector();
    const late = makeSpan({ startTime: 9, attributes: { b: 1, a: 2 } });
    const set = createTraceSet(
      [late, makeSpan({ startTime: 9, attributes: { a: 2, b: 1 } }), makeSpan({ startTime: 3 })],
      problems,
    );
    assert.equal(set.traces[0]!.spans[0]!.startTime, 3);
    assert.deepEqual(countsOf(problems.list()), { 'duplicate-span': 1, 'conflicting-span': 1 });
  });

  it('gives the same set for the same spans in any order', () => {
    const someSpan = fc.record({
      traceId: fc.constantFrom(traceA, traceB),
      spanId: fc.constantFrom(span1, span2, span3),
      parentSpanId: fc.constantFrom(null, span1, span2),
      kind: fc.constantFrom<Span['kind']>('client', 'server', 'internal'),
      service: fc.constantFrom(null, 's', 't'),
      startTime: fc.constantFrom(null, 1, 2),
      name: fc.constantFrom('x', 'y'),
    });
    const spans = fc.array(someSpan, { maxLength: 12 });
    const shuffled = spans.chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
    );
    fc.assert(
      fc.property(shuffled, ([list, other]) => {
        const [a, b] = [new ProblemCollector(), new ProblemCollector()];
        const expected = createTraceSet(list.map(makeSpan), a);
        assert.deepEqual(createTraceSet(other.map(makeSpan), b), expected);
        assert.deepEqual(countsOf(b.list()), countsOf(a.list()));
        const keys = idsOf(expected).map((ids) => ids.join());
        assert.equal(new Set(keys).size, keys.length, 'every key once');
        assert.deepEqual(
          createTraceSet(idsOf(expected).length > 0 ? expected.traces.flatMap((trace) => trace.spans) : []),
          expected,
        );
      }),
      { numRuns: 300 },
    );
  });

  it('takes hundreds of thousands of spans in one trace, in one chain and with one id', () => {
    const count = 200_000;
    const chain = Array.from({ length: count }, (_, i) =>
      makeSpan({ spanId: `s${i}`, parentSpanId: i === 0 ? null : `s${i - 1}`, startTime: i }),
    );
    const set = createTraceSet(chain);
    assert.equal(set.spanCount, count);
    assert.deepEqual(structureOf(set), {});
    const repeats = Array.from({ length: 50_000 }, (_, i) => makeSpan({ startTime: i }));
    assert.equal(createTraceSet(repeats).spanCount, 1);
  });
});

describe('mergeTraceSets', () => {
  it('adds what is new, replaces what is known, and leaves other traces alone', () => {
    const before = createTraceSet([
      makeSpan({ name: 'old' }),
      makeSpan({ spanId: span2 }),
      makeSpan({ traceId: traceB }),
    ]);
    const problems = new ProblemCollector();
    const after = mergeTraceSets(
      before,
      createTraceSet([makeSpan({ name: 'new' }), makeSpan({ spanId: span3 })]),
      problems,
    );
    assert.deepEqual(
      after.traces[0]!.spans.map((span) => [span.spanId, span.name]),
      [
        [span1, 'new'],
        [span2, 'work'],
        [span3, 'work'],
      ],
    );
    assert.equal(after.traces[1], before.traces[1]);
    assert.equal(after.spanCount, 4);
    assert.deepEqual(problems.list(), []);
  });

  it('joins the parts of a trace that came apart: parents are found then', () => {
    const child = createTraceSet([makeSpan({ spanId: span2, parentSpanId: span1 })]);
    assert.deepEqual(structureOf(child), { 'missing-parent': 1 });
    assert.deepEqual(structureOf(mergeTraceSets(child, createTraceSet([makeSpan()]))), {});
  });

  it('tells a client from the server that shares its id, in whichever order they come, once and again', () => {
    const client = createTraceSet([makeSpan({ kind: 'client', service: 'a' })]);
    const server = createTraceSet([makeSpan({ kind: 'server', service: 'b' })]);
    const expected = [span1, `${span1}:shared:b`];
    for (const merged of [mergeTraceSets(client, server), mergeTraceSets(server, client)]) {
      assert.deepEqual(
        merged.traces[0]!.spans.map((span) => span.spanId),
        expected,
      );
      assert.deepEqual(mergeTraceSets(merged, server), merged);
      assert.deepEqual(mergeTraceSets(merged, client), merged);
    }
  });
});

describe('structure of the whole data', () => {
  it('counts missing parents, early children, cycles, and links to nowhere or to itself', () => {
    const link = (traceId: string, spanId: string): Span['links'][number] => ({
      traceId,
      spanId,
      attributes: {},
    });
    const spans = [
      makeSpan({ spanId: 'early', parentSpanId: 'root', startTime: 1 }),
      makeSpan({
        spanId: 'root',
        startTime: 2,
        links: [link(traceA, 'root'), link(traceB, 'x'), link(traceA, 'none')],
      }),
      makeSpan({ spanId: 'orphan', parentSpanId: 'nowhere', droppedLinks: 2 }),
      makeSpan({ spanId: 'c1', parentSpanId: 'c2' }),
      makeSpan({ spanId: 'c2', parentSpanId: 'c1' }),
      makeSpan({ spanId: 'under', parentSpanId: 'c1' }),
    ];
    assert.deepEqual(structureOf(createTraceSet(spans)), {
      'early-child': 1,
      'invalid-link': 1,
      'dangling-link': 2,
      'missing-parent': 1,
      'dropped-links': 2,
      'parent-cycle': 1,
    });
  });
});
