/** What has a wrong type inside of a span is reported in every format, and loses nothing beside it. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseTraces } from '../../src/ingest/parse-traces.js';
import { countsOf, otlpRequest, otlpSpan, span1, spansOf, traceA } from './spans.js';

/** A span of each format with these events and links, or what the format has in their place. */
const writers: Readonly<Record<string, (events: unknown, links: unknown) => unknown>> = {
  otlp: (events, links) => otlpRequest([otlpSpan({ events, links })]),
  jaeger: (logs, references) => ({
    traceID: traceA,
    processes: {},
    spans: [
      { traceID: traceA, spanID: span1, operationName: 'a', startTime: 1, duration: 1, logs, references },
    ],
  }),
  zipkin: (annotations) => [
    { traceId: traceA, id: span1, name: 'a', timestamp: 1, duration: 1, annotations },
  ],
  plain: (events, links) => ({ traceId: traceA, spanId: span1, name: 'a', events, links }),
  'readable span': (events, links) => ({
    spanContext: { traceId: traceA, spanId: span1 },
    name: 'a',
    startTime: [1, 0],
    endTime: [1, 0],
    events,
    links,
  }),
  python: (events, links) => ({ context: { trace_id: traceA, span_id: span1 }, name: 'a', events, links }),
  'span stub': (Events, Links) => ({
    SpanContext: { TraceID: traceA, SpanID: span1 },
    Name: 'a',
    Events,
    Links,
  }),
  'data prepper': (events, links) => ({ traceId: traceA, spanId: span1, durationInNanos: 1, events, links }),
  'grafana frame': (logs, references) => ({
    fields: Object.entries({ traceID: traceA, spanID: span1, logs, references }).map(([name, value]) => ({
      name,
      values: [value],
    })),
  }),
};

/** What reading finds in objects and in their text, which have to agree. */
function read(input: unknown): {
  readonly spans: number;
  readonly events: number;
  readonly problems: object;
} {
  const [fromObjects, fromText] = [input, JSON.stringify(input)].map((value) => {
    const parsed = parseTraces(value);
    const spans = spansOf(parsed);
    const { 'invalid-span': span = 0, 'invalid-link': link = 0 } = countsOf(parsed.problems);
    return { spans: spans.length, events: spans[0]?.events.length ?? 0, problems: { span, link } };
  });
  assert.deepEqual(fromText, fromObjects);
  return fromObjects!;
}

describe('wrong types in a span', () => {
  for (const [format, write] of Object.entries(writers)) {
    const hasLinks = write.length > 1;
    it(`of ${format} are counted, as events and as links`, () => {
      const none = { span: 0, link: 0 };
      for (const nothing of [undefined, null, []])
        assert.deepEqual(read(write(nothing, nothing)), { spans: 1, events: 0, problems: none });
      const event = { name: 'e', value: 'e', fields: [] };
      assert.deepEqual(read(write([5, event, null], [])), {
        spans: 1,
        events: 1,
        problems: { span: 2, link: 0 },
      });
      assert.deepEqual(read(write('x', null)), { spans: 1, events: 0, problems: { span: 1, link: 0 } });
      if (!hasLinks) return;
      assert.deepEqual(read(write(null, ['x', 5])), { spans: 1, events: 0, problems: { span: 0, link: 2 } });
      assert.deepEqual(read(write([], {})), { spans: 1, events: 0, problems: { span: 1, link: 0 } });
    });
  }

  it('are counted as tags of Jaeger', () => {
    const good = { key: 'good', type: 'string', value: 'kept' };
    const wrong = [null, 'x', { type: 'string', value: 'no key' }, { key: 5, value: 'no text' }];
    const span = {
      traceID: traceA,
      spanID: span1,
      operationName: 'a',
      startTime: 1,
      duration: 1,
      processID: 'p',
    };
    const trace = (tags: unknown, ofProcess: unknown, fields: unknown): unknown => ({
      traceID: traceA,
      processes: { p: { serviceName: 's', tags: ofProcess } },
      spans: [{ ...span, tags, logs: [{ timestamp: 1, fields }] }],
    });
    const list = [...wrong, good];
    for (const input of [trace(list, [], []), trace([], list, []), trace([], [], list)]) {
      for (const value of [input, JSON.stringify(input)]) {
        const parsed = parseTraces(value);
        assert.deepEqual(countsOf(parsed.problems), { 'invalid-attribute': 4 });
        const { attributes, resource, events } = spansOf(parsed)[0]!;
        assert.equal(
          [attributes, resource, events[0]!.attributes].filter((tags) => tags['good'] === 'kept').length,
          1,
        );
      }
    }
    for (const input of [trace('x', [], []), trace([], { a: 1 }, []), trace([], [], 7)])
      for (const value of [input, JSON.stringify(input)])
        assert.deepEqual(countsOf(parseTraces(value).problems), { 'invalid-span': 1 });
  });

  it('are counted as times that microseconds cannot say', () => {
    for (const time of [1e19, '9223372036854775807', 1e300]) {
      for (const span of [
        { traceId: traceA, id: span1, timestamp: time, duration: 1 },
        { traceId: traceA, id: span1, timestamp: 1, duration: time },
        { traceID: traceA, spanID: span1, operationName: 'a', startTime: time, duration: 1 },
        { traceID: traceA, spanID: span1, operationName: 'a', startTime: 1, duration: time },
      ]) {
        for (const value of [[span], JSON.stringify([span])]) {
          const parsed = parseTraces(value);
          assert.equal(spansOf(parsed).length, 1);
          assert.deepEqual(countsOf(parsed.problems), { 'invalid-time': 1 });
        }
      }
    }
  });
});
