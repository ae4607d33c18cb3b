/** Asking again what failed in a way that may pass, and not waiting for anything after an abort. */
import type { SourceError } from './trace-source.js';

/** Resolves after so many milliseconds; rejects with the signal's reason as soon as it is aborted. */
export type Pause = (milliseconds: number, signal: AbortSignal) => Promise<void>;

/** How a question is repeated. */
export interface RetryOptions {
  readonly signal: AbortSignal;
  /** Waits between two attempts; for tests. Default: by the clock. */
  readonly pause?: Pause;
}

/** How often a retryable failure is followed by another attempt. */
const RETRIES = 2;

/** Milliseconds before the first retry; each later one waits twice as long. */
const FIRST_WAIT = 200;

/** A backend that wants to be left alone for longer is not asked again until the user does, in milliseconds. */
const LONGEST_WAIT = 10_000;

/**
 * The answer to a question, asked again up to twice when it fails in a way that may pass. Waits 200 ms · 2ⁿ and up to
 * as much again, so that many pages do not come back at the same moment, and never less than the backend asked for.
 *
 * @throws the signal's reason as soon as it is aborted, even if the question is never answered; otherwise what the
 * question rejected with last.
 */
export async function askWithRetries<Answer>(
  ask: () => Promise<Answer>,
  { signal, pause = pauseByClock }: RetryOptions,
): Promise<Answer> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await unlessAborted(ask, signal);
    } catch (error) {
      signal.throwIfAborted();
      const wait = waitBefore(attempt, error);
      if (wait === null) throw error;
      await pause(wait, signal);
    }
  }
}

/** What the work gives; after an abort, whether and how it ends is nobody's concern. */
async function unlessAborted<Answer>(work: () => Promise<Answer>, signal: AbortSignal): Promise<Answer> {
  signal.throwIfAborted();
  const answer = await new Promise<Answer>((resolve, reject) => {
    const onAbort = (): void => reject(signal.reason as Error);
    signal.addEventListener('abort', onAbort, { once: true });
    const stopListening = (): void => signal.removeEventListener('abort', onAbort);
    work().then(resolve, reject).then(stopListening, stopListening);
  });
  signal.throwIfAborted();
  return answer;
}

/** Milliseconds until the next attempt; `null` when there is none. */
function waitBefore(attempt: number, error: unknown): number | null {
  // Not `instanceof`: a source may have been built with another copy of this package.
  const { retryable, retryAfterMs } = (error ?? {}) as Partial<SourceError>;
  if (retryable !== true || attempt >= RETRIES) return null;
  const wanted = typeof retryAfterMs === 'number' && retryAfterMs > 0 ? retryAfterMs : 0;
  if (wanted > LONGEST_WAIT) return null;
  return Math.max(wanted, FIRST_WAIT * 2 ** attempt * (1 + Math.random()));
}

function pauseByClock(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', onAbort);
      resolve();
    }, milliseconds);
    signal.addEventListener('abort', onAbort, { once: true });
  });
}
