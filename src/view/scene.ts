/** Joins the graph with its places and texts: everything that the templates draw, ready to be drawn. */
import type {
  Aggregate,
  AsyncStub,
  DependencyEdge,
  DependencyGraph,
  DependencyNode,
} from '../model/dependency-graph.js';
import type { LayoutDirection, PlacedEdge, PlacedGraph, Point, Rect } from '../model/layout.js';
import type { Way } from '../model/way.js';
import { stubEdgeId, type LabelFonts } from './boxes.js';
import { stubLabel, type StubLabel } from './edge-label.js';
import { edgePath, type EdgePath } from './edge-path.js';
import type { Formats } from './format.js';
import { sceneBands, type SceneBand } from './level-heading.js';
import type { TextMeasure } from './measure-text.js';
import { LazyEdge, LazyNode } from './lazy-scene.js';
import type { NodeLabel } from './node-label.js';
import { seriesKey, seriesOf } from './series.js';
import type { Strings } from './strings.js';

/** A node with its place, texts and colour. */
export interface SceneNode {
  readonly node: DependencyNode;
  readonly rect: Rect;
  readonly title: string;
  /** The title as it is broken into lines. */
  readonly titleLines: readonly string[];
  readonly subtitle: string;
  /** Title and subtitle without any cut, for tooltips and the details. */
  readonly whole: NodeLabel;
  readonly duration: string;
  /** Number of the colour, 1 to 8. */
  readonly series: number;
}

/** An edge with its route, as points and as SVG path data. */
export interface SceneEdge extends Way {
  readonly edge: DependencyEdge;
  readonly path: EdgePath;
  readonly label: string | null;
  /** The label's second line. */
  readonly detail: string | null;
  /** Where the label stands; `null` without one. */
  readonly placedLabel: Rect | null;
  /** The same, or a spot of no size half way along the edge. */
  readonly labelRect: Rect;
}

/** A stub with its place, its line and its texts. */
export interface SceneStub extends StubLabel {
  readonly stub: AsyncStub;
  readonly rect: Rect;
  readonly points: readonly Point[];
  readonly path: EdgePath;
}

/** Everything that can be drawn, in graph coordinates (CSS pixels at scale 1). */
export interface Scene {
  readonly nodes: readonly SceneNode[];
  readonly edges: readonly SceneEdge[];
  readonly stubs: readonly SceneStub[];
  readonly bands: readonly SceneBand[];
  /** Where the drawing begins: at most 0, as headings of several lines rise above the layout's own top. */
  readonly top: number;
  readonly width: number;
  /** From 0 on. */
  readonly height: number;
  readonly direction: LayoutDirection;
  /** Where reading begins; `null` in an empty scene. */
  readonly start: SceneNode | null;
  readonly nodeById: ReadonlyMap<string, SceneNode>;
  readonly edgeById: ReadonlyMap<string, SceneEdge>;
}

/** What a scene depends on besides the graph and its layout. */
export interface SceneContext {
  readonly strings: Strings;
  readonly formats: Formats;
  readonly aggregate: Aggregate;
  readonly direction: LayoutDirection;
  readonly measure: TextMeasure;
  readonly fonts: LabelFonts;
  /** Number of the colour of each service, 1 to 8. */
  readonly series: ReadonlyMap<string, number>;
}

/** Builds the scene. What layout has not placed is left out; a checked layout places everything. */
export function buildScene(graph: DependencyGraph, placed: PlacedGraph, context: SceneContext): Scene {
  const rects = new Map(placed.nodes.map((node) => [node.id, node]));
  const routes = new Map(placed.edges.map((edge) => [edge.id, edge]));
  const nodes = sceneNodes(graph, rects, context);
  const edges = sceneEdges(graph, routes, context);
  const bands = sceneBands(graph, placed, context);
  return {
    nodes,
    edges,
    stubs: sceneStubs(graph, rects, routes, context),
    bands,
    top: Math.min(0, bands[0]?.rect.y ?? 0),
    width: placed.width,
    height: placed.height,
    direction: context.direction,
    start: startOf(nodes, edges),
    nodeById: new Map(nodes.map((entry) => [entry.node.id, entry])),
    edgeById: new Map(edges.map((entry) => [entry.edge.id, entry])),
  };
}

function sceneNodes(
  graph: DependencyGraph,
  rects: ReadonlyMap<string, Rect>,
  context: SceneContext,
): SceneNode[] {
  return graph.nodes.flatMap((node) => {
    const rect = rects.get(node.id);
    if (!rect) return [];
    const key = seriesKey(node);
    return new LazyNode(node, rect, context.series.get(key) ?? seriesOf(key), context);
  });
}

type Routes = ReadonlyMap<string, PlacedEdge>;

function sceneEdges(graph: DependencyGraph, routes: Routes, context: SceneContext): SceneEdge[] {
  return graph.edges.flatMap((edge) => {
    const route = routes.get(edge.id);
    return route ? new LazyEdge(edge, route, context) : [];
  });
}

function sceneStubs(
  graph: DependencyGraph,
  rects: ReadonlyMap<string, Rect>,
  routes: Routes,
  { aggregate, direction, strings, formats }: SceneContext,
): SceneStub[] {
  return graph.stubs.flatMap((stub) => {
    const rect = rects.get(stub.id);
    const route = routes.get(stubEdgeId(stub));
    if (!rect || !route) return [];
    const path = edgePath(route.points, { curved: stub.collapsed === undefined, direction });
    return { stub, rect, points: route.points, path, ...stubLabel(stub, aggregate, strings, formats) };
  });
}

/**
 * The focus trace's node with the most calls among those that nothing calls; where everything is called, in a cycle,
 * the one that the drawing begins with.
 */
function startOf(nodes: readonly SceneNode[], edges: readonly SceneEdge[]): SceneNode | null {
  const called = new Set(edges.flatMap(({ edge }) => (edge.source === edge.target ? [] : edge.target)));
  const calls = new Map<string, number>();
  for (const { edge } of edges) calls.set(edge.source, (calls.get(edge.source) ?? 0) + 1);
  const rank = ({ node }: SceneNode): number =>
    (node.level === 0 ? 2e6 : 0) + (called.has(node.id) ? 0 : 1e6 + (calls.get(node.id) ?? 0));
  const place = ({ rect }: SceneNode): number => rect.x + rect.y;
  const isBetter = (a: SceneNode, b: SceneNode): boolean =>
    rank(a) > rank(b) || (rank(a) === rank(b) && place(a) < place(b));
  let best: SceneNode | null = null;
  for (const entry of nodes) if (best === null || isBetter(entry, best)) best = entry;
  return best;
}
