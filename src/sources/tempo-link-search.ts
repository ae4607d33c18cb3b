/**
 * Finding links that point at traces by Tempo's search. What it has to survive, all seen on Tempo 3.1.0-dev: ids
 * without leading zeros in answers and in the index, one link shown per span whatever it links to, no order, no pages,
 * and answers without anything for some minutes after ingestion.
 */
import { normaliseSpanId, normaliseTraceId } from '../ingest/ids.js';
import type { IncomingLink } from '../model/incoming-link.js';
import { spelledTraceId } from './batches.js';
import { urlBelow, type HttpClient } from './http.js';
import { listIn, property, wholeJson } from './http-answer.js';
import { byStart } from './link-page.js';
import { askableIds, oneByOne } from './one-by-one.js';
import { SourceError, type IncomingLinkOptions, type SourcePage } from './trace-source.js';

/** Linking traces that one search may give. An answer of so many is half a megabyte. */
const LIMIT = 500;

/** The most spans of one trace that Tempo shows. */
const SPANS_PER_TRACE = 100;

/** Tempo may still overlook what was ingested so short a time ago, in milliseconds. */
const SETTLING = 300_000;

/** A linking span, and what Tempo says that it links to: one of its links, not always one of those searched for. */
interface Hit {
  readonly from: IncomingLink['from'];
  readonly shown: { readonly traceId: string; readonly spanId: string | null } | null;
}

interface Hits {
  readonly list: readonly Hit[];
  /** Whether Tempo stopped at a limit. */
  readonly cut: boolean;
}

/** Searches one Tempo. Has no state. */
export class TempoLinkSearch {
  readonly #http: HttpClient;
  readonly #url: string;

  constructor(http: HttpClient, url: string) {
    this.#http = http;
    this.#url = url;
  }

  /** A page for each trace that something links to, or that something may yet. */
  async find(
    ids: readonly string[],
    asked: IncomingLinkOptions,
  ): Promise<ReadonlyMap<string, SourcePage<IncomingLink>>> {
    const wanted = askableIds(ids);
    const linked = await this.#linkedAmong(wanted, asked);
    const cursors = new Map(Object.entries(asked.cursor ?? {}).map(([id, at]) => [spelledTraceId(id), at]));
    const found = new Map(
      await oneByOne(linked, asked.signal, async (id, signal) =>
        pageOf(id, await this.#search([id], asked, signal), asked, cursors.get(id)),
      ),
    );
    const isRecent = asked.range.toMs > Date.now() - SETTLING;
    for (const id of wanted) {
      if (!found.get(id)?.items.length && isRecent) found.set(id, { items: [], more: 'unknown' });
    }
    return found;
  }

  /**
   * The traces that something links to. Usually few do, so all are asked about at once. Which of them a span in the
   * answer links to is not certain, as it shows one of its links; those that are shown are asked for by themselves,
   * and the others once more without them, until none is left or nothing is found.
   */
  async #linkedAmong(ids: readonly string[], asked: IncomingLinkOptions): Promise<readonly string[]> {
    const linked: string[] = [];
    let rest = ids;
    while (rest.length > 1) {
      const { list } = await this.#search(rest, asked, asked.signal);
      if (list.length === 0) return linked;
      const shown = new Set(list.map((hit) => hit.shown?.traceId));
      const known = rest.filter((id) => shown.has(id));
      // They show other links only: nothing is known but that there are some.
      if (known.length === 0) break;
      linked.push(...known);
      rest = rest.filter((id) => !shown.has(id));
    }
    return [...linked, ...rest];
  }

  async #search(ids: readonly string[], { range }: IncomingLinkOptions, signal: AbortSignal): Promise<Hits> {
    const url = urlBelow(this.#url, '/api/search', {
      q: queryFor(ids),
      start: String(Math.max(0, Math.floor(range.fromMs / 1000))),
      end: String(Math.ceil(range.toMs / 1000)),
      limit: String(LIMIT + 1),
      spss: String(SPANS_PER_TRACE),
    });
    const reply = await this.#http.get(url, signal);
    if (!reply.found) throw new SourceError('unsupported', 'This Tempo has no search', { status: 404 });
    const traces = listIn(property(wholeJson(reply), 'traces'));
    const sets = traces.map((trace) => hitsIn(trace));
    const list = sets.flatMap((set) => set.list);
    const { fromMs, toMs } = range;
    return {
      list: list.filter(
        ({ from: { startMs } }) => startMs === undefined || (startMs >= fromMs && startMs < toMs),
      ),
      cut: traces.length > LIMIT || sets.some(({ cut }) => cut),
    };
  }
}

/** An id is in the index without its leading zeros, and both spellings are asked for: another version may differ. */
function queryFor(ids: readonly string[]): string {
  const spellings = ids.flatMap((id) => [...new Set([id, id.replace(/^0+(?=.)/, '')])]);
  const conditions = spellings.map((id) => `link:traceID = "${id}"`).join(' || ');
  return `{ ${conditions} } | select(link:traceID, link:spanID, resource.service.name, name, status)`;
}

/** The page of one trace, out of all that was found for it alone: every hit links to it. */
function pageOf(
  traceId: string,
  { list, cut }: Hits,
  { perTrace }: IncomingLinkOptions,
  cursor: string | undefined,
): SourcePage<IncomingLink> {
  const bySpan = new Map<string, IncomingLink>();
  for (const { from, shown } of list) {
    const spanId = shown?.traceId === traceId ? shown.spanId : null;
    const to = spanId === null ? { traceId } : { traceId, spanId };
    if (from.traceId !== traceId) bySpan.set(`${from.traceId} ${from.spanId}`, { to, from });
  }
  const links = [...bySpan.values()].sort(byStart);
  // Tempo cannot page: each page is a part of what it gives at most.
  const start = Number(cursor ?? 0);
  if (!Number.isSafeInteger(start) || start < 0)
    throw new SourceError('bad-query', 'This cursor is of no page here');
  const end = start + Math.max(1, Math.floor(perTrace));
  const items = links.slice(start, end);
  if (end < links.length)
    return { items, more: 'yes', cursor: String(end), ...(cut ? {} : { total: links.length }) };
  return cut ? { items, more: 'yes' } : { items, more: 'no', total: links.length };
}

function hitsIn(trace: unknown): Hits {
  const traceId = normaliseTraceId(property(trace, 'traceID'));
  if (traceId === null) return { list: [], cut: false };
  const set = property(trace, 'spanSet');
  const sets = listIn(property(trace, 'spanSets'));
  const all = sets.length > 0 ? sets : [set];
  const list = all
    .flatMap((one) => listIn(property(one, 'spans')))
    .flatMap((span) => hitOf(traceId, span) ?? []);
  const matched = all.reduce((sum: number, one) => sum + Number(property(one, 'matched') ?? 0), 0);
  return { list, cut: matched > list.length };
}

function hitOf(traceId: string, span: unknown): Hit | null {
  const spanId = normaliseSpanId(property(span, 'spanID'));
  if (spanId === null) return null;
  const values = valuesOf(property(span, 'attributes'));
  const toTrace = normaliseTraceId(values.get('link:traceID'));
  const name = property(span, 'name');
  const service = values.get('service.name');
  const status = values.get('status');
  const startMs = milliseconds(property(span, 'startTimeUnixNano'));
  const durationMs = milliseconds(property(span, 'durationNanos'));
  return {
    from: {
      traceId,
      spanId,
      ...(typeof name === 'string' ? { name } : {}),
      ...(typeof service === 'string' ? { service } : {}),
      ...(startMs === null ? {} : { startMs }),
      ...(durationMs === null ? {} : { durationMs }),
      ...(status === 'unset' || status === 'ok' || status === 'error' ? { status } : {}),
    },
    shown: toTrace === null ? null : { traceId: toTrace, spanId: normaliseSpanId(values.get('link:spanID')) },
  };
}

function valuesOf(attributes: unknown): ReadonlyMap<unknown, unknown> {
  return new Map(
    listIn(attributes).map((attribute) => [
      property(attribute, 'key'),
      property(property(attribute, 'value'), 'stringValue'),
    ]),
  );
}

/** Of nanoseconds, which come as a text: as one number, they would lose their last digits. */
function milliseconds(nanoseconds: unknown): number | null {
  const [, whole, rest] = /^(\d*?)(\d{1,6})$/.exec(String(nanoseconds)) ?? [];
  return rest === undefined ? null : Number(whole) + Number(rest) / 1e6;
}
