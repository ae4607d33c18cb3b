import type { Scene, SceneNode } from './scene.js';

const orders = new WeakMap<Scene, readonly SceneNode[]>();

/** The nodes as they are read: level by level, along the flow, then across it. */
export function readingOrder(scene: Scene): readonly SceneNode[] {
  let order = orders.get(scene);
  if (!order) {
    const [along, across] = scene.direction === 'right' ? (['x', 'y'] as const) : (['y', 'x'] as const);
    order = [...scene.nodes].sort(
      (a, b) =>
        a.node.level - b.node.level || a.rect[along] - b.rect[along] || a.rect[across] - b.rect[across],
    );
    orders.set(scene, order);
  }
  return order;
}
