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
  readonly #view: DrawingController;
  #id: string | null = null;
  #lit: GraphPart | null = null;
  /** The graph of which that is a part. */
  #litGraph: DependencyGraph | null = null;
  #popover = false;
  /** Where keys are listened to while there is a popover; the element may be in another one when that goes. */
  #document: Document | null = null;
  #timers: ReturnType<typeof setTimeout>[] = [];

  constructor(view: DrawingController) {
    this.#view = view;
    view.element.addController(this);
  }

  /** What the popover shows; `null` while there is none. */
  get popover(): PopoverState | null {
    const { graph, scene, strings, formats, element, viewport } = this.#view;
    const entry = this.#popover && this.#id !== null ? scene?.nodeById.get(this.#id) : undefined;
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
    if (this.#id !== null && !this.#view.scene?.nodeById.has(this.#id)) this.clear();
    else if (this.#id !== null && this.#lit) {
      if (this.#litGraph !== this.#view.graph) this.#findLineage(this.#id);
      this.#light(this.#lit);
    }
  }

  hostDisconnected(): void {
    this.clear();
  }

  readonly onPointerOver = (event: PointerEvent): void => {
    if (event.pointerType === 'touch' || event.buttons !== 0) return;
    this.#point(nodeIdOf(event.target as Element));
  };

  readonly onPointerLeave = (): void => this.#point(null);

  /** The focus of the keyboard; a click leaves no mark of it. */
  readonly onFocusIn = (event: FocusEvent): void => {
    const target = event.target as Element;
    if (target.matches(':focus-visible')) this.#point(nodeIdOf(target));
  };

  readonly onFocusOut = (): void => this.#point(null);

  /** The pointer is over the popover, which therefore stays. */
  readonly keep = (): void => this.#stop();

  /** @returns whether a popover was open. */
  clear(): boolean {
    this.#stop();
    const wasOpen = this.#popover;
    this.#id = null;
    this.#lit = null;
    this.#popover = false;
    this.#light(null);
    this.#stopListening();
    if (wasOpen) this.#view.element.requestUpdate();
    return wasOpen;
  }

  /** Takes the popover away, or keeps it from coming; what lights up stays until something else is pointed at. */
  closePopover(): void {
    this.#stop();
    if (!this.#popover) return;
    this.#describe(null);
    this.#popover = false;
    this.#stopListening();
    this.#view.element.requestUpdate();
  }

  #point(id: string | null): void {
    this.#stop();
    if (id === null) {
      if (this.#id !== null) this.#after(DELAY.leave, () => this.clear());
      return;
    }
    // Before its popover has come, a pointer that goes on over the same node begins to wait anew.
    if (id === this.#id && this.#popover) return;
    const isOpen = this.#popover;
    this.#after(DELAY.light, () => this.#turnTo(id));
    // One that is open already follows at once.
    this.#after(isOpen ? DELAY.light : DELAY.popover, () => this.#open());
  }

  #turnTo(id: string): void {
    if (!this.#view.graph) return;
    this.#describe(null);
    this.#id = id;
    this.#findLineage(id);
    this.#light(this.#lit);
    if (this.#popover) this.#open();
  }

  #findLineage(id: string): void {
    const { graph } = this.#view;
    this.#litGraph = graph;
    this.#lit = graph && lineageOf(graph, id);
  }

  #open(): void {
    this.#popover = true;
    this.#document = this.#view.element.ownerDocument;
    this.#document.addEventListener('keydown', this.#onKeyDown);
    this.#view.element.requestUpdate();
    void this.#view.element.updateComplete.then(() => this.#describe(this.#id));
  }

  /** The focus may be anywhere on the page; Escape inside is handled before it comes here. */
  readonly #onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && !event.defaultPrevented) this.clear();
  };

  #stopListening(): void {
    this.#document?.removeEventListener('keydown', this.#onKeyDown);
    this.#document = null;
  }

  #after(delay: number, work: () => void): void {
    this.#timers.push(setTimeout(work, delay));
  }

  #stop(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers = [];
  }

  #light(part: GraphPart | null): void {
    const canvas = this.#view.element.renderRoot.querySelector('.canvas');
    if (!canvas) return;
    canvas.classList.toggle('lineage-shown', part !== null);
    if (part === null) {
      for (const element of canvas.querySelectorAll('.lit')) element.classList.remove('lit');
      this.#describe(null);
      return;
    }
    for (const element of canvas.querySelectorAll<HTMLElement | SVGElement>('.node, .edge, .edge-label')) {
      const { nodeId, edgeId, labelOf } = element.dataset;
      const isLit = nodeId === undefined ? part.edges.has(edgeId ?? labelOf ?? '') : part.nodes.has(nodeId);
      element.classList.toggle('lit', isLit);
    }
  }

  /** Says of the node's button that the popover describes it, as long as it does. */
  #describe(id: string | null): void {
    const { renderRoot } = this.#view.element;
    renderRoot.querySelector('[aria-describedby="node-popover"]')?.removeAttribute('aria-describedby');
    if (id === null || !this.#popover) return;
    for (const node of renderRoot.querySelectorAll<HTMLElement>('.node')) {
      if (node.dataset['nodeId'] === id)
        node.querySelector('.shape')?.setAttribute('aria-describedby', 'node-popover');
    }
  }
}

function nodeIdOf(target: Element): string | null {
  return target.closest<HTMLElement>('.node')?.dataset['nodeId'] ?? null;
}
