import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseTraces } from '../../src/ingest/parse-traces.js';
import {
  countsOf,
  makeSpan,
  parseOne,
  plain,
  span1,
  span2,
  span3,
  spansOf,
  traceA,
  traceB,
} from './spans.js';

const start = 1_700_000_000_000;

describe('Grafana trace data frames', () => {
  const columns: Readonly<Record<string, unknown>> = {
    traceID: traceA,
    spanID: span1,
    parentSpanID: span2,
    operationName: 'op',
    serviceName: 's',
    serviceTags: [{ key: 'host', value: 'h' }],
    startTime: start + 0.25,
    duration: 1.5,
    kind: 'producer',
    statusCode: 2,
    statusMessage: 'm',
    tags: '[{"key":"a","value":1}]',
    logs: [{ timestamp: start, fields: [{ key: 'event', value: 'e' }] }],
    references: [{ traceID: traceB, spanID: span3, tags: [{ key: 't', value: 1 }] }],
    instrumentationScopeName: 'lib',
  };
  const fields = Object.keys(columns).map((name) => ({ name }));
  const columnar = { schema: { fields }, data: { values: Object.values(columns).map((value) => [value]) } };

  it('reads columns, in which references are links', () => {
    const span = parseOne(columnar);
    assert.deepEqual(
      [span.parentSpanId, span.kind, span.service, span.scope],
      [span2, 'producer', 's', 'lib'],
    );
    assert.deepEqual(
      [span.startTime, span.duration, span.status, span.statusMessage],
      [start + 0.25, 1.5, 'error', 'm'],
    );
    assert.deepEqual(plain(span.links), [{ traceId: traceB, spanId: span3, attributes: { t: 1 } }]);
    assert.deepEqual(plain(span.attributes), { a: 1 });
    assert.deepEqual(plain(span.events), [{ name: 'e', time: start, attributes: { event: 'e' } }]);
  });

  it('reads it from a query answer and as the object of a panel', () => {
    const expected = parseOne(columnar);
    const panel = {
      length: 1,
      fields: Object.entries(columns).map(([name, value]) => ({ name, values: [value] })),
    };
    const nodeGraph = { schema: { fields: [{ name: 'id' }] }, data: { values: [['x']] } };
    for (const input of [
      panel,
      [panel],
      { results: { A: { frames: [nodeGraph, columnar] } } },
      { frames: [columnar] },
    ]) {
      assert.deepEqual(
        parseTraces(input).problems.map(({ code }) => code),
        ['dangling-link', 'missing-parent'],
      );
      assert.deepEqual(parseOne(input), expected);
    }
  });

  it('loses only the tags whose JSON is broken', () => {
    const frame = {
      fields: [
        { name: 'traceID', values: [traceA, traceA] },
        { name: 'spanID', values: [span1, span2] },
        { name: 'tags', values: ['{secret', '[]'] },
      ],
    };
    const parsed = parseTraces(frame);
    assert.deepEqual(
      spansOf(parsed).map((span) => span.spanId),
      [span1, span2],
    );
    assert.deepEqual(countsOf(parsed.problems), { 'invalid-attribute': 1 });
    assert.ok(!JSON.stringify(parsed.problems).includes('secret'), 'no mask has seen it');
  });
});

describe("the element's own spans", () => {
  const span = makeSpan({
    parentSpanId: null,
    kind: 'consumer',
    service: 's',
    startTime: 12.5,
    duration: 0.000001,
    status: 'error',
    statusMessage: 'm',
    resource: { 'service.name': 's' },
    attributes: { 'error.type': 'x', list: [1, { a: null }] },
    links: [{ traceId: traceB, spanId: span3, attributes: { a: 1 } }],
    events: [{ name: 'e', time: 13, attributes: {} }],
    scope: 'lib',
    droppedLinks: 2,
  });

  it('pass through unchanged, small times included', () => {
    assert.deepEqual(plain(parseOne([span])), plain(span));
    assert.deepEqual(
      plain(parseOne([makeSpan({ startTime: 0, duration: 0 })])),
      plain(makeSpan({ startTime: 0, duration: 0 })),
    );
    assert.deepEqual(plain(parseOne([makeSpan({ startTime: null, duration: null })]).startTime), null);
    const unset = makeSpan({ status: 'unset', attributes: { error: true } });
    assert.equal(parseOne([unset]).status, 'unset', 'settled before');
  });

  it('pass through as a trace set, and shared spans keep their ids', () => {
    const shared = makeSpan({ spanId: `${span1}:shared:s`, parentSpanId: span1 });
    const once = parseTraces([makeSpan(), shared]);
    assert.equal(once.traces.spanCount, 2);
    assert.deepEqual(parseTraces(once.traces), once);
  });

  it('may use the usual other names', () => {
    const aliases = {
      trace_id: traceA.toUpperCase(),
      span_id: span1,
      parent_id: span2,
      operationName: 'op',
      serviceName: 's',
      spanKind: 'SPAN_KIND_SERVER',
      startTime: '2023-11-14T22:13:20Z',
      endTime: '2023-11-14T22:13:20.0015Z',
      tags: [{ key: 'a', value: 'b' }],
      status: { code: 'ERROR', message: 'm' },
      links: [{ trace_id: traceB, span_id: span3 }],
    };
    const read = parseOne([aliases]);
    assert.deepEqual([read.parentSpanId, read.name, read.service, read.kind], [span2, 'op', 's', 'server']);
    assert.deepEqual([read.startTime, read.duration, read.status], [start, 1.5, 'error']);
    assert.deepEqual(plain(read.attributes), { a: 'b' });
    assert.deepEqual(plain(read.links), [{ traceId: traceB, spanId: span3, attributes: {} }]);
  });

  it('guess the unit of bare numbers by their size', () => {
    const timesOf = (fields: object): readonly unknown[] => {
      const read = parseOne([{ traceId: traceA, spanId: span1, name: 'x', ...fields }]);
      return [read.startTime, read.duration];
    };
    assert.deepEqual(timesOf({ startTime: start * 1e3, duration: 1500 }), [start, 1.5]);
    assert.deepEqual(timesOf({ startTime: start, endTime: start + 2 }), [start, 2]);
    assert.deepEqual(timesOf({ startTimeUnixNano: `${start}000000`, endTimeUnixNano: `${start}000001` }), [
      start,
      0.000001,
    ]);
    assert.deepEqual(timesOf({ timestamp: start, durationMs: 3 }), [start, 3]);
    assert.deepEqual(timesOf({ start, durationNanos: 3000 }), [start, 0.003]);
  });

  it('take a unit from a name that has one, whatever the size', () => {
    const timesOf = (fields: object): readonly unknown[] => {
      const read = parseOne([{ traceId: traceA, spanId: span1, name: 'x', ...fields }]);
      return [read.startTime, read.duration];
    };
    assert.deepEqual(timesOf({ startMs: start + 0.25, durationMs: 3.5 }), [start + 0.25, 3.5]);
    assert.deepEqual(timesOf({ startMs: 2e9, endMs: 2e9 + 2 }), [2e9, 2]);
    assert.deepEqual(timesOf({ startMs: 0, duration: 7 }), [0, 7]);
    assert.deepEqual(timesOf({ start_time_ms: `${start}`, end_time_ms: `${start + 1}` }), [start, 1]);
    assert.deepEqual(timesOf({ startMs: null, durationMs: 1 }), [null, 1]);
  });

  it('take the service from the resource, as a source may give it', () => {
    const span = { traceId: traceA, spanId: span1, name: 'x', kind: 'consumer', status: 'error' };
    const read = parseOne([{ ...span, startMs: start, resource: { 'service.name': 'orders' } }]);
    assert.deepEqual([read.service, read.kind, read.status], ['orders', 'consumer', 'error']);
  });
});

describe('what other SDKs print', () => {
  it('reads Python spans, pretty-printed one after another', () => {
    const python = (spanId: string, parent: string | null): object => ({
      name: 'op',
      context: { trace_id: `0x${traceA}`, span_id: `0x${spanId}`, trace_state: '[]' },
      kind: 'SpanKind.PRODUCER',
      parent_id: parent,
      start_time: '2023-11-14T22:13:20.000000Z',
      end_time: '2023-11-14T22:13:20.001500Z',
      status: { status_code: 'ERROR', description: 'm' },
      attributes: { a: 1 },
      events: [{ name: 'e', timestamp: '2023-11-14T22:13:20.000500Z', attributes: {} }],
      links: [{ context: { trace_id: `0x${traceB}`, span_id: `0x${span3}` }, attributes: { l: 1 } }],
      resource: { attributes: { 'service.name': 's' }, schema_url: '' },
    });
    const text = [python(span1, null), python(span2, `0x${span1}`)]
      .map((span) => JSON.stringify(span, null, 4))
      .join('\n');
    const [root, child] = spansOf(parseTraces(text));
    assert.deepEqual([root!.traceId, root!.spanId, child!.parentSpanId], [traceA, span1, span1]);
    assert.deepEqual(
      [root!.kind, root!.service, root!.duration, root!.statusMessage],
      ['producer', 's', 1.5, 'm'],
    );
    assert.deepEqual(plain(root!.links), [{ traceId: traceB, spanId: span3, attributes: { l: 1 } }]);
    assert.equal(root!.events[0]!.time, start + 0.5);
  });

  it('reads Go span stubs, where an all-zero parent is none', () => {
    const stub = {
      Name: 'op',
      SpanContext: { TraceID: traceA, SpanID: span1 },
      Parent: { TraceID: '0'.repeat(32), SpanID: '0'.repeat(16) },
      SpanKind: 4,
      StartTime: '2023-11-15T00:13:20+02:00',
      EndTime: '2023-11-15T00:13:20.000000001+02:00',
      Attributes: [{ Key: 'n', Value: { Type: 'INT64', Value: 7 } }],
      Links: [{ SpanContext: { TraceID: traceB, SpanID: span3 }, Attributes: null }],
      Status: { Code: 'Error', Description: 'm' },
      Resource: [{ Key: 'service.name', Value: { Type: 'STRING', Value: 's' } }],
      InstrumentationScope: { Name: 'lib' },
    };
    const span = parseOne([stub]);
    assert.deepEqual(
      [span.parentSpanId, span.kind, span.service, span.scope],
      [null, 'producer', 's', 'lib'],
    );
    assert.deepEqual([span.startTime, span.duration, span.status], [start, 0.000001, 'error']);
    assert.deepEqual(plain(span.attributes), { n: 7 });
    assert.equal(span.links.length, 1);
  });
});

describe('rows of stores', () => {
  it('reads Data Prepper documents with flattened names', () => {
    const span = parseOne({
      traceId: traceA,
      spanId: span1,
      parentSpanId: '',
      name: 'op',
      kind: 'SPAN_KIND_SERVER',
      startTime: '2023-11-14T22:13:20.000000000Z',
      endTime: '2023-11-14T22:13:20.000001500Z',
      durationInNanos: 1500,
      serviceName: 's',
      'status.code': 2,
      'span.attributes.http@method': 'GET',
      'resource.attributes.service@name': 's',
      'instrumentationLibrary.name': 'lib',
      links: [{ traceId: traceB, spanId: span3, attributes: {} }],
    });
    assert.deepEqual([span.kind, span.service, span.scope, span.status], ['server', 's', 'lib', 'error']);
    assert.deepEqual([span.startTime, span.duration, span.links.length], [start, 0.0015, 1]);
    assert.deepEqual(plain(span.attributes), { 'http.method': 'GET' });
  });

  it('makes one trace of a list of SigNoz rows, whatever its order', () => {
    const row = (span_id: string, parent_span_id: string, offset_ms: number): object => {
      return {
        span_id,
        parent_span_id,
        name: 'op',
        kind: 4,
        status_code: 2,
        duration: 'PT0.0015S',
        offset_ms,
        resources: { 'service.name': 's' },
      };
    };
    const rows = [row(span1, '', 0), row(span2, span1, 4)];
    const parsed = parseTraces(rows);
    assert.deepEqual(parseTraces([...rows].reverse()), parsed);
    const [root, child] = spansOf(parsed);
    assert.equal(root!.traceId, '0'.repeat(16) + span1);
    assert.deepEqual([root!.startTime, child!.startTime, child!.duration], [0, 4, 1.5]);
    assert.deepEqual([child!.kind, child!.service, child!.status], ['producer', 's', 'error']);
  });

  it('reads ClickHouse rows with parallel arrays', () => {
    const row = {
      Timestamp: '2023-11-14 22:13:20.000000500',
      TraceId: traceA,
      SpanId: span1,
      ParentSpanId: '',
      SpanName: 'op',
      SpanKind: 'Consumer',
      ServiceName: 's',
      Duration: '1500',
      StatusCode: 'STATUS_CODE_ERROR',
      SpanAttributes: { a: 'b' },
      ResourceAttributes: { host: 'h' },
      ScopeName: 'lib',
      'Links.TraceId': [traceB],
      'Links.SpanId': [span3],
      'Links.Attributes': [{ l: 'x' }],
      'Events.Name': ['e'],
      'Events.Timestamp': ['2023-11-14 22:13:20.000001000'],
    };
    const span = parseOne({ meta: [], data: [row] });
    assert.deepEqual([span.kind, span.service, span.scope, span.status], ['consumer', 's', 'lib', 'error']);
    assert.deepEqual([span.startTime, span.duration], [start + 0.0005, 0.0015]);
    assert.deepEqual(plain(span.links), [{ traceId: traceB, spanId: span3, attributes: { l: 'x' } }]);
    assert.deepEqual(plain(span.resource), { 'service.name': 's', host: 'h' });
  });
});
