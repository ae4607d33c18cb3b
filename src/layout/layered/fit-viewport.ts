import { readingCost } from '../drawing-cost.js';
import type { FlowGraph } from '../flow-graph.js';
import type { FlowPlacement } from '../placed-graph.js';
import { at } from '../typed.js';
import { layOutBlock, stretchBlock, type Block } from './block.js';
import { composeBlocks, type BlockPlace } from './compose.js';
import { expectedExtent } from './expected-extent.js';
import { foldBlock } from './fold-rows.js';
import { placeBlocks, unrankedParts } from './place-graph.js';
import { rankNodes, type Ranking, type UnrankedPart } from './ranks.js';
import { SiblingWrapper, type WrappedGraph } from './wrap-siblings.js';

/** Shapes of drawings that fit: width ÷ height, by that of the viewport; along the flow ÷ across it. */
const TALLEST = 1 / 1.5;
const WIDEST = 1.5;
/** What is measured here lacks labels, and the space around the drawing (on both sides together). */
const MARGIN = 1.02;
const AROUND = 48;
/** Smaller graphs are drawn as they are by nature. */
const FEWEST_NODES = 12;
/** Lines may be moved apart by this factor at most, to fill a viewport that is not wide enough. */
const MOST_STRETCH = 1.8;
const STRETCHES = 3;
/** Numbers of rows that are tried beyond the fewest that can be enough. */
const MORE_ROWS = 8;
/** Expected shapes below this one are not drawn to be sure. */
const SURELY_TOO_TALL = 0.55;
/** How tall drawings become, by their tallest rank: those with spread ranks at most, others mostly. */
const SLACK = 1.15;
const USUAL_SLACK = 1.1;
/** A limit of height aims at this shape, and is not corrected where the expected one lies between these. */
const GOOD_SHAPE = 0.9;
const NEAR_LEAST = 0.74;
const NEAR_MOST = 1.25;
/** By how much a limit is corrected at most at a time, and how often on expected extents. */
const MOST_CORRECTION = 0.5;
const MOST_CORRECTIONS = 5;
const MOST_CORRECTIONS_LARGE = 3;
/** Drawings to choose from; above some size one that may be corrected once, in large graphs only one. */
const MOST_TRIALS = 4;
const MEDIUM = 150;
const LARGE = 1_000;
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
 * Among the drawings that fit, the one is taken that costs least to read. What surely will be too tall is not drawn
 * plainly first.
 */
export function placeForViewport(flow: FlowGraph): FlowPlacement {
  const parts = unrankedParts(flow);
  const plan = planOf(flow, parts, Infinity);
  const isFitted = flow.nodeCount >= FEWEST_NODES;
  if (isFitted && plan.shape < SURELY_TOO_TALL) return lowered(flow, parts, plan, null).placement;
  const blocks = blocksOf(flow, plan);
  const plain = rated(flow, placeBlocks(flow, blocks));
  if (!isFitted || plain.misfit === 0) return plain.placement;
  if (plain.shape > WIDEST / MARGIN) return narrowed(flow, blocks, plain).placement;
  return lowered(flow, parts, plain, plain).placement;
}

/** Ranks of all components, and the extent that is to be expected of a drawing with them. */
interface Plan {
  readonly parts: readonly UnrankedPart[];
  readonly rankings: readonly Ranking[];
  readonly slack: number;
  readonly width: number;
  readonly height: number;
  readonly shape: number;
}

function planOf(flow: FlowGraph, parts: readonly UnrankedPart[], limit: number): Plan {
  const slack = limit < Infinity ? SLACK : Infinity;
  const rankings = parts.map((part) => rankNodes(part, limit));
  const extents = parts.map((part, i) =>
    expectedExtent(flow, part, rankings[i] as Ranking, limit < Infinity ? SLACK : USUAL_SLACK),
  );
  const places = composeBlocks(extents, flow.aspectRatio);
  let [width, height] = [0, 0];
  extents.forEach(({ rankWidth, top, bottom }, i) => {
    const { rankX, y } = places[i] as BlockPlace;
    const last = rankX.length - 1;
    width = Math.max(width, at(rankX, last) + at(rankWidth, last));
    height = Math.max(height, y + bottom - top);
  });
  return { parts, rankings, slack, width, height, shape: width / height / flow.aspectRatio };
}

const blocksOf = (flow: FlowGraph, { parts, rankings, slack }: Plan): Block[] =>
  parts.map((part, i) => layOutBlock(flow, part, rankings[i] as Ranking, slack));

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

/**
 * Ranks spread, and siblings wrapped, to a limit of height that is found on expected extents; it is corrected by what
 * came of the drawing before.
 *
 * @param natural extent of the plain drawing, as it is or as it is to be expected
 */
function lowered(
  flow: FlowGraph,
  parts: readonly UnrankedPart[],
  natural: Pick<Trial, 'height' | 'shape'>,
  plain: Trial | null,
): Trial {
  const wrapper = new SiblingWrapper(flow, parts);
  const trials = flow.nodeCount > LARGE ? 1 : flow.nodeCount > MEDIUM ? 2 : MOST_TRIALS;
  let limit = natural.height * Math.sqrt(natural.shape);
  /** By how much shapes differ from those that were expected. */
  let bias = 1;
  let best = plain;
  for (let trial = 0; trial < trials; trial++) {
    let plan: WrappedPlan;
    let corrections = flow.nodeCount > LARGE ? MOST_CORRECTIONS_LARGE : MOST_CORRECTIONS;
    for (;;) {
      plan = wrappedPlan(wrapper.wrap(limit), limit);
      const shape = plan.shape * bias;
      if (corrections-- === 0 || (shape > NEAR_LEAST && shape < NEAR_MOST)) break;
      limit *= correction(shape);
    }
    const tried = rated(flow, plan.unwrap(placeBlocks(plan.flow, blocksOf(plan.flow, plan))));
    best = best ? better(best, tried) : tried;
    if (plan.wrappings > 0 && flow.nodeCount <= SMALL) {
      const spread = planOf(flow, parts, limit);
      best = better(best, rated(flow, placeBlocks(flow, blocksOf(flow, spread))));
    }
    if (best.misfit === 0) return best;
    bias *= tried.shape / (plan.shape * bias);
    limit *= correction(tried.shape);
  }
  return best as Trial;
}

const correction = (shape: number): number =>
  Math.min(Math.max((shape / GOOD_SHAPE) ** 0.75, MOST_CORRECTION), 1 / MOST_CORRECTION);

type WrappedPlan = Plan & WrappedGraph;

const wrappedPlan = (wrapped: WrappedGraph, limit: number): WrappedPlan => ({
  ...wrapped,
  ...planOf(wrapped.flow, wrapped.parts, limit),
});

const better = (a: Trial, b: Trial): Trial =>
  b.misfit < a.misfit || (b.misfit === a.misfit && b.cost < a.cost) ? b : a;

function rated(flow: FlowGraph, placement: FlowPlacement): Trial {
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
