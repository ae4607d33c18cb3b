import type { Point, Rect } from '../model/layout.js';
import type { ViewportState } from '../model/view-state.js';

/** Width and height of a viewport in CSS pixels of the element's own coordinate system. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** What part of the graph is shown: `screen = graph × scale + (x, y)`, in CSS pixels from the element's top left corner. */
export type Viewport = ViewportState;

/** Smallest and largest scale that a gesture may reach. */
export interface ScaleLimits {
  readonly min: number;
  readonly max: number;
}

/** Limits of a graph that fits at its smallest scale; `scaleLimits` widens them for larger graphs. */
export const defaultScaleLimits: ScaleLimits = { min: 0.05, max: 4 };

/** Fitting enlarges a small graph only a little: a single node that fills the view helps nobody. */
const maxFitScale = 1.25;

/** The point of the screen (element coordinates) where a point of the graph is drawn. */
export function toScreen(viewport: Viewport, point: Point): Point {
  return { x: point.x * viewport.scale + viewport.x, y: point.y * viewport.scale + viewport.y };
}

/** The point of the graph that is drawn at a point of the screen (element coordinates). */
export function toGraph(viewport: Viewport, point: Point): Point {
  return { x: (point.x - viewport.x) / viewport.scale, y: (point.y - viewport.y) / viewport.scale };
}

/** The part of the graph that a view of this size shows, widened by `margin` screen pixels on each side. */
export function visibleRect(viewport: Viewport, size: Size, margin = 0): Rect {
  const { x, y } = toGraph(viewport, { x: -margin, y: -margin });
  return {
    x,
    y,
    width: (size.width + 2 * margin) / viewport.scale,
    height: (size.height + 2 * margin) / viewport.scale,
  };
}

/** The viewport after dragging by a distance on the screen. */
export function panBy(viewport: Viewport, dx: number, dy: number): Viewport {
  return { x: viewport.x + dx, y: viewport.y + dy, scale: viewport.scale };
}

/** The viewport with another scale, limited; the graph's point under `at` (screen) stays there. */
export function zoomTo(viewport: Viewport, scale: number, at: Point, limits = defaultScaleLimits): Viewport {
  return anchor(toGraph(viewport, at), at, clampScale(scale, limits));
}

/** The viewport enlarged by `factor` about a point of the screen. */
export function zoomBy(viewport: Viewport, factor: number, at: Point, limits = defaultScaleLimits): Viewport {
  return zoomTo(viewport, viewport.scale * factor, at, limits);
}

/** Two fingers on the screen. */
export type TwoPoints = readonly [Point, Point];

/** The viewport after two fingers have moved: their middle keeps its point of the graph, their distance sets the scale. */
export function pinch(
  viewport: Viewport,
  from: TwoPoints,
  to: TwoPoints,
  limits = defaultScaleLimits,
): Viewport {
  const before = distance(from);
  const factor = before > 0 ? distance(to) / before : 1;
  return anchor(toGraph(viewport, middle(from)), middle(to), clampScale(viewport.scale * factor, limits));
}

/**
 * The viewport that shows all of `rect` with `padding` screen pixels around it, centred. It shrinks as far as needed
 * and enlarges to 1.25 at most. A view without room (a hidden element) gives scale 1, never NaN or Infinity.
 */
export function fitRect(rect: Rect, size: Size, padding = 24): Viewport {
  const room = { width: size.width - 2 * padding, height: size.height - 2 * padding };
  const fits = Math.min(room.width / Math.max(rect.width, 1), room.height / Math.max(rect.height, 1));
  return centreRect(rect, size, fits > 0 ? Math.min(fits, maxFitScale) : 1);
}

/** The viewport of the given scale with the middle of `rect` in the middle of the view. */
export function centreRect(rect: Rect, size: Size, scale: number): Viewport {
  const centre = { x: rect.x + rect.width / 2, y: rect.y + rect.height / 2 };
  return anchor(centre, { x: size.width / 2, y: size.height / 2 }, scale);
}

/**
 * The viewport moved as little as possible so that `rect` (graph) lies in view with `margin` screen pixels around it.
 * A rectangle larger than the view is shown from its top left corner. The scale stays.
 */
export function revealRect(viewport: Viewport, rect: Rect, size: Size, margin = 16): Viewport {
  const at = toScreen(viewport, rect);
  const dx = leastShift(at.x, rect.width * viewport.scale, size.width, margin);
  const dy = leastShift(at.y, rect.height * viewport.scale, size.height, margin);
  return dx === 0 && dy === 0 ? viewport : panBy(viewport, dx, dy);
}

/**
 * The viewport moved back so far that the content cannot get lost: at least `keep` screen pixels of it (or all of it,
 * if it is smaller) stay in view along each axis.
 */
export function clampViewport(viewport: Viewport, content: Rect, size: Size, keep = 64): Viewport {
  const at = toScreen(viewport, content);
  const dx = shiftIntoReach(at.x, content.width * viewport.scale, size.width, keep);
  const dy = shiftIntoReach(at.y, content.height * viewport.scale, size.height, keep);
  return dx === 0 && dy === 0 ? viewport : panBy(viewport, dx, dy);
}

/** Limits for content of this size: one can always zoom out until all of it is seen. */
export function scaleLimits(content: Rect, size: Size): ScaleLimits {
  const { min, max } = defaultScaleLimits;
  return { min: Math.min(min, fitRect(content, size).scale), max };
}

/** The smallest rectangle around all rectangles, or `null` when there are none. */
export function boundsOf(rects: Iterable<Rect>): Rect | null {
  let left = Infinity;
  let top = Infinity;
  let right = -Infinity;
  let bottom = -Infinity;
  for (const { x, y, width, height } of rects) {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x + width);
    bottom = Math.max(bottom, y + height);
  }
  return left <= right ? { x: left, y: top, width: right - left, height: bottom - top } : null;
}

/** Whether two viewports differ by less than anyone can see. */
export function sameViewport(a: Viewport, b: Viewport): boolean {
  return Math.abs(a.x - b.x) < 0.01 && Math.abs(a.y - b.y) < 0.01 && Math.abs(a.scale / b.scale - 1) < 1e-6;
}

/** The viewport of a scale that draws the graph's point `graph` at the screen's point `screen`. */
function anchor(graph: Point, screen: Point, scale: number): Viewport {
  return { x: screen.x - graph.x * scale, y: screen.y - graph.y * scale, scale };
}

function clampScale(scale: number, { min, max }: ScaleLimits): number {
  return Number.isFinite(scale) ? Math.min(Math.max(scale, min), max) : max;
}

function leastShift(start: number, length: number, room: number, margin: number): number {
  const first = margin - start;
  if (first >= 0 || length + 2 * margin > room) return first;
  return Math.min(0, room - margin - (start + length));
}

function shiftIntoReach(start: number, length: number, room: number, keep: number): number {
  const kept = Math.min(keep, length, room);
  if (start + length < kept) return kept - (start + length);
  return Math.min(0, room - kept - start);
}

function middle([a, b]: TwoPoints): Point {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}

function distance([a, b]: TwoPoints): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}
