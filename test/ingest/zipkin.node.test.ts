import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseTraces } from '../../src/ingest/parse-traces.js';
import { countsOf, parseOne, plain, span1, span2, span3, spansOf, traceA, traceB } from './spans.js';

function zipkinSpan(fields: object = {}): Record<string, unknown> {
  return {
    traceId: traceA,
    id: span1,
    name: 'get',
    kind: 'CLIENT',
    timestamp: 1_700_000_000_000_000,
    duration: 1500,
    localEndpoint: { serviceName: 'front' },
    tags: {},
    ...fields,
  };
}

const server = (fields: object = {}): Record<string, unknown> =>
  zipkinSpan({ kind: 'SERVER', shared: true, localEndpoint: { serviceName: 'back' }, ...fields });

describe('Zipkin', () => {
  it('reads a list, a list of traces and a bare span alike', () => {
    const expected = parseOne([zipkinSpan()]);
    assert.deepEqual(
      [expected.startTime, expected.duration, expected.service],
      [1_700_000_000_000, 1.5, 'front'],
    );
    assert.deepEqual(parseOne([[zipkinSpan()]]), expected);
    assert.deepEqual(parseOne(zipkinSpan()), expected);
  });

  it('makes a shared span a child of its client with an id of its own, also without the flag', () => {
    for (const shared of [true, undefined]) {
      const parsed = parseTraces([
        server({ shared, timestamp: 1_700_000_000_000_100 }),
        zipkinSpan({ parentId: span3 }),
      ]);
      const ids = spansOf(parsed).map((span) => [span.spanId, span.parentSpanId]);
      assert.deepEqual(ids, [
        [span1, span3],
        [`${span1}:shared:back`, span1],
      ]);
      assert.deepEqual(countsOf(parsed.problems), { 'missing-parent': 1 });
    }
  });

  it('gives a child to the shared span when it is of the same service, else to the client', () => {
    const parsed = parseTraces([
      zipkinSpan(),
      server(),
      zipkinSpan({ id: span2, parentId: span1, localEndpoint: { serviceName: 'back' } }),
      zipkinSpan({ id: span3, parentId: span1 }),
    ]);
    const parents = new Map(spansOf(parsed).map((span) => [span.spanId, span.parentSpanId]));
    assert.equal(parents.get(span2), `${span1}:shared:back`);
    assert.equal(parents.get(span3), span1);
  });

  it('tells several servers of one client apart by service, then by address', () => {
    const parsed = parseTraces([
      zipkinSpan(),
      server(),
      server({ localEndpoint: { serviceName: 'other', ipv4: '10.0.0.1' } }),
      server({ localEndpoint: { serviceName: 'other', ipv4: '10.0.0.2' } }),
    ]);
    assert.deepEqual(
      spansOf(parsed).map((span) => span.spanId),
      [span1, `${span1}:shared:back`, `${span1}:shared:other@10.0.0.1:`, `${span1}:shared:other@10.0.0.2:`],
    );
    assert.deepEqual(parsed.problems, []);
  });

  it('keeps a shared span whose client is absent as it is, and ignores the flag on a client', () => {
    assert.deepEqual(parseOne([server({ parentId: span2 })]).spanId, span1);
    assert.equal(parseOne([zipkinSpan({ shared: true })]).spanId, span1);
  });

  it('merges the parts of one span, wherever in the input they are', () => {
    const part = zipkinSpan({
      timestamp: undefined,
      duration: undefined,
      kind: undefined,
      tags: { late: 'yes' },
    });
    const whole = zipkinSpan({
      tags: { early: 'yes' },
      annotations: [{ timestamp: 1_700_000_000_000_001, value: 'ws' }],
    });
    for (const input of [
      [part, whole],
      [[whole], [part]],
      `${JSON.stringify([part])}\n${JSON.stringify([whole])}`,
    ]) {
      const parsed = parseTraces(input);
      const span = spansOf(parsed)[0]!;
      assert.deepEqual(plain(span.attributes), { late: 'yes', early: 'yes' });
      assert.deepEqual([span.kind, span.duration, span.events.length], ['client', 1.5, 1]);
      assert.equal(parsed.traces.spanCount, 1);
      assert.deepEqual(parsed.problems, []);
    }
  });

  it('counts whole spans with the same id as repeats or conflicts', () => {
    const parsed = parseTraces([zipkinSpan(), zipkinSpan(), zipkinSpan({ duration: 99 })]);
    assert.equal(parsed.traces.spanCount, 1);
    assert.deepEqual(countsOf(parsed.problems), { 'duplicate-span': 1, 'conflicting-span': 1 });
  });

  it("reads the collector's tags for links, kind and status", () => {
    const tags = {
      'otlp.link.0': `${traceB}|${span2}|state|{"a":"x|y","n":1}|0`,
      'otlp.link.1': `${traceB}|${span3}||{}|2`,
      'span.kind': 'internal',
      'otel.status_code': 'STATUS_CODE_ERROR',
      'otel.status_description': 'late',
      'otel.scope.name': 'lib',
    };
    const span = parseOne([zipkinSpan({ kind: undefined, tags })]);
    assert.deepEqual(plain(span.links), [
      { traceId: traceB, spanId: span2, attributes: { a: 'x|y', n: 1 } },
      { traceId: traceB, spanId: span3, attributes: {} },
    ]);
    assert.deepEqual(
      [span.kind, span.status, span.statusMessage, span.scope],
      ['internal', 'error', 'late', 'lib'],
    );
    assert.ok(!('otlp.link.0' in span.attributes));
  });

  it('reads annotations in the three spellings of events', () => {
    const annotations = [
      { timestamp: 1_700_000_000_000_000, value: 'plain' },
      { timestamp: 1_700_000_000_000_000, value: 'collector|{"a":1}|0' },
      { timestamp: 1_700_000_000_000_000, value: '"spec": {"b":2}' },
      { timestamp: 1_700_000_000_000_000, value: 'not|json|at all' },
    ];
    const { events } = parseOne([zipkinSpan({ annotations })]);
    assert.deepEqual(plain(events.map(({ name, attributes }) => [name, attributes])), [
      ['plain', {}],
      ['collector', { a: 1 }],
      ['spec', { b: 2 }],
      ['not|json|at all', {}],
    ]);
  });

  it('takes unknown and empty for no name, and keeps the remote endpoint as the peer', () => {
    const span = parseOne([
      zipkinSpan({
        name: 'unknown',
        localEndpoint: { serviceName: '' },
        remoteEndpoint: { serviceName: 'mysql', ipv4: '10.0.0.9', port: 3306 },
        timestamp: undefined,
        duration: undefined,
      }),
    ]);
    assert.deepEqual([span.name, span.service, span.startTime, span.duration], ['', null, null, null]);
    assert.deepEqual(plain(span.attributes), {
      'peer.service': 'mysql',
      'network.peer.address': '10.0.0.9',
      'network.peer.port': 3306,
    });
  });

  it('refuses Zipkin v1 by name', () => {
    const { problems } = parseTraces([{ traceId: 'a', id: 'b', binaryAnnotations: [] }]);
    assert.deepEqual(countsOf(problems), { 'unsupported-format': 1 });
  });
});
