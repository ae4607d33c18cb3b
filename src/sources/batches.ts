/** Dividing a question about many ids into calls of the size and number that a source takes. */
import { normaliseTraceId } from '../ingest/ids.js';
import { askWithRetries, type RetryOptions } from './retry.js';
import type { TraceSource } from './trace-source.js';

/** A call that failed, after what retries there were. */
export interface FailedCall {
  /** The ids that it asked for. */
  readonly ids: readonly string[];
  /** What the source rejected with: a `SourceError`, if the source is well made. */
  readonly error: unknown;
}

/** A call that was answered. */
export interface AnsweredCall<Answer> {
  readonly ids: readonly string[];
  readonly answer: Answer;
}

/** What became of all calls. */
export interface Calls<Answer> {
  readonly answered: readonly AnsweredCall<Answer>[];
  readonly failed: readonly FailedCall[];
}

/** An id in the spelling that all data here are in; one that cannot be a trace id stays as it is. */
export function spelledTraceId(id: string): string {
  return normaliseTraceId(id) ?? id;
}

/**
 * Asks about each id once, in batches. One that fails does not disturb the others.
 *
 * @throws the signal's reason as soon as it is aborted, and nothing else.
 */
export async function askInBatches<Answer>(
  ids: readonly string[],
  ask: (ids: readonly string[]) => Promise<Answer>,
  { batch, concurrency }: CallLimits,
  options: RetryOptions,
): Promise<Calls<Answer>> {
  options.signal.throwIfAborted();
  const batches = inBatches([...new Set(ids.map(spelledTraceId))], batch);
  const answered: AnsweredCall<Answer>[] = [];
  const failed: FailedCall[] = [];
  // One iterator for all runners: each takes the next batch when it is done with one.
  const queue = batches.values();
  const run = async (): Promise<void> => {
    for (const some of queue) {
      try {
        answered.push({ ids: some, answer: await askWithRetries(() => ask(some), options) });
      } catch (error) {
        options.signal.throwIfAborted();
        failed.push({ ids: some, error });
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(concurrency, batches.length) }, run));
  return { answered, failed };
}

/** How much of a question a source takes. */
export interface CallLimits {
  /** Ids in one call. */
  readonly batch: number;
  /** Calls at the same time. */
  readonly concurrency: number;
}

/** What a source takes of questions for traces or links; one that does not say so gets everything in one call. */
export function limitsOf({ capabilities }: TraceSource, question: 'traces' | 'links'): CallLimits {
  if (!capabilities) return { batch: Infinity, concurrency: 1 };
  const { batch, linkBatch = batch, concurrency } = capabilities;
  return {
    batch: atLeastOne(question === 'links' ? linkBatch : batch),
    concurrency: atLeastOne(concurrency),
  };
}

/** A source need not be written in TypeScript. */
function atLeastOne(given: unknown): number {
  return typeof given === 'number' && given >= 1 ? Math.floor(given) : 1;
}

function inBatches(ids: readonly string[], size: number): readonly (readonly string[])[] {
  const batches: (readonly string[])[] = [];
  for (let start = 0; start < ids.length; start += size) batches.push(ids.slice(start, start + size));
  return batches;
}
