/** Asks a source, and again when it failed in a way that may pass. */
import { SourceError, type TraceAnswer, type TraceSource } from './trace-source.js';

/** How often a retryable failure is followed by another attempt. */
const RETRIES = 2;

/** Milliseconds before the first retry; each later one waits twice as long. */
const FIRST_WAIT = 200;

/** A backend that wants to be left alone for longer is not asked again until the user does, in milliseconds. */
const LONGEST_WAIT = 10_000;

/**
 * The answers of `source.getTraces`. Waits 200 ms · 2ⁿ and up to as much again, so that many pages do not come back
 * at the same moment, and never less than the backend asked for.
 *
 * @throws the signal's reason once it is aborted, whatever the source does; otherwise what the source rejected with
 * last, or a `SourceError` (`malformed`) when its answer is no map.
 */
export async function askSource(
  source: TraceSource,
  traceIds: readonly string[],
  signal: AbortSignal,
): Promise<readonly TraceAnswer[]> {
  for (let attempt = 0; ; attempt++) {
    try {
      const answers = await source.getTraces(traceIds, { signal });
      signal.throwIfAborted();
      return listOf(answers);
    } catch (error) {
      signal.throwIfAborted();
      const wait = waitBefore(attempt, error);
      if (wait === null) throw error;
      await pause(wait, signal);
    }
  }
}

/** A source need not be written in TypeScript. */
function listOf(answers: ReadonlyMap<string, TraceAnswer> | undefined): readonly TraceAnswer[] {
  if (typeof answers?.values !== 'function') throw new SourceError('malformed', 'The source gave no map');
  const list = [...answers.values()];
  if (!list.every((answer: TraceAnswer | undefined) => Array.isArray(answer?.spans) || answer?.payload))
    throw new SourceError('malformed', 'The source gave an answer without spans');
  return list;
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

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
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
