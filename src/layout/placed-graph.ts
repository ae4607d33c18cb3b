import type { LayoutProfile, LevelBand, PlacedGraph, PlacedNode, Rect } from '../model/layout.js';
import type { FlowGraph } from './flow-graph.js';
import { levelStretches, type LevelStretch } from './level-stretches.js';
import { unpackDrawing, WayPacker, type PackedDrawing } from './packed-drawing.js';
import { setParallelsApart } from './parallel-edges.js';
import { at } from './typed.js';

/** What an algorithm finds out: places in the flow graph's coordinates. */
export interface FlowPlacement {
  /** Top left corners of the boxes, loop room included. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** x, y, x, y, … per edge of the flow graph, from the source's exit to the target's entry. */
  readonly routes: readonly Float64Array[];
  /** Top left corners of the labels; only read where the edge has a label. */
  readonly labelX: Float64Array;
  readonly labelY: Float64Array;
}

/** Space around the whole drawing and, where there is room, around the boxes of a level inside its band. */
const PADDING = 24;

/** Turns a placement into the public result. */
export const toPlacedGraph = (
  flow: FlowGraph,
  placement: FlowPlacement,
  profile: LayoutProfile,
): PlacedGraph => unpackDrawing(toPackedDrawing(flow, placement, profile));

/** The result as it leaves a worker: self loops drawn, corner at the origin, bands made, direction restored. */
export function toPackedDrawing(
  flow: FlowGraph,
  placement: FlowPlacement,
  profile: LayoutProfile,
): PackedDrawing {
  const { input, nodeCount, edgeCount } = flow;
  const down = input.direction === 'down';
  const bounds = new Bounds();
  for (let i = 0; i < nodeCount; i++) {
    const x = placement.x[i]!;
    const y = placement.y[i]!;
    bounds.add(x, y);
    bounds.add(x + flow.width[i]!, y + flow.height[i]!);
  }
  const routes = setParallelsApart(flow, placement.routes);
  const labels: (Rect | undefined)[] = [];
  /** The route of each edge of the input, or -1. */
  const routeOf = new Int32Array(input.edges.length).fill(-1);
  for (let e = 0; e < edgeCount; e++) {
    routeOf[flow.edgeIndex[e]!] = e;
    bounds.addRoute(routes[e]!);
    if (flow.labelWidth[e]! < 0) continue;
    const label = rect(
      at(placement.labelX, e),
      at(placement.labelY, e),
      at(flow.labelWidth, e),
      at(flow.labelHeight, e),
    );
    labels[e] = label;
    bounds.addRect(label);
  }
  for (const loop of flow.loops) {
    const route = loopRoute(flow, placement, loop.node, loop.rise, loop.reach);
    routeOf[loop.edgeIndex] = routes.length;
    routes.push(route);
    bounds.addRoute(route);
    const size = input.edges[loop.edgeIndex]?.label;
    if (!size) continue;
    const w = down ? size.height : size.width;
    const h = down ? size.width : size.height;
    const middle = (at(route, 4) + at(route, 6)) / 2;
    const label = rect(middle - w / 2, at(route, 5) - h / 2, w, h);
    labels[routeOf[loop.edgeIndex]!] = label;
    bounds.addRect(label);
  }

  const dx = PADDING - bounds.left;
  const dy = PADDING - bounds.top;
  const nodes: PlacedNode[] = input.nodes.map(({ id }, i) => {
    const room = flow.loopRoom[i]!;
    const side = flow.loopSide[i]!;
    const x = placement.x[i]! + side + dx;
    const y = placement.y[i]! + room + dy;
    const width = flow.width[i]! - 2 * side;
    const height = flow.height[i]! - room;
    return down ? { id, x: y, y: x, width: height, height: width } : { id, x, y, width, height };
  });
  const edges: PackedDrawing['edges'][number][] = [];
  let count = 0;
  for (const route of routes) count += route.length / 2;
  const ways = new WayPacker(routes.length, count);
  for (let i = 0; i < input.edges.length; i++) {
    const e = routeOf[i]!;
    if (e < 0) continue;
    ways.add(routes[e]!, dx, dy, down);
    const label = labels[e];
    edges.push({ id: input.edges[i]!.id, label: label ? turnedRect(label, down, dx, dy) : null });
  }
  const span = bounds.isEmpty ? 0 : bounds.right - bounds.left + 2 * PADDING;
  const cross = bounds.isEmpty ? 0 : bounds.bottom - bounds.top + 2 * PADDING;
  const bands = levelBands(flow, placement).map(({ level, from, to }): LevelBand => {
    const along = { start: from + dx, length: to - from };
    return down
      ? { level, x: 0, y: along.start, width: cross, height: along.length }
      : { level, x: along.start, y: 0, width: along.length, height: cross };
  });
  const [width, height] = down ? [cross, span] : [span, cross];
  return { nodes, edges, ...ways.packed, bands, width, height, profile };
}

/** The rectangle moved, and in the direction of the drawing. */
function turnedRect({ x, y, width, height }: Rect, down: boolean, dx: number, dy: number): Rect {
  return down ? rect(y + dy, x + dx, height, width) : rect(x + dx, y + dy, width, height);
}

const rect = (x: number, y: number, width: number, height: number): Rect => ({ x, y, width, height });

/** Out of the exit, over the top of the box inside its loop room, and into the entry. */
function loopRoute(
  flow: FlowGraph,
  placement: FlowPlacement,
  node: number,
  rise: number,
  reach: number,
): Float64Array {
  const x = at(placement.x, node);
  const y = at(placement.y, node);
  const exitX = x + at(flow.exitX, node);
  const exitY = y + at(flow.exitY, node);
  const entryX = x + at(flow.entryX, node);
  const entryY = y + at(flow.entryY, node);
  const top = y + at(flow.loopRoom, node) - rise;
  const right = Math.max(exitX, entryX) + reach;
  const left = Math.min(exitX, entryX) - reach;
  return Float64Array.of(exitX, exitY, right, exitY, right, top, left, top, left, entryY, entryX, entryY);
}

/** The stretch of each level along the flow, ascending, padded by at most half of the space to its neighbours. */
function levelBands(flow: FlowGraph, placement: FlowPlacement): readonly LevelStretch[] {
  const bands = levelStretches(flow, placement.x);
  const gaps = bands.map((band, i) => (bands[i + 1]?.from ?? Infinity) - band.to);
  bands.forEach((band, i) => {
    band.from -= Math.min(PADDING, Math.max(0, gaps[i - 1] ?? Infinity) / 2);
    band.to += Math.min(PADDING, Math.max(0, gaps[i] ?? Infinity) / 2);
  });
  return bands;
}

/** Grows around what is added. */
class Bounds {
  left = Infinity;
  top = Infinity;
  right = -Infinity;
  bottom = -Infinity;

  get isEmpty(): boolean {
    return this.left > this.right;
  }

  add(x: number, y: number): void {
    this.left = Math.min(this.left, x);
    this.top = Math.min(this.top, y);
    this.right = Math.max(this.right, x);
    this.bottom = Math.max(this.bottom, y);
  }

  addRect(r: Rect): void {
    this.add(r.x, r.y);
    this.add(r.x + r.width, r.y + r.height);
  }

  addRoute(route: Float64Array): void {
    let { left, top, right, bottom } = this;
    for (let k = 0; k < route.length; k += 2) {
      const x = route[k]!;
      const y = route[k + 1]!;
      if (x < left) left = x;
      if (y < top) top = y;
      if (x > right) right = x;
      if (y > bottom) bottom = y;
    }
    this.left = left;
    this.top = top;
    this.right = right;
    this.bottom = bottom;
  }
}
