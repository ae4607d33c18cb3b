/** What of the drawing a press means: what lies under it, or what is near it and too small to be hit. */
import type { AsyncStub, DependencyNode } from '../model/dependency-graph.js';
import type { Point } from '../model/layout.js';
import type { ViewportState } from '../model/view-state.js';
import type { Scene } from '../view/scene.js';
import { localPoint } from '../viewport/gesture-surface.js';
import { toGraph } from '../viewport/transform.js';
import type { DrawingController } from './drawing-controller.js';

export type PressedItem =
  | { readonly type: 'node' | 'operation'; readonly node: DependencyNode }
  | { readonly type: 'stub' | 'stub-menu'; readonly stub: AsyncStub }
  /** An edge, or what is not an element of its own at this scale. */
  | { readonly type: 'other'; readonly id: string };

/** What a click in the drawing area has met; `null` where it has met nothing. */
export function pressedItem({ scene, viewport }: DrawingController, event: MouseEvent): PressedItem | null {
  const target = event.target as Element;
  const node = scene?.nodeById.get(dataOf(target, '.node', 'nodeId') ?? '')?.node;
  if (node) {
    const isOperation = node.destination === undefined && target.closest('.operation') !== null;
    return { type: isOperation ? 'operation' : 'node', node };
  }
  const edgeId = dataOf(target, '.edge', 'edgeId') ?? dataOf(target, '.edge-label', 'labelOf');
  if (edgeId !== undefined && scene?.edgeById.has(edgeId)) return { type: 'other', id: edgeId };
  const stubId = dataOf(target, '.stub', 'stubId');
  const stub = scene?.stubs.find((entry) => entry.stub.id === stubId)?.stub;
  if (stub) return { type: target.closest('.stub-menu-button') ? 'stub-menu' : 'stub', stub };
  const { clientX, clientY, currentTarget } = event;
  const point = localPoint(currentTarget as HTMLElement, clientX, clientY);
  const id =
    viewport.itemAt(clientX, clientY) ?? smallNodeAt(scene, viewport.state, toGraph(viewport.state, point));
  return id === null ? null : { type: 'other', id };
}

/** Reads the id from the element that a click met. Ids come from data, so they are compared, never used as selectors. */
function dataOf(target: Element, selector: string, key: string): string | undefined {
  return target.closest<HTMLElement | SVGElement>(selector)?.dataset[key];
}

/** On a screen that shows less of a node than this, CSS pixels, what is pressed beside it is the node (WCAG 2.5.8). */
const LEAST_TARGET = 24;

/**
 * The node that is too small at this scale to be hit, and that a press near it means: of several the nearest.
 *
 * @param point in graph coordinates.
 */
function smallNodeAt(scene: Scene | null, { scale }: ViewportState, point: Point): string | null {
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
