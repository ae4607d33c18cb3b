import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import fc from 'fast-check';
import { documentTexts, TextTooLongError } from '../../src/data-worker/document-texts.js';
import { readText } from '../../src/data-worker/read-input.js';
import { TraceSession } from '../../src/data-worker/session.js';
import { TextPieces } from '../../src/data-worker/text-pieces.js';
import { TimeSlices } from '../../src/data-worker/time-slices.js';

const { signal } = new AbortController();

function cut(text: string, size: number): readonly string[] {
  return Array.from({ length: Math.ceil(text.length / size) }, (_, index) =>
    text.slice(index * size, (index + 1) * size),
  );
}

/** What a session knows after reading these bytes as texts of at most `longest` characters. */
async function read(bytes: Uint8Array, step: number, longest?: number) {
  const pieces = new TextPieces(longest);
  for (let start = 0; start < bytes.length; start += step)
    pieces.pushBytes(bytes.subarray(start, start + step));
  const session = new TraceSession();
  const load = session.startLoad(false);
  await readText(pieces, load, { slices: new TimeSlices(signal, 50) });
  const { summary } = load.commit();
  const graph = session.buildGraph({ focusTraceId: '*', showInternalSpans: true });
  return { summary, graph };
}

describe('documentTexts', () => {
  const lists = ['resourceSpans', 'resource_spans', 'batches', 'data'];
  const places = fc.constantFrom<(list: object) => object>(
    (list) => list,
    (list) => ({ a: '"data":[1,', data: list, z: [{ data: [1] }], nothing: null }),
    ...lists.flatMap((name) => [
      (list: object) => ({ [name]: list }),
      (list: object) => ({ status: { trace: [name, [1]] }, trace: { [name]: list, x: ['y'] }, errors: [1] }),
      (list: object) => ({ result: { [name]: list } }),
    ]),
  );
  const element = fc.oneof(
    fc.jsonValue({ maxDepth: 3 }),
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom('\\', '"', '\\"],{', '],', '\u2028💥'),
  );

  it('gives every element once, in order, in documents like the whole, and what is beside the list last', () => {
    fc.assert(
      fc.property(
        fc.array(element, { minLength: 1, maxLength: 20 }),
        places,
        fc.nat(60),
        fc.integer({ min: 1, max: 40 }),
        fc.constantFrom(undefined, 2),
        (elements, place, usual, size, indent) => {
          const text = JSON.stringify(place(elements), null, indent);
          const values = [...documentTexts(cut(text, size), usual, 10_000)].map(
            (part) => JSON.parse(part) as unknown,
          );
          // The place of a list is where the whole differs from the whole with an empty one.
          const rest = values.pop();
          assert.deepEqual(rest, JSON.parse(JSON.stringify(place([]))));
          const found: unknown[] = [];
          const collect = (list: object): object => {
            for (const item of list as unknown[]) found.push(item);
            return {};
          };
          for (const value of values) collect(listIn(value));
          assert.deepEqual(found, JSON.parse(JSON.stringify(elements)));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('keeps texts near the usual length', () => {
    const text = JSON.stringify({ data: Array.from({ length: 1000 }, (_, index) => ({ index })) });
    const parts = [...documentTexts(cut(text, 64), 200, 1000)];
    assert.ok(parts.length > 50);
    for (const part of parts) assert.ok(part.length < 300);
  });

  it('reads documents one after another', () => {
    const text = '{"resourceSpans":[1,2]}\n\n{"resourceSpans":[3]} [4]{"a":"b"}';
    for (let size = 1; size < text.length; size++) {
      assert.deepEqual(
        [...documentTexts(cut(text, size), 0, 100)].map((part) => part.trim()),
        [
          '{"resourceSpans":[1]}',
          '{"resourceSpans":[2]}',
          '{"resourceSpans":[]}',
          '{"resourceSpans":[3]}',
          '{"resourceSpans":[]}',
          '[4]',
          '[]',
          '{"a":"b"}',
        ],
      );
    }
  });

  it('divides no other list, also where it looks like one', () => {
    for (const value of [
      { spans: [1, 2], processes: {} },
      { trace: ['data', [1, 2]] },
      { a: { data: [1] } },
      { a: { trace: { data: [1] } } },
      'data',
      7,
    ]) {
      const text = JSON.stringify(value);
      assert.deepEqual([...documentTexts([text], 0, 100)], [text]);
    }
  });

  it('refuses what cannot be divided and is too long, and never holds much more than that', () => {
    for (const text of [`{"a":"${'x'.repeat(200)}"}`, `[1,"${'x'.repeat(200)}"]`, 'x'.repeat(200)])
      assert.throws(() => [...documentTexts(cut(text, 10), 20, 100)], TextTooLongError);
  });

  it('never throws another error, and ends, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('{', '}', '[', ']', '"', ',', ':', '\\', 'a', '"data":[') }),
        fc.integer({ min: 1, max: 5 }),
        (text, size) => {
          for (const part of documentTexts(cut(text, size), 3, 1000)) assert.equal(typeof part, 'string');
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('a text that is longer than a string can be', () => {
  let compared = 0;

  after(() => assert.ok(compared > 100, 'most could be divided'));

  for (const folder of ['otlp', 'tempo', 'jaeger', 'zipkin', 'other', 'otel-js']) {
    for (const name of readdirSync(join('test/fixtures', folder))) {
      // SigNoz rows have no trace id: the list that they are in is their trace, and cannot be divided.
      if (!/\.(json|jsonl|ndjson)$/.test(name) || name.startsWith('signoz')) continue;
      it(`is read as one that is not: ${folder}/${name}`, async () => {
        const bytes = new Uint8Array(readFileSync(join('test/fixtures', folder, name)));
        const expected = await read(bytes, bytes.length);
        for (const step of [997, 4096]) {
          for (const part of [0.3, 0.9]) {
            const longest = Math.ceil(bytes.length * part);
            const found = await read(bytes, step, longest);
            if (found.summary.problems.some(({ code }) => code === 'unsupported-format')) continue;
            compared++;
            assert.deepEqual(found.graph, expected.graph);
            assert.deepEqual(withoutPlaces(found.summary), withoutPlaces(expected.summary));
          }
        }
      });
    }
  }
});

/** Problems without their examples, which may name a line or another of the places. */
function withoutPlaces(summary: Awaited<ReturnType<typeof read>>['summary']) {
  return { ...summary, problems: summary.problems.map(({ code, count }) => ({ code, count })) };
}

/** The divided list of a document. */
function listIn(value: unknown): object {
  let found = value;
  while (!Array.isArray(found)) found = Object.values(found as object)[0] as unknown;
  return found as object;
}
