import type { FlowGraph } from '../flow-graph.js';
import { at } from '../typed.js';
import type { Block } from './block.js';
import type { BlockPlace } from './compose.js';
import { Gates } from './straighten.js';

/** Where edges that are led round the outside turn, beside a rank, and how far apart several of them turn. */
const TURN = 12;
const TURN_STEP = 4;
const TURN_STEPS = 3;

/**
 * The way of one edge of a block: level through the ranks, on lines that ordering kept free, and sloped only in the
 * space between ranks, where there are no boxes.
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
  const exitX = at(x, s) + at(flow.exitX, s);
  const exitY = at(y, s) + at(flow.exitY, s);
  const entryX = at(x, t) + at(flow.entryX, t);
  const entryY = at(y, t) + at(flow.entryY, t);
  const { chain, chainStart, rank, express } = block.layers;
  const left = (r: number): number => at(place.rankX, r);
  const right = (r: number): number => at(place.rankX, r) + at(block.rankWidth, r);
  const middle = (r: number): number => at(place.rankX, r) + at(block.rankWidth, r) / 2;
  const sourceRank = at(rank, at(block.part.source, e));
  const targetRank = at(rank, at(block.part.target, e));
  const way: number[] = [exitX, exitY];
  if (at(express, e)) {
    const turn = TURN + TURN_STEP * (e % TURN_STEPS);
    const outer = at(block.outerLine, e) + place.y;
    way.push(right(sourceRank) + turn, exitY, right(sourceRank) + turn, outer);
    way.push(left(targetRank) - turn, outer, left(targetRank) - turn, entryY);
  } else if (at(block.reversed, e)) {
    const from = at(chainStart, e);
    const to = at(chainStart, e + 1);
    const source = at(chain, to - 1);
    const target = at(chain, from);
    const behind = middle(sourceRank) + at(block.turn, source);
    const before = middle(targetRank) - at(block.turn, target);
    const gates = new Gates();
    gates.add(behind, at(block.line, source) + place.y);
    for (let k = to - 1; k >= from; k--) {
      const v = at(chain, k);
      if (v !== source) addGate(gates, block, place, v, right(at(rank, v)));
      if (v !== target) addGate(gates, block, place, v, left(at(rank, v)));
    }
    gates.add(before, at(block.line, target) + place.y);
    way.push(behind, exitY);
    gates.appendStraightWay(way);
    way.push(before, entryY);
  } else {
    const gates = new Gates();
    const source = at(block.part.source, e);
    const target = at(block.part.target, e);
    const exitsLevel = at(block.level.exit, source) === 1;
    const entersLevel = at(block.level.entry, target) === 1;
    if (!exitsLevel) gates.add(exitX, exitY);
    addGate(gates, block, place, source, right(sourceRank), exitsLevel);
    for (let k = at(chainStart, e); k < at(chainStart, e + 1); k++) {
      const v = at(chain, k);
      addGate(gates, block, place, v, left(at(rank, v)));
      addGate(gates, block, place, v, right(at(rank, v)));
    }
    addGate(gates, block, place, target, left(targetRank), entersLevel);
    if (!entersLevel) gates.add(entryX, entryY);
    gates.appendStraightWay(way);
  }
  way.push(entryX, entryY);
  return withoutStraightPoints(way);
}

/** A vertex's lane at one end of its rank; `level` where a way may only pass on its line. */
function addGate(
  gates: Gates,
  { line, lanes }: Block,
  { y }: BlockPlace,
  v: number,
  x: number,
  level = false,
): void {
  const middle = at(line, v) + y;
  gates.add(x, middle, level ? middle : at(lanes.low, v) + y, level ? middle : at(lanes.high, v) + y);
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
