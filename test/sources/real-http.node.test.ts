/** The platform's own `fetch` against a server on this machine: what a stub in its place cannot show. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { parseTraces } from '../../src/ingest/parse-traces.js';
import { askTraces } from '../../src/sources/ask-source.js';
import { createOtlpSource } from '../../src/sources/otlp-source.js';
import { createTempoSource } from '../../src/sources/tempo-source.js';
import type { SourceError } from '../../src/sources/trace-source.js';
import { traceId } from '../graph/span-builder.js';
import { recorded } from './recorded.js';

const start = '566263b39307e77624a36830654a5ab9';
const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test('a compressed answer is read', async () => {
  const url = await serve((request, response) => {
    assert.equal(request.headers.accept, 'application/json');
    assert.equal(request.headers['x-scope-orgid'], 'tenant');
    response.setHeader('Content-Encoding', 'gzip');
    response.end(gzipSync(recorded(`tempo-v2-trace-${start}`)));
  });
  const source = createTempoSource({ url, headers: { 'X-Scope-OrgID': 'tenant' } });
  const { answers } = await askTraces(source, [start], { signal: new AbortController().signal });
  assert.equal(parseTraces(answers.get(start)?.payload).traces.traces[0]?.traceId, start);
});

test('an abort ends the request, also in the middle of the answer', async () => {
  for (const begins of [false, true]) {
    const controller = new AbortController();
    let closed: (() => void) | undefined;
    const isClosed = new Promise<void>((resolve) => (closed = resolve));
    let arrived: (() => void) | undefined;
    const hasArrived = new Promise<void>((resolve) => (arrived = resolve));
    const url = await serve((_, response) => {
      response.on('close', () => closed?.());
      if (begins) response.write('{"resourceSpans":[');
      arrived?.();
    });
    const source = createOtlpSource({ url: `${url}/{traceId}` });
    const asked = askTraces(source, ['a'], { signal: controller.signal });
    const reason = new Error('left');
    void hasArrived.then(() => controller.abort(reason));
    await assert.rejects(asked, reason);
    await isClosed;
  }
});

test('a backend that is down for a moment is asked again', async () => {
  let times = 0;
  const url = await serve((_, response) => {
    if (++times === 1) response.writeHead(503, { 'Retry-After': '0' }).end();
    else
      response.end(
        `{"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"${traceId('a')}","spanId":"01"}]}]}]}`,
      );
  });
  const source = createOtlpSource({ url: `${url}/{traceId}` });
  const { answers } = await askTraces(source, ['a'], { signal: new AbortController().signal });
  assert.deepEqual([[...answers.keys()], times], [[traceId('a')], 2]);
});

test('an answer that breaks off, and a host that nobody listens at, are failures of the network', async () => {
  const breaking = await serve((_, response) => {
    response.writeHead(200, { 'Content-Length': '1000' });
    response.write('{"resourceSpans":[');
    setImmediate(() => response.destroy());
  });
  const gone = await serve(() => undefined);
  servers.pop()?.close();
  for (const url of [breaking, gone]) {
    const source = createOtlpSource({ url: `${url}/{traceId}` });
    const { failed } = await askTraces(source, ['a'], {
      signal: new AbortController().signal,
      pause: () => Promise.resolve(),
    });
    assert.equal((failed[0]?.error as SourceError).code, 'network-or-cors', url);
  }
});
