import type { Block } from './block.js';
import type { BlockPlace } from './compose.js';
import type { Lane } from './fold-lanes.js';
import { Gates } from './gates.js';
import { PointList } from './point-list.js';
import type { Lanes } from './straighten.js';

/** A way that is being made: points that are sure, and gates through which it goes on as straight as it can. */
export class Way {
  readonly points = new PointList();
  readonly #gates = new Gates();
  readonly #block: Block;
  readonly #place: BlockPlace;
  readonly #isFolded: boolean;
  /** What of the block is looked up for every vertex on the way. */
  readonly #rank: Int32Array;
  readonly #line: Float64Array;
  readonly #lanes: Lanes;
  #e = 0;

  constructor(block: Block, place: BlockPlace) {
    this.#block = block;
    this.#place = place;
    this.#isFolded = block.folds.size > 0;
    this.#rank = block.layers.rank;
    this.#line = block.line;
    this.#lanes = block.lanes;
  }

  /** Begins the way of another edge of the block. */
  begin(e: number, x: number, y: number): void {
    this.#e = e;
    this.points.length = 0;
    this.#gates.clear();
    this.points.add(x, y);
  }

  left(r: number): number {
    return this.#place.rankX[r]!;
  }

  middle(r: number): number {
    return this.left(r) + this.#block.rankWidth[r]! / 2;
  }

  right(r: number): number {
    return this.left(r) + this.#block.rankWidth[r]!;
  }

  lineOf(v: number): number {
    return this.#line[v]! + this.#place.y;
  }

  pass(x: number, y: number): void {
    this.#gates.add(x, y);
  }

  /** Goes on from the last sure point as straight as can be. */
  passLast(): void {
    const { values, length } = this.points;
    this.pass(values[length - 2]!, values[length - 1]!);
  }

  /** The lane to or from another row in which the edge passes behind a rank; `undefined` where it does not. */
  laneBehind(r: number): Lane | undefined {
    return this.#isFolded ? this.#block.folds.get(r)?.get(this.#e) : undefined;
  }

  /** From a vertex to the next one; `level` where the way may only pass on the line of the vertex. */
  passOn(v: number, next: number, levelFrom: boolean, levelTo: boolean): void {
    const r = this.#rank[v]!;
    const lane = this.laneBehind(r);
    this.#gate(v, this.right(r), levelFrom || lane !== undefined);
    if (lane) this.#turn(lane, v, next, false);
    this.#gate(next, this.left(this.#rank[next]!), levelTo || lane !== undefined);
  }

  /** From a vertex to the one before. */
  passBack(v: number, next: number): void {
    const r = this.#rank[v]!;
    const lane = this.laneBehind(r - 1);
    this.#gate(v, this.left(r), lane !== undefined);
    if (lane) this.#turn(lane, next, v, true);
    this.#gate(next, this.right(this.#rank[next]!), lane !== undefined);
  }

  /** Goes through the gates so far. */
  straighten(): void {
    this.#gates.appendStraightWay(this.points);
    this.#gates.clear();
  }

  /** @param isBack whether the way leads from the later row to the earlier one */
  #turn(lane: Lane, v: number, next: number, isBack: boolean): void {
    this.straighten();
    const from = this.right(lane.from) + lane.behind;
    const to = this.left(lane.to) - lane.before;
    const back = lane.line + this.#place.y;
    const { points } = this;
    if (isBack) points.add(to, this.lineOf(next));
    else points.add(from, this.lineOf(v));
    points.add(isBack ? to : from, back);
    points.add(isBack ? from : to, back);
    if (isBack) points.add(from, this.lineOf(v));
    else points.add(to, this.lineOf(next));
  }

  /** A vertex's lane at one end of its rank. */
  #gate(v: number, x: number, level: boolean): void {
    const move = this.#place.y;
    const y = this.#line[v]! + move;
    if (level) this.#gates.add(x, y);
    else this.#gates.add(x, y, this.#lanes.low[v]! + move, this.#lanes.high[v]! + move);
  }
}
