/** SVG path data of edges: straight segments for synchronous calls, one smooth curve for asynchronous ones. */
import type { LayoutDirection, Point, Rect } from '../model/layout.js';
import { cutLine } from './cut-line.js';
import { pathNumbers } from './path-numbers.js';
import { splinePath, splineWithin, type LinePart } from './spline.js';

/** Length and half width of an arrow head, in CSS pixels. */
const HEAD = { length: 8, half: 3.8 } as const;

/** Half the height of a number on the line with some room around it, in CSS pixels. */
const NUMBER_RADIUS = 11;

/** Into so many parts a curve is divided that runs straight through what is drawn, unless they are shorter than that. */
const PARTS = 8;
const LEAST_PART = 256;

/** An edge as SVG path data, in graph coordinates. */
export interface EdgePath {
  /** The line, ending where the arrow head begins. */
  readonly line: string;
  /** The arrow head as a closed path. A path, not a marker: markers need ids that would be shared by the page. */
  readonly head: string;
  /** Half way along the edge: where a label or the focus ring stands. */
  readonly middle: Point;
  /** Shortly before the arrow head: where a number stands that is to be read with it. */
  readonly beforeHead: Point;
  /** What of the line has to be drawn for a rectangle (graph coordinates) to be seen as with all of it. */
  within(area: Rect): readonly LinePart[];
}

interface Options {
  readonly curved: boolean;
  readonly direction: LayoutDirection;
  /** The label that the line has to run through. */
  readonly label?: Rect | null;
}

/** Draws the way that layout gave. Fewer than two points, or points that coincide, give an empty line. */
export function edgePath(points: readonly Point[], { curved, direction, label }: Options): EdgePath {
  if (!lastDistinct(points)) return noPath(points[0]);
  const rough = withRoomForHead(points);
  const way = curved && label ? throughLabel(rough, label) : rough;
  const isCubic = curved && way.length === 2;
  const route = isCubic ? sCurve(way, direction) : way;
  const last = route[route.length - 1];
  const before = lastDistinct(route);
  if (!last || !before) return noPath(last);
  const angle = Math.atan2(last.y - before.y, last.x - before.x);
  const end = {
    x: last.x - Math.cos(angle) * (HEAD.length - 1),
    y: last.y - Math.sin(angle) * (HEAD.length - 1),
  };
  const shortened = [...route.slice(0, -1), end];
  return {
    line: isCubic ? cubic(shortened) : curved ? splinePath(shortened) : straight(shortened),
    head: arrowHead(last, angle),
    within(area) {
      if (curved && !isCubic) return splineWithin(shortened, area, Math.max(LEAST_PART, area.width / PARTS));
      return [{ data: curved ? cubic(shortened) : cutLine(shortened, area), before: 0 }];
    },
    // Of most edges nobody asks for it.
    get middle() {
      return isCubic ? cubicMiddle(route) : middleOf(way);
    },
    get beforeHead() {
      return pointAlong([...route].reverse(), HEAD.length + NUMBER_RADIUS);
    },
  };
}

function noPath(at: Point = { x: 0, y: 0 }): EdgePath {
  return { line: '', head: '', middle: at, beforeHead: at, within: () => [] };
}

/** Drops bends so close to the end that the arrow head would hide them and seem to come from nowhere. */
function withRoomForHead(points: readonly Point[]): readonly Point[] {
  let count = points.length;
  while (
    count > 2 &&
    distanceBetween(points[count - 2] as Point, points[points.length - 1] as Point) < HEAD.length * 1.5
  ) {
    count--;
  }
  return count === points.length
    ? points
    : [...points.slice(0, count - 1), points[points.length - 1] as Point];
}

/**
 * Adds the label's two ends as bends. A spline runs through the middle of what lies between two bends, so it then runs
 * through the middle of the label, where the polyline does.
 */
function throughLabel(points: readonly Point[], label: Rect): readonly Point[] {
  const middle = { x: label.x + label.width / 2, y: label.y + label.height / 2 };
  for (let index = 1; index < points.length; index++) {
    const from = points[index - 1] as Point;
    const to = points[index] as Point;
    const length = distanceBetween(from, to);
    const detour = distanceBetween(from, middle) + distanceBetween(middle, to) - length;
    if (length <= label.width || detour > 1) continue;
    const unit = { x: (to.x - from.x) / length, y: (to.y - from.y) / length };
    const room = { before: distanceBetween(from, middle), after: distanceBetween(middle, to) };
    const least = Math.min(room.before, room.after);
    // Two bends side by side would make a corner; where the way bends soon after the label, that bend serves.
    const reach = least < label.width / 2 + 24 ? least : label.width / 2;
    const at = (distance: number): Point => ({
      x: middle.x + unit.x * distance,
      y: middle.y + unit.y * distance,
    });
    const before = room.before - reach > 1 ? [at(-reach)] : [];
    const after = room.after - reach > 1 ? [at(reach)] : [];
    return [...points.slice(0, index), ...before, ...after, ...points.slice(index)];
  }
  return points;
}

/** A polyline. */
function straight(points: readonly Point[]): string {
  return points.map((point, index) => `${index === 0 ? 'M' : 'L'}${pathNumbers(point)}`).join('');
}

/** Two points become a curve that leaves and arrives along the direction of the layout. */
function sCurve(points: readonly Point[], direction: LayoutDirection): readonly Point[] {
  const [from, to] = points as [Point, Point];
  const span = direction === 'right' ? to.x - from.x : to.y - from.y;
  const reach = Math.max(24, Math.abs(span) * 0.45);
  const [dx, dy] = direction === 'right' ? [reach, 0] : [0, reach];
  return [from, { x: from.x + dx, y: from.y + dy }, { x: to.x - dx, y: to.y - dy }, to];
}

function cubic(points: readonly Point[]): string {
  const [from, a, b, to] = points as [Point, Point, Point, Point];
  return `M${pathNumbers(from)}C${pathNumbers(a)} ${pathNumbers(b)} ${pathNumbers(to)}`;
}

function cubicMiddle(points: readonly Point[]): Point {
  const [from, a, b, to] = points as [Point, Point, Point, Point];
  return { x: (from.x + 3 * a.x + 3 * b.x + to.x) / 8, y: (from.y + 3 * a.y + 3 * b.y + to.y) / 8 };
}

function arrowHead(tip: Point, angle: number): string {
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  const base = { x: tip.x - cos * HEAD.length, y: tip.y - sin * HEAD.length };
  const left = { x: base.x - sin * HEAD.half, y: base.y + cos * HEAD.half };
  const right = { x: base.x + sin * HEAD.half, y: base.y - cos * HEAD.half };
  return `M${pathNumbers(tip)}L${pathNumbers(left)}L${pathNumbers(right)}Z`;
}

function lastDistinct(points: readonly Point[]): Point | null {
  const last = points[points.length - 1];
  for (let index = points.length - 2; last && index >= 0; index--) {
    const point = points[index] as Point;
    if (Math.hypot(point.x - last.x, point.y - last.y) > 0.01) return point;
  }
  return null;
}

/** The point half way along a polyline. */
function middleOf(points: readonly Point[]): Point {
  let length = 0;
  for (let index = 1; index < points.length; index++) length += distance(points, index);
  return pointAlong(points, length / 2);
}

/** The point so far along a polyline, or its end where it is shorter. */
function pointAlong(points: readonly Point[], length: number): Point {
  let rest = length;
  for (let index = 1; index < points.length; index++) {
    const step = distance(points, index);
    if (rest <= step && step > 0) {
      const from = points[index - 1] as Point;
      const to = points[index] as Point;
      return { x: from.x + ((to.x - from.x) * rest) / step, y: from.y + ((to.y - from.y) * rest) / step };
    }
    rest -= step;
  }
  return points[points.length - 1] ?? { x: 0, y: 0 };
}

function distance(points: readonly Point[], index: number): number {
  const from = points[index - 1] as Point;
  const to = points[index] as Point;
  return distanceBetween(from, to);
}

const distanceBetween = (from: Point, to: Point): number => Math.hypot(to.x - from.x, to.y - from.y);
