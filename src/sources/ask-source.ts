/** Asks a source for more than it takes at once, and believes nothing of what it answers. */
import type { IncomingLink } from '../model/incoming-link.js';
import { askInBatches, limitsOf, spelledTraceId, type FailedCall } from './batches.js';
import { readLinkPage } from './link-page.js';
import type { RetryOptions } from './retry.js';
import {
  SourceError,
  type Capabilities,
  type IncomingLinkOptions,
  type SourcePage,
  type TraceAnswer,
  type TraceOptions,
  type TraceSource,
} from './trace-source.js';

/** What a source had of the traces that were asked for. Ids are normalised. */
export interface TraceAnswers {
  /** Also of traces that were not asked for, if the source gave them. Each has spans or a payload. */
  readonly answers: ReadonlyMap<string, TraceAnswer>;
  /** Asked for, and not there. */
  readonly missing: readonly string[];
  readonly failed: readonly FailedCall[];
}

/** What a source knows of links to the traces that were asked for. Ids are normalised. */
export interface LinkAnswers {
  /** A page for every trace that was asked for and is not among the failed. Items are valid, oldest first, each once. */
  readonly pages: ReadonlyMap<string, SourcePage<IncomingLink>>;
  readonly failed: readonly FailedCall[];
}

/** How well a source finds links that point at a trace; one that does not say so is asked only on demand. */
export function incomingLinksOf(source: TraceSource): Capabilities['incomingLinks'] {
  if (typeof source.incomingLinks !== 'function') return 'none';
  return source.capabilities?.incomingLinks ?? 'scan';
}

/**
 * The traces of these ids, asked for in batches, each of them again when its failure may pass.
 *
 * @throws the signal's reason as soon as it is aborted, whatever the source does, and nothing else.
 */
export async function askTraces(
  source: TraceSource,
  ids: readonly string[],
  { pause, ...options }: TraceOptions & RetryOptions,
): Promise<TraceAnswers> {
  const ask = async (some: readonly string[]): Promise<ReadonlyMap<string, TraceAnswer>> =>
    answersIn(await source.getTraces(some, options));
  const calls = await askInBatches(ids, ask, limitsOf(source, 'traces'), retryOptions(options.signal, pause));
  const answers = new Map<string, TraceAnswer>();
  for (const { ids: asked, answer: found } of calls.answered) {
    const wanted = new Set(asked);
    for (const [id, answer] of found) {
      // A trace that came along with others does not replace the answer to the question for it.
      if (wanted.has(id) || !answers.has(id)) answers.set(id, answer);
    }
  }
  const missing = calls.answered.flatMap(({ ids: asked }) => asked.filter((id) => !answers.has(id)));
  return { answers, missing, failed: calls.failed };
}

/**
 * A page of links to each of these traces, asked for in batches, each of them again when its failure may pass. A
 * source that cannot tell such links gives one failure, `unsupported`.
 *
 * @throws the signal's reason as soon as it is aborted, whatever the source does, and nothing else.
 */
export async function askIncomingLinks(
  source: TraceSource,
  ids: readonly string[],
  { pause, cursor, ...options }: IncomingLinkOptions & RetryOptions,
): Promise<LinkAnswers> {
  const cursors = new Map(Object.entries(cursor ?? {}).map(([id, at]) => [spelledTraceId(id), at]));
  const ask = async (some: readonly string[]): Promise<ReadonlyMap<string, SourcePage<IncomingLink>>> => {
    if (incomingLinksOf(source) === 'none' || !source.incomingLinks)
      throw new SourceError('unsupported', 'The source does not know what links to a trace');
    const from = cursorsOf(some, cursors);
    return pagesIn(some, await source.incomingLinks(some, from ? { ...options, cursor: from } : options));
  };
  const calls = await askInBatches(ids, ask, limitsOf(source, 'links'), retryOptions(options.signal, pause));
  const pages = new Map<string, SourcePage<IncomingLink>>();
  for (const { answer } of calls.answered) {
    for (const [id, page] of answer) pages.set(id, page);
  }
  return { pages, failed: calls.failed };
}

function retryOptions(signal: AbortSignal, pause: RetryOptions['pause']): RetryOptions {
  return pause ? { signal, pause } : { signal };
}

/** The cursors that concern these ids, if any. */
function cursorsOf(
  ids: readonly string[],
  cursors: ReadonlyMap<string, string>,
): Readonly<Record<string, string>> | null {
  const found = Object.create(null) as Record<string, string>;
  let any = false;
  for (const id of ids) {
    const at = cursors.get(id);
    if (at === undefined) continue;
    found[id] = at;
    any = true;
  }
  return any ? found : null;
}

/** The answers by normalised ids. A source need not be written in TypeScript. */
function answersIn(given: unknown): ReadonlyMap<string, TraceAnswer> {
  const answers = new Map<string, TraceAnswer>();
  for (const [key, answer] of entriesOf(given) as Iterable<readonly [unknown, Partial<TraceAnswer> | null]>) {
    const hasPayload = answer?.payload !== undefined && answer.payload !== null;
    if (!Array.isArray(answer?.spans) && !hasPayload)
      throw new SourceError('malformed', 'The source gave an answer without spans');
    // The source knows the trace and has nothing of it: as if it had left it out.
    if (answer.spans?.length === 0 && answer.completeness !== 'partial') continue;
    const id = spelledTraceId(String(key));
    // One trace in two spellings is two answers, and both are kept.
    answers.set(answers.has(id) ? String(key) : id, answer);
  }
  return answers;
}

/** A page for each of the ids; none from the source means that nothing links there. */
function pagesIn(ids: readonly string[], given: unknown): ReadonlyMap<string, SourcePage<IncomingLink>> {
  const pages = new Map<string, SourcePage<IncomingLink>>(ids.map((id) => [id, { items: [], more: 'no' }]));
  for (const [key, page] of entriesOf(given)) {
    const id = spelledTraceId(String(key));
    if (pages.has(id)) pages.set(id, readLinkPage(id, page));
  }
  return pages;
}

/** Told by its methods, since a map may come from another realm, e.g. a frame. */
function entriesOf(given: unknown): Iterable<readonly [unknown, unknown]> {
  const map = given as ReadonlyMap<unknown, unknown> | null | undefined;
  if (typeof map?.entries !== 'function' || typeof map.get !== 'function')
    throw new SourceError('malformed', 'The source gave no map');
  return map.entries();
}
