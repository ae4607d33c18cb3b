/** Pages of links as sources give them, made sure of. */
import { normaliseSpanId, normaliseTraceId } from '../ingest/ids.js';
import type { IncomingLink } from '../model/incoming-link.js';
import { SourceError, type SourcePage } from './trace-source.js';

/**
 * The page of one trace: valid links only, oldest first, each once. Links from spans of the trace itself are left
 * out, since the trace says them. A link that cannot be read is left out as well, and `more` is then no longer `no`.
 *
 * @throws SourceError `malformed` when it is no page.
 */
export function readLinkPage(traceId: string, given: unknown): SourcePage<IncomingLink> {
  const { items, cursor, more, total } = (given ?? {}) as Partial<Record<keyof SourcePage<unknown>, unknown>>;
  if (!Array.isArray(items)) throw new SourceError('malformed', 'The source gave a page without items');
  const links = new Map<string, IncomingLink>();
  let unreadable = false;
  for (const item of items as readonly unknown[]) {
    const link = readLink(traceId, item);
    if (!link) unreadable = true;
    else if (link.from.traceId !== traceId) addOnce(links, link);
  }
  return {
    items: [...links.values()].sort(byStart),
    more: more === 'yes' ? 'yes' : more === 'no' && !unreadable ? 'no' : 'unknown',
    ...(typeof cursor === 'string' ? { cursor } : {}),
    ...(Number.isSafeInteger(total) && (total as number) >= 0 ? { total: total as number } : {}),
  };
}

/** Oldest first; what started at no known time comes last. */
export function byStart({ from: a }: IncomingLink, { from: b }: IncomingLink): number {
  const [first, second] = [a.startMs ?? Infinity, b.startMs ?? Infinity];
  if (first !== second) return first < second ? -1 : 1;
  const [one, other] = [a.traceId + a.spanId, b.traceId + b.spanId];
  return one === other ? 0 : one < other ? -1 : 1;
}

/** A link is the two spans that it joins: one span may link to several spans of a trace. */
function addOnce(links: Map<string, IncomingLink>, link: IncomingLink): void {
  const key = JSON.stringify([link.from.traceId, link.from.spanId, link.to.spanId]);
  if (!links.has(key)) links.set(key, link);
}

function readLink(traceId: string, given: unknown): IncomingLink | null {
  const { to, from } = (given ?? {}) as { readonly to?: unknown; readonly from?: unknown };
  const target = (to ?? {}) as Partial<Record<keyof IncomingLink['to'], unknown>>;
  const origin = (from ?? {}) as Partial<Record<keyof IncomingLink['from'], unknown>>;
  const [fromTrace, fromSpan] = [normaliseTraceId(origin.traceId), normaliseSpanId(origin.spanId)];
  const toSpan = normaliseSpanId(target.spanId);
  if (fromTrace === null || fromSpan === null || normaliseTraceId(target.traceId) !== traceId) return null;
  const { name, service, startMs, durationMs, status } = origin;
  return {
    to: toSpan === null ? { traceId } : { traceId, spanId: toSpan },
    from: {
      traceId: fromTrace,
      spanId: fromSpan,
      ...(typeof name === 'string' ? { name } : {}),
      ...(typeof service === 'string' ? { service } : {}),
      ...(isFinite(startMs) ? { startMs } : {}),
      ...(isFinite(durationMs) ? { durationMs } : {}),
      ...(status === 'unset' || status === 'ok' || status === 'error' ? { status } : {}),
    },
  };
}

function isFinite(value: unknown): value is number {
  return Number.isFinite(value);
}
