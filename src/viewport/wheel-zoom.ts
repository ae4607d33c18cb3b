import type { GestureSurface } from './gesture-surface.js';
import { Pause } from './pause.js';

/**
 * What the wheel does. `modifier`: it scrolls the page, and zooms with Ctrl or Cmd held down (a trackpad's pinch is
 * reported as a wheel with Ctrl). `always`: it zooms. `off`: it is left to the page.
 */
export type WheelPolicy = 'modifier' | 'always' | 'off';

/** The parts of a `WheelEvent` that decide. */
export interface WheelTurn {
  readonly deltaY: number;
  readonly deltaMode: number;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
}

/** A wheel has no end: after this many milliseconds without a turn the gesture is over. */
const wheelPause = 200;

/** CSS pixels of a line and of a page, for engines that count in those. */
const linePixels = 16;
const pagePixels = 400;

/** Doublings per pixel of wheel; a pinch reports about a tenth of the pixels. */
const wheelRate = 0.002;
const pinchRate = 0.02;

/** Doublings per event at most: a notch with Ctrl held down must not jump like the widest pinch. */
const maxStep = 0.3;

/** By how much a turn of the wheel enlarges; a page counts as a viewport's usual part, whatever its size. */
export function wheelFactor(turn: WheelTurn): number {
  const unit = turn.deltaMode === 1 ? linePixels : turn.deltaMode === 2 ? pagePixels : 1;
  const step = -turn.deltaY * unit * (turn.ctrlKey ? pinchRate : wheelRate);
  return Number.isFinite(step) ? 2 ** Math.min(Math.max(step, -maxStep), maxStep) : 1;
}

/** Whether a turn of the wheel is ours under a policy. */
export function wheelZooms(turn: WheelTurn, policy: WheelPolicy): boolean {
  return policy === 'always' || (policy === 'modifier' && (turn.ctrlKey || turn.metaKey));
}

/**
 * Zooms to the pointer. A turn that is ours never reaches the page, at the limits of the scale neither, or the page
 * would begin to zoom in the middle of a pinch.
 *
 * @param onBlocked called for turns that scroll the page because no modifier is held down.
 */
export function listenForWheel(
  surface: GestureSurface,
  policy: () => WheelPolicy,
  onBlocked: () => void,
): void {
  const { target, signal } = surface;
  const pause = new Pause(wheelPause, () => surface.end());
  signal.addEventListener('abort', () => pause.stop());

  target.addEventListener(
    'wheel',
    (event) => {
      if (event.defaultPrevented) return;
      if (!wheelZooms(event, policy())) {
        if (policy() === 'modifier' && !event.shiftKey && event.deltaY !== 0) onBlocked();
        return;
      }
      event.preventDefault();
      surface.zoom(wheelFactor(event), surface.local(event.clientX, event.clientY));
      pause.begin(target);
    },
    { signal, passive: false },
  );
}

/** Safari's own event for a trackpad's pinch; other engines report a wheel with Ctrl. */
interface GestureEvent extends UIEvent {
  readonly scale: number;
  readonly clientX: number;
  readonly clientY: number;
}

/** Zooms by a trackpad's pinch in Safari. A touch screen sends the same events beside touches; those are left alone. */
export function listenForSafariPinch(surface: GestureSurface, policy: () => WheelPolicy): void {
  const { target, signal } = surface;
  let last: number | null = null;
  let touches = 0;
  const countTouches = (event: TouchEvent): void => {
    touches = event.touches.length;
  };
  for (const type of ['touchstart', 'touchend', 'touchcancel'] as const) {
    target.addEventListener(type, countTouches, { signal, passive: true });
  }
  const listen = (type: string, listener: (event: GestureEvent) => void): void => {
    target.addEventListener(type, (event) => listener(event as GestureEvent), { signal, passive: false });
  };
  listen('gesturestart', (event) => {
    if (policy() === 'off' || touches > 0) return;
    event.preventDefault();
    last = event.scale;
  });
  listen('gesturechange', (event) => {
    if (last === null || !(event.scale > 0)) return;
    event.preventDefault();
    surface.zoom(event.scale / last, surface.local(event.clientX, event.clientY));
    last = event.scale;
  });
  listen('gestureend', () => {
    if (last === null) return;
    last = null;
    surface.end();
  });
}
