/** Where a view begins, and what of a drawing it can keep in its place. */
import type { Point, Rect } from '../model/layout.js';
import type { ViewportState } from '../model/view-state.js';
import type { Scene } from '../view/scene.js';
import { toGraph, visibleRect, type Size } from '../viewport/transform.js';
import { intersects } from '../viewport/visible-items.js';

/** Below this scale a first view would be unreadable: it then shows the beginning of the graph instead of all of it. */
const READABLE_SCALE = 0.5;

/** A beginning is large enough to read every text: the minimap gives the overview. */
const BEGINNING_SCALE = 0.8;

/** On a small screen there is no overview to lose. */
const SMALL_SCREEN = 640;

/** Whether all of a drawing is seen. */
export function isWhole(scene: Scene, { x, y, scale }: ViewportState, { width, height }: Size): boolean {
  const { top } = scene;
  return (
    x >= 0 && y + top * scale >= 0 && x + scene.width * scale <= width && y + scene.height * scale <= height
  );
}

/** All of a drawing. */
export const contentOf = ({ top, width, height }: Scene): Rect => ({
  x: 0,
  y: top,
  width,
  height: height - top,
});

/** The scale below which a first view shows the beginning rather than all. */
export const readableScale = ({ width }: Size): number =>
  width < SMALL_SCREEN ? BEGINNING_SCALE : READABLE_SCALE;

/** The beginning of a large drawing, where reading starts: as much of its breadth as can be read at once. */
export function beginning(scene: Scene, start: Rect, free: Size): ViewportState {
  const margin = 20;
  const { top, width, height } = scene;
  const across = scene.direction === 'right' ? free.height / (height - top) : free.width / width;
  const scale = Math.min(1, Math.max(BEGINNING_SCALE, across * 0.94));
  /** Centres the start, but leaves no room empty that the drawing could fill. */
  const middle = (from: number, length: number, room: number, total: number): number => {
    const centred = room / 2 - (from + length / 2) * scale;
    if (total * scale <= room - 2 * margin) return (room - total * scale) / 2;
    return Math.min(margin, Math.max(room - margin - total * scale, centred));
  };
  /** Begins at the drawing's own edge where the start is not far from it: nothing is cut then. */
  const along = (from: number, length: number, room: number): number =>
    (from + length) * scale < room * 0.6 ? margin : margin - from * scale;
  return scene.direction === 'right'
    ? {
        x: along(start.x, start.width, free.width),
        y: middle(start.y - top, start.height, free.height, height - top) - top * scale,
        scale,
      }
    : {
        x: middle(start.x, start.width, free.width, width),
        y: along(start.y - top, start.height, free.height) - top * scale,
        scale,
      };
}

/** Whether any node of a drawing, or a stub, is in a part of it. */
export const hasAnything = ({ nodes, stubs }: Scene, seen: Rect): boolean =>
  [nodes, stubs].some((boxes) => boxes.some(({ rect }) => intersects(rect, seen)));

/** A node of one drawing, and its id in the next one. */
interface Held {
  readonly rect: Rect;
  readonly id: string;
}

/** The node that both drawings have and that was closest to a point, of those in a part of the former. */
function nearest(
  before: Scene,
  scene: Scene,
  to: Point,
  within: Rect | null,
  idNow: (id: string) => string | null,
): Held | null {
  const distance = ({ x, y, width, height }: Rect): number =>
    Math.hypot(x + width / 2 - to.x, y + height / 2 - to.y);
  const candidates = before.nodes.filter(({ rect }) => !within || intersects(rect, within));
  for (const { node, rect } of candidates.sort((a, b) => distance(a.rect) - distance(b.rect))) {
    const id = idNow(node.id);
    if (id !== null && scene.nodeById.has(id)) return { rect, id };
  }
  return null;
}

/**
 * The view in which `anchor`, or without one in view the node nearest to the middle, is where it was on the screen;
 * `null` without any. Something out of view is no hold, unless nothing at all was in view: kept there, it could take all
 * that is seen out of view.
 *
 * @param idNow the id that a node of the drawing before has in this one; `null` where it is gone
 */
export function keptInPlace(
  scene: Scene,
  before: Scene,
  anchor: string | null,
  state: ViewportState,
  size: Size,
  idNow: (id: string) => string | null,
): ViewportState | null {
  const middle = toGraph(state, { x: size.width / 2, y: size.height / 2 });
  const seen = visibleRect(state, size);
  const rect = anchor === null ? undefined : before.nodeById.get(anchor)?.rect;
  const id = anchor === null || !rect || !intersects(rect, seen) ? null : idNow(anchor);
  const held =
    rect && id !== null
      ? { rect, id }
      : nearest(before, scene, middle, hasAnything(before, seen) ? seen : null, idNow);
  const from = held?.rect;
  const to = held && scene.nodeById.get(held.id)?.rect;
  if (!from || !to) return null;
  const { x, y, scale } = state;
  return { x: x + (from.x - to.x) * scale, y: y + (from.y - to.y) * scale, scale };
}

/** Tells the print styles how large the drawing is that they have to fit; or that it is not printed any more. */
export function markOnPaper(target: HTMLElement, { y: top, width, height }: Rect, isOnPaper: boolean): void {
  target.classList.toggle('on-paper', isOnPaper);
  for (const [name, length] of Object.entries({ top, width, height }))
    target.style.setProperty(`--_${name}`, `${length}px`);
}
