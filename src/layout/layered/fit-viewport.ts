import type { FlowGraph } from '../flow-graph.js';
import type { FlowPlacement } from '../placed-graph.js';
import { layOutBlock, type Block } from './block.js';
import { narrowed } from './narrow-drawing.js';
import { placeBlocks, unrankedParts } from './place-graph.js';
import { correction, planOf, planToFit, type Plan } from './plan.js';
import type { UnrankedPart } from './ranks.js';
import { better, LARGE, MARGIN, rated, SMALL, WIDEST, type Trial } from './trial.js';
import { SiblingWrapper } from './wrap-siblings.js';

/** Smaller graphs are drawn as they are by nature. */
const FEWEST_NODES = 12;
/** Expected shapes below this one are not drawn to be sure. */
const SURELY_TOO_TALL = 0.55;
/** Drawings to choose from; above some size one that may be corrected once, in large graphs only if it misses by far. */
const MOST_TRIALS = 4;
const FAR_MISS = Math.log(1.36);
const MEDIUM = 150;
/**
 * Larger drawings become taller than their first limit says, by the long edges in them. Large ones may: the fewer ranks
 * they have, the fewer are passed by long edges.
 */
const FIRST_LIMIT = { medium: 0.7, large: 0.8 };

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

const blocksOf = (flow: FlowGraph, { parts, rankings, slack }: Plan): Block[] =>
  parts.map((part, i) => layOutBlock(flow, part, rankings[i]!, slack));

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
  const trials = flow.nodeCount > MEDIUM ? 2 : MOST_TRIALS;
  const enough = flow.nodeCount > LARGE ? FAR_MISS : 0;
  let limit = natural.height * Math.sqrt(natural.shape);
  if (flow.nodeCount > MEDIUM) limit *= flow.nodeCount >= LARGE ? FIRST_LIMIT.large : FIRST_LIMIT.medium;
  /** By how much shapes differ from those that were expected. */
  let bias = 1;
  let best = plain;
  for (let trial = 0; trial < trials; trial++) {
    const plan = planToFit(wrapper, limit, bias);
    ({ limit } = plan);
    const tried = rated(flow, plan.unwrap(placeBlocks(plan.flow, blocksOf(plan.flow, plan))));
    best = best ? better(best, tried) : tried;
    if (plan.wrappings > 0 && flow.nodeCount <= SMALL) {
      const spread = planOf(flow, parts, limit);
      best = better(best, rated(flow, placeBlocks(flow, blocksOf(flow, spread))));
    }
    if (best.misfit <= enough) return best;
    bias *= tried.shape / (plan.shape * bias);
    limit *= correction(tried.shape);
  }
  return best as Trial;
}
