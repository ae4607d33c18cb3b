/**
 * The keys of the bar, after the toolbar pattern of the ARIA Authoring Practices: its buttons are one tab stop, which
 * arrow keys, Home and End move. The field for finding needs its arrows for its own text: it is a stop by itself.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { sizeObserverFor } from '../view/size-observer.js';

/** The element whose template holds the bar. */
export interface ToolbarHost extends ReactiveControllerHost {
  readonly renderRoot: HTMLElement | DocumentFragment;
}

export class ToolbarController implements ReactiveController {
  private readonly _host: ToolbarHost;
  private _observer: ResizeObserver | null = null;
  private _bar: HTMLElement | null = null;
  /** What Tab leads to. */
  private _current: HTMLElement | null = null;
  /** Whether the user has been there; else it is the first thing that can be pressed, which comes with the drawing. */
  private _isChosen = false;
  /** What could be pressed first when that was looked for last: whether it is shown takes a layout to tell. */
  private _first: HTMLElement | undefined;

  constructor(host: ToolbarHost) {
    this._host = host;
    host.addController(this);
  }

  hostUpdated(): void {
    const bar = this._host.renderRoot.querySelector<HTMLElement>('.tools');
    if (bar !== this._bar) this._attach(bar);
    this._refresh(false);
  }

  /** The same bar may come back with the element, and is then attached again. */
  hostDisconnected(): void {
    this._attach(null);
  }

  hostConnected(): void {
    this._host.requestUpdate();
  }

  private _attach(bar: HTMLElement | null): void {
    this._bar?.removeEventListener('keydown', this._onKeyDown);
    this._bar?.removeEventListener('focusin', this._onFocusIn);
    this._observer?.disconnect();
    this._observer = null;
    this._bar = bar;
    bar?.addEventListener('keydown', this._onKeyDown);
    bar?.addEventListener('focusin', this._onFocusIn);
    // It has no box of its own; where there is less room, some of its buttons are not shown.
    if (!bar?.parentElement) return;
    this._observer = sizeObserverFor(bar, () => this._refresh(true));
    this._observer.observe(bar.parentElement);
  }

  private _items(): HTMLElement[] {
    const items = [...(this._bar?.querySelectorAll<HTMLElement>('button, summary') ?? [])];
    return items.filter((item) => !item.closest('.menu'));
  }

  /** @param hasMoved whether the stop may be out of sight, which only a layout can tell. */
  private _refresh(hasMoved: boolean): void {
    const items = this._items();
    const current = this._current;
    const first = items.find(canFocus);
    const isSame = this._isChosen || first === this._first;
    const stays = isSame && current !== null && items.includes(current) && canFocus(current);
    if (!stays || (hasMoved && !isShown(current))) {
      this._current = items.find(isReachable) ?? null;
      this._isChosen = false;
    }
    this._first = first;
    for (const item of items) {
      const tabIndex = item === this._current ? 0 : -1;
      if (item.getAttribute('tabindex') !== String(tabIndex)) item.tabIndex = tabIndex;
    }
  }

  private readonly _onFocusIn = ({ target }: FocusEvent): void => {
    if (!this._items().includes(target as HTMLElement)) return;
    this._current = target as HTMLElement;
    this._isChosen = true;
    this._refresh(false);
  };

  private readonly _onKeyDown = (event: KeyboardEvent): void => {
    const { key, target } = event;
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const items = this._items().filter(isReachable);
    const index = items.indexOf(target as HTMLElement);
    if (index < 0) return;
    const step = getComputedStyle(target as Element).direction === 'rtl' ? -1 : 1;
    const places = new Map([
      ['ArrowRight', index + step],
      ['ArrowLeft', index - step],
      ['Home', 0],
      ['End', items.length - 1],
    ]);
    const place = places.get(key);
    if (place === undefined) return;
    event.preventDefault();
    items[(place + items.length) % items.length]?.focus();
  };
}

const canFocus = (item: HTMLElement): boolean => !item.matches(':disabled, [inert] *');

const isShown = (item: HTMLElement): boolean => item.getClientRects().length > 0;

const isReachable = (item: HTMLElement): boolean => canFocus(item) && isShown(item);
