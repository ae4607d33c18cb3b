import type { Point } from '../model/layout.js';
import type { Viewport } from './transform.js';

/** What the listeners of one kind of input (pointer, touch, wheel) need of the controller that owns the viewport. */
export interface GestureSurface {
  readonly target: HTMLElement;
  /** Aborted when the controller is destroyed: every listener hangs on it. */
  readonly signal: AbortSignal;
  readonly viewport: Viewport;
  /** A point of the window in the target's own coordinates. */
  local(clientX: number, clientY: number): Point;
  /** How long a pixel of the window is in the target's own coordinates, along each axis. */
  localPixel(): Point;
  /** Shows a viewport, limited and clamped. The first call after `end` begins a gesture. */
  move(viewport: Viewport): void;
  /** Enlarges about a point in the target's coordinates. */
  zoom(factor: number, at: Point): void;
  /** The viewport between two fingers' former and present places. */
  pinch(start: Viewport, from: readonly [Point, Point], to: readonly [Point, Point]): void;
  /** Ends the gesture; without a move before it, there was none. */
  end(): void;
}

/**
 * A point of the window in an element's own coordinates. Exact also when the element or an ancestor is scaled by a CSS
 * transform or `zoom`: what is measured on the screen is divided by how much larger the element appears there.
 */
export function localPoint(element: HTMLElement, clientX: number, clientY: number): Point {
  const { left, top, width, height } = element.getBoundingClientRect();
  return {
    x: (clientX - left) * ratio(element.offsetWidth, width) - element.clientLeft,
    y: (clientY - top) * ratio(element.offsetHeight, height) - element.clientTop,
  };
}

/** How long a pixel of the window is in an element's own coordinates: other than 1 where something is scaled by CSS. */
export function localPixel(element: HTMLElement): Point {
  const { width, height } = element.getBoundingClientRect();
  return { x: ratio(element.offsetWidth, width), y: ratio(element.offsetHeight, height) };
}

function ratio(own: number, seen: number): number {
  return own > 0 && seen > 0 ? own / seen : 1;
}
