/** Lines of a large drawing as far as they are near what is seen. */
import type { Rect } from '../model/layout.js';
import { extentOf } from '../model/way.js';
import { contains } from '../viewport/visible-items.js';
import type { SceneEdge } from './scene.js';
import type { LinePart } from './spline.js';

/**
 * Cuts lines off outside of a rectangle. A painter follows all of a line for each part of the picture that it may touch:
 * some hundred lines that run through a large drawing would stop a pan for seconds, dotted ones for much longer.
 */
export class LineClip {
  readonly area: Rect;
  readonly #known = new Map<SceneEdge, readonly LinePart[]>();

  /** @param area in graph coordinates */
  constructor(area: Rect) {
    this.area = area;
  }

  /** One part or several; none where nothing of the line is near. */
  partsOf(entry: SceneEdge): readonly LinePart[] {
    let parts = this.#known.get(entry);
    if (!parts) this.#known.set(entry, (parts = this.#cut(entry)));
    return parts;
  }

  #cut(entry: SceneEdge): readonly LinePart[] {
    return contains(this.area, extentOf(entry)) ? wholeLine(entry) : entry.path.within(this.area);
  }
}

const whole = new WeakMap<SceneEdge, readonly LinePart[]>();

/** Where nothing is cut off: always the same parts, so that a line that stays whole is not rendered again. */
export function wholeLine(entry: SceneEdge): readonly LinePart[] {
  let parts = whole.get(entry);
  if (!parts) whole.set(entry, (parts = [{ data: entry.path.line, before: 0 }]));
  return parts;
}
