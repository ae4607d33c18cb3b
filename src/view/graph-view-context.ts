import type { AsyncStub, DependencyNode } from '../model/dependency-graph.js';
import type { LayoutDirection } from '../model/layout.js';
import type { Formats } from './format.js';
import type { Strings } from './strings.js';

/** What became of the traces that a stub stands for, after somebody asked for them. */
export interface StubNote {
  readonly text: string;
  /** Whether they are being loaded. */
  readonly busy: boolean;
}

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
  /** `null` for a stub of which there is nothing to say. */
  readonly noteOf: (stub: AsyncStub) => StubNote | null;
}
