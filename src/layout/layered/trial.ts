import { readingCost } from '../drawing-cost.js';
import type { FlowGraph } from '../flow-graph.js';
import type { FlowPlacement } from '../placed-graph.js';

/** Shapes of drawings that fit: width ÷ height, by that of the viewport; along the flow ÷ across it. */
const TALLEST = 1 / 1.5;
export const WIDEST = 1.5;
/** What is measured here lacks labels, and the space around the drawing (on both sides together). */
export const MARGIN = 1.02;
const AROUND = 48;

/**
 * Numbers of nodes. Up to the first a drawing is read from near, and may look plainer for it; above the second each
 * trial takes long.
 */
export const SMALL = 60;
export const LARGE = 1_000;

/** A drawing that may be the one, and how well it fits. */
export interface Trial {
  readonly placement: FlowPlacement;
  readonly width: number;
  readonly height: number;
  /** Width ÷ height by that of the viewport. */
  readonly shape: number;
  /** How many times it is too tall or too wide to fit, as a logarithm. */
  readonly misfit: number;
  /** What the drawing costs who reads it, apart from crossings. */
  readonly cost: number;
}

/** What misses by little is not worth much longer edges. */
const MISFIT_WEIGHT = 4;

export const better = (a: Trial, b: Trial): Trial => (score(b) < score(a) ? b : a);

const score = ({ cost, misfit }: Trial): number => Math.log(cost) + MISFIT_WEIGHT * misfit;

export function rated(flow: FlowGraph, placement: FlowPlacement): Trial {
  const { x, y, routes } = placement;
  let left = Infinity;
  let top = Infinity;
  let right = -Infinity;
  let bottom = -Infinity;
  for (let v = 0; v < flow.nodeCount; v++) {
    if (x[v]! < left) left = x[v]!;
    if (y[v]! < top) top = y[v]!;
    if (x[v]! + flow.width[v]! > right) right = x[v]! + flow.width[v]!;
    if (y[v]! + flow.height[v]! > bottom) bottom = y[v]! + flow.height[v]!;
  }
  let length = 0;
  let bends = 0;
  for (let e = 0; e < routes.length; e++) {
    const route = routes[e]!;
    let beforeX = route[0]!;
    let beforeY = route[1]!;
    for (let k = 0; k < route.length; k += 2) {
      const px = route[k]!;
      const py = route[k + 1]!;
      if (px < left) left = px;
      if (py < top) top = py;
      if (px > right) right = px;
      if (py > bottom) bottom = py;
      length += Math.sqrt((px - beforeX) * (px - beforeX) + (py - beforeY) * (py - beforeY));
      beforeX = px;
      beforeY = py;
    }
    bends += route.length / 2 - 2;
  }
  const [width, height] = [right - left, bottom - top];
  const shape = width / height / flow.aspectRatio;
  // The space around makes small drawings less tall, and wrapping what fits with it only lengthens edges.
  const tooTall = (TALLEST * flow.aspectRatio * (height + AROUND)) / (width + AROUND);
  const tooWide = (MARGIN * (width + AROUND)) / (WIDEST * flow.aspectRatio * (height + AROUND));
  return {
    placement,
    width,
    height,
    shape,
    misfit: Math.log(Math.max(1, tooTall, tooWide)),
    cost: readingCost({ length, bends, crossings: 0, width, height }, flow.aspectRatio),
  };
}
