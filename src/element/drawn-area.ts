/** How far around the view a large drawing is in the document. */
import type { Rect } from '../model/layout.js';
import { boundsOf } from '../viewport/transform.js';
import { intersects } from '../viewport/visible-items.js';

/**
 * What was drawn before stays while the area is at most so many times as large as needed, so that going back and forth
 * draws nothing anew; of a larger one stays what is no farther from the view than this part of it.
 */
const KEPT = { factor: 1.7, margin: 0.6 } as const;

/** What is needed, together with what was drawn before and is still near. */
export function withDrawn(drawn: Rect, visible: Rect, needed: Rect): Rect {
  const joined = intersects(drawn, visible) ? boundsOf([drawn, needed]) : null;
  if (joined === null) return needed;
  const isLarge = joined.width * joined.height > KEPT.factor * needed.width * needed.height;
  return isLarge ? common(joined, widened(visible, KEPT.margin)) : joined;
}

/** A part more on each side. */
export function widened({ x, y, width, height }: Rect, part: number): Rect {
  return {
    x: x - part * width,
    y: y - part * height,
    width: (1 + 2 * part) * width,
    height: (1 + 2 * part) * height,
  };
}

/** The squares of a grid that an area touches. */
export function onGrid({ x, y, width, height }: Rect, side: number): Rect {
  const [left, top] = [Math.floor(x / side) * side, Math.floor(y / side) * side];
  return {
    x: left,
    y: top,
    width: Math.ceil((x + width - left) / side) * side,
    height: Math.ceil((y + height - top) / side) * side,
  };
}

/** The part of a rectangle that lies in another one, which it meets. */
function common(a: Rect, b: Rect): Rect {
  const [x, y] = [Math.max(a.x, b.x), Math.max(a.y, b.y)];
  return {
    x,
    y,
    width: Math.min(a.x + a.width, b.x + b.width) - x,
    height: Math.min(a.y + a.height, b.y + b.height) - y,
  };
}
