import type { LinkRow, Page, PageRequest, SpanRow, TraceRow } from '../model/details.js';
import type { SpanRef } from '../model/span.js';
import { unionLength } from './durations.js';
import { compare } from './order.js';
import { none, type SpanIndex } from './span-index.js';
import { waitBetween } from './wait.js';

/** Makes the rows of one page only; `items` is the whole list. */
export function pageOf<Item, Row>(
  items: ArrayLike<Item>,
  { offset, limit }: PageRequest,
  makeRow: (item: Item) => Row,
): Page<Row> {
  const rows: Row[] = [];
  const end = Math.min(items.length, offset + limit);
  for (let i = Math.max(0, offset); i < end; i++) rows.push(makeRow(items[i]!));
  return { rows, total: items.length };
}

/** The row of the span with this index. */
export function spanRow({ spans }: SpanIndex, number: number): SpanRow {
  const { traceId, spanId, name, service, kind, startTime, duration, status, statusMessage, droppedLinks } =
    spans[number]!;
  return {
    traceId,
    spanId,
    name,
    service,
    kind,
    startTime,
    duration,
    status,
    statusMessage,
    droppedLinks,
    coverage: null,
  };
}

/** Callee start − caller end in milliseconds, negative when they overlap; `null` when a time is unknown. */
export function knownWait(index: SpanIndex, caller: number, callee: number): number | null {
  const wait = waitBetween(index, caller, callee);
  return Number.isNaN(wait) ? null : wait;
}

/** A link of `owner` as seen from it: to its cause, which may not be in the data (`none`). A found cause has its own ids. */
export function causeRow(index: SpanIndex, owner: number, place: number, cause: number): LinkRow {
  const { traceId, spanId, attributes } = index.spans[owner]!.links[place]!;
  const other = index.spans[cause];
  return {
    direction: 'cause',
    span: refOf(index, owner),
    other: other ? refOf(index, cause) : { traceId, spanId },
    otherName: other?.name ?? null,
    otherService: other?.service ?? null,
    loaded: other !== undefined,
    wait: cause === none || cause === owner ? null : knownWait(index, cause, owner),
    attributes,
  };
}

/** The same link seen from the linked span: to its effect. */
export function effectRow(index: SpanIndex, linked: number, owner: number, place: number): LinkRow {
  const { name, service, links } = index.spans[owner]!;
  return {
    direction: 'effect',
    span: refOf(index, linked),
    other: refOf(index, owner),
    otherName: name,
    otherService: service,
    loaded: true,
    wait: knownWait(index, linked, owner),
    attributes: links[place]!.attributes,
  };
}

/** One row per trace of the given spans, which come trace by trace; ordered by start, then trace id. */
export function traceRows(index: SpanIndex, members: Int32Array): TraceRow[] {
  const rows: TraceRow[] = [];
  for (let first = 0; first < members.length;) {
    const trace = index.traceOf[members[first]!]!;
    let next = first + 1;
    while (next < members.length && index.traceOf[members[next]!] === trace) next++;
    rows.push(traceRow(index, members.subarray(first, next)));
    first = next;
  }
  return rows.sort(
    (a, b) => compare(a.startTime ?? Infinity, b.startTime ?? Infinity) || compare(a.traceId, b.traceId),
  );
}

function traceRow(index: SpanIndex, members: Int32Array): TraceRow {
  const { start, duration, failed, spans } = index;
  let earliest = members[0]!;
  let errorCount = 0;
  for (const span of members) {
    errorCount += failed[span]!;
    // An unknown start (NaN) gives way to any known one.
    if (start[span]! < start[earliest]! || (Number.isNaN(start[earliest]!) && start[span]! > -Infinity)) {
      earliest = span;
    }
  }
  const ended = members.filter((span) => !Number.isNaN(start[span]! + duration[span]!));
  const starts = Float64Array.from(ended, (span) => start[span]!);
  const ends = Float64Array.from(ended, (span) => start[span]! + duration[span]!);
  const { traceId, spanId, startTime } = spans[earliest]!;
  return {
    traceId,
    spanId,
    startTime,
    duration: ended.length === 0 ? null : unionLength(starts, ends),
    spanCount: members.length,
    errorCount,
  };
}

function refOf({ spans }: SpanIndex, number: number): SpanRef {
  const { traceId, spanId } = spans[number]!;
  return { traceId, spanId };
}
