import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Format } from '../../src/ingest/format.js';
import { parseTraces, readTraces } from '../../src/ingest/parse-traces.js';
import { ProblemCollector } from '../../src/ingest/problem-collector.js';
import {
  countsOf,
  makeSpan,
  otlpRequest,
  otlpSpan,
  span1,
  span2,
  span3,
  spansOf,
  traceA,
  traceB,
} from './spans.js';

const formats: readonly Format[] = [
  'otlp',
  'grafana-frame',
  'jaeger',
  'jaeger-document',
  'zipkin',
  'readable-span',
  'span',
  'python-span',
  'span-stub',
  'data-prepper',
  'signoz-row',
  'clickhouse-row',
];

/** Names that make a random object look like something we read. */
const telling = fc.constantFrom(
  'resourceSpans',
  'batches',
  'scopeSpans',
  'spans',
  'resource',
  'attributes',
  'traceId',
  'spanId',
  'traceID',
  'spanID',
  'operationName',
  'processes',
  'references',
  'tags',
  'tag',
  'logs',
  'id',
  'parentId',
  'timestamp',
  'duration',
  'links',
  'spanContext',
  'context',
  'SpanContext',
  'TraceId',
  'SpanId',
  'span_id',
  'offset_ms',
  'fields',
  'schema',
  'data',
  'values',
  'trace',
  'result',
  'results',
  'frames',
  'key',
  'value',
  'kvlistValue',
  'arrayValue',
  'startTime',
  'localEndpoint',
  'annotations',
  'events',
  'status',
  'name',
  'kind',
  '__proto__',
  'constructor',
  'then',
  'hits',
  '_source',
  'startTimeUnixNano',
);

const garbage = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 6, depthSize: 'medium' },
    fc.constantFrom<unknown>(
      null,
      undefined,
      true,
      0,
      -1,
      1.5,
      NaN,
      2 ** 63,
      10n,
      '',
      'x',
      traceA,
      span1,
      '0'.repeat(32),
    ),
    fc.constantFrom<unknown>(
      Symbol('s'),
      () => span1,
      new Date(NaN),
      new Map([[1, 2]]),
      new Uint8Array(8),
      /x/,
      [0, 0],
    ),
    fc.string(),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(telling, tie('value'), { maxKeys: 6, noNullPrototype: false }),
  ),
})).value;

describe('parseTraces never throws', () => {
  it('on anything that looks like spans', () => {
    fc.assert(
      fc.property(garbage, fc.option(fc.constantFrom(...formats), { nil: undefined }), (input, format) => {
        const { traces, problems } = parseTraces(input, format ? { format } : {});
        assert.equal(traces.spanCount, spansOf({ traces, problems }).length);
        for (const span of spansOf({ traces, problems })) {
          assert.ok(span.duration === null || span.duration >= 0);
          assert.ok(span.startTime === null || Number.isFinite(span.startTime));
          assert.equal(typeof span.name, 'string');
        }
        JSON.stringify(traces);
      }),
      { numRuns: 3000 },
    );
  });

  it('on any text or bytes', () => {
    const line = fc.oneof(
      fc.string(),
      fc.json(),
      fc.constantFrom('{', '}', '[', '{"a":', JSON.stringify(otlpRequest([otlpSpan()]))),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 6 }), (lines) => {
        parseTraces(lines.join('\n'));
        parseTraces(lines.join(''));
      }),
    );
    fc.assert(fc.property(fc.uint8Array(), (bytes) => void parseTraces(bytes)));
  });

  it('on getters and proxies that throw, and keeps what stands beside them', () => {
    const fail = (): never => {
      throw new Error('hostile');
    };
    const { proxy: revoked, revoke } = Proxy.revocable({}, {});
    revoke();
    const hostile = [
      new Proxy({}, { get: fail, has: fail, ownKeys: fail, getOwnPropertyDescriptor: fail }),
      new Proxy([], { get: fail }),
      revoked,
      {
        ...otlpSpan(),
        get attributes() {
          return fail();
        },
      },
      { spanContext: fail },
      {
        traceId: traceA,
        id: span1,
        get tags() {
          return fail();
        },
      },
      {
        traceID: traceA,
        get spans() {
          return fail();
        },
        processes: {},
      },
      {
        get resourceSpans() {
          return fail();
        },
      },
      {
        traceId: traceA,
        spanId: span1,
        attributes: {
          get a() {
            return fail();
          },
        },
      },
    ];
    for (const item of hostile) {
      const parsed = parseTraces([item, makeSpan({ spanId: span2 })]);
      assert.deepEqual(
        spansOf(parsed).map((span) => span.spanId),
        [span2],
      );
      assert.ok((countsOf(parsed.problems)['invalid-span'] ?? 0) > 0);
      parseTraces(item);
    }
  });

  it('on values that contain themselves', () => {
    const list: unknown[] = [];
    list.push(list, list, makeSpan());
    assert.equal(parseTraces(list).traces.spanCount, 1);
    const envelope: Record<string, unknown> = {};
    envelope['data'] = envelope;
    assert.deepEqual(countsOf(parseTraces(envelope).problems), { 'unknown-format': 1 });
    const only: unknown[] = [];
    only.push([only]);
    assert.deepEqual(countsOf(parseTraces(only).problems), { 'unknown-format': 1 });
    assert.deepEqual(countsOf(parseTraces([only, makeSpan()]).problems), { 'unknown-format': 1 });
    const twice = [makeSpan()];
    assert.deepEqual(parseTraces([twice, twice, [[], []]]).problems, []);
    const tag: Record<string, unknown> = {};
    tag['a'] = [tag, tag];
    tag['b'] = tag;
    assert.equal(parseTraces([makeSpan({ attributes: tag as never })]).traces.spanCount, 1);
  });

  it('on depth beyond the call stack', () => {
    const deep = JSON.parse('['.repeat(100_000) + ']'.repeat(100_000)) as unknown;
    assert.deepEqual(countsOf(parseTraces(deep).problems), { 'unknown-format': 1 });
    const value = JSON.parse('{"arrayValue":{"values":['.repeat(20_000) + ']}}'.repeat(20_000)) as unknown;
    const parsed = parseTraces(otlpRequest([otlpSpan({ attributes: [{ key: 'deep', value }] })]));
    assert.equal(parsed.traces.spanCount, 1);
  });
});

describe('parseTraces', () => {
  it('never changes its input', () => {
    const freeze = (value: unknown): unknown => {
      if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value;
      Object.values(value).forEach(freeze);
      return Object.freeze(value);
    };
    fc.assert(
      fc.property(garbage, (input) => void parseTraces(freeze(input))),
      { numRuns: 1000 },
    );
    const own = freeze([makeSpan({ links: [{ traceId: traceB, spanId: span3, attributes: {} }] })]);
    assert.equal(parseTraces(own, { mask: () => 'x' }).traces.spanCount, 1);
  });

  it('says what it cannot read', () => {
    const codes = (input: unknown): unknown => countsOf(parseTraces(input).problems);
    assert.deepEqual(codes(undefined), {});
    assert.deepEqual(codes([]), {});
    assert.deepEqual(codes(5), { 'unknown-format': 1 });
    assert.deepEqual(codes('5'), { 'unknown-format': 1 });
    assert.deepEqual(codes({}), { 'unknown-format': 1 });
    assert.deepEqual(codes({ a: 1, b: [{ c: 2 }] }), { 'unknown-format': 1 });
    assert.deepEqual(codes('not JSON'), { 'invalid-json': 1 });
    assert.deepEqual(codes([null, 5, makeSpan()]), { 'invalid-span': 2 });
    assert.deepEqual(codes(new Blob(['[]'])), { 'unsupported-format': 1 });
    assert.deepEqual(codes(Promise.resolve([])), { 'unsupported-format': 1 });
    assert.deepEqual(codes({ traces: [{ traceID: 'a', rootServiceName: 's' }] }), {
      'unsupported-format': 1,
    });
  });

  it('reads mixtures of formats, texts and bytes', () => {
    const text = JSON.stringify(otlpRequest([otlpSpan({ spanId: span2 })]));
    const parsed = parseTraces([
      makeSpan(),
      text,
      new TextEncoder().encode(text.replaceAll(span2, span3)).buffer,
      { traceId: traceB, id: span1, name: 'zipkin' },
      { traceID: traceB, spanID: span2, operationName: 'jaeger', startTime: 1, duration: 1 },
    ]);
    assert.deepEqual(
      spansOf(parsed).map((span) => [span.traceId[0], span.spanId[0]].join('')),
      ['a1', 'a2', 'a3', 'b2', 'b1'],
    );
    assert.deepEqual(parsed.problems, []);
  });

  it('reads a given format only, also for objects that look like another', () => {
    const ambiguous = { traceId: traceA, id: span1, attributes: {}, timestamp: 1_700_000_000_000_000 };
    assert.deepEqual(spansOf(parseTraces(ambiguous, { format: 'zipkin' }))[0]!.spanId, span1);
    assert.deepEqual(spansOf(parseTraces([ambiguous], { format: 'span' }))[0]!.startTime, 1_700_000_000_000);
    const other = parseTraces([otlpRequest([otlpSpan()]), makeSpan()], { format: 'otlp' });
    assert.deepEqual([other.traces.spanCount, countsOf(other.problems)], [1, { 'unsupported-format': 1 }]);
  });

  it('gives the spans in chunks, and stops when nobody asks for more', () => {
    const spans = Array.from({ length: 2500 }, (_, i) => makeSpan({ spanId: `s${i}` }));
    const sizes = [...readTraces([spans], new ProblemCollector())].map((chunk) => chunk.length);
    assert.deepEqual(sizes, [1000, 1000, 500]);
    const reading = readTraces([spans], new ProblemCollector());
    reading.next();
    assert.deepEqual(reading.return(undefined), { done: true, value: undefined });
  });
});
