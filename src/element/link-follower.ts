/**
 * Asks the source for linked traces: those that the user wants, and, of a source that says what it is good at, those
 * that the drawing has room for, level by level. Whatever comes is appended to the data as a whole.
 */
import type { AsyncStub } from '../model/dependency-graph.js';
import type { DrawnTrace } from '../model/details.js';
import { askIncomingLinks, askTraces, incomingLinksOf } from '../sources/ask-source.js';
import type { TimeRange, TraceAnswer, TraceSource } from '../sources/trace-source.js';
import type { DrawingController } from './drawing-controller.js';
import { failureText, sourceFailureText } from './failure-text.js';
import {
  causesToLoad,
  effectsToLoad,
  followedAtOnce,
  hintFor,
  MOST_FOLLOWED,
  searchRange,
  tracesToSearch,
  type FollowLimits,
} from './follow-plan.js';
import type { LinkedTraces } from './linked-traces.js';
import { readLimit } from './settings.js';

/** A source, and the signal that ends everything that it was asked. */
export interface Inquiry {
  readonly source: TraceSource;
  readonly signal: AbortSignal;
}

/** What the follower tells of its doings. */
export interface FollowerCallbacks {
  /** Before traces are appended. */
  readonly onAppend: () => void;
  readonly onFailure: (source: TraceSource, reason: string) => void;
  /** Something has been asked, or answered. */
  readonly onChange: () => void;
}

/** How many more links than the drawing has room for are asked for: one tells whether there are more. */
const ONE_MORE = 1;

/** Follows links on behalf of one element. Once the signal of an inquiry is aborted, nothing of it has an effect. */
export class LinkFollower {
  private readonly _view: DrawingController;
  private readonly _known: LinkedTraces;
  private readonly _callbacks: FollowerCallbacks;
  private _drawn: readonly DrawnTrace[] = [];
  private _following: AbortSignal | null = null;
  /** How many traces have been loaded for a stub by themselves: traces that converge in one node take no room. */
  private readonly _followed = new Map<string, number>();

  constructor(view: DrawingController, known: LinkedTraces, callbacks: FollowerCallbacks) {
    this._view = view;
    this._known = known;
    this._callbacks = callbacks;
  }

  /** The drawn traces whose roots are in a node, as of the last drawing that was looked at. */
  tracesOf(nodeId: string): readonly DrawnTrace[] {
    return this._drawn.filter((trace) => trace.nodeId === nodeId);
  }

  /** Whether linked traces are being looked for by themselves. */
  get busy(): boolean {
    return this._following !== null && !this._following.aborted;
  }

  /** How many traces one stub, or one trace, may bring in at a time. */
  get room(): number {
    return followedAtOnce(this._limits());
  }

  /** Forgets what was followed: the data, or the source, are others. */
  reset(): void {
    this._drawn = [];
    this._followed.clear();
  }

  /**
   * Loads what the user had loaded before and, of a source that says what it is good at, follows links from what is
   * drawn until there is no room, or nothing more is found.
   */
  async follow(inquiry: Inquiry): Promise<void> {
    const { signal } = inquiry;
    if (this.busy) return;
    if (!inquiry.source.capabilities && this._view.expansion.expanded.length === 0) return;
    this._following = signal;
    try {
      while (!signal.aborted && (await this._followOnce(inquiry)));
    } finally {
      if (this._following === signal) this._following = null;
      if (!signal.aborted) this._callbacks.onChange();
    }
  }

  /**
   * Loads traces because the user wants them. They are expanded, so that no limit hides them, and a view that is
   * restored later has them again.
   *
   * @returns whether more is expanded now.
   */
  async load(inquiry: Inquiry, traceIds: readonly string[], nodeId: string): Promise<boolean> {
    const { announcer, strings, expansion } = this._view;
    announcer.announce('source', strings.loadingTraces);
    const answers = await this._askTraces(inquiry, traceIds, hintFor(this._drawn));
    if (answers === null) return false;
    const found = traceIds.filter((traceId) => answers.has(traceId));
    const news = found.filter((traceId) => expansion.keep(traceId));
    if (answers.size > 0) {
      expansion.expect(nodeId);
      await this._append([...answers.values()], true);
    } else if (this._isMissing(traceIds)) announcer.announce('source', strings.tracesNotFound);
    if (inquiry.signal.aborted) return false;
    this._settleLoaded(traceIds);
    return news.length > 0;
  }

  /**
   * Looks for effects of a node's traces because the user wants to know, and loads the first of them.
   *
   * @returns whether more is expanded now.
   */
  async search(inquiry: Inquiry, { node }: AsyncStub): Promise<boolean> {
    const { signal } = inquiry;
    await this._lookAround(signal);
    if (signal.aborted) return false;
    const traces = this.tracesOf(node).slice(0, MOST_FOLLOWED);
    if (traces.length === 0) return false;
    const { announcer, strings } = this._view;
    announcer.announce('source', strings.loadingTraces);
    await this._askEffects(inquiry, traces, true);
    if (signal.aborted) return false;
    const wanted = this._effectsOf(traces);
    if (wanted.length > 0) return this.load(inquiry, wanted, node);
    this._showLinks();
    if (traces.every(({ traceId }) => this._known.searchOf(traceId)?.state === 'done'))
      announcer.announce('source', strings.tracesNotFound);
    return false;
  }

  /** @returns whether anything was asked, so that there may be more to ask now. */
  private async _followOnce(inquiry: Inquiry): Promise<boolean> {
    const { source, signal } = inquiry;
    await this._view.pipeline.drawn;
    await this._lookAround(signal);
    const { graph } = this._view;
    if (signal.aborted || !graph || this._view.pipeline.isGiven) return false;
    const limits = this._limits();
    const known = this._isKnown();
    const follows = source.capabilities !== undefined;
    const byStub = follows
      ? causesToLoad(graph, limits, this._followed, known)
      : new Map<string, readonly string[]>();
    const causes = [...new Set([...this._restored(known), ...[...byStub.values()].flat()])];
    const searched =
      follows && incomingLinksOf(source) === 'indexed'
        ? tracesToSearch(this._drawn, limits, (id) => this._known.searchOf(id) !== undefined)
        : [];
    if (causes.length === 0 && searched.length === 0) return false;
    const hint = hintFor(this._drawn);
    const [found, more] = await Promise.all([
      this._askTraces(inquiry, causes, hint),
      this._followEffects(inquiry, searched, limits),
    ]);
    if (signal.aborted) return false;
    for (const [stubId, ids] of byStub)
      this._followed.set(stubId, (this._followed.get(stubId) ?? 0) + ids.length);
    const answers = [...(found?.values() ?? []), ...more];
    if (answers.length > 0) await this._append(answers, false);
    else this._showLinks();
    if (signal.aborted) return false;
    this._settleLoaded(causes);
    return true;
  }

  /** One question for the links to all traces of a level, and one for the traces behind them. */
  private async _followEffects(
    inquiry: Inquiry,
    traces: readonly DrawnTrace[],
    limits: FollowLimits,
  ): Promise<readonly TraceAnswer[]> {
    if (traces.length === 0) return [];
    await this._askEffects(inquiry, traces, false);
    if (inquiry.signal.aborted) return [];
    const inner = traces.filter(({ level }) => limits.asyncDepth === 0 || level < limits.asyncDepth);
    const wanted = this._effectsOf(inner).slice(0, MOST_FOLLOWED);
    const answers = await this._askTraces(inquiry, wanted, hintFor(traces));
    if (answers) this._settleLoaded(wanted);
    return [...(answers?.values() ?? [])];
  }

  /** A page goes on in the window of the page before; whatever is asked for the first time is one question. */
  private async _askEffects(
    { source, signal }: Inquiry,
    traces: readonly DrawnTrace[],
    isWanted: boolean,
  ): Promise<void> {
    const ids = traces.map(({ traceId }) => traceId);
    const before = ids.map((id) => this._known.searchOf(id));
    // Whoever looks again where nothing more was found wants to look further.
    const isRepeated =
      isWanted && before.every((search) => search?.state === 'done' && search.cursor === null);
    const widened = (before[0]?.widened ?? 0) + (isRepeated ? 1 : 0);
    const range = searchRange(traces, widened) ?? { fromMs: 0, toMs: Date.now() };
    const questions = new Map<TimeRange, string[]>();
    ids.forEach((id, place) => {
      const search = before[place];
      const within = (search?.cursor !== null && search?.range) || range;
      questions.set(within, [...(questions.get(within) ?? []), id]);
      this._known.startSearch([id], within, widened);
    });
    this._callbacks.onChange();
    const perTrace = (this.room + ONE_MORE) * (isRepeated ? 10 : 1);
    for (const [within, some] of questions) await this._askLinks({ source, signal }, some, within, perTrace);
  }

  /** Asks for a page of links to each of these traces, the next where there was one. */
  private async _askLinks(
    { source, signal }: Inquiry,
    ids: readonly string[],
    range: TimeRange,
    perTrace: number,
  ): Promise<void> {
    const cursor = Object.create(null) as Record<string, string>;
    for (const id of ids) {
      const at = this._known.searchOf(id)?.cursor;
      if (typeof at === 'string') cursor[id] = at;
    }
    try {
      const { pages, failed } = await askIncomingLinks(source, ids, { signal, range, perTrace, cursor });
      for (const [traceId, page] of pages) this._known.addPage(traceId, page);
      for (const { ids: some, error } of failed) {
        this._known.failSearch(some, sourceFailureText(error, this._view.strings));
        this._callbacks.onFailure(source, failureText(error));
      }
    } catch (error) {
      // `askIncomingLinks` throws nothing but the reason of an abort, of which whoever aborted knows.
      if (!signal.aborted) throw error;
    }
    this._callbacks.onChange();
  }

  /** @returns what was found, by trace id; `null` once the inquiry is aborted. */
  private async _askTraces(
    { source, signal }: Inquiry,
    traceIds: readonly string[],
    hint: TimeRange | null,
  ): Promise<ReadonlyMap<string, TraceAnswer> | null> {
    if (traceIds.length === 0) return new Map();
    this._known.settle(traceIds, { type: 'loading' });
    this._callbacks.onChange();
    try {
      const { answers, failed } = await askTraces(source, traceIds, hint ? { signal, hint } : { signal });
      for (const { ids, error } of failed) {
        this._known.settle(ids, { type: 'failed', reason: sourceFailureText(error, this._view.strings) });
        this._callbacks.onFailure(source, failureText(error));
      }
      return answers;
    } catch (error) {
      if (signal.aborted) return null;
      throw error;
    }
  }

  /** As long as nobody has touched the drawing, it is laid out as well as can be; from then on it holds still. */
  private async _append(answers: readonly TraceAnswer[], isWanted: boolean): Promise<void> {
    const { pipeline, selection, viewport } = this._view;
    const isTouched = selection.id !== null || viewport.userState !== null;
    this._callbacks.onAppend();
    pipeline.load(inputOf(answers), true, isWanted || isTouched);
    await pipeline.drawn;
  }

  /** What was loading and did not fail has been answered: it is in the data now, or it is not to be had. */
  private _settleLoaded(traceIds: readonly string[]): void {
    const answered = traceIds.filter((id) => this._known.outcomeOf(id)?.type === 'loading');
    this._known.settle(answered, { type: 'missing' });
    this._callbacks.onChange();
  }

  /** Links that are known now and whose traces are not loaded appear as stubs. */
  private _showLinks(): void {
    this._view.pipeline.invalidate('graph', true);
  }

  /** Traces that the user had loaded when the view was saved. */
  private _restored(isKnown: (traceId: string) => boolean): readonly string[] {
    const isTraceId = (id: string): boolean => /^[0-9a-f]{32}$/.test(id);
    return this._view.expansion.expanded
      .filter((id) => isTraceId(id) && !isKnown(id))
      .slice(0, MOST_FOLLOWED);
  }

  private async _lookAround(signal: AbortSignal): Promise<void> {
    try {
      this._drawn = await this._view.traceData().drawnTraces(MOST_FOLLOWED, signal);
    } catch (error) {
      if (!signal.aborted)
        this._view.problemLog.add({ code: 'worker-failed', count: 1, example: failureText(error) });
    }
  }

  private _effectsOf(traces: readonly DrawnTrace[]): readonly string[] {
    const isThere = this._isLoaded();
    const known = this._isKnown(isThere);
    const { room } = this;
    const wanted = new Set<string>();
    for (const { traceId } of traces) {
      const links = this._known.searchOf(traceId)?.links ?? [];
      const taken = new Set(links.map(({ from }) => from.traceId).filter(isThere)).size;
      for (const id of effectsToLoad(links, Math.max(0, room - taken), known)) wanted.add(id);
    }
    return [...wanted];
  }

  private _isKnown(isThere = this._isLoaded()): (traceId: string) => boolean {
    return (traceId) => isThere(traceId) || this._known.outcomeOf(traceId) !== undefined;
  }

  /** Whether a trace is in the data, as far as the drawing shows. */
  private _isLoaded(): (traceId: string) => boolean {
    const there = new Set(this._drawn.map(({ traceId }) => traceId));
    for (const { loaded, traceIds } of this._view.graph?.stubs ?? []) {
      if (loaded) for (const traceId of traceIds) there.add(traceId);
    }
    return (traceId) => there.has(traceId);
  }

  private _isMissing(traceIds: readonly string[]): boolean {
    return traceIds.every((id) => this._known.outcomeOf(id)?.type !== 'failed');
  }

  private _limits(): FollowLimits {
    const { asyncLimit, asyncDepth } = this._view.element;
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
