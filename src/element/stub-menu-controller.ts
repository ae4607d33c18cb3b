/** The menu of one stub: what it lists, where it stands, and what its user chooses. */
import type { ReactiveController } from 'lit';
import type { AsyncStub } from '../model/dependency-graph.js';
import type { Page, StubCallRow } from '../model/details.js';
import { isDrawable } from '../view/boxes.js';
import type { StubMenuActions, StubMenuMode, StubMenuState } from '../view/stub-menu.js';
import type { DrawingController } from './drawing-controller.js';
import { onOutside } from './outside.js';
import { readAggregate } from './settings.js';

/** Calls that are listed at once. */
const PAGE = 50;

/** Between the menu, its button and the element's edge, in CSS pixels. */
const GAP = 6;

/** What the user wants of a stub. */
export type StubChoice = 'next' | 'all' | StubCallRow;

/** What choosing a call of a stub does. */
export function modeOf(view: DrawingController, stub: AsyncStub): StubMenuMode {
  if (!stub.loaded) return 'load';
  const level = view.scene?.nodeById.get(stub.node)?.node.level ?? 0;
  return isDrawable(stub, level) ? 'draw' : 'focus';
}

/** Keeps the menu that is open, if one is. */
export class StubMenuController implements ReactiveController {
  private readonly _view: DrawingController;
  private readonly _actions: StubMenuActions;
  private _stubId: string | null = null;
  private _calls: Page<StubCallRow> | null = null;
  private _filter = '';
  private _limit = PAGE;
  private _open = new AbortController();

  constructor(view: DrawingController, take: (stub: AsyncStub, choice: StubChoice) => void) {
    this._view = view;
    const choose = (choice: StubChoice): void => {
      const stub = this._stub;
      this.close(true);
      if (stub) take(stub, choice);
    };
    this._actions = {
      drawNext: () => choose('next'),
      takeAll: () => choose('all'),
      choose,
      filter: (text) => {
        this._filter = text;
        this._limit = PAGE;
        void this._load(Infinity);
      },
      showMore: () => {
        this._limit += PAGE;
        void this._load(this._limit);
      },
    };
    view.element.addController(this);
  }

  get actions(): StubMenuActions {
    return this._actions;
  }

  /** Id of the stub whose menu is open. */
  get stubId(): string | null {
    return this._stub?.id ?? null;
  }

  /** `null` while no menu is open. */
  get state(): StubMenuState | null {
    const stub = this._stub;
    if (!stub) return null;
    const { strings, formats, scene, element, expansion } = this._view;
    const mode = modeOf(this._view, stub);
    return {
      strings,
      formats,
      aggregate: readAggregate(element.aggregate),
      stub,
      nodeTitle: scene?.nodeById.get(stub.node)?.title ?? '',
      mode,
      next: mode === 'draw' && expansion.step < stub.callCount ? expansion.step : 0,
      calls: this._calls,
      filter: this._filter,
      limit: this._limit,
    };
  }

  hostUpdated(): void {
    this.place();
  }

  hostDisconnected(): void {
    this.close(false);
  }

  /** Opens the menu of a stub, or closes it if it is open. */
  toggle(stub: AsyncStub): void {
    const isOpen = this._stubId === stub.id;
    this.close(isOpen);
    if (isOpen) return;
    this._stubId = stub.id;
    this._calls = null;
    this._filter = '';
    this._limit = PAGE;
    const { element } = this._view;
    const inside = '.stub-menu, .stub-menu-button';
    onOutside(element.ownerDocument, inside, () => this.close(false), this._open.signal);
    const takeFocus = (): void => {
      if (this._stubId === stub.id) this._takeFocus();
    };
    // A menu that has only calls has nothing to focus until they have come.
    void this._load(PAGE).then(async () => element.updateComplete.then(takeFocus));
    void element.updateComplete.then(takeFocus);
  }

  /** @param returnsFocus whether the focus goes back to the button that has opened the menu. */
  close(returnsFocus: boolean): void {
    if (this._stubId === null) return;
    if (returnsFocus) this._button()?.focus({ preventScroll: true });
    this._stubId = null;
    this._open.abort();
    this._open = new AbortController();
    this._view.element.requestUpdate();
  }

  /** Puts the menu below its button, or above, wholly inside of the element. */
  place(): void {
    const menu = this._menu();
    const frame = menu?.parentElement?.getBoundingClientRect();
    const button = this._button()?.getBoundingClientRect();
    if (!menu || !frame || !button) return;
    const { offsetWidth, offsetHeight } = menu;
    const within = (value: number, most: number): number => Math.max(GAP, Math.min(value, most - GAP));
    const below = button.bottom - frame.top + GAP;
    const above = button.top - frame.top - GAP - offsetHeight;
    const top = below + offsetHeight > frame.height - GAP && above >= GAP ? above : below;
    const x = within(button.left - frame.left, frame.width - offsetWidth);
    const y = within(top, frame.height - offsetHeight);
    menu.style.translate = `${x}px ${y}px`;
  }

  private get _stub(): AsyncStub | null {
    const id = this._stubId;
    return (id !== null && this._view.graph?.stubs.find((stub) => stub.id === id)) || null;
  }

  private async _load(limit: number): Promise<void> {
    const { element, expansion, problemLog } = this._view;
    const { signal } = this._open;
    const stubId = this._stubId;
    element.requestUpdate();
    const has = this._calls?.rows.length ?? 0;
    if (stubId === null || (this._calls && has >= Math.min(limit, this._calls.total))) return;
    try {
      const calls = await expansion.calls(stubId, limit, signal);
      if (signal.aborted) return;
      this._calls = calls ?? { rows: [], total: 0 };
    } catch (error) {
      if (signal.aborted) return;
      this.close(true);
      problemLog.fail(error);
    }
    element.requestUpdate();
  }

  /** Unless the focus has gone into the menu already. */
  private _takeFocus(): void {
    const menu = this._menu();
    if (menu && !menu.querySelector(':focus')) menu.querySelector<HTMLElement>('button')?.focus();
  }

  private _menu(): HTMLElement | null {
    return this._view.element.renderRoot.querySelector<HTMLElement>('.stub-menu');
  }

  /** Ids come from data, so they are compared, never used as selectors. */
  private _button(): HTMLElement | null {
    const boxes = this._view.table.isOpen ? '.table-row[data-row-id]' : '.stub';
    for (const box of this._view.element.renderRoot.querySelectorAll<HTMLElement>(boxes)) {
      const { stubId, rowId } = box.dataset;
      if ((stubId ?? rowId) === this._stubId) return box.querySelector<HTMLElement>('.stub-menu-button');
    }
    return null;
  }
}
