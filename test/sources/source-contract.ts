/** What every source has to do, whatever it asks. A new source is described by one call of `describeSource`. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { parseTraces } from '../../src/ingest/parse-traces.js';
import type { IncomingLink } from '../../src/model/incoming-link.js';
import type { Span } from '../../src/model/span.js';
import { askIncomingLinks, askTraces } from '../../src/sources/ask-source.js';
import { spelledTraceId } from '../../src/sources/batches.js';
import type { SourcePage, TimeRange, TraceAnswer, TraceSource } from '../../src/sources/trace-source.js';
import { span, spanId, startOfTests, traceId } from '../graph/span-builder.js';

/** How sources may differ. */
export interface SourceTraits {
  /** `none`: the source cannot tell what links to a trace. */
  readonly links: 'told' | 'none';
  /** Whether the source knows each of the links of a span, or one of them only. Default `all`. */
  readonly linksOfSpan?: 'all' | 'one';
}

/** Ids with no, one and very many zeros in front. */
const [full, zero, short] = ['c'.repeat(32), `0${'b'.repeat(31)}`, traceId('a')];
/** Known, and nobody links to it. */
const lonely = 'd'.repeat(32);
const unknown = 'e'.repeat(32);

const consumers = 9;
/** The id of the trace of a consumer; by id they are in another order than by time. */
const consumer = (number: number): string => `${(number * 7) % 10}f`.padStart(32, `${number}`);

/** Consumers that began at 100, 200, … ms after the beginning of time here; the third links to three traces. */
const spans: readonly Span[] = [
  span(`${full}/1`, { name: 'send', kind: 'producer' }),
  span(`${full}/2`, { name: 'again', parent: '1', service: 'other', links: [`${full}/1`] }),
  span(`${zero}/1`, { kind: 'producer' }),
  span(`${short}/1`, { kind: 'producer' }),
  span(`${lonely}/1`),
  ...Array.from({ length: consumers }, (_, index) =>
    span(`${consumer(index + 1)}/1`, {
      name: `receive ${index + 1}`,
      kind: 'consumer',
      start: (index + 1) * 100,
      links: index === 2 ? [`${full}/1`, `${zero}/1`, `${short}/1`] : [`${full}/1`, `${full}/1`],
    }),
  ),
];

const always: TimeRange = { fromMs: startOfTests - 1000, toMs: startOfTests + 100_000 };
const { signal } = new AbortController();

/** Every spelling that a backend or a host may use for one id. */
const spellings = (id: string): readonly string[] => [id, id.toUpperCase(), id.replace(/^0+/, '')];

/** Ids of an answer as all data here have them. */
const keysOf = (answers: ReadonlyMap<string, unknown>): readonly string[] =>
  [...answers.keys()].map(spelledTraceId).sort();

/** What the element would read. */
function spansIn({ spans: given, payload }: TraceAnswer): readonly string[] {
  const { traces, problems } = parseTraces(given ?? payload);
  assert.deepEqual(
    problems.filter(({ code }) => code !== 'dangling-link'),
    [],
  );
  return traces.traces.flatMap((trace) =>
    trace.spans.map(({ traceId: id, spanId: ofSpan, name, service, links }) =>
      [id, ofSpan, name, service, ...links.map((link) => `${link.traceId}/${link.spanId}`)].join(' '),
    ),
  );
}

const expectedSpans = (id: string): readonly string[] =>
  spansIn({ spans: spans.filter((one) => one.traceId === id) });

/** Tests a source. `make` gives a new source that has these spans, of `startOfTests` and after. */
export function describeSource(
  name: string,
  make: (spans: readonly Span[]) => TraceSource,
  traits: SourceTraits,
): void {
  describe(`${name}: traces`, () => {
    const ask = (ids: readonly string[]): Promise<ReadonlyMap<string, TraceAnswer>> =>
      make(spans).getTraces(ids, { signal });

    for (const [which, id] of Object.entries({
      'without zeros': full,
      'with a zero': zero,
      'with many': short,
    })) {
      test(`are found by an id ${which} in front, in any spelling`, async () => {
        for (const spelling of spellings(id)) {
          const answers = await ask([spelling]);
          assert.deepEqual(keysOf(answers), [id], spelling);
          assert.deepEqual(spansIn([...answers.values()][0]!), expectedSpans(id));
        }
      });
    }

    test('that are unknown are left out', async () => {
      assert.deepEqual(keysOf(await ask([unknown, full, traceId('1')])), [full]);
      assert.deepEqual(keysOf(await ask([unknown])), []);
    });

    test('are none of no ids', async () => {
      assert.equal((await ask([])).size, 0);
    });

    test('are not found by what is no id, whatever it is', async () => {
      const ids = ['__proto__', 'constructor', '', '../secret', '"} || {', '{traceId}', '%2e%2e', '\u0000'];
      assert.equal((await ask(ids)).size, 0);
    });

    test('are each in the answer once, though asked for twice', async () => {
      assert.deepEqual(keysOf(await ask([full, full, full.toUpperCase()])), [full]);
    });

    test('are the same when asked for again, and an answer stays as it was', async () => {
      const source = make(spans);
      const first = await source.getTraces([full], { signal });
      const before = spansIn([...first.values()][0]!);
      const [second, other] = await Promise.all([
        source.getTraces([full], { signal }),
        source.getTraces([zero, unknown], { signal }),
      ]);
      assert.deepEqual(spansIn([...second.values()][0]!), before);
      assert.deepEqual(spansIn([...first.values()][0]!), before);
      assert.deepEqual([keysOf(first), keysOf(other)], [[full], [zero]]);
    });

    test('are found although a guess of their time is wrong or makes no sense', async () => {
      for (const hint of [
        { fromMs: startOfTests - 1, toMs: startOfTests + 1 },
        { fromMs: 5, toMs: 10 },
        { fromMs: 10, toMs: 5 },
        { fromMs: NaN, toMs: Infinity },
      ]) {
        const answers = await make(spans).getTraces([full], { signal, hint });
        assert.deepEqual(spansIn([...answers.values()][0]!), expectedSpans(full));
      }
    });

    test('are all found by many ids, as the element asks for them', async () => {
      const known = [...new Set(spans.map((one) => one.traceId))];
      const { answers, missing, failed } = await askTraces(make(spans), [...known, unknown], { signal });
      assert.deepEqual(keysOf(answers), [...known].sort());
      assert.deepEqual([missing, failed], [[unknown], []]);
    });
  });

  describeAbort(name, make, traits);

  if (traits.links === 'none') {
    test(`${name} says that it cannot tell what links to a trace`, async () => {
      assert.equal(make(spans).capabilities?.incomingLinks, 'none');
      const { failed } = await askIncomingLinks(make(spans), [full], { signal, range: always, perTrace: 3 });
      assert.equal((failed[0]?.error as { code?: string }).code, 'unsupported');
    });
  } else describeLinks(name, make, traits);
}

function describeAbort(
  name: string,
  make: (spans: readonly Span[]) => TraceSource,
  { links }: SourceTraits,
): void {
  const questions: Readonly<Record<string, (source: TraceSource, given: AbortSignal) => Promise<unknown>>> = {
    traces: (source, given) => source.getTraces([full, zero], { signal: given }),
    ...(links === 'none'
      ? {}
      : {
          links: (source, given) =>
            source.incomingLinks!([full, zero], { signal: given, range: always, perTrace: 3 }),
        }),
  };
  for (const [what, ask] of Object.entries(questions)) {
    describe(`${name}: an abort of a question for ${what}`, () => {
      test('rejects with its reason, before or while it is asked', async () => {
        const reason = new Error('left');
        await assert.rejects(ask(make(spans), AbortSignal.abort(reason)), reason);
        const controller = new AbortController();
        const asked = ask(make(spans), controller.signal);
        controller.abort(reason);
        await assert.rejects(asked, reason);
      });

      test('changes nothing after the answer, nor for the next question', async () => {
        const source = make(spans);
        const controller = new AbortController();
        const first = await ask(source, controller.signal);
        controller.abort();
        await assert.rejects(ask(source, controller.signal), { name: 'AbortError' });
        assert.deepEqual(await ask(source, signal), first);
      });
    });
  }
}

function describeLinks(
  name: string,
  make: (spans: readonly Span[]) => TraceSource,
  { linksOfSpan = 'all' }: SourceTraits,
): void {
  type Page = SourcePage<IncomingLink>;
  const page = async (
    source: TraceSource,
    id: string,
    perTrace: number,
    range: TimeRange = always,
    cursor?: string,
  ): Promise<Page> => {
    const at = cursor === undefined ? {} : { cursor: { [id]: cursor } };
    const { pages, failed } = await askIncomingLinks(source, [id], { signal, range, perTrace, ...at });
    assert.deepEqual(failed, []);
    return pages.get(spelledTraceId(id))!;
  };
  /** The traces of the linking spans. */
  const origins = ({ items }: Page): readonly string[] => items.map(({ from }) => from.traceId);
  const numbers = (from: number, to: number): readonly string[] =>
    Array.from({ length: to - from + 1 }, (_, index) => consumer(from + index));

  describe(`${name}: links`, () => {
    test('are told with what is known of the linking span', async () => {
      const [first] = (await page(make(spans), full, 1)).items;
      assert.deepEqual(first, {
        to: { traceId: full, spanId: spanId('1') },
        from: {
          traceId: consumer(1),
          spanId: spanId('1'),
          name: 'receive 1',
          service: 'service',
          startMs: startOfTests + 100,
          durationMs: 10,
          status: 'unset',
        },
      });
    });

    test('are told oldest first, and each once however often it is repeated', async () => {
      const all = await page(make(spans), full, 100);
      assert.deepEqual(origins(all), numbers(1, consumers));
      assert.equal(all.more, 'no');
      assert.ok(all.total === undefined || all.total === consumers);
    });

    for (const perTrace of [1, 2, 3, 4, 8, 9, 10]) {
      test(`are reached exactly once by pages of ${perTrace}`, async () => {
        const source = make(spans);
        const reached: string[] = [];
        let next = await page(source, full, perTrace);
        for (let pages = 1; ; pages++) {
          reached.push(...origins(next));
          if (next.more === 'no') break;
          assert.equal(next.more, 'yes');
          assert.equal(next.items.length, perTrace);
          assert.ok(next.cursor !== undefined && pages < 20);
          next = await page(source, full, perTrace, always, next.cursor);
        }
        assert.deepEqual(reached, numbers(1, consumers));
      });
    }

    test('of each trace are as many as asked for, whatever the others have', async () => {
      const { pages } = await askIncomingLinks(make(spans), [full, zero, short, lonely, unknown], {
        signal,
        range: always,
        perTrace: 2,
      });
      assert.deepEqual(origins(pages.get(full)!), numbers(1, 2));
      assert.equal(pages.get(full)?.more, 'yes');
      for (const id of [zero, short]) {
        assert.deepEqual(origins(pages.get(id)!), [consumer(3)], id);
        assert.equal(pages.get(id)?.more, 'no');
      }
      for (const id of [lonely, unknown]) {
        assert.deepEqual(origins(pages.get(id)!), [], id);
        assert.equal(pages.get(id)?.more, 'no');
      }
    });

    test('of one span to several traces are told of each of them', async () => {
      const source = make(spans);
      for (const id of [full, zero, short]) {
        const { items } = await page(source, id, 100);
        const found = items.find(({ from }) => from.traceId === consumer(3));
        if (linksOfSpan === 'all') assert.deepEqual(found?.to, { traceId: id, spanId: spanId('1') });
        else assert.equal(found?.to.traceId, id);
      }
    });

    test('are told to any spelling of an id', async () => {
      for (const spelling of spellings(zero))
        assert.deepEqual(origins(await page(make(spans), spelling, 100)), [consumer(3)]);
    });

    test('are those in the window, its beginning included and its end not', async () => {
      const window = (from: number, to: number): TimeRange => ({
        fromMs: startOfTests + from,
        toMs: startOfTests + to,
      });
      const source = make(spans);
      const within = async (from: number, to: number): Promise<readonly string[]> =>
        origins(await page(source, full, 100, window(from, to)));
      assert.deepEqual(await within(300, 500), numbers(3, 4));
      assert.deepEqual(await within(300, 500.5), numbers(3, 5));
      assert.deepEqual(await within(299.5, 300), []);
      assert.deepEqual(await within(901, 5000), []);
    });

    test('within a trace are no matter of it', async () => {
      const { items } = await page(make(spans), full, 100);
      assert.ok(items.every(({ from }) => from.traceId !== full));
    });

    test('are none of no ids, and none of what is no id', async () => {
      const asked = { signal, range: always, perTrace: 3 };
      assert.equal((await make(spans).incomingLinks!([], asked)).size, 0);
      const odd = await make(spans).incomingLinks!(['"} || {', '__proto__', ''], asked);
      assert.ok([...odd.values()].every(({ items }) => items.length === 0));
    });

    test('are the same when asked for again, and an answer stays as it was', async () => {
      const source = make(spans);
      const asked = { signal, range: always, perTrace: 4 };
      const first = await source.incomingLinks!([full], asked);
      const before = JSON.stringify([...first]);
      const [second] = await Promise.all([
        source.incomingLinks!([full], asked),
        source.incomingLinks!([zero, full], { ...asked, perTrace: 1 }),
      ]);
      assert.equal(JSON.stringify([...second]), before);
      assert.equal(JSON.stringify([...first]), before);
    });

    test('may be asked for again after a cursor that makes no sense was refused', async () => {
      const source = make(spans);
      const asked = { signal, range: always, perTrace: 3, cursor: { [full]: 'no cursor' } };
      const { pages, failed } = await askIncomingLinks(source, [full], asked);
      assert.equal(pages.size + failed.length, 1);
      assert.deepEqual(origins(await page(source, full, 3)), numbers(1, 3));
    });
  });
}
