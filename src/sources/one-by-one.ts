import { spelledTraceId } from './batches.js';

/** Requests at the same time within one call to a source. Browsers open six connections to an HTTP/1.1 host. */
const REQUESTS_AT_ONCE = 4;

const hexadecimal = /^[0-9a-f]{32}$/;

/**
 * The ids that can be those of traces, each once, in the spelling that all data here are in. Others come from data
 * that nobody vouches for, and are put into no URL and no query.
 */
export function askableIds(ids: readonly string[]): readonly string[] {
  return [...new Set(ids.map(spelledTraceId))].filter((id) => hexadecimal.test(id));
}

/**
 * What `ask` finds for each trace id, for backends that take one id per request; an id for which it finds nothing is
 * left out.
 *
 * @throws what the first request that failed rejected with; the others are aborted.
 */
export async function oneByOne<Found>(
  ids: readonly string[],
  signal: AbortSignal,
  ask: (id: string, signal: AbortSignal) => Promise<Found | null>,
): Promise<ReadonlyMap<string, Found>> {
  signal.throwIfAborted();
  const wanted = askableIds(ids);
  const found = new Map<string, Found>();
  const end = new AbortController();
  const both = AbortSignal.any([signal, end.signal]);
  const queue = wanted.values();
  const run = async (): Promise<void> => {
    for (const id of queue) {
      const answer = await ask(id, both);
      if (answer !== null) found.set(id, answer);
    }
  };
  try {
    await Promise.all(Array.from({ length: Math.min(REQUESTS_AT_ONCE, wanted.length) }, run));
  } finally {
    end.abort();
  }
  return found;
}
