import type { Point } from '../model/layout.js';
import type { GestureSurface } from './gesture-surface.js';
import { panBy, type Viewport } from './transform.js';

/** A press that moves less than this many CSS pixels is a click. */
const threshold = 4;

/**
 * Dragging with mouse or pen moves the graph, wherever the drag begins. The pointer is captured only once it is a
 * drag, so that clicks reach nodes and links; the click that ends a drag is swallowed.
 */
export function listenForDrag(surface: GestureSurface): void {
  const { target, signal } = surface;
  let press: Press | null = null;
  /** Where the pointer was last, and what was shown then. */
  let last: Point = { x: 0, y: 0 };
  let shown = surface.viewport;
  let dragging = false;
  let swallowClick = false;

  const finish = (): void => {
    press = null;
    if (!dragging) return;
    dragging = false;
    surface.end();
  };

  target.addEventListener(
    'pointerdown',
    (event) => {
      swallowClick = false;
      if (event.pointerType === 'touch' || event.button !== 0 || !event.isPrimary) return;
      finish();
      // A press ends what the wheel has begun.
      surface.end();
      shown = surface.viewport;
      press = pressAt(event, surface);
      last = press;
    },
    { signal },
  );

  target.addEventListener(
    'pointermove',
    (event) => {
      if (!press || event.pointerId !== press.id) return;
      if ((event.buttons & 1) === 0) {
        // Released where nobody told us, e.g. outside the window before the capture.
        finish();
        return;
      }
      if (surface.viewport !== shown) {
        // Someone else (the wheel, the owner) has set the viewport meanwhile: go on from there.
        shown = surface.viewport;
        press = { ...press, viewport: shown, ...(dragging && { x: last.x, y: last.y }) };
      }
      last = { x: event.clientX, y: event.clientY };
      const far = Math.hypot(event.clientX - press.x, event.clientY - press.y) >= threshold;
      if (!dragging && !far) return;
      if (!dragging) {
        dragging = true;
        capture(target, press.id);
      }
      const { x, y, pixel, viewport } = press;
      surface.move(panBy(viewport, (event.clientX - x) * pixel.x, (event.clientY - y) * pixel.y));
      shown = surface.viewport;
    },
    { signal },
  );

  const release = (event: PointerEvent): void => {
    if (!press || event.pointerId !== press.id) return;
    swallowClick = dragging;
    finish();
  };
  target.addEventListener('pointerup', release, { signal });
  target.addEventListener('pointercancel', release, { signal });
  target.addEventListener('lostpointercapture', release, { signal });

  target.addEventListener(
    'click',
    (event) => {
      // A click without a pointer (keyboard, assistive technology) has detail 0 and is never part of a drag.
      if (!swallowClick || event.detail === 0) return;
      swallowClick = false;
      event.preventDefault();
      event.stopPropagation();
    },
    { signal, capture: true },
  );

  // Links and images would start a drag of their own, text a selection; both end ours.
  target.addEventListener('dragstart', (event) => event.preventDefault(), { signal });
  target.addEventListener(
    'selectstart',
    (event) => {
      if (press) event.preventDefault();
    },
    { signal },
  );
}

/** Where and over what a drag began. */
interface Press {
  readonly id: number;
  readonly x: number;
  readonly y: number;
  readonly viewport: Viewport;
  /** Measured once: nothing is read from the layout while the pointer moves. */
  readonly pixel: Point;
}

function pressAt({ pointerId, clientX, clientY }: PointerEvent, surface: GestureSurface): Press {
  return { id: pointerId, x: clientX, y: clientY, viewport: surface.viewport, pixel: surface.localPixel() };
}

function capture(target: HTMLElement, pointerId: number): void {
  try {
    target.setPointerCapture(pointerId);
  } catch {
    // The pointer has just gone, or the event was made by a script: the drag goes on while it is over the element.
  }
}
