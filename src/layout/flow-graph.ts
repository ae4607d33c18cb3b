import type { LayoutInput, LayoutNode } from '../model/layout.js';

/**
 * The layout's input as numbers, turned so that edges flow along x whatever the direction: for `down`, x and y are
 * swapped here and swapped back by `toPackedDrawing`, so that every algorithm knows one direction only. Boxes are
 * grown at the top and at the sides by the room for their self loops and labels of these, which no algorithm sees.
 */
export interface FlowGraph {
  readonly input: LayoutInput;
  /** Extent along the flow ÷ extent across it that packed components aim at. */
  readonly aspectRatio: number;
  readonly nodeCount: number;
  /** Without self loops and without edges whose ends are not in the input. */
  readonly edgeCount: number;
  /** With the room for self loops, as all that follows. */
  readonly width: Float64Array;
  readonly height: Float64Array;
  readonly entryX: Float64Array;
  readonly entryY: Float64Array;
  readonly exitX: Float64Array;
  readonly exitY: Float64Array;
  readonly level: Int32Array;
  /** Room for self loops above each box, part of `height`, `entryY` and `exitY`. */
  readonly loopRoom: Float64Array;
  /** Room for their labels before each box, and as much behind it; part of `width`, `entryX` and `exitX`. */
  readonly loopSide: Float64Array;
  readonly source: Int32Array;
  readonly target: Int32Array;
  /** Along the flow; -1 where the edge has no label. */
  readonly labelWidth: Float64Array;
  readonly labelHeight: Float64Array;
  /** Index of each edge in the input. */
  readonly edgeIndex: Int32Array;
  readonly loops: readonly FlowLoop[];
}

/** An edge from a node to itself. */
export interface FlowLoop {
  readonly edgeIndex: number;
  readonly node: number;
  /** How far above the box (without its loop room) the loop's far side runs. */
  readonly rise: number;
  /** How far before the entry and behind the exit the loop turns. */
  readonly reach: number;
}

/** Largest side of a box that is believed; labels are cut long before. */
const MAX_SIDE = 10_000;
const DEFAULT_ASPECT_RATIO = 1.6;
/** Space from one self loop to the next, or to the box. */
const LOOP_RISE = 12;
/** At most this much and a little: loops must not reach the rank before or behind. */
const LOOP_REACH = 14;

const size = (value: number): number => (value > 0 ? Math.min(value, MAX_SIDE) : 0);
const within = (value: number, limit: number): number => (value > 0 ? Math.min(value, limit) : 0);

/** Brings the input into numbers. Sizes that are not finite or negative count as 0; attachment points are kept inside the box. */
export function toFlowGraph(input: LayoutInput): FlowGraph {
  const { nodes, edges } = input;
  const down = input.direction === 'down';
  const aspect =
    input.aspectRatio > 0 && Number.isFinite(input.aspectRatio) ? input.aspectRatio : DEFAULT_ASPECT_RATIO;
  const n = nodes.length;
  const indexOf = new Map<string, number>();
  const width = new Float64Array(n);
  const height = new Float64Array(n);
  const entryX = new Float64Array(n);
  const entryY = new Float64Array(n);
  const exitX = new Float64Array(n);
  const exitY = new Float64Array(n);
  const level = new Int32Array(n);
  for (let i = 0; i < n; i++) {
    const node = nodes[i] as LayoutNode;
    if (!indexOf.has(node.id)) indexOf.set(node.id, i);
    const w = size(down ? node.height : node.width);
    const h = size(down ? node.width : node.height);
    width[i] = w;
    height[i] = h;
    entryX[i] = within(down ? node.entry.y : node.entry.x, w);
    entryY[i] = within(down ? node.entry.x : node.entry.y, h);
    exitX[i] = within(down ? node.exit.y : node.exit.x, w);
    exitY[i] = within(down ? node.exit.x : node.exit.y, h);
    level[i] = node.level;
  }

  const m = edges.length;
  const source = new Int32Array(m);
  const target = new Int32Array(m);
  const labelWidth = new Float64Array(m);
  const labelHeight = new Float64Array(m);
  const edgeIndex = new Int32Array(m);
  const loopRoom = new Float64Array(n);
  const loopSide = new Float64Array(n);
  const loopsOf = new Int32Array(n);
  const loops: FlowLoop[] = [];
  let count = 0;
  for (let i = 0; i < m; i++) {
    const edge = edges[i];
    if (edge === undefined) continue;
    const s = indexOf.get(edge.source);
    const t = indexOf.get(edge.target);
    if (s === undefined || t === undefined) continue;
    const lw = edge.label ? size(down ? edge.label.height : edge.label.width) : -1;
    const lh = edge.label ? size(down ? edge.label.width : edge.label.height) : -1;
    if (s === t) {
      const half = Math.max(0, lh) / 2;
      const rise = (loopRoom[s] ?? 0) + LOOP_RISE + half;
      const nth = loopsOf[s] ?? 0;
      loops.push({ edgeIndex: i, node: s, rise, reach: LOOP_REACH + 3 * Math.min(nth, 2) });
      loopsOf[s] = nth + 1;
      loopRoom[s] = rise + half;
      // The label stands over the middle of the shape, and may reach as far beyond the box as the loop.
      const middle = (entryX[s]! + exitX[s]!) / 2;
      const overhang = lw / 2 - Math.min(middle, width[s]! - middle);
      loopSide[s] = Math.max(loopSide[s]!, overhang - LOOP_REACH);
      continue;
    }
    source[count] = s;
    target[count] = t;
    labelWidth[count] = lw;
    labelHeight[count] = lh;
    edgeIndex[count] = i;
    count++;
  }
  for (let i = 0; i < n; i++) {
    const room = loopRoom[i] ?? 0;
    height[i] = (height[i] ?? 0) + room;
    entryY[i] = (entryY[i] ?? 0) + room;
    exitY[i] = (exitY[i] ?? 0) + room;
    const side = loopSide[i]!;
    width[i]! += 2 * side;
    entryX[i]! += side;
    exitX[i]! += side;
  }
  return {
    input,
    aspectRatio: down ? 1 / aspect : aspect,
    nodeCount: n,
    edgeCount: count,
    width,
    height,
    entryX,
    entryY,
    exitX,
    exitY,
    level,
    loopRoom,
    loopSide,
    source: source.subarray(0, count),
    target: target.subarray(0, count),
    labelWidth: labelWidth.subarray(0, count),
    labelHeight: labelHeight.subarray(0, count),
    edgeIndex: edgeIndex.subarray(0, count),
    loops,
  };
}
