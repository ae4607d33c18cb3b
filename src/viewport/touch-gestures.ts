import type { Point } from '../model/layout.js';
import type { GestureSurface } from './gesture-surface.js';
import { panBy, type Viewport } from './transform.js';

/** What one finger does: scroll the page (two fingers move the graph), or move the graph. */
export type TouchPolicy = 'page' | 'graph';

/** A finger that moves less than this many CSS pixels taps. */
const threshold = 8;

/** The value of `touch-action` that leaves to the browser what the policy does not claim. */
export function touchAction(policy: TouchPolicy): string {
  return policy === 'graph' ? 'none' : 'pan-x pan-y';
}

/**
 * Two fingers move and pinch the graph; one finger does as the policy says. Touch events rather than pointer events:
 * only they can be refused to the browser in the middle of a touch, when the second finger comes.
 */
export function listenForTouch(surface: GestureSurface, policy: () => TouchPolicy): void {
  const { target, signal } = surface;
  let start: { viewport: Viewport; points: readonly Point[] } | null = null;
  let shown = surface.viewport;
  let moved = false;

  const pointsOf = (event: TouchEvent): Point[] =>
    Array.from(event.touches)
      .filter((touch) => target.contains(touch.target as Node))
      .slice(0, 2)
      .map(({ clientX, clientY }) => surface.local(clientX, clientY));

  // Whenever a finger comes or goes, the gesture goes on from where it is now.
  const restart = (event: TouchEvent): void => {
    const points = pointsOf(event);
    const ours = points.length === 2 || (points.length === 1 && policy() === 'graph');
    shown = surface.viewport;
    start = ours ? { viewport: shown, points } : null;
    if (points.length === 2 && event.cancelable) event.preventDefault();
    if (!ours) {
      moved = false;
      surface.end();
    }
  };
  const options = { signal, passive: false };
  target.addEventListener('touchstart', restart, options);
  target.addEventListener('touchend', restart, options);
  target.addEventListener('touchcancel', restart, options);

  target.addEventListener(
    'touchmove',
    (event) => {
      if (!start) return;
      const points = pointsOf(event);
      if (surface.viewport !== shown) {
        // Someone else has set the viewport meanwhile: go on from there.
        shown = surface.viewport;
        start = { viewport: shown, points };
      }
      const [from, second] = start.points;
      const [to, secondTo] = points;
      if (!from || !to || points.length !== start.points.length) return;
      if (second && secondTo) {
        if (event.cancelable) event.preventDefault();
        moved = true;
        surface.pinch(start.viewport, [from, second], [to, secondTo]);
        shown = surface.viewport;
        return;
      }
      if (!moved && Math.hypot(to.x - from.x, to.y - from.y) < threshold) return;
      if (event.cancelable) event.preventDefault();
      moved = true;
      surface.move(panBy(start.viewport, to.x - from.x, to.y - from.y));
      shown = surface.viewport;
    },
    options,
  );
}
