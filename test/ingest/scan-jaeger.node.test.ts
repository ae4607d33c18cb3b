/** However Jaeger's traces are written: scanned bytes mean what `JSON.parse` and the readers of objects find in them. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { checkBothWays } from './both-ways.js';
import { anything, mostly, number, object, text } from './odd-values.js';
import { writtenJson } from './written-json.js';

const encode = (json: string): Uint8Array => new TextEncoder().encode(json);

const traceId = fc.constantFrom('a'.repeat(32), 'b'.repeat(32), 'abc', 'ABC', '0', 'opaque');
const spanId = fc.constantFrom('1'.repeat(16), '2'.repeat(16), '3'.repeat(16), '7', 'ABC', '', '0', 'opaque');
const time = fc.oneof(
  fc.integer({ min: 1_700_000_000_000_000, max: 1_700_000_000_001_000 }),
  fc.constantFrom<unknown>(0, 12.5, '1700000000000000', -3),
);
const key = fc.constantFrom(
  'span.kind',
  'error',
  'error.type',
  'otel.status_code',
  'http.method',
  'rpc.system',
  'redis.x',
  '',
);
const tag = fc.oneof(
  object({ key, type: fc.constant('string'), value: text }),
  object({ key, type: fc.constant('bool'), value: fc.constantFrom<unknown>(true, false, 'true') }),
  object({
    key,
    type: fc.constantFrom('int64', 'float64'),
    value: fc.oneof(number, fc.constantFrom('3', '')),
  }),
  object({
    key: fc.constantFrom('span.kind', 'otel.status_code'),
    type: fc.constant('string'),
    value: fc.constantFrom('client', 'server', 'producer', 'consumer', 'internal', 'ERROR', 'OK', '3'),
  }),
);
const tags = fc.array(tag, { maxLength: 4 });
const reference = object({
  refType: fc.constantFrom('CHILD_OF', 'FOLLOWS_FROM'),
  traceID: traceId,
  spanID: spanId,
});
const span = object({
  traceID: traceId,
  spanID: spanId,
  parentSpanID: fc.constantFrom<unknown>(null, '', '1'.repeat(16)),
  operationName: text,
  references: fc.array(reference, { maxLength: 3 }),
  startTime: time,
  duration: fc.oneof(fc.nat(1e6), fc.constantFrom<unknown>(null, 1.5, -1, '7')),
  tags,
  logs: fc.array(object({ timestamp: time, fields: tags }), { maxLength: 1 }),
  processID: fc.constantFrom('p1', 'p2', 'p3'),
  process: fc.constant(null),
  warnings: fc.constantFrom<unknown>(null, []),
});
const process = object({ serviceName: text, tags });
const trace = object({
  traceID: traceId,
  spans: fc.array(span, { maxLength: 5 }),
  processes: object({ p1: process, p2: process }),
  warnings: fc.constant(null),
});
const document = fc.record({
  data: fc.array(trace, { maxLength: 3 }),
  total: number,
  errors: mostly(fc.constant(null)),
  limit: fc.oneof({ weight: 9, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: anything }),
});

describe("scanning Jaeger's traces", () => {
  it('finds what the readers of objects find, however it is written', () => {
    let scanned = 0;
    fc.assert(
      fc.property(document.chain(writtenJson), (json) => {
        if (checkBothWays(encode(json))) scanned++;
      }),
      { numRuns: 1500 },
    );
    assert.ok(scanned > 150, `${scanned} of them were scanned`);
  });
});
