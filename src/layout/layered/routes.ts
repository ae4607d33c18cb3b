import type { FlowGraph } from '../flow-graph.js';
import { keepBendsOnly } from './bends.js';
import type { Block } from './block.js';
import type { BlockPlace } from './compose.js';
import type { PointList } from './point-list.js';
import { Way } from './way.js';

/** Where edges that are led round the outside turn, beside a rank, and how far apart several of them turn. */
const TURN = 12;
const TURN_STEP = 4;
const TURN_STEPS = 3;

/**
 * The ways of the edges of a block: level through the ranks, on lines that ordering kept free, and sloped only in the
 * space between ranks, where there are no boxes. Where the block is folded they lead back to the next row.
 */
export class BlockRoutes {
  readonly #flow: FlowGraph;
  readonly #block: Block;
  readonly #way: Way;
  readonly #outside: number;

  constructor(flow: FlowGraph, block: Block, place: BlockPlace) {
    this.#flow = flow;
    this.#block = block;
    this.#way = new Way(block, place);
    this.#outside = place.y;
  }

  /**
   * The way of one edge, from bend to bend; the list is the same for all.
   *
   * @param e number of the edge in the block
   * @param x left sides of all boxes of the flow graph, and y their tops
   */
  route(e: number, x: Float64Array, y: Float64Array): PointList {
    const { part, layers, reversed } = this.#block;
    const flow = this.#flow;
    const edge = part.edges[e]!;
    const s = flow.source[edge]!;
    const t = flow.target[edge]!;
    const exitY = y[s]! + flow.exitY[s]!;
    const entryX = x[t]! + flow.entryX[t]!;
    const entryY = y[t]! + flow.entryY[t]!;
    const way = this.#way;
    way.begin(e, x[s]! + flow.exitX[s]!, exitY);
    if (layers.express[e] === 1) this.#leadOutside(e, exitY, entryY);
    else if (reversed[e] === 1) this.#leadBack(e, exitY, entryY);
    else this.#leadOn(e, entryX, entryY);
    way.points.add(entryX, entryY);
    keepBendsOnly(way.points);
    return way.points;
  }

  #leadOutside(e: number, exitY: number, entryY: number): void {
    const { part, layers, outerLine, outside, offset } = this.#block;
    const way = this.#way;
    const { points } = way;
    const turn = TURN + TURN_STEP * (e % TURN_STEPS);
    const line = outerLine[e]!;
    const [source, target] = [layers.rank[part.source[e]!]!, layers.rank[part.target[e]!]!];
    const outer = line + this.#outside;
    const from = outer + (outside?.shift[source] ?? 0);
    const to = outer + (outside?.shift[target] ?? 0);
    const behind = way.right(source) + turn;
    const before = way.left(target) - turn;
    points.add(behind, exitY);
    points.add(behind, from);
    if (outside !== null && from !== to) {
      const side = way.left(0) - offset[0]! + outside.side + line;
      points.add(side, from);
      points.add(side, to);
    }
    points.add(before, to);
    points.add(before, entryY);
  }

  #leadBack(e: number, exitY: number, entryY: number): void {
    const { part, layers, turn } = this.#block;
    const { chain, chainStart, rank } = layers;
    const way = this.#way;
    const first = chainStart[e]!;
    let v = chain[chainStart[e + 1]! - 1]!;
    const behind = way.middle(rank[part.source[e]!]!) + turn[v]!;
    way.points.add(behind, exitY);
    way.pass(behind, way.lineOf(v));
    for (let k = chainStart[e + 1]! - 2; k >= first; k--) {
      const r = rank[v]!;
      const lane = way.laneBehind(r - 1);
      if (lane) k -= r - 1 - lane.from;
      way.passBack(v, chain[k]!);
      v = chain[k]!;
    }
    const before = way.middle(rank[part.target[e]!]!) - turn[v]!;
    way.pass(before, way.lineOf(v));
    way.straighten();
    way.points.add(before, entryY);
  }

  #leadOn(e: number, entryX: number, entryY: number): void {
    const { part, layers, level } = this.#block;
    const { chain, chainStart, rank } = layers;
    const way = this.#way;
    const source = part.source[e]!;
    const target = part.target[e]!;
    const end = chainStart[e + 1]!;
    const exitsLevel = level.exit[source] === 1;
    const entersLevel = level.entry[target] === 1;
    if (!exitsLevel) way.passLast();
    let v = source;
    // Those in rows that are passed at their side are left out.
    const leftOut = (r: number): number => (way.laneBehind(r)?.to ?? r + 1) - r - 1;
    for (let k = chainStart[e]! + leftOut(rank[v]!); k < end; k += 1 + leftOut(rank[v]!)) {
      way.passOn(v, chain[k]!, exitsLevel && v === source, false);
      v = chain[k]!;
    }
    way.passOn(v, target, exitsLevel && v === source, entersLevel);
    if (!entersLevel) way.pass(entryX, entryY);
    way.straighten();
  }
}
