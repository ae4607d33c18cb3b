import type { LayoutInput, PlacedGraph } from '../model/layout.js';
import { toFlowGraph } from './flow-graph.js';
import { placeForViewport } from './layered/fit-viewport.js';
import { unpackDrawing, type PackedDrawing } from './packed-drawing.js';
import { toPackedDrawing } from './placed-graph.js';

/**
 * Our own layered layout: synchronous, in linear time and memory per pass, without recursion. It draws what is beyond
 * ELK's budget, what shall be there at once, and everything when ELK or its worker fails. Equal input gives an equal
 * drawing.
 *
 * Per connected component: columns by async level, then by longest path inside a level; dummies keep room for long
 * edges and labels; barycentre sweeps order the columns; weighted isotonic regression places them. The components
 * then share one stretch of the flow per level. From a dozen nodes on the drawing is brought to the shape of the
 * viewport where that can be (`layered/fit-viewport.ts`): ranks are spread and siblings wrapped into columns where it is
 * too tall, lines moved apart or the drawing folded into rows, read like a text, where it is too wide.
 */
export const fallbackLayout = (input: LayoutInput): PlacedGraph => unpackDrawing(packedLayout(input));

/** The same as it leaves a worker. */
export function packedLayout(input: LayoutInput): PackedDrawing {
  const flow = toFlowGraph(input);
  return toPackedDrawing(flow, placeForViewport(flow), 'linear');
}
