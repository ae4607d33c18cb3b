import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { IncomingLink } from '../../src/model/incoming-link.js';
import { askIncomingLinks, askTraces, incomingLinksOf } from '../../src/sources/ask-source.js';
import { SourceError, type TraceAnswer, type TraceSource } from '../../src/sources/trace-source.js';
import { span, spanId, traceId } from '../graph/span-builder.js';
import { answersFor, fakeSource, recordedPause, settled } from './fake-source.js';

const { signal } = new AbortController();
const range = { fromMs: 0, toMs: 2_000_000_000_000 };
const unavailable = new SourceError('unavailable', 'down');

const ids = (...short: readonly string[]): readonly string[] => short.map(traceId);

/** Ids of so many traces, from 1 on. */
const many = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => traceId((index + 1).toString(16)));

describe('traces are asked for', () => {
  test('all in one call, when the source does not say how many it takes', async () => {
    const source = fakeSource();
    const asked = askTraces(source, many(1000), { signal });
    assert.equal(source.traceCalls.length, 1);
    assert.deepEqual(source.traceCalls[0]?.ids, many(1000));
    source.traceCalls[0]?.answer(answersFor(many(1000)));
    const { answers, missing, failed } = await asked;
    assert.deepEqual([...answers.keys()], many(1000));
    assert.deepEqual([missing, failed], [[], []]);
  });

  test('not at all, when there are none', async () => {
    const source = fakeSource();
    const { answers, missing, failed } = await askTraces(source, [], { signal });
    assert.deepEqual([answers.size, missing, failed], [0, [], []]);
    assert.equal(source.traceCalls.length, 0);
  });

  test('once each, in the spelling that all data have', async () => {
    const source = fakeSource();
    const asked = askTraces(source, ['AB', '0ab', traceId('ab'), 'not hexadecimal'], { signal });
    assert.deepEqual(source.traceCalls[0]?.ids, [traceId('ab'), 'not hexadecimal']);
    source.traceCalls[0]?.answer(new Map());
    assert.deepEqual((await asked).missing, [traceId('ab'), 'not hexadecimal']);
  });

  test('with the signal and the hint, and without an option that is not the source’s', async () => {
    const source = fakeSource();
    const hint = { fromMs: 1, toMs: 2 };
    const asked = askTraces(source, ids('a'), {
      signal,
      hint,
      priority: 'prefetch',
      pause: recordedPause().pause,
    });
    assert.deepEqual(source.traceCalls[0]?.options, { signal, hint, priority: 'prefetch' });
    source.traceCalls[0]?.answer(answersFor(ids('a')));
    await asked;
  });

  test('in batches, as many at once as the source takes, each next one when one is done', async () => {
    const source = fakeSource({ batch: 2, concurrency: 2 });
    const asked = askTraces(source, ids('1', '2', '3', '4', '5', '6', '7'), { signal });
    const calls = source.traceCalls;
    assert.deepEqual(
      calls.map((call) => call.ids),
      [ids('1', '2'), ids('3', '4')],
    );
    calls[1]?.answer(answersFor(ids('3', '4')));
    await settled();
    assert.deepEqual(calls[2]?.ids, ids('5', '6'));
    assert.equal(calls.length, 3);
    calls[2]?.answer(answersFor(ids('5')));
    await settled();
    assert.deepEqual(calls[3]?.ids, ids('7'));
    calls[3]?.answer(answersFor(ids('7')));
    calls[0]?.answer(answersFor(ids('1', '2')));
    const { answers, missing } = await asked;
    assert.deepEqual([...answers.keys()].sort(), ids('1', '2', '3', '4', '5', '7'));
    assert.deepEqual(missing, ids('6'));
    assert.equal(calls.length, 4);
  });

  for (const [name, batch, concurrency, calls] of [
    ['zero', 0, 0, 1],
    ['negative', -3, -1, 1],
    ['no numbers', NaN, 'many' as unknown as number, 1],
    ['fractions', 1.9, 2.9, 2],
    ['endless', Infinity, Infinity, 1],
  ] as const) {
    test(`in batches that make sense, when the source's numbers are ${name}`, async () => {
      const source = fakeSource({ batch, concurrency });
      const asked = askTraces(source, many(5), { signal });
      assert.equal(source.traceCalls.length, calls);
      const length = batch === Infinity ? 5 : 1;
      for (let next = 0; next < source.traceCalls.length; next++) {
        const call = source.traceCalls[next]!;
        assert.equal(call.ids.length, length);
        call.answer(answersFor(call.ids));
        await settled();
      }
      assert.equal((await asked).answers.size, 5);
    });
  }
});

describe('a call that fails', () => {
  test('leaves the others alone', async () => {
    const source = fakeSource({ batch: 1, concurrency: 3 });
    const asked = askTraces(source, ids('1', '2', '3'), { signal });
    const forbidden = new SourceError('forbidden', 'no');
    source.traceCalls[1]?.fail(forbidden);
    source.traceCalls[0]?.answer(answersFor(ids('1')));
    source.traceCalls[2]?.answer(new Map());
    const { answers, missing, failed } = await asked;
    assert.deepEqual([...answers.keys()], ids('1'));
    assert.deepEqual(missing, ids('3'));
    assert.deepEqual(failed, [{ ids: ids('2'), error: forbidden }]);
  });

  test('is repeated by itself', async () => {
    const source = fakeSource({ batch: 1, concurrency: 2 });
    const { waits, pause } = recordedPause();
    const asked = askTraces(source, ids('1', '2'), { signal, pause });
    source.traceCalls[0]?.fail(unavailable);
    await settled();
    assert.deepEqual(source.traceCalls[2]?.ids, ids('1'));
    source.traceCalls[1]?.answer(answersFor(ids('2')));
    source.traceCalls[2]?.answer(answersFor(ids('1')));
    assert.equal((await asked).answers.size, 2);
    assert.equal(waits.length, 1);
  });

  test('may throw instead of rejecting, and throw anything', async () => {
    for (const thrown of [new RangeError('at once'), undefined, 'text']) {
      const source: TraceSource = {
        getTraces: () => {
          throw thrown as Error;
        },
      };
      const { failed } = await askTraces(source, ids('1'), { signal });
      assert.deepEqual(failed, [{ ids: ids('1'), error: thrown }]);
    }
  });
});

describe('an answer', () => {
  async function answered(given: unknown, ...asked: readonly string[]): ReturnType<typeof askTraces> {
    const source = fakeSource();
    const promise = askTraces(source, asked, { signal });
    source.traceCalls[0]?.answer(given);
    return promise;
  }

  test('is found under any spelling of its id', async () => {
    const answer: TraceAnswer = { spans: [span('ab/1')] };
    for (const id of ['ab', 'AB', '00AB', traceId('ab').toUpperCase()]) {
      const { answers, missing } = await answered(new Map([[id, answer]]), traceId('ab'));
      assert.deepEqual([...answers], [[traceId('ab'), answer]]);
      assert.deepEqual(missing, []);
    }
  });

  test('in two spellings is kept twice, since both may hold spans', async () => {
    const [one, other]: readonly TraceAnswer[] = [{ spans: [span('a/1')] }, { spans: [span('a/2')] }];
    const given = new Map([
      [traceId('a'), one],
      ['A', other],
    ]);
    assert.deepEqual([...(await answered(given, traceId('a'))).answers.values()], [one, other]);
  });

  test('may be of a trace that was not asked for', async () => {
    const { answers, missing } = await answered(answersFor(ids('b')), traceId('a'));
    assert.deepEqual([...answers.keys()], ids('b'));
    assert.deepEqual(missing, ids('a'));
  });

  test('that came along with others does not replace the one that was asked for', async () => {
    const source = fakeSource({ batch: 1, concurrency: 2 });
    const asked = askTraces(source, ids('a', 'b'), { signal });
    const [whole, cut]: readonly TraceAnswer[] = [
      { spans: [span('a/1'), span('a/2')] },
      { spans: [span('a/1')] },
    ];
    source.traceCalls[0]?.answer(new Map([[traceId('a'), whole]]));
    await settled();
    source.traceCalls[1]?.answer(new Map([...answersFor(ids('b')), [traceId('a'), cut!]]));
    assert.equal((await asked).answers.get(traceId('a')), whole);
  });

  test('may be unparsed', async () => {
    const payload = new Uint8Array([123, 125]);
    const { answers } = await answered(new Map([[traceId('a'), { payload }]]), traceId('a'));
    assert.equal(answers.get(traceId('a'))?.payload, payload);
  });

  test('without a span is as good as none, unless the source says what became of them', async () => {
    const given = new Map<string, TraceAnswer>([
      [traceId('a'), { spans: [] }],
      [traceId('b'), { spans: [], completeness: 'unknown' }],
      [traceId('c'), { spans: [], completeness: 'partial', reason: 'pruned' }],
    ]);
    const { answers, missing } = await answered(given, ...ids('a', 'b', 'c'));
    assert.deepEqual([...answers.keys()], ids('c'));
    assert.deepEqual(missing, ids('a', 'b'));
  });

  for (const [name, given] of Object.entries<unknown>({
    'is nothing': undefined,
    'is an object': { a: { spans: [] } },
    'is a list': [[traceId('a'), { spans: [] }]],
    'has nothing for a trace': new Map([['a', null]]),
    'has neither spans nor payload': new Map([['a', {}]]),
    'has spans that are no list': new Map([['a', { spans: 'none' }]]),
    'has an empty payload': new Map([['a', { payload: null }]]),
  })) {
    test(`is malformed when it ${name}`, async () => {
      const { failed } = await answered(given, traceId('a'));
      assert.equal(failed.length, 1);
      assert.equal((failed[0]?.error as SourceError).code, 'malformed');
    });
  }
});

describe('an abort', () => {
  for (const [name, ask] of Object.entries({
    traces: (source: TraceSource, given: AbortSignal) =>
      askTraces(source, ids('1', '2', '3'), { signal: given }),
    links: (source: TraceSource, given: AbortSignal) =>
      askIncomingLinks(source, ids('1', '2', '3'), { signal: given, range, perTrace: 4 }),
  })) {
    test(`before ${name} are asked for asks nothing`, async () => {
      const source = fakeSource({ batch: 1 });
      const reason = new Error('left');
      await assert.rejects(ask(source, AbortSignal.abort(reason)), reason);
      assert.equal(source.traceCalls.length + source.linkCalls.length, 0);
    });

    test(`while ${name} are asked for rejects at once and asks nothing more`, async () => {
      const source = fakeSource({ batch: 1, concurrency: 2 });
      const controller = new AbortController();
      const asked = ask(source, controller.signal);
      const calls = [source.traceCalls, source.linkCalls].find(({ length }) => length > 0)!;
      const reason = new Error('left');
      controller.abort(reason);
      await assert.rejects(asked, reason);
      calls[0]?.answer(new Map());
      calls[1]?.fail(new Error('too late'));
      await new Promise((resolve) => setImmediate(resolve));
      assert.equal(calls.length, 2);
    });
  }
});

const link = (from: string, to: string, startMs?: number): IncomingLink => ({
  to: { traceId: traceId(to.split('/')[0]!), spanId: spanId(to.split('/')[1]!) },
  from: {
    traceId: traceId(from.split('/')[0]!),
    spanId: spanId(from.split('/')[1]!),
    ...(startMs === undefined ? {} : { startMs }),
  },
});

describe('links to traces are asked for', () => {
  test('with window, page size and the cursors of the batch', async () => {
    const source = fakeSource({ batch: 2 });
    const cursor = { A: 'after 4', [traceId('c')]: 'after 8' };
    const asked = askIncomingLinks(source, ids('a', 'b', 'c'), { signal, range, perTrace: 4, cursor });
    const [first, second] = source.linkCalls;
    assert.deepEqual({ ...first?.options.cursor }, { [traceId('a')]: 'after 4' });
    assert.deepEqual({ ...second?.options.cursor }, { [traceId('c')]: 'after 8' });
    assert.deepEqual([first?.options.range, first?.options.perTrace], [range, 4]);
    first?.answer(new Map());
    second?.answer(new Map());
    await asked;
  });

  test('without a cursor, when there is none', async () => {
    const source = fakeSource();
    void askIncomingLinks(source, ids('a'), { signal, range, perTrace: 4, cursor: {} });
    assert.deepEqual(source.linkCalls[0]?.options, { signal, range, perTrace: 4 });
    await settled();
  });

  test('and a batch that fails leaves the others alone', async () => {
    const source = fakeSource({ batch: 1 });
    const asked = askIncomingLinks(source, ids('a', 'b'), { signal, range, perTrace: 4 });
    const error = new SourceError('bad-query', 'no');
    source.linkCalls[0]?.fail(error);
    source.linkCalls[1]?.answer(new Map());
    const { pages, failed } = await asked;
    assert.deepEqual([...pages], [[traceId('b'), { items: [], more: 'no' }]]);
    assert.deepEqual(failed, [{ ids: ids('a'), error }]);
  });

  test('of no source that cannot tell', async () => {
    const silent: TraceSource = { getTraces: () => Promise.resolve(new Map()) };
    const unable = fakeSource({ incomingLinks: 'none' });
    for (const source of [silent, unable]) {
      assert.equal(incomingLinksOf(source), 'none');
      const { failed } = await askIncomingLinks(source, ids('a'), { signal, range, perTrace: 4 });
      assert.equal((failed[0]?.error as SourceError).code, 'unsupported');
    }
    assert.equal(unable.linkCalls.length, 0);
  });

  test('by nobody’s wish only where the source says that it has an index', () => {
    assert.equal(incomingLinksOf(fakeSource()), 'scan');
    assert.equal(incomingLinksOf(fakeSource({ incomingLinks: 'scan' })), 'scan');
    assert.equal(incomingLinksOf(fakeSource({ incomingLinks: 'indexed' })), 'indexed');
  });
});

describe('a page of links', () => {
  async function pageOf(given: unknown) {
    const source = fakeSource();
    const asked = askIncomingLinks(source, ids('a'), { signal, range, perTrace: 4 });
    source.linkCalls[0]?.answer(new Map([['A', given]]));
    const { pages, failed } = await asked;
    return pages.get(traceId('a')) ?? (failed[0]?.error as SourceError).code;
  }

  test('has its links oldest first, those without a time last, each once', async () => {
    const [one, two, three, late] = [
      link('b/1', 'a/1', 10),
      link('b/2', 'a/1', 20),
      link('c/1', 'a/1', 30),
      link('d/1', 'a/1'),
    ];
    const given = { items: [late, three, one, two, one, { ...one }], more: 'yes', cursor: 'x', total: 9 };
    const page = { items: [one, two, three, late], more: 'yes', cursor: 'x', total: 9 };
    assert.deepEqual(await pageOf(given), page);
  });

  test('keeps two links of one span to two spans', async () => {
    const items = [link('b/1', 'a/1', 10), link('b/1', 'a/2', 10)];
    assert.deepEqual(await pageOf({ items, more: 'no' }), { items, more: 'no' });
  });

  test('has ids in one spelling and nothing else than links have', async () => {
    const given = {
      to: { traceId: 'A', spanId: '01' },
      from: {
        traceId: 'B',
        spanId: 'C',
        name: 7,
        service: 's',
        startMs: NaN,
        durationMs: 3,
        status: 'bad',
        x: 1,
      },
    };
    assert.deepEqual(await pageOf({ items: [given], more: 'no', total: -1, cursor: 5 }), {
      items: [
        {
          to: { traceId: traceId('a'), spanId: spanId('1') },
          from: { traceId: traceId('b'), spanId: spanId('c'), service: 's', durationMs: 3 },
        },
      ],
      more: 'no',
    });
  });

  test('has no links of the trace to itself', async () => {
    assert.deepEqual(await pageOf({ items: [link('a/2', 'a/1', 1)], more: 'no' }), { items: [], more: 'no' });
  });

  test('no longer claims to be all, when something in it cannot be read', async () => {
    for (const bad of [null, 7, {}, { to: {}, from: {} }, link('b/1', 'c/1', 1)]) {
      const page = await pageOf({ items: [bad, link('b/1', 'a/1', 1)], more: 'no' });
      assert.deepEqual(page, { items: [link('b/1', 'a/1', 1)], more: 'unknown' });
    }
  });

  test('knows nothing of what follows, when the source does not say', async () => {
    assert.deepEqual(await pageOf({ items: [] }), { items: [], more: 'unknown' });
  });

  test('is malformed without items', async () => {
    for (const bad of [null, undefined, {}, [], { items: 'none', more: 'no' }])
      assert.equal(await pageOf(bad), 'malformed');
  });
});
