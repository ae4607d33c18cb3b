/** What can be told of a drawing that stands. */
import type { DependencyGraph } from '../model/dependency-graph.js';
import type { Rect } from '../model/layout.js';
import { groupValue } from '../model/group-value.js';
import type { Scene } from '../view/scene.js';
import type { DrawingController } from './drawing-controller.js';
import { LayoutCompleteEvent } from './events.js';
import type { Drawing } from './layout-stage.js';

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
