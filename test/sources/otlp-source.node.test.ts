/** The OTLP source in what the contract does not say. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createOtlpSource } from '../../src/sources/otlp-source.js';
import { span, traceId } from '../graph/span-builder.js';
import { resourceSpans } from './servers/encode.js';
import { json, serve } from './servers/server.js';

const { signal } = new AbortController();
const found = { resourceSpans: resourceSpans([span('a/1')], { ids: 'hex', kinds: 'numbers' }) };

describe('the request for a trace', () => {
  test('has the id wherever the template has it', async () => {
    const server = serve(() => json(found));
    const source = createOtlpSource({ url: '/{traceId}/of?id={traceId}&{other}', fetch: server.fetch });
    await source.getTraces(['a'], { signal });
    assert.deepEqual(server.requests, [`/${traceId('a')}/of?id,${traceId('a')}&{other},`]);
  });

  test('may be made by the host, with a method and headers', async () => {
    const seen: Request[] = [];
    const source = createOtlpSource({
      url: (id) =>
        new Request('https://host.test/query', { method: 'POST', body: id, headers: { 'X-A': 'b' } }),
      fetch: (input, init) => {
        seen.push(new Request(input, init));
        return Promise.resolve(json(found));
      },
    });
    await source.getTraces(['a'], { signal });
    assert.deepEqual(
      [seen[0]?.method, seen[0]?.headers.get('X-A'), await seen[0]?.text()],
      ['POST', 'b', traceId('a')],
    );
  });

  test('goes nowhere but to HTTP', async () => {
    assert.throws(() => createOtlpSource({ url: 'ftp://host.test/{traceId}' }), TypeError);
    assert.throws(() => createOtlpSource({ url: '/x', incomingLinksUrl: 'data:{traceId}' }), TypeError);
    const source = createOtlpSource({
      url: () => 'file:///etc/passwd',
      fetch: serve(() => json(found)).fetch,
    });
    await assert.rejects(source.getTraces(['a'], { signal }), TypeError);
  });
});

describe('an answer', () => {
  for (const [name, respond] of Object.entries<() => Response>({
    'is 404': () => json({ message: 'unknown' }, 404),
    'is 204': () => new Response(null, { status: 204 }),
    'is empty': () => new Response(''),
    'has no spans': () => json({ resourceSpans: [] }),
    'is an empty list': () => json([]),
    'is an empty object': () => json({}),
  })) {
    test(`that ${name} says that there is no such trace`, async () => {
      const source = createOtlpSource({ url: '/{traceId}', fetch: serve(respond).fetch });
      assert.equal((await source.getTraces(['a'], { signal })).size, 0);
    });
  }

  test('that is not JSON is malformed', async () => {
    const source = createOtlpSource({ url: '/{traceId}', fetch: serve(() => new Response('<p>')).fetch });
    await assert.rejects(source.getTraces(['a'], { signal }), { code: 'malformed' });
  });

  test('of links that is no page is malformed', async () => {
    const source = createOtlpSource({
      url: '/{traceId}',
      incomingLinksUrl: '/links/{traceId}',
      fetch: serve(() => json([1])).fetch,
    });
    const asked = { signal, range: { fromMs: 0, toMs: 1 }, perTrace: 1 };
    await assert.rejects(source.incomingLinks!(['a'], asked), { code: 'malformed' });
  });
});

test('a cursor stays in its place in the URL', async () => {
  const server = serve(() => json({ items: [], more: 'no' }));
  const source = createOtlpSource({
    url: '/{traceId}',
    incomingLinksUrl: '/links/{traceId}?after={cursor}&n={limit}',
    fetch: server.fetch,
  });
  const asked = { signal, range: { fromMs: 0, toMs: 1 }, perTrace: 5 };
  await source.incomingLinks!(['a'], { ...asked, cursor: { [traceId('a')]: '1&n=9#{limit}' } });
  assert.deepEqual(server.requests, [`/links/${traceId('a')}?after,1&n=9#{limit}&n,5`]);
});

test('capabilities may be those of the host’s server', () => {
  const { capabilities } = createOtlpSource({
    url: '/{traceId}',
    capabilities: { batch: 20, concurrency: 1 },
  });
  assert.deepEqual(capabilities, { incomingLinks: 'none', batch: 20, concurrency: 1 });
});
