/** What `<trace-dependencies>` asks of a tracing backend, and how a backend says that it failed. */
import type { Span } from '../model/span.js';

/** What a source has of one trace. */
export interface TraceAnswer {
  /** Normalised spans, in any order; `parseTraces` makes them of every format that the element reads. */
  readonly spans: readonly Span[];
  /**
   * Why spans are missing (a size limit, a time window, pruning), when the source knows that some are. It becomes a
   * `partial-trace` problem. Default: nothing is known to be missing.
   */
  readonly partial?: string;
}

/** Options of one call to a source. */
export interface CallOptions {
  /**
   * Aborted as soon as nobody waits for the answer any more: the element has left the document, or has got other data
   * or another source. Pass it on to `fetch`. An answer that comes all the same is dropped.
   */
  readonly signal: AbortSignal;
}

/**
 * Supplies the traces that links lead to and that are not in the data. A source has its own time limit: as long as a
 * promise is open, the element shows that the traces are being loaded.
 */
export interface TraceSource {
  /**
   * Names what the source reads from. A source that replaces one of the same id is taken for the same: what is under
   * way goes on. Default: each object is a source of its own.
   */
  readonly id?: string;
  /**
   * Traces by their ids: 32 lower-case hex digits, left-padded. All traces that one stub stands for are asked for in one call;
   * a backend that takes fewer at once is asked several times by its source. What else the map holds is drawn too.
   *
   * A trace that the backend does not have is left out of the map, which is no error: links outlive their targets.
   *
   * @throws {SourceError} rejects when the backend could not be asked. A rejection whose `retryable` is true is asked
   * again, twice at most; any other is shown to the user, who may ask again. After an abort the rejection is ignored.
   */
  getTraces(traceIds: readonly string[], options: CallOptions): Promise<ReadonlyMap<string, TraceAnswer>>;
}

/** Why a source failed. Only `rate-limited`, `timeout`, `unavailable` and `network-or-cors` may pass by themselves. */
export type SourceErrorCode =
  | 'unauthorized' // not signed in (HTTP 401)
  | 'forbidden' // signed in, but not allowed (HTTP 403)
  | 'bad-query' // the backend does not understand the question (HTTP 400)
  | 'unsupported' // the backend cannot answer such a question
  | 'rate-limited' // too many questions (HTTP 429)
  | 'timeout' // no answer in time
  | 'too-large' // the answer would pass a limit of the backend or of the source
  | 'unavailable' // the backend is down for now (HTTP 502, 503, 504)
  | 'network-or-cors' // `fetch` gave a TypeError, which does not say which of the two it was
  | 'malformed'; // the answer could not be read

/** What is known of a failure besides its code. */
export interface SourceErrorOptions {
  /** How long the backend asks to be left alone, in milliseconds (HTTP's `Retry-After` is in seconds). */
  readonly retryAfterMs?: number;
  /** The HTTP status, if there was one. */
  readonly status?: number;
  /** The error that led to this one. */
  readonly cause?: unknown;
}

const RETRYABLE: ReadonlySet<SourceErrorCode> = new Set([
  'rate-limited',
  'timeout',
  'unavailable',
  'network-or-cors',
]);

/** A source's failure. The message is shown to the user at the stub: short, and without secrets. */
export class SourceError extends Error {
  readonly code: SourceErrorCode;
  /** Milliseconds; `undefined` when the backend said nothing. */
  readonly retryAfterMs: number | undefined;
  readonly status: number | undefined;

  constructor(code: SourceErrorCode, message: string, options: SourceErrorOptions = {}) {
    super(message, 'cause' in options ? { cause: options.cause } : undefined);
    this.name = 'SourceError';
    this.code = code;
    this.retryAfterMs = options.retryAfterMs;
    this.status = options.status;
  }

  /** Whether the same question may be answered a moment later. */
  get retryable(): boolean {
    return RETRYABLE.has(this.code);
  }
}
