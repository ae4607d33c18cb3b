/** Tells hosts of what the user has changed of the view. What hosts set themselves raises no event. */
import type { ViewState } from '../model/view-state.js';
import type { DrawingController } from './drawing-controller.js';
import { ViewChangeEvent } from './events.js';

/** What of a view decides on the graph. */
const REGROUPING: readonly (keyof ViewState)[] = [
  'groupBy',
  'showInternalSpans',
  'showDestinations',
  'focusTraceId',
  'expanded',
];

export class ViewChanges {
  readonly #view: DrawingController;
  /** Whether the user has asked for another graph, which is not drawn yet. */
  #hasRegrouped = false;

  constructor(view: DrawingController) {
    this.#view = view;
  }

  /** The user has changed this of the view, and the state says so already. */
  readonly tell = (changed: readonly (keyof ViewState)[]): void => {
    const { drawing, element } = this.#view;
    drawing.isTouched = true;
    if (changed.some((name) => REGROUPING.includes(name))) {
      this.#hasRegrouped = true;
      void this.#view.whenComplete().then(() => (this.#hasRegrouped = false));
    }
    element.dispatchEvent(new ViewChangeEvent(this.#view.viewState, changed));
  };

  /**
   * Another graph was drawn: what the user had put away may be named otherwise in it, or be gone. Hosts are told of that
   * where the user has asked for this graph.
   */
  drawn(): void {
    const { element, viewState, reduction } = this.#view;
    const changed = reduction.drawn();
    if (changed.length === 0) return;
    element.requestUpdate();
    if (this.#hasRegrouped) element.dispatchEvent(new ViewChangeEvent(viewState, changed));
  }
}
