import type { FlowGraph } from '../flow-graph.js';
import type { FlowPlacement } from '../placed-graph.js';
import { layOutBlock, type Block } from './block.js';
import { components } from './components.js';
import { composeBlocks, type BlockPlace } from './compose.js';
import { emptyPlacement, type OpenPlacement } from './part-of-graph.js';
import { PointStore } from './point-list.js';
import { rankNodes, unrankedPart, type UnrankedPart } from './ranks.js';
import { BlockRoutes } from './routes.js';

/** About as many coordinates as a way has. */
const NUMBERS_PER_EDGE = 8;

/** Places every node, edge and label: each connected component on its own, then all together. */
export function placeGraph(flow: FlowGraph): FlowPlacement {
  return placeBlocks(
    flow,
    unrankedParts(flow).map((part) => layOutBlock(flow, part, rankNodes(part))),
  );
}

/** The connected components. */
export function unrankedParts(flow: FlowGraph): UnrankedPart[] {
  return components(flow).map((part) => unrankedPart(flow, part));
}

/** Places what was laid out. */
export function placeBlocks(flow: FlowGraph, blocks: readonly Block[]): FlowPlacement {
  const places = composeBlocks(blocks, flow.aspectRatio);
  const placement = emptyPlacement(flow);
  const store = new PointStore(NUMBERS_PER_EDGE * flow.edgeCount);
  for (let b = 0; b < blocks.length; b++) placeBlock(flow, blocks[b]!, places[b]!, placement, store);
  return placement;
}

function placeBlock(
  flow: FlowGraph,
  block: Block,
  place: BlockPlace,
  { x, y, routes, labelX, labelY }: OpenPlacement,
  store: PointStore,
): void {
  const { part, layers, line, rankWidth } = block;
  const { rankX } = place;
  for (let i = 0; i < part.nodes.length; i++) {
    const v = part.nodes[i]!;
    const r = layers.rank[i]!;
    x[v] = rankX[r]! + (rankWidth[r]! - flow.width[v]!) / 2;
    y[v] = line[i]! - layers.above[i]! + place.y;
  }
  if (part.edges.length === 0) return;
  const ways = new BlockRoutes(flow, block, place);
  for (let e = 0; e < part.edges.length; e++) {
    const edge = part.edges[e]!;
    const route = store.keep(ways.route(e, x, y));
    routes[edge] = route;
    const width = flow.labelWidth[edge]!;
    if (width < 0) continue;
    const height = flow.labelHeight[edge]!;
    const v = layers.labelVertex[e]!;
    if (v >= 0) {
      const r = layers.rank[v]!;
      labelX[edge] = rankX[r]! + (rankWidth[r]! - width) / 2;
      labelY[edge] = line[v]! + place.y - height / 2;
    } else {
      // Led round the outside: exit, turn, up to the outer line, along it, down. The label sits in its middle.
      labelX[edge] = (route[0]! + route[route.length - 2]! - width) / 2;
      labelY[edge] = block.outerLine[e]! + place.y - height / 2;
    }
  }
}
