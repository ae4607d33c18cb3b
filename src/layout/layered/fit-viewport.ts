import { readingCost } from '../drawing-cost.js';
import type { FlowGraph } from '../flow-graph.js';
import type { FlowPlacement } from '../placed-graph.js';
import { at } from '../typed.js';
import { stretchBlock, type Block } from './block.js';
import { foldBlock } from './fold-rows.js';
import { findPendantTrees } from './pendant-trees.js';
import { layOutBlocks, placeBlocks, placeGraph } from './place-graph.js';
import { wrapSiblings } from './wrap-siblings.js';

/** Shapes of drawings that fit: width ÷ height, by that of the viewport; along the flow ÷ across it. */
const TALLEST = 1 / 1.5;
const WIDEST = 1.5;
/** What is measured here lacks the labels and the space around the drawing. */
const MARGIN = 1.04;
/** Smaller graphs are drawn as they are by nature. */
const FEWEST_NODES = 12;
/** Lines may be moved apart by this factor at most, to fill a viewport that is not wide enough. */
const MOST_STRETCH = 1.8;
const STRETCHES = 3;
/** Numbers of rows that are tried beyond the fewest that can be enough. */
const MORE_ROWS = 8;
/**
 * The first limit of height, by the height of a drawing of the same area that has the shape of the viewport; in large
 * graphs lines take more of the room. The next one aims at a good shape, and differs at most by this factor.
 */
const FIRST_LIMIT = 1;
const FIRST_LIMIT_LARGE = 0.65;
const GOOD_SHAPE = 0.9;
const MOST_CORRECTION = 0.6;
const MOST_TRIALS = 4;
const LARGE = 2_000;
const MOST_TRIALS_LARGE = 1;
/** Up to this size ranks are also spread without siblings being wrapped: that may look plainer. */
const SMALL = 60;

interface Trial {
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

/**
 * Places a graph so that the drawing has the shape of the viewport, up to half more or a third less, where that can be:
 * what is too tall has its ranks spread and siblings wrapped into columns, what is too wide is folded into rows.
 * Among the drawings that fit, the one is taken that costs least to read.
 */
export function placeForViewport(flow: FlowGraph): FlowPlacement {
  const blocks = layOutBlocks(flow);
  const plain = rated(flow, placeBlocks(flow, blocks));
  if (flow.nodeCount < FEWEST_NODES || plain.misfit === 0) return plain.placement;
  const fitting = plain.shape > WIDEST / MARGIN ? narrowed(flow, blocks, plain) : lowered(flow, plain);
  return fitting.placement;
}

/** Lines further apart where that is enough, and only there; else rows like those of a text. */
function narrowed(flow: FlowGraph, blocks: readonly Block[], plain: Trial): Trial {
  const tried = (changed: readonly Block[]): Trial => rated(flow, placeBlocks(flow, changed));
  let [factor, shape] = [1, plain.shape];
  // Boxes do not grow with the lines, so once may not be enough.
  for (let trial = 0; trial < STRETCHES && factor < MOST_STRETCH; trial++) {
    factor = Math.min((factor * shape * MARGIN) / WIDEST, MOST_STRETCH);
    const stretched = tried(blocks.map((block) => stretchBlock(flow, block, factor)));
    if (stretched.shape <= WIDEST) return stretched;
    ({ shape } = stretched);
  }
  let best = plain;
  const fewest = Math.max(2, Math.floor(Math.sqrt(plain.shape / WIDEST)));
  for (let rows = fewest; rows <= fewest + MORE_ROWS; rows++) {
    const folded = tried(blocks.map((block) => foldBlock(block, plain.width / rows)));
    best = better(best, folded);
    if (folded.shape < WIDEST / MARGIN) break;
  }
  return best;
}

/** Ranks spread, and siblings wrapped, to a limit of height that is corrected by what came of the one before. */
function lowered(flow: FlowGraph, plain: Trial): Trial {
  const trees = findPendantTrees(flow);
  const isLarge = flow.nodeCount > LARGE;
  let limit = plain.height * Math.sqrt(plain.shape) * (isLarge ? FIRST_LIMIT_LARGE : FIRST_LIMIT);
  let best = plain;
  for (let trial = isLarge ? MOST_TRIALS_LARGE : MOST_TRIALS; trial > 0 && best.misfit > 0; trial--) {
    const { flow: wrapped, unwrap, wrappings } = wrapSiblings(flow, trees, limit);
    const tried = rated(flow, unwrap(placeGraph(wrapped, limit)));
    best = better(best, tried);
    if (wrappings > 0 && flow.nodeCount <= SMALL) best = better(best, rated(flow, placeGraph(flow, limit)));
    limit *= Math.min(Math.max((tried.shape / GOOD_SHAPE) ** 0.75, MOST_CORRECTION), 1 / MOST_CORRECTION);
  }
  return best;
}

const better = (a: Trial, b: Trial): Trial =>
  b.misfit < a.misfit || (b.misfit === a.misfit && b.cost < a.cost) ? b : a;

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
    for (let k = 0; k < route.length; k += 2) {
      const [px, py] = [at(route, k), at(route, k + 1)];
      left = Math.min(left, px);
      top = Math.min(top, py);
      right = Math.max(right, px);
      bottom = Math.max(bottom, py);
      if (k > 0) length += Math.hypot(px - at(route, k - 2), py - at(route, k - 1));
    }
    bends += route.length / 2 - 2;
  }
  const [width, height] = [right - left, bottom - top];
  const shape = width / height / flow.aspectRatio;
  const tooTall = (TALLEST * MARGIN) / shape;
  const tooWide = (shape * MARGIN) / WIDEST;
  return {
    placement,
    width,
    height,
    shape,
    misfit: Math.log(Math.max(1, tooTall, tooWide)),
    cost: readingCost({ length, bends, crossings: 0, width, height }, flow.aspectRatio),
  };
}
