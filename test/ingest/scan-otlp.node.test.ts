/** However OTLP is written: scanned bytes mean what `JSON.parse` and the readers of objects find in them. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parseTraces } from '../../src/ingest/parse-traces.js';
import { checkBothWays, isScanned } from './both-ways.js';
import { number, object, text } from './odd-values.js';
import { writtenJson } from './written-json.js';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

const traceId = fc.constantFrom(
  'a'.repeat(32),
  'A'.repeat(32),
  'b'.repeat(32),
  'abc',
  '0'.repeat(32),
  'q6urq6urq6urq6urq6urqw==',
  'opaque trace',
);
const spanId = fc.constantFrom(
  '1'.repeat(16),
  '2'.repeat(16),
  '3'.repeat(16),
  'ABCDEF0123456789',
  '7',
  '',
  '0'.repeat(16),
  'EREREREREREA',
  'opaque',
);
const time = fc.oneof(
  fc.nat(1e6).map((nanoseconds) => `1700000000000${String(nanoseconds).padStart(6, '0')}`),
  fc.constantFrom<unknown>(
    '0',
    '',
    '12',
    '1700000000000000000',
    1.7e18,
    17,
    '-5',
    '1e3',
    '99999999999999999999999',
    '18446744073709551615',
    '18446744073710000000',
    1e20,
  ),
);
const simpleValue = fc.oneof(
  text.map((stringValue) => ({ stringValue })),
  fc.integer().map((intValue) => ({ intValue: String(intValue) })),
  number.map((intValue) => ({ intValue })),
  fc.boolean().map((boolValue) => ({ boolValue })),
  number.map((doubleValue) => ({ doubleValue })),
  text.map((string_value) => ({ string_value })),
  fc.array(text, { maxLength: 2 }).map((texts) => ({
    arrayValue: { values: texts.map((stringValue) => ({ stringValue })) },
  })),
  fc.constantFrom<object>({}, { kvlistValue: { values: [] } }, { bytesValue: 'AA==' }),
  fc.constantFrom<object>(
    { intValue: 'abc' },
    { intValue: '-' },
    { int_value: '' },
    { arrayValue: 5 },
    { other: 1 },
  ),
);
const key = fc.constantFrom(
  'http.method',
  'http.request.method',
  'rpc.system',
  'error',
  'error.type',
  'db.system',
  'faas.trigger',
  'redis.x',
  '',
  '__proto__',
);
const tags = fc.array(object({ key, value: simpleValue }), { maxLength: 4 });
const link = object({ traceId, spanId, attributes: tags });
const event = object({ timeUnixNano: time, name: text, attributes: tags });
const span = fc.oneof(
  {
    weight: 4,
    arbitrary: object({
      traceId,
      spanId,
      parentSpanId: spanId,
      name: text,
      kind: fc.constantFrom<unknown>(0, 1, 2, 3, 4, 5, 9, 'SPAN_KIND_SERVER', 'client', '3'),
      startTimeUnixNano: time,
      endTimeUnixNano: time,
      attributes: tags,
      links: fc.array(link, { maxLength: 3 }),
      events: fc.array(event, { maxLength: 2 }),
      status: object({ code: fc.constantFrom<unknown>(0, 1, 2, 'STATUS_CODE_ERROR', 'ok'), message: text }),
      droppedLinksCount: fc.constantFrom<unknown>(0, 3, '2', -1, 1e20),
    }),
  },
  {
    weight: 1,
    arbitrary: object({
      trace_id: traceId,
      span_id: spanId,
      parent_span_id: spanId,
      spanId,
      start_time_unix_nano: time,
      end_time_unix_nano: time,
      dropped_links_count: fc.constant(1),
    }),
  },
);
const resource = object({
  attributes: fc.array(object({ key: fc.constantFrom('service.name', 'host.name'), value: simpleValue }), {
    maxLength: 2,
  }),
});
const scopeSpans = object({ scope: object({ name: text }), spans: fc.array(span, { maxLength: 4 }) });
const resourceSpans = fc.oneof(
  {
    weight: 5,
    arbitrary: object({ resource, scopeSpans: fc.array(scopeSpans, { maxLength: 2 }), schemaUrl: text }),
  },
  {
    weight: 1,
    arbitrary: object({
      resource,
      instrumentationLibrarySpans: fc.array(scopeSpans, { maxLength: 1 }),
      scope_spans: fc.array(scopeSpans, { maxLength: 1 }),
    }),
  },
);
const list = fc.array(resourceSpans, { maxLength: 3 });
const document = fc.oneof(
  { weight: 5, arbitrary: list.map((found) => ({ resourceSpans: found })) },
  { weight: 1, arbitrary: list.map((found) => ({ batches: found })) },
  { weight: 1, arbitrary: list.map((found) => ({ trace: { resourceSpans: found }, metrics: {} })) },
  {
    weight: 1,
    arbitrary: fc.tuple(list, text).map(([found, status]) => ({ result: { resource_spans: found }, status })),
  },
);

describe('scanning OTLP', () => {
  it('finds what the readers of objects find, however it is written', () => {
    let scanned = 0;
    fc.assert(
      fc.property(document.chain(writtenJson), (json) => {
        if (checkBothWays(encode(json))) scanned++;
      }),
      { numRuns: 1500 },
    );
    assert.ok(scanned > 300, `${scanned} of them were scanned`);
  });

  it('finds it in documents one after another', () => {
    fc.assert(
      fc.property(
        fc.array(document.chain(writtenJson), { maxLength: 3 }),
        fc.constantFrom('\n', '\r\n\n', ' ', ','),
        (texts, between) => void checkBothWays(encode(texts.join(between))),
      ),
      { numRuns: 300 },
    );
  });

  it('finds it in bytes that are cut or changed', () => {
    const changed = document.chain(writtenJson).chain((json) => {
      const bytes = encode(json);
      return fc.tuple(fc.constant(bytes), fc.nat(bytes.length), fc.integer({ min: -1, max: 255 }));
    });
    fc.assert(
      fc.property(changed, ([bytes, at, byte]) => {
        // −1 cuts, everything else overwrites.
        if (byte >= 0 && at < bytes.length) bytes[at] = byte;
        checkBothWays(byte < 0 ? bytes.subarray(0, at) : bytes);
      }),
      { numRuns: 1500 },
    );
  });

  it('does not care how deep a value is nested', () => {
    for (const depth of [10, 29, 31, 40, 10_000]) {
      const deep = '['.repeat(depth) + ']'.repeat(depth);
      const span = `{"traceId":"${'a'.repeat(32)}","spanId":"${'1'.repeat(16)}","flags":${deep},"attributes":[{"key":"k","value":{"x":${deep}}}]}`;
      checkBothWays(encode(`{"resourceSpans":[{"scopeSpans":[{"spans":[${span}]}]}]}`));
    }
  });

  it('copies bytes in shared memory, which others may write to', () => {
    const text = encode(
      `{"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"${'a'.repeat(32)}","spanId":"${'1'.repeat(16)}","name":"before"}]}]}]}`,
    );
    const bytes = new Uint8Array(new SharedArrayBuffer(text.length));
    bytes.set(text);
    assert.ok(isScanned(bytes));
    const { traces } = parseTraces(bytes);
    bytes.fill(0);
    assert.equal(traces.traces[0]!.spans[0]!.name, 'before');
  });
});
