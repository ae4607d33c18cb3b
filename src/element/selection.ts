/** What is selected: one node or one edge. The element's `selected` holds a node's id; an edge's id is kept here. */
import { firstSpanOf, namedSpanOf, nodeWithSpan } from '../data-worker/graph-lookup.js';
import type { DependencyEdge, DependencyGraph, DependencyNode } from '../model/dependency-graph.js';
import { givenSpanId } from '../model/given-ids.js';
import type { Rect } from '../model/layout.js';
import type { Selection } from '../view/details-state.js';
import type { Scene } from '../view/scene.js';
import type { DrawingController } from './drawing-controller.js';
import { rectOf } from './drawing-facts.js';
import { nodeNow } from './followed-nodes.js';
import { readText } from './settings.js';

/** Selects, shows the details of what is selected, and brings it into view. Raises no events: that is for users' doings. */
export class SelectionState {
  readonly #view: DrawingController;
  #edgeId: string | null = null;
  /** Id of the node that was selected here, as against by the host's `selected`. */
  #chosenId: string | null = null;
  /** What the host has selected before it was drawn: to be brought into view when it is. */
  #awaitedId: string | null = null;

  constructor(view: DrawingController) {
    this.#view = view;
  }

  /** Id of the selected node or edge, drawn or not. */
  get id(): string | null {
    return this.#edgeId ?? this.#nodeId;
  }

  get edgeId(): string | null {
    return this.#edgeId;
  }

  /** The selected node, if it is drawn. */
  get node(): DependencyNode | null {
    const id = this.#nodeId;
    return (id !== null && this.#view.scene?.nodeById.get(id)?.node) || null;
  }

  /** Where it is drawn, in graph coordinates; `null` where it is not. */
  get rect(): Rect | null {
    return this.id === null ? null : rectOf(this.#view.scene, this.id);
  }

  /** Whether all of it is in view. */
  get isSeen(): boolean {
    const { rect } = this;
    return rect !== null && this.#view.viewport.seesAny([rect]);
  }

  /** What the details panel shows; `null` closes it. */
  get shown(): Selection | null {
    const { node } = this;
    const { details } = this.#view;
    if (node) return { type: 'node', node, first: namedSpanOf(node), details: details.node };
    const edge = this.#edge();
    return edge ? { type: 'edge', edge, details: details.edge } : null;
  }

  /** @param keepsView leaves the view where it is, also where that does not show what is selected. */
  select(id: string | null, keepsView = false): void {
    const { element, scene, focus } = this.#view;
    const isEdge = id !== null && (scene?.edgeById.has(id) ?? false);
    this.#edgeId = isEdge ? id : null;
    element.selected = this.#chosenId = isEdge ? null : id;
    this.#awaitedId = null;
    this.showDetails();
    element.requestUpdate();
    if (id === null) return;
    focus.remember(id);
    if (!keepsView) this.#reveal(id);
  }

  /** `selected` has changed, by the host or from here. */
  nodeGiven(): void {
    const selected = this.#nodeId;
    if (selected !== null) this.#edgeId = null;
    this.showDetails();
    const isChosenHere = selected === this.#chosenId;
    this.#chosenId = isChosenHere ? selected : null;
    if (selected === null || isChosenHere) return;
    if (this.node) this.#reveal(selected);
    else this.#awaitedId = selected;
  }

  /**
   * Data were added: the selected node must stay. Where other calls have taken its place, its trace is named, to be
   * expanded.
   */
  missingFrom(graph: DependencyGraph): string | null {
    const { node } = this;
    const span = node && firstSpanOf(node);
    return !node || !span || nodeNow(node, graph) ? null : span.traceId;
  }

  /**
   * The graph is drawn. What is selected is brought into view where the host waits for it, where it was in view, and
   * where it was not drawn before.
   *
   * @param isStill whether the view stands where it is to stay
   * @param idNow the id that a node or an edge has now: what is selected stays, by another one
   */
  takeDrawing(
    before: Scene | null,
    wasSeen: boolean,
    isStill: boolean,
    idNow: (id: string) => string | null,
  ): void {
    const { element, scene } = this.#view;
    const selected = this.#nodeId;
    const now = selected === null ? null : idNow(selected);
    if (now !== null && now !== selected) element.selected = this.#chosenId = now;
    if (this.#edgeId !== null) this.#edgeId = idNow(this.#edgeId) ?? this.#edgeId;
    // What was selected before there was a drawing may be an edge, which only the drawing tells.
    const shown = this.#nodeId;
    if (shown !== null && scene?.edgeById.has(shown)) this.select(shown);
    this.showDetails();
    const { id } = this;
    if (id === null || this.rect === null) return;
    const isNew = before !== null && rectOf(before, id) === null;
    if (this.#awaitedId === id || (!isStill && (wasSeen || isNew))) this.#reveal(id);
    this.#awaitedId = null;
  }

  /** Selects and centres the node of the span that the host wants to be seen at first. */
  showFocusSpan(graph: DependencyGraph): void {
    const { element } = this.#view;
    const wanted = givenSpanId(readText(element.focusSpanId) ?? '');
    if (wanted === '') return;
    // Ids of spans are unique within a trace only: the one of the focus is meant before any other.
    const node = nodeWithSpan(graph, wanted, graph.focusTraceId ?? undefined) ?? nodeWithSpan(graph, wanted);
    if (!node) return;
    this.select(node.id);
    // The panel opens with the next update and takes room from the drawing.
    void element.updateComplete.then(() => this.#view.zoomTo(node.id));
  }

  showDetails(): void {
    const { details, pipeline } = this.#view;
    const node = this.node;
    const edge = node ? null : this.#edge();
    const target = node
      ? ({ type: 'node', id: node.id } as const)
      : edge
        ? ({ type: 'edge', id: edge.id } as const)
        : null;
    details.show(pipeline.isGiven ? null : target);
  }

  /** The details panel takes room from the drawing; what is selected must not end up behind it. */
  #reveal(id: string): void {
    void this.#view.element.updateComplete.then(() => this.#view.reveal(id));
  }

  /** What the element's `selected` holds. */
  get #nodeId(): string | null {
    return readText(this.#view.element.selected);
  }

  #edge(): DependencyEdge | null {
    return (this.#edgeId !== null && this.#view.scene?.edgeById.get(this.#edgeId)?.edge) || null;
  }
}
