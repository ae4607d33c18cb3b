import type { Point } from '../model/layout.js';
import type { GestureSurface } from './gesture-surface.js';
import type { Viewport } from './transform.js';

/** The value of `touch-action` that leaves one finger to the browser: it scrolls the page. */
export const TOUCH_ACTION = 'pan-x pan-y';

/**
 * Two fingers move and pinch the graph. Touch events rather than pointer events: only they can be refused to the browser
 * in the middle of a touch, when the second finger comes.
 */
export function listenForTouch(surface: GestureSurface): void {
  const { target, signal } = surface;
  let start: { viewport: Viewport; points: readonly [Point, Point] } | null = null;
  let shown = surface.viewport;

  const pointsOf = (event: TouchEvent): readonly [Point, Point] | null => {
    const [first, second] = Array.from(event.touches)
      .filter((touch) => target.contains(touch.target as Node))
      .map(({ clientX, clientY }) => surface.local(clientX, clientY));
    return first && second ? [first, second] : null;
  };

  // Whenever a finger comes or goes, the gesture goes on from where it is now.
  const restart = (event: TouchEvent): void => {
    const points = pointsOf(event);
    shown = surface.viewport;
    start = points && { viewport: shown, points };
    if (!points) surface.end();
    else if (event.cancelable) event.preventDefault();
  };
  const options = { signal, passive: false };
  target.addEventListener('touchstart', restart, options);
  target.addEventListener('touchend', restart, options);
  target.addEventListener('touchcancel', restart, options);

  target.addEventListener(
    'touchmove',
    (event) => {
      const points = pointsOf(event);
      if (!start || !points) return;
      if (surface.viewport !== shown) {
        // Someone else has set the viewport meanwhile: go on from there.
        shown = surface.viewport;
        start = { viewport: shown, points };
      }
      if (event.cancelable) event.preventDefault();
      surface.pinch(start.viewport, start.points, points);
      shown = surface.viewport;
    },
    options,
  );
}
