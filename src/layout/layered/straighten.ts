import type { FlowGraph } from '../flow-graph.js';
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
  const { sequence, start } = order;
  const low = new Float64Array(count);
  const high = new Float64Array(count);
  for (let r = 0; r < rankCount; r++) {
    const to = start[r + 1]!;
    let before = -1;
    let border = top;
    let isBeforeLine = false;
    for (let k = start[r]!; k < to; k++) {
      const v = sequence[k]!;
      const after = k + 1 < to ? sequence[k + 1]! : -1;
      const isAfterLine = after >= realCount && above[after]! + below[after]! === 0;
      const y = line[v]!;
      if (v < realCount) {
        // Towards an edge that turns round this node, lines leave level.
        low[v] = before >= 0 && companionOf[before] === v ? y : y - above[v]!;
        high[v] = after >= 0 && companionOf[after] === v ? y : y + below[v]!;
      } else {
        const isLabel = above[v]! + below[v]! !== 0;
        const up = y - border;
        const down = (after < 0 ? bottom : line[after]! - above[after]!) - y;
        low[v] = y - Math.min(isLabel ? LABEL_SLACK : reach(up, isBeforeLine), up);
        high[v] = y + Math.min(isLabel ? LABEL_SLACK : reach(down, isAfterLine), down);
      }
      before = v;
      border = y + below[v]!;
      isBeforeLine = v >= realCount && above[v]! + below[v]! === 0;
    }
  }
  return { low, high };
}

/** How far the lane of a line reaches into the space beside it. */
const reach = (space: number, isToLine: boolean): number =>
  isToLine ? space / 2 : Math.max(space / 2, space - MARGIN);

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
  const { realCount, rank, width, into, out } = layers;
  const exit = new Uint8Array(realCount);
  const entry = new Uint8Array(realCount);
  const mustBeLevel = (v: number, { start, to }: Neighbours, gap: number): number => {
    const run = (rankWidth[rank[v]!]! - width[v]!) / 2;
    const y = line[v]!;
    const low = lanes.low[v]!;
    const high = lanes.high[v]!;
    const end = start[v + 1]!;
    for (let i = start[v]!; i < end; i++) {
      const reached = y + ((line[to[i]!]! - y) * run) / (run + gap);
      if (reached < low || reached > high) return 1;
    }
    return 0;
  };
  for (let v = 0; v < realCount; v++) {
    const node = part.nodes[v]!;
    const r = rank[v]!;
    exit[v] = flow.exitX[node]! < flow.width[node]! ? 1 : mustBeLevel(v, out, rankGap[r]!);
    entry[v] = flow.entryX[node]! > 0 ? 1 : mustBeLevel(v, into, r > 0 ? rankGap[r - 1]! : 0);
  }
  return { exit, entry };
}
