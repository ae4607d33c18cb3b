/** Focus as a keyboard user would have it. */
import type { TraceDependenciesElement } from '../../src/index.js';
import { nodeOf, settle, shapeOf } from './stage.js';

/** Gives a node's shape the focus as a keyboard user would have it. */
export async function focusNode(element: TraceDependenciesElement, operation: string): Promise<void> {
  element.select(nodeOf(element, operation).id);
  await settle(element);
  shapeOf(element, operation).focus();
}
