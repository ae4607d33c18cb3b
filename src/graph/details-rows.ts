import type { LinkRow, Page, PageRequest, SpanRow } from '../model/details.js';
import { linkCoverage } from './link-coverage.js';
import { messageAttributes } from './message-attributes.js';
import { none, type SpanIndex } from './span-index.js';
import type { TraceStructure } from './trace-structure.js';
import { waitBetween } from './wait.js';

/** Makes the rows of one page only; `items` is the whole list. */
export function pageOf<Item, Row>(
  items: ArrayLike<Item>,
  { offset, limit }: PageRequest,
  makeRow: (item: Item, place: number) => Row,
): Page<Row> {
  const rows: Row[] = [];
  const end = Math.min(items.length, offset + limit);
  for (let i = Math.max(0, offset); i < end; i++) rows.push(makeRow(items[i]!, i));
  return { rows, total: items.length };
}

/** The row of the span with this index. */
export function spanRow(structure: TraceStructure, number: number): SpanRow {
  const { traceId, spanId, name, service, kind, startTime, duration, status, statusMessage, droppedLinks } =
    structure.index.span(number);
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
    coverage: linkCoverage(structure, number),
  };
}

/** Callee start − caller end in milliseconds, negative when they overlap; `null` when a time is unknown. */
export function knownWait(index: SpanIndex, caller: number, callee: number): number | null {
  const wait = waitBetween(index, caller, callee);
  return Number.isNaN(wait) ? null : wait;
}

/** The wait of a link as its edge has it: between the visible spans that stand for its ends; `null` where it makes no call. */
function linkWait(
  { index, parents, isMessage }: TraceStructure,
  visible: Int32Array,
  cause: number,
  effect: number,
): number | null {
  // One to the own parent tells of the parent's call, which is synchronous but for a message.
  const isCall = cause !== effect && (cause !== parents.parent[effect] || isMessage[effect] === 1);
  return isCall ? knownWait(index, visible[cause]!, visible[effect]!) : null;
}

/** A link of `owner` as seen from it: to its cause, which may not be in the data. A found cause has its own ids. */
export function causeRow(
  structure: TraceStructure,
  visible: Int32Array,
  owner: number,
  place: number,
): LinkRow {
  const { index } = structure;
  const { attributes, ...linked } = index.span(owner).links[place]!;
  const cause = index.findRef(linked);
  const other = cause === none ? undefined : index.span(cause);
  return {
    direction: 'cause',
    span: index.refOf(owner),
    other: other ? index.refOf(cause) : { traceId: linked.traceId, spanId: linked.spanId },
    otherName: other?.name ?? null,
    otherService: other?.service ?? null,
    loaded: index.findTrace(linked.traceId) !== none,
    wait: cause === none ? null : linkWait(structure, visible, cause, owner),
    attributes,
    messaging: messageAttributes(index.span(owner), attributes),
  };
}

/** The same link seen from the linked span: to its effect. */
export function effectRow(
  structure: TraceStructure,
  visible: Int32Array,
  linked: number,
  owner: number,
  place: number,
): LinkRow {
  const { index } = structure;
  const linking = index.span(owner);
  const { attributes } = linking.links[place]!;
  return {
    direction: 'effect',
    span: index.refOf(linked),
    other: index.refOf(owner),
    otherName: linking.name,
    otherService: linking.service,
    loaded: true,
    wait: linkWait(structure, visible, linked, owner),
    attributes,
    messaging: messageAttributes(linking, attributes),
  };
}
