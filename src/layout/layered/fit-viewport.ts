import { readingCost } from '../drawing-cost.js';
import type { FlowGraph } from '../flow-graph.js';
import type { FlowPlacement } from '../placed-graph.js';
import { at } from '../typed.js';
import { placeGraph } from './place-graph.js';
import type { Siblings } from './sibling-block.js';
import { findSiblings, wrapSiblings } from './wrap-siblings.js';

/**
 * Shape of a drawing ÷ shape of the viewport, along the flow ÷ across it. Those between these two count as fitting;
 * a drawing that is taller is worth wrapping, and the search aims at wrapping no more than is needed to fit.
 */
const TALLEST = 0.5;
const WIDEST = 1.5;
/** How much dearer a drawing is for every time it is e times too tall or too wide. */
const MISFIT = 0.3;
/** Wrapped siblings are less plain than a column of them: a wrapped drawing has to be so much better. */
const WORTH_WRAPPING = 0.97;
/**
 * Wrapping is only tried where it can help: with siblings of this share of their height, the drawing would be so many
 * times lower, or so near to fitting.
 */
const WRAPPED_ROOM = 0.1;
const GREAT_GAIN = 3;
const LEAST_HOPE = 0.5;
const FEWEST_ROWS = 4;
const MOST_TRIALS = 6;
/** Trials without any better drawing after which the search ends, and those in a graph of more nodes than LARGE. */
const PATIENCE = 2;
const LARGE = 2_000;
const PATIENCE_LARGE = 1;

/**
 * Places a graph. Where that becomes much too tall for the viewport, siblings are wrapped into columns, the longest
 * rows of siblings first and no more than is needed for a drawing of the viewport's shape.
 */
export function placeForViewport(flow: FlowGraph): FlowPlacement {
  const plain = rated(flow, placeGraph(flow));
  if (!(plain.shape < TALLEST)) return plain.placement;
  const siblings = findSiblings(flow);
  const gain = mostGain(flow, plain.placement, siblings);
  if (gain < GREAT_GAIN && plain.shape * gain < LEAST_HOPE * TALLEST) return plain.placement;
  return bestWrapping(flow, siblings, plain).placement;
}

/** How many times lower the drawing would be if siblings took next to no room: estimated by its fullest column. */
function mostGain(flow: FlowGraph, { x }: FlowPlacement, siblings: readonly Siblings[]): number {
  const wrapped = new Uint8Array(flow.nodeCount);
  for (const { nodes } of siblings) for (const v of nodes) wrapped[v] = 1;
  const all = new Map<number, number>();
  const others = new Map<number, number>();
  for (let v = 0; v < flow.nodeCount; v++) {
    const column = Math.round(at(x, v) + at(flow.width, v) / 2);
    all.set(column, (all.get(column) ?? 0) + at(flow.height, v));
    const stays = wrapped[v] ? WRAPPED_ROOM : 1;
    others.set(column, (others.get(column) ?? 0) + stays * at(flow.height, v));
  }
  const most = (heights: ReadonlyMap<number, number>): number =>
    [...heights.values()].reduce((a, b) => Math.max(a, b), 0);
  return most(all) / most(others);
}

interface Trial {
  readonly placement: FlowPlacement;
  readonly shape: number;
  readonly cost: number;
}

/** Halves the (logarithmic) range of rows until the drawing just fits; the best on the way is taken. */
function bestWrapping(flow: FlowGraph, siblings: readonly Siblings[], plain: Trial): Trial {
  let best = plain;
  let few = FEWEST_ROWS;
  let many = siblings.reduce((most, { nodes }) => Math.max(most, nodes.length), 0);
  let patience = flow.nodeCount > LARGE ? PATIENCE_LARGE : PATIENCE;
  for (let trial = 0; trial < MOST_TRIALS && few < many && patience > 0; trial++) {
    const rows = Math.floor(Math.sqrt(few * many));
    const wrapped = wrapSiblings(flow, siblings, rows);
    const tried = rated(flow, wrapped.unwrap(placeGraph(wrapped.flow)));
    if (tried.cost < WORTH_WRAPPING * best.cost) best = tried;
    else if (best === plain) patience--;
    if (tried.shape < TALLEST) many = rows;
    else few = rows + 1;
  }
  return best;
}

/** What a placement costs who reads it, apart from crossings, which wrapping hardly changes. */
function rated(flow: FlowGraph, placement: FlowPlacement): Trial {
  const { x, y, routes } = placement;
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let v = 0; v < flow.nodeCount; v++) {
    left = Math.min(left, at(x, v));
    top = Math.min(top, at(y, v));
    right = Math.max(right, at(x, v) + at(flow.width, v));
    bottom = Math.max(bottom, at(y, v) + at(flow.height, v));
  }
  let length = 0;
  let bends = 0;
  for (const route of routes) {
    for (let k = 2; k < route.length; k += 2)
      length += Math.hypot(at(route, k) - at(route, k - 2), at(route, k + 1) - at(route, k - 1));
    bends += route.length / 2 - 2;
  }
  const shape = (right - left) / (bottom - top) / flow.aspectRatio;
  const extent = { width: right - left, height: bottom - top };
  const cost = readingCost({ length, bends, crossings: 0, ...extent }, flow.aspectRatio);
  return { placement, shape, cost: cost * Math.exp(MISFIT * misfit(shape)) };
}

/** How far a shape is from those that fit, as a logarithm. */
function misfit(shape: number): number {
  if (shape < TALLEST) return Math.log(TALLEST / shape);
  return Math.max(0, Math.log(shape / WIDEST));
}
