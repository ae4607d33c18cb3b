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
  private readonly _host: ViewportHost;
  private readonly _callbacks: ViewportCallbacks;
  private _panZoom: PanZoom | null = null;
  private readonly _area = new AreaSize((size) => this._resized(size));
  private _target: HTMLElement | null = null;
  private readonly _layer = new MovedLayer();
  private readonly _hold = new HeldZoom(
    () => this._drawAtRest(),
    () => this.isGesturing,
  );
  private _hostSize: Size = { width: 0, height: 0 };
  /** The last size at which anything could be seen. */
  private _lastSize: Size = { width: 0, height: 0 };
  private _state: ViewportState = { x: 0, y: 0, scale: 1 };
  private readonly _part = new DrawnPart({
    view: () => ({ seen: visibleRect(this._state, this.size), scale: this._state.scale }),
    isGesturing: () => this.isGesturing,
    onChange: () => {
      // What is new is painted as it is at rest: while it moves at another scale it would be painted too sharp.
      if (this._isZooming) this._isAtRest = true;
      this._requestUpdate();
    },
    onGrown: () => {
      this._apply();
      this._host.requestUpdate();
    },
  });
  private _isUpdating = false;
  /** Whether nothing has moved since the view was drawn, though a gesture may go on. */
  private _isAtRest = true;
  /** Whether the gesture has changed the scale with its last move. */
  private _isZooming = false;
  private readonly _shown = new ShownView();
  private _wheel: WheelPolicy = 'modifier';
  /** What was brought into view last, until the view moves elsewhere: it stays in view when the room becomes less. */
  private _revealed: Rect | null = null;
  /** What was to be shown while there was no room at all, as in a tab in the background. */
  private _postponed: (() => void) | null = null;

  constructor(host: ViewportHost, callbacks: ViewportCallbacks) {
    this._host = host;
    this._callbacks = callbacks;
    host.addController(this);
  }

  get size(): Size {
    return this._area.value;
  }

  get state(): ViewportState {
    return this._state;
  }

  /** The room above the settings and the legend. */
  get freeSize(): Size {
    return freeSize(this._host.renderRoot, this.size);
  }

  /** What has to be in the DOM: what is in view or near it, and what must not go. */
  visible(kept: Kept): VisibleScene {
    if (this._shown.awaitsRoom) return NOTHING_VISIBLE;
    return this._part.keeping(kept);
  }

  /** Id of the node or edge at a place of the window that is not an element of its own. */
  itemAt(clientX: number, clientY: number): string | null {
    if (!this._target) return null;
    return this._part.itemAt(toGraph(this._state, localPoint(this._target, clientX, clientY)));
  }

  /** Whether only what is seen first is drawn yet. */
  get isGrowing(): boolean {
    return this._part.isGrowing;
  }

  /** Where the view stands, or `null` while it follows the graph by itself. */
  get userState(): ViewportState | null {
    return this._shown.isFollowing ? null : this._state;
  }

  /** Where the next drawing is to be shown, if that was saved. */
  get placeToRestore(): ViewportState | null {
    return this._shown.isRestored ? this._state : null;
  }

  /** Whether a gesture is going on. */
  get isGesturing(): boolean {
    return this._panZoom?.active ?? false;
  }

  set wheel(policy: WheelPolicy) {
    this._wheel = policy;
    this._panZoom?.update({ wheel: policy });
  }

  /** The gestures and the observer begin anew with the next update, which a move alone would not bring. */
  hostConnected(): void {
    this._host.requestUpdate();
  }

  hostUpdated(): void {
    // Outside of the document everything is of size 0, and the last size is the better guess.
    if (!this._host.isConnected) return;
    this._isUpdating = true;
    const target = this._host.renderRoot.querySelector<HTMLElement>('.viewport');
    if (target !== this._target) this._attach(target);
    this._layer.attach(target);
    const { scene } = this._part;
    this._hold.attach(target, scene);
    if (this._shown.awaitsRoom && scene && dockOf(this._host.renderRoot)) {
      this._shown.roomCame();
      if (this._shown.isFollowing) this._moveTo(this._shown.follow(scene, this._room));
      this._requestUpdate();
    }
    this._apply();
    this._isUpdating = false;
    this._part.rendered();
  }

  hostDisconnected(): void {
    this._part.stop();
    this._attach(null);
  }

  /** Takes the same drawing with other texts: the view stays where it is. */
  replaceScene(scene: Scene): void {
    this._part.take(scene);
    this._part.refresh();
  }

  /** Shows another drawing. What `anchor` names stays where it is on screen, if both drawings have it in view. */
  show(scene: Scene, before: Scene | null, anchor: string | null, arrival: Arrival = {}): void {
    this._part.take(scene);
    this._panZoom?.update({ content: contentOf(scene) });
    this._moveTo(this._shown.next(scene, before, anchor, this._room, arrival));
    this._part.refresh();
  }

  /** Another part of the graph comes, or all of it again: where the view stood means nothing in that drawing. */
  beginAnew(): void {
    this._shown.beginAnew();
  }

  /** Shows the whole drawing. */
  fit(): void {
    const { scene } = this._part;
    if (!scene) return;
    this._shown.atAll();
    this._postponed = null;
    // What has no room now is fitted when it has.
    if (this.size.width > 0) this._moveTo(fitted(scene, this._room));
  }

  /**
   * Enlarges or shrinks by a step, or goes to the natural size.
   *
   * @param wanted what the user works at (graph coordinates): it stays where it is, if it is in view.
   */
  zoom(step: 'in' | 'out' | 'actual', wanted: readonly Rect[]): void {
    const { scene } = this._part;
    if (!scene) return;
    const { scale } = this._state;
    const next = step === 'actual' ? 1 : step === 'in' ? scale * ZOOM_STEP : scale / ZOOM_STEP;
    const at = zoomAnchor(this._state, wanted, contentOf(scene), freeRect(this._host.renderRoot, this.size));
    this._shown.atPlace();
    this._moveTo(zoomTo(this._state, next, at, scaleLimits(contentOf(scene), this.size)));
  }

  /** Shows what lies above or below, a little of what was seen before included. */
  page(direction: 'up' | 'down'): void {
    const step = freeRect(this._host.renderRoot, this.size).height * PAGE_PART;
    this.showPlace(panBy(this._state, 0, direction === 'up' ? step : -step));
  }

  /** Moves as little as possible so that a rectangle (graph coordinates) is seen. */
  reveal(rect: Rect): void {
    this._area.refresh();
    const moved = movedToShow(rect, this._state, freeRect(this._host.renderRoot, this.size));
    if (!sameViewport(moved, this._state)) {
      this._shown.atPlace();
      this._moveTo(moved);
    }
    this._revealed = rect;
  }

  /** Whether one of these rectangles (graph coordinates) can be seen as it is. */
  seesAny(rects: readonly Rect[]): boolean {
    const free = freeRect(this._host.renderRoot, this.size);
    return rects.some((rect) => sameViewport(movedToShow(rect, this._state, free), this._state));
  }

  /** Goes where the user has pointed at, so far that the drawing stays within reach. */
  showPlace(state: ViewportState): void {
    const { scene } = this._part;
    if (!scene) return;
    this._shown.atPlace();
    this._moveTo(clampViewport(state, contentOf(scene), this.size));
  }

  /** Puts a rectangle in the middle, at a scale at which it can be read. */
  centre(rect: Rect, scale = Math.max(this._state.scale, 1)): void {
    this._area.refresh();
    this._shown.atPlace();
    this._postponed = null;
    if (this.size.width === 0) {
      this._postponed = () => this.centre(rect, scale);
      return;
    }
    const free = freeRect(this._host.renderRoot, this.size);
    this._moveTo(panBy(centreRect(rect, free, scale), 0, free.y));
  }

  /** Draws all there is for paper, of whatever size: `print.ts` fits it. `false` draws what is seen again. */
  setOnPaper(isOnPaper: boolean): void {
    const { scene } = this._part;
    if (!scene || !this._target) return;
    markOnPaper(this._target, contentOf(scene), isOnPaper);
    // An overview of what is too much for a page; else everything is told, since paper is sharper than a screen.
    const scale = scene.nodes.length > MOST_ON_PAPER ? fitted(scene, this._room).scale : 1;
    this._part.takeWhole(isOnPaper ? { seen: contentOf(scene), scale } : null);
  }

  /** Goes back to where a saved view stood, and shows the next drawing there; `null` follows the graph again. */
  restore(state: ViewportState | null): void {
    const { scene } = this._part;
    if (state) {
      this._moveTo(state);
      this._shown.restore();
    } else {
      this._shown.atAll();
      if (scene) this._moveTo(fitted(scene, this._room));
    }
  }

  /** What was restored is drawn, or no drawing came for it: what was saved of another may show nothing of this one. */
  settle(): void {
    const { scene } = this._part;
    if (!scene || !this._shown.isRestored) return;
    this._shown.settle();
    if (this.size.width > 0) this._moveTo(this._shown.orAnything(scene, this._room));
  }

  private _attach(target: HTMLElement | null): void {
    this._panZoom?.destroy();
    this._panZoom = null;
    this._target = target;
    this._layer.attach(target);
    if (!target) {
      this._hold.attach(null, null);
      this._area.attach(null);
      return;
    }
    const { scene } = this._part;
    this._panZoom = createPanZoom(target, {
      viewport: this._state,
      content: scene ? contentOf(scene) : null,
      wheel: this._wheel,
      touch: 'page',
      onMove: (state) => {
        this._shown.atPlace();
        this._revealed = null;
        this._isAtRest = false;
        this._isZooming = state.scale !== this._state.scale;
        const isHeld = this._hold.keeps(this._state.scale, state.scale, this._part.area);
        this._state = state;
        if (isHeld) this._apply();
        else this._drawAgain();
      },
      onGestureEnd: () => {
        this._drawAgain();
        this._callbacks.onMoved();
      },
      onBlockedWheel: this._callbacks.onBlockedWheel,
    });
    this._area.attach(target);
  }

  private _resized(size: Size): void {
    const { clientWidth, clientHeight } = this._host;
    const isHostResized = clientWidth !== this._hostSize.width || clientHeight !== this._hostSize.height;
    const kept = this._revealed ?? this._worked();
    this._hostSize = { width: clientWidth, height: clientHeight };
    const { scene } = this._part;
    if (size.width > 0) {
      // The details panel opening beside the drawing must not make it jump; the page making room should.
      if (this._postponed) this._postponed();
      else {
        if (scene && isHostResized && this._shown.isFollowing)
          this._moveTo(this._shown.follow(scene, this._room));
        if (kept) this.reveal(kept);
      }
      this._lastSize = size;
    }
    this._part.refresh();
    this._callbacks.onResize(size);
  }

  /** What the user works at, if it was in view as long as the room was as it was. */
  private _worked(): Rect | null {
    const rect = this._callbacks.worked();
    return rect && intersects(rect, visibleRect(this._state, this._lastSize)) ? rect : null;
  }

  private get _room(): ViewRoom {
    const isFreeKnown = dockOf(this._host.renderRoot) !== null;
    return { state: this._state, size: this.size, free: this.freeSize, isFreeKnown };
  }

  private _moveTo(state: ViewportState): void {
    this._revealed = null;
    this._state = state;
    this._panZoom?.update({ viewport: state });
    this._drawAtRest();
  }

  private _drawAtRest(): void {
    this._isAtRest = true;
    this._drawAgain();
  }

  private _drawAgain(): void {
    this._hold.end();
    this._apply();
    this._part.refresh();
  }

  private _apply(): void {
    this._layer.show(this._state, this.isGesturing && !this._isAtRest, this._hold.isHeld);
    const { scene } = this._part;
    this._callbacks.onView(this._state, this.size, scene ? contentOf(scene) : null);
  }

  /** What was rendered may have told sizes that nobody could know before: that is another update, after the running one. */
  private _requestUpdate(): void {
    if (this._isUpdating) queueMicrotask(() => this._host.requestUpdate());
    else this._host.requestUpdate();
  }
}
