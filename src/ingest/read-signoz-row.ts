import type { Span } from '../model/span.js';
import { readAttributes } from './attributes.js';
import { createSpan } from './create-span.js';
import { normaliseSpanId } from './ids.js';
import { readEach, type ReadContext } from './reader.js';
import { noEvents } from './span-events.js';
import { kindFromOtlp } from './span-kind.js';
import { noLinks } from './span-links.js';
import { compareTexts } from './span-order.js';
import { outcomeFromStatus } from './span-status.js';
import { durationFromIso, type Instant } from './time.js';
import { asRecord } from './untrusted.js';

/**
 * Rows of a SigNoz trace: one list is one trace, without a trace id and with starts relative to the trace's.
 * Its id is made of the root's span id, as tracers with 64-bit ids do; the trace starts at 0.
 */
export function readSigNozRows(rows: readonly unknown[], context: ReadContext): Iterable<Span> {
  let traceId: string | null | undefined;
  return readEach(rows, context, (row) => {
    if (traceId === undefined) traceId = rootSpanId(rows);
    return readRow(row, traceId, context);
  });
}

/** The first root by id; the first span by id when none is a root. */
function rootSpanId(rows: readonly unknown[]): string | null {
  const roots = rows.filter((row) => normaliseSpanId(asRecord(row)['parent_span_id']) === null);
  const ids = (roots.length > 0 ? roots : rows).map((row) => normaliseSpanId(asRecord(row)['span_id']));
  return ids
    .filter((id) => id !== null)
    .reduce<string | null>((a, b) => (a && compareTexts(a, b) < 0 ? a : b), null);
}

function readRow(item: unknown, traceId: string | null, { problems, resources }: ReadContext): Span | null {
  const row = asRecord(item);
  const attributes = readAttributes(row['attributes'], problems);
  return createSpan(
    {
      traceId,
      spanId: row['span_id'],
      parentSpanId: row['parent_span_id'],
      name: row['name'],
      kind: kindFromOtlp(row['kind']),
      start: offset(row['offset_ms']),
      duration: durationFromIso(row['duration']),
      outcome: outcomeFromStatus(row['status_code'], row['status_message'], attributes, noEvents),
      attributes,
      resource: resources.intern(readAttributes(row['resources'], problems)),
      links: noLinks,
      events: noEvents,
      scope: null,
      droppedLinks: 0,
    },
    problems,
  );
}

/** An offset of 0 is a time like any other here. */
function offset(value: unknown): Instant | null | undefined {
  if (value === undefined || value === null) return null;
  if (typeof value !== 'number' || !Number.isFinite(value)) return undefined;
  return { milliseconds: value, nanoseconds: 0 };
}
