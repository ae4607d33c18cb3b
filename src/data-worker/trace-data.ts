import type { DependencyGraph } from '../model/dependency-graph.js';
import type {
  CriticalPath,
  DrawnTrace,
  EdgeDetails,
  GroupKey,
  NodeDetails,
  Page,
  PageRequest,
  StubCallRow,
  TracePath,
} from '../model/details.js';
import type { Problem } from '../model/problem.js';

/** What is known of the data as a whole after a load. */
export interface DataSummary {
  readonly traceCount: number;
  readonly spanCount: number;
  readonly problems: readonly Problem[];
  /** When the first and the last span begin, milliseconds since the Unix epoch; 0 and 0 where no start is known. */
  readonly starts: readonly [first: number, last: number];
  /** Every service by name, so that each can have a colour of its own whatever is drawn. */
  readonly services: readonly string[];
  /** Keys to group by, the most common first; the built-in keys lead. */
  readonly groupKeys: readonly GroupKey[];
}

/** How an input joins the data. */
export interface LoadOptions {
  /** Keep what is there; spans that are already known are replaced. */
  readonly append: boolean;
  readonly signal: AbortSignal;
  /** Called with a fraction from 0 to 1 while a long load goes on. */
  readonly onProgress?: (fraction: number) => void;
}

/**
 * The spans, wherever they live: in this thread or in the data worker. Every call ends as done, as rejected with
 * the signal's reason when it is aborted, or as rejected with an `Error` when the machinery fails; bad data is
 * never an error but a problem in the summary.
 */
export interface TraceData<GraphOptions> {
  load(input: unknown, options: LoadOptions): Promise<DataSummary>;
  buildGraph(options: GraphOptions, signal: AbortSignal): Promise<DependencyGraph>;
  /** Of a node or an edge of the graph that was built last; `null` when it is not in it. */
  nodeDetails(nodeId: string, page: PageRequest, signal: AbortSignal): Promise<NodeDetails | null>;
  edgeDetails(edgeId: string, page: PageRequest, signal: AbortSignal): Promise<EdgeDetails | null>;
  /** The calls that a stub of the graph that was built last hides, in the order in which they would be drawn; `null` when it is not in it. */
  stubCalls(stubId: string, page: PageRequest, signal: AbortSignal): Promise<Page<StubCallRow> | null>;
  /** What a trace passes through in the graph that was built last; `null` when the trace is not in the data. */
  tracePath(traceId: string, signal: AbortSignal): Promise<TracePath | null>;
  /** The critical path through the graph that was built last; `null` when nothing of it has ended. */
  criticalPath(signal: AbortSignal): Promise<CriticalPath | null>;
  /** Ids of the nodes of the graph that was built last whose spans a text means; see `findNodes`. */
  findNodes(text: string, signal: AbortSignal): Promise<readonly string[]>;
  /** The traces that the graph that was built last draws, by their start; of each level the first `mostPerLevel`. */
  drawnTraces(mostPerLevel: number, signal: AbortSignal): Promise<readonly DrawnTrace[]>;
  /** Ends the worker, if there is one, after what was asked for before. The data begin a new one when they are needed again. */
  release(): void;
  dispose(): void;
}
