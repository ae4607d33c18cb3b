import { firstCallOf } from './async-calls.js';
import { type Buckets, sortIntoBuckets } from './buckets.js';
import { noLevel } from './levels.js';
import { none } from './span-index.js';
import { orderByTime } from './time-order.js';
import type { TraceStructure } from './trace-structure.js';

/** The way back in time from the last end to what began it all, in spans, as columns; the latest comes first. */
export interface CriticalWalk {
  /** Milliseconds from its beginning to its end: the times of all stays and the waits of all passages. */
  readonly total: number;
  /** How long it stayed in a span at a time; one span may have several stays, with its calls between them. */
  readonly stays: { readonly span: readonly number[]; readonly time: readonly number[] };
  /** Calls, passed in either direction. */
  readonly passages: {
    readonly caller: readonly number[];
    readonly callee: readonly number[];
    /** Whether a link, or a consumer below its producer, makes the call. */
    readonly async: readonly boolean[];
    /** From the caller's end to the callee's start. */
    readonly wait: readonly number[];
  };
}

/**
 * Walks from the span that ended last: within a span to the call that ended last before, at its start to what caused
 * it (decision 4 has the rules). Time never goes forward, no span is left twice, and none is entered again that was seen
 * but by coming back to it, so that it ends whatever the clocks and the links say.
 *
 * @param distance of each trace from the focus, over messages; it leads through those only that have one.
 * @param drawn 1 for the traces in which it may begin its way back.
 * @returns `null` when no span of these ended.
 */
export function walkBack(
  structure: TraceStructure,
  distance: Int32Array,
  drawn: Uint8Array,
): CriticalWalk | null {
  const { index, parents, isMessage } = structure;
  const spans = new TimedSpans(structure, distance);
  const last = spans.lastToEnd(drawn);
  if (last === none) return null;

  const steps = new Steps();
  const seen = new Uint8Array(spans.end.length);
  const left = new Uint8Array(spans.end.length);
  // When a span counts as ended: at the latest with its parent, where the walk comes down from there.
  const ended = spans.end.slice();
  const end = spans.end[last]!;
  let time = end;
  let span = last;
  for (;;) {
    seen[span] = 1;
    const child = spans.nextChild(span, time, ended[span]!, seen);
    const endOfChild = child === none ? -1 : Math.min(spans.end[child]!, ended[span]!);
    const receiver = spans.nextReceiver(span, time, seen, left);
    if (receiver !== none && spans.start[receiver]! >= endOfChild) {
      const above = parents.parent[receiver]!;
      steps.stay(span, time - spans.start[receiver]!);
      time = spans.start[receiver]!;
      // What began before counts as called then.
      while (span !== above && parents.parent[span] !== none && left[parents.parent[span]!] === 0) {
        left[span] = 1;
        steps.pass(parents.parent[span]!, span, isMessage[span] === 1, 0);
        span = parents.parent[span]!;
        seen[span] = 1;
        steps.stay(span, 0);
      }
      if (above !== none) steps.pass(above, receiver, isMessage[receiver] === 1, 0);
      span = receiver;
      continue;
    }
    if (child !== none) {
      steps.stay(span, time - endOfChild);
      steps.pass(span, child, false, 0);
      time = ended[child] = endOfChild;
      span = child;
      continue;
    }
    // Its start may be unknown.
    const start = spans.start[span]! < time ? spans.start[span]! : time;
    steps.stay(span, time - start);
    time = start;
    left[span] = 1;
    const cause = spans.causeOf(span, left);
    if (cause === none) return { total: end - time, stays: steps.stays, passages: steps.passages };
    // One that ended just before, as far as its time can tell, was not waited for.
    const endOfCause = time - ended[cause]! > index.resolution ? ended[cause]! : time;
    const async = cause !== parents.parent[span] || isMessage[span] === 1;
    steps.pass(cause, span, async, time - endOfCause);
    time = endOfCause;
    span = cause;
  }
}

/** Gathers what a walk comes through. */
class Steps {
  readonly stays = { span: [] as number[], time: [] as number[] };
  readonly passages = {
    caller: [] as number[],
    callee: [] as number[],
    async: [] as boolean[],
    wait: [] as number[],
  };

  stay(span: number, time: number): void {
    this.stays.span.push(span);
    this.stays.time.push(time);
  }

  pass(caller: number, callee: number, async: boolean, wait: number): void {
    this.passages.caller.push(caller);
    this.passages.callee.push(callee);
    this.passages.async.push(async);
    this.passages.wait.push(wait);
  }
}

/** The spans that a walk may pass, with their times and what leads from one to the other. */
class TimedSpans {
  /** From when on a span counts: not before its parent does, where clocks disagree about that. NaN when unknown. */
  readonly start: Float64Array;
  /** Infinity for one that never ended: it counts as still running. */
  readonly end: Float64Array;
  readonly #structure: TraceStructure;
  readonly #distance: Int32Array;
  /** The spans that ended, by their ends. */
  readonly #byEnd: Int32Array;
  /** Children that were called synchronously, by their parents, as places in `#byEnd`. */
  readonly #children: Buckets;
  /** Behind the child of each span that is looked at next: the latest comes first. */
  readonly #childrenEnd: Int32Array;
  /** 1 for a span that got a message from another trace, and for all below it. */
  readonly #isBelowReceiver: Uint8Array;
  /** Behind the message of each trace that is looked at next, in the calls that links make: the latest comes first. */
  readonly #messagesEnd: Int32Array;

  constructor(structure: TraceStructure, distance: Int32Array) {
    const { index, parents, isMessage, links } = structure;
    this.#structure = structure;
    this.#distance = distance;
    const ends = new Float64Array(index.count);
    for (let span = 0; span < ends.length; span++)
      ends[span] = this.#isFollowed(span) ? index.start[span]! + index.duration[span]! : NaN;
    this.end = ends.map((end) => (Number.isNaN(end) ? Infinity : end));
    this.#byEnd = orderByTime(ends);
    const callers = this.#byEnd.map((span) => (isMessage[span] === 1 ? none : parents.parent[span]!));
    this.#children = sortIntoBuckets(callers, index.count);
    this.#childrenEnd = this.#children.offsets.slice(1);
    this.start = this.#countedStarts();
    this.#isBelowReceiver = this.#belowReceivers();
    this.#messagesEnd = index.firstSpan.slice(1).map((span) => firstCallOf(links.callee, span));
  }

  /** Of the traces that are drawn; `none` when none ended. */
  lastToEnd(drawn: Uint8Array): number {
    const { traceOf } = this.#structure.index;
    let last: number = none;
    for (const span of this.#byEnd) {
      if (drawn[traceOf[span]!] === 0) continue;
      if (last === none || this.end[span]! > this.end[last]!) last = span;
    }
    return last;
  }

  /**
   * The child that ended last until a time and took any, or `none`. Time never goes forward: one that is passed over is
   * not looked at again.
   *
   * @param ended when the span itself counts as ended; so do the children that outlived it.
   */
  nextChild(span: number, time: number, ended: number, seen: Uint8Array): number {
    const { offsets, items } = this.#children;
    for (let place = this.#childrenEnd[span]! - 1; place >= offsets[span]!; place--) {
      const child = this.#byEnd[items[place]!]!;
      const end = Math.min(this.end[child]!, ended);
      const isWithin = end <= time && end > this.start[child]! && !(end <= this.start[span]!);
      if (isWithin && seen[child] === 0) return child;
      this.#childrenEnd[span] = place;
    }
    return none;
  }

  /**
   * Where work stands beside what received the message for it, as in a loop that polls: the last span of the trace that
   * had received one by a time at which the given span was running, or `none`.
   */
  nextReceiver(span: number, time: number, seen: Uint8Array, left: Uint8Array): number {
    const { index, links } = this.#structure;
    const trace = index.traceOf[span]!;
    if (this.#distance[trace] === 0 || this.#isBelowReceiver[span] === 1) return none;
    for (let call = this.#messagesEnd[trace]! - 1; call >= 0; call--) {
      const receiver = links.callee[call]!;
      if (receiver < index.firstSpan[trace]!) break;
      const hasCome = this.start[receiver]! <= time && seen[receiver] === 0 && this.#isFromElsewhere(call);
      // Not yet passed, if it came before the span began.
      if (hasCome && left[links.caller[call]!] === 0)
        return this.start[receiver]! < this.start[span]! ? none : receiver;
      this.#messagesEnd[trace] = call;
    }
    return none;
  }

  /**
   * What a span began after: of those that sent it messages the last to end, else its parent; none that was left, or
   * through which the walk may not lead.
   */
  causeOf(span: number, left: Uint8Array): number {
    const { parents, isMessage, links } = this.#structure;
    const above = parents.parent[span]!;
    let found: number = isMessage[span] === 1 && left[above] === 0 ? above : none;
    const rank = (cause: number): number => (this.end[cause] === Infinity ? -1 : this.end[cause]!);
    for (let call = firstCallOf(links.callee, span); links.callee[call] === span; call++) {
      const cause = links.caller[call]!;
      if (!this.#isFollowed(cause) || left[cause] === 1) continue;
      const isLater =
        found === none || rank(cause) > rank(found) || (rank(cause) === rank(found) && cause < found);
      if (isLater) found = cause;
    }
    return found !== none || above === none || left[above] === 1 ? found : above;
  }

  #isFollowed(span: number): boolean {
    return this.#distance[this.#structure.index.traceOf[span]!] !== noLevel;
  }

  #isFromElsewhere(call: number): boolean {
    const { index, links } = this.#structure;
    const sender = links.caller[call]!;
    return this.#isFollowed(sender) && index.traceOf[sender] !== index.traceOf[links.callee[call]!];
  }

  #countedStarts(): Float64Array {
    const { index, parents, isMessage } = this.#structure;
    const start = index.start.slice();
    for (const span of parents.parentsFirst) {
      const above = parents.parent[span]!;
      if (above === none || isMessage[span] === 1) continue;
      // False also when a time is unknown (NaN).
      if (start[above]! > start[span]! && this.end[span]! > start[above]!) start[span] = start[above]!;
    }
    return start;
  }

  #belowReceivers(): Uint8Array {
    const { parents, links } = this.#structure;
    const isBelow = new Uint8Array(parents.parent.length);
    for (let call = 0; call < links.callee.length; call++)
      if (this.#isFromElsewhere(call)) isBelow[links.callee[call]!] = 1;
    for (const span of parents.parentsFirst) {
      const above = parents.parent[span]!;
      if (above !== none && isBelow[above] === 1) isBelow[span] = 1;
    }
    return isBelow;
  }
}
