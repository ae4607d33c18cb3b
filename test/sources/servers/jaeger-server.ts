/**
 * Jaegers from memory. The newer one rests on Jaeger's own snapshot of an answer (`test/fixtures/otlp/jaeger-api-v3.json`)
 * and its source, the older on what VictoriaTraces answered (`test/fixtures/recorded`); neither is a live Jaeger.
 */
import type { Span } from '../../../src/model/span.js';
import { byTrace, jaegerTrace, resourceSpans } from './encode.js';
import { json, serve, type ContractServer, type Route } from './server.js';

export function jaegerServer(spans: readonly Span[]): ContractServer {
  const traces = byTrace(spans);
  return serve(({ pathname }) => {
    const id = /^\/api\/v3\/traces\/(\w+)$/.exec(pathname)?.[1];
    if (id === undefined) return undefined;
    const found = traces.get(id);
    return found
      ? json({ result: { resourceSpans: resourceSpans(found, { ids: 'hex', kinds: 'numbers' }) } })
      : json({ error: { httpCode: 404, message: 'No traces found' } }, 404);
  });
}

/** A Jaeger before version 3 of its API, which answers to unknown paths as `elsewhere` does. */
export function olderJaegerServer(
  spans: readonly Span[],
  elsewhere: Route = () => undefined,
): ContractServer {
  const traces = byTrace(spans);
  return serve(({ pathname }) => {
    const id = /^\/api\/traces\/(\w+)$/.exec(pathname)?.[1];
    if (id === undefined) return undefined;
    const found = traces.get(id);
    return found
      ? json({ data: [jaegerTrace(found)], total: 0, limit: 0, offset: 0, errors: null })
      : json({ data: null, errors: [{ code: 404, msg: 'trace not found' }] }, 404);
  }, elsewhere);
}
