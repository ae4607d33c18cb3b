import type { LayoutInput, PlacedGraph } from '../../model/layout.js';
import { toFlowGraph } from '../flow-graph.js';
import { unpackDrawing, type PackedDrawing } from '../packed-drawing.js';
import { toPackedDrawing } from '../placed-graph.js';
import { at } from '../typed.js';
import type { OpenDrawing } from './open-drawing.js';
import { labelHolds, placeLabel, widenForLabel } from './place-labels.js';
import { placeUnits } from './place-units.js';
import { readPrevious, type DrawnGraph } from './read-previous.js';
import { routeEdges } from './route-edges.js';
import { Siblings } from './siblings.js';

/** A drawing of which less than this stays, or in which less than this is old, is better made anew. */
const LEAST_KEPT = 1 / 3;
/** Beyond these a fresh drawing is much faster: here times grow faster than the graph. */
const MOST_NODES = 5_000;
const MOST_EDGES = 10_000;
/** How often room may be made for labels, and ways be found anew because of that. */
const MOST_ROUNDS = 4;

/**
 * Draws a graph as an earlier drawing of most of it, so that what stays holds still: boxes of the same id, size and
 * level keep their places, and edges between them their ways, unless a new box stands there. New boxes stand in free
 * room near their neighbours; where boxes went, free room is left, which later ones fill.
 *
 * Nothing ever moves across the flow. Along it, everything behind a line moves by the same distance where no other
 * way is left: a level that needs a new column moves the levels behind it, and a label without room the boxes behind
 * it. All of the drawing is moved by one distance where new boxes stand before or above its beginning; who shows it
 * holds one box in its place. Works on every drawing, whichever algorithm made it, in nearly linear time up to some 5,000 boxes.
 *
 * @returns `null` when a fresh drawing would be better: the direction changed, too little stays, no way is found, or there
 * are more than 5,000 boxes or 10,000 edges
 */
export function extendLayout(previous: DrawnGraph, input: LayoutInput): PlacedGraph | null {
  const drawing = packedExtension(previous, input);
  return drawing && unpackDrawing(drawing);
}

/** The same as it leaves a worker. */
export function packedExtension(previous: DrawnGraph, input: LayoutInput): PackedDrawing | null {
  if (previous.input.direction !== input.direction) return null;
  if (input.nodes.length > MOST_NODES || input.edges.length > MOST_EDGES) return null;
  const flow = toFlowGraph(input);
  const drawing = readPrevious(previous, flow);
  if (drawing === null) return null;
  let kept = 0;
  for (const placed of drawing.isPlaced) kept += placed;
  if (kept === 0 || kept < LEAST_KEPT * Math.max(flow.nodeCount, previous.input.nodes.length)) return null;
  placeUnits(drawing);
  if (!drawEdges(drawing)) return null;
  const { x, y, labelX, labelY } = drawing;
  const routes = drawing.routes as Float64Array[];
  return toPackedDrawing(flow, { x, y, routes, labelX, labelY }, previous.placed.profile);
}

/** Finds a way for every edge that has none, or none that holds, and a place for every label. */
function drawEdges(drawing: OpenDrawing): boolean {
  const { edgeCount, labelWidth } = drawing.flow;
  const siblings = new Siblings(drawing);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const open: number[] = [];
    for (let e = 0; e < edgeCount; e++) {
      const way = drawing.routes[e];
      if (way && drawing.isFreeWay(e, way) && !siblings.isOnAnother(e)) continue;
      drawing.clearRoute(e);
      open.push(e);
    }
    if (!routeEdges(drawing, siblings, open)) return false;
    let widened = false;
    for (let e = 0; e < edgeCount; e++) {
      if (at(labelWidth, e) < 0) continue;
      if (drawing.hasLabel[e] && labelHolds(drawing, e)) continue;
      drawing.hasLabel[e] = 0;
      if (placeLabel(drawing, e)) continue;
      if (!widenForLabel(drawing, e)) return false;
      widened = true;
    }
    if (!widened) return true;
  }
  return false;
}
