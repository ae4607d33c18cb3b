import type {
  LayoutEdge,
  LayoutInput,
  LayoutNode,
  PlacedGraph,
  PlacedNode,
  Point,
  Rect,
} from '../../model/layout.js';
import { toFlowGraph, type FlowGraph } from '../flow-graph.js';
import { levelStretches, type LevelStretch } from '../level-stretches.js';
import { at } from '../typed.js';
import { OpenDrawing } from './open-drawing.js';
import { grown } from './pieces.js';

/** A drawing and what it draws. */
export interface DrawnGraph {
  readonly input: LayoutInput;
  readonly placed: PlacedGraph;
}

/** Space that a box whose size changed needs to its neighbours to stay where it is. */
const RESIZED_GAP = 8;

/**
 * Brings what stays of a drawing into a new one: boxes of the same id and level, and the ways and labels of edges
 * between boxes that stay in their places. A box of another size stays with its middle if it has room there.
 *
 * @returns null where the earlier drawing has its levels not one behind the other
 */
export function readPrevious(previous: DrawnGraph, flow: FlowGraph): OpenDrawing | null {
  const drawing = new OpenDrawing(flow);
  const before = toFlowGraph(previous.input);
  const resized = placeBoxes(previous, before, drawing);
  if (!levelsApart(drawing)) return null;
  const levels = levelsOfPlaced(drawing);
  if (resized.length > 0) drawing.index();
  for (const { v, x, y } of resized) if (hasRoom(drawing, levels, v, x, y)) drawing.placeBox(v, x, y);
  readWays(previous, drawing);
  drawing.index();
  return drawing;
}

interface Resized {
  readonly v: number;
  readonly x: number;
  readonly y: number;
}

function placeBoxes(previous: DrawnGraph, before: FlowGraph, drawing: OpenDrawing): Resized[] {
  const { flow } = drawing;
  const turn = turner(flow);
  const indexBefore = firstIndex(previous.input.nodes);
  const placed = firstById(previous.placed.nodes);
  const resized: Resized[] = [];
  const seen = new Set<string>();
  flow.input.nodes.forEach((node: LayoutNode, v) => {
    const b = indexBefore.get(node.id);
    const place: PlacedNode | undefined = placed.get(node.id);
    if (b === undefined || place === undefined || seen.has(node.id)) return;
    seen.add(node.id);
    if (at(before.level, b) !== at(flow.level, v)) return;
    const corner = turn(place);
    if (!Number.isFinite(corner.x + corner.y)) return;
    const room = at(flow.loopRoom, v);
    const roomBefore = at(before.loopRoom, b);
    const side = at(flow.loopSide, v);
    const sideBefore = at(before.loopSide, b);
    const isSame = isSameBox(previous.input.nodes[b]!, node);
    if (isSame && room <= roomBefore && side <= sideBefore) {
      drawing.x[v] = corner.x - side;
      drawing.y[v] = corner.y - room;
      drawing.isPlaced[v] = 1;
      return;
    }
    const x = corner.x - sideBefore + (at(before.width, b) - at(flow.width, v)) / 2;
    const y = corner.y + at(before.entryY, b) - roomBefore - at(flow.entryY, v);
    resized.push({ v, x, y });
  });
  return resized;
}

/** Whether two boxes have one size and are entered and left at the same points. */
const isSameBox = (a: LayoutNode, b: LayoutNode): boolean =>
  Object.is(a.width, b.width) &&
  Object.is(a.height, b.height) &&
  isSamePoint(a.entry, b.entry) &&
  isSamePoint(a.exit, b.exit);

const isSamePoint = (a: Point, b: Point): boolean => Object.is(a.x, b.x) && Object.is(a.y, b.y);

function levelsApart(drawing: OpenDrawing): boolean {
  const stretches = levelsOfPlaced(drawing);
  return stretches.every((stretch, i) => i === 0 || (stretches[i - 1]?.to ?? -Infinity) <= stretch.from);
}

/** The stretch of each level that has boxes in the drawing, by ascending level. */
export function levelsOfPlaced(drawing: OpenDrawing): LevelStretch[] {
  return levelStretches(drawing.flow, drawing.x, drawing.isPlaced);
}

function hasRoom(
  drawing: OpenDrawing,
  levels: readonly LevelStretch[],
  v: number,
  x: number,
  y: number,
): boolean {
  const { flow } = drawing;
  const box = { left: x, top: y, right: x + at(flow.width, v), bottom: y + at(flow.height, v) };
  for (const { level, from, to } of levels) {
    if (level < at(flow.level, v) && box.left < to + RESIZED_GAP) return false;
    if (level > at(flow.level, v) && box.right > from - RESIZED_GAP) return false;
  }
  let free = true;
  drawing.eachBoxIn(grown(box, RESIZED_GAP, RESIZED_GAP), () => (free = false));
  return free;
}

function readWays(previous: DrawnGraph, drawing: OpenDrawing): void {
  const { flow } = drawing;
  const turn = turner(flow);
  const edgesBefore = firstById(previous.input.edges);
  const ways = firstById(previous.placed.edges);
  const seen = new Set<string>();
  for (let e = 0; e < flow.edgeCount; e++) {
    const edge = flow.input.edges[at(flow.edgeIndex, e)] as LayoutEdge;
    const edgeBefore = edgesBefore.get(edge.id);
    const way = ways.get(edge.id);
    if (edgeBefore === undefined || way === undefined || seen.has(edge.id)) continue;
    seen.add(edge.id);
    const [s, t] = [at(flow.source, e), at(flow.target, e)];
    if (edgeBefore.source !== edge.source || edgeBefore.target !== edge.target) continue;
    if (!drawing.isPlaced[s] || !drawing.isPlaced[t] || way.points.length < 2) continue;
    const route = new Float64Array(2 * way.points.length);
    way.points.forEach((point, k) => {
      const { x, y } = turn(point);
      route[2 * k] = x;
      route[2 * k + 1] = y;
    });
    if (!joins(drawing, e, route)) continue;
    drawing.routes[e] = route;
    if (at(flow.labelWidth, e) < 0 || way.label === null) continue;
    const middle = turn(middleOf(way.label));
    drawing.labelX[e] = middle.x - at(flow.labelWidth, e) / 2;
    drawing.labelY[e] = middle.y - at(flow.labelHeight, e) / 2;
    drawing.hasLabel[e] = 1;
  }
}

/** Whether a way begins at the source's exit and ends at the target's entry. */
function joins(drawing: OpenDrawing, e: number, route: Float64Array): boolean {
  const { flow, x } = drawing;
  const [s, t] = [at(flow.source, e), at(flow.target, e)];
  const gaps = [
    at(route, 0) - at(x, s) - at(flow.exitX, s),
    at(route, 1) - drawing.exitY(s),
    at(route, route.length - 2) - at(x, t) - at(flow.entryX, t),
    at(route, route.length - 1) - drawing.entryY(t),
  ];
  return route.every(Number.isFinite) && gaps.every((gap) => Math.abs(gap) < 0.01);
}

const middleOf = ({ x, y, width, height }: Rect): Point => ({ x: x + width / 2, y: y + height / 2 });

/** From the drawing's coordinates to those of the flow, and back: both ways are the same. */
export function turner(flow: FlowGraph): (point: Point) => Point {
  return flow.input.direction === 'down' ? ({ x, y }) => ({ x: y, y: x }) : ({ x, y }) => ({ x, y });
}

function firstById<Item extends { readonly id: string }>(items: readonly Item[]): Map<string, Item> {
  const found = new Map<string, Item>();
  for (const item of items) if (!found.has(item.id)) found.set(item.id, item);
  return found;
}

function firstIndex(nodes: readonly LayoutNode[]): Map<string, number> {
  const found = new Map<string, number>();
  nodes.forEach(({ id }, i) => {
    if (!found.has(id)) found.set(id, i);
  });
  return found;
}
