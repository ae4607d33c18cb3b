/** What is selected: one node or one edge. The element's `selected` holds a node's id; an edge's id is kept here. */
import { firstSpanOf, namedSpanOf, nodeWithSpan } from '../data-worker/graph-lookup.js';
import type { DependencyEdge, DependencyGraph, DependencyNode } from '../model/dependency-graph.js';
import { givenSpanId } from '../model/given-ids.js';
import type { Rect } from '../model/layout.js';
import type { Selection } from '../view/details-panel.js';
import type { Scene } from '../view/scene.js';
import type { DrawingController } from './drawing-controller.js';
import { rectOf } from './drawing-facts.js';
import { nodeNow } from './followed-nodes.js';
import { readText } from './settings.js';

/** Selects, shows the details of what is selected, and brings it into view. Raises no events: that is for users' doings. */
export class SelectionState {
  private readonly _view: DrawingController;
  private _edgeId: string | null = null;
  /** Id of the node that was selected here, as against by the host's `selected`. */
  private _chosenId: string | null = null;
  /** What the host has selected before it was drawn: to be brought into view when it is. */
  private _awaitedId: string | null = null;

  constructor(view: DrawingController) {
    this._view = view;
  }

  /** Id of the selected node or edge, drawn or not. */
  get id(): string | null {
    return this._edgeId ?? this._nodeId;
  }

  get edgeId(): string | null {
    return this._edgeId;
  }

  /** The selected node, if it is drawn. */
  get node(): DependencyNode | null {
    const id = this._nodeId;
    return (id !== null && this._view.scene?.nodeById.get(id)?.node) || null;
  }

  /** Where it is drawn, in graph coordinates; `null` where it is not. */
  get rect(): Rect | null {
    return this.id === null ? null : rectOf(this._view.scene, this.id);
  }

  /** Whether all of it is in view. */
  get isSeen(): boolean {
    const { rect } = this;
    return rect !== null && this._view.viewport.seesAny([rect]);
  }

  /** What the details panel shows; `null` closes it. */
  get shown(): Selection | null {
    const { node, _view: view } = this;
    if (node) return { type: 'node', node, first: namedSpanOf(node), details: view.details.node };
    const edge = this._edge();
    return edge ? { type: 'edge', edge, details: view.details.edge } : null;
  }

  /** @param keepsView leaves the view where it is, also where that does not show what is selected. */
  select(id: string | null, keepsView = false): void {
    const { element, scene, focus } = this._view;
    const isEdge = id !== null && (scene?.edgeById.has(id) ?? false);
    this._edgeId = isEdge ? id : null;
    element.selected = this._chosenId = isEdge ? null : id;
    this._awaitedId = null;
    this.showDetails();
    element.requestUpdate();
    if (id === null) return;
    focus.remember(id);
    if (!keepsView) this._reveal(id);
  }

  /** `selected` has changed, by the host or from here. */
  nodeGiven(): void {
    const selected = this._nodeId;
    if (selected !== null) this._edgeId = null;
    this.showDetails();
    const isChosenHere = selected === this._chosenId;
    this._chosenId = isChosenHere ? selected : null;
    if (selected === null || isChosenHere) return;
    if (this.node) this._reveal(selected);
    else this._awaitedId = selected;
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
    const { element, scene } = this._view;
    const selected = this._nodeId;
    const now = selected === null ? null : idNow(selected);
    if (now !== null && now !== selected) element.selected = this._chosenId = now;
    if (this._edgeId !== null) this._edgeId = idNow(this._edgeId) ?? this._edgeId;
    // What was selected before there was a drawing may be an edge, which only the drawing tells.
    const shown = this._nodeId;
    if (shown !== null && scene?.edgeById.has(shown)) this.select(shown);
    this.showDetails();
    const { id } = this;
    if (id === null || this.rect === null) return;
    const isNew = before !== null && rectOf(before, id) === null;
    if (this._awaitedId === id || (!isStill && (wasSeen || isNew))) this._reveal(id);
    this._awaitedId = null;
  }

  /** Selects and centres the node of the span that the host wants to be seen at first. */
  showFocusSpan(graph: DependencyGraph): void {
    const { element } = this._view;
    const wanted = givenSpanId(readText(element.focusSpanId) ?? '');
    if (wanted === '') return;
    // Ids of spans are unique within a trace only: the one of the focus is meant before any other.
    const node = nodeWithSpan(graph, wanted, graph.focusTraceId ?? undefined) ?? nodeWithSpan(graph, wanted);
    if (!node) return;
    this.select(node.id);
    // The panel opens with the next update and takes room from the drawing.
    void element.updateComplete.then(() => this._view.zoomTo(node.id));
  }

  showDetails(): void {
    const { details, pipeline } = this._view;
    const node = this.node;
    const edge = node ? null : this._edge();
    const target = node
      ? ({ type: 'node', id: node.id } as const)
      : edge
        ? ({ type: 'edge', id: edge.id } as const)
        : null;
    details.show(pipeline.isGiven ? null : target);
  }

  /** The details panel takes room from the drawing; what is selected must not end up behind it. */
  private _reveal(id: string): void {
    void this._view.element.updateComplete.then(() => this._view.reveal(id));
  }

  /** What the element's `selected` holds. */
  private get _nodeId(): string | null {
    return readText(this._view.element.selected);
  }

  private _edge(): DependencyEdge | null {
    return (this._edgeId !== null && this._view.scene?.edgeById.get(this._edgeId)?.edge) || null;
  }
}
