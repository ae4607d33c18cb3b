import type { FlowGraph } from '../flow-graph.js';
import type { FlowPlacement } from '../placed-graph.js';
import { at } from '../typed.js';

/** Some nodes and edges of a graph as a graph of their own, in the order given. */
export function partOfGraph(flow: FlowGraph, nodes: readonly number[], edges: readonly number[]): FlowGraph {
  const place = new Map<number, number>();
  nodes.forEach((v, i) => place.set(v, i));
  const ofNodes = (values: Float64Array): Float64Array => Float64Array.from(nodes, (v) => at(values, v));
  const ofEdges = (values: Float64Array): Float64Array => Float64Array.from(edges, (e) => at(values, e));
  return {
    ...flow,
    nodeCount: nodes.length,
    edgeCount: edges.length,
    width: ofNodes(flow.width),
    height: ofNodes(flow.height),
    entryX: ofNodes(flow.entryX),
    entryY: ofNodes(flow.entryY),
    exitX: ofNodes(flow.exitX),
    exitY: ofNodes(flow.exitY),
    level: Int32Array.from(nodes, (v) => at(flow.level, v)),
    loopRoom: ofNodes(flow.loopRoom),
    source: Int32Array.from(edges, (e) => place.get(at(flow.source, e)) ?? 0),
    target: Int32Array.from(edges, (e) => place.get(at(flow.target, e)) ?? 0),
    labelWidth: ofEdges(flow.labelWidth),
    labelHeight: ofEdges(flow.labelHeight),
    edgeIndex: Int32Array.from(edges, (e) => at(flow.edgeIndex, e)),
  };
}

/** A placement that is written part by part. */
export type OpenPlacement = FlowPlacement & { readonly routes: Float64Array[] };

export const emptyPlacement = ({ nodeCount, edgeCount }: FlowGraph): OpenPlacement => ({
  x: new Float64Array(nodeCount),
  y: new Float64Array(nodeCount),
  routes: new Array<Float64Array>(edgeCount),
  labelX: new Float64Array(edgeCount),
  labelY: new Float64Array(edgeCount),
});

/** Writes the placement of a part, moved by a distance, to where its nodes and edges are in the whole. */
export function writePart(
  whole: OpenPlacement,
  part: FlowPlacement,
  { nodes, edges }: { readonly nodes: readonly number[]; readonly edges: readonly number[] },
  dx: number,
  dy: number,
): void {
  nodes.forEach((v, i) => {
    whole.x[v] = at(part.x, i) + dx;
    whole.y[v] = at(part.y, i) + dy;
  });
  edges.forEach((e, i) => {
    whole.routes[e] = (part.routes[i] as Float64Array).map((value, k) => value + (k % 2 === 0 ? dx : dy));
    whole.labelX[e] = at(part.labelX, i) + dx;
    whole.labelY[e] = at(part.labelY, i) + dy;
  });
}

export interface Extent {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** The rectangle around all boxes, ways and labels. */
export function extentOf(flow: FlowGraph, { x, y, routes, labelX, labelY }: FlowPlacement): Extent {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  const add = (px: number, py: number, width = 0, height = 0): void => {
    left = Math.min(left, px);
    top = Math.min(top, py);
    right = Math.max(right, px + width);
    bottom = Math.max(bottom, py + height);
  };
  for (let v = 0; v < flow.nodeCount; v++) add(at(x, v), at(y, v), at(flow.width, v), at(flow.height, v));
  for (let e = 0; e < flow.edgeCount; e++) {
    const route = routes[e] as Float64Array;
    for (let k = 0; k < route.length; k += 2) add(at(route, k), at(route, k + 1));
    if (at(flow.labelWidth, e) >= 0)
      add(at(labelX, e), at(labelY, e), at(flow.labelWidth, e), at(flow.labelHeight, e));
  }
  return { left, top, right, bottom };
}
