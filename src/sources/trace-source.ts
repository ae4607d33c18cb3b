/** What `<trace-dependencies>` asks of a tracing backend, and how a backend says that it failed. */
import type { IncomingLink } from '../model/incoming-link.js';
import type { Span } from '../model/span.js';

/** From `fromMs` up to, but not including, `toMs`; milliseconds since the Unix epoch. */
export interface TimeRange {
  readonly fromMs: number;
  readonly toMs: number;
}

/** What a source has of one trace: spans, or the backend's answer as it came. */
export type TraceAnswer = (SpansAnswer | PayloadAnswer) & {
  /**
   * Whether these are all spans of the trace. `partial`: the backend says, or the source knows, that some are missing
   * (a size limit, a time window, pruning); it becomes a `partial-trace` problem. `unknown`: more may come, as with a
   * trace that is seconds old. Default: nothing is known to be missing.
   */
  readonly completeness?: 'complete' | 'partial' | 'unknown';
  /** Why spans are missing, in a few words. */
  readonly reason?: string;
};

/** Spans that the source has normalised. */
interface SpansAnswer {
  /** In any order; `parseTraces` makes them of every format that the element reads. */
  readonly spans: readonly Span[];
  readonly payload?: never;
}

/** Spans that nobody has parsed yet. */
interface PayloadAnswer {
  /**
   * Anything that the element's `data` takes. Best the bytes of the response: the data worker parses them, and the
   * page's thread never does. They must not be changed afterwards.
   */
  readonly payload: unknown;
  readonly spans?: never;
}

/** One page of a longer list. */
export interface SourcePage<Item> {
  readonly items: readonly Item[];
  /** Where the next page begins, in the source's own words. Without it, this page is the last that can be had. */
  readonly cursor?: string;
  /**
   * Whether there are items beyond this page. It tells the truth about completeness, whether or not there is a cursor:
   * a backend that stops at a limit and cannot page says `yes` without one; one that may have overlooked some says
   * `unknown`.
   */
  readonly more: 'no' | 'yes' | 'unknown';
  /** Number of items on all pages, if the source knows it. */
  readonly total?: number;
}

/** What a backend is good at. */
export interface Capabilities {
  /**
   * How links are found that point at a trace. `indexed`: cheap enough to be asked without anybody's wish. `scan`: only
   * when the user wants them, and only within a window. `none`: `incomingLinks` is never called.
   */
  readonly incomingLinks: 'indexed' | 'scan' | 'none';
  /** The most trace ids in one call of `getTraces`. */
  readonly batch: number;
  /** The most trace ids in one call of `incomingLinks`. Default: as many as `batch`. */
  readonly linkBatch?: number;
  /** The most calls at the same time. */
  readonly concurrency: number;
}

/** Options of one call to a source. */
export interface CallOptions {
  /**
   * Aborted as soon as nobody waits for the answer any more: the element has left the document, or has got other data
   * or another source. Pass it on to `fetch`. An answer that comes all the same is dropped.
   */
  readonly signal: AbortSignal;
  /** Whether somebody looks at what is asked for, or may soon. Default `visible`. */
  readonly priority?: 'visible' | 'prefetch';
}

/** Options of `getTraces`. */
export interface TraceOptions extends CallOptions {
  /**
   * When the traces were probably under way, for backends that find them faster so. It is a guess: a trace outside is
   * wanted as well.
   */
  readonly hint?: TimeRange;
}

/** Options of `incomingLinks`. */
export interface IncomingLinkOptions extends CallOptions {
  /** The linking spans start in this window. */
  readonly range: TimeRange;
  /** The most links per trace in one answer, at least 1. */
  readonly perTrace: number;
  /**
   * By trace id, the cursor of the page before, which was asked for with the same window; a trace that is not named
   * begins at its first page.
   */
  readonly cursor?: Readonly<Record<string, string>>;
}

/**
 * Supplies the traces that links lead to and that are not in the data. A source has its own time limit: as long as a
 * promise is open, the element shows that the traces are being loaded.
 *
 * All ids are 32 lower-case hex digits, left-padded. In answers, any spelling of the same id is understood.
 */
export interface TraceSource {
  /**
   * Names what the source reads from. A source that replaces one of the same id is taken for the same: what is under
   * way goes on. Default: each object is a source of its own.
   */
  readonly id?: string;
  /**
   * With it, the element follows links by itself, as far as it draws, in calls of this size and number. Without it,
   * nothing is asked until the user activates a stub, and then for all of the stub's traces in one call.
   */
  readonly capabilities?: Capabilities;
  /**
   * Traces by their ids. What else the map holds is drawn too.
   *
   * A trace that the backend does not have is left out of the map, which is no error: links outlive their targets.
   *
   * @throws {SourceError} rejects when the backend could not be asked. A rejection whose `retryable` is true is asked
   * again, twice at most; any other is shown to the user, who may ask again. After an abort the rejection is ignored.
   */
  getTraces(ids: readonly string[], options: TraceOptions): Promise<ReadonlyMap<string, TraceAnswer>>;
  /**
   * Links from other traces that point at these, by the id of the trace pointed at: a span knows what it links to and
   * not what links to it, so only a backend can tell. Oldest linking span first, each link once. A trace that nothing
   * links to is left out or has an empty page.
   *
   * @throws {SourceError} as `getTraces` does.
   */
  incomingLinks?(
    ids: readonly string[],
    options: IncomingLinkOptions,
  ): Promise<ReadonlyMap<string, SourcePage<IncomingLink>>>;
}

/** Why a source failed. Only `rate-limited`, `timeout`, `unavailable` and `network-or-cors` may pass by themselves. */
export type SourceErrorCode =
  | 'unauthorized' // not signed in (HTTP 401)
  | 'forbidden' // signed in, but not allowed (HTTP 403)
  | 'bad-query' // the backend does not understand the question (HTTP 400)
  | 'unsupported' // the backend cannot answer such a question
  | 'rate-limited' // too many questions (HTTP 429)
  | 'timeout' // no answer in time (HTTP 408, 504)
  | 'too-large' // the answer would pass a limit of the backend (HTTP 413) or of the source
  | 'unavailable' // the backend is down for now (HTTP 5xx)
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
