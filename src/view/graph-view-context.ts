import type { DependencyNode } from '../model/dependency-graph.js';
import type { LayoutDirection } from '../model/layout.js';
import type { Formats } from './format.js';
import type { Strings } from './strings.js';

/** What the graph's templates need besides the scene: texts, and what is selected, focused, hovered or new. */
export interface GraphViewContext {
  readonly strings: Strings;
  readonly formats: Formats;
  readonly direction: LayoutDirection;
  /** Id of the selected node or edge. */
  readonly selected: string | null;
  /** Id of the node, edge or stub that holds the graph's one tab stop. */
  readonly current: string | null;
  /** Ids of nodes that the last change brought in. */
  readonly entering: ReadonlySet<string>;
  /** Where a node's operation leads; `null` when no address is configured or safe. */
  readonly urlOf: (node: DependencyNode) => string | null;
}
