import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseTraces } from '../../src/ingest/parse-traces.js';
import { countsOf, parseOne, plain, span1, span2, span3, spansOf, traceA, traceB } from './spans.js';

function jaegerSpan(fields: object = {}): Record<string, unknown> {
  return {
    traceID: traceA,
    spanID: span1,
    operationName: 'work',
    references: [],
    startTime: 1_700_000_000_000_000,
    duration: 1500,
    tags: [],
    logs: [],
    processID: 'p1',
    warnings: null,
    ...fields,
  };
}

function jaegerTrace(
  spans: readonly unknown[],
  processes: object = { p1: { serviceName: 's', tags: [] } },
): unknown {
  return { traceID: traceA, spans, processes };
}

const reference = (refType: string, traceID: string, spanID: string): object => ({
  refType,
  traceID,
  spanID,
});

describe('Jaeger', () => {
  it('reads the answer, one trace, and a list of traces alike', () => {
    const trace = jaegerTrace([jaegerSpan()]);
    const expected = parseTraces(trace);
    assert.equal(expected.traces.spanCount, 1);
    for (const wrapped of [{ data: [trace], total: 0, errors: null }, { data: trace }, [trace], [[trace]]]) {
      assert.deepEqual(parseTraces(wrapped), expected);
    }
    const span = spansOf(expected)[0]!;
    assert.deepEqual([span.startTime, span.duration, span.service], [1_700_000_000_000, 1.5, 's']);
  });

  it('chooses the parent: the first CHILD_OF of the own trace, else the first FOLLOWS_FROM, else parentSpanID', () => {
    const cases: readonly (readonly [object, string | null, readonly (readonly [string, string])[]])[] = [
      [
        { references: [reference('FOLLOWS_FROM', traceA, span2), reference('CHILD_OF', traceA, span3)] },
        span3,
        [[traceA, span2]],
      ],
      [{ references: [reference('FOLLOWS_FROM', traceA, span2)] }, span2, []],
      [{ references: [reference('CHILD_OF', traceB, span2)] }, null, [[traceB, span2]]],
      [
        { references: [reference('CHILD_OF', traceA, span2), reference('FOLLOWS_FROM', traceA, span2)] },
        span2,
        [[traceA, span2]],
      ],
      [{ references: [reference('CHILD_OF', '0'.repeat(32), '0'.repeat(16))] }, null, []],
      [{ references: [], parentSpanID: span3 }, span3, []],
      [{ references: [{ refType: 'CHILD_OF', spanID: span2 }] }, span2, []],
      [{ references: 'none' }, null, []],
    ];
    for (const [fields, parent, links] of cases) {
      const span = parseOne(jaegerTrace([jaegerSpan(fields)]));
      assert.equal(span.parentSpanId, parent, JSON.stringify(fields));
      assert.deepEqual(
        span.links.map((link) => [link.traceId, link.spanId]),
        links,
        JSON.stringify(fields),
      );
    }
  });

  it('keeps the reference type of a link as the collector does', () => {
    const references = [reference('CHILD_OF', traceB, span2), reference('FOLLOWS_FROM', traceB, span3)];
    const { links } = parseOne(jaegerTrace([jaegerSpan({ references })]));
    assert.deepEqual(plain(links.map((link) => link.attributes)), [
      { 'opentracing.ref_type': 'child_of' },
      { 'opentracing.ref_type': 'follows_from' },
    ]);
  });

  it('compares 64-bit and 128-bit trace ids as equal', () => {
    const span = jaegerSpan({
      traceID: '4376effce3c2d72d',
      references: [reference('CHILD_OF', '00000000000000004376EFFCE3C2D72D', span2)],
    });
    assert.equal(parseOne(jaegerTrace([span])).parentSpanId, span2);
  });

  it('reads typed tags, processes, logs and warnings', () => {
    const span = parseOne(
      jaegerTrace(
        [
          jaegerSpan({
            tags: [
              { key: 'span.kind', type: 'string', value: 'Consumer' },
              { key: 'big', type: 'int64', value: '9223372036854775222' },
              { key: 'small', type: 'int64', value: '12' },
              { key: 'blob', type: 'binary', value: 'AAAwOQ==' },
              { key: 'flag', type: 'bool', value: 'true' },
              { key: 'otel.library.name', type: 'string', value: 'lib' },
            ],
            logs: [
              { timestamp: 1_700_000_000_000_500, fields: [{ key: 'event', type: 'string', value: 'sent' }] },
            ],
            warnings: ['skewed'],
          }),
        ],
        { p1: { serviceName: 's', tags: [{ key: 'host', type: 'string', value: 'h' }] } },
      ),
    );
    assert.equal(span.kind, 'consumer');
    assert.equal(span.scope, 'lib');
    assert.deepEqual(plain(span.attributes), {
      'span.kind': 'Consumer',
      big: '9223372036854775222',
      small: 12,
      blob: 'AAAwOQ==',
      flag: true,
      'otel.library.name': 'lib',
      '@jaeger@warnings': ['skewed'],
    });
    assert.deepEqual(plain(span.resource), { 'service.name': 's', host: 'h' });
    assert.deepEqual(plain(span.events), [
      { name: 'sent', time: 1_700_000_000_000.5, attributes: { event: 'sent' } },
    ]);
  });

  it('does not follow what the UI adds to references', () => {
    const nested: Record<string, unknown> = jaegerSpan({ spanID: span2 });
    nested['references'] = [{ ...reference('CHILD_OF', traceA, span1), span: nested }];
    const parsed = parseTraces(jaegerTrace([jaegerSpan(), nested]));
    assert.deepEqual(
      spansOf(parsed).map((span) => span.parentSpanId),
      [null, span1],
    );
  });

  it('gives a span with the start 0 the start of its nearest ancestor that has one', () => {
    const child = (spanID: string, parent: string, startTime: unknown): object =>
      jaegerSpan({ spanID, startTime, references: [reference('CHILD_OF', traceA, parent)] });
    const parsed = parseTraces(
      jaegerTrace([child(span3, span2, 0), child(span2, span1, undefined), jaegerSpan()]),
    );
    assert.deepEqual(
      spansOf(parsed).map((span) => span.startTime),
      [1_700_000_000_000, 1_700_000_000_000, 1_700_000_000_000],
    );
    const cycle = parseTraces(jaegerTrace([child(span1, span2, 0), child(span2, span1, 0)]));
    assert.deepEqual(
      spansOf(cycle).map((span) => span.startTime),
      [null, null],
    );
    assert.deepEqual(countsOf(cycle.problems), { 'parent-cycle': 1 });
  });

  it('survives a missing process and one named after what every object has', () => {
    assert.equal(parseOne(jaegerTrace([jaegerSpan({ processID: 'p9' })])).service, null);
    assert.equal(parseOne(jaegerTrace([jaegerSpan({ processID: 'constructor' })])).service, null);
  });

  it('reads documents of Elasticsearch with tags as fields, bare, as hits and as a bulk request', () => {
    const document = {
      ...jaegerSpan({ processID: undefined, tag: { 'http@method': 'GET', 'span@kind': 'client' } }),
      process: { serviceName: 's', tags: [], tag: { 'host@name': 'h' } },
    };
    const span = parseOne(document);
    assert.deepEqual(plain(span.attributes), { 'http.method': 'GET', 'span.kind': 'client' });
    assert.deepEqual(plain(span.resource), { 'service.name': 's', 'host.name': 'h' });
    assert.equal(span.kind, 'client');
    assert.deepEqual(parseOne({ hits: { total: 1, hits: [{ _id: 'x', _source: document }] } }), span);
    assert.deepEqual(parseOne(`{"index":{}}\n${JSON.stringify(document)}\n`), span);
  });

  it('says what it does not read, and what the server could not load', () => {
    const protobuf = {
      traceId: 'YQ==',
      spanId: 'YQ==',
      operationName: 'x',
      startTime: '2024-01-01T00:00:00Z',
      duration: '0.1s',
    };
    assert.deepEqual(countsOf(parseTraces([protobuf]).problems), { 'unsupported-format': 1 });
    const failed = { data: null, errors: [{ code: 404, msg: 'trace not found' }] };
    assert.deepEqual(parseTraces(failed).problems, [
      { code: 'partial-trace', count: 1, example: 'trace not found' },
    ]);
  });
});
