/** Asks the source for the traces that a stub stands for, and keeps what became of each until it is drawn. */
import { ContextConsumer } from '@lit/context';
import type { ReactiveController } from 'lit';
import type { AsyncStub } from '../model/dependency-graph.js';
import { askTraces } from '../sources/ask-source.js';
import type { TraceAnswer, TraceSource } from '../sources/trace-source.js';
import type { StubNote } from '../view/graph-view-context.js';
import { visibleText } from '../view/node-label.js';
import type { DrawingController } from './drawing-controller.js';
import { failureText } from './failure-text.js';
import { traceSourceContext } from './source-context.js';

/** What became of a trace that was asked for. Traces that were asked for together share one. */
type Outcome =
  | { readonly type: 'loading' }
  /** The source has been asked and this is still not in the data. */
  | { readonly type: 'missing' }
  | { readonly type: 'failed'; readonly reason: string };

/** Asks for linked traces, and knows what each stub has to say of them. */
export class SourceController implements ReactiveController {
  private readonly _view: DrawingController;
  private readonly _consumer: ContextConsumer<typeof traceSourceContext, DrawingController['element']>;
  private _provided: TraceSource | null = null;
  private _requests = new AbortController();
  private readonly _outcomes = new Map<string, Outcome>();
  private _focus: string | null = null;
  /** What the outcomes are about: once any of it is replaced, they are void. */
  private _subject: Subject | null = null;

  constructor(view: DrawingController) {
    this._view = view;
    // Before the consumer, so that a provider that was left is forgotten before the next is looked for.
    view.element.addController(this);
    this._consumer = new ContextConsumer(view.element, {
      context: traceSourceContext,
      subscribe: true,
      callback: (source) => (this._provided = source),
    });
  }

  /**
   * The trace that stays the focus while nobody chooses another: a cause that is loaded later would become it by the
   * rules, and everything that the user looks at would move away.
   */
  get focus(): string | null {
    return this._focus;
  }

  hostConnected(): void {
    this._provided = null;
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

  /** Loads what a stub stands for, if there is a source; what is being loaded already is not asked for twice. */
  load({ traceIds }: AsyncStub): void {
    // A provider that came after the element is found now, if nothing has told of it.
    if (!this._source) this._consumer.hostConnected();
    this._noticeReplaced();
    const source = this._source;
    const wanted = traceIds.filter((traceId) => this._outcomes.get(traceId)?.type !== 'loading');
    // Spans cannot be added to a graph that the host has built.
    if (!source || wanted.length === 0 || this._view.pipeline.isGiven) return;
    this._settle(wanted, { type: 'loading' });
    this._view.announcer.announce('source', this._view.strings.loadingTraces);
    void this._load(source, wanted, this._requests.signal);
  }

  /** What a stub says of the traces that it stands for; `null` when nothing is known of them. */
  noteOf({ traceIds, loaded }: AsyncStub): StubNote | null {
    if (loaded || this._outcomes.size === 0) return null;
    const { strings } = this._view;
    const outcomes = traceIds.flatMap((traceId) => this._outcomes.get(traceId) ?? []);
    if (outcomes.some(({ type }) => type === 'loading')) return { text: strings.loadingTraces, busy: true };
    const failed = outcomes.find((outcome) => outcome.type === 'failed');
    if (failed) return { text: strings.retryTraces(visibleText(failed.reason)), busy: false };
    return outcomes.length > 0 ? { text: strings.tracesNotFound, busy: false } : null;
  }

  private get _source(): TraceSource | null {
    return this._view.element.source ?? this._provided;
  }

  private _noticeReplaced(): void {
    const { data, spans, graph } = this._view.element;
    const before = this._subject;
    const now = { source: this._source, data, spans, graph };
    this._subject = now;
    if (!before || (isSameSource(before.source, now.source) && isSameData(before, now))) return;
    this._abort();
    this._outcomes.clear();
    this._view.problemLog.remove('source-failed');
    if (!isSameData(before, now)) this._focus = null;
  }

  private async _load(source: TraceSource, traceIds: readonly string[], signal: AbortSignal): Promise<void> {
    const { element, pipeline, problemLog, announcer, strings } = this._view;
    try {
      const { answers: found, failed } = await askTraces(source, traceIds, { signal });
      if (failed[0]) throw failed[0].error;
      const answers = [...found.values()];
      const { graph } = this._view;
      if (answers.some(({ spans }) => spans?.length !== 0)) {
        if (!element.focusTraceId) this._focus ??= graph?.focusTraceId ?? null;
        pipeline.load(inputOf(answers), true);
        await pipeline.settled;
      } else announcer.announce('source', strings.tracesNotFound);
      if (signal.aborted) return;
      this._settle(traceIds, { type: 'missing' });
      if (this._failures().size === 0) problemLog.remove('source-failed');
    } catch (error) {
      if (signal.aborted) return;
      const reason = failureText(error);
      this._settle(traceIds, { type: 'failed', reason });
      const example = source.id === undefined ? reason : `${source.id}: ${reason}`;
      problemLog.add({ code: 'source-failed', count: this._failures().size, example });
    }
  }

  private _settle(traceIds: readonly string[], outcome: Outcome): void {
    for (const traceId of traceIds) this._outcomes.set(traceId, outcome);
    this._view.element.requestUpdate();
  }

  /** One per request that failed and was not followed by another for the same traces. */
  private _failures(): ReadonlySet<Outcome> {
    return new Set([...this._outcomes.values()].filter(({ type }) => type === 'failed'));
  }

  /** Ends what is under way, which can be asked for again. */
  private _abort(): void {
    this._requests.abort();
    this._requests = new AbortController();
    for (const [traceId, { type }] of this._outcomes) {
      if (type === 'loading') this._outcomes.delete(traceId);
    }
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

/** The answers as one input, with an empty envelope for each that says that spans are missing. */
function inputOf(answers: readonly TraceAnswer[]): readonly unknown[] {
  return answers.flatMap(({ spans, payload, completeness, reason }): readonly unknown[] => {
    const found = spans ?? [payload];
    return completeness === 'partial'
      ? [...found, { trace: { spans: [] }, status: 'PARTIAL', message: reason ?? '' }]
      : found;
  });
}
