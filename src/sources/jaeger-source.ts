import { HttpClient, requireHttp, urlBelow, type HttpSourceOptions, type Reply } from './http.js';
import { beginsAsJson, notJson, property, saysNothing, smallJson } from './http-answer.js';
import { oneByOne } from './one-by-one.js';
import { SourceError, type TraceAnswer, type TraceSource } from './trace-source.js';

/** Where Jaeger's query service is. */
export interface JaegerSourceOptions extends HttpSourceOptions {
  /** Its root with its base path, e.g. `/jaeger`. */
  readonly url: string;
}

/**
 * Jaeger's query service: traces by id, from `/api/v3/traces` or, where that is not there, from the older
 * `/api/traces`, which others have as well (VictoriaTraces under `/select/jaeger`). Jaeger cannot tell what links to a
 * trace.
 *
 * ```js
 * element.source = createJaegerSource({ url: '/jaeger' });
 * ```
 *
 * @throws TypeError when the URL is not one of HTTP.
 */
export function createJaegerSource(options: JaegerSourceOptions): TraceSource {
  requireHttp(options.url);
  const traces = new JaegerTraces(new HttpClient(options), options.url);
  return {
    ...(options.id === undefined ? {} : { id: options.id }),
    capabilities: { incomingLinks: 'none', batch: 1, concurrency: 4 },
    getTraces: (ids, { signal }) => oneByOne(ids, signal, (id, both) => traces.get(id, both)),
  };
}

/** What an answer is: a trace, that there is none, or not an answer of this API at all. */
type Outcome = TraceAnswer | 'not found' | 'no such API';

class JaegerTraces {
  readonly #http: HttpClient;
  readonly #url: string;
  /** Whether this Jaeger has `/api/v3`, as far as its answers tell. */
  #hasV3: boolean | null = null;

  constructor(http: HttpClient, url: string) {
    this.#http = http;
    this.#url = url;
  }

  async get(id: string, signal: AbortSignal): Promise<TraceAnswer | null> {
    if (this.#hasV3 !== false) {
      const outcome = await this.#ask(`/api/v3/traces/${id}`, signal, outcomeOfV3);
      if (outcome !== 'no such API') {
        this.#hasV3 = true;
        return outcome === 'not found' ? null : outcome;
      }
      if (this.#hasV3) throw notJson();
    }
    const outcome = await this.#ask(`/api/traces/${id}`, signal, outcomeOfLegacy);
    if (outcome === 'no such API') throw notJson();
    this.#hasV3 = false;
    return outcome === 'not found' ? null : outcome;
  }

  async #ask(path: string, signal: AbortSignal, outcomeOf: (reply: Reply) => Outcome): Promise<Outcome> {
    try {
      return outcomeOf(await this.#http.get(urlBelow(this.#url, path), signal));
    } catch (error) {
      if (error instanceof SourceError && error.code === 'unsupported') return 'no such API';
      throw error;
    }
  }
}

/** `{"result":{"resourceSpans":[…]}}`, one or several, or `{"error":{"httpCode":404,…}}`. */
function outcomeOfV3(reply: Reply): Outcome {
  // An older Jaeger answers with its page, or with a 404 that is not of this API.
  if (!beginsAsJson(reply)) return 'no such API';
  const value = smallJson(reply);
  const failure = property(value, 'error');
  if (failure !== undefined) return outcomeOfError(failure);
  if (!reply.found) return 'no such API';
  return saysNothing(value) ? 'not found' : { payload: reply.bytes };
}

/** gRPC's gateway may say how it went in the answer instead of the status. */
function outcomeOfError(failure: unknown): Outcome {
  const status = property(failure, 'httpCode');
  if (status === 404) return 'not found';
  const message = property(failure, 'message');
  throw new SourceError('unavailable', typeof message === 'string' ? message : 'Jaeger reports an error', {
    ...(typeof status === 'number' ? { status } : {}),
  });
}

/** `{"data":[{"traceID":…,"spans":[…],"processes":{…}}],"errors":[…]}`. */
function outcomeOfLegacy(reply: Reply): Outcome {
  if (!reply.found || reply.bytes.length === 0) return 'not found';
  if (!beginsAsJson(reply)) return 'no such API';
  return saysNothing(smallJson(reply)) ? 'not found' : { payload: reply.bytes };
}
