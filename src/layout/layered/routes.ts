import type { FlowGraph } from '../flow-graph.js';
import { at } from '../typed.js';
import type { Block } from './block.js';
import type { BlockPlace } from './compose.js';
import type { Fold, Lane } from './fold-rows.js';
import { Gates } from './straighten.js';

/** Where edges that are led round the outside turn, beside a rank, and how far apart several of them turn. */
const TURN = 12;
const TURN_STEP = 4;
const TURN_STEPS = 3;

/**
 * The way of one edge of a block: level through the ranks, on lines that ordering kept free, and sloped only in the
 * space between ranks, where there are no boxes. Where the block is folded it leads back to the next row.
 */
export function edgeRoute(
  flow: FlowGraph,
  block: Block,
  place: BlockPlace,
  e: number,
  x: Float64Array,
  y: Float64Array,
): Float64Array {
  const edge = at(block.part.edges, e);
  const s = at(flow.source, edge);
  const t = at(flow.target, edge);
  const exit = [at(x, s) + at(flow.exitX, s), at(y, s) + at(flow.exitY, s)] as const;
  const entry = [at(x, t) + at(flow.entryX, t), at(y, t) + at(flow.entryY, t)] as const;
  const { chain, chainStart, rank, express } = block.layers;
  const [source, target] = [at(block.part.source, e), at(block.part.target, e)];
  const way = new Way(block, place, e);
  way.add(...exit);
  if (at(express, e)) {
    const turn = TURN + TURN_STEP * (e % TURN_STEPS);
    const outer = at(block.outerLine, e) + place.y;
    const [behind, before] = [way.right(at(rank, source)) + turn, way.left(at(rank, target)) - turn];
    way.add(behind, exit[1], behind, outer, before, outer, before, entry[1]);
  } else if (at(block.reversed, e)) {
    const from = at(chainStart, e);
    let v = at(chain, at(chainStart, e + 1) - 1);
    const behind = way.middle(at(rank, source)) + at(block.turn, v);
    way.add(behind, exit[1]);
    way.pass(behind, way.lineOf(v));
    for (let k = at(chainStart, e + 1) - 2; k >= from; k--) {
      way.passBack(v, at(chain, k));
      v = at(chain, k);
    }
    const before = way.middle(at(rank, target)) - at(block.turn, v);
    way.pass(before, way.lineOf(v));
    way.straighten();
    way.add(before, entry[1]);
  } else {
    const exitsLevel = at(block.level.exit, source) === 1;
    const entersLevel = at(block.level.entry, target) === 1;
    if (!exitsLevel) way.pass(...exit);
    let v = source;
    for (let k = at(chainStart, e); k < at(chainStart, e + 1); k++) {
      way.passOn(v, at(chain, k), exitsLevel && v === source, false);
      v = at(chain, k);
    }
    way.passOn(v, target, exitsLevel && v === source, entersLevel);
    if (!entersLevel) way.pass(...entry);
    way.straighten();
  }
  way.add(...entry);
  return withoutStraightPoints(way.points);
}

/** A way that is being made: points that are sure, and gates through which it goes on as straight as it can. */
class Way {
  readonly points: number[] = [];
  readonly #block: Block;
  readonly #place: BlockPlace;
  readonly #e: number;
  #gates = new Gates();

  constructor(block: Block, place: BlockPlace, e: number) {
    this.#block = block;
    this.#place = place;
    this.#e = e;
  }

  left(r: number): number {
    return at(this.#place.rankX, r);
  }

  middle(r: number): number {
    return this.left(r) + at(this.#block.rankWidth, r) / 2;
  }

  right(r: number): number {
    return this.left(r) + at(this.#block.rankWidth, r);
  }

  lineOf(v: number): number {
    return at(this.#block.line, v) + this.#move(v);
  }

  add(...coordinates: readonly number[]): void {
    for (const value of coordinates) this.points.push(value);
  }

  pass(x: number, y: number): void {
    this.#gates.add(x, y);
  }

  /** From a vertex to the one in the next rank; `level` where the way may only pass on the line of the vertex. */
  passOn(v: number, next: number, levelFrom: boolean, levelTo: boolean): void {
    const r = at(this.#block.layers.rank, v);
    const fold = this.#block.folds.get(r);
    this.#gate(v, this.right(r), levelFrom || fold !== undefined);
    if (fold) {
      this.straighten();
      this.add(...this.#wayToNextRow(fold, v, next));
    }
    this.#gate(next, this.left(r + 1), levelTo || fold !== undefined);
  }

  /** From a vertex to the one in the rank before. */
  passBack(v: number, next: number): void {
    const r = at(this.#block.layers.rank, next);
    const fold = this.#block.folds.get(r);
    this.#gate(v, this.left(r + 1), fold !== undefined);
    if (fold) {
      this.straighten();
      this.add(...turnedRound(this.#wayToNextRow(fold, next, v)));
    }
    this.#gate(next, this.right(r), fold !== undefined);
  }

  /** Goes through the gates so far. */
  straighten(): void {
    this.#gates.appendStraightWay(this.points);
    this.#gates = new Gates();
  }

  #wayToNextRow({ rank, lanes }: Fold, v: number, next: number): number[] {
    const { behind, before, line } = lanes.get(this.#e) as Lane;
    const [from, to] = [this.right(rank) + behind, this.left(rank + 1) - before];
    const back = line + this.#place.y;
    return [from, this.lineOf(v), from, back, to, back, to, this.lineOf(next)];
  }

  /** A vertex's lane at one end of its rank. */
  #gate(v: number, x: number, level: boolean): void {
    const { low, high } = this.#block.lanes;
    const line = this.lineOf(v);
    if (level) this.#gates.add(x, line);
    else this.#gates.add(x, line, at(low, v) + this.#move(v), at(high, v) + this.#move(v));
  }

  #move(v: number): number {
    return this.#place.y + at(this.#block.shift, at(this.#block.layers.rank, v));
  }
}

/** The same points from the last to the first. */
function turnedRound(way: readonly number[]): number[] {
  const turned: number[] = [];
  for (let k = way.length - 2; k >= 0; k -= 2) turned.push(way[k] as number, way[k + 1] as number);
  return turned;
}

/** Leaves out points on the straight way from the one before to the one after, so that what is left are bends. */
export function withoutStraightPoints(way: readonly number[]): Float64Array {
  const kept: number[] = [];
  for (let k = 0; k < way.length; k += 2) {
    const x = way[k] as number;
    const y = way[k + 1] as number;
    while (kept.length >= 2) {
      const [bx, by] = [kept[kept.length - 2] as number, kept[kept.length - 1] as number];
      const ax = kept.length >= 4 ? (kept[kept.length - 4] as number) : bx;
      const ay = kept.length >= 4 ? (kept[kept.length - 3] as number) : by;
      const repeated =
        Math.abs(bx - x) < 0.01 && Math.abs(by - y) < 0.01 && (kept.length > 2 || k + 2 < way.length);
      const between = kept.length >= 4 && straight(ax, ay, bx, by, x, y);
      if (!repeated && !between) break;
      // The first point is the source's exit and stays.
      if (kept.length === 2) break;
      kept.length -= 2;
    }
    const first =
      kept.length === 2 &&
      Math.abs((kept[0] as number) - x) < 0.01 &&
      Math.abs((kept[1] as number) - y) < 0.01;
    if (!first || k + 2 === way.length) kept.push(x, y);
  }
  return new Float64Array(kept);
}

function straight(ax: number, ay: number, bx: number, by: number, cx: number, cy: number): boolean {
  const area = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
  const length = Math.hypot(cx - ax, cy - ay);
  const forward = (bx - ax) * (cx - bx) + (by - ay) * (cy - by) >= 0;
  return forward && Math.abs(area) <= 0.05 * Math.max(length, 1);
}
