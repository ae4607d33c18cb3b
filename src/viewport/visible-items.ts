import type { PlacedNode, Point, Rect } from '../model/layout.js';
import { extentOf, type Way } from '../model/way.js';

/** A line that can be found. */
export interface Line {
  readonly id: string;
  readonly way: Way;
}

/** How much of a node is drawn: everything; shape and labels; shapes and lines only. */
export type DetailLevel = 'full' | 'labels' | 'shapes';

/** Ids of what a view has to draw, each once, in the order of the placed graph. */
export interface VisibleItems {
  readonly nodes: readonly string[];
  readonly edges: readonly string[];
}

/** Below this scale a label of 13 px is smaller than 8 px: badges and second lines go. */
const fullScale = 0.6;

/** Below this scale no text can be read. */
const labelScale = 0.3;

/** A scale this close to where detail changes leaves it as it is, so that a trembling hand does not draw again and again. */
const hysteresis = 1.06;

/** The level of detail that can be seen at a scale; `before` is kept near the border between two levels. */
export function detailLevel(scale: number, before?: DetailLevel): DetailLevel {
  if (before !== undefined) {
    const nearby = [detailLevel(scale / hysteresis), detailLevel(scale * hysteresis)];
    if (nearby.includes(before)) return before;
  }
  if (scale >= fullScale) return 'full';
  return scale >= labelScale ? 'labels' : 'shapes';
}

/**
 * Finds what lies in a part of the graph, by comparing it with every box: a hundred thousand take a millisecond, and
 * an index of places would take longer to build than it saves. Only lines whose boxes are met are followed.
 */
export class VisibleIndex {
  readonly #nodes: readonly PlacedNode[];
  readonly #lines: readonly Line[];
  readonly #slack: number;
  /** Left, top, right and bottom of each line, with the slack. */
  readonly #bounds: Float64Array;

  /**
   * @param slack how far a line may be drawn beside its points, in graph pixels: curves bulge, and arrow heads have a
   * width.
   */
  constructor(nodes: readonly PlacedNode[], lines: readonly Line[], slack = 24) {
    this.#nodes = nodes;
    this.#lines = lines;
    this.#slack = slack;
    this.#bounds = new Float64Array(4 * lines.length);
    lines.forEach(({ way }, index) => {
      const { x, y, width, height } = extentOf(way);
      this.#bounds.set([x - slack, y - slack, x + width + slack, y + height + slack], 4 * index);
    });
  }

  /** Nodes that touch `rect` (graph coordinates), and edges that pass through or near it. */
  query(rect: Rect): VisibleItems {
    const nodes: string[] = [];
    for (const node of this.#nodes) if (intersects(node, rect)) nodes.push(node.id);
    return { nodes, edges: this.#edgesIn(rect) };
  }

  #edgesIn(rect: Rect): string[] {
    const near = widened(rect, this.#slack);
    const [right, bottom] = [rect.x + rect.width, rect.y + rect.height];
    const bounds = this.#bounds;
    const found: string[] = [];
    this.#lines.forEach(({ id, way }, index) => {
      const at = 4 * index;
      const isFar =
        bounds[at]! > right ||
        bounds[at + 1]! > bottom ||
        bounds[at + 2]! < rect.x ||
        bounds[at + 3]! < rect.y;
      if (!isFar && isMet(way.points, near)) found.push(id);
    });
    return found;
  }
}

/** Whether a rectangle lies wholly in another. */
export function contains(outer: Rect, inner: Rect): boolean {
  return (
    outer.x <= inner.x &&
    outer.y <= inner.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  );
}

/** Whether two rectangles are the same one. */
export function sameRect(a: Rect, b: Rect): boolean {
  return a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;
}

/** Whether two rectangles have a point in common; touching counts. */
export function intersects(a: Rect, b: Rect): boolean {
  return a.x <= b.x + b.width && b.x <= a.x + a.width && a.y <= b.y + b.height && b.y <= a.y + a.height;
}

/** Whether a line passes through a rectangle. */
function isMet(points: readonly Point[], near: Rect): boolean {
  for (let index = 1; index < points.length; index++) {
    if (crosses(points[index - 1]!, points[index]!, near)) return true;
  }
  return false;
}

/** Whether a segment has a point in a rectangle: neither lies beyond a side of the other. */
function crosses(from: Point, to: Point, { x, y, width, height }: Rect): boolean {
  if (Math.max(from.x, to.x) < x || Math.min(from.x, to.x) > x + width) return false;
  if (Math.max(from.y, to.y) < y || Math.min(from.y, to.y) > y + height) return false;
  // The corners lie on both sides of the segment's line, or on it.
  const side = (px: number, py: number): number =>
    Math.sign((to.x - from.x) * (py - from.y) - (to.y - from.y) * (px - from.x));
  const sides = side(x, y) + side(x + width, y) + side(x, y + height) + side(x + width, y + height);
  return Math.abs(sides) < 4;
}

const widened = ({ x, y, width, height }: Rect, by: number): Rect => ({
  x: x - by,
  y: y - by,
  width: width + 2 * by,
  height: height + 2 * by,
});
