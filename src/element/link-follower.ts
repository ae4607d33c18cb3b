/**
 * Which linked traces are asked for: those that the user wants, and, of a source that says what it is good at, those that
 * the drawing has room for, level by level. Whatever comes is appended to the data as a whole.
 */
import type { AsyncStub } from '../model/dependency-graph.js';
import type { DrawnTrace } from '../model/details.js';
import { incomingLinksOf } from '../sources/ask-source.js';
import type { TraceAnswer } from '../sources/trace-source.js';
import type { DrawingController } from './drawing-controller.js';
import {
  causesToLoad,
  effectsToLoad,
  followedAtOnce,
  hintFor,
  MOST_FOLLOWED,
  tracesToSearch,
  type FollowLimits,
} from './follow-plan.js';
import type { LinkedTraces } from './linked-traces.js';
import { readLimit } from './settings.js';
import type { Inquiry, SourceQuestions } from './source-questions.js';

/** What the follower tells of its doings. */
export interface FollowerCallbacks {
  /** Before traces are appended. */
  readonly onAppend: () => void;
  /** Nothing more is followed. */
  readonly onEnd: () => void;
}

/** Follows links on behalf of one element. Once the signal of an inquiry is aborted, nothing of it has an effect. */
export class LinkFollower {
  readonly #view: DrawingController;
  readonly #known: LinkedTraces;
  readonly #questions: SourceQuestions;
  readonly #callbacks: FollowerCallbacks;
  #drawn: readonly DrawnTrace[] = [];
  #following: AbortSignal | null = null;
  /** How many traces have been loaded for a stub by themselves: traces that converge in one node take no room. */
  readonly #followed = new Map<string, number>();

  constructor(
    view: DrawingController,
    known: LinkedTraces,
    questions: SourceQuestions,
    callbacks: FollowerCallbacks,
  ) {
    this.#view = view;
    this.#known = known;
    this.#questions = questions;
    this.#callbacks = callbacks;
  }

  /** The drawn traces whose roots are in a node, as of the last drawing that was looked at. */
  tracesOf(nodeId: string): readonly DrawnTrace[] {
    return this.#drawn.filter((trace) => trace.nodeId === nodeId);
  }

  /** Whether linked traces are being looked for by themselves. */
  get busy(): boolean {
    return this.#following !== null && !this.#following.aborted;
  }

  /** How many traces one stub, or one trace, may bring in at a time. */
  get room(): number {
    return followedAtOnce(this.#limits());
  }

  /** Forgets what was followed: the data, or the source, are others. */
  reset(): void {
    this.#drawn = [];
    this.#followed.clear();
  }

  /**
   * Loads what the user had loaded before and, of a source that says what it is good at, follows links from what is
   * drawn until there is no room, or nothing more is found.
   */
  async follow(inquiry: Inquiry): Promise<void> {
    const { signal } = inquiry;
    if (this.busy) return;
    if (!inquiry.source.capabilities && this.#view.expansion.expanded.length === 0) return;
    this.#following = signal;
    try {
      while (!signal.aborted && (await this.#followOnce(inquiry)));
    } finally {
      if (this.#following === signal) this.#following = null;
      if (!signal.aborted) this.#callbacks.onEnd();
    }
  }

  /**
   * Loads traces because the user wants them. They are expanded, so that no limit hides them, and a view that is
   * restored later has them again.
   *
   * @returns whether more is expanded now.
   */
  async load(inquiry: Inquiry, traceIds: readonly string[], nodeId: string): Promise<boolean> {
    const { announcer, strings, expansion } = this.#view;
    announcer.announce('source', strings.loadingTraces);
    const answers = await this.#questions.askTraces(inquiry, traceIds, hintFor(this.#drawn));
    if (answers === null) return false;
    const found = traceIds.filter((traceId) => answers.has(traceId));
    const news = found.filter((traceId) => expansion.keep(traceId));
    if (answers.size > 0) {
      expansion.expect(nodeId);
      await this.#append([...answers.values()], true);
    } else if (!this.#questions.hasFailed(traceIds)) announcer.announce('source', strings.tracesNotFound);
    if (inquiry.signal.aborted) return false;
    this.#questions.settle(traceIds);
    return news.length > 0;
  }

  /**
   * Looks for effects of a node's traces because the user wants to know, and loads the first of them.
   *
   * @returns whether more is expanded now.
   */
  async search(inquiry: Inquiry, { node }: AsyncStub): Promise<boolean> {
    const { signal } = inquiry;
    await this.#lookAround(signal);
    if (signal.aborted) return false;
    const traces = this.tracesOf(node).slice(0, MOST_FOLLOWED);
    if (traces.length === 0) return false;
    const { announcer, strings } = this.#view;
    announcer.announce('source', strings.loadingTraces);
    await this.#questions.askEffects(inquiry, traces, this.room, true);
    if (signal.aborted) return false;
    const wanted = this.#effectsOf(traces);
    if (wanted.length > 0) return this.load(inquiry, wanted, node);
    this.#showLinks();
    if (traces.every(({ traceId }) => this.#known.searchOf(traceId)?.state === 'done'))
      announcer.announce('source', strings.tracesNotFound);
    return false;
  }

  /** @returns whether anything was asked, so that there may be more to ask now. */
  async #followOnce(inquiry: Inquiry): Promise<boolean> {
    const { source, signal } = inquiry;
    await this.#view.pipeline.drawn;
    await this.#lookAround(signal);
    const { graph } = this.#view;
    if (signal.aborted || !graph || this.#view.pipeline.isGiven) return false;
    const limits = this.#limits();
    const known = this.#isKnown();
    const follows = source.capabilities !== undefined;
    const byStub = follows
      ? causesToLoad(graph, limits, this.#followed, known)
      : new Map<string, readonly string[]>();
    const causes = [...new Set([...this.#restored(known), ...[...byStub.values()].flat()])];
    const searched =
      follows && incomingLinksOf(source) === 'indexed'
        ? tracesToSearch(this.#drawn, limits, (id) => this.#known.searchOf(id) !== undefined)
        : [];
    if (causes.length === 0 && searched.length === 0) return false;
    const hint = hintFor(this.#drawn);
    const [found, more] = await Promise.all([
      this.#questions.askTraces(inquiry, causes, hint),
      this.#followEffects(inquiry, searched, limits),
    ]);
    if (signal.aborted) return false;
    for (const [stubId, ids] of byStub)
      this.#followed.set(stubId, (this.#followed.get(stubId) ?? 0) + ids.length);
    const answers = [...(found?.values() ?? []), ...more];
    if (answers.length > 0) await this.#append(answers, false);
    else this.#showLinks();
    if (signal.aborted) return false;
    this.#questions.settle(causes);
    return true;
  }

  /** One question for the links to all traces of a level, and one for the traces behind them. */
  async #followEffects(
    inquiry: Inquiry,
    traces: readonly DrawnTrace[],
    limits: FollowLimits,
  ): Promise<readonly TraceAnswer[]> {
    if (traces.length === 0) return [];
    await this.#questions.askEffects(inquiry, traces, this.room, false);
    if (inquiry.signal.aborted) return [];
    const inner = traces.filter(({ level }) => limits.asyncDepth === 0 || level < limits.asyncDepth);
    const wanted = this.#effectsOf(inner).slice(0, MOST_FOLLOWED);
    const answers = await this.#questions.askTraces(inquiry, wanted, hintFor(traces));
    if (answers) this.#questions.settle(wanted);
    return [...(answers?.values() ?? [])];
  }

  /** As long as nobody has touched the drawing, it is laid out as well as can be; from then on it holds still. */
  async #append(answers: readonly TraceAnswer[], isWanted: boolean): Promise<void> {
    const { pipeline, selection, viewport } = this.#view;
    const isTouched = selection.id !== null || viewport.userState !== null;
    this.#callbacks.onAppend();
    pipeline.load(inputOf(answers), true, isWanted || isTouched);
    await pipeline.drawn;
  }

  /** Links that are known now and whose traces are not loaded appear as stubs. */
  #showLinks(): void {
    this.#view.pipeline.invalidate('graph', true);
  }

  /** Traces that the user had loaded when the view was saved. */
  #restored(isKnown: (traceId: string) => boolean): readonly string[] {
    const isTraceId = (id: string): boolean => /^[0-9a-f]{32}$/.test(id);
    return this.#view.expansion.expanded
      .filter((id) => isTraceId(id) && !isKnown(id))
      .slice(0, MOST_FOLLOWED);
  }

  async #lookAround(signal: AbortSignal): Promise<void> {
    try {
      this.#drawn = await this.#view.traceData().drawnTraces(MOST_FOLLOWED, signal);
    } catch (error) {
      if (!signal.aborted) this.#view.problemLog.fail(error);
    }
  }

  #effectsOf(traces: readonly DrawnTrace[]): readonly string[] {
    const isThere = this.#isLoaded();
    const known = this.#isKnown(isThere);
    const { room } = this;
    const wanted = new Set<string>();
    for (const { traceId } of traces) {
      const links = this.#known.searchOf(traceId)?.links ?? [];
      const taken = new Set(links.map(({ from }) => from.traceId).filter(isThere)).size;
      for (const id of effectsToLoad(links, Math.max(0, room - taken), known)) wanted.add(id);
    }
    return [...wanted];
  }

  #isKnown(isThere = this.#isLoaded()): (traceId: string) => boolean {
    return (traceId) => isThere(traceId) || this.#known.outcomeOf(traceId) !== undefined;
  }

  /** Whether a trace is in the data, as far as the drawing shows. */
  #isLoaded(): (traceId: string) => boolean {
    const there = new Set(this.#drawn.map(({ traceId }) => traceId));
    for (const { loaded, traceIds } of this.#view.graph?.stubs ?? []) {
      if (loaded) for (const traceId of traceIds) there.add(traceId);
    }
    return (traceId) => there.has(traceId);
  }

  #limits(): FollowLimits {
    const { asyncLimit, asyncDepth } = this.#view.element;
    return { asyncLimit: readLimit(asyncLimit), asyncDepth: readLimit(asyncDepth) };
  }
}

/** The answers as one input, with an empty envelope for each that says that spans are missing. */
function inputOf(answers: readonly TraceAnswer[]): readonly unknown[] {
  return answers.flatMap(({ spans, payload, completeness, reason }): readonly unknown[] => {
    const found = spans ?? [payload];
    return completeness === 'partial'
      ? [...found, { trace: { spans: [] }, status: 'PARTIAL', message: reason ?? '' }]
      : found;
  });
}
