import type { FlowGraph } from '../flow-graph.js';
import type { FlowPlacement } from '../placed-graph.js';
import { at } from '../typed.js';
import { keepBendsOnly } from './bends.js';
import { emptyPlacement, extentOf, partOfGraph, writePart, type OpenPlacement } from './part-of-graph.js';
import { findPendantTrees, type PendantTrees, type Siblings } from './pendant-trees.js';
import { placeGraph, unrankedParts } from './place-graph.js';
import { PointList, PointStore } from './point-list.js';
import { resizedPart, type UnrankedPart } from './ranks.js';
import { addWayInBlock, arrangeSiblings, type SiblingBlock, type SiblingTree } from './sibling-block.js';

/** A graph in which blocks of siblings are single nodes, and the way back from its placement to that of the whole. */
export interface WrappedGraph {
  readonly flow: FlowGraph;
  readonly parts: readonly UnrankedPart[];
  /** How many groups of siblings are blocks now. */
  readonly wrappings: number;
  readonly unwrap: (placement: FlowPlacement) => FlowPlacement;
}

/** Fewer are not worth an arrangement of their own. */
const FEWEST = 2;
/** Space across the flow between two boxes in a column. */
const BOX_GAP = 20;
/** What of a node a block that it stands in for changes. */
const BOX_SIZES = ['width', 'height', 'entryX', 'entryY', 'exitX', 'exitY'] as const;

/** A tree among siblings with a placement of its own; its root is the first of its nodes. */
export interface PlacedTree extends SiblingTree {
  readonly nodes: readonly number[];
  readonly edges: readonly number[];
  readonly placement: FlowPlacement;
  readonly left: number;
  readonly top: number;
}

interface Wrapping {
  readonly siblings: Siblings;
  readonly trees: readonly PlacedTree[];
  readonly block: SiblingBlock;
}

/** A graph with some groups of siblings wrapped, whatever the sizes of their blocks. */
interface Structure {
  readonly nodes: Int32Array;
  readonly edges: Int32Array;
  readonly parts: readonly UnrankedPart[];
}

/** Sets siblings of one graph in columns, for one limit after another. */
export class SiblingWrapper {
  readonly #flow: FlowGraph;
  readonly #parts: readonly UnrankedPart[];
  readonly #trees: PendantTrees;
  /** Trees without blocks in them, by their root: they are the same whatever is wrapped elsewhere. */
  readonly #placed = new Map<number, PlacedTree>();
  readonly #overhang: Float64Array;
  /** The graph with the sizes of blocks at the nodes that they stand in for. */
  readonly #inner: FlowGraph;
  readonly #isInside: Uint8Array;
  readonly #isInsideEdge: Uint8Array;
  readonly #scratch: Int32Array;
  #most = 0;
  #wrappings: Wrapping[] = [];
  readonly #wrapped = new Set<Siblings>();
  /** The one before, by the groups that are wrapped in it. */
  #structure: { readonly groups: readonly Siblings[]; readonly made: Structure } | null = null;

  /** @param parts the components of the graph */
  constructor(flow: FlowGraph, parts: readonly UnrankedPart[]) {
    this.#flow = flow;
    this.#parts = parts;
    this.#trees = findPendantTrees(flow);
    this.#overhang = overhangOfLoops(flow);
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
    this.#scratch = new Int32Array(flow.nodeCount);
  }

  /**
   * The graph with siblings in columns wherever they would stand taller than `most` in a single one, with the trees that
   * hang on them; the innermost first. A block stands in for its first node and edge.
   */
  wrap(most: number): WrappedGraph {
    this.#begin(most);
    /** Of each node with what hangs on it, across the flow. */
    const extent = this.#flow.height.slice();
    for (const parent of this.#trees.parents) {
      for (const siblings of this.#trees.groups[parent] ?? []) {
        let stack = -BOX_GAP;
        for (const v of siblings.nodes) stack += extent[v]! + BOX_GAP;
        const wraps = stack > most && siblings.nodes.length >= FEWEST;
        extent[parent] = Math.max(extent[parent]!, wraps ? this.#wrapGroup(siblings) : stack);
      }
    }
    return this.#result();
  }

  /** Forgets the blocks made for another limit. */
  #begin(most: number): void {
    this.#most = most;
    const inner = this.#inner;
    for (const { siblings } of this.#wrappings) {
      const v = siblings.nodes[0]!;
      const e = siblings.edges[0]!;
      for (const size of BOX_SIZES) inner[size][v] = this.#flow[size][v]!;
      inner.labelWidth[e] = this.#flow.labelWidth[e]!;
      inner.labelHeight[e] = this.#flow.labelHeight[e]!;
    }
    this.#wrappings = [];
    this.#wrapped.clear();
    this.#isInside.fill(0);
    this.#isInsideEdge.fill(0);
  }

  /** @returns the height of the block that the siblings are now */
  #wrapGroup(siblings: Siblings): number {
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

  #result(): WrappedGraph {
    const whole = this.#flow;
    const wrappings = this.#wrappings;
    if (wrappings.length === 0)
      return { flow: whole, parts: this.#parts, wrappings: 0, unwrap: (same) => same };
    const known = this.#structure;
    const isKnown =
      known?.groups.length === wrappings.length &&
      known.groups.every((group, i) => group === wrappings[i]?.siblings);
    const nodes = isKnown ? known.made.nodes : indicesOf(this.#isInside);
    const edges = isKnown ? known.made.edges : indicesOf(this.#isInsideEdge);
    const flow = partOfGraph(this.#inner, nodes, edges, this.#scratch);
    const parts = isKnown ? known.made.parts.map((part) => resizedPart(flow, part)) : unrankedParts(flow);
    if (!isKnown) {
      const groups = wrappings.map(({ siblings }) => siblings);
      this.#structure = { groups, made: { nodes, edges, parts } };
    }
    const unwrap = (placement: FlowPlacement): FlowPlacement => {
      const all = emptyPlacement(whole);
      const store = new PointStore();
      writePart(all, placement, { nodes, edges }, 0, 0, store);
      // The outer blocks first: they place the stand-ins of those inside them.
      for (let i = wrappings.length - 1; i >= 0; i--) unwrapBlock(whole, wrappings[i]!, all, store);
      return all;
    };
    return { flow, parts, wrappings: wrappings.length, unwrap };
  }

  #placeTree({ isCalled, nodes: roots, edges: stems }: Siblings, i: number): PlacedTree {
    const root = roots[i]!;
    const stem = stems[i]!;
    this.#isInsideEdge[stem] = 1;
    // As most are: a star has as many of them as nodes, and they are met again for every limit.
    const leaf = this.#trees.groups[root]!.length === 0 ? this.#placed.get(root) : undefined;
    if (leaf) {
      this.#isInside[root] = 1;
      return leaf;
    }
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
    const part = nodes.length > 1 ? partOfGraph(inner, nodes, edges, this.#scratch) : null;
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
function unwrapBlock(
  flow: FlowGraph,
  { siblings, trees, block }: Wrapping,
  whole: OpenPlacement,
  store: PointStore,
): void {
  const { isCalled, nodes, edges } = siblings;
  const left = whole.x[nodes[0]!]!;
  const top = whole.y[nodes[0]!]!;
  const outside = whole.routes[edges[0]!]!;
  const way = new PointList();
  for (let i = 0; i < trees.length; i++) {
    const tree = trees[i]!;
    const e = edges[i]!;
    writePart(
      whole,
      tree.placement,
      tree,
      left + block.x[i]! - tree.left,
      top + block.y[i]! - tree.top,
      store,
    );
    whole.labelX[e] = left + block.labelX[i]! - flow.labelWidth[e]! / 2;
    whole.labelY[e] = top + block.labelY[i]! - flow.labelHeight[e]! / 2;
    way.length = 0;
    if (isCalled) way.addAll(outside, 0, 0);
    addWayInBlock(block, i, tree, isCalled, way, left, top);
    if (!isCalled) way.addAll(outside, 0, 0);
    keepBendsOnly(way);
    whole.routes[e] = store.keep(way);
  }
}

function indicesOf(isLeftOut: Uint8Array): Int32Array {
  const indices = new Int32Array(isLeftOut.length);
  let count = 0;
  for (let i = 0; i < isLeftOut.length; i++) if (isLeftOut[i] === 0) indices[count++] = i;
  return indices.subarray(0, count);
}
