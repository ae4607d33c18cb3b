/** Puts questions to a source, and writes down what has become of each: asked, answered, or failed. */
import type { DrawnTrace } from '../model/details.js';
import { askIncomingLinks, askTraces } from '../sources/ask-source.js';
import type { TimeRange, TraceAnswer, TraceSource } from '../sources/trace-source.js';
import type { Strings } from '../view/strings.js';
import { failureText, sourceFailureText } from './failure-text.js';
import { searchRange } from './follow-plan.js';
import type { LinkedTraces } from './linked-traces.js';

/** A source, and the signal that ends everything that it was asked. */
export interface Inquiry {
  readonly source: TraceSource;
  readonly signal: AbortSignal;
}

/** What the questions tell of, and in which language. */
export interface QuestionsHost {
  readonly strings: () => Strings;
  readonly onFailure: (source: TraceSource, reason: string) => void;
  /** Something has been asked, or answered. */
  readonly onChange: () => void;
}

/** How many more links than the drawing has room for are asked for: one tells whether there are more. */
const ONE_MORE = 1;

export class SourceQuestions {
  readonly #known: LinkedTraces;
  readonly #host: QuestionsHost;

  constructor(known: LinkedTraces, host: QuestionsHost) {
    this.#known = known;
    this.#host = host;
  }

  /**
   * Asks for whole traces. They are loading until `settle` is told that what was found is in the data.
   *
   * @returns what was found, by trace id; `null` once the inquiry is aborted.
   */
  async askTraces(
    { source, signal }: Inquiry,
    traceIds: readonly string[],
    hint: TimeRange | null,
  ): Promise<ReadonlyMap<string, TraceAnswer> | null> {
    if (traceIds.length === 0) return new Map();
    this.#known.settle(traceIds, { type: 'loading' });
    this.#host.onChange();
    try {
      const { answers, failed } = await askTraces(source, traceIds, hint ? { signal, hint } : { signal });
      for (const { ids, error } of failed) {
        this.#known.settle(ids, { type: 'failed', reason: sourceFailureText(error, this.#host.strings()) });
        this.#host.onFailure(source, failureText(error));
      }
      return answers;
    } catch (error) {
      if (signal.aborted) return null;
      throw error;
    }
  }

  /**
   * Asks which links point at these traces. A page goes on in the window of the page before; whatever is asked for the
   * first time is one question.
   *
   * @param room how many links of one trace can be drawn.
   * @param isWanted whether the user wants to know.
   */
  async askEffects(
    inquiry: Inquiry,
    traces: readonly DrawnTrace[],
    room: number,
    isWanted: boolean,
  ): Promise<void> {
    const ids = traces.map(({ traceId }) => traceId);
    const before = ids.map((id) => this.#known.searchOf(id));
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
      this.#known.startSearch([id], within, widened);
    });
    this.#host.onChange();
    const perTrace = (room + ONE_MORE) * (isRepeated ? 10 : 1);
    for (const [within, some] of questions) await this.#askLinks(inquiry, some, within, perTrace);
  }

  /** What was loading and did not fail has been answered: it is in the data now, or it is not to be had. */
  settle(traceIds: readonly string[]): void {
    const answered = traceIds.filter((id) => this.#known.outcomeOf(id)?.type === 'loading');
    this.#known.settle(answered, { type: 'missing' });
    this.#host.onChange();
  }

  /** Whether one of these traces was asked for in vain, for want of an answer. */
  hasFailed(traceIds: readonly string[]): boolean {
    return traceIds.some((id) => this.#known.outcomeOf(id)?.type === 'failed');
  }

  /** Asks for a page of links to each of these traces, the next where there was one. */
  async #askLinks(
    { source, signal }: Inquiry,
    ids: readonly string[],
    range: TimeRange,
    perTrace: number,
  ): Promise<void> {
    const cursor = Object.create(null) as Record<string, string>;
    for (const id of ids) {
      const at = this.#known.searchOf(id)?.cursor;
      if (typeof at === 'string') cursor[id] = at;
    }
    try {
      const { pages, failed } = await askIncomingLinks(source, ids, { signal, range, perTrace, cursor });
      for (const [traceId, page] of pages) this.#known.addPage(traceId, page);
      for (const { ids: some, error } of failed) {
        this.#known.failSearch(some, sourceFailureText(error, this.#host.strings()));
        this.#host.onFailure(source, failureText(error));
      }
    } catch (error) {
      // `askIncomingLinks` throws nothing but the reason of an abort, of which whoever aborted knows.
      if (!signal.aborted) throw error;
    }
    this.#host.onChange();
  }
}
