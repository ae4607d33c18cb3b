/** Which part of the view nothing covers: what floats over the drawing is measured where it stands. */
import type { Rect } from '../model/layout.js';
import type { ViewportState } from '../model/view-state.js';
import { panBy, revealRect, type Size } from '../viewport/transform.js';

/** Room around what is brought into view, CSS pixels: its focus ring and the ends of its calls are seen too. */
const REVEAL_MARGIN = 24;

type Root = HTMLElement | DocumentFragment;

/** The settings and the legend, which float at the bottom; `null` before they are rendered. */
export const dockOf = (root: Root): HTMLElement | null => root.querySelector<HTMLElement>('.dock');

/** The room above the settings and the legend. */
export function freeSize(root: Root, { width, height }: Size): Size {
  const dock = dockOf(root);
  const left = height - (dock ? dock.offsetHeight + 16 : 0);
  return { width, height: left > height / 3 ? left : height };
}

/** The same room without the chips, which float at its top. */
export function freeRect(root: Root, size: Size): Rect {
  const { width, height } = freeSize(root, size);
  const chips = root.querySelector<HTMLElement>('.chips');
  const y = chips ? chips.offsetTop + chips.offsetHeight : 0;
  return y < height / 2 ? { x: 0, y, width, height: height - y } : { x: 0, y: 0, width, height };
}

/** The view moved as little as possible so that a rectangle (graph coordinates) is in the free part. */
export function movedToShow(rect: Rect, state: ViewportState, free: Rect): ViewportState {
  return panBy(revealRect(panBy(state, 0, -free.y), rect, free, REVEAL_MARGIN), 0, free.y);
}
