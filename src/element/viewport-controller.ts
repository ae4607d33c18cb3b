/** The viewport over the drawing: gestures, fit, and which part of the drawing has to be in the DOM. */
import type { ReactiveController } from 'lit';
import type { Rect } from '../model/layout.js';
import type { ViewportState } from '../model/view-state.js';
import type { Scene } from '../view/scene.js';
import { NOTHING_VISIBLE, type VisibleScene } from '../view/graph-view.js';
import { localPoint } from '../viewport/gesture-surface.js';
import { createPanZoom, type PanZoom } from '../viewport/pan-zoom.js';
import {
  centreRect,
  clampViewport,
  panBy,
  sameViewport,
  scaleLimits,
  toGraph,
  visibleRect,
  zoomTo,
  type Size,
} from '../viewport/transform.js';
import { intersects } from '../viewport/visible-items.js';
import type { WheelPolicy } from '../viewport/wheel-zoom.js';
import { zoomAnchor } from '../viewport/zoom-anchor.js';
import { AreaSize } from './area-size.js';
import { contentOf, markOnPaper } from './first-view.js';
import { DrawnPart } from './drawn-part.js';
import { dockOf, freeRect, freeSize, movedToShow } from './free-room.js';
import { HeldZoom } from './held-zoom.js';
import type { Kept } from './kept-items.js';
import { MovedLayer } from './moved-layer.js';
import { fitted, ShownView, type Arrival, type ViewRoom } from './shown-view.js';
import type { ViewportCallbacks, ViewportHost } from './viewport-host.js';

/** More nodes than these are printed as an overview, if they are small on the screen. */
const MOST_ON_PAPER = 500;

/** A zoom button enlarges by this factor. */
const ZOOM_STEP = 1.25;

/** A page up or down moves by this part of the view. */
const PAGE_PART = 0.8;

/** Keeps where the view stands, moves it, and says which part of the scene is in it. */
export class ViewportController implements ReactiveController {
  readonly #host: ViewportHost;
  readonly #callbacks: ViewportCallbacks;
  #panZoom: PanZoom | null = null;
  readonly #area = new AreaSize((size) => this.#resized(size));
  #target: HTMLElement | null = null;
  readonly #layer = new MovedLayer();
  readonly #hold = new HeldZoom(
    () => this.#drawAtRest(),
    () => this.isGesturing,
  );
  #hostSize: Size = { width: 0, height: 0 };
  /** The last size at which anything could be seen. */
  #lastSize: Size = { width: 0, height: 0 };
  #state: ViewportState = { x: 0, y: 0, scale: 1 };
  readonly #part = new DrawnPart({
    view: () => ({ seen: visibleRect(this.#state, this.size), scale: this.#state.scale }),
    isGesturing: () => this.isGesturing,
    onChange: () => {
      // What is new is painted as it is at rest: while it moves at another scale it would be painted too sharp.
      if (this.#isZooming) this.#isAtRest = true;
      this.#requestUpdate();
    },
    onGrown: () => {
      this.#apply();
      this.#host.requestUpdate();
    },
  });
  #isUpdating = false;
  /** Whether nothing has moved since the view was drawn, though a gesture may go on. */
  #isAtRest = true;
  /** Whether the gesture has changed the scale with its last move. */
  #isZooming = false;
  readonly #shown = new ShownView();
  #wheel: WheelPolicy = 'modifier';
  /** What was brought into view last, until the view moves elsewhere: it stays in view when the room becomes less. */
  #revealed: Rect | null = null;
  /** What was to be shown while there was no room at all, as in a tab in the background. */
  #postponed: (() => void) | null = null;

  constructor(host: ViewportHost, callbacks: ViewportCallbacks) {
    this.#host = host;
    this.#callbacks = callbacks;
    host.addController(this);
  }

  get size(): Size {
    return this.#area.value;
  }

  get state(): ViewportState {
    return this.#state;
  }

  /** The room above the settings and the legend. */
  get freeSize(): Size {
    return freeSize(this.#host.renderRoot, this.size);
  }

  /** What has to be in the DOM: what is in view or near it, and what must not go. */
  visible(kept: Kept): VisibleScene {
    if (this.#shown.awaitsRoom) return NOTHING_VISIBLE;
    return this.#part.keeping(kept);
  }

  /** Id of the node or edge at a place of the window that is not an element of its own. */
  itemAt(clientX: number, clientY: number): string | null {
    if (!this.#target) return null;
    return this.#part.itemAt(toGraph(this.#state, localPoint(this.#target, clientX, clientY)));
  }

  /** Whether only what is seen first is drawn yet. */
  get isGrowing(): boolean {
    return this.#part.isGrowing;
  }

  /** Where the view stands, or `null` while it follows the graph by itself. */
  get userState(): ViewportState | null {
    return this.#shown.isFollowing ? null : this.#state;
  }

  /** Where the next drawing is to be shown, if that was saved. */
  get placeToRestore(): ViewportState | null {
    return this.#shown.isRestored ? this.#state : null;
  }

  /** Whether a gesture is going on. */
  get isGesturing(): boolean {
    return this.#panZoom?.active ?? false;
  }

  set wheel(policy: WheelPolicy) {
    this.#wheel = policy;
    this.#panZoom?.update({ wheel: policy });
  }

  /** The gestures and the observer begin anew with the next update, which a move alone would not bring. */
  hostConnected(): void {
    this.#host.requestUpdate();
  }

  hostUpdated(): void {
    // Outside of the document everything is of size 0, and the last size is the better guess.
    if (!this.#host.isConnected) return;
    this.#isUpdating = true;
    const target = this.#host.renderRoot.querySelector<HTMLElement>('.viewport');
    if (target !== this.#target) this.#attach(target);
    this.#layer.attach(target);
    const { scene } = this.#part;
    this.#hold.attach(target, scene);
    if (this.#shown.awaitsRoom && scene && dockOf(this.#host.renderRoot)) {
      this.#shown.roomCame();
      if (this.#shown.isFollowing) this.#moveTo(this.#shown.follow(scene, this.#room));
      this.#requestUpdate();
    }
    this.#apply();
    this.#isUpdating = false;
    this.#part.rendered();
  }

  hostDisconnected(): void {
    this.#part.stop();
    this.#attach(null);
  }

  /** Takes the same drawing with other texts: the view stays where it is. */
  replaceScene(scene: Scene): void {
    this.#part.take(scene);
    this.#part.refresh();
  }

  /** Shows another drawing. What `anchor` names stays where it is on screen, if both drawings have it in view. */
  show(scene: Scene, before: Scene | null, anchor: string | null, arrival: Arrival = {}): void {
    this.#part.take(scene);
    this.#panZoom?.update({ content: contentOf(scene) });
    this.#moveTo(this.#shown.next(scene, before, anchor, this.#room, arrival));
    this.#part.refresh();
  }

  /** Another part of the graph comes, or all of it again: where the view stood means nothing in that drawing. */
  beginAnew(): void {
    this.#shown.beginAnew();
  }

  /** Shows the whole drawing. */
  fit(): void {
    const { scene } = this.#part;
    if (!scene) return;
    this.#shown.atAll();
    this.#postponed = null;
    // What has no room now is fitted when it has.
    if (this.size.width > 0) this.#moveTo(fitted(scene, this.#room));
  }

  /**
   * Enlarges or shrinks by a step, or goes to the natural size.
   *
   * @param wanted what the user works at (graph coordinates): it stays where it is, if it is in view.
   */
  zoom(step: 'in' | 'out' | 'actual', wanted: readonly Rect[]): void {
    const { scene } = this.#part;
    if (!scene) return;
    const { scale } = this.#state;
    const next = step === 'actual' ? 1 : step === 'in' ? scale * ZOOM_STEP : scale / ZOOM_STEP;
    const at = zoomAnchor(this.#state, wanted, contentOf(scene), freeRect(this.#host.renderRoot, this.size));
    this.#shown.atPlace();
    this.#moveTo(zoomTo(this.#state, next, at, scaleLimits(contentOf(scene), this.size)));
  }

  /** Shows what lies above or below, a little of what was seen before included. */
  page(direction: 'up' | 'down'): void {
    const step = freeRect(this.#host.renderRoot, this.size).height * PAGE_PART;
    this.showPlace(panBy(this.#state, 0, direction === 'up' ? step : -step));
  }

  /** Moves as little as possible so that a rectangle (graph coordinates) is seen. */
  reveal(rect: Rect): void {
    this.#area.refresh();
    const moved = movedToShow(rect, this.#state, freeRect(this.#host.renderRoot, this.size));
    if (!sameViewport(moved, this.#state)) {
      this.#shown.atPlace();
      this.#moveTo(moved);
    }
    this.#revealed = rect;
  }

  /** Whether one of these rectangles (graph coordinates) can be seen as it is. */
  seesAny(rects: readonly Rect[]): boolean {
    const free = freeRect(this.#host.renderRoot, this.size);
    return rects.some((rect) => sameViewport(movedToShow(rect, this.#state, free), this.#state));
  }

  /** Goes where the user has pointed at, so far that the drawing stays within reach. */
  showPlace(state: ViewportState): void {
    const { scene } = this.#part;
    if (!scene) return;
    this.#shown.atPlace();
    this.#moveTo(clampViewport(state, contentOf(scene), this.size));
  }

  /** Puts a rectangle in the middle, at a scale at which it can be read. */
  centre(rect: Rect, scale = Math.max(this.#state.scale, 1)): void {
    this.#area.refresh();
    this.#shown.atPlace();
    this.#postponed = null;
    if (this.size.width === 0) {
      this.#postponed = () => this.centre(rect, scale);
      return;
    }
    const free = freeRect(this.#host.renderRoot, this.size);
    this.#moveTo(panBy(centreRect(rect, free, scale), 0, free.y));
  }

  /** Draws all there is for paper, of whatever size: `print.ts` fits it. `false` draws what is seen again. */
  setOnPaper(isOnPaper: boolean): void {
    const { scene } = this.#part;
    if (!scene || !this.#target) return;
    markOnPaper(this.#target, contentOf(scene), isOnPaper);
    // An overview of what is too much for a page; else everything is told, since paper is sharper than a screen.
    const scale = scene.nodes.length > MOST_ON_PAPER ? fitted(scene, this.#room).scale : 1;
    this.#part.takeWhole(isOnPaper ? { seen: contentOf(scene), scale } : null);
  }

  /** Goes back to where a saved view stood, and shows the next drawing there; `null` follows the graph again. */
  restore(state: ViewportState | null): void {
    const { scene } = this.#part;
    if (state) {
      this.#moveTo(state);
      this.#shown.restore();
    } else {
      this.#shown.atAll();
      if (scene) this.#moveTo(fitted(scene, this.#room));
    }
  }

  /** What was restored is drawn, or no drawing came for it: what was saved of another may show nothing of this one. */
  settle(): void {
    const { scene } = this.#part;
    if (!scene || !this.#shown.isRestored) return;
    this.#shown.settle();
    if (this.size.width > 0) this.#moveTo(this.#shown.orAnything(scene, this.#room));
  }

  #attach(target: HTMLElement | null): void {
    this.#panZoom?.destroy();
    this.#panZoom = null;
    this.#target = target;
    this.#layer.attach(target);
    if (!target) {
      this.#hold.attach(null, null);
      this.#area.attach(null);
      return;
    }
    const { scene } = this.#part;
    this.#panZoom = createPanZoom(target, {
      viewport: this.#state,
      content: scene ? contentOf(scene) : null,
      wheel: this.#wheel,
      onMove: (state) => {
        this.#shown.atPlace();
        this.#revealed = null;
        this.#isAtRest = false;
        this.#isZooming = state.scale !== this.#state.scale;
        const isHeld = this.#hold.keeps(this.#state.scale, state.scale, this.#part.area);
        this.#state = state;
        if (isHeld) this.#apply();
        else this.#drawAgain();
      },
      onGestureEnd: () => {
        this.#drawAgain();
        this.#callbacks.onMoved();
      },
      onBlockedWheel: this.#callbacks.onBlockedWheel,
    });
    this.#area.attach(target);
  }

  #resized(size: Size): void {
    const { clientWidth, clientHeight } = this.#host;
    const isHostResized = clientWidth !== this.#hostSize.width || clientHeight !== this.#hostSize.height;
    const kept = this.#revealed ?? this.#worked();
    this.#hostSize = { width: clientWidth, height: clientHeight };
    const { scene } = this.#part;
    if (size.width > 0) {
      // The details panel opening beside the drawing must not make it jump; the page making room should.
      if (this.#postponed) this.#postponed();
      else {
        if (scene && isHostResized && this.#shown.isFollowing)
          this.#moveTo(this.#shown.follow(scene, this.#room));
        if (kept) this.reveal(kept);
      }
      this.#lastSize = size;
    }
    this.#part.refresh();
    this.#callbacks.onResize(size);
  }

  /** What the user works at, if it was in view as long as the room was as it was. */
  #worked(): Rect | null {
    const rect = this.#callbacks.worked();
    return rect && intersects(rect, visibleRect(this.#state, this.#lastSize)) ? rect : null;
  }

  get #room(): ViewRoom {
    const isFreeKnown = dockOf(this.#host.renderRoot) !== null;
    return { state: this.#state, size: this.size, free: this.freeSize, isFreeKnown };
  }

  #moveTo(state: ViewportState): void {
    this.#revealed = null;
    this.#state = state;
    this.#panZoom?.update({ viewport: state });
    this.#drawAtRest();
  }

  #drawAtRest(): void {
    this.#isAtRest = true;
    this.#drawAgain();
  }

  #drawAgain(): void {
    this.#hold.end();
    this.#apply();
    this.#part.refresh();
  }

  #apply(): void {
    this.#layer.show(this.#state, this.isGesturing && !this.#isAtRest, this.#hold.isHeld);
    const { scene } = this.#part;
    this.#callbacks.onView(this.#state, this.size, scene ? contentOf(scene) : null);
  }

  /** What was rendered may have told sizes that nobody could know before: that is another update, after the running one. */
  #requestUpdate(): void {
    if (this.#isUpdating) queueMicrotask(() => this.#host.requestUpdate());
    else this.#host.requestUpdate();
  }
}
