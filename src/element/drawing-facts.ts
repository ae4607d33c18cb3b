/** What can be told of a drawing that stands. */
import type { DependencyGraph } from '../model/dependency-graph.js';
import type { Point, Rect } from '../model/layout.js';
import type { ViewportState } from '../model/view-state.js';
import { groupValue } from '../model/group-value.js';
import type { Scene } from '../view/scene.js';
import type { DrawingController } from './drawing-controller.js';
import { LayoutCompleteEvent } from './events.js';
import type { Drawing } from './pipeline.js';

/** Whether another drawing would move something away from under the user. */
export function isInUse({ element, drawing, viewport }: DrawingController): boolean {
  const root = element.shadowRoot;
  const focused = root?.activeElement?.closest('.viewport') ?? null;
  const hovered = root?.querySelector(':is(.node, .edge-label, .stub):hover') ?? null;
  return drawing.isTouched || viewport.isGesturing || focused !== null || hovered !== null;
}

/** Every service: of the data; of the graph itself where the host has built it. */
export function servicesOf(
  { pipeline, summary }: DrawingController,
  { nodes }: DependencyGraph,
): readonly string[] {
  if (!pipeline.isGiven && summary) return summary.services;
  return nodes.flatMap((node) => groupValue(node, 'service.name') ?? []);
}

/** Where a node, an edge's label or a stub stands; `null` for what is not drawn. */
export function rectOf(scene: Scene | null, id: string): Rect | null {
  return (
    scene?.nodeById.get(id)?.rect ??
    scene?.edgeById.get(id)?.labelRect ??
    scene?.stubs.find(({ stub }) => stub.id === id)?.rect ??
    null
  );
}

/** On a screen that shows less of a node than this, CSS pixels, what is pressed beside it is the node (WCAG 2.5.8). */
const LEAST_TARGET = 24;

/**
 * The node that is too small at this scale to be hit, and that a press near it means: of several the nearest.
 *
 * @param point in graph coordinates.
 */
export function smallNodeAt(scene: Scene | null, { scale }: ViewportState, point: Point): string | null {
  const least = LEAST_TARGET / scale;
  let nearest: string | null = null;
  let distance = Infinity;
  for (const { node, rect } of scene?.nodes ?? []) {
    const [dx, dy] = [point.x - rect.x - rect.width / 2, point.y - rect.y - rect.height / 2];
    const isNear =
      Math.abs(dx) <= Math.max(rect.width, least) / 2 && Math.abs(dy) <= Math.max(rect.height, least) / 2;
    if (!isNear || Math.hypot(dx, dy) >= distance) continue;
    distance = Math.hypot(dx, dy);
    nearest = node.id;
  }
  return nearest;
}

/**
 * Ids of the nodes that a drawing has and the one before had not; none where there was none.
 *
 * @param idNow the id that a node of the drawing before has in this one
 */
export function newcomers(
  scene: Scene,
  before: Scene | null,
  idNow: (id: string) => string | null,
): ReadonlySet<string> {
  if (!before) return new Set();
  const known = new Set(before.nodes.map(({ node }) => idNow(node.id)));
  return new Set(scene.nodes.flatMap(({ node }) => (known.has(node.id) ? [] : node.id)));
}

/** What hosts are told of a layout that is drawn. */
export function layoutEventOf({ graph, placed, milliseconds }: Drawing): LayoutCompleteEvent {
  const { nodes, edges } = graph;
  return new LayoutCompleteEvent({
    nodes: nodes.length,
    edges: edges.length,
    milliseconds,
    profile: placed.profile,
  });
}
