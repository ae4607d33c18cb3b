/** The Tempo source against recorded answers of Tempo 3.1.0-dev, and in what the contract does not say. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { parseTraces } from '../../src/ingest/parse-traces.js';
import { askIncomingLinks } from '../../src/sources/ask-source.js';
import { createTempoSource } from '../../src/sources/tempo-source.js';
import type { TimeRange, TraceAnswer } from '../../src/sources/trace-source.js';
import { span, startOfTests } from '../graph/span-builder.js';
import { recordedResponse } from './recorded.js';
import { json, serve, type ContractServer } from './servers/server.js';
import { tempoServer } from './servers/tempo-server.js';

const { signal } = new AbortController();
const url = 'https://host.test/tempo';

const start = '566263b39307e77624a36830654a5ab9';
const linkingThree = '93a89f0384c41a6bb2efce0a32aef412';
/** One that a trace links to whose id begins with a zero. */
const beforeZero = '2c7f956b5e4bd6008cf1b1fc18d24b00';
const withZero = '04b1cef106355c491ba7d29de7eab86f';

/** The hour of the recording. */
const range: TimeRange = { fromMs: 1795357206000, toMs: 1795357207000 };

/** A Tempo that knows the questions whose answers were recorded, and answers as it did. */
function recordedTempo(): ContractServer {
  return serve(
    ({ pathname }) => {
      const id = /\/api\/v2\/traces\/(.*)$/.exec(pathname)?.[1];
      if (id === undefined) return undefined;
      return [start, linkingThree, withZero, '8c246df42c311d0af01f32f581a99822'].includes(id)
        ? recordedResponse(`tempo-v2-trace-${id}`)
        : recordedResponse('tempo-v2-missing');
    },
    ({ pathname, searchParams }) => {
      if (!pathname.endsWith('/api/search')) return undefined;
      const asked = [start, linkingThree, beforeZero].find((id) => searchParams.get('q')?.includes(id));
      return recordedResponse(`tempo-search-links-${asked ?? withZero}`);
    },
  );
}

async function traceOf(answer: TraceAnswer | undefined) {
  const { traces, problems } = parseTraces(answer?.payload);
  assert.deepEqual(
    problems.filter(({ code }) => code !== 'dangling-link' && code !== 'early-child'),
    [],
  );
  assert.equal(traces.traces.length, 1);
  return Promise.resolve(traces.traces[0]!);
}

describe('recorded traces', () => {
  const source = createTempoSource({ url, fetch: recordedTempo().fetch });

  test('are handed on as they came, and are read with ids in hexadecimal', async () => {
    const answers = await source.getTraces([start, linkingThree], { signal });
    assert.deepEqual([...answers.keys()].sort(), [start, linkingThree]);
    const { traceId, spans } = await traceOf(answers.get(start));
    assert.equal(traceId, start);
    const root = spans.find(({ parentSpanId }) => parentSpanId === null);
    assert.deepEqual(
      [root?.name, root?.spanId, root?.kind, root?.service],
      ['POST /gateway/check', '7a579049a11e349b', 'server', 'gateway'],
    );
    const linking = (await traceOf(answers.get(linkingThree))).spans.flatMap(({ links }) => links);
    assert.ok(linking.some((link) => link.traceId === start && link.spanId === 'dfe058116d85dc9d'));
  });

  test('have their zeros', async () => {
    const answers = await source.getTraces([withZero.slice(1)], { signal });
    assert.equal((await traceOf(answers.get(withZero))).traceId, withZero);
  });

  test('that are unknown come as an empty answer with status 200', async () => {
    assert.equal((await source.getTraces(['f'.repeat(32)], { signal })).size, 0);
  });
});

describe('recorded links', () => {
  const source = createTempoSource({ url, fetch: recordedTempo().fetch });

  test('are all seven, oldest first, with the spans that they join', async () => {
    const { pages, failed } = await askIncomingLinks(source, [start], { signal, range, perTrace: 100 });
    assert.deepEqual(failed, []);
    const page = pages.get(start)!;
    assert.deepEqual([page.more, page.total], ['no', 7]);
    assert.deepEqual(page.items[0], {
      to: { traceId: start, spanId: '76b8fde9563e7bc0' },
      from: {
        traceId: beforeZero,
        spanId: 'b213f07bc87fc7a4',
        service: 'orders',
        startMs: 1795357206814,
        ...(page.items[0]?.from.durationMs === undefined
          ? {}
          : { durationMs: page.items[0].from.durationMs }),
      },
    });
    const starts = page.items.map(({ from }) => from.startMs!);
    assert.deepEqual(
      starts,
      [...starts].sort((a, b) => a - b),
    );
    assert.ok(page.items.every(({ to }) => to.spanId !== undefined));
  });

  test('come by pages', async () => {
    const asked = { signal, range, perTrace: 4 };
    const first = (await source.incomingLinks!([start], asked)).get(start)!;
    assert.deepEqual([first.items.length, first.more], [4, 'yes']);
    const second = (
      await source.incomingLinks!([start], { ...asked, cursor: { [start]: first.cursor! } })
    ).get(start)!;
    assert.deepEqual([second.items.length, second.more], [3, 'no']);
    const spanIds = [...first.items, ...second.items].map(({ from }) => from.spanId);
    assert.equal(new Set(spanIds).size, 7);
  });

  test('from a trace whose leading zero is left out have it', async () => {
    const { pages } = await askIncomingLinks(source, [beforeZero], { signal, range, perTrace: 3 });
    assert.deepEqual(
      pages.get(beforeZero)?.items.map(({ from }) => from.traceId),
      [withZero],
    );
  });

  test('are none where nothing was found', async () => {
    const { pages } = await askIncomingLinks(source, [withZero], { signal, range, perTrace: 3 });
    assert.deepEqual(pages.get(withZero), { items: [], more: 'no', total: 0 });
  });
});

describe('a question for links', () => {
  const none = () =>
    serve(({ pathname }) => (pathname.endsWith('/search') ? json({ traces: [] }) : undefined));

  test('spells an id with and without its leading zeros', async () => {
    const server = none();
    const source = createTempoSource({ url, fetch: server.fetch });
    await source.incomingLinks!([withZero], { signal, range, perTrace: 3 });
    assert.equal(
      server.requests[0],
      `/tempo/api/search?q,{ link:traceID = "${withZero}" || link:traceID = "${withZero.slice(1)}" } | ` +
        'select(link:traceID, link:spanID, resource.service.name, name, status)' +
        '&start,1795357206&end,1795357207&limit,501&spss,100',
    );
  });

  test('is one for fifty traces that nothing links to, in a URL below 8 kB', async () => {
    let longest = 0;
    const server = none();
    const source = createTempoSource({
      url,
      fetch: (input, init) => {
        longest = Math.max(longest, (input as string).length);
        return server.fetch(input, init);
      },
    });
    const ids = Array.from({ length: 50 }, (_, index) => `0${'a'.repeat(29)}${index + 10}`);
    await askIncomingLinks(source, ids, { signal, range, perTrace: 3 });
    assert.equal(server.requests.length, 1);
    assert.ok(longest < 8000, String(longest));
  });

  test('has nothing in it that is no id, whatever the data say', async () => {
    const server = none();
    const source = createTempoSource({ url, fetch: server.fetch });
    await source.incomingLinks!(['" } || { "', start], { signal, range, perTrace: 3 });
    assert.equal(server.requests.length, 1);
    assert.match(server.requests[0]!, new RegExp(`q,\\{ link:traceID = "${start}" \\} \\| select`));
  });

  test('is not final about what was ingested a moment ago', async () => {
    const source = createTempoSource({ url, fetch: none().fetch });
    const now = Date.now();
    const recent = { fromMs: now - 60_000, toMs: now + 86_400_000 };
    const { pages } = await askIncomingLinks(source, [start], { signal, range: recent, perTrace: 3 });
    assert.deepEqual(pages.get(start), { items: [], more: 'unknown' });
  });

  test('admits that there is more than Tempo gives', async () => {
    const cut = serve(() =>
      json({
        traces: [
          {
            traceID: linkingThree,
            spanSets: [{ spans: [{ spanID: '01', startTimeUnixNano: '1795357206500000000' }], matched: 2 }],
          },
        ],
      }),
    );
    const source = createTempoSource({ url, fetch: cut.fetch });
    const page = (await askIncomingLinks(source, [start], { signal, range, perTrace: 3 })).pages.get(start);
    assert.deepEqual(
      [page?.items.length, page?.more, page?.cursor, page?.total],
      [1, 'yes', undefined, undefined],
    );
    // The link that matched was not shown: only the trace is known.
    assert.deepEqual(page?.items[0]?.to, { traceId: start });
  });

  test('goes through 502 linking traces without losing count', async () => {
    const many = Array.from({ length: 502 }, (_, index) =>
      span(`1${index.toString(16).padStart(31, '0')}/1`, { links: [`${start}/1`], start: index }),
    );
    const source = createTempoSource({ url: 'https://host.test', fetch: tempoServer(many).fetch });
    const whole = { fromMs: startOfTests, toMs: startOfTests + 1000 };
    const page = (
      await askIncomingLinks(source, [start], { signal, range: whole, perTrace: 1000 })
    ).pages.get(start);
    assert.deepEqual([page?.items.length, page?.more], [501, 'yes']);
  });

  for (const [name, traces] of Object.entries<unknown>({
    'no list': 'none',
    'not traces': [
      null,
      7,
      {},
      { traceID: '!' },
      { traceID: linkingThree, spanSets: [{ spans: [null, {}] }] },
    ],
    missing: undefined,
  })) {
    test(`survives an answer whose traces are ${name}`, async () => {
      const source = createTempoSource({ url, fetch: serve(() => json({ traces })).fetch });
      const { pages, failed } = await askIncomingLinks(source, [start], { signal, range, perTrace: 3 });
      assert.deepEqual(failed, []);
      assert.deepEqual(pages.get(start)?.items, []);
    });
  }
});

describe('a trace', () => {
  const trace = { resourceSpans: [{ scopeSpans: [{ spans: [{ traceId: start, spanId: '01' }] }] }] };

  test('of an older Tempo comes from the older path, which is then the only one asked', async () => {
    const server = serve(({ pathname }) =>
      pathname === `/tempo/api/traces/${start}` ? json({ batches: trace.resourceSpans }) : undefined,
    );
    const source = createTempoSource({ url, fetch: server.fetch });
    for (let time = 0; time < 2; time++) {
      const answers = await source.getTraces([start], { signal });
      assert.equal((await traceOf(answers.get(start))).traceId, start);
    }
    assert.deepEqual(server.requests, [
      `/tempo/api/v2/traces/${start}`,
      `/tempo/api/traces/${start}`,
      `/tempo/api/traces/${start}`,
    ]);
  });

  test('that a newer Tempo does not have is not looked for under the older path', async () => {
    const server = serve(({ pathname }) =>
      pathname.includes(`/v2/traces/${start}`) ? json({ trace }) : undefined,
    );
    const source = createTempoSource({ url, fetch: server.fetch });
    await source.getTraces([start], { signal });
    assert.equal((await source.getTraces([withZero], { signal })).size, 0);
    assert.deepEqual(server.requests, [`/tempo/api/v2/traces/${start}`, `/tempo/api/v2/traces/${withZero}`]);
  });

  test('is asked for in the time that it was probably under way, with an hour around, then at any time', async () => {
    const server = serve(({ searchParams }) =>
      searchParams.has('start') ? json({ trace: {} }) : json({ trace }),
    );
    const source = createTempoSource({ url, fetch: server.fetch });
    const answers = await source.getTraces([start], { signal, hint: { fromMs: 7_200_500, toMs: 7_201_500 } });
    assert.equal(answers.size, 1);
    assert.deepEqual(server.requests, [
      `/tempo/api/v2/traces/${start}?start,3600&end,10802`,
      `/tempo/api/v2/traces/${start}`,
    ]);
  });

  test('that was found in a window may have more spans outside', async () => {
    const source = createTempoSource({ url, fetch: serve(() => json({ trace })).fetch });
    const answers = await source.getTraces([start], { signal, hint: range });
    assert.equal(answers.get(start)?.completeness, 'unknown');
  });

  test('of which Tempo gives a part says so, also when the part is empty', async () => {
    const cut = { status: 'PARTIAL', message: 'trace exceeds max size' };
    const answer = async (body: unknown): Promise<TraceAnswer | undefined> =>
      (
        await createTempoSource({ url, fetch: serve(() => json(body)).fetch }).getTraces([start], { signal })
      ).get(start);
    const part = await answer({ trace, ...cut });
    assert.deepEqual(
      parseTraces(part?.payload).problems.map(({ code, example }) => [code, example]),
      [['partial-trace', 'trace exceeds max size']],
    );
    assert.deepEqual(await answer({ trace: {}, ...cut }), {
      spans: [],
      completeness: 'partial',
      reason: 'trace exceeds max size',
    });
  });

  test('is malformed when it is a page for people', async () => {
    const source = createTempoSource({
      url,
      fetch: serve(() => new Response('<!doctype html><title>Sign in</title>')).fetch,
    });
    await assert.rejects(source.getTraces([start], { signal }), { code: 'malformed' });
    await assert.rejects(source.incomingLinks!([start], { signal, range, perTrace: 3 }), {
      code: 'malformed',
    });
  });
});

test('four requests are under way at a time, and one that fails ends the others', async () => {
  const signals: (AbortSignal | null | undefined)[] = [];
  const rejects: ((error: Error) => void)[] = [];
  const source = createTempoSource({
    url,
    fetch: (_, init) =>
      new Promise((_resolve, reject) => {
        signals.push(init.signal);
        rejects.push(reject);
      }),
  });
  const ids = Array.from({ length: 9 }, (_, index) => String(index + 1).padStart(32, 'a'));
  const asked = assert.rejects(source.getTraces(ids, { signal }), { code: 'network-or-cors' });
  assert.equal(signals.length, 4);
  rejects[1]?.(new TypeError('Failed to fetch'));
  await asked;
  assert.equal(signals.length, 4);
  assert.ok(signals.every((given) => given?.aborted));
});

test('a URL that is not one of HTTP is refused at once', () => {
  assert.throws(() => createTempoSource({ url: 'data:application/json,{}' }), TypeError);
});
