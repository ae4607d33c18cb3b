import type { LinkCoverage } from '../model/details.js';
import type { AttributeValue, Span } from '../model/span.js';
import { isInvalidId } from '../model/span-ids.js';
import { namesOf } from './semantic-conventions.js';
import { none } from './span-index.js';
import type { TraceStructure } from './trace-structure.js';

const countNames = namesOf('messaging.batch.message_count');

/**
 * How many messages of a span's batch are joined to it, of how many there were: by links to other spans and, for a
 * consumer, by its parent that produced the message. `null` unless messages are missing.
 */
export function linkCoverage(
  { index, parents, isMessage }: TraceStructure,
  number: number,
): LinkCoverage | null {
  const span = index.span(number);
  const parent = isMessage[number] === 1 ? parents.parent[number]! : none;
  // Most spans say nothing of messages.
  const messages = messageCount(span);
  if (messages === 0 && span.droppedLinks === 0) return null;
  const linked = countMessages(span, parent === none ? null : index.spanId(parent), (traceId) => {
    return index.findTrace(traceId) === index.traceOf[number];
  });
  const expected = Math.max(messages, linked + span.droppedLinks);
  const isKnown = linked > 0 || span.droppedLinks > 0 || (span.kind === 'consumer' && expected > 1);
  return isKnown && expected > linked ? { linked, expected } : null;
}

/** Adds up the coverage of spans of which messages are missing; `null` when there are none. */
export function sumCoverage(structure: TraceStructure, spans: Iterable<number>): LinkCoverage | null {
  let linked = 0;
  let expected = 0;
  for (const span of spans) {
    const coverage = linkCoverage(structure, span);
    linked += coverage?.linked ?? 0;
    expected += coverage?.expected ?? 0;
  }
  return expected > 0 ? { linked, expected } : null;
}

/**
 * Messages that a span's valid links to other spans and its parent tell of. Every link is a message, also one to a span
 * that another link names: what is sent as a batch has one span for all its messages.
 */
function countMessages(
  { spanId, links }: Span,
  sender: string | null,
  isOwnTrace: (traceId: string) => boolean,
): number {
  let count = 0;
  let isSenderLinked = false;
  for (const link of links) {
    if (isInvalidId(link.traceId) || isInvalidId(link.spanId)) continue;
    if (link.spanId === spanId && isOwnTrace(link.traceId)) continue;
    count++;
    if (link.spanId === sender && isOwnTrace(link.traceId)) isSenderLinked = true;
  }
  return count + (sender === null || isSenderLinked ? 0 : 1);
}

/** The number of messages that a span says its batch had, or 0 when it says none that makes sense. */
function messageCount({ attributes }: Span): number {
  for (const name of countNames) {
    const count = wholeNumber(attributes[name]);
    if (count !== null) return count;
  }
  return 0;
}

/** A whole number from 0 on, also as text, as JSON writes integers of 64 bits. */
function wholeNumber(value: AttributeValue | undefined): number | null {
  const number = typeof value === 'string' && /^\d{1,16}$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) && number >= 0 ? number : null;
}
