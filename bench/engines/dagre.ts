/** dagre, and d3-dag by the same interface, which it offers for those who come from dagre. */
import type { LayoutInput, Point } from '../../src/model/layout.js';
import { edgeEnds, importPeer, SPACING, type Drawing, type Engine, type LaidOut } from './engine.js';

interface Dagre {
  readonly graphlib: { readonly Graph: new () => DagreGraph };
  readonly layout: (graph: DagreGraph) => void;
}

interface DagreGraph {
  setGraph(options: object): void;
  setDefaultEdgeLabel(label: () => object): void;
  setNode(id: string, size: { width: number; height: number }): void;
  setEdge(source: string, target: string): void;
  node(id: string): Point;
  edge(source: string, target: string): { readonly points: readonly Point[] };
}

export async function dagre(): Promise<Engine> {
  const module = await importPeer<{ readonly default: Dagre }>('@dagrejs/dagre');
  return { layOut: (input) => layOutBy(module.default, input) };
}

export async function d3Dag(): Promise<Engine> {
  const module = await importPeer<{ readonly dagre: Dagre }>('d3-dag');
  return { layOut: (input) => layOutBy(module.dagre, input) };
}

function layOutBy({ graphlib, layout }: Dagre, input: LayoutInput): LaidOut {
  const graph = new graphlib.Graph();
  graph.setGraph({ rankdir: 'LR', nodesep: SPACING.nodes, ranksep: SPACING.ranks });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const { id, width, height } of input.nodes) graph.setNode(id, { width, height });
  for (const { source, target } of input.edges) graph.setEdge(source, target);
  layout(graph);
  return () => read(graph, input);
}

function read(graph: DagreGraph, input: LayoutInput): Drawing {
  const boxes = input.nodes.map(({ id, width, height }) => {
    const { x, y } = graph.node(id);
    return { x: x - width / 2, y: y - height / 2, width, height };
  });
  const ends = edgeEnds(input);
  const edges = input.edges.map((edge, index) => {
    const { points } = graph.edge(edge.source, edge.target);
    const [source, target] = ends[index] ?? [-1, -1];
    return { source, target, points, bends: Math.max(0, points.length - 2) };
  });
  return { boxes, edges };
}
