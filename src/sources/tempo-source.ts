import { HttpClient, requireHttp, urlBelow, type HttpSourceOptions, type Reply } from './http.js';
import { beginsAsJson, notJson, property, saysNothing, smallJson } from './http-answer.js';
import { oneByOne } from './one-by-one.js';
import { TempoLinkSearch } from './tempo-link-search.js';
import type { TimeRange, TraceAnswer, TraceSource } from './trace-source.js';

/** Where Tempo is. */
export interface TempoSourceOptions extends HttpSourceOptions {
  /**
   * Tempo's root, e.g. `/tempo` for a proxy on the page's own host, or Grafana's `/api/datasources/proxy/uid/<uid>`.
   * Tempo itself sends no CORS headers.
   */
  readonly url: string;
}

/** A window cuts what lies outside of it from the trace, so a guess is taken with so much room around, in ms. */
const ROOM_AROUND_HINT = 3_600_000;

/**
 * Grafana Tempo: traces by id, and links that point at a trace by TraceQL's `link:traceID` (Tempo 2.7 or newer).
 *
 * ```js
 * element.source = createTempoSource({ url: '/tempo' });
 * ```
 *
 * @throws TypeError when the URL is not one of HTTP.
 */
export function createTempoSource(options: TempoSourceOptions): TraceSource {
  requireHttp(options.url);
  const http = new HttpClient(options);
  const traces = new TempoTraces(http, options.url);
  const links = new TempoLinkSearch(http, options.url);
  return {
    ...(options.id === undefined ? {} : { id: options.id }),
    capabilities: { incomingLinks: 'indexed', batch: 1, linkBatch: 50, concurrency: 4 },
    getTraces: (ids, { signal, hint }) =>
      oneByOne(ids, signal, (id, both) => traces.get(id, both, windowOf(hint))),
    incomingLinks: (ids, asked) => links.find(ids, asked),
  };
}

/** Seconds, as Tempo's API has them. */
type Window = Readonly<Record<'start' | 'end', string>>;

class TempoTraces {
  readonly #http: HttpClient;
  readonly #url: string;
  /** Whether this Tempo has `/api/v2/traces`, as far as its answers tell. */
  #hasV2: boolean | null = null;

  constructor(http: HttpClient, url: string) {
    this.#http = http;
    this.#url = url;
  }

  async get(id: string, signal: AbortSignal, window: Window | null): Promise<TraceAnswer | null> {
    const found = window ? await this.#ask(id, signal, window) : null;
    if (found) return { ...found, completeness: found.completeness ?? 'unknown' };
    return this.#ask(id, signal, null);
  }

  async #ask(id: string, signal: AbortSignal, window: Window | null): Promise<TraceAnswer | null> {
    if (this.#hasV2 !== false) {
      const reply = await this.#http.get(urlBelow(this.#url, `/api/v2/traces/${id}`, window ?? {}), signal);
      if (reply.found) this.#hasV2 = true;
      // Tempo 2.6 and older have no such path; a 404 of one that has it means the trace.
      if (reply.found || this.#hasV2) return answerOf(reply);
    }
    const reply = await this.#http.get(urlBelow(this.#url, `/api/traces/${id}`, window ?? {}), signal);
    if (reply.found) this.#hasV2 = false;
    return answerOf(reply);
  }
}

/** The bytes, unless they say that there is nothing: Tempo does so by `{"trace":{},"metrics":{}}` with status 200. */
function answerOf(reply: Reply): TraceAnswer | null {
  if (!reply.found || reply.bytes.length === 0) return null;
  if (!beginsAsJson(reply)) throw notJson();
  const value = smallJson(reply);
  if (!saysNothing(value)) return { payload: reply.bytes };
  if (property(value, 'status') !== 'PARTIAL') return null;
  const reason = property(value, 'message');
  return { spans: [], completeness: 'partial', ...(typeof reason === 'string' ? { reason } : {}) };
}

function windowOf(hint: TimeRange | undefined): Window | null {
  if (!hint || !(hint.fromMs < hint.toMs)) return null;
  const start = Math.max(0, Math.floor((hint.fromMs - ROOM_AROUND_HINT) / 1000));
  const end = Math.ceil((hint.toMs + ROOM_AROUND_HINT) / 1000);
  return Number.isSafeInteger(start) && Number.isSafeInteger(end)
    ? { start: `${start}`, end: `${end}` }
    : null;
}
