/** Where a first view of a drawing stands that is too large to be read as a whole. */
import type { Rect } from '../model/layout.js';
import type { ViewportState } from '../model/view-state.js';
import type { Scene } from '../view/scene.js';
import type { Size } from '../viewport/transform.js';

/** Below this scale a first view would be unreadable: it then shows the beginning of the graph instead of all of it. */
const READABLE_SCALE = 0.5;

/** On a small screen there is no overview to lose, so a first view begins large enough to read every text. */
const SMALL_SCREEN = { width: 640, readableScale: 0.8 } as const;

/** The least scale at which a first view shows its texts, in a viewport of this width. */
export const readableScale = ({ width }: Size): number =>
  width < SMALL_SCREEN.width ? SMALL_SCREEN.readableScale : READABLE_SCALE;

/** The beginning of a large drawing, where reading starts: as much of its breadth as can be read at once. */
export function beginning(scene: Scene, start: Rect, free: Size): ViewportState {
  const margin = 20;
  const { top, width, height } = scene;
  const across = scene.direction === 'right' ? free.height / (height - top) : free.width / width;
  const scale = Math.min(1, Math.max(readableScale(free), across * 0.94));
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
