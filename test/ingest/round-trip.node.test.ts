import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parseTraces } from '../../src/ingest/parse-traces.js';
import type { Span, SpanStatus } from '../../src/model/span.js';
import { wholeCollection } from './fixture-table.js';
import { toJaeger, toOtlp, toReadableSpans, toZipkin } from './format-writers.js';
import { makeSpan, spansOf } from './spans.js';

/** What all formats can say of a span. Jaeger drops a second relation to the parent. */
interface Common {
  readonly ids: string;
  readonly parent: string | null;
  readonly name: string;
  readonly kind: string;
  readonly service: string | null;
  readonly times: readonly unknown[];
  readonly status: string;
  readonly statusMessage: string | null;
  readonly links: readonly string[];
}

function commonOf(input: unknown): readonly Common[] {
  return spansOf(parseTraces(input)).map((span) => ({
    ids: `${span.traceId} ${span.spanId}`,
    parent: span.parentSpanId,
    name: span.name,
    kind: span.kind,
    service: span.service,
    times: [span.startTime, span.duration],
    status: span.status,
    statusMessage: span.statusMessage,
    links: span.links
      .filter((link) => link.traceId !== span.traceId || link.spanId !== span.parentSpanId)
      .map((link) => `${link.traceId} ${link.spanId}`),
  }));
}

const hex = (digits: number): fc.Arbitrary<string> =>
  fc
    .string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: digits, maxLength: digits })
    .filter((id) => !/^0+$/.test(id));

/** Spans of a few traces; parents and links mostly lead to other spans of the model. */
const model: fc.Arbitrary<readonly Span[]> = fc
  .uniqueArray(fc.tuple(hex(32), hex(16)), { minLength: 1, maxLength: 12, selector: ([, spanId]) => spanId })
  .chain((ids) => {
    const [traces, known] = [ids.slice(0, 3).map(([traceId]) => traceId), ids.map(([, spanId]) => spanId)];
    const traceId = fc.constantFrom(...traces);
    const anyRef = fc.record({ traceId, spanId: fc.oneof(fc.constantFrom(...known), hex(16)) });
    const spans = known.map((spanId) =>
      fc
        .record({
          traceId,
          parentSpanId: fc.option(fc.constantFrom(...known.filter((id) => id !== spanId), 'f'.repeat(16))),
          name: fc.constantFrom('GET /', 'größe', 'publish'),
          kind: fc.constantFrom<Span['kind']>('internal', 'server', 'client', 'producer', 'consumer'),
          service: fc.constantFrom('a', 'b'),
          microseconds: fc.nat({ max: 1_000_000_000 }),
          length: fc.nat({ max: 10_000_000 }),
          status: fc.constantFrom<SpanStatus>('unset', 'ok', 'error'),
          links: fc.uniqueArray(anyRef, { maxLength: 3, selector: (ref) => `${ref.traceId}${ref.spanId}` }),
        })
        .map(({ service, microseconds, length, links, status, ...fields }) =>
          makeSpan({
            ...fields,
            spanId,
            service,
            status,
            statusMessage: status === 'error' ? 'failed' : null,
            resource: { 'service.name': service },
            startTime: 1_700_000_000_000 + microseconds / 1000,
            duration: length / 1000,
            // To Jaeger, the only reference to the own trace is the parent, whatever its type.
            links: links
              .filter((ref) => fields.parentSpanId !== null || ref.traceId !== fields.traceId)
              .map((ref) => ({ ...ref, attributes: {} })),
          }),
        ),
    );
    return fc.tuple(...spans);
  });

const writers = { toJaeger, toZipkin, toReadableSpans };

describe('one model in every format', () => {
  it('is read as the same spans, parents and links', () => {
    fc.assert(
      fc.property(model, (spans) => {
        const expected = commonOf(toOtlp(spans));
        assert.equal(expected.length, spans.length);
        assert.deepEqual(commonOf(spans), expected, 'own model');
        for (const [name, write] of Object.entries(writers))
          assert.deepEqual(commonOf(write(spans)), expected, name);
      }),
      { numRuns: 300 },
    );
  });

  it('gives no problems in one format that it does not give in another', () => {
    fc.assert(
      fc.property(model, (spans) => {
        const withoutParents = spans.map((span) => ({
          ...span,
          links: span.links.filter(
            (link) => link.traceId !== span.traceId || link.spanId !== span.parentSpanId,
          ),
        }));
        const expected = parseTraces(toOtlp(withoutParents)).problems;
        for (const write of Object.values(writers))
          assert.deepEqual(parseTraces(write(withoutParents)).problems, expected);
      }),
    );
  });
});

/** Parents and links of every span; times and tags differ in their precision between the captures. */
function structureOf(input: string): readonly unknown[] {
  return commonOf(input)
    .map(({ ids, parent, kind, service, links }) => ({ ids, parent, kind, service, links }))
    .sort((a, b) => (a.ids < b.ids ? -1 : 1));
}

describe('the capture of 117 traces', () => {
  const otlp = readFileSync('test/fixtures/otlp/capture-kafka-sqs-rabbit.jsonl', 'utf8');

  it('is the same when it is written in the other formats', () => {
    const spans = spansOf(parseTraces(otlp));
    assert.equal(spans.length, 1067);
    const wanted = structureOf(otlp);
    for (const [name, write] of Object.entries({ ...writers, toOtlp })) {
      const written = commonOf(write(spans)).map(({ ids, parent, kind, service, links }) => ({
        ids,
        parent,
        kind,
        service,
        links,
      }));
      assert.deepEqual(
        [...written].sort((a, b) => (a.ids < b.ids ? -1 : 1)),
        wanted,
        name,
      );
    }
  });

  for (const file of ['jaeger/capture-derived.json', 'otel-js/capture-readable-spans.json']) {
    const path = `${wholeCollection}/${file}`;
    it(`has the same parents and links in ${file}`, { skip: !existsSync(path) }, () => {
      assert.deepEqual(structureOf(readFileSync(path, 'utf8')), structureOf(otlp));
    });
  }
});
