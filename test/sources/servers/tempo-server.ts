/**
 * A Tempo from memory, with the traps that Tempo 3.1.0-dev (grafana/tempo ad33aa8fa) was seen to have. It rests on the
 * answers in `test/fixtures/recorded`, and proves no more than that the source agrees with them.
 */
import type { Span } from '../../../src/model/span.js';
import { byTrace, nanoseconds, resourceSpans } from './encode.js';
import { json, serve, type ContractServer } from './server.js';

const withoutZeros = (id: string): string => id.replace(/^0+/, '');

export function tempoServer(spans: readonly Span[]): ContractServer {
  const traces = byTrace(spans);
  return serve(
    ({ pathname, searchParams }) => {
      const id = /^\/api\/v2\/traces\/([0-9a-f]{32})$/.exec(pathname)?.[1];
      if (!id) return undefined;
      const found = (traces.get(id) ?? []).filter((span) => isWithin(span, searchParams));
      // An unknown trace is no error.
      const trace =
        found.length > 0 ? { resourceSpans: resourceSpans(found, { ids: 'base64', kinds: 'names' }) } : {};
      return json({ trace, metrics: {} });
    },
    ({ pathname, searchParams }) => (pathname === '/api/search' ? search(traces, searchParams) : undefined),
  );
}

function search(traces: ReadonlyMap<string, readonly Span[]>, parameters: URLSearchParams): Response {
  const query = parameters.get('q') ?? '';
  const wanted = [...query.matchAll(/link:traceID = "([^"]*)"/g)].map(([, id]) => id);
  if (wanted.length === 0) return new Response('invalid TraceQL query', { status: 400 });
  const limit = Number(parameters.get('limit') ?? 20);
  const shown = Number(parameters.get('spss') ?? 3);
  const found: unknown[] = [];
  // "Takes the first N results": in no order that means anything.
  for (const [traceId, spans] of [...traces].sort(([a], [b]) => (a < b ? 1 : -1))) {
    // The index has ids without their leading zeros: whoever asks with them finds nothing.
    const matching = spans.filter(
      (span) =>
        isWithin(span, parameters) && span.links.some((link) => wanted.includes(withoutZeros(link.traceId))),
    );
    if (matching.length > 0 && found.length < limit) {
      const set = { spans: matching.slice(0, shown).map(spanOf), matched: matching.length };
      found.push({ traceID: withoutZeros(traceId), spanSet: set, spanSets: [set] });
    }
  }
  return json({ traces: found, metrics: { inspectedBytes: '288213' } });
}

/** One link per span, whichever it is. */
function spanOf(span: Span): unknown {
  const link = span.links.at(-1);
  return {
    spanID: span.spanId,
    name: span.name,
    startTimeUnixNano: nanoseconds(span.startTime),
    durationNanos: nanoseconds(span.duration),
    attributes: [
      { key: 'link:traceID', value: { stringValue: link?.traceId } },
      { key: 'link:spanID', value: { stringValue: link?.spanId } },
      { key: 'service.name', value: { stringValue: span.service } },
      { key: 'status', value: { stringValue: span.status } },
    ],
  };
}

/** In a window of whole seconds, if there is one. */
function isWithin({ startTime, duration }: Span, parameters: URLSearchParams): boolean {
  const [start, end] = [Number(parameters.get('start') ?? 0), Number(parameters.get('end') ?? Infinity)];
  const started = (startTime ?? 0) / 1000;
  return started + (duration ?? 0) / 1000 >= start && started <= end;
}
