import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseTraces } from '../../src/ingest/parse-traces.js';
import { countsOf, otlpRequest, otlpSpan, plain, span1, span2, spansOf, traceA, traceB } from './spans.js';

const zeros = '0'.repeat(32);

describe('links', () => {
  it('makes one of the same link twice, with the first attributes', () => {
    const parsed = parseTraces(
      otlpRequest([
        otlpSpan({
          links: [
            { traceId: traceA, spanId: span2, attributes: [{ key: 'n', value: { intValue: 1 } }] },
            {
              traceId: traceA.toUpperCase(),
              spanId: span2,
              attributes: [{ key: 'n', value: { intValue: 2 } }],
            },
          ],
        }),
        otlpSpan({ spanId: span2 }),
      ]),
    );
    assert.deepEqual(plain(spansOf(parsed)[0]!.links), [
      { traceId: traceA, spanId: span2, attributes: { n: 1 } },
    ]);
    assert.deepEqual(parsed.problems, []);
  });

  it('keeps links to the span itself and to nowhere, with what they say', () => {
    const parsed = parseTraces(
      otlpRequest([
        otlpSpan({
          links: [
            { traceId: traceA, spanId: span1 },
            { traceId: traceB, spanId: span2 },
            { traceId: traceA, spanId: span2 },
            { traceId: zeros, spanId: '0', attributes: [{ key: 'offset', value: { intValue: '7' } }] },
            { traceId: traceB },
            {},
            null,
          ],
        }),
      ]),
    );
    const ids = spansOf(parsed)[0]!.links.map((link) => [link.traceId, link.spanId]);
    assert.deepEqual(ids, [
      [traceA, span1],
      [traceB, span2],
      [traceA, span2],
      ['', ''],
      [traceB, ''],
      ['', ''],
    ]);
    assert.equal(spansOf(parsed)[0]!.links[3]!.attributes['offset'], 7);
    assert.deepEqual(countsOf(parsed.problems), { 'dangling-link': 2, 'invalid-link': 5 });
  });

  it('counts the links that the SDK dropped', () => {
    const spans = [otlpSpan({ droppedLinksCount: 4 }), otlpSpan({ spanId: span2, droppedLinksCount: 3 })];
    assert.deepEqual(countsOf(parseTraces(otlpRequest(spans)).problems), { 'dropped-links': 7 });
  });

  it('knows the linked span by a trace id that is cut to its last 16 digits, as the graph does', () => {
    const cut = 'a'.repeat(16);
    const links = [
      { traceId: cut, spanId: span2 },
      { traceId: cut, spanId: span1 },
    ];
    const parsed = parseTraces(otlpRequest([otlpSpan({ links }), otlpSpan({ spanId: span2 })]));
    assert.deepEqual(countsOf(parsed.problems), { 'invalid-link': 1 });
    const ambiguous = otlpSpan({ traceId: 'c'.repeat(16) + cut });
    const all = parseTraces(otlpRequest([otlpSpan({ links }), otlpSpan({ spanId: span2 }), ambiguous]));
    assert.deepEqual(countsOf(all.problems), { 'dangling-link': 2 });
  });
});
