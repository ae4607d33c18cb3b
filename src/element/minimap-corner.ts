/** In which corner of the view the map covers least of what is drawn there. */
import type { Rect } from '../model/layout.js';
import type { Scene } from '../view/scene.js';
import { toGraph, type Size, type Viewport } from '../viewport/transform.js';

/** A corner of the view above the settings. */
export interface Corner {
  /** At the start of the line, not at its end. */
  readonly aside: boolean;
  /** At the bottom. */
  readonly low: boolean;
}

/** As they are preferred. */
export const CORNERS: readonly Corner[] = [
  { aside: false, low: false },
  { aside: true, low: false },
  { aside: false, low: true },
  { aside: true, low: true },
];

/** The view that has the corners. */
export interface CornerView {
  readonly viewport: Viewport;
  /** Without the room that the settings take. */
  readonly free: Size;
  /** Between the map and the edges, CSS pixels. */
  readonly inset: number;
  readonly isMirrored: boolean;
}

/** Where the map stands in the view. */
function cornerRect({ aside, low }: Corner, map: Size, { free, inset, isMirrored }: CornerView): Rect {
  const isLeft = aside !== isMirrored;
  return {
    x: isLeft ? inset : free.width - inset - map.width,
    y: low ? free.height - inset - map.height : inset,
    width: map.width,
    height: map.height,
  };
}

/** How many square pixels of the given rectangles (graph coordinates) the map would cover. */
export function covered(corner: Corner, map: Size, view: CornerView, rects: Iterable<Rect>): number {
  const own = cornerRect(corner, map, view);
  const { scale } = view.viewport;
  const { x, y } = toGraph(view.viewport, own);
  const [right, bottom] = [x + own.width / scale, y + own.height / scale];
  let area = 0;
  for (const rect of rects) {
    const width = Math.min(rect.x + rect.width, right) - Math.max(rect.x, x);
    const height = Math.min(rect.y + rect.height, bottom) - Math.max(rect.y, y);
    if (width > 0 && height > 0) area += width * height;
  }
  return area * scale * scale;
}

/** What is wanted weighs more than all else that the map could cover. */
const WANTED = 1000;

/** The corner in which least is covered; of equal ones the first that is preferred. */
export function leastCovered(
  map: Size,
  view: CornerView,
  rects: readonly Rect[],
  wanted: readonly Rect[],
): Corner {
  const areas = CORNERS.map(
    (corner) => covered(corner, map, view, rects) + WANTED * covered(corner, map, view, wanted),
  );
  return CORNERS[areas.indexOf(Math.min(...areas))]!;
}

/** A character of a heading, about: it only has to be known where headings are. */
const HEADING = { letter: 6.5, line: 14, padding: 24 } as const;

/** What of a drawing is read: nodes, stubs, the labels of calls, the headings of levels. */
export function readableRects({ nodes, stubs, edges, bands }: Scene): Rect[] {
  return [
    ...nodes.map(({ rect }) => rect),
    ...stubs.map(({ rect }) => rect),
    ...edges.flatMap(({ placedLabel }) => placedLabel ?? []),
    ...bands.map(({ heading, lines }) => ({
      ...heading,
      width: lines.reduce((most, { length }) => Math.max(most, length), 0) * HEADING.letter + HEADING.padding,
      height: lines.length * HEADING.line,
    })),
  ];
}
