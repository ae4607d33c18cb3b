import type { Point, Rect } from '../model/layout.js';
import { toScreen, type Viewport } from './transform.js';

/**
 * The point of the screen that stays where it is when a button or key zooms: the middle of the first rectangle that is
 * in view, else the middle of what is seen of the drawing. About the middle of the view one would zoom into emptiness
 * wherever the drawing fills only part of it.
 *
 * @param wanted what the user works at (graph coordinates), the most important first.
 * @param content all of the drawing (graph coordinates).
 * @param free the part of the view that nothing covers (screen).
 */
export function zoomAnchor(viewport: Viewport, wanted: readonly Rect[], content: Rect, free: Rect): Point {
  for (const rect of wanted) {
    const at = toScreen(viewport, middle(rect));
    if (isWithin(at, free)) return at;
  }
  return middle(common(onScreen(viewport, content), free) ?? free);
}

function onScreen(viewport: Viewport, { x, y, width, height }: Rect): Rect {
  return {
    ...toScreen(viewport, { x, y }),
    width: width * viewport.scale,
    height: height * viewport.scale,
  };
}

/** What two rectangles share; `null` where they are apart. */
function common(a: Rect, b: Rect): Rect | null {
  const x = Math.max(a.x, b.x);
  const y = Math.max(a.y, b.y);
  const width = Math.min(a.x + a.width, b.x + b.width) - x;
  const height = Math.min(a.y + a.height, b.y + b.height) - y;
  return width > 0 && height > 0 ? { x, y, width, height } : null;
}

const middle = ({ x, y, width, height }: Rect): Point => ({ x: x + width / 2, y: y + height / 2 });

const isWithin = ({ x, y }: Point, rect: Rect): boolean =>
  x >= rect.x && x <= rect.x + rect.width && y >= rect.y && y <= rect.y + rect.height;
