/**
 * The slow reading of what the contract says of single spans: parents, kinds, hops, contraction, calls.
 * Written to be checked sentence by sentence, not to be fast. It shares no code with `src/graph`.
 */
import type { NodeKind } from '../../src/model/dependency-graph.js';
import type { Attributes, Span, SpanLink } from '../../src/model/span.js';
import type { TraceSet } from '../../src/model/trace-set.js';
import { compareIds } from './slow-groups.js';
import { slowKind, type SlowClassification } from './slow-classify.js';
import { meantTraceId } from './slow-trace-ids.js';

/** A span with what the rules say of it; filled in step by step. */
export class SlowSpan {
  readonly span: Span;
  /** Place in the order of the trace set. */
  readonly place: number;
  /** The parent after cycles were cut; `null` for a root. */
  parent: SlowSpan | null = null;
  /** Whether it names a parent that is not in the data. */
  missingParent = false;
  readonly children: SlowSpan[] = [];
  kind: NodeKind = 'generic';
  hop = 0;
  /** Whether it is contracted. */
  hidden = false;
  /** Itself when visible, else the nearest visible ancestor. */
  visible: SlowSpan = this;
  /** Hidden spans between it (included) and `visible`. */
  passed = 0;

  constructor(span: Span, place: number) {
    this.span = span;
    this.place = place;
  }
}

/** A call with its ends where contraction moved them. */
export interface SlowCall {
  readonly caller: SlowSpan;
  readonly callee: SlowSpan;
  readonly async: boolean;
  /** Whether it is a parent–child pair rather than a link. */
  readonly ofParent: boolean;
  /** Of the link that makes the call. */
  readonly linkAttributes: Attributes | null;
  readonly via: number;
}

/** A link to a trace that is not in the data. */
export interface SlowUnloadedLink {
  readonly callee: SlowSpan;
  readonly traceId: string;
  readonly spanId: string;
}

export interface SlowSpans {
  readonly spans: readonly SlowSpan[];
  readonly calls: readonly SlowCall[];
  readonly unloaded: readonly SlowUnloadedLink[];
}

const keyOf = (traceId: string, spanId: string): string => JSON.stringify([traceId, spanId]);

/** "All-zero ids mean none." */
export const isNoId = (id: string | null): id is null => id === null || /^0*$/.test(id);

/** Order of times in which what has none comes last. */
export function compareStarts(a: number | null, b: number | null): number {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  return a - b;
}

export function readSlowSpans(
  traces: TraceSet,
  showInternalSpans: boolean,
  classification: SlowClassification,
): SlowSpans {
  const spans = traces.traces.flatMap((trace) => trace.spans).map((span, place) => new SlowSpan(span, place));
  const byKey = new Map(spans.map((one) => [keyOf(one.span.traceId, one.span.spanId), one]));
  findParents(spans, byKey);
  cutCycles(spans);
  for (const one of spans) one.parent?.children.push(one);
  for (const one of spans) {
    one.kind = slowKind(one.span, classification);
    // "Hop of a span: how many producer→consumer parent–child calls lie between its trace's root and it."
    for (let at = one; at.parent !== null; at = at.parent) if (isAsyncPair(at.parent, at)) one.hop += 1;
  }
  if (!showInternalSpans) for (const one of spans) one.hidden = isContractible(one);
  for (const one of spans) {
    // "their nearest visible ancestor"; a root is never hidden, so this ends.
    let at = one;
    while (at.hidden && at.parent !== null) {
      at = at.parent;
      one.passed += 1;
    }
    one.visible = at;
  }
  const traceIds = traces.traces.map((trace) => trace.traceId);
  return { spans, ...findCalls(spans, byKey, traceIds) };
}

/** "Parents are looked up by (trace id, span id). […] A parent that is not in the data leaves the span a root". */
function findParents(spans: readonly SlowSpan[], byKey: ReadonlyMap<string, SlowSpan>): void {
  for (const one of spans) {
    const id = one.span.parentSpanId;
    // "An empty or all-zero parent id, or a span's own id, means none."
    if (isNoId(id) || id === one.span.spanId) continue;
    one.parent = byKey.get(keyOf(one.span.traceId, id)) ?? null;
    one.missingParent = one.parent === null;
  }
}

/** "Parent cycles are cut at their earliest span." */
function cutCycles(spans: readonly SlowSpan[]): void {
  for (const one of spans) {
    const way = new Set<SlowSpan>();
    let at: SlowSpan | null = one;
    while (at !== null && !way.has(at)) {
      way.add(at);
      at = at.parent;
    }
    if (at !== one) continue; // No cycle, or a cycle further up, which its own spans will find.
    const earliest = [...way].sort(
      (a, b) => compareStarts(a.span.startTime, b.span.startTime) || compareIds(a.span.spanId, b.span.spanId),
    )[0];
    if (earliest !== undefined) earliest.parent = null;
  }
}

/** "(b) a parent–child pair whose parent is a producer and whose child is a consumer". */
const isAsyncPair = (parent: SlowSpan, child: SlowSpan): boolean =>
  parent.span.kind === 'producer' && child.span.kind === 'consumer';

/** "kind internal or unspecified, classified generic, parent present and of the same service". */
const isContractible = (one: SlowSpan): boolean =>
  (one.span.kind === 'internal' || one.span.kind === 'unspecified') &&
  one.kind === 'generic' &&
  one.parent !== null &&
  one.parent.span.service === one.span.service;

function findCalls(
  spans: readonly SlowSpan[],
  byKey: ReadonlyMap<string, SlowSpan>,
  traceIds: readonly string[],
): Pick<SlowSpans, 'calls' | 'unloaded'> {
  const calls: SlowCall[] = [];
  const unloaded: SlowUnloadedLink[] = [];
  for (const callee of spans) {
    const parent = callee.parent;
    // "The parent–child pair of a hidden span is no call"
    if (parent !== null && !callee.hidden) calls.push(moved(parent, callee, null));
    const seen = new Set<string>();
    for (const link of callee.span.links) {
      const linkedTrace = meantTraceId(link.traceId, traceIds);
      const key = keyOf(linkedTrace ?? link.traceId, link.spanId);
      // "The same link twice on a span is one."
      if (seen.has(key)) continue;
      seen.add(key);
      // "A link […] with invalid ids, is listed in the details, never drawn."
      if (isNoId(link.traceId) || isNoId(link.spanId)) continue;
      const linked = byKey.get(key);
      if (linked === undefined) {
        // "A link to a span that is missing from a trace which is in the data is a problem, not a stub."
        if (linkedTrace === null)
          unloaded.push({ callee: callee.visible, traceId: link.traceId, spanId: link.spanId });
        continue;
      }
      // "A link to the span itself […] never drawn", "(c) a pair that is both parent and link: one call".
      if (linked === callee || linked === callee.parent) continue;
      // "(a) a link whose linked span is in the data and is not the span's own parent"
      calls.push(moved(linked, callee, link));
    }
  }
  return { calls, unloaded };
}

/** "its end moves to the nearest visible ancestor", "`via` counts the hidden spans passed at both ends". */
function moved(caller: SlowSpan, callee: SlowSpan, link: SpanLink | null): SlowCall {
  const ofParent = link === null;
  return {
    caller: caller.visible,
    callee: callee.visible,
    async: !ofParent || isAsyncPair(caller, callee),
    ofParent,
    linkAttributes: link?.attributes ?? null,
    via: caller.passed + callee.passed,
  };
}
