/**
 * A quadratic B-spline as SVG path data: each bend is a control point, each middle between two bends lies on the curve.
 * It stays within the polyline's hull, so a curve runs through no box that the polyline avoids.
 */
import type { Point, Rect } from '../model/layout.js';
import { pathNumbers } from './path-numbers.js';

/** A part of a line. */
export interface LinePart {
  /** SVG path data. */
  readonly data: string;
  /** How much of the line comes before it, in graph pixels: dots that begin so late stand where those of all of it do. */
  readonly before: number;
}

/** One bend's share of the curve, a quadratic Bézier curve. */
interface Piece {
  readonly from: Point;
  readonly bend: Point;
  readonly to: Point;
}

/** The whole curve; two points are a straight line, fewer give nothing. */
export function splinePath(points: readonly Point[]): string {
  const [from, to] = points;
  if (points.length === 2 && from && to) return `M${pathNumbers(from)}L${pathNumbers(to)}`;
  return piecesPath(piecesOf(points));
}

/**
 * What of the curve may be seen in a rectangle, in parts of at most one length: a painter follows all of a dotted part,
 * dot by dot, for each piece of the picture that it may touch.
 *
 * @param length graph pixels, above 0
 */
export function splineWithin(points: readonly Point[], area: Rect, length: number): readonly LinePart[] {
  const parts: LinePart[] = [];
  let part: Piece[] = [];
  let [before, own] = [0, 0];
  const end = (): void => {
    if (part.length > 0) parts.push({ data: piecesPath(part), before });
    before += own;
    own = 0;
    part = [];
  };
  const add = (piece: Piece): void => {
    const more = lengthOf(piece);
    const isNear = meets(piece, area);
    if (isNear && more > length) {
      for (const half of halves(piece)) add(half);
      return;
    }
    if (!isNear || own + more > length) end();
    if (isNear) part.push(piece);
    own += more;
  };
  for (const piece of piecesOf(points)) add(piece);
  end();
  return parts;
}

function piecesOf(points: readonly Point[]): Piece[] {
  const last = points.length - 1;
  return points.slice(1, -1).map((bend, index) => ({
    from: index === 0 ? points[0]! : middle(points[index]!, bend),
    bend,
    to: index + 2 === last ? points[last]! : middle(bend, points[index + 2]!),
  }));
}

/** The same curve as two, after de Casteljau. */
function halves({ from, bend, to }: Piece): readonly [Piece, Piece] {
  const [first, second] = [middle(from, bend), middle(bend, to)];
  const half = middle(first, second);
  return [
    { from, bend: first, to: half },
    { from: half, bend: second, to },
  ];
}

function piecesPath(pieces: readonly Piece[]): string {
  const [first] = pieces;
  if (!first) return '';
  const curves = pieces.map(({ bend, to }) => `Q${pathNumbers(bend)} ${pathNumbers(to)}`);
  return `M${pathNumbers(first.from)}${curves.join('')}`;
}

/** Whether the triangle around a piece may touch a rectangle. */
function meets({ from, bend, to }: Piece, { x, y, width, height }: Rect): boolean {
  return (
    Math.max(from.x, bend.x, to.x) >= x &&
    Math.min(from.x, bend.x, to.x) <= x + width &&
    Math.max(from.y, bend.y, to.y) >= y &&
    Math.min(from.y, bend.y, to.y) <= y + height
  );
}

/** Places and weights of the Gauss–Legendre quadrature between 0 and 1. */
const QUADRATURE = [
  [0.046910077, 0.1184634425],
  [0.2307653449, 0.2393143352],
  [0.5, 0.2844444444],
  [0.7692346551, 0.2393143352],
  [0.953089923, 0.1184634425],
] as const;

function lengthOf({ from, bend, to }: Piece): number {
  let length = 0;
  for (const [at, weight] of QUADRATURE) {
    const x = (1 - at) * (bend.x - from.x) + at * (to.x - bend.x);
    const y = (1 - at) * (bend.y - from.y) + at * (to.y - bend.y);
    length += 2 * weight * Math.hypot(x, y);
  }
  return length;
}

const middle = (a: Point, b: Point): Point => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });
