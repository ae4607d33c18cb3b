/** What users do: each gesture changes the state first, then raises the public event. */
import type { DependencyEdge } from '../model/dependency-graph.js';
import type { StubMenuState } from '../view/stub-menu.js';
import type { WheelModifier } from '../view/strings/frame-strings.js';
import type { Zoom } from '../view/toolbar.js';
import { sameViewport } from '../viewport/transform.js';
import type { DrawingController } from './drawing-controller.js';
import { EdgeSelectEvent, TraceSelectEvent } from './events.js';
import { rectOf } from './drawing-facts.js';
import { clearFind, clearPath, exploreActions } from './explore-actions.js';
import { findByKey, isFindKey } from './find-key.js';
import { focusContent } from './focus-content.js';
import type { FrameActions } from './frame-template.js';
import { GroupMenuController } from './group-menu-controller.js';
import { HelpController } from './help-controller.js';
import type { MinimapController } from './minimap-controller.js';
import { OperationOpener } from './operation-opener.js';
import { pressedItem } from './pressed-item.js';
import { StubMenuController } from './stub-menu-controller.js';
import { StubOpener } from './stub-opener.js';
import { ToolbarController } from './toolbar-controller.js';
import { ViewChanges } from './view-changes.js';
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

/** Carries out what the templates ask for, and keeps what only they need to know. */
export class UserActions {
  readonly actions: FrameActions;
  readonly #view: DrawingController;
  readonly #groupMenu: GroupMenuController;
  readonly #stubMenu: StubMenuController;
  readonly #help: HelpController;
  readonly #stubs: StubOpener;
  readonly changes: ViewChanges;
  readonly opener: OperationOpener;
  readonly wheelHint: WheelHint;
  #legendOpen = false;

  constructor(view: DrawingController) {
    this.#view = view;
    this.changes = new ViewChanges(view);
    this.#groupMenu = new GroupMenuController(view);
    this.#stubMenu = new StubMenuController(view, (stub, choice) => this.#stubs.open(stub, choice));
    this.#stubs = new StubOpener(view, this.changes.tell, {
      keepFocus: () => this.#keepFocus(),
      select: (id) => this.#select(id),
      focusTrace: (traceId) => this.#focusTrace(traceId),
    });
    this.#help = new HelpController(view.element);
    new ToolbarController(view.element);
    this.opener = new OperationOpener(view);
    this.wheelHint = new WheelHint(() => view.element.requestUpdate());
    const explore = exploreActions(view, {
      viewChanged: this.changes.tell,
      focusGraph: () => this.#focusGraph(),
      select: (id) => this.#select(id),
      openNode: (node, event) => this.opener.openNode(node, event),
      openStub: (stub) => this.#stubs.open(stub, 'next'),
      toggleStubMenu: (stub) => this.#stubMenu.toggle(stub),
    });
    this.actions = {
      ...explore,
      zoom: (zoom) => this.zoom(zoom),
      openHelp: this.#help.open,
      saveAs: (format) => void view.exporter.save(format),
      help: { close: this.#help.close },
      retryLayout: () => {
        view.pipeline.retryLayout();
        this.#keepFocus();
      },
      toggleLegend: () => {
        this.#legendOpen = !this.#legendOpen;
        view.element.requestUpdate();
      },
      cancelLoad: () => {
        view.input.cancel();
        this.#keepFocus();
      },
      onGraphClick: (event) => this.#onGraphClick(event),
      onGraphKeyDown: (event) => view.focus.onKeyDown(event),
      onKeyDown: (event) => this.#onKeyDown(event),
      controls: {
        toggleGroupMenu: () => this.#groupMenu.toggle(),
        filterGroupKeys: (text) => {
          this.#groupMenu.filter = text;
        },
        toggleGroupKey: (key, on) => this.#groupMenu.toggleKey(key, on) && this.changes.tell(['groupBy']),
        setAggregate: (aggregate) => {
          view.element.aggregate = aggregate;
          this.changes.tell(['aggregate']);
        },
        setShowInternalSpans: (show) => {
          view.element.showInternalSpans = show;
          this.changes.tell(['showInternalSpans']);
        },
        setShowDestinations: (show) => {
          view.element.showDestinations = show;
          this.changes.tell(['showDestinations']);
        },
      },
      stubMenu: this.#stubMenu.actions,
      details: {
        close: () => this.#closeDetails(),
        showTab: (name) => {
          view.details.tab = name;
          view.element.requestUpdate();
          this.changes.tell(['tab']);
        },
        openSpan: (span, event) => this.opener.openSpan(span, event),
        focusTrace: (traceId) => {
          this.#focusTrace(traceId);
          this.#keepFocus();
        },
        pickTrace: (traceId) => {
          view.path.toggle(traceId);
          this.changes.tell(['path']);
        },
        sortTraces: (by) => {
          view.details.sortTraces(by);
          this.changes.tell(['traceOrder']);
        },
        select: (id) => {
          this.#select(id);
          this.#keepFocus();
        },
        showMore: () => view.details.showMore(),
        collapse: (id) => {
          this.#collapseNode(id);
          this.#keepFocus();
        },
      },
    };
  }

  get state(): InterfaceState {
    return {
      groupMenuOpen: this.#groupMenu.isOpen,
      groupMenuKeys: this.#groupMenu.keys,
      groupFilter: this.#groupMenu.filter,
      legendOpen: this.#legendOpen,
      wheelHint: this.wheelHint.modifier,
      helpOpen: this.#help.isOpen,
      stubMenu: this.#stubMenu.state,
    };
  }

  stop(): void {
    this.wheelHint.hide();
    this.#groupMenu.toggle(false);
  }

  /** With every frame of a gesture: the map follows, and what stood at a place that is elsewhere now goes. */
  viewMoved(...view: Parameters<MinimapController['follow']>): void {
    if (this.#view.viewport.isGesturing) this.#view.hover.closePopover();
    this.#view.minimap.follow(...view);
  }

  /** A gesture has moved the view. */
  moved(): void {
    this.#view.hover.clear();
    this.#stubMenu.place();
    this.changes.tell(['viewport']);
  }

  zoom(zoom: Zoom): void {
    const { viewport, selection, focus } = this.#view;
    this.move(() => {
      if (zoom === 'fit') return viewport.fit();
      if (zoom === 'selection') return this.#view.zoomTo(selection.id);
      // With the focus in the drawing it is what the user works at, more than what was selected before.
      const ids = focus.isInside ? [focus.current, selection.id] : [selection.id];
      viewport.zoom(
        zoom,
        ids.flatMap((id) => (id === null ? [] : (rectOf(this.#view.scene, id) ?? []))),
      );
    });
  }

  page(direction: 'up' | 'down'): void {
    this.move(() => this.#view.viewport.page(direction));
  }

  /** Moves the view for the user, and tells of it where anything has moved. */
  move(move: () => void): void {
    const { viewport } = this.#view;
    const before = viewport.state;
    move();
    if (!sameViewport(before, viewport.state)) this.changes.tell(['viewport']);
  }

  /** Escape: closes the menu, else gives up a long load, else clears the path, else the selection. */
  stepBack(): boolean {
    if (this.#stubMenu.stubId !== null) {
      this.#stubMenu.close(true);
      return true;
    }
    if (this.#groupMenu.leave()) return true;
    if (this.#view.hover.clear()) return true;
    if (this.#view.load.shown !== null) return this.#view.input.cancel();
    if (clearPath(this.#view, this.changes.tell) || clearFind(this.#view, this.changes.tell)) return true;
    if (!this.#hasSelection()) return false;
    this.#clearSelection();
    return true;
  }

  #onKeyDown(event: KeyboardEvent): void {
    if (isFindKey(event)) return findByKey(this.#view, event);
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    const wasInDetails = (event.target as Element).closest('.details') !== null;
    if (!this.stepBack()) return;
    event.preventDefault();
    // Clearing a path leaves the panel open, and the focus at the row that was picked.
    if (wasInDetails && !this.#hasSelection()) this.#focusGraph();
  }

  #onGraphClick(event: MouseEvent): void {
    const item = pressedItem(this.#view, event);
    switch (item?.type) {
      case 'operation':
        return this.opener.openNode(item.node, event);
      case 'node':
        return event.shiftKey ? this.showPathTo(item.node.id) : this.#select(item.node.id);
      case 'stub-menu':
        return this.#stubMenu.toggle(item.stub);
      case 'stub':
        return this.#stubs.open(item.stub, 'next');
      case 'other':
        return this.#select(item.id);
      default:
        if (this.#hasSelection()) this.#clearSelection();
    }
  }

  /** From what is selected to another node; without a selection, that one is selected. */
  showPathTo(id: string): void {
    const from = this.#view.selection.node;
    if (!from || from.id === id) return this.#select(id);
    this.#view.hover.closePopover(); // it would cover the path, and take the next Escape
    this.#view.nodePath.show(from.id, id);
    this.changes.tell(['path']);
  }

  #select(id: string): void {
    const { scene, element, announcer, strings, hover } = this.#view;
    hover.closePopover(); // what it would tell, the details tell
    const before = this.#view.selection.id;
    this.#view.selection.select(id);
    const node = scene?.nodeById.get(id);
    const edge = scene?.edgeById.get(id)?.edge;
    const name = node?.title ?? (edge && strings.callsTo(...this.#titlesOf(edge)));
    if (name !== undefined) announcer.announce('selection', strings.selected(name));
    if (node) element.dispatchEvent(new TraceSelectEvent(node.node));
    else if (edge) element.dispatchEvent(new EdgeSelectEvent(edge));
    if (id !== before) this.changes.tell(['selected']);
  }

  #titlesOf({ source, target }: DependencyEdge): [string, string] {
    const title = (id: string): string => this.#view.scene?.nodeById.get(id)?.title ?? '';
    return [title(source), title(target)];
  }

  #hasSelection(): boolean {
    const { node, edgeId } = this.#view.selection;
    return node !== null || edgeId !== null;
  }

  #clearSelection(): void {
    this.#view.selection.select(null);
    this.#view.element.dispatchEvent(new TraceSelectEvent(null));
    this.changes.tell(['selected']);
  }

  #closeDetails(): void {
    this.#clearSelection();
    this.#focusGraph();
  }

  /** A button of the panel, the bar or a row may go with what it showed: the focus, if it had it, then goes to the graph and not astray. */
  #keepFocus(): void {
    const { element } = this.#view;
    if (!element.shadowRoot?.activeElement?.closest('.details, .bar, .load, .table-view')) return;
    void this.#view.whenComplete().then(() => {
      const { activeElement, body } = element.ownerDocument;
      if (activeElement === body) this.#focusGraph();
    });
  }

  #focusGraph(): void {
    focusContent(this.#view.element, this.#view.table.isOpen);
  }

  #collapseNode(id: string): void {
    this.#view.reduction.collapse(id);
    this.changes.tell(['collapsed']);
  }

  #focusTrace(traceId: string): void {
    this.#view.element.focusTraceId = traceId;
    this.changes.tell(['focusTraceId']);
  }
}
