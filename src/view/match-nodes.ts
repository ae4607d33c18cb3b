/** Which nodes a typed text means, as far as the graph itself tells: operations, services and other group values. */
import { tagQuery, type TagQuery } from '../model/tag-query.js';
import { readingOrder } from './reading-order.js';
import type { Scene, SceneNode } from './scene.js';

/** Ids of the nodes in whose names the text occurs, in the order of reading. Plain text, in any letter case. */
export function matchNodes(scene: Scene, text: string): readonly string[] {
  const needle = text.trim().toLowerCase();
  if (needle === '') return [];
  const query = tagQuery(text);
  const matches = (entry: SceneNode): boolean =>
    namesOf(entry).includes(needle) || (query !== null && hasGroup(entry, query));
  return readingOrder(scene).flatMap((entry) => (matches(entry) ? entry.node.id : []));
}

function namesOf({ whole }: SceneNode): string {
  return `${whole.title}\n${whole.subtitle}`.toLowerCase();
}

function hasGroup({ node }: SceneNode, { key, value }: TagQuery): boolean {
  return node.group.some(
    (entry) => entry.key.toLowerCase() === key && (entry.value ?? '').toLowerCase().includes(value),
  );
}
