import type { FlowGraph } from '../flow-graph.js';
import { at } from '../typed.js';
import type { Neighbours } from './adjacency.js';
import type { Block } from './block.js';
import type { Component } from './components.js';
import type { Layers } from './layers.js';
import type { Order } from './order.js';

/** Space that a line keeps to a box or a label beside it, where there is so much. */
const MARGIN = 6;
/** How far from the middle of its label a line may pass. */
const LABEL_SLACK = 4;

/** The stretch across the flow in which lines may pass a vertex's rank for it: no two of one rank overlap. */
export interface Lanes {
  readonly low: Float64Array;
  readonly high: Float64Array;
}

/** Every vertex's lane: a dummy's reaches to its neighbours or half way to other lines, a node's is its own extent. */
export function lanesOf(
  layers: Layers,
  order: Order,
  line: Float64Array,
  { top, bottom }: { readonly top: number; readonly bottom: number },
): Lanes {
  const { count, realCount, above, below, companionOf, rankCount } = layers;
  const low = new Float64Array(count);
  const high = new Float64Array(count);
  const isLine = (v: number): boolean => v >= realCount && at(above, v) + at(below, v) === 0;
  const reach = (v: number, other: number, gap: number): number => {
    if (isLine(v)) return isLine(other) ? gap / 2 : Math.max(gap / 2, gap - MARGIN);
    if (v >= realCount) return LABEL_SLACK;
    // Towards an edge that turns round this node, lines leave level.
    return at(companionOf, other) === v ? 0 : Infinity;
  };
  for (let r = 0; r < rankCount; r++) {
    const to = at(order.start, r + 1);
    for (let k = at(order.start, r); k < to; k++) {
      const v = at(order.sequence, k);
      const y = at(line, v);
      const before = k > at(order.start, r) ? at(order.sequence, k - 1) : -1;
      const after = k + 1 < to ? at(order.sequence, k + 1) : -1;
      const up = before < 0 ? y - top : y - at(line, before) - at(below, before);
      const down = after < 0 ? bottom - y : at(line, after) - at(above, after) - y;
      low[v] = y - Math.min(reach(v, before, up), v < realCount ? at(above, v) : up);
      high[v] = y + Math.min(reach(v, after, down), v < realCount ? at(below, v) : down);
    }
  }
  return { low, high };
}

/** Which nodes' edges leave, and which nodes' edges enter, level up to the border of the rank: 1 for yes. */
export interface LevelEnds {
  readonly exit: Uint8Array;
  readonly entry: Uint8Array;
}

/**
 * Edges may slope from the very side of their box where they attach there, if all that leave (enter) it can do so
 * inside its lane: where some bend at the border of the rank and some do not, they may cross.
 */
export function levelEnds(
  flow: FlowGraph,
  part: Component,
  block: Pick<Block, 'layers' | 'lanes' | 'line' | 'rankWidth' | 'rankGap'>,
): LevelEnds {
  const { layers, lanes, line, rankWidth, rankGap } = block;
  const exit = new Uint8Array(layers.realCount);
  const entry = new Uint8Array(layers.realCount);
  const mustBeLevel = (v: number, side: Neighbours, gap: number): number => {
    const run = (at(rankWidth, at(layers.rank, v)) - at(layers.width, v)) / 2;
    const y = at(line, v);
    for (let i = at(side.start, v); i < at(side.start, v + 1); i++) {
      const reached = y + ((at(line, at(side.to, i)) - y) * run) / (run + gap);
      if (reached < at(lanes.low, v) || reached > at(lanes.high, v)) return 1;
    }
    return 0;
  };
  for (let v = 0; v < layers.realCount; v++) {
    const node = at(part.nodes, v);
    const r = at(layers.rank, v);
    exit[v] = at(flow.exitX, node) < at(flow.width, node) ? 1 : mustBeLevel(v, layers.out, at(rankGap, r));
    entry[v] = at(flow.entryX, node) > 0 ? 1 : mustBeLevel(v, layers.into, at(rankGap, r - 1));
  }
  return { exit, entry };
}
