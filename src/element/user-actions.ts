/** What users do: each gesture changes the state first, then raises the public event. */
import { firstSpanOf } from '../data-worker/graph-lookup.js';
import type { AsyncStub, DependencyNode } from '../model/dependency-graph.js';
import type { ViewState } from '../model/view-state.js';
import type { SpanTarget } from '../view/details-panel.js';
import { operationOf } from '../view/details-rows.js';
import type { StubMenuState } from '../view/stub-menu.js';
import type { WheelModifier } from '../view/strings/frame-strings.js';
import type { DrawingController } from './drawing-controller.js';
import {
  AsyncExpandEvent,
  EdgeSelectEvent,
  OperationSelectEvent,
  TraceSelectEvent,
  ViewChangeEvent,
} from './events.js';
import { exploreActions } from './explore-actions.js';
import type { FrameActions } from './frame-template.js';
import { onOutside } from './outside.js';
import { readGroupBy } from './settings.js';
import { modeOf, StubMenuController, type StubChoice } from './stub-menu-controller.js';

/** How long a hint stays. */
const HINT_MILLISECONDS = 1800;

/** What only the templates need to know of the user's doings. */
export interface InterfaceState {
  readonly tab: string;
  readonly groupMenuOpen: boolean;
  readonly groupMenuKeys: readonly string[];
  readonly groupFilter: string;
  readonly legendOpen: boolean;
  readonly notice: string | null;
  readonly stubMenu: StubMenuState | null;
}

/** The key that makes a turn of the wheel zoom, as it is on this computer. */
const wheelModifier = (): WheelModifier =>
  /Mac|iP(hone|ad)/.test(navigator.platform) ? 'command' : 'control';

/** Carries out what the templates ask for, and keeps what only they need to know. */
export class UserActions {
  readonly actions: FrameActions;
  private readonly _view: DrawingController;
  private _tab = '';
  private _groupMenuOpen = false;
  private _groupMenuKeys: readonly string[] = [];
  private _groupFilter = '';
  private _menu: AbortController | null = null;
  private readonly _stubMenu: StubMenuController;
  private _legendOpen = false;
  private _notice: string | null = null;
  private _noticeTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(view: DrawingController) {
    this._view = view;
    this._stubMenu = new StubMenuController(view, (stub, choice) => this._takeCalls(stub, choice));
    const explore = exploreActions(view, {
      viewChanged: (changed) => this.viewChanged(changed),
      focusGraph: () => this._focusGraph(),
      select: (id) => this._select(id),
      openNode: (node, event) => this._openNode(node, event),
      takeCalls: (stub) => this._takeCalls(stub, 'next'),
    });
    this.actions = {
      ...explore,
      zoom: (zoom) => this.zoom(zoom),
      retryLayout: () => {
        view.pipeline.retryLayout();
        this._keepFocus();
      },
      toggleLegend: () => {
        this._legendOpen = !this._legendOpen;
        view.element.requestUpdate();
      },
      cancelLoad: () => {
        view.cancelLoad();
        this._keepFocus();
      },
      onGraphClick: (event) => this._onGraphClick(event),
      onGraphKeyDown: (event) => view.focus.onKeyDown(event),
      onKeyDown: (event) => this._onKeyDown(event),
      controls: {
        toggleGroupMenu: () => this._toggleGroupMenu(!this._groupMenuOpen),
        filterGroupKeys: (text) => {
          this._groupFilter = text;
          view.element.requestUpdate();
        },
        toggleGroupKey: (key, on) => this._toggleGroupKey(key, on),
        setAggregate: (aggregate) => {
          view.element.aggregate = aggregate;
          this.viewChanged(['aggregate']);
        },
        setShowInternalSpans: (show) => {
          view.element.showInternalSpans = show;
          this.viewChanged(['showInternalSpans']);
        },
        setShowDestinations: (show) => {
          view.element.showDestinations = show;
          this.viewChanged(['showDestinations']);
        },
      },
      stubMenu: this._stubMenu.actions,
      details: {
        close: () => this._closeDetails(),
        showTab: (name) => {
          this._tab = name;
          view.element.requestUpdate();
        },
        openSpan: (span, event) => this._openSpan(span, event),
        focusTrace: (traceId) => {
          this._focusTrace(traceId);
          this._keepFocus();
        },
        pickTrace: (traceId) => view.path.toggle(traceId),
        sortTraces: (by) => view.details.sortTraces(by),
        select: (id) => {
          this._select(id);
          this._keepFocus();
        },
        showMore: () => view.details.showMore(),
        collapse: (id) => {
          this._collapseNode(id);
          this._keepFocus();
        },
      },
    };
  }

  get state(): InterfaceState {
    return {
      tab: this._tab,
      groupMenuOpen: this._groupMenuOpen,
      groupMenuKeys: this._groupMenuKeys,
      groupFilter: this._groupFilter,
      legendOpen: this._legendOpen,
      notice: this._notice,
      stubMenu: this._stubMenu.state,
    };
  }

  stop(): void {
    clearTimeout(this._noticeTimer);
    this._notice = null;
    this._toggleGroupMenu(false);
  }

  viewChanged(changed: readonly (keyof ViewState)[]): void {
    this._view.isTouched = true;
    this._view.element.dispatchEvent(new ViewChangeEvent(this._view.viewState, changed));
  }

  /** A gesture has moved the view. */
  moved(): void {
    this._view.hover.clear();
    this._stubMenu.place();
    this.viewChanged(['viewport']);
  }

  hintAtWheel(): void {
    this._notice = this._view.strings.wheelHint(wheelModifier());
    clearTimeout(this._noticeTimer);
    this._noticeTimer = setTimeout(() => {
      this._notice = null;
      this._view.element.requestUpdate();
    }, HINT_MILLISECONDS);
    this._view.element.requestUpdate();
  }

  zoom(zoom: 'in' | 'out' | 'fit'): void {
    const { viewport } = this._view;
    if (zoom === 'fit') viewport.fit();
    else viewport.zoom(zoom);
    this.viewChanged(['viewport']);
  }

  /** Opens what a node stands for as a click on its operation would: the link does it, where there is one. */
  openNode(id: string): void {
    for (const element of this._view.element.renderRoot.querySelectorAll<HTMLElement>('.node')) {
      if (element.dataset['nodeId'] === id) element.querySelector<HTMLElement>('.operation')?.click();
    }
  }

  /** Escape: closes the menu, else gives up a long load, else clears the path, else the selection. */
  stepBack(): boolean {
    if (this._stubMenu.stubId !== null) {
      this._stubMenu.close(true);
      return true;
    }
    if (this._groupMenuOpen) {
      this._toggleGroupMenu(false);
      this._view.element.renderRoot.querySelector<HTMLElement>('.group-by-button')?.focus();
      return true;
    }
    if (this._view.hover.clear()) return true;
    if (this._view.load.shown !== null) return this._view.cancelLoad();
    if (this._view.path.clear() || this._view.nodePath.clear()) return true;
    if (this._view.find.clear()) return true;
    if (!this._hasSelection()) return false;
    this._clearSelection();
    return true;
  }

  private _onKeyDown(event: KeyboardEvent): void {
    if (
      event.key.toLowerCase() === 'f' &&
      (event.ctrlKey || event.metaKey) &&
      !event.shiftKey &&
      !event.altKey
    )
      return this._findByKey(event);
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    const wasInDetails = (event.target as Element).closest('.details') !== null;
    if (!this.stepBack()) return;
    event.preventDefault();
    // Clearing a path leaves the panel open, and the focus at the row that was picked.
    if (wasInDetails && !this._hasSelection()) this._focusGraph();
  }

  /** In place of the page's own search, which does not find what is out of view; only while the focus is in here. */
  private _findByKey(event: KeyboardEvent): void {
    const { element, scene, table, find } = this._view;
    if (event.defaultPrevented || !scene) return;
    const filter = element.renderRoot.querySelector<HTMLInputElement>('.table-filter');
    event.preventDefault();
    if (table.isOpen) filter?.select();
    else find.focusField();
  }

  private _onGraphClick(event: MouseEvent): void {
    const target = event.target as Element;
    const { nodeById, edgeById, stubs } = this._view.scene ?? {};
    const node = nodeById?.get(dataOf(target, '.node', 'nodeId') ?? '')?.node;
    if (node && node.destination === undefined && target.closest('.operation'))
      return this._openNode(node, event);
    if (node && event.shiftKey) return this.showPathTo(node.id);
    if (node) return this._select(node.id);
    const edge = edgeById?.get(
      dataOf(target, '.edge', 'edgeId') ?? dataOf(target, '.edge-label', 'labelOf') ?? '',
    );
    if (edge) return this._select(edge.edge.id);
    const stubId = dataOf(target, '.stub', 'stubId');
    const stub = stubs?.find((entry) => entry.stub.id === stubId)?.stub;
    if (stub && target.closest('.stub-menu-button')) return this._stubMenu.toggle(stub);
    if (stub) return this._takeCalls(stub, 'next');
    const far = this._view.viewport.itemAt(event.clientX, event.clientY);
    if (far !== null) return this._select(far);
    if (this._hasSelection()) this._clearSelection();
  }

  /** From what is selected to another node; without a selection, that one is selected. */
  showPathTo(id: string): void {
    const from = this._view.selection.node;
    if (from && from.id !== id) this._view.nodePath.show(from.id, id);
    else this._select(id);
  }

  private _select(id: string): void {
    const { scene, element, announcer, strings } = this._view;
    this._view.selection.select(id);
    const node = scene?.nodeById.get(id);
    const edge = scene?.edgeById.get(id)?.edge;
    if (node) announcer.announce('selection', strings.selected(node.title));
    if (node) element.dispatchEvent(new TraceSelectEvent(node.node));
    else if (edge) element.dispatchEvent(new EdgeSelectEvent(edge));
    this.viewChanged(['selected']);
  }

  private _hasSelection(): boolean {
    const { node, edgeId } = this._view.selection;
    return node !== null || edgeId !== null;
  }

  private _clearSelection(): void {
    this._view.selection.select(null);
    this._view.element.dispatchEvent(new TraceSelectEvent(null));
    this.viewChanged(['selected']);
  }

  private _closeDetails(): void {
    this._clearSelection();
    this._focusGraph();
  }

  /** A button of the panel or the bar may go with what it showed: the focus, if it had it, then goes to the graph and not astray. */
  private _keepFocus(): void {
    const { element } = this._view;
    if (!element.shadowRoot?.activeElement?.closest('.details, .bar, .load')) return;
    void this._view.whenComplete().then(() => {
      const { activeElement, body } = element.ownerDocument;
      if (activeElement === body) this._focusGraph();
    });
  }

  /** Where the keys go on: in the drawing, or in the table while that is shown in its stead. */
  private _focusGraph(): void {
    const { element, table } = this._view;
    const place = table.isOpen ? '.table-row[tabindex="0"], .table-filter' : '.canvas [tabindex="0"]';
    const found = [...element.renderRoot.querySelectorAll<HTMLElement>(place)];
    // The filter stands before the rows, and is taken only where there are none.
    found.at(-1)?.focus();
  }

  private _openNode(node: DependencyNode, event: Event): void {
    const span = firstSpanOf(node);
    if (span) this._operationSelected({ ...span, ...operationOf(node) }, node, event);
  }

  private _openSpan(span: SpanTarget, event: Event): void {
    this._operationSelected(span, this._view.selection.node, event);
  }

  /** The link itself opens the address, so that middle click, modifiers and the context menu do what they always do. */
  private _operationSelected(span: SpanTarget, node: DependencyNode | null, event: Event): void {
    const { traceId, spanId, operation, service } = span;
    const url = this._view.urlOf(span);
    const detail = { traceId, spanId, operation: operation ?? '', service, node, url };
    const select = new OperationSelectEvent(detail);
    if (!this._view.element.dispatchEvent(select)) event.preventDefault();
  }

  private _takeCalls(stub: AsyncStub, choice: StubChoice): void {
    const { element, source, focus, expansion, pipeline } = this._view;
    const chosen = typeof choice === 'object' ? [choice.traceId] : null;
    if (stub.collapsed) return this._expandNode(stub.node);
    focus.remember(stub.id);
    if (!element.dispatchEvent(new AsyncExpandEvent(stub, chosen ?? stub.traceIds))) return;
    const mode = modeOf(this._view, stub);
    if (mode === 'focus') return this._showCallsElsewhere(stub, chosen?.[0]);
    if (pipeline.isGiven) return this._expandGiven(stub);
    const drawn =
      mode === 'load'
        ? source.load(stub, chosen ?? (choice === 'all' ? stub.traceIds : undefined))
        : chosen
          ? Promise.resolve(expansion.drawTraces(stub, chosen))
          : expansion.draw(stub, choice === 'all' ? Infinity : expansion.step);
    void drawn.then((isDrawn) => isDrawn && this.viewChanged(['expanded']));
  }

  private _collapseNode(id: string): void {
    this._view.reduction.collapse(id);
    this.viewChanged(['collapsed']);
  }

  private _expandNode(id: string): void {
    this._view.reduction.expand(id);
    this.viewChanged(['collapsed']);
  }

  /** These traces are neither causes nor effects of the focus: only moving the focus can draw them. */
  private _showCallsElsewhere(stub: AsyncStub, traceId: string | undefined): void {
    if (traceId !== undefined) return this._focusTrace(traceId);
    this._tab = 'links';
    this._select(stub.node);
  }

  /** A graph that the host has built is the host's to expand: it is told what was asked for. */
  private _expandGiven(stub: AsyncStub): void {
    this._view.expand(stub.id);
    this.viewChanged(['expanded']);
  }

  private _focusTrace(traceId: string): void {
    this._view.element.focusTraceId = traceId;
    this.viewChanged(['focusTraceId']);
  }

  private _toggleGroupKey(key: string, on: boolean): void {
    const { element } = this._view;
    const others = readGroupBy(element.groupBy).filter((entry) => entry !== key);
    if (!on && others.length === 0) return element.requestUpdate();
    element.groupBy = on ? [...others, key] : others;
    this.viewChanged(['groupBy']);
  }

  private _toggleGroupMenu(open: boolean): void {
    this._menu?.abort();
    this._menu = null;
    this._groupMenuOpen = open;
    this._groupFilter = '';
    const { element } = this._view;
    this._groupMenuKeys = readGroupBy(element.groupBy);
    element.requestUpdate();
    if (!open) return;
    this._menu = new AbortController();
    onOutside(element.ownerDocument, '.group-by', () => this._toggleGroupMenu(false), this._menu.signal);
  }
}

/** Reads the id from the element that a click met. Ids come from data, so they are compared, never used as selectors. */
function dataOf(target: Element, selector: string, key: string): string | undefined {
  return target.closest<HTMLElement | SVGElement>(selector)?.dataset[key];
}
