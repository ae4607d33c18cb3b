/** What the details panel shows, and what it asks for. */
import type {
  Aggregate,
  DependencyEdge,
  DependencyGraph,
  DependencyNode,
} from '../model/dependency-graph.js';
import type { EdgeDetails, NodeDetails, TraceRow, TraceSort } from '../model/details.js';
import type { NamedSpan } from '../model/span.js';
import type { CriticalMarks } from './critical-marks.js';
import type { Formats } from './format.js';
import type { Scene } from './scene.js';
import type { Strings } from './strings.js';
import type { RowSource } from './virtual-rows.js';

/** What is selected, with its details once they have arrived. */
export type Selection =
  | {
      readonly type: 'node';
      readonly node: DependencyNode;
      /** Its first span; `node.spans` itself may be long and not made yet. */
      readonly first: NamedSpan | null;
      readonly details: NodeDetails | null;
    }
  | { readonly type: 'edge'; readonly edge: DependencyEdge; readonly details: EdgeDetails | null };

/** What the panel shows. */
export interface DetailsState {
  readonly strings: Strings;
  readonly formats: Formats;
  /** How a time is told: with its day where the data are not of one only. */
  readonly timeText: Formats['time'];
  readonly scene: Scene;
  readonly graph: DependencyGraph;
  readonly selection: Selection;
  /** The aggregate that the graph shows. */
  readonly aggregate: Aggregate;
  readonly tab: string;
  /** All traces of the selection, in the order of `sort`. */
  readonly traces: RowSource<TraceRow>;
  readonly sort: TraceSort;
  /** Id of the trace whose path is shown. */
  readonly pathOf: string | null;
  /** `null` while the critical path is not shown. */
  readonly critical: CriticalMarks | null;
  /** Whether spans can be asked for; not where the host has given the graph. */
  readonly hasSpans: boolean;
  /** Whether what is reached through the node only can be put away. */
  readonly canCollapse: boolean;
  /** Where a span leads; `null` when no address is configured or safe. */
  readonly urlOf: (span: NamedSpan) => string | null;
}

/** What the panel asks for. */
export interface DetailsActions {
  readonly close: () => void;
  readonly showTab: (name: string) => void;
  readonly openSpan: (span: NamedSpan, event: Event) => void;
  readonly focusTrace: (traceId: string) => void;
  /** Shows the path of a trace, or no longer shows it. */
  readonly pickTrace: (traceId: string) => void;
  readonly sortTraces: (by: TraceSort['by']) => void;
  readonly select: (id: string) => void;
  readonly showMore: () => void;
  /** Puts away what is reached through a node only. */
  readonly collapse: (id: string) => void;
}
