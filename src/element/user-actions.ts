/** What users do: each gesture changes the state first, then raises the public event. */
import type { AsyncStub, DependencyEdge } from '../model/dependency-graph.js';
import type { ViewState } from '../model/view-state.js';
import type { StubMenuState } from '../view/stub-menu.js';
import type { WheelModifier } from '../view/strings/frame-strings.js';
import type { Zoom } from '../view/toolbar.js';
import { localPoint } from '../viewport/gesture-surface.js';
import { sameViewport, toGraph } from '../viewport/transform.js';
import type { DrawingController } from './drawing-controller.js';
import { AsyncExpandEvent, EdgeSelectEvent, TraceSelectEvent, ViewChangeEvent } from './events.js';
import { rectOf, smallNodeAt } from './drawing-facts.js';
import { clearFind, clearPath, exploreActions } from './explore-actions.js';
import { findByKey, isFindKey } from './find-key.js';
import { focusContent } from './focus-content.js';
import type { FrameActions } from './frame-template.js';
import { GroupMenuController } from './group-menu-controller.js';
import { HelpController } from './help-controller.js';
import type { MinimapController } from './minimap-controller.js';
import { OperationOpener } from './operation-opener.js';
import { ToolbarController } from './toolbar-controller.js';
import { modeOf, StubMenuController, type StubChoice } from './stub-menu-controller.js';
import { WheelHint } from './wheel-hint.js';

/** What only the templates need to know of the user's doings. */
export interface InterfaceState {
  readonly groupMenuOpen: boolean;
  readonly groupMenuKeys: readonly string[];
  readonly groupFilter: string;
  readonly legendOpen: boolean;
  /** The key that the hint on the wheel names; `null` while there is none. */
  readonly wheelHint: WheelModifier | null;
  readonly helpOpen: boolean;
  readonly stubMenu: StubMenuState | null;
}

/** What of a view decides on the graph. */
const REGROUPING: readonly (keyof ViewState)[] = [
  'groupBy',
  'showInternalSpans',
  'showDestinations',
  'focusTraceId',
  'expanded',
];

/** Carries out what the templates ask for, and keeps what only they need to know. */
export class UserActions {
  readonly actions: FrameActions;
  private readonly _view: DrawingController;
  private readonly _groupMenu: GroupMenuController;
  private readonly _stubMenu: StubMenuController;
  private readonly _help: HelpController;
  readonly opener: OperationOpener;
  readonly wheelHint: WheelHint;
  private _legendOpen = false;
  /** Whether the user has asked for another graph, which is not drawn yet. */
  private _hasRegrouped = false;

  constructor(view: DrawingController) {
    this._view = view;
    this._groupMenu = new GroupMenuController(view);
    this._stubMenu = new StubMenuController(view, (stub, choice) => this._takeCalls(stub, choice));
    this._help = new HelpController(view.element);
    new ToolbarController(view.element);
    this.opener = new OperationOpener(view);
    this.wheelHint = new WheelHint(() => view.element.requestUpdate());
    const explore = exploreActions(view, {
      viewChanged: this.viewChanged,
      focusGraph: () => this._focusGraph(),
      select: (id) => this._select(id),
      openNode: (node, event) => this.opener.openNode(node, event),
      takeCalls: (stub) => this._takeCalls(stub, 'next'),
      toggleStubMenu: (stub) => this._stubMenu.toggle(stub),
    });
    this.actions = {
      ...explore,
      zoom: (zoom) => this.zoom(zoom),
      openHelp: this._help.open,
      saveAs: (format) => void view.exporter.save(format),
      help: { close: this._help.close },
      retryLayout: () => {
        view.pipeline.retryLayout();
        this._keepFocus();
      },
      toggleLegend: () => {
        this._legendOpen = !this._legendOpen;
        view.element.requestUpdate();
      },
      cancelLoad: () => {
        view.input.cancel();
        this._keepFocus();
      },
      onGraphClick: (event) => this._onGraphClick(event),
      onGraphKeyDown: (event) => view.focus.onKeyDown(event),
      onKeyDown: (event) => this._onKeyDown(event),
      controls: {
        toggleGroupMenu: () => this._groupMenu.toggle(),
        filterGroupKeys: (text) => {
          this._groupMenu.filter = text;
        },
        toggleGroupKey: (key, on) => this._groupMenu.toggleKey(key, on) && this.viewChanged(['groupBy']),
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
          view.details.tab = name;
          view.element.requestUpdate();
          this.viewChanged(['tab']);
        },
        openSpan: (span, event) => this.opener.openSpan(span, event),
        focusTrace: (traceId) => {
          this._focusTrace(traceId);
          this._keepFocus();
        },
        pickTrace: (traceId) => {
          view.path.toggle(traceId);
          this.viewChanged(['path']);
        },
        sortTraces: (by) => {
          view.details.sortTraces(by);
          this.viewChanged(['traceOrder']);
        },
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
      groupMenuOpen: this._groupMenu.isOpen,
      groupMenuKeys: this._groupMenu.keys,
      groupFilter: this._groupMenu.filter,
      legendOpen: this._legendOpen,
      wheelHint: this.wheelHint.modifier,
      helpOpen: this._help.isOpen,
      stubMenu: this._stubMenu.state,
    };
  }

  stop(): void {
    this.wheelHint.hide();
    this._groupMenu.toggle(false);
  }

  readonly viewChanged = (changed: readonly (keyof ViewState)[]): void => {
    this._view.drawing.isTouched = true;
    if (changed.some((name) => REGROUPING.includes(name))) {
      this._hasRegrouped = true;
      void this._view.whenComplete().then(() => (this._hasRegrouped = false));
    }
    this._view.element.dispatchEvent(new ViewChangeEvent(this._view.viewState, changed));
  };

  /**
   * Another graph was drawn: what the user had put away may be named otherwise in it, or be gone. Hosts are told of that
   * where the user has asked for this graph: what they have set themselves raises no event.
   */
  reductionChanged(): void {
    const { element, viewState, reduction } = this._view;
    const changed = reduction.drawn();
    if (changed.length === 0) return;
    element.requestUpdate();
    if (this._hasRegrouped) element.dispatchEvent(new ViewChangeEvent(viewState, changed));
  }

  /** With every frame of a gesture: the map follows, and what stood at a place that is elsewhere now goes. */
  viewMoved(...view: Parameters<MinimapController['follow']>): void {
    if (this._view.viewport.isGesturing) this._view.hover.closePopover();
    this._view.minimap.follow(...view);
  }

  /** A gesture has moved the view. */
  moved(): void {
    this._view.hover.clear();
    this._stubMenu.place();
    this.viewChanged(['viewport']);
  }

  zoom(zoom: Zoom): void {
    const { viewport, selection, focus } = this._view;
    this.move(() => {
      if (zoom === 'fit') return viewport.fit();
      if (zoom === 'selection') return this._view.zoomTo(selection.id);
      // With the focus in the drawing it is what the user works at, more than what was selected before.
      const ids = focus.isInside ? [focus.current, selection.id] : [selection.id];
      viewport.zoom(
        zoom,
        ids.flatMap((id) => (id === null ? [] : (rectOf(this._view.scene, id) ?? []))),
      );
    });
  }

  page(direction: 'up' | 'down'): void {
    this.move(() => this._view.viewport.page(direction));
  }

  /** Moves the view for the user, and tells of it where anything has moved. */
  move(move: () => void): void {
    const { viewport } = this._view;
    const before = viewport.state;
    move();
    if (!sameViewport(before, viewport.state)) this.viewChanged(['viewport']);
  }

  /** Escape: closes the menu, else gives up a long load, else clears the path, else the selection. */
  stepBack(): boolean {
    if (this._stubMenu.stubId !== null) {
      this._stubMenu.close(true);
      return true;
    }
    if (this._groupMenu.leave()) return true;
    if (this._view.hover.clear()) return true;
    if (this._view.load.shown !== null) return this._view.input.cancel();
    if (clearPath(this._view, this.viewChanged) || clearFind(this._view, this.viewChanged)) return true;
    if (!this._hasSelection()) return false;
    this._clearSelection();
    return true;
  }

  private _onKeyDown(event: KeyboardEvent): void {
    if (isFindKey(event)) return findByKey(this._view, event);
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    const wasInDetails = (event.target as Element).closest('.details') !== null;
    if (!this.stepBack()) return;
    event.preventDefault();
    // Clearing a path leaves the panel open, and the focus at the row that was picked.
    if (wasInDetails && !this._hasSelection()) this._focusGraph();
  }

  private _onGraphClick(event: MouseEvent): void {
    const target = event.target as Element;
    const { nodeById, edgeById, stubs } = this._view.scene ?? {};
    const node = nodeById?.get(dataOf(target, '.node', 'nodeId') ?? '')?.node;
    if (node && node.destination === undefined && target.closest('.operation'))
      return this.opener.openNode(node, event);
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
    const far = this._view.viewport.itemAt(event.clientX, event.clientY) ?? this._smallNodeAt(event);
    if (far !== null) return this._select(far);
    if (this._hasSelection()) this._clearSelection();
  }

  private _smallNodeAt({ currentTarget, clientX, clientY }: MouseEvent): string | null {
    const { scene, viewport } = this._view;
    const point = localPoint(currentTarget as HTMLElement, clientX, clientY);
    return smallNodeAt(scene, viewport.state, toGraph(viewport.state, point));
  }

  /** From what is selected to another node; without a selection, that one is selected. */
  showPathTo(id: string): void {
    const from = this._view.selection.node;
    if (!from || from.id === id) return this._select(id);
    this._view.hover.closePopover(); // it would cover the path, and take the next Escape
    this._view.nodePath.show(from.id, id);
    this.viewChanged(['path']);
  }

  private _select(id: string): void {
    const { scene, element, announcer, strings, hover } = this._view;
    hover.closePopover(); // what it would tell, the details tell
    const before = this._view.selection.id;
    this._view.selection.select(id);
    const node = scene?.nodeById.get(id);
    const edge = scene?.edgeById.get(id)?.edge;
    const name = node?.title ?? (edge && strings.callsTo(...this._titlesOf(edge)));
    if (name !== undefined) announcer.announce('selection', strings.selected(name));
    if (node) element.dispatchEvent(new TraceSelectEvent(node.node));
    else if (edge) element.dispatchEvent(new EdgeSelectEvent(edge));
    if (id !== before) this.viewChanged(['selected']);
  }

  private _titlesOf({ source, target }: DependencyEdge): [string, string] {
    const title = (id: string): string => this._view.scene?.nodeById.get(id)?.title ?? '';
    return [title(source), title(target)];
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

  /** A button of the panel, the bar or a row may go with what it showed: the focus, if it had it, then goes to the graph and not astray. */
  private _keepFocus(): void {
    const { element } = this._view;
    if (!element.shadowRoot?.activeElement?.closest('.details, .bar, .load, .table-view')) return;
    void this._view.whenComplete().then(() => {
      const { activeElement, body } = element.ownerDocument;
      if (activeElement === body) this._focusGraph();
    });
  }

  private _focusGraph(): void {
    focusContent(this._view.element, this._view.table.isOpen);
  }

  private _takeCalls(stub: AsyncStub, choice: StubChoice): void {
    const { element, source, focus, expansion, pipeline } = this._view;
    const chosen = typeof choice === 'object' ? [choice.traceId] : null;
    this._keepFocus();
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
    this._view.details.tab = 'links';
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
}

/** Reads the id from the element that a click met. Ids come from data, so they are compared, never used as selectors. */
function dataOf(target: Element, selector: string, key: string): string | undefined {
  return target.closest<HTMLElement | SVGElement>(selector)?.dataset[key];
}
