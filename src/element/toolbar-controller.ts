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
  readonly #host: ToolbarHost;
  #observer: ResizeObserver | null = null;
  #bar: HTMLElement | null = null;
  /** What Tab leads to. */
  #current: HTMLElement | null = null;
  /** Whether the user has been there; else it is the first thing that can be pressed, which comes with the drawing. */
  #isChosen = false;
  /** What could be pressed first when that was looked for last: whether it is shown takes a layout to tell. */
  #first: HTMLElement | undefined;

  constructor(host: ToolbarHost) {
    this.#host = host;
    host.addController(this);
  }

  hostUpdated(): void {
    const bar = this.#host.renderRoot.querySelector<HTMLElement>('.tools');
    if (bar !== this.#bar) this.#attach(bar);
    this.#refresh(false);
  }

  /** The same bar may come back with the element, and is then attached again. */
  hostDisconnected(): void {
    this.#attach(null);
  }

  hostConnected(): void {
    this.#host.requestUpdate();
  }

  #attach(bar: HTMLElement | null): void {
    this.#bar?.removeEventListener('keydown', this.#onKeyDown);
    this.#bar?.removeEventListener('focusin', this.#onFocusIn);
    this.#observer?.disconnect();
    this.#observer = null;
    this.#bar = bar;
    bar?.addEventListener('keydown', this.#onKeyDown);
    bar?.addEventListener('focusin', this.#onFocusIn);
    // It has no box of its own; where there is less room, some of its buttons are not shown.
    if (!bar?.parentElement) return;
    this.#observer = sizeObserverFor(bar, () => this.#refresh(true));
    this.#observer.observe(bar.parentElement);
  }

  #items(): HTMLElement[] {
    const items = [...(this.#bar?.querySelectorAll<HTMLElement>('button, summary') ?? [])];
    return items.filter((item) => !item.closest('.menu'));
  }

  /** @param hasMoved whether the stop may be out of sight, which only a layout can tell. */
  #refresh(hasMoved: boolean): void {
    const items = this.#items();
    const current = this.#current;
    const first = items.find(canFocus);
    const isSame = this.#isChosen || first === this.#first;
    const stays = isSame && current !== null && items.includes(current) && canFocus(current);
    if (!stays || (hasMoved && !isShown(current))) {
      this.#current = items.find(isReachable) ?? null;
      this.#isChosen = false;
    }
    this.#first = first;
    for (const item of items) {
      const tabIndex = item === this.#current ? 0 : -1;
      if (item.getAttribute('tabindex') !== String(tabIndex)) item.tabIndex = tabIndex;
    }
  }

  readonly #onFocusIn = ({ target }: FocusEvent): void => {
    if (!this.#items().includes(target as HTMLElement)) return;
    this.#current = target as HTMLElement;
    this.#isChosen = true;
    this.#refresh(false);
  };

  readonly #onKeyDown = (event: KeyboardEvent): void => {
    const { key, target } = event;
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const items = this.#items().filter(isReachable);
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
