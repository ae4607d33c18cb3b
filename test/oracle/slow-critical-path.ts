/** The slow reading of the critical path. Sentences in quotation marks are those of `docs/decisions/0004`. */
import type { GraphOptions } from '../../src/graph/graph-options.js';
import type { SpanRef } from '../../src/model/span.js';
import type { TraceSet } from '../../src/model/trace-set.js';
import { slowGraph } from './slow-graph.js';
import { slowLevels } from './slow-levels.js';
import { isNoId, readSlowSpans, type SlowSpan } from './slow-spans.js';
import { meantTraceId } from './slow-trace-ids.js';

/** What is to be compared: times by the ids of nodes and edges, and the order of the edges. */
export interface SlowCriticalPath {
  readonly total: number;
  readonly notDrawn: number;
  readonly nodes: ReadonlyMap<string, number>;
  readonly edges: ReadonlyMap<string, number>;
}

type Piece =
  | { readonly in: SlowSpan; readonly time: number }
  | { readonly from: SlowSpan; readonly to: SlowSpan; readonly async: boolean; readonly time: number };

/** Without destinations. */
export function slowCriticalPath(traces: TraceSet, options: GraphOptions): SlowCriticalPath | null {
  const graph = slowGraph(traces, options);
  const { spans, calls } = readSlowSpans(traces, options.showInternalSpans ?? false, {
    classification: options.classification ?? 'standard',
    classify: options.classify,
  });
  const { down } = slowLevels(traces, calls, options.focusTraceId);
  const drawn = new Set(graph.nodes.flatMap((node) => node.spans.map(({ traceId }) => traceId)));
  const pieces = slowWalk(spans, traces, down, drawn);
  if (pieces === null) return null;

  const isDrawn = (one: SlowSpan): boolean => drawn.has(one.span.traceId);
  const key = ({ traceId, spanId }: SpanRef): string => JSON.stringify([traceId, spanId]);
  const nodeOf = new Map(
    graph.nodes.flatMap(({ id, spans: refs }) => refs.map((ref) => [key(ref), id] as const)),
  );
  const nodes = new Map<string, number>();
  const edges = new Map<string, number>();
  let notDrawn = 0;
  for (const piece of [...pieces].reverse()) {
    if ('in' in piece) {
      const id = nodeOf.get(key(piece.in.visible.span));
      if (!isDrawn(piece.in)) notDrawn += piece.time;
      else if (id !== undefined) nodes.set(id, (nodes.get(id) ?? 0) + piece.time);
      continue;
    }
    const { from, to, async, time } = piece;
    if (!isDrawn(from) || !isDrawn(to)) {
      notDrawn += time;
      continue;
    }
    const edge = graph.edges.find(
      (one) =>
        one.async === async &&
        one.calls.some(
          ({ caller, callee }) =>
            key(caller) === key(from.visible.span) && key(callee) === key(to.visible.span),
        ),
    );
    const id = nodeOf.get(key(to.visible.span));
    if (edge) edges.set(edge.id, (edges.get(edge.id) ?? 0) + time);
    // "A wait before a contracted span counts for the node."
    else if (id !== undefined) nodes.set(id, (nodes.get(id) ?? 0) + time);
  }
  const total = pieces.reduce((sum, { time }) => sum + time, 0);
  return { total, notDrawn, nodes, edges };
}

/** The path in pieces, the latest first. */
function slowWalk(
  spans: readonly SlowSpan[],
  traces: TraceSet,
  down: ReadonlyMap<string, number>,
  drawn: ReadonlySet<string>,
): readonly Piece[] | null {
  const traceIds = traces.traces.map(({ traceId }) => traceId);
  const starts = spans.flatMap(({ span }) => (span.startTime === null ? [] : [span.startTime]));
  const base = Math.min(...starts);
  const startOf = ({ span }: SlowSpan): number => (span.startTime === null ? NaN : span.startTime - base);
  // "A span that never ended counts as running."
  const endOf = (one: SlowSpan): number =>
    Number.isNaN(startOf(one)) || one.span.duration === null ? Infinity : startOf(one) + one.span.duration;
  const isMessage = (one: SlowSpan): boolean =>
    one.parent?.span.kind === 'producer' && one.span.kind === 'consumer';
  // "A span that is called synchronously begins with its parent, if its own clock says before and it outlasts that."
  const beginOf = (one: SlowSpan): number => {
    const above = one.parent === null || isMessage(one) ? NaN : beginOf(one.parent);
    return above > startOf(one) && endOf(one) > above ? above : startOf(one);
  };
  const elsewhere = (one: SlowSpan): SlowSpan[] =>
    sendersOf(one, spans, traceIds).filter(
      (sender) => sender.span.traceId !== one.span.traceId && down.has(sender.span.traceId),
    );
  const follows = (one: SlowSpan): boolean => down.has(one.span.traceId);

  const ended = spans.filter((one) => endOf(one) < Infinity && follows(one) && drawn.has(one.span.traceId));
  const lastEnd = Math.max(...ended.map(endOf));
  // "Of those that ended at the same time, the first in the order of the trace set."
  let at = ended.find((one) => endOf(one) === lastEnd);
  if (at === undefined) return null;

  const pieces: Piece[] = [];
  const seen = new Set<SlowSpan>();
  const left = new Set<SlowSpan>();
  const cutOff = new Map<SlowSpan, number>();
  const cut = (one: SlowSpan): number => cutOff.get(one) ?? endOf(one);
  let time = lastEnd;
  for (;;) {
    const here: SlowSpan = at;
    seen.add(here);
    const now = time;
    // "a child that outlasts its parent counts until the parent's end"
    const endWithin = (child: SlowSpan): number => Math.min(endOf(child), cut(here));
    const children = here.children
      .filter((child) => !isMessage(child) && endOf(child) < Infinity && !seen.has(child))
      .filter((child) => endWithin(child) <= now && endWithin(child) > beginOf(child))
      .filter((child) => !(endWithin(child) <= beginOf(here)))
      .sort((a, b) => endOf(b) - endOf(a) || b.place - a.place);
    const [child] = children;
    // "the last that had received a message from another trace by then, while the span ran": not in the focus, nor below
    // what received one.
    const receivers = spans.filter(
      (one) => one.span.traceId === here.span.traceId && elsewhere(one).length > 0 && !seen.has(one),
    );
    const latest = receivers
      .filter((one) => beginOf(one) <= now && elsewhere(one).some((sender) => !left.has(sender)))
      .at(-1);
    const isBelow = (one: SlowSpan | null): boolean =>
      one !== null && (elsewhere(one).length > 0 || isBelow(one.parent));
    const isLoop = (down.get(here.span.traceId) ?? 0) > 0 && !isBelow(here);
    const arrival = latest === undefined || !isLoop || beginOf(latest) < beginOf(here) ? null : latest;
    if (arrival !== null && (child === undefined || beginOf(arrival) >= endWithin(child))) {
      time = beginOf(arrival);
      pieces.push({ in: here, time: now - time });
      // "what was called before that counts as called then", up to the receiver's own parent or the root
      let from = here;
      while (from !== arrival.parent && from.parent !== null && !left.has(from.parent)) {
        left.add(from);
        seen.add(from.parent);
        pieces.push(
          { from: from.parent, to: from, async: isMessage(from), time: 0 },
          { in: from.parent, time: 0 },
        );
        from = from.parent;
      }
      if (arrival.parent !== null)
        pieces.push({ from: arrival.parent, to: arrival, async: isMessage(arrival), time: 0 });
      at = arrival;
      continue;
    }
    if (child !== undefined) {
      pieces.push({ in: here, time: now - endWithin(child) });
      pieces.push({ from: here, to: child, async: false, time: 0 });
      time = endWithin(child);
      cutOff.set(child, time);
      at = child;
      continue;
    }
    const begin = beginOf(here);
    if (begin < now) time = begin;
    pieces.push({ in: here, time: now - time });
    left.add(here);
    const senders = sendersOf(here, spans, traceIds).filter((one) => follows(one) && !left.has(one));
    if (isMessage(here) && here.parent !== null && !left.has(here.parent)) senders.push(here.parent);
    // "the one that ended last"; "one that never ended only where there is no other"
    const rank = (one: SlowSpan): number => (endOf(one) === Infinity ? -1 : endOf(one));
    senders.sort((a, b) => rank(b) - rank(a) || a.place - b.place);
    const parent = here.parent !== null && !left.has(here.parent) ? here.parent : null;
    const cause: SlowSpan | null = senders[0] ?? parent;
    if (cause === null) return pieces;
    const wait = Math.max(0, time - cut(cause));
    pieces.push({ from: cause, to: here, async: cause !== here.parent || isMessage(here), time: wait });
    time -= wait;
    at = cause;
  }
}

/** The spans that a span links to, but for its parent. */
function sendersOf(one: SlowSpan, spans: readonly SlowSpan[], traceIds: readonly string[]): SlowSpan[] {
  return spans.filter(
    (other) =>
      other !== one &&
      other !== one.parent &&
      one.span.links.some(
        (link) =>
          !isNoId(link.traceId) &&
          !isNoId(link.spanId) &&
          meantTraceId(link.traceId, traceIds) === other.span.traceId &&
          link.spanId === other.span.spanId,
      ),
  );
}
