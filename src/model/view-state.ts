import type { Aggregate } from './dependency-graph.js';
import type { TraceSort } from './details.js';

/** Where the viewport stands: graph coordinates are `(screen − offset) / scale`, in CSS pixels. */
export interface ViewportState {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

/** The order of a table; `by` is the name of a column. */
export interface TableOrder {
  readonly by: string;
  readonly descending: boolean;
}

/** How the tables are arranged. */
export interface TableArrangement {
  readonly shown: 'operations' | 'calls';
  readonly filter: string;
  /** `null` for the order of reading. */
  readonly operations: TableOrder | null;
  /** `null` for the order of reading. */
  readonly calls: TableOrder | null;
}

/** A path through the drawing: that of a trace, or between two nodes. */
export type ShownPath = { readonly traceId: string } | { readonly from: string; readonly to: string };

/** Everything a user can change, as plain JSON: a host may keep it in a URL and give it back later. */
export interface ViewState {
  readonly groupBy: readonly string[];
  readonly aggregate: Aggregate;
  readonly showInternalSpans: boolean;
  readonly showDestinations: boolean;
  /** Whether the critical path is shown. */
  readonly criticalPath: boolean;
  /** The trace of level 0 that the host or the user chose, or `null`. */
  readonly focusTraceId: string | null;
  /** Traces behind expanded calls, and what the host has expanded, as `buildDependencyGraph` takes them. */
  readonly expanded: readonly string[];
  /** Ids of the nodes to which, with their neighbours, the drawing is limited; `null` for all. */
  readonly only: readonly string[] | null;
  /** Ids of nodes whose subtrees are put away. */
  readonly collapsed: readonly string[];
  /** What is searched for. */
  readonly find: string;
  /** Whether the graph is shown as a picture or as tables. */
  readonly view: 'graph' | 'table';
  readonly table: TableArrangement;
  /** Id of the selected node or edge, or `null`. */
  readonly selected: string | null;
  /** Name of the tab of the details panel; empty for the first. One that the selection does not have counts as the first. */
  readonly tab: string;
  /** The order of the list of traces in the details panel. */
  readonly traceOrder: TraceSort;
  /** The path that is shown, or `null`. */
  readonly path: ShownPath | null;
  /** `null` while the view still follows the graph by itself. */
  readonly viewport: ViewportState | null;
}
