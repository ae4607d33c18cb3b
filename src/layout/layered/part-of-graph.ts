import type { FlowGraph } from '../flow-graph.js';
import type { FlowPlacement } from '../placed-graph.js';
import { at } from '../typed.js';
import type { PointStore } from './point-list.js';

/**
 * Some nodes and edges of a graph as a graph of their own, in the order given.
 *
 * @param place room for a number per node of the whole graph, so that small parts do not cost what the whole does
 */
export function partOfGraph(
  flow: FlowGraph,
  nodes: ArrayLike<number>,
  edges: ArrayLike<number>,
  place: Int32Array,
): FlowGraph {
  for (let i = 0; i < nodes.length; i++) place[nodes[i]!] = i;
  const source = new Int32Array(edges.length);
  const target = new Int32Array(edges.length);
  for (let i = 0; i < edges.length; i++) {
    source[i] = place[flow.source[edges[i]!]!]!;
    target[i] = place[flow.target[edges[i]!]!]!;
  }
  return {
    ...flow,
    nodeCount: nodes.length,
    edgeCount: edges.length,
    width: picked(flow.width, nodes),
    height: picked(flow.height, nodes),
    entryX: picked(flow.entryX, nodes),
    entryY: picked(flow.entryY, nodes),
    exitX: picked(flow.exitX, nodes),
    exitY: picked(flow.exitY, nodes),
    level: pickedWhole(flow.level, nodes),
    loopRoom: picked(flow.loopRoom, nodes),
    loopSide: picked(flow.loopSide, nodes),
    source,
    target,
    labelWidth: picked(flow.labelWidth, edges),
    labelHeight: picked(flow.labelHeight, edges),
    edgeIndex: pickedWhole(flow.edgeIndex, edges),
  };
}

function picked(values: Float64Array, indices: ArrayLike<number>): Float64Array {
  const result = new Float64Array(indices.length);
  for (let i = 0; i < result.length; i++) result[i] = values[indices[i]!]!;
  return result;
}

function pickedWhole(values: Int32Array, indices: ArrayLike<number>): Int32Array {
  const result = new Int32Array(indices.length);
  for (let i = 0; i < result.length; i++) result[i] = values[indices[i]!]!;
  return result;
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
  { nodes, edges }: { readonly nodes: ArrayLike<number>; readonly edges: ArrayLike<number> },
  dx: number,
  dy: number,
  store: PointStore,
): void {
  for (let i = 0; i < nodes.length; i++) {
    whole.x[nodes[i]!] = part.x[i]! + dx;
    whole.y[nodes[i]!] = part.y[i]! + dy;
  }
  const stays = dx === 0 && dy === 0;
  for (let i = 0; i < edges.length; i++) {
    const e = edges[i]!;
    const route = part.routes[i]!;
    whole.routes[e] = stays ? route : store.keepMoved(route, dx, dy);
    whole.labelX[e] = part.labelX[i]! + dx;
    whole.labelY[e] = part.labelY[i]! + dy;
  }
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
