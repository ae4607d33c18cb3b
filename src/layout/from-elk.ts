import type { PlacedGraph } from '../model/layout.js';
import type { FlowGraph } from './flow-graph.js';
import { withoutStraightPoints } from './layered/bends.js';
import { separateLevels } from './level-gaps.js';
import { toPlacedGraph, type FlowPlacement } from './placed-graph.js';
import type { ElkProfile } from './presets.js';
import { elkEdgeId, elkNodeId, widening } from './to-elk.js';
import { at } from './typed.js';

/** An answer of ELK that cannot be drawn. The message carries no data. */
export class ElkAnswerError extends Error {
  override readonly name = 'ElkAnswerError';
}

/** Sides of a drawing beyond this are taken for nonsense. */
const MAX_EXTENT = 1_000_000;

/**
 * Reads ELK's answer, believing nothing: every node and edge has to be there with finite numbers.
 *
 * @throws ElkAnswerError when something is missing, not finite, absurdly far away, or when levels are not apart
 */
export function fromElk(flow: FlowGraph, answer: unknown, profile: ElkProfile): PlacedGraph {
  const children = byId(field(answer, 'children'));
  const answered = byId(field(answer, 'edges'));
  const x = new Float64Array(flow.nodeCount);
  const y = new Float64Array(flow.nodeCount);
  for (let v = 0; v < flow.nodeCount; v++) {
    const node = children.get(elkNodeId(v));
    x[v] = coordinate(node, 'x') + widening(flow, v);
    y[v] = coordinate(node, 'y');
  }
  const routes: Float64Array[] = [];
  const labelX = new Float64Array(flow.edgeCount);
  const labelY = new Float64Array(flow.edgeCount);
  for (let e = 0; e < flow.edgeCount; e++) {
    const edge = answered.get(elkEdgeId(flow, e));
    routes.push(routeOf(flow, e, x, y, edge));
    if (at(flow.labelWidth, e) < 0) continue;
    const label = list(field(edge, 'labels'))[0];
    labelX[e] = coordinate(label, 'x');
    labelY[e] = coordinate(label, 'y');
  }
  const placement: FlowPlacement = { x, y, routes, labelX, labelY };
  if (!separateLevels(flow, placement)) throw new ElkAnswerError('levels overlap');
  const simple = routes.map((route) => withoutStraightPoints([...route]));
  return toPlacedGraph(flow, { ...placement, routes: simple }, profile);
}

/** From the shape to the border, along ELK's bends, and from the other border to the shape. */
function routeOf(flow: FlowGraph, e: number, x: Float64Array, y: Float64Array, edge: unknown): Float64Array {
  const s = at(flow.source, e);
  const t = at(flow.target, e);
  const section = list(field(edge, 'sections'))[0];
  const bends = field(section, 'bendPoints');
  const way = [at(x, s) + at(flow.exitX, s), at(y, s) + at(flow.exitY, s)];
  for (const point of [
    field(section, 'startPoint'),
    ...(bends === undefined ? [] : list(bends)),
    field(section, 'endPoint'),
  ]) {
    way.push(coordinate(point, 'x'), coordinate(point, 'y'));
  }
  way.push(at(x, t) + at(flow.entryX, t), at(y, t) + at(flow.entryY, t));
  return Float64Array.from(way);
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

function list(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw new ElkAnswerError('part of the answer is missing');
  return value;
}

function byId(value: unknown): Map<unknown, unknown> {
  return new Map(list(value).map((item) => [field(item, 'id'), item]));
}

function coordinate(value: unknown, name: 'x' | 'y'): number {
  const number = field(value, name);
  if (typeof number !== 'number' || !(Math.abs(number) < MAX_EXTENT))
    throw new ElkAnswerError('bad coordinate');
  return number;
}
