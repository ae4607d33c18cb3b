import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseTraces } from '../../src/ingest/parse-traces.js';
import {
  countsOf,
  otlpRequest,
  otlpSpan,
  parseOne,
  plain,
  span1,
  span2,
  span3,
  spansOf,
  traceA,
  traceB,
} from './spans.js';

describe('OTLP', () => {
  it('reads every kind of AnyValue', () => {
    const attributes = [
      { key: 'text', value: { stringValue: 'x' } },
      { key: 'empty', value: { stringValue: '' } },
      { key: 'yes', value: { boolValue: false } },
      { key: 'int', value: { intValue: '42' } },
      { key: 'intNumber', value: { intValue: 200 } },
      { key: 'big', value: { intValue: '9223372036854775807' } },
      { key: 'double', value: { doubleValue: 0 } },
      { key: 'nan', value: { doubleValue: 'NaN' } },
      { key: 'bytes', value: { bytesValue: 'AAE=' } },
      { key: 'list', value: { arrayValue: { values: [{ intValue: '1' }, { stringValue: 'b' }, {}] } } },
      { key: 'emptyList', value: { arrayValue: {} } },
      { key: 'map', value: { kvlistValue: { values: [{ key: '__proto__', value: { intValue: 1 } }] } } },
      { key: 'none', value: {} },
      { key: 'absent' },
      { key: 'twice', value: { intValue: 1 } },
      { key: 'twice', value: { intValue: 2 } },
      { key: '__proto__', value: { stringValue: 'only a key' } },
      { key: 5, value: { intValue: 1 } },
      null,
    ];
    const { attributes: read } = parseOne(otlpRequest([otlpSpan({ attributes })]));
    assert.equal(Object.getPrototypeOf(read), null);
    assert.equal(read['__proto__'], 'only a key');
    assert.deepEqual(
      Object.entries(read).filter(([key]) => key !== '__proto__' && key !== 'map'),
      [
        ['text', 'x'],
        ['empty', ''],
        ['yes', false],
        ['int', 42],
        ['intNumber', 200],
        ['big', '9223372036854775807'],
        ['double', 0],
        ['nan', 'NaN'],
        ['bytes', 'AAE='],
        ['list', [1, 'b', null]],
        ['emptyList', []],
        ['none', null],
        ['absent', null],
        ['twice', 2],
      ],
    );
    assert.deepEqual(Object.entries(read['map'] as object), [['__proto__', 1]]);
  });

  it('reads snake case, old scope lists, enum names and base64 ids alike', () => {
    const camel = otlpRequest(
      [
        otlpSpan({
          parentSpanId: span2,
          kind: 5,
          attributes: [{ key: 'k', value: { arrayValue: { values: [{ stringValue: 'v' }] } } }],
          events: [{ timeUnixNano: '1700000000000500000', name: 'e' }],
          links: [{ traceId: traceB, spanId: span3, attributes: [{ key: 'a', value: { intValue: '1' } }] }],
          status: { code: 2, message: 'm' },
          droppedLinksCount: 3,
        }),
      ],
      { attributes: [{ key: 'service.name', value: { stringValue: 's' } }] },
    );
    const base64 = (hex: string): string => Buffer.from(hex, 'hex').toString('base64');
    const snake = {
      batches: [
        {
          resource: { attributes: [{ key: 'service.name', value: { string_value: 's' } }] },
          instrumentation_library_spans: [
            {
              spans: [
                {
                  trace_id: base64(traceA),
                  span_id: base64(span1),
                  parent_span_id: base64(span2),
                  name: 'work',
                  kind: 'SPAN_KIND_CONSUMER',
                  start_time_unix_nano: '1700000000000000000',
                  end_time_unix_nano: '1700000000001000000',
                  attributes: [{ key: 'k', value: { array_value: { values: [{ string_value: 'v' }] } } }],
                  events: [{ time_unix_nano: '1700000000000500000', name: 'e' }],
                  links: [
                    {
                      trace_id: base64(traceB),
                      span_id: base64(span3),
                      attributes: [{ key: 'a', value: { int_value: 1 } }],
                    },
                  ],
                  status: { code: 'STATUS_CODE_ERROR', message: 'm' },
                  dropped_links_count: 3,
                },
              ],
            },
          ],
        },
      ],
    };
    assert.deepEqual(parseTraces(snake), parseTraces(camel));
    const span = parseOne(camel);
    assert.equal(span.service, 's');
    assert.equal(span.startTime, 1_700_000_000_000);
    assert.equal(span.duration, 1);
    assert.deepEqual(plain(span.events), [{ name: 'e', time: 1_700_000_000_000.5, attributes: {} }]);
    assert.deepEqual(plain(span.links), [{ traceId: traceB, spanId: span3, attributes: { a: 1 } }]);
    assert.deepEqual([span.status, span.statusMessage, span.droppedLinks], ['error', 'm', 3]);
  });

  it('reads each wrapper: a request, Tempo 1 and 2, Jaeger /api/v3, one ResourceSpans, lists of them', () => {
    const request = otlpRequest([otlpSpan()]) as { resourceSpans: unknown[] };
    const expected = parseTraces(request).traces;
    assert.equal(expected.spanCount, 1);
    for (const wrapped of [
      { batches: request.resourceSpans },
      { trace: request, metrics: {} },
      { trace: { batches: request.resourceSpans } },
      { result: request },
      { data: request },
      { whatever: request },
      { whatever: [request] },
      request.resourceSpans[0],
      request.resourceSpans,
      [[request]],
      [request, { resourceLogs: [] }, { resourceMetrics: [] }],
    ]) {
      assert.deepEqual(parseTraces(wrapped), { traces: expected, problems: [] });
    }
  });

  it('says that a partial answer is partial, and that an empty one is empty', () => {
    const partial = { trace: otlpRequest([otlpSpan()]), status: 'PARTIAL', message: 'too large' };
    assert.deepEqual(parseTraces(partial).problems, [
      { code: 'partial-trace', count: 1, example: 'too large' },
    ]);
    for (const nothing of [
      { trace: {} },
      { resourceSpans: [] },
      { error: { httpCode: 404, message: 'No traces' } },
    ]) {
      assert.deepEqual(parseTraces(nothing).problems, []);
    }
  });

  it('keeps spans without an end, and those whose times cannot be read, without them', () => {
    const { traces, problems } = parseTraces(
      otlpRequest([
        otlpSpan({ endTimeUnixNano: '0' }),
        otlpSpan({ spanId: span2, startTimeUnixNano: 'soon' }),
        otlpSpan({ spanId: span3, startTimeUnixNano: null }),
      ]),
    );
    const [unended, ...rest] = traces.traces[0]!.spans;
    assert.deepEqual([unended!.startTime, unended!.duration], [1_700_000_000_000, null]);
    for (const span of rest) assert.deepEqual([span.startTime, span.duration], [null, null]);
    assert.deepEqual(countsOf(problems), { 'invalid-time': 1 });
  });

  it('keeps a span that ends before it starts, with the duration 0', () => {
    const parsed = parseTraces(otlpRequest([otlpSpan({ endTimeUnixNano: '1699999999999999999' })]));
    assert.equal(spansOf(parsed)[0]!.duration, 0);
    assert.deepEqual(countsOf(parsed.problems), { 'negative-duration': 1 });
  });

  it('loses no span for another of a wrong type', () => {
    const parsed = parseTraces({
      resourceSpans: [
        null,
        { scopeSpans: { spans: [] } },
        { scopeSpans: [null, { spans: {} }, { spans: null }, { spans: [7, null, 'x', otlpSpan(), []] }] },
        {
          scopeSpans: [
            { spans: [otlpSpan({ spanId: span2, attributes: 7, events: {}, links: 'x', status: [] })] },
          ],
        },
      ],
    });
    assert.deepEqual(
      spansOf(parsed).map((span) => span.spanId),
      [span1, span2],
    );
    assert.deepEqual(countsOf(parsed.problems), { 'invalid-attribute': 1, 'invalid-span': 10 });
  });

  it('keeps of tags of a wrong type what can be kept, and reports the rest, wherever they are', () => {
    const tags = [
      { key: 'int', value: { intValue: 'abc' } },
      { key: 'list', value: { arrayValue: 5 } },
      { key: 'map', value: { kvlistValue: { values: 'x' } } },
      { key: 'plain', value: { x: [1] } },
      { value: { stringValue: 'no key' } },
      { key: 7, value: { stringValue: 'no text' } },
      'none',
      { key: 'good', value: { stringValue: 'kept' } },
    ];
    const kept = { int: 'abc', plain: { x: [1] }, good: 'kept' };
    const span = otlpSpan({
      attributes: tags,
      links: [{ traceId: traceB, spanId: span3, attributes: tags }],
      events: [{ name: 'e', timeUnixNano: '1700000000000000000', attributes: tags }],
    });
    const request = otlpRequest([span], { attributes: tags });
    for (const input of [request, JSON.stringify(request)]) {
      const parsed = parseTraces(input);
      const [read] = spansOf(parsed);
      for (const attributes of [
        read!.attributes,
        read!.resource,
        read!.links[0]!.attributes,
        read!.events[0]!.attributes,
      ])
        assert.deepEqual(plain(attributes), kept);
      assert.deepEqual(
        parsed.problems.filter(({ code }) => code === 'invalid-attribute'),
        [{ code: 'invalid-attribute', count: 24, example: 'int' }],
      );
    }
    for (const [attributes, example] of [
      ['x', 'attributes'],
      [true, 'attributes'],
      [[[]], 'attributes[0]'],
      [[{ key: 'a' }, { value: { stringValue: 'x' } }], 'attributes[1]'],
    ] as const) {
      for (const place of [
        { attributes },
        { links: [{ traceId: traceB, spanId: span3, attributes }] },
        { events: [{ attributes }] },
      ]) {
        const found = parseTraces(JSON.stringify(otlpRequest([otlpSpan(place)]))).problems;
        assert.deepEqual(
          found.filter(({ code }) => code === 'invalid-attribute'),
          [{ code: 'invalid-attribute', count: 1, example }],
        );
      }
    }
  });

  it('reports a resource that is none, and keeps its spans', () => {
    for (const [resource, count] of [
      ['shop', 1],
      [7, 1],
      [{ attributes: 'x' }, 1],
      [null, 0],
      [{}, 0],
    ] as const) {
      const request = otlpRequest([otlpSpan()], resource);
      for (const input of [request, JSON.stringify(request)]) {
        const parsed = parseTraces(input);
        assert.equal(spansOf(parsed).length, 1);
        assert.equal(countsOf(parsed.problems)['invalid-attribute'] ?? 0, count);
      }
    }
  });

  it('reports events and links that are none', () => {
    const request = otlpRequest([otlpSpan({ events: [5, { name: 'e' }, null], links: ['x'] })]);
    for (const input of [request, JSON.stringify(request)]) {
      const parsed = parseTraces(input);
      assert.equal(spansOf(parsed)[0]!.events.length, 1);
      assert.deepEqual(countsOf(parsed.problems), { 'invalid-link': 1, 'invalid-span': 2 });
    }
  });

  it('takes no time for one that 64 bits cannot say', () => {
    const latest = '18446744073709551615';
    for (const beyond of ['18446744073710000000', '99999999999999999999', 1e20, 2e21, 1e300]) {
      const request = otlpRequest([
        otlpSpan({ startTimeUnixNano: beyond }),
        otlpSpan({ spanId: span2, endTimeUnixNano: beyond }),
        otlpSpan({ spanId: span3, startTimeUnixNano: latest, endTimeUnixNano: latest }),
      ]);
      for (const input of [request, JSON.stringify(request)]) {
        const parsed = parseTraces(input);
        const times = spansOf(parsed).map(({ startTime, duration }) => [startTime, duration]);
        assert.deepEqual(
          new Map(spansOf(parsed).map((span, i) => [span.spanId, times[i]])),
          new Map([
            [span1, [null, null]],
            [span2, [1_700_000_000_000, null]],
            [span3, [18446744073709.55, 0]],
          ]),
        );
        assert.deepEqual(countsOf(parsed.problems), { 'invalid-time': 2 });
      }
    }
  });

  it('shares one object between spans with equal process tags', () => {
    const part = { resource: { attributes: [{ key: 'host', value: { stringValue: 'h' } }] } };
    const parsed = parseTraces({
      resourceSpans: [
        { ...part, scopeSpans: [{ spans: [otlpSpan(), otlpSpan({ spanId: span2 })] }] },
        { resource: structuredClone(part.resource), scopeSpans: [{ spans: [otlpSpan({ spanId: span3 })] }] },
      ],
    });
    const [first, ...others] = spansOf(parsed);
    for (const span of others) assert.equal(span.resource, first!.resource);
  });

  it('takes the placeholder of Jaeger and Grafana for no service', () => {
    const attributes = [{ key: 'service.name', value: { stringValue: 'OTLPResourceNoServiceName' } }];
    assert.equal(parseOne(otlpRequest([otlpSpan()], { attributes })).service, null);
  });

  it('reads nanoseconds as numbers, as Grafana writes them', () => {
    const span = parseOne(
      otlpRequest([
        otlpSpan({ startTimeUnixNano: 1609459200010000000, endTimeUnixNano: 1609459200120000000 }),
      ]),
    );
    assert.deepEqual([span.startTime, span.duration], [1609459200010, 110]);
  });
});
