/**
 * What the pointer or the focus rests on: its callers and callees light up, as far as they go, and after a moment a
 * popover tells its figures. The lights are classes that are switched past rendering, so that a pointer that crosses a
 * large drawing renders nothing.
 */
import type { ReactiveController } from 'lit';
import { callsBetween, lineageOf, type GraphPart } from '../graph/calls-between.js';
import type { DependencyGraph } from '../model/dependency-graph.js';
import type { PopoverState } from '../view/node-popover.js';
import { toScreen } from '../viewport/transform.js';
import type { DrawingController } from './drawing-controller.js';
import { readAggregate } from './settings.js';

/** Milliseconds until what is pointed at lights up, until its popover comes, and until both go when the pointer has. */
const DELAY = { light: 90, popover: 500, leave: 180 } as const;

/** Room that the popover needs above a node, CSS pixels. */
const ROOM_ABOVE = 190;
/** Half its width, which stays inside the stage. */
const HALF_WIDTH = 120;

export class HoverController implements ReactiveController {
  private readonly _view: DrawingController;
  private _id: string | null = null;
  private _lit: GraphPart | null = null;
  /** The graph of which that is a part. */
  private _litGraph: DependencyGraph | null = null;
  private _popover = false;
  /** Where keys are listened to while there is a popover; the element may be in another one when that goes. */
  private _document: Document | null = null;
  private _timers: ReturnType<typeof setTimeout>[] = [];

  constructor(view: DrawingController) {
    this._view = view;
    view.element.addController(this);
  }

  /** What the popover shows; `null` while there is none. */
  get popover(): PopoverState | null {
    const { graph, scene, strings, formats, element, viewport } = this._view;
    const entry = this._popover && this._id !== null ? scene?.nodeById.get(this._id) : undefined;
    if (!entry || !graph) return null;
    const { rect, node } = entry;
    const top = toScreen(viewport.state, { x: rect.x + rect.width / 2, y: rect.y });
    const bottom = toScreen(viewport.state, { x: rect.x, y: rect.y + rect.height });
    const below = top.y < ROOM_ABOVE;
    const { width } = viewport.size;
    const x = Math.max(HALF_WIDTH, Math.min(width - HALF_WIDTH, top.x));
    const { from, to } = callsBetween(graph);
    return {
      strings,
      formats,
      aggregate: readAggregate(element.aggregate),
      entry,
      incoming: to.get(node.id) ?? [],
      outgoing: from.get(node.id) ?? [],
      at: { x, y: below ? bottom.y + 6 : top.y - 6 },
      below,
    };
  }

  hostUpdated(): void {
    if (this._id !== null && !this._view.scene?.nodeById.has(this._id)) this.clear();
    else if (this._id !== null && this._lit) {
      if (this._litGraph !== this._view.graph) this._findLineage(this._id);
      this._light(this._lit);
    }
  }

  hostDisconnected(): void {
    this.clear();
  }

  readonly onPointerOver = (event: PointerEvent): void => {
    if (event.pointerType === 'touch' || event.buttons !== 0) return;
    this._point(nodeIdOf(event.target as Element));
  };

  readonly onPointerLeave = (): void => this._point(null);

  /** The focus of the keyboard; a click leaves no mark of it. */
  readonly onFocusIn = (event: FocusEvent): void => {
    const target = event.target as Element;
    if (target.matches(':focus-visible')) this._point(nodeIdOf(target));
  };

  readonly onFocusOut = (): void => this._point(null);

  /** The pointer is over the popover, which therefore stays. */
  readonly keep = (): void => this._stop();

  /** @returns whether a popover was open. */
  clear(): boolean {
    this._stop();
    const wasOpen = this._popover;
    this._id = null;
    this._lit = null;
    this._popover = false;
    this._light(null);
    this._stopListening();
    if (wasOpen) this._view.element.requestUpdate();
    return wasOpen;
  }

  /** Takes the popover away, or keeps it from coming; what lights up stays until something else is pointed at. */
  closePopover(): void {
    this._stop();
    if (!this._popover) return;
    this._describe(null);
    this._popover = false;
    this._stopListening();
    this._view.element.requestUpdate();
  }

  private _point(id: string | null): void {
    this._stop();
    if (id === null) {
      if (this._id !== null) this._after(DELAY.leave, () => this.clear());
      return;
    }
    // Before its popover has come, a pointer that goes on over the same node begins to wait anew.
    if (id === this._id && this._popover) return;
    const isOpen = this._popover;
    this._after(DELAY.light, () => this._turnTo(id));
    // One that is open already follows at once.
    this._after(isOpen ? DELAY.light : DELAY.popover, () => this._open());
  }

  private _turnTo(id: string): void {
    if (!this._view.graph) return;
    this._describe(null);
    this._id = id;
    this._findLineage(id);
    this._light(this._lit);
    if (this._popover) this._open();
  }

  private _findLineage(id: string): void {
    const { graph } = this._view;
    this._litGraph = graph;
    this._lit = graph && lineageOf(graph, id);
  }

  private _open(): void {
    this._popover = true;
    this._document = this._view.element.ownerDocument;
    this._document.addEventListener('keydown', this._onKeyDown);
    this._view.element.requestUpdate();
    void this._view.element.updateComplete.then(() => this._describe(this._id));
  }

  /** The focus may be anywhere on the page; Escape inside is handled before it comes here. */
  private readonly _onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && !event.defaultPrevented) this.clear();
  };

  private _stopListening(): void {
    this._document?.removeEventListener('keydown', this._onKeyDown);
    this._document = null;
  }

  private _after(delay: number, work: () => void): void {
    this._timers.push(setTimeout(work, delay));
  }

  private _stop(): void {
    for (const timer of this._timers) clearTimeout(timer);
    this._timers = [];
  }

  private _light(part: GraphPart | null): void {
    const canvas = this._view.element.renderRoot.querySelector('.canvas');
    if (!canvas) return;
    canvas.classList.toggle('lineage-shown', part !== null);
    if (part === null) {
      for (const element of canvas.querySelectorAll('.lit')) element.classList.remove('lit');
      this._describe(null);
      return;
    }
    for (const element of canvas.querySelectorAll<HTMLElement | SVGElement>('.node, .edge, .edge-label')) {
      const { nodeId, edgeId, labelOf } = element.dataset;
      const isLit = nodeId === undefined ? part.edges.has(edgeId ?? labelOf ?? '') : part.nodes.has(nodeId);
      element.classList.toggle('lit', isLit);
    }
  }

  /** Says of the node's button that the popover describes it, as long as it does. */
  private _describe(id: string | null): void {
    const { renderRoot } = this._view.element;
    renderRoot.querySelector('[aria-describedby="node-popover"]')?.removeAttribute('aria-describedby');
    if (id === null || !this._popover) return;
    for (const node of renderRoot.querySelectorAll<HTMLElement>('.node')) {
      if (node.dataset['nodeId'] === id)
        node.querySelector('.shape')?.setAttribute('aria-describedby', 'node-popover');
    }
  }
}

function nodeIdOf(target: Element): string | null {
  return target.closest<HTMLElement>('.node')?.dataset['nodeId'] ?? null;
}
