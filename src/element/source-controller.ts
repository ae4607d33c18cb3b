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
import { LinkFollower } from './link-follower.js';
import { isOpen, LinkedTraces, type KnownLinks } from './linked-traces.js';
import { readText } from './settings.js';
import { traceSourceContext } from './source-context.js';
import { SourceQuestions, type Inquiry } from './source-questions.js';

/** Asks for linked traces, and knows what each stub has to say of them. */
export class SourceController implements ReactiveController {
  readonly #view: DrawingController;
  readonly #consumer: ContextConsumer<typeof traceSourceContext, DrawingController['element']>;
  readonly #known = new LinkedTraces();
  readonly #follower: LinkFollower;
  #provided: TraceSource | null = null;
  #requests = new AbortController();
  #focus: string | null = null;
  /** That of data that are being replaced, and what is known of these. */
  #before: { readonly focus: string | null; readonly known: KnownLinks } | null = null;
  /** What is known of linked traces is about these: once any of it is replaced, it is void. */
  #subject: Subject | null = null;

  constructor(view: DrawingController) {
    this.#view = view;
    const onChange = (): void => this.#changed();
    const questions = new SourceQuestions(this.#known, {
      strings: () => view.strings,
      onFailure: (source, reason) => this.#report(source, reason),
      onChange,
    });
    this.#follower = new LinkFollower(view, this.#known, questions, {
      onAppend: () => this.#holdFocus(),
      onEnd: onChange,
    });
    // Before the consumer, so that a provider that was left is forgotten before the next is looked for.
    view.element.addController(this);
    this.#consumer = new ContextConsumer(view.element, {
      context: traceSourceContext,
      subscribe: true,
      callback: (source) => {
        this.#provided = source;
        view.element.requestUpdate();
      },
    });
  }

  /**
   * The trace that stays the focus while nobody chooses another: a cause that is loaded later would become it by the
   * rules, and everything that the user looks at would move away.
   */
  get focus(): string | null {
    return this.#focus;
  }

  /** Whether links are being followed. */
  get busy(): boolean {
    return this.#follower.busy;
  }

  /** What the source has told that the graph has to show. */
  get graphOptions(): Pick<GraphOptions, 'incomingLinks' | 'openTraces'> {
    const source = this.#source;
    if (!source || incomingLinksOf(source) === 'none') return {};
    const openTraces =
      incomingLinksOf(source) === 'scan' ? { except: this.#known.exhausted } : { only: this.#known.open };
    return { incomingLinks: this.#known.links, openTraces };
  }

  /** What was given up when the element went is asked for again. */
  hostConnected(): void {
    this.#provided = null;
    if (this.#view.graph) void this.#view.element.updateComplete.then(() => this.drawn());
  }

  /** A move in the document disconnects and connects in one task; only what stays away is ended. */
  hostDisconnected(): void {
    queueMicrotask(() => {
      if (!this.#view.element.isConnected) this.#abort();
    });
  }

  hostUpdate(): void {
    this.#noticeReplaced();
  }

  /** The data are not replaced after all: what is known of linked traces is of them. */
  dataKept(): void {
    if (!this.#before) return;
    this.#focus = this.#before.focus;
    this.#known.bringBack(this.#before.known);
    this.#before = null;
  }

  /** A drawing stands: its links are followed. */
  drawn(): void {
    this.#before = null;
    const inquiry = this.#inquiry();
    if (inquiry) void this.#follower.follow(inquiry);
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
    if (!this.#source) this.#consumer.hostConnected();
    this.#noticeReplaced();
    const inquiry = this.#inquiry();
    if (!inquiry) return false;
    const idle = stub.traceIds.filter((traceId) => this.#known.outcomeOf(traceId)?.type !== 'loading');
    const wanted = traceIds?.filter((traceId) => idle.includes(traceId)) ?? this.#next(inquiry.source, idle);
    const isUseless = traceIds === undefined && this.#isBehindMissing(stub);
    if (wanted.length > 0 && !isUseless) return this.#follower.load(inquiry, wanted, stub.node);
    const canSearch = isUseless || (stub.traceIds.length === 0 && stub.direction === 'downstream');
    return canSearch && !this.#isSearching(stub) && this.#follower.search(inquiry, stub);
  }

  /** What a stub says of the traces that it stands for; `null` when nothing is known of them. */
  noteOf(stub: AsyncStub): StubNote | null {
    if (stub.loaded) return null;
    const { strings } = this.#view;
    const outcomes = stub.traceIds.flatMap((traceId) => this.#known.outcomeOf(traceId) ?? []);
    const isBusy = outcomes.some(({ type }) => type === 'loading') || this.#isSearching(stub);
    if (isBusy) return { text: strings.loadingTraces, busy: true };
    const failed = outcomes.find((outcome) => outcome.type === 'failed')?.reason ?? this.#failureAt(stub);
    if (failed) return { text: strings.retryTraces(visibleText(failed)), busy: false };
    if (outcomes.length > 0 && outcomes.length === stub.traceIds.length)
      return { text: strings.tracesNotFound, busy: false };
    return stub.callCount === 0 ? this.#searchNote(stub) : null;
  }

  get #source(): TraceSource | null {
    // What a host without types gives may be anything, and NaN would be another source at every look.
    const isSource = (given: unknown): boolean => typeof given === 'object' && given !== null;
    return [this.#view.element.source, this.#provided].find(isSource) ?? null;
  }

  /** `null` when there is nobody to ask; spans cannot be added to a graph that the host has built. */
  #inquiry(): Inquiry | null {
    const source = this.#source;
    if (!source || this.#view.pipeline.isGiven || !this.#view.element.isConnected) return null;
    return { source, signal: this.#requests.signal };
  }

  /** What failed is tried again before anything else; what was not found, only when there is nothing else left. */
  #next(source: TraceSource, idle: readonly string[]): readonly string[] {
    if (!source.capabilities) return idle;
    const fresh = idle.filter((traceId) => this.#known.outcomeOf(traceId) === undefined);
    const failed = idle.filter((traceId) => this.#known.outcomeOf(traceId)?.type === 'failed');
    const [first] = [failed, fresh, idle].filter((ids) => ids.length > 0);
    return (first ?? []).slice(0, Math.max(this.#follower.room, failed.length));
  }

  #searchesAt({ node, direction }: AsyncStub): readonly ReturnType<LinkedTraces['searchOf']>[] {
    if (direction !== 'downstream') return [];
    return this.#follower.tracesOf(node).map(({ traceId }) => this.#known.searchOf(traceId));
  }

  /** Whether nothing of what a stub tells of is to be had, but the source may tell of more. */
  #isBehindMissing(stub: AsyncStub): boolean {
    const isMissing = (traceId: string): boolean => this.#known.outcomeOf(traceId)?.type === 'missing';
    if (stub.traceIds.length === 0 || !stub.traceIds.every(isMissing)) return false;
    return this.#searchesAt(stub).some((search) => search !== undefined && isOpen(search));
  }

  #isSearching(stub: AsyncStub): boolean {
    return this.#searchesAt(stub).some((search) => search?.state === 'searching');
  }

  #failureAt(stub: AsyncStub): string | null {
    return this.#searchesAt(stub).find((search) => search?.state === 'failed')?.reason ?? null;
  }

  /** Nothing was found: how far has been looked, and whether there is further to look. */
  #searchNote(stub: AsyncStub): StubNote | null {
    const searches = this.#searchesAt(stub).filter((search) => search?.state === 'done');
    const widened = searches[0]?.widened;
    const hasFound = searches.some((search) => search && (search.links.length > 0 || search.cursor !== null));
    if (widened === undefined || hasFound) return null;
    const { strings } = this.#view;
    const hours = (steps: number): number => windowAfter(steps) / 3_600_000;
    return {
      text: strings.nothingLinked(hours(widened), canWiden(widened) ? hours(widened + 1) : null),
      busy: false,
    };
  }

  #noticeReplaced(): void {
    const { element, input } = this.#view;
    const { data, spans } = element;
    const before = this.#subject;
    const now = { source: this.#source, data, spans, graph: input.graph };
    this.#subject = now;
    if (!before) return;
    const hasSameSource = isSameSource(before.source, now.source);
    if (hasSameSource && isSameData(before, now)) return;
    this.#abort();
    const known = this.#known.clear();
    this.#follower.reset();
    this.#view.problemLog.remove('source-failed');
    if (!isSameData(before, now)) {
      this.#before = hasSameSource ? (this.#before ?? { focus: this.#focus, known }) : null;
      this.#focus = null;
    }
    // What another source knows may be drawn at once; other data are drawn anyway.
    else if (this.#view.graph) this.#view.pipeline.invalidate('graph');
  }

  #holdFocus(): void {
    const { element, graph } = this.#view;
    if (!readText(element.focusTraceId)) this.#focus ??= graph?.focusTraceId ?? null;
  }

  #report(source: TraceSource, reason: string): void {
    const example = source.id === undefined ? reason : `${source.id}: ${reason}`;
    this.#view.problemLog.add({ code: 'source-failed', count: this.#known.failures, example });
  }

  #changed(): void {
    if (this.#known.failures === 0) this.#view.problemLog.remove('source-failed');
    this.#view.element.requestUpdate();
  }

  /** Ends what is under way, which can be asked for again. */
  #abort(): void {
    this.#requests.abort();
    this.#requests = new AbortController();
    this.#known.dropUnfinished();
    this.#view.element.requestUpdate();
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
