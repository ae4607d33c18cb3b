import type { Point, Rect } from '../model/layout.js';
import { localPixel, localPoint, type GestureSurface } from './gesture-surface.js';
import { isElement, NextFrame } from './next-frame.js';
import { listenForDrag } from './pointer-drag.js';
import { listenForTouch, TOUCH_ACTION } from './touch-gestures.js';
import {
  clampViewport,
  defaultScaleLimits,
  pinch,
  sameViewport,
  scaleLimits,
  zoomBy,
  type ScaleLimits,
  type Size,
  type Viewport,
} from './transform.js';
import { listenForSafariPinch, listenForWheel, type WheelPolicy } from './wheel-zoom.js';

/** What is shown, which gestures are ours, and who is told. */
export interface PanZoomOptions {
  readonly viewport: Viewport;
  /** What must not get lost, in graph coordinates; `null` while there is nothing. */
  readonly content: Rect | null;
  readonly wheel: WheelPolicy;
  /** Called with the viewport to show, at most once a frame, and always before `onGestureEnd`. */
  readonly onMove: (viewport: Viewport) => void;
  /** Called once when a gesture that moved something is over. */
  readonly onGestureEnd: (viewport: Viewport) => void;
  /** Called for each turn of the wheel that scrolls the page for want of a modifier: the time to show a hint. */
  readonly onBlockedWheel?: () => void;
}

/** Controls of a surface that is moved and scaled by pointer, touch and wheel. */
export interface PanZoom {
  /** What the last gesture or update asked for; `onMove` may still be due in the next frame. */
  readonly viewport: Viewport;
  /** Whether a gesture is going on: the time to move the layer only and to redraw afterwards. */
  readonly active: boolean;
  /** Changes options. A viewport set here is taken as it is and calls nothing back; a running drag goes on from it. */
  update(options: Partial<PanZoomOptions>): void;
  /** Ends everything: listeners, timers, frames. A gesture that is going on ends without a call. */
  destroy(): void;
}

/** A double click enlarges by this factor; with Shift it shrinks. */
const doubleClickFactor = 1.6;

/** What a double click belongs to before it belongs to the surface: controls, and the things that lists are made of. */
const interactive =
  'a, button, input, select, textarea, summary, [role="button"], [role="link"], [role="listitem"]';

/**
 * Lets people move and scale what `target` shows. It changes nothing in the document but the target's `touch-action`:
 * the owner draws what `onMove` tells. Nothing moves on after a gesture: there is no inertia.
 */
export function createPanZoom(target: HTMLElement, initial: PanZoomOptions): PanZoom {
  const lifetime = new AbortController();
  let options = initial;
  let viewport = initial.viewport;
  let active = false;
  const frame = new NextFrame();

  // Reading the size would lay the page out in the middle of every move, since the last one has changed styles.
  let known: Size | null = null;
  const size = (): Size => {
    const measured = known ?? { width: target.clientWidth, height: target.clientHeight };
    if (active) known = measured;
    return measured;
  };
  const limits = (): ScaleLimits =>
    options.content ? scaleLimits(options.content, size()) : defaultScaleLimits;

  const show = (): void => options.onMove(viewport);
  const flush = (): void => {
    if (!frame.isDue) return;
    frame.cancel();
    show();
  };

  const surface: GestureSurface = {
    target,
    signal: lifetime.signal,
    get viewport() {
      return viewport;
    },
    local: (clientX, clientY) => localPoint(target, clientX, clientY),
    localPixel: () => localPixel(target),
    move(wanted) {
      const next = options.content ? clampViewport(wanted, options.content, size()) : wanted;
      if (sameViewport(viewport, next)) return;
      viewport = next;
      active = true;
      frame.ask(target, show);
    },
    zoom(factor: number, at: Point) {
      surface.move(zoomBy(viewport, factor, at, limits()));
    },
    pinch(start, from, to) {
      surface.move(pinch(start, from, to, limits()));
    },
    end() {
      if (!active) return;
      active = false;
      known = null;
      flush();
      options.onGestureEnd(viewport);
    },
  };

  listenForDrag(surface);
  listenForTouch(surface);
  listenForWheel(
    surface,
    () => options.wheel,
    () => options.onBlockedWheel?.(),
  );
  listenForSafariPinch(surface, () => options.wheel);
  listenForDoubleClick(surface);
  target.style.touchAction = TOUCH_ACTION;

  return {
    get viewport() {
      return viewport;
    },
    get active() {
      return active;
    },
    update(changes) {
      options = { ...options, ...changes };
      if (!changes.viewport) return;
      viewport = changes.viewport;
      frame.cancel();
    },
    destroy() {
      lifetime.abort();
      frame.cancel();
      active = false;
    },
  };
}

function listenForDoubleClick(surface: GestureSurface): void {
  const { target, signal } = surface;
  target.addEventListener(
    'dblclick',
    (event) => {
      const path = event.composedPath();
      const inside = path.slice(0, path.indexOf(target));
      const taken = inside.some((part) => isElement(part) && part.matches(interactive));
      if (taken || event.defaultPrevented || event.button !== 0) return;
      event.preventDefault();
      const factor = event.shiftKey ? 1 / doubleClickFactor : doubleClickFactor;
      surface.zoom(factor, surface.local(event.clientX, event.clientY));
      surface.end();
    },
    { signal },
  );
}
