/** A host's own server: OTLP by trace id, and pages of links. */
import type { Span } from '../../../src/model/span.js';
import { createMemorySource } from '../../../src/sources/memory-source.js';
import { traceSet } from '../../graph/span-builder.js';
import { byTrace, resourceSpans } from './encode.js';
import type { ContractServer } from './server.js';
import { json, serve } from './server.js';

export function hostServer(spans: readonly Span[]): ContractServer {
  const traces = byTrace(spans);
  const pages = createMemorySource(traceSet(spans));
  const server = serve(({ pathname }) => {
    const id = /^\/traces\/(\w+)$/.exec(pathname)?.[1];
    const found = id === undefined ? undefined : traces.get(id);
    return found && json({ resourceSpans: resourceSpans(found, { ids: 'hex', kinds: 'numbers' }) });
  });
  return {
    requests: server.requests,
    fetch: async (input, init) => {
      const url = new URL(input instanceof Request ? input.url : input, 'https://page.test');
      const id = /^\/links\/(\w+)$/.exec(url.pathname)?.[1];
      if (id === undefined) return server.fetch(input, init);
      const [fromMs, toMs, perTrace] = ['from', 'to', 'limit'].map((name) =>
        Number(url.searchParams.get(name)),
      );
      const cursor = url.searchParams.get('cursor');
      const found = await pages.incomingLinks!([id], {
        signal: init?.signal ?? new AbortController().signal,
        range: { fromMs: fromMs!, toMs: toMs! },
        perTrace: perTrace!,
        ...(cursor ? { cursor: { [id]: cursor } } : {}),
      });
      return found.has(id) ? json(found.get(id)) : json({ error: 'nothing links there' }, 404);
    },
  };
}
