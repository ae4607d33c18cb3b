import type { FlowGraph } from '../flow-graph.js';
import type { FlowPlacement } from '../placed-graph.js';
import { at } from '../typed.js';
import { layOutBlock, type Block } from './block.js';
import { components } from './components.js';
import { composeBlocks, type BlockPlace } from './compose.js';
import { rankNodes, unrankedPart, type UnrankedPart } from './ranks.js';
import { edgeRoute } from './routes.js';

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
  const x = new Float64Array(flow.nodeCount);
  const y = new Float64Array(flow.nodeCount);
  const routes = new Array<Float64Array>(flow.edgeCount);
  const labelX = new Float64Array(flow.edgeCount);
  const labelY = new Float64Array(flow.edgeCount);
  blocks.forEach((block, b) => {
    const place = places[b] as BlockPlace;
    const { part, layers, line } = block;
    part.nodes.forEach((v, i) => {
      const r = at(layers.rank, i);
      x[v] = at(place.rankX, r) + (at(block.rankWidth, r) - at(flow.width, v)) / 2;
      y[v] = at(line, i) - at(layers.above, i) + at(block.shift, r) + place.y;
    });
    part.edges.forEach((edge, e) => {
      const route = edgeRoute(flow, block, place, e, x, y);
      routes[edge] = route;
      const width = at(flow.labelWidth, edge);
      if (width < 0) return;
      const height = at(flow.labelHeight, edge);
      const v = at(layers.labelVertex, e);
      if (v >= 0) {
        const r = at(layers.rank, v);
        labelX[edge] = at(place.rankX, r) + (at(block.rankWidth, r) - width) / 2;
        labelY[edge] = at(line, v) + at(block.shift, r) + place.y - height / 2;
      } else {
        // Led round the outside: exit, turn, up to the outer line, along it, down. The label sits in its middle.
        labelX[edge] = (at(route, 0) + at(route, route.length - 2) - width) / 2;
        labelY[edge] = at(block.outerLine, e) + place.y - height / 2;
      }
    });
  });
  return { x, y, routes, labelX, labelY };
}
