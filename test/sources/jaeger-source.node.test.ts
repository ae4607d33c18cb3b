/** The Jaeger source against recorded answers, and in what the contract does not say. Not against a live Jaeger. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { parseTraces } from '../../src/ingest/parse-traces.js';
import { createJaegerSource } from '../../src/sources/jaeger-source.js';
import { span, traceId } from '../graph/span-builder.js';
import { recordedResponse } from './recorded.js';
import { jaegerServer, olderJaegerServer } from './servers/jaeger-server.js';
import { json, serve } from './servers/server.js';

const { signal } = new AbortController();
const url = 'https://host.test';
const start = '566263b39307e77624a36830654a5ab9';
const spans = [span('a/1'), span('b/1')];

test('a trace that VictoriaTraces recorded is read', async () => {
  const server = serve(({ pathname }) =>
    pathname === `/select/jaeger/api/traces/${start}`
      ? recordedResponse(`vt-jaeger-trace-${start}`)
      : undefined,
  );
  const source = createJaegerSource({ url: `${url}/select/jaeger`, fetch: server.fetch });
  const { traces } = parseTraces((await source.getTraces([start], { signal })).get(start)?.payload);
  assert.deepEqual(
    traces.traces.map((trace) => trace.traceId),
    [start],
  );
  const root = traces.traces[0]?.spans.find(({ parentSpanId }) => parentSpanId === null);
  assert.deepEqual([root?.name, root?.service, root?.kind], ['POST /gateway/check', 'gateway', 'server']);
});

test('an answer as Jaeger’s own code writes it is read', async () => {
  const snapshot = readFileSync('test/fixtures/otlp/jaeger-api-v3.json');
  const source = createJaegerSource({ url, fetch: serve(() => new Response(snapshot)).fetch });
  const { traces } = parseTraces((await source.getTraces(['1'], { signal })).get(traceId('1'))?.payload);
  assert.deepEqual(
    traces.traces[0]?.spans.map(({ name, kind }) => [name, kind]),
    [['foobar', 'server']],
  );
});

describe('an older Jaeger', () => {
  const ask = async (server: ReturnType<typeof serve>): Promise<readonly string[]> => {
    const source = createJaegerSource({ url, fetch: server.fetch });
    assert.equal((await source.getTraces(['a'], { signal })).size, 1);
    assert.equal((await source.getTraces(['b', 'c'], { signal })).size, 1);
    return server.requests;
  };
  const legacy = [
    `/api/v3/traces/${traceId('a')}`,
    `/api/traces/${traceId('a')}`,
    `/api/traces/${traceId('b')}`,
    `/api/traces/${traceId('c')}`,
  ];

  test('is found out once, by a path that is not there', async () => {
    assert.deepEqual(await ask(olderJaegerServer(spans)), legacy);
  });

  test('is found out once, by the page that it shows instead', async () => {
    const page = (): Response => new Response('<!doctype html><title>Jaeger UI</title>');
    assert.deepEqual(await ask(olderJaegerServer(spans, page)), legacy);
  });

  test('is found out once, by a method that is not allowed', async () => {
    assert.deepEqual(await ask(olderJaegerServer(spans, () => new Response('', { status: 405 }))), legacy);
  });
});

describe('Jaeger', () => {
  test('that has version 3 is not asked for the older one, not even for what it does not have', async () => {
    const server = jaegerServer(spans);
    const source = createJaegerSource({ url, fetch: server.fetch });
    await source.getTraces(['c', 'a'], { signal });
    assert.ok(server.requests.every((path) => path.startsWith('/api/v3/')));
  });

  test('that has version 3 is not taken for an older one when its proxy shows a page', async () => {
    const server = jaegerServer(spans);
    const pages: string[] = [];
    let signedOut = false;
    const source = createJaegerSource({
      url,
      fetch: (input, init) => {
        if (!signedOut) return server.fetch(input, init);
        pages.push(input as string);
        return Promise.resolve(new Response('<!doctype html>'));
      },
    });
    await source.getTraces(['a'], { signal });
    signedOut = true;
    await assert.rejects(source.getTraces(['b'], { signal }), { code: 'malformed' });
    assert.deepEqual(pages, [`${url}/api/v3/traces/${traceId('b')}`]);
  });

  test('that says in an answer that there is none has none', async () => {
    for (const body of [
      { error: { httpCode: 404, message: 'trace not found' } },
      { result: { resourceSpans: [] } },
      { result: {} },
      {},
    ]) {
      const source = createJaegerSource({ url, fetch: serve(() => json(body)).fetch });
      assert.equal((await source.getTraces(['a'], { signal })).size, 0);
    }
  });

  test('that reports an error in an answer has failed', async () => {
    const body = { error: { httpCode: 500, message: 'storage is gone' } };
    const source = createJaegerSource({ url, fetch: serve(() => json(body)).fetch });
    await assert.rejects(source.getTraces(['a'], { signal }), {
      code: 'unavailable',
      message: 'storage is gone',
    });
  });

  test('that is no Jaeger at all has failed', async () => {
    const page = serve(() => new Response('<!doctype html><title>Sign in</title>'));
    const source = createJaegerSource({ url, fetch: page.fetch });
    await assert.rejects(source.getTraces(['a'], { signal }), { code: 'malformed' });
  });

  test('that may not be asked is not taken for an older one', async () => {
    const server = serve(() => new Response('', { status: 403 }));
    const source = createJaegerSource({ url, fetch: server.fetch });
    await assert.rejects(source.getTraces(['a'], { signal }), { code: 'forbidden' });
    assert.equal(server.requests.length, 1);
  });
});
