/** Asking a backend over HTTP: what fails is a `SourceError`, what succeeds is bytes that nobody has parsed. */
import { SourceError, type SourceErrorCode } from './trace-source.js';

/** Options that all sources over HTTP have. */
export interface HttpSourceOptions {
  /** The source's id. Default: none. */
  readonly id?: string;
  /** Sent with every request, e.g. a tenant. Whoever can read the page can read them: no lasting keys. */
  readonly headers?: Readonly<Record<string, string>>;
  /**
   * Used in place of the page's `fetch`, which sends cookies to the page's own origin only: to send others, to renew a
   * token, to route requests. It must honour `signal`.
   */
  readonly fetch?: (input: string | URL | Request, init: RequestInit) => Promise<Response>;
  /** How long one request may take, in milliseconds; then it fails with `timeout`. Default 30 s. */
  readonly timeoutMs?: number;
  /** The largest answer that is taken, in bytes; a larger one fails with `too-large`. Default 256 MiB. */
  readonly maxBytes?: number;
}

/** What a backend answered. */
export interface Reply {
  /** `false` for HTTP 404. */
  readonly found: boolean;
  readonly bytes: Uint8Array;
}

const usualTimeout = 30_000;
const usualMaxBytes = 2 ** 28;

/** Asks by GET. Has no state. */
export class HttpClient {
  readonly #options: HttpSourceOptions;

  constructor(options: HttpSourceOptions) {
    this.#options = options;
  }

  /**
   * @throws {SourceError} for any status but 2xx and 404, for an answer that is too large or too late, and when there
   * is none. The signal's reason after an abort.
   */
  async get(input: string | URL | Request, signal: AbortSignal): Promise<Reply> {
    signal.throwIfAborted();
    const timeout = AbortSignal.timeout(this.#options.timeoutMs ?? usualTimeout);
    try {
      return await this.#get(input, AbortSignal.any([signal, timeout]));
    } catch (error) {
      signal.throwIfAborted();
      if (timeout.aborted) throw new SourceError('timeout', 'No answer in time', { cause: error });
      // By its name: the `fetch` may be of another realm.
      if ((error as Error | undefined)?.name === 'TypeError')
        throw new SourceError('network-or-cors', 'The backend cannot be reached', { cause: error });
      throw error;
    }
  }

  async #get(input: string | URL | Request, signal: AbortSignal): Promise<Reply> {
    const { headers, fetch = (...request) => globalThis.fetch(...request) } = this.#options;
    const response = await fetch(input, {
      signal,
      // The headers of a `Request` are its own, and giving any here would replace them all.
      ...(isRequest(input) && !headers ? {} : { headers: { Accept: 'application/json', ...headers } }),
    });
    if (!response.ok && response.status !== 404) {
      await response.body?.cancel();
      throw errorOf(response);
    }
    return { found: response.ok, bytes: await this.#bytesOf(response) };
  }

  async #bytesOf(response: Response): Promise<Uint8Array> {
    const { maxBytes = usualMaxBytes } = this.#options;
    const reader = response.body?.getReader();
    if (!reader) return new Uint8Array(await response.arrayBuffer());
    const chunks: Uint8Array[] = [];
    let length = 0;
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      length += next.value.byteLength;
      if (length > maxBytes) {
        await reader.cancel();
        throw new SourceError('too-large', `The answer has more than ${maxBytes} bytes`);
      }
      chunks.push(next.value);
    }
    return joined(chunks, length);
  }
}

/**
 * A URL below a backend's: `/api/x` below `https://host/tempo?org=1` is `https://host/tempo/api/x?org=1`.
 *
 * @param path segments that need no escaping, or are escaped.
 */
export function urlBelow(base: string, path: string, query: Readonly<Record<string, string>> = {}): string {
  const [, root = '', given = ''] = /^([^?#]*)\??([^#]*)/.exec(base) ?? [];
  const parameters = new URLSearchParams(given);
  for (const [name, value] of Object.entries(query)) parameters.set(name, value);
  const text = parameters.toString();
  return `${root.replace(/\/+$/, '')}${path}${text && '?'}${text}`;
}

/**
 * Makes sure that a URL is one of HTTP, or relative to the page's.
 *
 * @throws TypeError for another scheme, and for credentials in the URL, which `fetch` does not take either.
 */
export function requireHttp(url: string | URL): void {
  const { protocol, username, password } = new URL(url, 'https://page.invalid');
  if (protocol !== 'http:' && protocol !== 'https:') throw new TypeError(`Not a URL of HTTP: ${protocol}`);
  if (username || password) throw new TypeError('Credentials belong in a header, not in the URL');
}

function isRequest(input: string | URL | Request): input is Request {
  return typeof input === 'object' && 'method' in input;
}

const codes: Readonly<Record<number, SourceErrorCode>> = {
  401: 'unauthorized',
  403: 'forbidden',
  405: 'unsupported',
  406: 'unsupported',
  408: 'timeout',
  413: 'too-large',
  429: 'rate-limited',
  501: 'unsupported',
  504: 'timeout',
};

/** Of the statuses of RFC 9110: those that say why, otherwise whose fault it is. */
function errorOf({ status, headers }: Response): SourceError {
  const code = codes[status] ?? (status >= 500 ? 'unavailable' : 'bad-query');
  const retryAfterMs = retryAfter(headers.get('Retry-After'));
  return new SourceError(code, `HTTP ${status}`, {
    status,
    ...(retryAfterMs === null ? {} : { retryAfterMs }),
  });
}

/** Milliseconds; RFC 9110 has seconds or a date. */
function retryAfter(header: string | null): number | null {
  if (header === null) return null;
  if (/^\s*\d+\s*$/.test(header)) return Number(header) * 1000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? null : Math.max(0, date - Date.now());
}

function joined(chunks: readonly Uint8Array[], length: number): Uint8Array {
  if (chunks.length === 1 && chunks[0]) return chunks[0];
  const bytes = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return bytes;
}
