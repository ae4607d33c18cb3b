import type { AsyncStub, DependencyNode } from '../model/dependency-graph.js';
import type { LayoutDirection } from '../model/layout.js';
import type { CallCounts } from './call-counts.js';
import type { CriticalMarks } from './critical-marks.js';
import type { Formats } from './format.js';
import type { Strings } from './strings.js';

/** What became of the traces that a stub stands for, after somebody asked for them. */
export interface StubNote {
  readonly text: string;
  /** Whether they are being loaded. */
  readonly busy: boolean;
}

/** What is meant: a path, or what was found. The rest of the drawing steps back. */
export interface Highlight {
  readonly kind: 'path' | 'find';
  /** Ids of nodes and edges. */
  readonly nodes: ReadonlySet<string>;
  readonly edges: ReadonlySet<string>;
}

/** What one trace passes through, across all levels. */
export interface PathHighlight extends Highlight {
  readonly kind: 'path';
  readonly traceId: string;
  /** How many async levels the path crosses. */
  readonly levels: number;
}

/** What the graph's templates need besides the scene: texts, and what is selected, focused, hovered or new. */
export interface GraphViewContext {
  readonly strings: Strings;
  readonly formats: Formats;
  readonly direction: LayoutDirection;
  /** How many calls lead to a node and from it. */
  readonly callsOf: (nodeId: string) => CallCounts;
  /** The highest async level that is drawn. */
  readonly levels: number;
  /** Id of the selected node or edge. */
  readonly selected: string | null;
  /** Id of the node, edge or stub that holds the graph's one tab stop. */
  readonly current: string | null;
  /** Ids of nodes that the last change brought in. */
  readonly entering: ReadonlySet<string>;
  /** Ids of nodes that the user has just added: they are marked for a moment. */
  readonly added: ReadonlySet<string>;
  /** Whether hidden calls can be listed, which needs their spans. */
  readonly hasStubMenus: boolean;
  /** Id of the stub whose menu is open. */
  readonly openStub: string | null;
  /** `null` while nothing is told apart. */
  readonly highlight: Highlight | null;
  /** `null` while the critical path is not shown. */
  readonly critical: CriticalMarks | null;
  /** Id of the match that is shown. */
  readonly match: string | null;
  /** Where a node's operation leads; `null` when no address is configured or safe. */
  readonly urlOf: (node: DependencyNode) => string | null;
  /** `null` for a stub of which there is nothing to say. */
  readonly noteOf: (stub: AsyncStub) => StubNote | null;
}
