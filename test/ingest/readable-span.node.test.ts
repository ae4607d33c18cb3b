import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseTraces } from '../../src/ingest/parse-traces.js';
import { countsOf, parseOne, plain, span1, span2, span3, traceA, traceB } from './spans.js';

const own = { traceId: traceA, spanId: span1, traceFlags: 1 };

/** A live span of SDK 2: methods, getters, a resource with pending values, and a circle to its processor. */
class LiveSpan {
  readonly name = 'work';
  readonly kind = 4;
  readonly startTime = [1_700_000_000, 250_000];
  readonly endTime = [1_700_000_000, 1_750_001];
  readonly duration = [0, 1_500_001];
  readonly ended = true;
  readonly status = { code: 2, message: 'm' };
  readonly attributes = { n: 1, list: ['a', null], skipped: undefined };
  readonly links = [{ context: { traceId: traceB, spanId: span3 } }];
  readonly events = [{ name: 'e', time: [1_700_000_000, 500_000], attributes: { a: true } }];
  readonly parentSpanContext = { traceId: traceA, spanId: span2 };
  readonly instrumentationScope = { name: 'lib' };
  readonly droppedLinksCount = 1;
  readonly _processor = { spans: [this as unknown] };
  readonly resource = {
    get attributes() {
      return { 'service.name': 's', pending: Promise.resolve('later') };
    },
  };
  spanContext(): object {
    return this.name === 'work' ? own : {};
  }
}

describe('ReadableSpan', () => {
  it('reads live objects, whose context is a method', () => {
    const { traces, problems } = parseTraces([new LiveSpan()]);
    const span = traces.traces[0]!.spans[0]!;
    assert.deepEqual([span.traceId, span.spanId, span.parentSpanId], [traceA, span1, span2]);
    assert.deepEqual([span.kind, span.service, span.scope, span.droppedLinks], ['consumer', 's', 'lib', 1]);
    assert.deepEqual([span.startTime, span.duration], [1_700_000_000_000.25, 1.500001]);
    assert.deepEqual([span.status, span.statusMessage], ['error', 'm']);
    assert.deepEqual(plain(span.attributes), { n: 1, list: ['a', null], skipped: null });
    assert.deepEqual(plain(span.links), [{ traceId: traceB, spanId: span3, attributes: {} }]);
    assert.deepEqual(plain(span.resource), { 'service.name': 's' });
    assert.equal(countsOf(problems)['invalid-attribute'], 1, 'the promise');
  });

  it('reads own properties of SDK 1 and of SDK 2', () => {
    const common = {
      name: 'work',
      kind: 0,
      startTime: [1, 0],
      endTime: [2, 0],
      attributes: {},
      links: [],
      events: [],
    };
    const one = parseOne({
      ...common,
      _spanContext: own,
      parentSpanId: span2,
      instrumentationLibrary: { name: 'lib' },
      resource: { _attributes: { 'service.name': 's' } },
      _droppedLinksCount: 2,
    });
    const two = parseOne({
      ...common,
      _spanContext: own,
      parentSpanContext: { spanId: span2 },
      instrumentationScope: { name: 'lib' },
      resource: { _rawAttributes: [['service.name', 's']] },
      _droppedLinksCount: 2,
    });
    assert.deepEqual(two, one);
    assert.deepEqual([one.service, one.kind, one.duration, one.parentSpanId], ['s', 'internal', 1000, span2]);
  });

  it('knows spans that have not ended', () => {
    const span = { spanContext: own, name: 'x', startTime: [5, 0], endTime: [0, 0], duration: [0, 0] };
    assert.equal(parseOne(span).duration, null);
    assert.equal(parseOne({ ...span, endTime: [6, 0], ended: false }).duration, null);
    assert.equal(parseOne({ ...span, endTime: undefined, duration: [1, 5e8] }).duration, 1500);
  });

  it("reads the console exporter's objects, in microseconds and with the kinds of the API", () => {
    const span = parseOne({
      resource: { attributes: { 'service.name': 's' } },
      traceId: traceA,
      parentId: span2,
      name: 'x',
      id: span1,
      kind: 2,
      timestamp: 1_700_000_000_000_000,
      duration: 266996.195,
      attributes: {},
      status: { code: 0 },
      events: [],
      links: [],
    });
    assert.deepEqual([span.parentSpanId, span.kind, span.duration], [span2, 'client', 266.996195]);
  });

  it('reads recorded spans without kind, resource or links', () => {
    const span = parseOne({
      spanContext: own,
      name: 'ai',
      attributes: {},
      startTime: [1, 0],
      endTime: [1, 5],
    });
    assert.deepEqual(
      [span.kind, span.service, span.links, span.duration],
      ['unspecified', null, [], 0.000005],
    );
  });
});
