/** The map of a drawing that exceeds the view: when it is shown, where its frame stands, and what a press on it does. */
import type { Rect } from '../model/layout.js';
import type { MinimapState } from '../view/minimap.js';
import type { Scene } from '../view/scene.js';
import { localPoint } from '../viewport/gesture-surface.js';
import {
  exceedsView,
  frameInMap,
  minimapOf,
  viewportAt,
  type MinimapGeometry,
} from '../viewport/minimap-geometry.js';
import type { Size, Viewport } from '../viewport/transform.js';
import { sameRect } from '../viewport/visible-items.js';
import { AreaSize } from './area-size.js';
import { rectOf } from './drawing-facts.js';
import type { DrawingController } from './drawing-controller.js';
import { dockOf } from './free-room.js';
import {
  CORNERS,
  covered,
  leastCovered,
  readableRects,
  type Corner,
  type CornerView,
} from './minimap-corner.js';

/** The map's largest size, and the distance from its corner, CSS pixels. */
const ROOM = { width: 168, height: 112 };
const INSET = 12;

/**
 * So much larger or smaller than it was made the frame may be shown while a gesture goes on: scaling it costs nothing,
 * but its border with it.
 */
const STRETCH = { below: 0.6, above: 1.7 } as const;

/** While a gesture goes on the frame follows with every so-many-th of its frames: often enough to be seen to move. */
const FOLLOWED = 4;

/** On a smaller stage the map would hide more than it shows. */
const LEAST_STAGE = { width: 480, height: 360 };

export class MinimapController {
  readonly #view: DrawingController;
  #map: MinimapGeometry | null = null;
  /** What it is a map of. */
  #scene: Scene | null = null;
  #content: Rect | null = null;
  #corner: Corner = CORNERS[0]!;
  /** What the corner was chosen for. */
  #cornerKey = '';
  /** How many frames of the gesture that goes on were passed over. */
  #passed = 0;
  /** What the map stands above: it grows with the legend, or in another language. */
  readonly #dock = new AreaSize(() => this.#chooseAgain());
  /** Of the stage. */
  #height = 0;
  #pointer: number | null = null;
  #hasMoved = false;
  #marker: HTMLElement | null = null;
  /** As large as the marker was made. */
  #made: Size = { width: 0, height: 0 };

  constructor(view: DrawingController) {
    this.#view = view;
  }

  /** What the template shows; `null` while all of the drawing is in view. */
  get state(): MinimapState | null {
    if (!this.#scene || !this.#map) return null;
    const { aside, low } = this.#corner;
    const y = low ? this.#view.viewport.freeSize.height - INSET - this.#map.height : INSET;
    return { scene: this.#scene, critical: this.#view.critical.marks, map: this.#map, aside, y };
  }

  /** The view has moved, or the drawing or the stage has changed. Renders only where the map comes, goes or changes. */
  follow(viewport: Viewport, size: Size, content: Rect | null): void {
    const { scene, viewport: view, element } = this.#view;
    if (!view.isGesturing) this.#passed = 0;
    else if (this.#passed++ % FOLLOWED !== 0) return;
    const map = this.#mapFor(viewport, size, content);
    // It comes and goes at rest.
    if (view.isGesturing && (map === null) !== (this.#map === null)) return;
    // What was just drawn is seen before its map is made, which costs as much again.
    if (map !== null && scene !== this.#scene && view.isGrowing) return;
    // Under the pointer that drags it, it does not change its corner.
    const corner = map === null || this.#pointer !== null ? this.#corner : this.#cornerFor(map, viewport);
    const isResized = corner.low && size.height !== this.#height;
    this.#height = size.height;
    if (map !== this.#map || scene !== this.#scene || corner !== this.#corner || isResized) {
      if (map === null) this.#pointer = null;
      this.#map = map;
      this.#scene = scene;
      this.#content = content;
      this.#corner = corner;
      // It may be a rendering that tells this, and another one has to come after it.
      queueMicrotask(() => element.requestUpdate());
      return;
    }
    if (map) this.#frame(map, viewport, size);
  }

  /** A press puts the middle of the view there, and a drag keeps it under the pointer. */
  readonly onPointer = (event: PointerEvent): void => {
    if (event.type === 'pointerdown') this.#press(event);
    else if (event.pointerId !== this.#pointer) return;
    else if (event.type === 'pointermove') this.#moveTo(event);
    else this.#release();
  };

  #press(event: PointerEvent): void {
    if (event.button !== 0 || !event.isPrimary) return;
    event.preventDefault();
    this.#pointer = event.pointerId;
    const target = event.currentTarget as HTMLElement;
    try {
      target.setPointerCapture(event.pointerId);
    } catch {
      // The event was made by a script, which has no pointer to capture.
    }
    this.#moveTo(event);
  }

  #moveTo(event: PointerEvent): void {
    const { viewport } = this.#view;
    if (!this.#map) return;
    const point = localPoint(event.currentTarget as HTMLElement, event.clientX, event.clientY);
    this.#hasMoved = true;
    viewport.showPlace(viewportAt(this.#map, point, viewport.state, viewport.freeSize));
  }

  #release(): void {
    this.#pointer = null;
    if (!this.#hasMoved) return;
    this.#hasMoved = false;
    this.#view.moved();
  }

  #mapFor(viewport: Viewport, size: Size, content: Rect | null): MinimapGeometry | null {
    if (!content || size.width < LEAST_STAGE.width || size.height < LEAST_STAGE.height) return null;
    // It must not vanish under the pointer that drags it.
    if (this.#pointer !== null && content === this.#content) return this.#map;
    if (!exceedsView(content, viewport, size)) return null;
    const isSame = this.#map !== null && this.#content !== null && sameRect(content, this.#content);
    return isSame ? this.#map : minimapOf(content, ROOM);
  }

  /**
   * Where it covers least, as long as nobody has moved the view since it came: what is looked at first is not hidden.
   * From then on it stays, so that it is found where it was, unless it would lie over what has the focus or is selected.
   */
  #cornerFor(map: MinimapGeometry, viewport: Viewport): Corner {
    const { scene, focus, selection, element, viewport: view } = this.#view;
    if (!scene) return this.#corner;
    const wanted = [focus.isInside ? focus.current : null, selection.id].flatMap((id) =>
      id === null ? [] : (rectOf(scene, id) ?? []),
    );
    const isKept = this.#map !== null && view.userState !== null;
    // Nor does it jump about, or measure anything, with the frames of a pan.
    if (isKept && (wanted.length === 0 || view.isGesturing)) return this.#corner;
    const isMirrored = element.matches(':dir(rtl)');
    const key = JSON.stringify([viewport, view.size, isMirrored, wanted]);
    if (scene === this.#scene && key === this.#cornerKey) return this.#corner;
    this.#cornerKey = key;
    this.#dock.attach(dockOf(element.renderRoot));
    // Asked for only now: with what was just rendered it lays out the page.
    const place: CornerView = { viewport, free: view.freeSize, inset: INSET, isMirrored };
    if (isKept && covered(this.#corner, map, place, wanted) === 0) return this.#corner;
    return leastCovered(map, place, readableRects(scene), wanted);
  }

  #chooseAgain(): void {
    this.#cornerKey = '';
    queueMicrotask(() => this.#view.element.requestUpdate());
  }

  /** With every frame of a pan: nothing is read, and nothing is written that has not changed. */
  #frame(map: MinimapGeometry, viewport: Viewport, size: Size): void {
    if (!this.#marker?.isConnected) {
      this.#marker = this.#view.element.renderRoot.querySelector<HTMLElement>('.minimap-frame');
      this.#made = { width: 0, height: 0 };
    }
    if (!this.#marker) return;
    const { style } = this.#marker;
    const exact = frameInMap(map, viewport, size);
    // A large drawing moves it by less than can be seen, and then it costs nothing.
    const [x, y, width, height] = [exact.x, exact.y, exact.width, exact.height].map(halfPixel) as [
      number,
      number,
      number,
      number,
    ];
    const stretch = [width / this.#made.width, height / this.#made.height] as const;
    const isNear = stretch.every((ratio) => ratio > STRETCH.below && ratio < STRETCH.above);
    const isStretched = isNear && this.#view.viewport.isGesturing;
    const place = `translate(${x}px, ${y}px)${isStretched ? ` scale(${stretch.join()})` : ''}`;
    if (style.transform !== place) style.transform = place;
    if (isStretched) return;
    this.#made = { width, height };
    const [wide, high] = [`${width}px`, `${height}px`];
    if (style.width !== wide) style.width = wide;
    if (style.height !== high) style.height = high;
  }
}

const halfPixel = (length: number): number => Math.round(2 * length) / 2;
