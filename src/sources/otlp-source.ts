import type { IncomingLink } from '../model/incoming-link.js';
import { spelledTraceId } from './batches.js';
import { HttpClient, requireHttp, type HttpSourceOptions } from './http.js';
import { beginsAsJson, notJson, saysNothing, smallJson, wholeJson } from './http-answer.js';
import { readLinkPage } from './link-page.js';
import { oneByOne } from './one-by-one.js';
import type {
  Capabilities,
  IncomingLinkOptions,
  SourcePage,
  TraceAnswer,
  TraceSource,
} from './trace-source.js';

/** What makes the request for one trace: any method and any header, if it gives a `Request`. */
export type TraceRequest = (traceId: string) => string | URL | Request;

/** What makes the request for a page of links to one trace. */
export type LinkRequest = (
  traceId: string,
  page: Pick<IncomingLinkOptions, 'range' | 'perTrace'> & { readonly cursor: string | undefined },
) => string | URL | Request;

/** What a host's own server answers under which URLs. */
export interface OtlpSourceOptions extends HttpSourceOptions {
  /**
   * Where one trace is: a URL with `{traceId}` in it, e.g. `/traces/{traceId}`, or a function. The answer is OTLP in
   * JSON or any other input that the element reads; 404, 204 or an empty body say that there is no such trace.
   */
  readonly url: string | TraceRequest;
  /**
   * Where the links are that point at a trace: a URL with `{traceId}`, `{fromMs}`, `{toMs}`, `{limit}` and `{cursor}`
   * in it (any of them, and `{cursor}` is empty on the first page), or a function. The answer is a `SourcePage` of
   * `IncomingLink`s as JSON; 404 says that nothing links there. Default: the source cannot tell such links.
   */
  readonly incomingLinksUrl?: string | LinkRequest;
  /** Default: links are `indexed` if there is a URL for them; one trace per call, four calls at a time. */
  readonly capabilities?: Partial<Capabilities>;
}

/**
 * Traces from a server of the host's own, which may stand before any backend.
 *
 * ```js
 * element.source = createOtlpSource({ url: '/api/traces/{traceId}' });
 * ```
 *
 * @throws TypeError when a URL is not one of HTTP.
 */
export function createOtlpSource(options: OtlpSourceOptions): TraceSource {
  const { id, url, incomingLinksUrl, capabilities } = options;
  const http = new HttpClient(options);
  const requestTrace = typeof url === 'string' ? traceTemplate(url) : url;
  const requestLinks =
    typeof incomingLinksUrl === 'string' ? linkTemplate(incomingLinksUrl) : incomingLinksUrl;
  const incomingLinks = requestLinks ? 'indexed' : 'none';
  return {
    ...(id === undefined ? {} : { id }),
    capabilities: { incomingLinks, batch: 1, concurrency: 4, ...capabilities },
    getTraces: (ids, { signal }) =>
      oneByOne(ids, signal, async (traceId, both): Promise<TraceAnswer | null> => {
        const reply = await http.get(checked(requestTrace(traceId)), both);
        if (!reply.found || reply.bytes.length === 0) return null;
        if (!beginsAsJson(reply)) throw notJson();
        return saysNothing(smallJson(reply)) ? null : { payload: reply.bytes };
      }),
    ...(requestLinks
      ? {
          incomingLinks: (
            ids: readonly string[],
            { signal, range, perTrace, cursor }: IncomingLinkOptions,
          ) => {
            const cursors = new Map(
              Object.entries(cursor ?? {}).map(([key, at]) => [spelledTraceId(key), at]),
            );
            return oneByOne(ids, signal, async (traceId, both): Promise<SourcePage<IncomingLink> | null> => {
              const request = requestLinks(traceId, { range, perTrace, cursor: cursors.get(traceId) });
              const reply = await http.get(checked(request), both);
              return reply.found && reply.bytes.length > 0 ? readLinkPage(traceId, wholeJson(reply)) : null;
            });
          },
        }
      : {}),
  };
}

function traceTemplate(template: string): TraceRequest {
  requireHttp(template);
  return (traceId) => filled(template, { traceId });
}

function linkTemplate(template: string): LinkRequest {
  requireHttp(template);
  return (traceId, { range, perTrace, cursor = '' }) =>
    filled(template, {
      traceId,
      fromMs: String(range.fromMs),
      toMs: String(range.toMs),
      limit: String(perTrace),
      cursor,
    });
}

/** The template with each `{name}` replaced, so that no value can leave its place in the URL. */
function filled(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(values, name) ? encodeURIComponent(values[name]!) : whole,
  );
}

function checked(request: string | URL | Request): string | URL | Request {
  requireHttp(typeof request === 'object' && 'url' in request ? request.url : request);
  return request;
}
