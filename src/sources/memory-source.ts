import type { IncomingLink } from '../model/incoming-link.js';
import type { Span } from '../model/span.js';
import type { TraceSet } from '../model/trace-set.js';
import { spelledTraceId } from './batches.js';
import { byStart } from './link-page.js';
import {
  SourceError,
  type Capabilities,
  type IncomingLinkOptions,
  type SourcePage,
  type TimeRange,
  type TraceAnswer,
  type TraceSource,
} from './trace-source.js';

/** What may be said of a memory source. */
export interface MemorySourceOptions {
  /** The source's id. Default: none. */
  readonly id?: string;
  /** What of `{ incomingLinks: 'indexed', batch: 100, concurrency: 4 }` is to be otherwise, e.g. to try things out. */
  readonly capabilities?: Partial<Capabilities>;
}

const usual: Capabilities = { incomingLinks: 'indexed', batch: 100, concurrency: 4 };

/**
 * A source of traces that are in memory: for tests and demos, and for pages that have all traces but show one at
 * first. It is also the reference for every other source.
 *
 * ```js
 * element.source = createMemorySource(parseTraces(recording).traces);
 * ```
 *
 * @param traces what the source has; the spans are handed out as they are.
 */
export function createMemorySource(traces: TraceSet, options: MemorySourceOptions = {}): TraceSource {
  const answers = new Map<string, TraceAnswer>();
  for (const { traceId, spans } of traces.traces) answers.set(traceId, { spans, completeness: 'complete' });
  let links: LinkIndex | undefined;
  return {
    ...(options.id === undefined ? {} : { id: options.id }),
    capabilities: { ...usual, ...options.capabilities },
    getTraces: async (ids, { signal }) => {
      await nextTurn(signal);
      return pick(ids, (id) => answers.get(id));
    },
    incomingLinks: async (ids, asked) => {
      await nextTurn(asked.signal);
      const index = (links ??= new LinkIndex(traces));
      const cursors = new Map(Object.entries(asked.cursor ?? {}).map(([id, at]) => [spelledTraceId(id), at]));
      return pick(ids, (id) => index.page(id, asked, cursors.get(id)));
    },
  };
}

/** Nobody is answered within the call itself, so that an abort right after it is still in time. */
async function nextTurn(signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  await Promise.resolve();
  signal.throwIfAborted();
}

function pick<Value>(
  ids: readonly string[],
  find: (id: string) => Value | undefined,
): ReadonlyMap<string, Value> {
  const found = new Map<string, Value>();
  for (const given of ids) {
    const id = spelledTraceId(given);
    const value = find(id);
    if (value !== undefined) found.set(id, value);
  }
  return found;
}

/** All links between traces by the trace that they point at, oldest first. */
class LinkIndex {
  readonly #links = new Map<string, IncomingLink[]>();

  constructor({ traces }: TraceSet) {
    for (const { spans } of traces) for (const span of spans) this.#add(span);
    for (const links of this.#links.values()) links.sort(byStart);
  }

  /** A page of the links to a trace; `undefined` when there are none in the window. */
  page(
    traceId: string,
    { range, perTrace }: IncomingLinkOptions,
    cursor: string | undefined,
  ): SourcePage<IncomingLink> | undefined {
    const links = (this.#links.get(traceId) ?? []).filter(({ from }) => isIn(range, from.startMs));
    if (links.length === 0) return undefined;
    const start = positionOf(cursor, links.length);
    const end = start + Math.max(1, Math.floor(perTrace));
    const page = { items: links.slice(start, end), total: links.length };
    return end < links.length ? { ...page, more: 'yes', cursor: String(end) } : { ...page, more: 'no' };
  }

  #add(span: Span): void {
    if (span.links.length === 0) return;
    /** A link that a span repeats is one. */
    const seen = new Set<string>();
    for (const { traceId, spanId } of span.links) {
      const key = `${traceId} ${spanId}`;
      if (traceId === span.traceId || seen.has(key)) continue;
      seen.add(key);
      const link: IncomingLink = { to: { traceId, spanId }, from: originOf(span) };
      const links = this.#links.get(traceId);
      if (links) links.push(link);
      else this.#links.set(traceId, [link]);
    }
  }
}

function originOf(span: Span): IncomingLink['from'] {
  const { traceId, spanId, name, service, startTime, duration, status } = span;
  return {
    traceId,
    spanId,
    name,
    ...(service === null ? {} : { service }),
    ...(startTime === null ? {} : { startMs: startTime }),
    ...(duration === null ? {} : { durationMs: duration }),
    status,
  };
}

/** A span that started at no known time is in every window: nothing says that it is not. */
function isIn({ fromMs, toMs }: TimeRange, startMs: number | undefined): boolean {
  return startMs === undefined || (startMs >= fromMs && startMs < toMs);
}

function positionOf(cursor: string | undefined, length: number): number {
  if (cursor === undefined) return 0;
  const position = Number(cursor);
  if (!/^\d+$/.test(cursor) || position > length)
    throw new SourceError('bad-query', 'This cursor is of no page here');
  return position;
}
