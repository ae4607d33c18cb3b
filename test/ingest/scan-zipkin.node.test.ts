/** However Zipkin's spans are written: scanned bytes mean what `JSON.parse` and the readers of objects find in them. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { checkBothWays } from './both-ways.js';
import { number, object, text } from './odd-values.js';
import { writtenJson } from './written-json.js';

const encode = (json: string): Uint8Array => new TextEncoder().encode(json);

const traceId = fc.constantFrom('a'.repeat(32), 'b'.repeat(16), 'abc', '0');
const spanId = fc.constantFrom(
  '1'.repeat(16),
  '2'.repeat(16),
  '3'.repeat(16),
  '4'.repeat(16),
  '7',
  'opaque',
  '',
);
const time = fc.oneof(
  fc.integer({ min: 1_700_000_000_000_000, max: 1_700_000_000_001_000 }),
  fc.constantFrom<unknown>(0, 12.5, '1700000000000000', -3, null),
);
const endpoint = object({
  serviceName: fc.constantFrom<unknown>('shop', 'unknown', '', null),
  ipv4: fc.constantFrom('10.0.0.1', ''),
  ipv6: fc.constantFrom('::1', ''),
  port: fc.constantFrom(0, 80),
});
const value = fc.oneof({ weight: 9, arbitrary: text }, { weight: 1, arbitrary: number });
const tags = object({
  'span.kind': fc.constantFrom('client', 'internal'),
  error: fc.constantFrom<unknown>('', 'true', 'false', 'boom'),
  'error.type': text,
  'otel.status_code': fc.constantFrom('OK', 'ERROR'),
  'http.method': value,
  'peer.service': value,
  'otlp.link.0': fc.constantFrom<unknown>(`${'b'.repeat(32)}|${'1'.repeat(16)}|||0`, 'x', '', 7),
  'otlp.link.1': fc.constantFrom(
    `${'b'.repeat(32)}|${'1'.repeat(16)}|||0`,
    `${'A'.repeat(32)}|${'2'.repeat(16)}||{"a":"|"}|0`,
    `${'b'.repeat(32)}||state|{"a":[1]}|`,
  ),
});
const fewTags = fc.subarray([
  'span.kind',
  'error',
  'error.type',
  'http.method',
  'peer.service',
  'otlp.link.0',
  'otlp.link.1',
]);
const someTags = fc
  .tuple(tags, fewTags)
  .map(([all, keys]) => Object.fromEntries(Object.entries(all).filter(([key]) => keys.includes(key))));
const annotation = object({
  timestamp: time,
  value: fc.oneof(text, fc.constantFrom('exception|{"a":1}|0', '"e": {"a":[]}')),
});
const span = fc
  .record(
    {
      traceId,
      id: spanId,
      parentId: spanId,
      name: fc.oneof(text, fc.constant('unknown')),
      kind: fc.constantFrom('CLIENT', 'SERVER', 'PRODUCER', 'CONSUMER', 'other'),
      timestamp: time,
      duration: fc.oneof(fc.nat(1e6), fc.constantFrom<unknown>(1.5, -1, '7', null)),
      localEndpoint: endpoint,
      remoteEndpoint: endpoint,
      annotations: fc.array(annotation, { maxLength: 1 }),
      tags: someTags,
      shared: fc.boolean(),
      debug: fc.boolean(),
    },
    { requiredKeys: ['traceId', 'id'] },
  )
  .chain((found) =>
    fc
      .nat(40)
      .map((other) =>
        other === 0 ? { ...found, binaryAnnotations: [] } : other === 1 ? { ...found, x: 1 } : found,
      ),
  );
const list = fc.array(span, { maxLength: 5 });
const document = fc.oneof(
  { weight: 5, arbitrary: list },
  { weight: 1, arbitrary: fc.array(list, { maxLength: 3 }) },
  { weight: 1, arbitrary: fc.array(fc.oneof(span, list, number), { maxLength: 3 }) },
);

describe("scanning Zipkin's spans", () => {
  it('finds what the readers of objects find, however it is written', () => {
    let scanned = 0;
    fc.assert(
      fc.property(document.chain(writtenJson), (json) => {
        if (checkBothWays(encode(json))) scanned++;
      }),
      { numRuns: 1500 },
    );
    assert.ok(scanned > 250, `${scanned} of them were scanned`);
  });

  it('tells keys of tags apart of which one begins like the other, or is spelled in another way', () => {
    const keys = ['a', 'a"b', 'ab', 'a\\', 'ä', 'ä"', 'a'];
    const spans = keys.flatMap((key, place) =>
      [0, 1, 2].map((time) => ({
        traceId: 'a'.repeat(32),
        id: `${place}${time}`.repeat(8),
        timestamp: 1_700_000_000_000_000 + time,
        tags: { [key]: 'x', [`${key}.`]: 'y', 'http.method': key },
      })),
    );
    assert.ok(checkBothWays(encode(JSON.stringify(spans))));
    assert.ok(checkBothWays(encode(JSON.stringify(spans).replaceAll('"a"', '"\\u0061"'))));
  });
});
