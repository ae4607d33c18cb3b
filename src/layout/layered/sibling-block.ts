import { at } from '../typed.js';

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
  /** The part of each edge inside the block, in the direction of the call: x, y, x, y, … */
  readonly ways: readonly (readonly number[])[];
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
  // Columns of trees that are about as wide lose the least room; among equals the order of the input stays.
  const sorted = Int32Array.from(trees, (_, i) => i).sort(
    (a, b) => (trees[a] as SiblingTree).width - (trees[b] as SiblingTree).width || a - b,
  );
  const columns = evenColumns(trees, sorted, mostHeight);

  const x = new Float64Array(count);
  const y = new Float64Array(count);
  const labelX = new Float64Array(count);
  const line = new Float64Array(count);
  const turn = new Float64Array(count);
  let [left, top, bottom] = [0, -SPINE / 2, SPINE / 2];
  columns.forEach((from, c) => {
    const to = columns[c + 1] ?? count;
    const isLast = c === columns.length - 1;
    let [label, width] = [0, 0];
    for (let k = from; k < to; k++) {
      const tree = trees[at(sorted, k)] as SiblingTree;
      if (tree.labelWidth >= 0) label = Math.max(label, tree.labelWidth + 2 * LABEL_GAP);
      width = Math.max(width, tree.width);
    }
    const split = isLast ? from : middleOf(trees, sorted, from, to);
    let next = isLast
      ? -stackHeight(trees, sorted, from, to) / 2
      : -SPINE / 2 - stackHeight(trees, sorted, from, split);
    top = Math.min(top, next);
    for (let k = from; k < to; k++) {
      if (k === split && !isLast) next = SPINE / 2;
      const i = at(sorted, k);
      const tree = trees[i] as SiblingTree;
      line[i] = next + aboveLine(tree);
      y[i] = at(line, i) - tree.attachY;
      x[i] = left + GUTTER + label;
      turn[i] = left + TURN;
      labelX[i] = left + GUTTER + label / 2;
      next += tallness(tree) + TREE_GAP;
    }
    bottom = Math.max(bottom, next - TREE_GAP);
    left += GUTTER + label + width;
  });
  const width = left;
  const ways = trees.map((tree, i) => {
    const end = at(x, i) + tree.attachX;
    const way = [0, -top, at(turn, i), -top, at(turn, i), at(line, i) - top, end, at(line, i) - top];
    if (isCalled) return way;
    x[i] = width - at(x, i) - tree.width;
    labelX[i] = width - at(labelX, i);
    return mirrored(way, width);
  });
  return {
    width,
    height: bottom - top,
    attachY: -top,
    x,
    y: y.map((value) => value - top),
    labelX,
    labelY: line.map((value) => value - top),
    ways,
  };
}

const aboveLine = ({ attachY, labelHeight }: SiblingTree): number => Math.max(attachY, labelHeight / 2);
const tallness = (tree: SiblingTree): number =>
  aboveLine(tree) + Math.max(tree.height - tree.attachY, tree.labelHeight / 2);

function stackHeight(trees: readonly SiblingTree[], sorted: Int32Array, from: number, to: number): number {
  let height = 0;
  for (let k = from; k < to; k++)
    height += tallness(trees[at(sorted, k)] as SiblingTree) + (k > from ? TREE_GAP : 0);
  return height;
}

/** Where a column is divided into what stands above the spine and what stands below it. */
function middleOf(trees: readonly SiblingTree[], sorted: Int32Array, from: number, to: number): number {
  const half = (stackHeight(trees, sorted, from, to) + TREE_GAP) / 2;
  let above = 0;
  for (let k = from; k < to; k++) {
    const tall = tallness(trees[at(sorted, k)] as SiblingTree) + TREE_GAP;
    if (above + tall / 2 > half) return k;
    above += tall;
  }
  return to;
}

/** Where columns begin: as few as do with this height, and then as even as that number allows. */
function evenColumns(
  trees: readonly SiblingTree[],
  sorted: Int32Array,
  mostHeight: number,
): readonly number[] {
  let columns = columnsOf(trees, sorted, mostHeight);
  const { length } = columns;
  let [least, most] = [mostHeight / 2, mostHeight];
  for (let search = 0; search < SEARCHES; search++) {
    const middle = (least + most) / 2;
    const tried = columnsOf(trees, sorted, middle);
    if (tried.length > length) least = middle;
    else [most, columns] = [middle, tried];
  }
  return columns;
}

function columnsOf(trees: readonly SiblingTree[], sorted: Int32Array, limit: number): number[] {
  const start: number[] = [];
  let used = Infinity;
  sorted.forEach((i, k) => {
    const tall = tallness(trees[i] as SiblingTree) + TREE_GAP;
    if (used + tall - TREE_GAP + SPINE > limit) {
      start.push(k);
      used = 0;
    }
    used += tall;
  });
  return start;
}

/** The same way seen from the other side, and walked from its end. */
function mirrored(way: readonly number[], width: number): number[] {
  const turned: number[] = [];
  for (let k = way.length - 2; k >= 0; k -= 2) turned.push(width - (way[k] as number), way[k + 1] as number);
  return turned;
}
