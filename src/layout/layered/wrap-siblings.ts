import type { FlowGraph } from '../flow-graph.js';
import type { FlowPlacement } from '../placed-graph.js';
import { at } from '../typed.js';
import { withoutStraightPoints } from './routes.js';
import { arrangeSiblings, type SiblingBlock, type Siblings } from './sibling-block.js';

/** A graph in which blocks of siblings are single nodes, and the way back from its placement to that of the whole. */
export interface WrappedGraph {
  readonly flow: FlowGraph;
  readonly unwrap: (placement: FlowPlacement) => FlowPlacement;
}

/** Fewer are not worth an arrangement of their own. */
const FEWEST = 8;

/** All siblings of the graph that can be wrapped, by the first of them. */
export function findSiblings({ nodeCount, edgeCount, source, target, level }: FlowGraph): Siblings[] {
  const into = new Int32Array(nodeCount);
  const out = new Int32Array(nodeCount);
  for (let e = 0; e < edgeCount; e++) {
    out[at(source, e)] = at(out, at(source, e)) + 1;
    into[at(target, e)] = at(into, at(target, e)) + 1;
  }
  const found = new Map<string, Siblings & { readonly nodes: number[]; readonly edges: number[] }>();
  for (let e = 0; e < edgeCount; e++) {
    const [s, t] = [at(source, e), at(target, e)];
    const isCalled = at(into, t) === 1 && at(out, t) === 0 && at(out, s) >= FEWEST;
    const calls = at(out, s) === 1 && at(into, s) === 0 && at(into, t) >= FEWEST;
    if (!isCalled && !calls) continue;
    const [node, other] = isCalled ? [t, s] : [s, t];
    const key = `${isCalled ? 'of' : 'to'} ${other} ${at(level, node)}`;
    const list = found.get(key);
    if (list) {
      list.nodes.push(node);
      list.edges.push(e);
    } else found.set(key, { isCalled, nodes: [node], edges: [e] });
  }
  return [...found.values()].filter(({ nodes }) => nodes.length >= FEWEST);
}

/** The graph with every group of more than so many siblings as a block of as many rows. */
export function wrapSiblings(flow: FlowGraph, all: readonly Siblings[], mostRows: number): WrappedGraph {
  const blocks = all
    .filter(({ nodes }) => nodes.length > mostRows)
    .map((siblings) => arrangeSiblings(flow, siblings, mostRows));
  // Blocks stand in for their first node and edge; -1 for what is left out.
  const blockOfNode = new Map<number, SiblingBlock>();
  const blockOfEdge = new Map<number, SiblingBlock>();
  const leftOutNodes = new Uint8Array(flow.nodeCount);
  const leftOutEdges = new Uint8Array(flow.edgeCount);
  for (const block of blocks) {
    const { nodes, edges } = block.siblings;
    for (const v of nodes) leftOutNodes[v] = 1;
    for (const e of edges) leftOutEdges[e] = 1;
    leftOutNodes[nodes[0] as number] = 0;
    leftOutEdges[edges[0] as number] = 0;
    blockOfNode.set(nodes[0] as number, block);
    blockOfEdge.set(edges[0] as number, block);
  }
  const nodes = indicesOf(leftOutNodes);
  const edges = indicesOf(leftOutEdges);
  const place = new Int32Array(flow.nodeCount);
  nodes.forEach((v, i) => (place[v] = i));
  const ofNodes = (values: Float64Array, ofBlock: (block: SiblingBlock) => number): Float64Array =>
    Float64Array.from(nodes, (v) => {
      const block = blockOfNode.get(v);
      return block ? ofBlock(block) : at(values, v);
    });
  const wrapped: FlowGraph = {
    ...flow,
    nodeCount: nodes.length,
    edgeCount: edges.length,
    width: ofNodes(flow.width, (block) => block.width),
    height: ofNodes(flow.height, (block) => block.height),
    entryX: ofNodes(flow.entryX, () => 0),
    entryY: ofNodes(flow.entryY, (block) => block.attachY),
    exitX: ofNodes(flow.exitX, (block) => block.width),
    exitY: ofNodes(flow.exitY, (block) => block.attachY),
    level: nodes.map((v) => at(flow.level, v)),
    loopRoom: ofNodes(flow.loopRoom, () => 0),
    source: edges.map((e) => at(place, at(flow.source, e))),
    target: edges.map((e) => at(place, at(flow.target, e))),
    labelWidth: Float64Array.from(edges, (e) => (blockOfEdge.has(e) ? -1 : at(flow.labelWidth, e))),
    labelHeight: Float64Array.from(edges, (e) => (blockOfEdge.has(e) ? -1 : at(flow.labelHeight, e))),
    edgeIndex: edges.map((e) => at(flow.edgeIndex, e)),
  };

  const unwrap = (placement: FlowPlacement): FlowPlacement => {
    const whole = {
      x: new Float64Array(flow.nodeCount),
      y: new Float64Array(flow.nodeCount),
      routes: new Array<Float64Array>(flow.edgeCount),
      labelX: new Float64Array(flow.edgeCount),
      labelY: new Float64Array(flow.edgeCount),
    };
    nodes.forEach((v, i) => {
      whole.x[v] = at(placement.x, i);
      whole.y[v] = at(placement.y, i);
    });
    edges.forEach((e, i) => {
      whole.routes[e] = placement.routes[i] as Float64Array;
      whole.labelX[e] = at(placement.labelX, i);
      whole.labelY[e] = at(placement.labelY, i);
    });
    for (const block of blocks) unwrapBlock(flow, block, whole);
    return whole;
  };
  return { flow: wrapped, unwrap };
}

type WholePlacement = FlowPlacement & { readonly routes: Float64Array[] };

/** Places the siblings of a block where its stand-in was placed. */
function unwrapBlock(flow: FlowGraph, block: SiblingBlock, whole: WholePlacement): void {
  const { isCalled, nodes, edges } = block.siblings;
  const left = at(whole.x, nodes[0] as number);
  const top = at(whole.y, nodes[0] as number);
  const outside = whole.routes[edges[0] as number] as Float64Array;
  nodes.forEach((v, i) => {
    const e = edges[i] as number;
    whole.x[v] = left + at(block.x, i);
    whole.y[v] = top + at(block.y, i);
    whole.labelX[e] = left + at(block.labelX, i) - at(flow.labelWidth, e) / 2;
    whole.labelY[e] = top + at(block.labelY, i) - at(flow.labelHeight, e) / 2;
    const inside = (block.ways[i] ?? []).map((value, k) => value + (k % 2 === 0 ? left : top));
    whole.routes[e] = withoutStraightPoints(isCalled ? [...outside, ...inside] : [...inside, ...outside]);
  });
}

function indicesOf(leftOut: Uint8Array): Int32Array {
  const indices: number[] = [];
  leftOut.forEach((isLeftOut, i) => {
    if (!isLeftOut) indices.push(i);
  });
  return Int32Array.from(indices);
}
