import { layersOf } from '../viewport/keyboard-navigation.js';
import type { Scene, SceneNode, SceneStub } from './scene.js';

/** What stands in the lists of the levels: a node, or the calls of one that are not drawn. */
export type ListItem = SceneNode | SceneStub;

interface Order {
  readonly nodes: readonly SceneNode[];
  /** Where reading begins. */
  readonly first: ListItem | null;
  /** Place of each node and stub among those of its level. */
  readonly place: ReadonlyMap<ListItem, number>;
}

const orders = new WeakMap<Scene, Order>();

/** The nodes as they are read: level by level, along the flow, then across it. */
export function readingOrder(scene: Scene): readonly SceneNode[] {
  return orderOf(scene).nodes;
}

/** Id of the node or stub where reading begins: the first node that failed, or else the first of all. */
export function firstToRead(scene: Scene): string | null {
  const { first } = orderOf(scene);
  return first && idOf(first);
}

/** Puts parts of a level in the order in which they are read, which is also that of the arrow keys. */
export function inReadingOrder(scene: Scene, items: readonly ListItem[]): readonly ListItem[] {
  const { place } = orderOf(scene);
  return [...items].sort((a, b) => (place.get(a) ?? 0) - (place.get(b) ?? 0));
}

function orderOf(scene: Scene): Order {
  let order = orders.get(scene);
  if (!order) {
    const boxes = [...scene.nodes, ...scene.stubs].map((item) => ({
      ...item.rect,
      id: idOf(item),
      item,
    }));
    const items = layersOf(boxes, scene.direction).flatMap((layer) => layer.map(({ item }) => item));
    const nodes = items.filter((item): item is SceneNode => 'node' in item);
    const failed = nodes.find(({ node }) => node.errorCount > 0);
    const first = failed ?? items[0] ?? null;
    // Levels stand one after the other, unless a drawing was added to: their lists do so in any case.
    nodes.sort((a, b) => a.node.level - b.node.level);
    order = { nodes, first, place: new Map(items.map((item, index) => [item, index])) };
    orders.set(scene, order);
  }
  return order;
}

const idOf = (item: ListItem): string => ('node' in item ? item.node.id : item.stub.id);
