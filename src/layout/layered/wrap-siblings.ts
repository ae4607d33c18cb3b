import type { FlowGraph } from '../flow-graph.js';
import type { FlowPlacement } from '../placed-graph.js';
import { at } from '../typed.js';
import { emptyPlacement, extentOf, partOfGraph, writePart, type OpenPlacement } from './part-of-graph.js';
import type { PendantTrees, Siblings } from './pendant-trees.js';
import { placeGraph } from './place-graph.js';
import { withoutStraightPoints } from './routes.js';
import { arrangeSiblings, type SiblingBlock, type SiblingTree } from './sibling-block.js';

/** A graph in which blocks of siblings are single nodes, and the way back from its placement to that of the whole. */
export interface WrappedGraph {
  readonly flow: FlowGraph;
  /** How many groups of siblings are blocks now. */
  readonly wrappings: number;
  readonly unwrap: (placement: FlowPlacement) => FlowPlacement;
}

/** Fewer are not worth an arrangement of their own. */
const FEWEST = 3;
/** Space across the flow between two boxes in a column. */
const BOX_GAP = 20;

/** A tree among siblings with a placement of its own; its root is the first of its nodes. */
export interface PlacedTree extends SiblingTree {
  readonly nodes: readonly number[];
  readonly edges: readonly number[];
  readonly placement: FlowPlacement;
  readonly left: number;
  readonly top: number;
}

/** Trees without blocks in them, by their root: they are the same whatever is wrapped elsewhere. */
export type PlacedTrees = Map<number, PlacedTree>;

interface Wrapping {
  readonly siblings: Siblings;
  readonly trees: readonly PlacedTree[];
  readonly block: SiblingBlock;
}

/**
 * The graph with siblings in columns wherever they would stand taller than `most` in a single one, with the trees that
 * hang on them; the innermost first. A block stands in for its first node and edge.
 *
 * @param placed trees that were placed for another `most` of the same graph; those that are placed now are added
 */
export function wrapSiblings(
  flow: FlowGraph,
  trees: PendantTrees,
  most: number,
  placed: PlacedTrees = new Map(),
): WrappedGraph {
  const wrapper = new Wrapper(flow, trees, most, placed);
  /** Of each node with what hangs on it, across the flow. */
  const extent = flow.height.slice();
  for (const parent of trees.parents) {
    for (const siblings of trees.groups[parent] ?? []) {
      const stack = siblings.nodes.reduce((sum, v) => sum + at(extent, v) + BOX_GAP, -BOX_GAP);
      const wraps = stack > most && siblings.nodes.length >= FEWEST;
      extent[parent] = Math.max(at(extent, parent), wraps ? wrapper.wrap(siblings) : stack);
    }
  }
  return wrapper.wrapped();
}

class Wrapper {
  readonly #flow: FlowGraph;
  readonly #trees: PendantTrees;
  readonly #most: number;
  /** The graph with the sizes of blocks at the nodes that they stand in for. */
  readonly #inner: FlowGraph;
  readonly #isInside: Uint8Array;
  readonly #isInsideEdge: Uint8Array;
  readonly #wrappings: Wrapping[] = [];
  readonly #wrapped = new Set<Siblings>();
  readonly #placed: PlacedTrees;
  readonly #overhang: Float64Array;

  constructor(flow: FlowGraph, trees: PendantTrees, most: number, placed: PlacedTrees) {
    this.#placed = placed;
    this.#overhang = overhangOfLoops(flow);
    this.#flow = flow;
    this.#trees = trees;
    this.#most = most;
    this.#inner = {
      ...flow,
      width: flow.width.slice(),
      height: flow.height.slice(),
      entryX: flow.entryX.slice(),
      entryY: flow.entryY.slice(),
      exitX: flow.exitX.slice(),
      exitY: flow.exitY.slice(),
      labelWidth: flow.labelWidth.slice(),
      labelHeight: flow.labelHeight.slice(),
    };
    this.#isInside = new Uint8Array(flow.nodeCount);
    this.#isInsideEdge = new Uint8Array(flow.edgeCount);
  }

  /** @returns the height of the block that the siblings are now */
  wrap(siblings: Siblings): number {
    const { isCalled, nodes, edges } = siblings;
    const trees = nodes.map((_, i) => this.#placeTree(siblings, i));
    const block = arrangeSiblings(trees, isCalled, this.#most);
    const inner = this.#inner;
    const [node, edge] = [nodes[0] as number, edges[0] as number];
    inner.width[node] = block.width;
    inner.height[node] = block.height;
    inner.entryX[node] = 0;
    inner.exitX[node] = block.width;
    inner.entryY[node] = block.attachY;
    inner.exitY[node] = block.attachY;
    inner.labelWidth[edge] = -1;
    inner.labelHeight[edge] = -1;
    this.#isInside[node] = 0;
    this.#isInsideEdge[edge] = 0;
    this.#wrapped.add(siblings);
    this.#wrappings.push({ siblings, trees, block });
    return block.height;
  }

  wrapped(): WrappedGraph {
    if (this.#wrappings.length === 0) return { flow: this.#flow, wrappings: 0, unwrap: (same) => same };
    const shown = { nodes: indicesOf(this.#isInside), edges: indicesOf(this.#isInsideEdge) };
    const unwrap = (placement: FlowPlacement): FlowPlacement => {
      const whole = emptyPlacement(this.#flow);
      writePart(whole, placement, shown, 0, 0);
      // The outer blocks first: they place the stand-ins of those inside them.
      for (let i = this.#wrappings.length - 1; i >= 0; i--)
        unwrapBlock(this.#flow, this.#wrappings[i] as Wrapping, whole);
      return whole;
    };
    const flow = partOfGraph(this.#inner, shown.nodes, shown.edges);
    return { flow, wrappings: this.#wrappings.length, unwrap };
  }

  #placeTree({ isCalled, nodes: roots, edges: stems }: Siblings, i: number): PlacedTree {
    const [root, stem] = [roots[i] as number, stems[i] as number];
    this.#isInsideEdge[stem] = 1;
    const { nodes, edges, standIns } = this.#membersOf(root);
    for (const v of nodes) this.#isInside[v] = 1;
    for (const e of edges) this.#isInsideEdge[e] = 1;
    const isPlain = standIns === 0;
    const known = isPlain ? this.#placed.get(root) : undefined;
    if (known) return known;
    const inner = this.#inner;
    const labels = {
      labelWidth: at(inner.labelWidth, stem),
      labelHeight: Math.max(0, at(inner.labelHeight, stem)),
    };
    const part = nodes.length > 1 ? partOfGraph(inner, nodes, edges) : null;
    const placement = part ? placeGraph(part) : ALONE;
    const { left, top, right, bottom } = part
      ? extentOf(part, placement)
      : { left: 0, top: 0, right: at(inner.width, root), bottom: at(inner.height, root) };
    const [x, y] = [at(placement.x, 0), at(placement.y, 0)];
    // Labels of self loops may reach beyond a narrow box.
    const overhang = at(this.#overhang, root);
    const [first, last] = [
      Math.min(left, x - overhang),
      Math.max(right, x + at(inner.width, root) + overhang),
    ];
    const tree: PlacedTree = {
      nodes,
      edges,
      placement,
      left: first,
      top,
      width: last - first,
      height: bottom - top,
      attachX: isCalled ? x + at(inner.entryX, root) - first : last - x - at(inner.exitX, root),
      attachY: y - top + at(isCalled ? inner.entryY : inner.exitY, root),
      ...labels,
    };
    if (isPlain) this.#placed.set(root, tree);
    return tree;
  }

  /** A node and what hangs on it, without what is inside blocks. */
  #membersOf(root: number): {
    readonly nodes: number[];
    readonly edges: number[];
    readonly standIns: number;
  } {
    const nodes = [root];
    const edges: number[] = [];
    const standIns: number[] = [];
    for (const v of nodes) {
      for (const siblings of this.#trees.groups[v] ?? []) {
        if (this.#wrapped.has(siblings)) {
          standIns.push(siblings.nodes[0] as number);
          edges.push(siblings.edges[0] as number);
        } else {
          for (const sibling of siblings.nodes) nodes.push(sibling);
          for (const edge of siblings.edges) edges.push(edge);
        }
      }
    }
    for (const standIn of standIns) nodes.push(standIn);
    return { nodes, edges, standIns: standIns.length };
  }
}

/** Where a node stands that is placed alone. */
const ALONE: FlowPlacement = {
  x: new Float64Array(1),
  y: new Float64Array(1),
  routes: [],
  labelX: new Float64Array(0),
  labelY: new Float64Array(0),
};

/** How far labels of self loops reach beyond their boxes, along the flow. */
function overhangOfLoops({ input, loops, nodeCount, width, entryX, exitX }: FlowGraph): Float64Array {
  const overhang = new Float64Array(nodeCount);
  for (const { edgeIndex, node } of loops) {
    const label = input.edges[edgeIndex]?.label;
    if (!label) continue;
    const half = (input.direction === 'down' ? label.height : label.width) / 2;
    const middle = (at(entryX, node) + at(exitX, node)) / 2;
    overhang[node] = Math.max(at(overhang, node), half - middle, half + middle - at(width, node));
  }
  return overhang;
}

/** Places the siblings of a block where its stand-in was placed. */
function unwrapBlock(flow: FlowGraph, { siblings, trees, block }: Wrapping, whole: OpenPlacement): void {
  const { isCalled, nodes, edges } = siblings;
  const left = at(whole.x, nodes[0] as number);
  const top = at(whole.y, nodes[0] as number);
  const outside = whole.routes[edges[0] as number] as Float64Array;
  trees.forEach((tree, i) => {
    const e = edges[i] as number;
    const [x, y] = [left + at(block.x, i), top + at(block.y, i)];
    writePart(whole, tree.placement, tree, x - tree.left, y - tree.top);
    whole.labelX[e] = left + at(block.labelX, i) - at(flow.labelWidth, e) / 2;
    whole.labelY[e] = top + at(block.labelY, i) - at(flow.labelHeight, e) / 2;
    const inside = (block.ways[i] ?? []).map((value, k) => value + (k % 2 === 0 ? left : top));
    whole.routes[e] = withoutStraightPoints(isCalled ? [...outside, ...inside] : [...inside, ...outside]);
  });
}

function indicesOf(isLeftOut: Uint8Array): number[] {
  const indices: number[] = [];
  isLeftOut.forEach((value, i) => {
    if (value === 0) indices.push(i);
  });
  return indices;
}
