/** Which source holds, what it is asked for, and what each stub has to say of that. */
import { ContextConsumer } from '@lit/context';
import type { ReactiveController } from 'lit';
import type { GraphOptions } from '../graph/graph-options.js';
import type { AsyncStub } from '../model/dependency-graph.js';
import { incomingLinksOf } from '../sources/ask-source.js';
import type { TraceSource } from '../sources/trace-source.js';
import type { StubNote } from '../view/graph-view-context.js';
import { visibleText } from '../view/node-label.js';
import type { DrawingController } from './drawing-controller.js';
import { canWiden, windowAfter } from './follow-plan.js';
import { LinkFollower, type Inquiry } from './link-follower.js';
import { isOpen, LinkedTraces, type KnownLinks } from './linked-traces.js';
import { readText } from './settings.js';
import { traceSourceContext } from './source-context.js';

/** Asks for linked traces, and knows what each stub has to say of them. */
export class SourceController implements ReactiveController {
  private readonly _view: DrawingController;
  private readonly _consumer: ContextConsumer<typeof traceSourceContext, DrawingController['element']>;
  private readonly _known = new LinkedTraces();
  private readonly _follower: LinkFollower;
  private _provided: TraceSource | null = null;
  private _requests = new AbortController();
  private _focus: string | null = null;
  /** That of data that are being replaced, and what is known of these. */
  private _before: { readonly focus: string | null; readonly known: KnownLinks } | null = null;
  /** What is known of linked traces is about these: once any of it is replaced, it is void. */
  private _subject: Subject | null = null;

  constructor(view: DrawingController) {
    this._view = view;
    this._follower = new LinkFollower(view, this._known, {
      onAppend: () => this._holdFocus(),
      onFailure: (source, reason) => this._report(source, reason),
      onChange: () => this._changed(),
    });
    // Before the consumer, so that a provider that was left is forgotten before the next is looked for.
    view.element.addController(this);
    this._consumer = new ContextConsumer(view.element, {
      context: traceSourceContext,
      subscribe: true,
      callback: (source) => {
        this._provided = source;
        view.element.requestUpdate();
      },
    });
  }

  /**
   * The trace that stays the focus while nobody chooses another: a cause that is loaded later would become it by the
   * rules, and everything that the user looks at would move away.
   */
  get focus(): string | null {
    return this._focus;
  }

  /** Whether links are being followed. */
  get busy(): boolean {
    return this._follower.busy;
  }

  /** What the source has told that the graph has to show. */
  get graphOptions(): Pick<GraphOptions, 'incomingLinks' | 'openTraces'> {
    const source = this._source;
    if (!source || incomingLinksOf(source) === 'none') return {};
    const openTraces =
      incomingLinksOf(source) === 'scan' ? { except: this._known.exhausted } : { only: this._known.open };
    return { incomingLinks: this._known.links, openTraces };
  }

  /** What was given up when the element went is asked for again. */
  hostConnected(): void {
    this._provided = null;
    if (this._view.graph) void this._view.element.updateComplete.then(() => this.drawn());
  }

  /** A move in the document disconnects and connects in one task; only what stays away is ended. */
  hostDisconnected(): void {
    queueMicrotask(() => {
      if (!this._view.element.isConnected) this._abort();
    });
  }

  hostUpdate(): void {
    this._noticeReplaced();
  }

  /** The data are not replaced after all: what is known of linked traces is of them. */
  dataKept(): void {
    if (!this._before) return;
    this._focus = this._before.focus;
    this._known.bringBack(this._before.known);
    this._before = null;
  }

  /** A drawing stands: its links are followed. */
  drawn(): void {
    this._before = null;
    const inquiry = this._inquiry();
    if (inquiry) void this._follower.follow(inquiry);
  }

  /**
   * Loads what a stub stands for, if there is a source; what is being loaded already is not asked for twice.
   *
   * @param traceIds those that the user has chosen. Default: of a source that says what it is good at the next few, of
   * any other all.
   * @returns whether more is expanded now.
   */
  async load(stub: AsyncStub, traceIds?: readonly string[]): Promise<boolean> {
    // A provider that came after the element is found now, if nothing has told of it.
    if (!this._source) this._consumer.hostConnected();
    this._noticeReplaced();
    const inquiry = this._inquiry();
    if (!inquiry) return false;
    const idle = stub.traceIds.filter((traceId) => this._known.outcomeOf(traceId)?.type !== 'loading');
    const wanted = traceIds?.filter((traceId) => idle.includes(traceId)) ?? this._next(inquiry.source, idle);
    const isUseless = traceIds === undefined && this._isBehindMissing(stub);
    if (wanted.length > 0 && !isUseless) return this._follower.load(inquiry, wanted, stub.node);
    const canSearch = isUseless || (stub.traceIds.length === 0 && stub.direction === 'downstream');
    return canSearch && !this._isSearching(stub) && this._follower.search(inquiry, stub);
  }

  /** What a stub says of the traces that it stands for; `null` when nothing is known of them. */
  noteOf(stub: AsyncStub): StubNote | null {
    if (stub.loaded) return null;
    const { strings } = this._view;
    const outcomes = stub.traceIds.flatMap((traceId) => this._known.outcomeOf(traceId) ?? []);
    const isBusy = outcomes.some(({ type }) => type === 'loading') || this._isSearching(stub);
    if (isBusy) return { text: strings.loadingTraces, busy: true };
    const failed = outcomes.find((outcome) => outcome.type === 'failed')?.reason ?? this._failureAt(stub);
    if (failed) return { text: strings.retryTraces(visibleText(failed)), busy: false };
    if (outcomes.length > 0 && outcomes.length === stub.traceIds.length)
      return { text: strings.tracesNotFound, busy: false };
    return stub.callCount === 0 ? this._searchNote(stub) : null;
  }

  private get _source(): TraceSource | null {
    // What a host without types gives may be anything, and NaN would be another source at every look.
    const isSource = (given: unknown): boolean => typeof given === 'object' && given !== null;
    return [this._view.element.source, this._provided].find(isSource) ?? null;
  }

  /** `null` when there is nobody to ask; spans cannot be added to a graph that the host has built. */
  private _inquiry(): Inquiry | null {
    const source = this._source;
    if (!source || this._view.pipeline.isGiven || !this._view.element.isConnected) return null;
    return { source, signal: this._requests.signal };
  }

  /** What failed is tried again before anything else; what was not found, only when there is nothing else left. */
  private _next(source: TraceSource, idle: readonly string[]): readonly string[] {
    if (!source.capabilities) return idle;
    const fresh = idle.filter((traceId) => this._known.outcomeOf(traceId) === undefined);
    const failed = idle.filter((traceId) => this._known.outcomeOf(traceId)?.type === 'failed');
    const [first] = [failed, fresh, idle].filter((ids) => ids.length > 0);
    return (first ?? []).slice(0, Math.max(this._follower.room, failed.length));
  }

  private _searchesAt({ node, direction }: AsyncStub): readonly ReturnType<LinkedTraces['searchOf']>[] {
    if (direction !== 'downstream') return [];
    return this._follower.tracesOf(node).map(({ traceId }) => this._known.searchOf(traceId));
  }

  /** Whether nothing of what a stub tells of is to be had, but the source may tell of more. */
  private _isBehindMissing(stub: AsyncStub): boolean {
    const isMissing = (traceId: string): boolean => this._known.outcomeOf(traceId)?.type === 'missing';
    if (stub.traceIds.length === 0 || !stub.traceIds.every(isMissing)) return false;
    return this._searchesAt(stub).some((search) => search !== undefined && isOpen(search));
  }

  private _isSearching(stub: AsyncStub): boolean {
    return this._searchesAt(stub).some((search) => search?.state === 'searching');
  }

  private _failureAt(stub: AsyncStub): string | null {
    return this._searchesAt(stub).find((search) => search?.state === 'failed')?.reason ?? null;
  }

  /** Nothing was found: how far has been looked, and whether there is further to look. */
  private _searchNote(stub: AsyncStub): StubNote | null {
    const searches = this._searchesAt(stub).filter((search) => search?.state === 'done');
    const widened = searches[0]?.widened;
    const hasFound = searches.some((search) => search && (search.links.length > 0 || search.cursor !== null));
    if (widened === undefined || hasFound) return null;
    const { strings } = this._view;
    const hours = (steps: number): number => windowAfter(steps) / 3_600_000;
    return {
      text: strings.nothingLinked(hours(widened), canWiden(widened) ? hours(widened + 1) : null),
      busy: false,
    };
  }

  private _noticeReplaced(): void {
    const { element, input } = this._view;
    const { data, spans } = element;
    const before = this._subject;
    const now = { source: this._source, data, spans, graph: input.graph };
    this._subject = now;
    if (!before) return;
    const hasSameSource = isSameSource(before.source, now.source);
    if (hasSameSource && isSameData(before, now)) return;
    this._abort();
    const known = this._known.clear();
    this._follower.reset();
    this._view.problemLog.remove('source-failed');
    if (!isSameData(before, now)) {
      this._before = hasSameSource ? (this._before ?? { focus: this._focus, known }) : null;
      this._focus = null;
    }
    // What another source knows may be drawn at once; other data are drawn anyway.
    else if (this._view.graph) this._view.pipeline.invalidate('graph');
  }

  private _holdFocus(): void {
    const { element, graph } = this._view;
    if (!readText(element.focusTraceId)) this._focus ??= graph?.focusTraceId ?? null;
  }

  private _report(source: TraceSource, reason: string): void {
    const example = source.id === undefined ? reason : `${source.id}: ${reason}`;
    this._view.problemLog.add({ code: 'source-failed', count: this._known.failures, example });
  }

  private _changed(): void {
    if (this._known.failures === 0) this._view.problemLog.remove('source-failed');
    this._view.element.requestUpdate();
  }

  /** Ends what is under way, which can be asked for again. */
  private _abort(): void {
    this._requests.abort();
    this._requests = new AbortController();
    this._known.dropUnfinished();
    this._view.element.requestUpdate();
  }
}

interface Subject {
  readonly source: TraceSource | null;
  readonly data: unknown;
  readonly spans: unknown;
  readonly graph: unknown;
}

function isSameData(a: Subject, b: Subject): boolean {
  return a.data === b.data && a.spans === b.spans && a.graph === b.graph;
}

function isSameSource(a: TraceSource | null, b: TraceSource | null): boolean {
  return a === b || (a?.id !== undefined && a.id === b?.id);
}
