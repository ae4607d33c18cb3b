/** The menu of keys that make a node: what of it is open, which keys were chosen when it was, and what is typed there. */
import type { DrawingController } from './drawing-controller.js';
import { onOutside } from './outside.js';
import { readGroupBy } from './settings.js';

/** Keeps the menu, and closes it when the user turns to something else. */
export class GroupMenuController {
  private readonly _view: DrawingController;
  private _open: AbortController | null = null;
  private _keys: readonly string[] = [];
  private _filter = '';

  constructor(view: DrawingController) {
    this._view = view;
  }

  get isOpen(): boolean {
    return this._open !== null;
  }

  /** The keys that were chosen when the menu was opened or closed last. */
  get keys(): readonly string[] {
    return this._keys;
  }

  get filter(): string {
    return this._filter;
  }

  set filter(text: string) {
    this._filter = text;
    this._view.element.requestUpdate();
  }

  toggle(open = !this.isOpen): void {
    this._open?.abort();
    this._open = null;
    this._filter = '';
    const { element } = this._view;
    this._keys = readGroupBy(element.groupBy);
    element.requestUpdate();
    if (!open) return;
    this._open = new AbortController();
    onOutside(element.ownerDocument, '.group-by', () => this.toggle(false), this._open.signal);
  }

  /** Closes it by a key: the focus goes back to its button. @returns whether it was open. */
  leave(): boolean {
    if (!this.isOpen) return false;
    this.toggle(false);
    this._view.element.renderRoot.querySelector<HTMLElement>('.group-by-button')?.focus();
    return true;
  }

  /** @returns whether the keys have changed: the last one stays, as no node can be made of none. */
  toggleKey(key: string, on: boolean): boolean {
    const { element } = this._view;
    const others = readGroupBy(element.groupBy).filter((entry) => entry !== key);
    if (!on && others.length === 0) {
      element.requestUpdate();
      return false;
    }
    element.groupBy = on ? [...others, key] : others;
    return true;
  }
}
