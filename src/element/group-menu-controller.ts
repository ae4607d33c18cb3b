/** The menu of keys that make a node: what of it is open, which keys were chosen when it was, and what is typed there. */
import type { DrawingController } from './drawing-controller.js';
import { onOutside } from './outside.js';
import { readGroupBy } from './settings.js';

/** Keeps the menu, and closes it when the user turns to something else. */
export class GroupMenuController {
  readonly #view: DrawingController;
  #open: AbortController | null = null;
  #keys: readonly string[] = [];
  #filter = '';

  constructor(view: DrawingController) {
    this.#view = view;
  }

  get isOpen(): boolean {
    return this.#open !== null;
  }

  /** The keys that were chosen when the menu was opened or closed last. */
  get keys(): readonly string[] {
    return this.#keys;
  }

  get filter(): string {
    return this.#filter;
  }

  set filter(text: string) {
    this.#filter = text;
    this.#view.element.requestUpdate();
  }

  toggle(open = !this.isOpen): void {
    this.#open?.abort();
    this.#open = null;
    this.#filter = '';
    const { element } = this.#view;
    this.#keys = readGroupBy(element.groupBy);
    element.requestUpdate();
    if (!open) return;
    this.#open = new AbortController();
    onOutside(element.ownerDocument, '.group-by', () => this.toggle(false), this.#open.signal);
  }

  /** Closes it by a key: the focus goes back to its button. @returns whether it was open. */
  leave(): boolean {
    if (!this.isOpen) return false;
    this.toggle(false);
    this.#view.element.renderRoot.querySelector<HTMLElement>('.group-by-button')?.focus();
    return true;
  }

  /** @returns whether the keys have changed: the last one stays, as no node can be made of none. */
  toggleKey(key: string, on: boolean): boolean {
    const { element } = this.#view;
    const others = readGroupBy(element.groupBy).filter((entry) => entry !== key);
    if (!on && others.length === 0) {
      element.requestUpdate();
      return false;
    }
    element.groupBy = on ? [...others, key] : others;
    return true;
  }
}
