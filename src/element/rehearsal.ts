/**
 * While a worker lays out the first drawing, a few nodes and edges of it are drawn where nobody sees them: what runs for
 * the first time is compiled then, and not when the drawing is waited for.
 */
import { render } from 'lit';
import type { DependencyGraph } from '../model/dependency-graph.js';
import type { LayoutInput, PlacedGraph } from '../model/layout.js';
import { graphView, type VisibleScene } from '../view/graph-view.js';
import { textMeasure } from '../view/measure-text.js';
import type { DrawingController } from './drawing-controller.js';
import { sceneOf } from './scene-settings.js';
import { ALWAYS_DRAWN } from './visible-scenes.js';

/** So many nodes and edges take a few milliseconds, and are enough for what they share to be compiled. */
const SAMPLE = { nodes: 24, edges: 72 } as const;

/** Once per page: then all of it has been used. */
let isDone = false;

/** Soon draws the first nodes and edges of a graph, wherever they will be, into nothing. Small ones are drawn at once. */
export function rehearse(view: DrawingController, graph: DependencyGraph, input: LayoutInput): void {
  if (isDone || graph.nodes.length <= ALWAYS_DRAWN) return;
  isDone = true;
  setTimeout(() => drawSample(view, graph, input));
}

function drawSample(view: DrawingController, graph: DependencyGraph, input: LayoutInput): void {
  const sample = {
    ...graph,
    nodes: graph.nodes.slice(0, SAMPLE.nodes),
    edges: graph.edges.slice(0, SAMPLE.edges),
    stubs: [],
  };
  const { graph: context } = view.frameState();
  const scene = sceneOf(
    { graph: sample, placed: somewhere(input) },
    view.element,
    view.language,
    textMeasure(),
    new Map(),
  );
  const { nodes, edges, stubs } = scene;
  const visible: VisibleScene = {
    nodes,
    edges,
    labelled: edges,
    stubs,
    detail: 'full',
    isLean: true,
    overview: null,
    tiles: [],
    clip: null,
  };
  render(graphView(scene, visible, context), document.createElement('div'));
}

/** Places without any sense. */
function somewhere({ nodes, edges }: LayoutInput): PlacedGraph {
  const points = [0, 40, 80, 120].map((x) => ({ x, y: x % 80 }));
  return {
    nodes: nodes
      .slice(0, SAMPLE.nodes)
      .map(({ id, width, height }, i) => ({ id, x: 100 * i, y: 0, width, height })),
    edges: edges
      .slice(0, SAMPLE.edges)
      .map(({ id, label }) => ({ id, points, label: label && { x: 0, y: 0, ...label } })),
    bands: [{ level: 0, x: 0, y: 0, width: 1000, height: 1000 }],
    width: 1000,
    height: 1000,
    profile: 'linear',
  };
}
