import type { Span, SpanEvent } from '../model/span.js';
import { newAttributes } from './attributes.js';
import { spanText, compareTexts } from './span-order.js';

/**
 * Zipkin spans of one input. An instrumentation may report a span in several parts, which Zipkin merges when their
 * ids are the same and their endpoints do not contradict each other. (`span-cleaner.js` of Zipkin's own UI.)
 *
 * Whole spans with one id are left apart: what they are (a server that shares its client's span, a repeat, a
 * conflict) is decided where all spans of a trace are known.
 */
export class ZipkinFragments {
  readonly #spans = new Map<string, Map<string, Span[]>>();

  add(span: Span): void {
    let trace = this.#spans.get(span.traceId);
    if (!trace) this.#spans.set(span.traceId, (trace = new Map<string, Span[]>()));
    const parts = trace.get(span.spanId);
    if (parts) parts.push(span);
    else trace.set(span.spanId, [span]);
  }

  /** The spans with their parts merged. */
  *merged(): Generator<Span> {
    for (const trace of this.#spans.values()) {
      for (const parts of trace.values()) {
        if (parts.length === 1) yield parts[0]!;
        else yield* mergeParts(parts);
      }
    }
  }
}

/** Parts are compared with at most so many others, which keeps a flood of spans with one id linear. */
const MOST_WHOLE_SPANS = 64;

/** Merges each part into the first that it complements, in an order that does not depend on that of the input. */
function mergeParts(parts: readonly Span[]): readonly Span[] {
  const ordered = parts
    .map((span) => ({ span, text: spanText(span), rank: rankOf(span) }))
    .sort((a, b) => a.rank - b.rank || compareTexts(a.text, b.text));
  const whole: Span[] = [];
  const repeats: { readonly repeat: Span; readonly first: Span }[] = [];
  let previous: { readonly span: Span; readonly text: string } | null = null;
  for (const part of ordered) {
    if (previous && part.text === previous.text) {
      repeats.push({ repeat: part.span, first: previous.span });
      continue;
    }
    previous = part;
    const target = whole
      .slice(0, MOST_WHOLE_SPANS)
      .findIndex((candidate) => complements(candidate, part.span));
    if (target < 0) whole.push(part.span);
    else whole[target] = merge(whole[target]!, part.span);
  }
  // A repeat stays, to be counted as one, unless what it repeats was a part.
  const unmerged = new Set(whole);
  return whole.concat(repeats.filter(({ first }) => unmerged.has(first)).map(({ repeat }) => repeat));
}

/** Endpoints and kinds do not contradict each other, and one of the two is not a whole span by itself. */
function complements(a: Span, b: Span): boolean {
  return (
    (!isComplete(a) || !isComplete(b)) &&
    agree(a.kind === 'unspecified' ? null : a.kind, b.kind === 'unspecified' ? null : b.kind) &&
    agree(a.service, b.service) &&
    agree(a.resource['network.local.address'] ?? null, b.resource['network.local.address'] ?? null) &&
    agree(a.resource['network.local.port'] ?? null, b.resource['network.local.port'] ?? null)
  );
}

function isComplete(span: Span): boolean {
  return span.startTime !== null && span.duration !== null;
}

/** Whole spans before parts, and clients before the servers that share their id: the order in which parts look for their span. */
function rankOf(span: Span): number {
  return (isComplete(span) ? 0 : 2) + (span.kind === 'client' ? 0 : 1);
}

function agree(a: unknown, b: unknown): boolean {
  return a === null || b === null || a === b;
}

function merge(a: Span, b: Span): Span {
  return {
    ...a,
    name: a.name || b.name,
    kind: a.kind === 'unspecified' ? b.kind : a.kind,
    parentSpanId: a.parentSpanId ?? b.parentSpanId,
    service: a.service ?? b.service,
    startTime: a.startTime ?? b.startTime,
    duration: a.duration ?? b.duration,
    status: a.status === 'error' || b.status === 'unset' ? a.status : b.status,
    statusMessage: a.statusMessage ?? b.statusMessage,
    attributes: Object.assign(newAttributes(), b.attributes, a.attributes),
    resource: Object.assign(newAttributes(), b.resource, a.resource),
    links: a.links.length === 0 ? b.links : a.links,
    events: uniteEvents(a.events, b.events),
    scope: a.scope ?? b.scope,
  };
}

function uniteEvents(a: readonly SpanEvent[], b: readonly SpanEvent[]): readonly SpanEvent[] {
  if (a.length === 0 || b.length === 0) return a.length === 0 ? b : a;
  const known = new Set(a.map((event) => JSON.stringify(event)));
  return [...a, ...b.filter((event) => !known.has(JSON.stringify(event)))];
}
