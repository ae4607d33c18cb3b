import type { LayoutEdge, LayoutNode } from '../../model/layout.js';
import { fallbackLayout } from '../fallback-layout.js';
import type { FlowGraph } from '../flow-graph.js';
import { adjacency } from '../layered/adjacency.js';
import { at } from '../typed.js';
import type { OpenDrawing } from './open-drawing.js';
import { turner } from './read-previous.js';

/** Boxes that are placed as one: a single box, or a new part of a trace that was laid out on its own. */
export interface Unit {
  readonly level: number;
  readonly width: number;
  readonly height: number;
  /** Nodes and their places relative to the unit's corner. */
  readonly nodes: readonly { readonly v: number; readonly x: number; readonly y: number }[];
  /** Ways of edges inside the unit, relative to its corner, and the corners of their labels. */
  readonly ways: readonly {
    readonly e: number;
    readonly route: Float64Array;
    readonly label: { readonly x: number; readonly y: number } | null;
  }[];
  /** Middle of the first column of boxes, relative to the unit's left side. */
  readonly columnMiddle: number;
}

/** Connected new boxes of one level are laid out on their own when they are more than this. */
const MOST_SINGLE = 3;
/** Space that our own layout leaves round a drawing. */
const PADDING = 24;

/** The boxes that are not placed yet, in units. */
export function unitsToPlace(drawing: OpenDrawing): Unit[] {
  const { flow } = drawing;
  const units: Unit[] = [];
  const found = clusters(drawing);
  const edgesOf = edgesInside(flow, found);
  found.forEach((members, c) => {
    if (members.length > MOST_SINGLE) units.push(laidOutUnit(flow, members, edgesOf[c] ?? []));
    else for (const v of members) units.push(singleUnit(flow, v));
  });
  return units;
}

/** An edge inside a cluster: its index in the input, and in the flow graph or -1 for a self loop. */
interface InsideEdge {
  readonly index: number;
  readonly e: number;
}

function edgesInside(flow: FlowGraph, found: readonly (readonly number[])[]): InsideEdge[][] {
  const clusterOf = new Int32Array(flow.nodeCount).fill(-1);
  found.forEach((members, c) => {
    for (const v of members) clusterOf[v] = c;
  });
  const edgesOf = found.map((): InsideEdge[] => []);
  for (let e = 0; e < flow.edgeCount; e++) {
    const c = at(clusterOf, at(flow.source, e));
    if (c >= 0 && c === at(clusterOf, at(flow.target, e)))
      edgesOf[c]?.push({ index: at(flow.edgeIndex, e), e });
  }
  for (const { edgeIndex, node } of flow.loops) {
    const c = at(clusterOf, node);
    if (c >= 0) edgesOf[c]?.push({ index: edgeIndex, e: -1 });
  }
  return edgesOf;
}

/** New boxes of one level that are connected with one another, by ascending index. */
function clusters(drawing: OpenDrawing): number[][] {
  const { flow, isPlaced } = drawing;
  const isInside = (e: number): boolean => {
    const [s, t] = [at(flow.source, e), at(flow.target, e)];
    return !isPlaced[s] && !isPlaced[t] && at(flow.level, s) === at(flow.level, t);
  };
  const inside: number[] = [];
  for (let e = 0; e < flow.edgeCount; e++) if (isInside(e)) inside.push(e);
  const sources = Int32Array.from(inside, (e) => at(flow.source, e));
  const targets = Int32Array.from(inside, (e) => at(flow.target, e));
  const out = adjacency(flow.nodeCount, sources, targets);
  const into = adjacency(flow.nodeCount, targets, sources);
  const seen = new Uint8Array(flow.nodeCount);
  const found: number[][] = [];
  for (let v = 0; v < flow.nodeCount; v++) {
    if (isPlaced[v] || seen[v]) continue;
    const members = [v];
    seen[v] = 1;
    for (let i = 0; i < members.length; i++) {
      const u = members[i] as number;
      for (const side of [out, into]) {
        for (let k = at(side.start, u); k < at(side.start, u + 1); k++) {
          const w = at(side.to, k);
          if (seen[w]) continue;
          seen[w] = 1;
          members.push(w);
        }
      }
    }
    found.push(members.sort((a, b) => a - b));
  }
  return found;
}

function singleUnit(flow: FlowGraph, v: number): Unit {
  const width = at(flow.width, v);
  const nodes = [{ v, x: 0, y: 0 }];
  return {
    level: at(flow.level, v),
    width,
    height: at(flow.height, v),
    nodes,
    ways: [],
    columnMiddle: width / 2,
  };
}

function laidOutUnit(flow: FlowGraph, members: readonly number[], inside: readonly InsideEdge[]): Unit {
  const { input } = flow;
  const nodes = members.map((v) => input.nodes[v] as LayoutNode);
  const edges = inside.map(({ index }) => input.edges[index] as LayoutEdge);
  const drawn = fallbackLayout({ ...input, nodes, edges });
  const turn = turner(flow);
  const inner = turn({ x: drawn.width - 2 * PADDING, y: drawn.height - 2 * PADDING });
  const placed = members.map((v, i) => {
    const corner = turn(drawn.nodes[i] ?? { x: PADDING, y: PADDING });
    return { v, x: corner.x - PADDING - at(flow.loopSide, v), y: corner.y - PADDING - at(flow.loopRoom, v) };
  });
  const first = placed.reduce((a, b) => (b.x < a.x ? b : a));
  const ways: Unit['ways'][number][] = [];
  drawn.edges.forEach(({ points, label }, i) => {
    const e = inside[i]?.e ?? -1;
    if (e < 0) return;
    const route = new Float64Array(2 * points.length);
    points.forEach((point, k) => {
      const { x, y } = turn(point);
      route[2 * k] = x - PADDING;
      route[2 * k + 1] = y - PADDING;
    });
    const corner = label && turn(label);
    ways.push({ e, route, label: corner && { x: corner.x - PADDING, y: corner.y - PADDING } });
  });
  return {
    level: at(flow.level, members[0] ?? 0),
    width: inner.x,
    height: inner.y,
    nodes: placed,
    ways,
    columnMiddle: first.x + at(flow.width, first.v) / 2,
  };
}

/** Places a unit with its corner at a point. */
export function placeUnit(drawing: OpenDrawing, unit: Unit, left: number, top: number): void {
  for (const { v, x, y } of unit.nodes) drawing.placeBox(v, left + x, top + y);
  for (const { e, route, label } of unit.ways) {
    drawing.setRoute(
      e,
      route.map((value, k) => value + (k % 2 === 0 ? left : top)),
    );
    if (label) drawing.setLabel(e, left + label.x, top + label.y);
  }
}
