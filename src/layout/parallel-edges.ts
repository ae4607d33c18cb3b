import type { FlowGraph } from './flow-graph.js';
import { adjacency } from './layered/adjacency.js';
import { at } from './typed.js';

/** Distance between two edges that join the same two nodes directly; of many that would leave the rows it is less. */
const APART = 12;

/**
 * A synchronous and an asynchronous call between the same two nodes would lie on one another where nothing else keeps
 * them apart: such edges bow out inside the rows of their own boxes, the first staying where it is.
 */
export function setParallelsApart(flow: FlowGraph, routes: readonly Float64Array[]): Float64Array[] {
  const before = edgesBefore(flow);
  const apart = routes.slice();
  // From the last on, so that the first that is met of each bundle knows how many there are.
  const steps = new Float64Array(routes.length);
  for (let e = routes.length - 1; e >= 0; e--) {
    if (before[e]! < 0) continue;
    const route = routes[e]!;
    const twins: number[] = [];
    for (let other = before[e]!; other >= 0; other = before[other]!)
      if (sameWay(routes[other]!, route)) twins.push(other);
    if (twins.length === 0) continue;
    steps[e] ||= Math.min(APART, roomBeside(flow, e) / Math.ceil(twins.length / 2));
    for (const twin of twins) steps[twin] = steps[e]!;
    if (flow.labelWidth[e]! >= 0) continue;
    apart[e] = bow(route, Math.ceil(twins.length / 2) * (twins.length % 2 === 1 ? -steps[e]! : steps[e]!));
  }
  return apart;
}

/** How far an edge may bow out and stay beside its own two boxes; enough for one other in any case. */
function roomBeside({ source, target, height, exitY, entryY, loopRoom }: FlowGraph, e: number): number {
  const [s, t] = [source[e]!, target[e]!];
  const above = Math.min(exitY[s]! - loopRoom[s]!, entryY[t]! - loopRoom[t]!);
  const below = Math.min(height[s]! - exitY[s]!, height[t]! - entryY[t]!);
  return Math.max(APART, Math.min(above, below));
}

/** The last edge before each one that joins the same two nodes the same way, or -1. */
function edgesBefore({ nodeCount, edgeCount, source, target }: FlowGraph): Int32Array {
  const out = adjacency(nodeCount, source, target);
  const before = new Int32Array(edgeCount).fill(-1);
  /** The last edge so far to each node; those of sources before count no more. */
  const last = new Int32Array(nodeCount).fill(-1);
  for (let v = 0; v < nodeCount; v++) {
    for (let k = out.start[v]!; k < out.start[v + 1]!; k++) {
      const e = out.edge[k]!;
      const known = last[out.to[k]!]!;
      if (known >= 0 && source[known] === v) before[e] = known;
      last[target[e]!] = e;
    }
  }
  return before;
}

/** Whether two ways are one. */
export const sameWay = (a: Float64Array, b: Float64Array): boolean =>
  a.length === b.length && a.every((value, i) => value === b[i]);

/** The same way, its inner points moved across the flow; a straight way gets two inner points first. */
export function bow(route: Float64Array, distance: number): Float64Array {
  const last = route.length - 2;
  const [x1, y1, x2, y2] = [at(route, 0), at(route, 1), at(route, last), at(route, last + 1)];
  if (last === 2) {
    const reach = (x2 - x1) / 3;
    const rise = (y2 - y1) / 3;
    return Float64Array.of(
      x1,
      y1,
      x1 + reach,
      y1 + rise + distance,
      x2 - reach,
      y2 - rise + distance,
      x2,
      y2,
    );
  }
  const moved = route.slice();
  for (let k = 3; k < last; k += 2) moved[k] = at(route, k) + distance;
  return moved;
}
