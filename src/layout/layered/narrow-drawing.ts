import type { FlowGraph } from '../flow-graph.js';
import { stretchBlock, type Block } from './block.js';
import { FEW_EDGES, FEWEST_RANKS, foldBlock } from './fold-rows.js';
import { placeBlocks } from './place-graph.js';
import { better, LARGE, MARGIN, rated, SMALL, WIDEST, type Trial } from './trial.js';

/** Lines may be moved apart by this factor at most, to fill a viewport that is not wide enough. */
const MOST_STRETCH = 1.8;
/** And by this one where no rows can be made, if there are so many nodes that they are seen from afar at first. */
const LAST_STRETCH = 2.5;
const STRETCHES = 3;
/** Numbers of rows that are tried beyond the fewest that can be enough, at least. */
const MORE_ROWS = 8;

/**
 * Makes a drawing narrower that is too wide: lines further apart where that is enough, and only there; else rows like
 * those of a text. Where none of them may end behind few edges, lines still further apart, or rows that end anywhere.
 */
export function narrowed(flow: FlowGraph, blocks: readonly Block[], plain: Trial): Trial {
  const wide: Wide = { flow, blocks, plain };
  const little = stretched(wide, MOST_STRETCH);
  if (little.shape <= WIDEST) return little;
  const inRows = folded(wide, FEW_EDGES);
  if (inRows.misfit === 0) return inRows;
  const wider = flow.nodeCount > SMALL ? better(inRows, stretched(wide, LAST_STRETCH)) : inRows;
  return better(wider, folded(wide, Infinity));
}

/** What is too wide: its blocks, and the drawing that they give as they are. */
interface Wide {
  readonly flow: FlowGraph;
  readonly blocks: readonly Block[];
  readonly plain: Trial;
}

/** With lines as much further apart as is needed. */
function stretched({ flow, blocks, plain }: Wide, most: number): Trial {
  let last = plain;
  // Boxes do not grow with the lines, so once may not be enough.
  for (let trial = 0, factor = 1; trial < STRETCHES && factor < most && last.shape > WIDEST; trial++) {
    const wanted = Math.min((factor * last.shape * MARGIN) / WIDEST, most);
    last = drawingOf(
      flow,
      blocks.map((block) => stretchBlock(flow, block, wanted)),
    );
    factor = wanted;
  }
  return last;
}

/** In the best number of rows, each of which ends where at most so many edges go on; as it is where that is nowhere. */
function folded({ flow, blocks, plain }: Wide, mostEdges: number): Trial {
  let best = plain;
  let trial = plain;
  let ends = '';
  // Few ranks may not be enough for so many rows, and what has no height at all would have endless ones.
  const fewest = Math.max(2, Math.min(Math.floor(Math.sqrt(plain.shape / WIDEST)), mostRows(blocks)));
  const most = fewest + Math.max(MORE_ROWS, fewest);
  for (let rows = fewest, step = 1; rows <= most; rows += step) {
    const inRows = blocks.map((block) => foldBlock(flow, block, plain.width / rows, mostEdges));
    if (inRows.every((block, i) => block === blocks[i])) continue;
    // Where there are few places to end a row, other limits give the same rows: they are drawn once.
    const endsBefore = ends;
    ends = rowEnds(inRows);
    if (ends !== endsBefore) trial = drawingOf(flow, inRows);
    best = better(best, trial);
    if (trial.shape < WIDEST / MARGIN) break;
    // With twice as many rows the shape is about a quarter.
    if (flow.nodeCount > LARGE)
      step = Math.max(1, Math.floor(rows * (Math.sqrt((trial.shape * MARGIN) / WIDEST) - 1)));
  }
  return best;
}

const rowEnds = (blocks: readonly Block[]): string => blocks.map(({ folds }) => [...folds.keys()]).join(';');

const drawingOf = (flow: FlowGraph, blocks: readonly Block[]): Trial =>
  rated(flow, placeBlocks(flow, blocks));

/** How many rows the longest block can be folded into. */
const mostRows = (blocks: readonly Block[]): number =>
  blocks.reduce((most, { layers }) => Math.max(most, Math.floor(layers.rankCount / FEWEST_RANKS)), 0);
