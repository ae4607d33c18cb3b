/** The outlines of the four node kinds, as pure geometry about the shape's centre, in CSS pixels. */
import type { DependencyNode, NodeKind } from '../model/dependency-graph.js';
import type { LayoutDirection, Point } from '../model/layout.js';

/** Distance between the two outlines of an asynchronous trace's node. */
const OUTLINE_GAP = 4.5;

/** Half the height of the square in which every shape, with a second outline, has room. */
export const SHAPE_RADIUS = 26;

/** Half width and half height of each kind; set so that the four look equally large. */
const HALF: Readonly<Record<NodeKind, { readonly x: number; readonly y: number }>> = {
  http: { x: 21, y: 21 },
  pubsub: { x: 20, y: 17 },
  database: { x: 16, y: 16 },
  generic: { x: 18, y: 18 },
};

/** How much further out the second outline lies, so that the gap looks even on slanted sides too. */
const OUTER: Readonly<Record<NodeKind, number>> = {
  http: OUTLINE_GAP * Math.SQRT2,
  pubsub: OUTLINE_GAP * 1.15,
  database: OUTLINE_GAP,
  generic: OUTLINE_GAP,
};

/** Half the shape's extent, with its second outline when it has one. Edges end there. */
export function shapeExtent(kind: NodeKind, async: boolean): { x: number; y: number } {
  const more = async ? OUTER[kind] : 0;
  return { x: HALF[kind].x + more, y: HALF[kind].y + more };
}

/** SVG path data of an outline about a centre: the inner one, or the outer one of an asynchronous trace. */
export function shapePath(
  kind: NodeKind,
  outline: 'inner' | 'outer' = 'inner',
  centre: Point = { x: 0, y: 0 },
): string {
  const { x, y } = shapeExtent(kind, outline === 'outer');
  const { x: cx, y: cy } = centre;
  switch (kind) {
    case 'http':
      return `M${cx} ${cy - y}L${cx + x} ${cy}L${cx} ${cy + y}L${cx - x} ${cy}Z`;
    case 'pubsub':
      return `M${cx - x} ${cy}L${cx - x / 2} ${cy - y}H${cx + x / 2}L${cx + x} ${cy}L${cx + x / 2} ${cy + y}H${cx - x / 2}Z`;
    case 'database':
      return `M${cx - x} ${cy - y}H${cx + x}V${cy + y}H${cx - x}Z`;
    case 'generic':
      return `M${cx - x} ${cy}A${x} ${y} 0 1 1 ${cx + x} ${cy}A${x} ${y} 0 1 1 ${cx - x} ${cy}Z`;
  }
}

/** SVG path data of a stub edge that comes from nowhere: the parent is not in the data. */
export function orphanPath(
  { kind, async }: Pick<DependencyNode, 'kind' | 'async'>,
  direction: LayoutDirection,
  { x, y }: Point = { x: 0, y: 0 },
): string {
  const extent = shapeExtent(kind, async);
  return direction === 'right' ? `M${x - extent.x} ${y}h-20` : `M${x} ${y - extent.y}v-16`;
}

/** SVG path data of the sign inside the shape, drawn as strokes: arrows, an envelope, a cylinder, a pair of brackets. */
export const SIGNS: Readonly<Record<NodeKind, string>> = {
  http: 'M-6 -3H6M3 -6L6 -3L3 0M6 3H-6M-3 0L-6 3L-3 6',
  pubsub: 'M-6 -4.5H6V4.5H-6ZM-6 -4L0 0.5L6 -4',
  database:
    'M-5.5 -4.5C-5.5 -7 5.5 -7 5.5 -4.5C5.5 -2 -5.5 -2 -5.5 -4.5V4.5C-5.5 7 5.5 7 5.5 4.5V-4.5M-5.5 0C-5.5 2.5 5.5 2.5 5.5 0',
  generic: 'M-2.5 -4.5L-7 0L-2.5 4.5M2.5 -4.5L7 0L2.5 4.5',
};

/** The sign of a topic or queue: messages in a row. */
export const DESTINATION_SIGN = 'M-8 -5H8M-8 5H8M-5.5 -1.5V1.5M-1.8 -1.5V1.5M1.8 -1.5V1.5M5.5 -1.5V1.5';
