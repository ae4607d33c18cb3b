/** What the host gives to be drawn, in the order in which it was given: properties take effect with the next update only. */
import type { PropertyValues } from 'lit';
import type { DependencyGraph } from '../model/dependency-graph.js';
import type { DrawingController } from './drawing-controller.js';
import { faultOf } from './given-graph.js';
import { isReplaced } from './stages.js';
import type { TraceDependenciesElement } from './trace-dependencies-element.js';

/** The properties at one time. */
interface Given {
  readonly data: unknown;
  readonly spans: unknown;
}

/** An addition that waits for what was given before it: what is given later replaces both. */
interface Addition {
  readonly input: unknown;
  readonly to: Given;
}

export class DataInput {
  readonly #view: DrawingController;
  #waiting: readonly Addition[] = [];
  /** What was taken up, or given up, last. */
  #taken: Given = { data: null, spans: null };
  /** The last `graph` that can be drawn. */
  graph: DependencyGraph | null = null;
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
    const isGivenUp = this.#isGivenUp && this.#isNow(this.#taken);
    this.#isGivenUp = false;
    this.#taken = this.#given;
    if ((hasNewData || hasNewSpans) && !isGivenUp)
      this.#replace((hasNewData ? element.data : null) ?? element.spans ?? element.data ?? []);
    if (isReplaced(changed, 'graph', element.graph)) this.#takeGraph();
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const { input, to } of waiting) if (this.#isNow(to)) pipeline.load(input, true);
  }

  /** Adds to the data that are there, or that are about to be. */
  append(input: unknown): void {
    const { element, pipeline } = this.#view;
    if (element.isUpdatePending) {
      this.#waiting = [...this.#waiting, { input, to: this.#given }];
      return;
    }
    pipeline.load(input, true);
    element.requestUpdate();
  }

  /** Gives up data that are not drawn yet; `false` when there are none. */
  cancel(): boolean {
    const hasNew = !this.#isNow(this.#taken);
    const hadWaiting = this.#waiting.length > 0 || hasNew;
    this.#waiting = [];
    this.#isGivenUp ||= hasNew;
    this.#taken = this.#given;
    if (!this.#view.pipeline.cancelLoad() && !hadWaiting) return false;
    this.#view.keepData('cancelled', []);
    return true;
  }

  get #given(): Given {
    const { data, spans } = this.#view.element;
    return { data, spans };
  }

  #isNow({ data, spans }: Given): boolean {
    return data === this.#given.data && spans === this.#given.spans;
  }

  /** One that cannot be drawn leaves what is drawn, as other data do. */
  #takeGraph(): void {
    const { element, pipeline, problemLog } = this.#view;
    const graph = element.graph ?? null;
    const example = graph === null ? null : faultOf(graph);
    if (example !== null) return problemLog.add({ code: 'unknown-format', count: 1, example });
    problemLog.remove('unknown-format');
    this.graph = graph;
    pipeline.setGraph(graph);
  }

  #replace(input: unknown): void {
    this.#view.dataReplaced();
    this.#view.pipeline.load(input, false);
  }
}
