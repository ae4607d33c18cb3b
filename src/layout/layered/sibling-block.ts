import type { PointList } from './point-list.js';

/** A tree that hangs on another node by its root, laid out on its own. */
export interface SiblingTree {
  readonly width: number;
  readonly height: number;
  /** Where the edge from (to) the other node attaches, from the side of the box that faces that node. */
  readonly attachX: number;
  readonly attachY: number;
  /** Of that edge; width below 0 where it has none. */
  readonly labelWidth: number;
  readonly labelHeight: number;
}

/** Trees in several rows, as one box that edges reach at one point; all relative to its top left corner. */
export interface SiblingBlock {
  readonly width: number;
  readonly height: number;
  /** Across the flow, where the edges enter (leave) the block together. */
  readonly attachY: number;
  /** Top left corners of the trees. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Middles of the labels, where there are any. */
  readonly labelX: Float64Array;
  readonly labelY: Float64Array;
  /** Along the flow from the side of the block that the edges reach: where each turns to its tree. */
  readonly turn: Float64Array;
}

/** Before each column: room for the edges that turn into its trees, and how far in they turn. */
const GUTTER = 36;
const TURN = 15;
/** Space across the flow for the edges to further columns, and between two trees of a column. */
const SPINE = 20;
const TREE_GAP = 20;
const LABEL_GAP = 6;
const SEARCHES = 10;

/**
 * Arranges trees in columns of about this height, the narrow ones first. The edges run together along the middle of the
 * block, on a spine with trees above it and below it; before each column, those to its trees turn off. What lies on
 * one line leads to siblings only, so it can be followed.
 */
export function arrangeSiblings(
  trees: readonly SiblingTree[],
  isCalled: boolean,
  mostHeight: number,
): SiblingBlock {
  const count = trees.length;
  const sorted = byWidth(trees);
  const tallness = tallnessOf(trees, sorted);
  const columns = evenColumns(tallness, mostHeight);

  const x = new Float64Array(count);
  const y = new Float64Array(count);
  const labelX = new Float64Array(count);
  const labelY = new Float64Array(count);
  const turn = new Float64Array(count);
  let [left, top, bottom] = [0, -SPINE / 2, SPINE / 2];
  for (let c = 0; c < columns.length; c++) {
    const from = columns[c]!;
    const to = columns[c + 1] ?? count;
    const isLast = c === columns.length - 1;
    let [label, width] = [0, 0];
    for (let k = from; k < to; k++) {
      const tree = trees[sorted[k]!]!;
      if (tree.labelWidth >= 0) label = Math.max(label, tree.labelWidth + 2 * LABEL_GAP);
      width = Math.max(width, tree.width);
    }
    const split = isLast ? from : middleOf(tallness, from, to);
    let next = isLast
      ? -stackHeight(tallness, from, to) / 2
      : -SPINE / 2 - stackHeight(tallness, from, split);
    top = Math.min(top, next);
    for (let k = from; k < to; k++) {
      if (k === split && !isLast) next = SPINE / 2;
      const i = sorted[k]!;
      const tree = trees[i]!;
      labelY[i] = next + aboveLine(tree);
      y[i] = labelY[i] - tree.attachY;
      x[i] = left + GUTTER + label;
      turn[i] = left + TURN;
      labelX[i] = left + GUTTER + label / 2;
      next += tallness[k]! + TREE_GAP;
    }
    bottom = Math.max(bottom, next - TREE_GAP);
    left += GUTTER + label + width;
  }
  for (let i = 0; i < count; i++) {
    y[i]! -= top;
    labelY[i]! -= top;
    if (isCalled) continue;
    x[i] = left - x[i]! - trees[i]!.width;
    labelX[i] = left - labelX[i]!;
  }
  return { width: left, height: bottom - top, attachY: -top, x, y, labelX, labelY, turn };
}

/**
 * Adds the part of an edge inside the block to its way, in the direction of the call.
 *
 * @param left side of the block where it is placed, and `top` its upper one
 */
export function addWayInBlock(
  { width, attachY, x, labelY, turn }: SiblingBlock,
  i: number,
  { attachX, width: treeWidth }: SiblingTree,
  isCalled: boolean,
  way: PointList,
  left: number,
  top: number,
): void {
  const line = labelY[i]! + top;
  const spine = attachY + top;
  if (isCalled) {
    way.add(left, spine);
    way.add(turn[i]! + left, spine);
    way.add(turn[i]! + left, line);
    way.add(x[i]! + attachX + left, line);
  } else {
    // The block is a mirror image of one of callees.
    way.add(x[i]! + treeWidth - attachX + left, line);
    way.add(width - turn[i]! + left, line);
    way.add(width - turn[i]! + left, spine);
    way.add(width + left, spine);
  }
}

/** Columns of trees that are about as wide lose the least room; among equals the order of the input stays. */
function byWidth(trees: readonly SiblingTree[]): Int32Array {
  const sorted = new Int32Array(trees.length);
  let isSorted = true;
  for (let i = 0; i < sorted.length; i++) {
    sorted[i] = i;
    if (i > 0 && trees[i]!.width < trees[i - 1]!.width) isSorted = false;
  }
  return isSorted ? sorted : sorted.sort((a, b) => trees[a]!.width - trees[b]!.width || a - b);
}

const aboveLine = ({ attachY, labelHeight }: SiblingTree): number => Math.max(attachY, labelHeight / 2);

/** Of each tree with its label, in the order of the columns. */
function tallnessOf(trees: readonly SiblingTree[], sorted: Int32Array): Float64Array {
  const tallness = new Float64Array(sorted.length);
  for (let k = 0; k < sorted.length; k++) {
    const tree = trees[sorted[k]!]!;
    tallness[k] = aboveLine(tree) + Math.max(tree.height - tree.attachY, tree.labelHeight / 2);
  }
  return tallness;
}

function stackHeight(tallness: Float64Array, from: number, to: number): number {
  let height = 0;
  for (let k = from; k < to; k++) height += tallness[k]! + (k > from ? TREE_GAP : 0);
  return height;
}

/** Where a column is divided into what stands above the spine and what stands below it. */
function middleOf(tallness: Float64Array, from: number, to: number): number {
  const half = (stackHeight(tallness, from, to) + TREE_GAP) / 2;
  let above = 0;
  for (let k = from; k < to; k++) {
    const tall = tallness[k]! + TREE_GAP;
    if (above + tall / 2 > half) return k;
    above += tall;
  }
  return to;
}

/** Where columns begin: as few as do with this height, and then as even as that number allows. */
function evenColumns(tallness: Float64Array, mostHeight: number): readonly number[] {
  let columns = columnsOf(tallness, mostHeight);
  const { length } = columns;
  let [least, most] = [mostHeight / 2, mostHeight];
  for (let search = 0; search < SEARCHES; search++) {
    const middle = (least + most) / 2;
    const tried = columnsOf(tallness, middle);
    if (tried.length > length) least = middle;
    else [most, columns] = [middle, tried];
  }
  return columns;
}

function columnsOf(tallness: Float64Array, limit: number): number[] {
  const start: number[] = [];
  let used = Infinity;
  for (let k = 0; k < tallness.length; k++) {
    const tall = tallness[k]! + TREE_GAP;
    if (used + tall - TREE_GAP + SPINE > limit) {
      start.push(k);
      used = 0;
    }
    used += tall;
  }
  return start;
}
