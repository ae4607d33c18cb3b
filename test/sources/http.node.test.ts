import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { HttpClient, requireHttp, urlBelow, type HttpSourceOptions } from '../../src/sources/http.js';
import { SourceError, type SourceErrorCode } from '../../src/sources/trace-source.js';

type Fetch = NonNullable<HttpSourceOptions['fetch']>;

const { signal } = new AbortController();

/** Written so because lint forbids such a URL, rightly. */
const script = ['javascript', 'alert(1)'].join(':');

const answering =
  (response: () => Response): Fetch =>
  () =>
    Promise.resolve(response());

async function failureOf(fetch: Fetch, options: HttpSourceOptions = {}): Promise<SourceError> {
  const error: unknown = await new HttpClient({ ...options, fetch }).get('/x', signal).then(
    () => assert.fail('was answered'),
    (thrown: unknown) => thrown,
  );
  assert.ok(error instanceof SourceError, String(error));
  return error;
}

/** Never answers, and ends as `fetch` does when it is aborted. */
const hanging: Fetch = (_, { signal: given }) =>
  new Promise((_resolve, reject) => {
    given?.addEventListener('abort', () => reject(given.reason as Error));
  });

describe('an answer', () => {
  test('is its bytes', async () => {
    const client = new HttpClient({ fetch: answering(() => new Response('{"a":"ä"}')) });
    const { found, bytes } = await client.get('/x', signal);
    assert.equal(found, true);
    assert.equal(new TextDecoder().decode(bytes), '{"a":"ä"}');
  });

  test('is joined from the pieces that it comes in', async () => {
    const pieces = new ReadableStream<Uint8Array>({
      start: (stream) => {
        for (const text of ['{"a"', ':', '1}']) stream.enqueue(new TextEncoder().encode(text));
        stream.close();
      },
    });
    const { bytes } = await new HttpClient({ fetch: answering(() => new Response(pieces)) }).get(
      '/x',
      signal,
    );
    assert.equal(new TextDecoder().decode(bytes), '{"a":1}');
  });

  test('may say that there is nothing', async () => {
    const client = new HttpClient({ fetch: answering(() => new Response('no', { status: 404 })) });
    assert.equal((await client.get('/x', signal)).found, false);
  });

  test('may have no body', async () => {
    const client = new HttpClient({ fetch: answering(() => new Response(null, { status: 204 })) });
    assert.equal((await client.get('/x', signal)).bytes.length, 0);
  });

  test('is too large beyond the limit, and no more of it is read', async () => {
    let cancelled = false;
    const endless = new ReadableStream<Uint8Array>({
      pull: (stream) => stream.enqueue(new Uint8Array(1000)),
      cancel: () => {
        cancelled = true;
      },
    });
    const error = await failureOf(
      answering(() => new Response(endless)),
      { maxBytes: 5000 },
    );
    assert.equal(error.code, 'too-large');
    assert.equal(error.retryable, false);
    assert.equal(cancelled, true);
  });
});

describe('a request', () => {
  async function requestOf(options: HttpSourceOptions, input: string | Request = '/x'): Promise<RequestInit> {
    let seen: RequestInit = {};
    const fetch: Fetch = (_, init) => {
      seen = init;
      return Promise.resolve(new Response('{}'));
    };
    await new HttpClient({ ...options, fetch }).get(input, signal);
    return seen;
  }

  test('asks for JSON, with the headers of the host and no credentials of its own', async () => {
    const { headers, credentials } = await requestOf({ headers: { 'X-Scope-OrgID': 'a' } });
    assert.deepEqual(headers, { Accept: 'application/json', 'X-Scope-OrgID': 'a' });
    assert.equal(credentials, undefined);
  });

  test('of the host keeps its own headers', async () => {
    const request = new Request('https://host.test/x', { headers: { Authorization: 'a' } });
    assert.equal('headers' in (await requestOf({}, request)), false);
  });
});

describe('a status', () => {
  const codes: Readonly<Record<number, SourceErrorCode>> = {
    400: 'bad-query',
    401: 'unauthorized',
    403: 'forbidden',
    405: 'unsupported',
    408: 'timeout',
    413: 'too-large',
    414: 'bad-query',
    422: 'bad-query',
    429: 'rate-limited',
    500: 'unavailable',
    501: 'unsupported',
    502: 'unavailable',
    503: 'unavailable',
    504: 'timeout',
    599: 'unavailable',
  };
  for (const [status, code] of Object.entries(codes)) {
    test(`${status} is ${code}`, async () => {
      const error = await failureOf(
        answering(() => new Response('secret details', { status: Number(status) })),
      );
      assert.deepEqual([error.code, error.status, error.message], [code, Number(status), `HTTP ${status}`]);
    });
  }

  for (const [header, expected] of [
    ['7', 7000],
    [' 0 ', 0],
    ['soon', undefined],
    ['-5', 0],
    [null, undefined],
  ] as const) {
    test(`429 with Retry-After ${header} waits ${expected}`, async () => {
      const headers: Record<string, string> = header === null ? {} : { 'Retry-After': header };
      const { retryAfterMs } = await failureOf(answering(() => new Response('', { status: 429, headers })));
      if (header === '-5') assert.ok(retryAfterMs === undefined || retryAfterMs === 0);
      else assert.equal(retryAfterMs, expected);
    });
  }

  test('429 with a date in Retry-After waits until then, and not for what is over', async (t) => {
    t.mock.timers.enable({ apis: ['Date'], now: Date.parse('2026-01-01T00:00:00Z') });
    const wait = async (date: string): Promise<number | undefined> => {
      const response = new Response('', { status: 503, headers: { 'Retry-After': date } });
      return (await failureOf(answering(() => response))).retryAfterMs;
    };
    assert.equal(await wait('Thu, 01 Jan 2026 00:00:05 GMT'), 5000);
    assert.equal(await wait('Wed, 31 Dec 2025 00:00:05 GMT'), 0);
  });
});

describe('a request that is not answered', () => {
  test('is a matter of the network or of CORS', async () => {
    const error = await failureOf(() => Promise.reject(new TypeError('Failed to fetch')));
    assert.equal(error.code, 'network-or-cors');
    assert.equal(error.retryable, true);
  });

  test('in time has failed, although the body had begun', async () => {
    const slow: Fetch = (_, { signal: given }) =>
      Promise.resolve(
        new Response(
          new ReadableStream({
            start: (stream) => {
              stream.enqueue(new Uint8Array(1));
              given?.addEventListener('abort', () => stream.error(given.reason));
            },
          }),
        ),
      );
    const stayAlive = setInterval(() => undefined, 1000); // Node does not wait for the time limit of a signal
    for (const fetch of [hanging, slow])
      assert.equal((await failureOf(fetch, { timeoutMs: 5 })).code, 'timeout');
    clearInterval(stayAlive);
  });

  test('rejects with the reason of an abort', async () => {
    const controller = new AbortController();
    const asked = new HttpClient({ fetch: hanging }).get('/x', controller.signal);
    const reason = new TypeError('left'); // not one of the network
    controller.abort(reason);
    await assert.rejects(asked, reason);
  });

  test('rejects with what the host’s fetch throws', async () => {
    const own = new SourceError('unauthorized', 'sign in again');
    assert.equal(await failureOf(() => Promise.reject(own)), own);
  });
});

describe('a URL', () => {
  test('is put below the backend’s, whose query stays', () => {
    assert.equal(urlBelow('/tempo', '/api/x'), '/tempo/api/x');
    assert.equal(urlBelow('https://host/tempo//', '/api/x', { a: '1' }), 'https://host/tempo/api/x?a=1');
    assert.equal(
      urlBelow('https://host/?org=1#top', '/api/x', { q: '{ a = "b" } | c' }),
      'https://host/api/x?org=1&q=%7B+a+%3D+%22b%22+%7D+%7C+c',
    );
    assert.equal(urlBelow('', '/api/x'), '/api/x');
  });

  test('is one of HTTP or relative', () => {
    for (const url of ['https://host/a', 'http://host', '/a', 'a/{traceId}', '//host/a', ''])
      assert.doesNotThrow(() => requireHttp(url), url);
    for (const url of [
      script,
      ` ${script.toUpperCase()}`,
      'data:application/json,{}',
      'file:///etc/passwd',
      'blob:https://host/1',
      'ws://host',
      'https://user:secret@host/',
      'https://user@host/',
    ])
      assert.throws(() => requireHttp(url), TypeError, url);
  });
});
