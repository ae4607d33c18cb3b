import { firstCallOf } from './async-calls.js';
import { sortIntoBuckets } from './buckets.js';
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
 * it (decision 4 has the rules). Time never goes forward, no span is left twice, and none is entered from its parent that
 * was seen before, so that it ends whatever the clocks and the links say.
 *
 * @param follows 1 for the traces through which it may lead.
 * @param endsIn 1 for the traces in which it may begin its way back; of those in `follows`.
 * @returns `null` when no span of these ended.
 */
export function walkBack(
  structure: TraceStructure,
  follows: Uint8Array,
  endsIn: Uint8Array,
): CriticalWalk | null {
  const { parents, isMessage } = structure;
  const spans = new TimedSpans(structure, follows);
  const last = spans.lastToEnd(endsIn);
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
    if (child !== none) {
      const endOfChild = Math.min(spans.end[child]!, ended[span]!);
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
    const endOfCause = Math.min(ended[cause]!, time);
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
  readonly #follows: Uint8Array;
  /** The spans that ended, by their ends. */
  readonly #byEnd: Int32Array;
  /** Children that were called synchronously, by their parents, as places in `#byEnd`. */
  readonly #children: Int32Array;
  readonly #firstChild: Int32Array;
  /** Behind the child of a span that is looked at next: the latest comes first. */
  readonly #childrenEnd: Int32Array;

  constructor(structure: TraceStructure, follows: Uint8Array) {
    const { index, parents, isMessage } = structure;
    const { parent } = parents;
    this.#structure = structure;
    this.#follows = follows;
    const known = new Float64Array(index.count);
    for (let span = 0; span < known.length; span++)
      known[span] = follows[index.traceOf[span]!] === 1 ? index.start[span]! + index.duration[span]! : NaN;
    this.end = known.map((end) => (Number.isNaN(end) ? Infinity : end));
    this.#byEnd = orderByTime(known);
    const callers = this.#byEnd.map((span) => (isMessage[span] === 1 ? none : parent[span]!));
    const { items, offsets } = sortIntoBuckets(callers, index.count);
    this.#children = items;
    this.#firstChild = offsets;
    this.#childrenEnd = offsets.slice(1);
    this.start = this.#countedStarts();
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

  /** Of these traces; `none` when none ended. */
  lastToEnd(endsIn: Uint8Array): number {
    const { traceOf } = this.#structure.index;
    let last: number = none;
    for (const span of this.#byEnd) {
      if (endsIn[traceOf[span]!] === 0) continue;
      if (last === none || this.end[span]! > this.end[last]!) last = span;
    }
    return last;
  }

  /**
   * The child that ended last until a time and took any, or `none`. Each is given once: time never goes forward, so one
   * that ended later is not asked for again.
   *
   * @param ended when the span itself counts as ended; so do the children that outlived it.
   */
  nextChild(span: number, time: number, ended: number, seen: Uint8Array): number {
    const first = this.#firstChild[span]!;
    for (let place = this.#childrenEnd[span]! - 1; place >= first; place--) {
      const child = this.#byEnd[this.#children[place]!]!;
      this.#childrenEnd[span] = place;
      const end = Math.min(this.end[child]!, ended);
      const isWithin = end <= time && end > this.start[child]! && !(end <= this.start[span]!);
      if (isWithin && seen[child] === 0) return child;
    }
    return none;
  }

  /**
   * What a span began after: of those that sent it messages the last to end, else its parent; none that was left, or
   * through which the walk may not lead.
   */
  causeOf(span: number, left: Uint8Array): number {
    const { index, parents, isMessage, links } = this.#structure;
    const above = parents.parent[span]!;
    let found: number = isMessage[span] === 1 && left[above] === 0 ? above : none;
    const rank = (cause: number): number => (this.end[cause] === Infinity ? -1 : this.end[cause]!);
    for (let call = firstCallOf(links.callee, span); links.callee[call] === span; call++) {
      const cause = links.caller[call]!;
      if (this.#follows[index.traceOf[cause]!] === 0 || left[cause] === 1) continue;
      const isLater =
        found === none || rank(cause) > rank(found) || (rank(cause) === rank(found) && cause < found);
      if (isLater) found = cause;
    }
    return found !== none || above === none || left[above] === 1 ? found : above;
  }
}
