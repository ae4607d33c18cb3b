/** What the host gives to be drawn, in the order in which it was given: properties take effect with the next update only. */
import type { PropertyValues } from 'lit';
import type { DrawingController } from './drawing-controller.js';
import { isReplaced } from './stages.js';
import type { TraceDependenciesElement } from './trace-dependencies-element.js';

/** An addition that waits for the properties that were set before it. */
interface Addition {
  readonly input: unknown;
  /** What they were then: what is set later replaces data and addition. */
  readonly data: unknown;
  readonly spans: unknown;
}

export class DataInput {
  readonly #view: DrawingController;
  #waiting: readonly Addition[] = [];
  /** The properties as they were taken up, or given up, last. */
  #taken: Pick<Addition, 'data' | 'spans'> = { data: null, spans: null };
  /** Whether what the next update brings was given up before it came. */
  #isGivenUp = false;

  constructor(view: DrawingController) {
    this.#view = view;
  }

  /** Takes up `data`, `spans` and `graph`, and then what was added to them. */
  settingsChanged(changed: PropertyValues<TraceDependenciesElement>): void {
    const { element, pipeline } = this.#view;
    const hasNewData = isReplaced(changed, 'data', element.data);
    const hasNewSpans = isReplaced(changed, 'spans', element.spans);
    const isGivenUp = this.#isGivenUp && this.#isTaken;
    this.#isGivenUp = false;
    this.#take();
    if ((hasNewData || hasNewSpans) && !isGivenUp)
      this.#replace((hasNewData ? element.data : null) ?? element.spans ?? element.data ?? []);
    if (isReplaced(changed, 'graph', element.graph)) pipeline.setGraph(element.graph);
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const { input, data, spans } of waiting)
      if (data === element.data && spans === element.spans) pipeline.load(input, true);
  }

  /** Adds to the data that are there, or that are about to be. */
  append(input: unknown): void {
    const { element, pipeline } = this.#view;
    if (element.isUpdatePending) {
      const { data, spans } = element;
      this.#waiting = [...this.#waiting, { input, data, spans }];
      return;
    }
    pipeline.load(input, true);
    element.requestUpdate();
  }

  /** Gives up data that are not drawn yet; `false` when there are none. */
  cancel(): boolean {
    const hadWaiting = this.#waiting.length > 0 || !this.#isTaken;
    this.#waiting = [];
    this.#isGivenUp ||= !this.#isTaken;
    this.#take();
    if (!this.#view.pipeline.cancelLoad() && !hadWaiting) return false;
    this.#view.keepData('cancelled', []);
    return true;
  }

  /** Whether `data` and `spans` are what they were when that was looked for last. */
  get #isTaken(): boolean {
    const { data, spans } = this.#view.element;
    return data === this.#taken.data && spans === this.#taken.spans;
  }

  #take(): void {
    const { data, spans } = this.#view.element;
    this.#taken = { data, spans };
  }

  #replace(input: unknown): void {
    this.#view.dataReplaced();
    this.#view.pipeline.load(input, false);
  }
}
