import { buildDependencyGraph } from '../graph/build-graph.js';
import { criticalPath } from '../graph/critical-path.js';
import { drawnTraces } from '../graph/drawn-traces.js';
import { edgeDetails } from '../graph/edge-details.js';
import { findNodes } from '../graph/find-nodes.js';
import type { GraphOptions } from '../graph/graph-options.js';
import { membersOf } from '../graph/graph-members.js';
import { groupKeys } from '../graph/group-keys.js';
import { nodeDetails } from '../graph/node-details.js';
import { rangeOf } from '../graph/span-index.js';
import { stubCalls } from '../graph/stub-calls.js';
import { tracePath } from '../graph/trace-path.js';
import { createTableTraceSet, createTraceSet, mergeTraceSets } from '../ingest/create-trace-set.js';
import { ProblemCollector } from '../ingest/problem-collector.js';
import { reportStructure } from '../ingest/report-structure.js';
import type { DependencyGraph } from '../model/dependency-graph.js';
import type {
  CriticalPath,
  DrawnTrace,
  EdgeDetails,
  NodeDetails,
  Page,
  PageRequest,
  StubCallRow,
  TracePath,
} from '../model/details.js';
import type { Problem, ProblemCode } from '../model/problem.js';
import type { Span } from '../model/span.js';
import { tableOf } from '../model/set-tables.js';
import { SpanObjects } from '../model/span-source.js';
import { SpanTable } from '../model/span-table.js';
import type { TraceSet } from '../model/trace-set.js';
import { packGraph, type PackedGraph } from './packed-graph.js';
import { addProblems } from './problem-sums.js';
import type { DataSummary } from './trace-data.js';

/** Everything that a load changes, as a whole. */
interface State {
  readonly traces: TraceSet;
  /** What reading found, of all loads that the data are made of. */
  readonly readProblems: readonly Problem[];
  /** What was built last from these traces, and how. */
  readonly built: { readonly graph: DependencyGraph; readonly options: GraphOptions } | null;
}

/**
 * Owns the spans and answers from them: the same in the worker, in the page's thread and in Node. A load is staged
 * and takes effect as a whole when it is committed; one that is given up leaves everything as it was.
 */
export class TraceSession {
  #state: State = { traces: { traces: [], spanCount: 0 }, readProblems: [], built: null };
  readonly #report: ((problem: Problem) => void) | undefined;

  /** @param report told when the host's `classify` failed while a graph was built. */
  constructor(report?: (problem: Problem) => void) {
    this.#report = report;
  }

  /** @param append keep what is there; spans that are already known are replaced. */
  startLoad(append: boolean): StagedLoad {
    return new StagedLoad((staged) => {
      const before = this.#state;
      const summary = this.#commit(append, staged);
      const { traces } = this.#state;
      const revert = (): void => {
        if (this.#state.traces === traces) this.#state = before;
      };
      return { summary, revert };
    });
  }

  /** The graph of all spans; later details are about this one. */
  buildGraph(options: GraphOptions): DependencyGraph {
    const graph = buildDependencyGraph(this.#state.traces, options, this.#report);
    this.#state = { ...this.#state, built: { graph, options } };
    return graph;
  }

  /** The same for the journey to another thread. */
  buildPackedGraph(options: GraphOptions): PackedGraph {
    const graph = this.buildGraph(options);
    return packGraph(graph, membersOf(this.#state.traces, graph, options));
  }

  /** Details of a node of the graph that was built last; `null` when it is not in it. */
  nodeDetails(nodeId: string, page: PageRequest): NodeDetails | null {
    const { traces, built } = this.#state;
    return built ? nodeDetails(traces, built.graph, nodeId, page, built.options) : null;
  }

  /** Details of an edge of the graph that was built last; `null` when it is not in it. */
  edgeDetails(edgeId: string, page: PageRequest): EdgeDetails | null {
    const { traces, built } = this.#state;
    return built ? edgeDetails(traces, built.graph, edgeId, page, built.options) : null;
  }

  /** Calls that a stub of the graph that was built last hides; `null` when it is not in it. */
  stubCalls(stubId: string, page: PageRequest): Page<StubCallRow> | null {
    const { traces, built } = this.#state;
    return built ? stubCalls(traces, built.graph, stubId, page, built.options) : null;
  }

  /** What a trace passes through in the graph that was built last; `null` when the trace is not in the data. */
  tracePath(traceId: string): TracePath | null {
    const { traces, built } = this.#state;
    return built ? tracePath(traces, built.graph, traceId, built.options) : null;
  }

  /** The critical path through the graph that was built last; `null` when nothing of it has ended. */
  criticalPath(): CriticalPath | null {
    const { traces, built } = this.#state;
    return built ? criticalPath(traces, built.graph, built.options) : null;
  }

  /** Ids of the nodes of the graph that was built last whose spans a text means. */
  findNodes(text: string): readonly string[] {
    const { traces, built } = this.#state;
    return built ? findNodes(traces, built.graph, text, built.options) : [];
  }

  /** The traces that the graph that was built last draws, by their start; of each level the first `mostPerLevel`. */
  drawnTraces(mostPerLevel: number): readonly DrawnTrace[] {
    const { traces, built } = this.#state;
    return built ? drawnTraces(traces, built.graph, built.options, mostPerLevel) : [];
  }

  #commit(append: boolean, { spans, table, problems }: Staged): DataSummary {
    const before = this.#state;
    const repeats = new ProblemCollector();
    const added = createAdded(spans, table, repeats);
    const traces = append ? mergeTraceSets(before.traces, added, repeats) : added;
    const found = addProblems(problems, repeats.list());
    const readProblems = append ? addProblems(before.readProblems, found) : found;
    this.#state = { traces, readProblems, built: null };
    const structure = new ProblemCollector();
    reportStructure(traces, structure);
    const { startTime, count } = tableOf(traces);
    return {
      traceCount: traces.traces.length,
      spanCount: traces.spanCount,
      problems: addProblems(readProblems, structure.list()),
      starts: rangeOf(startTime.subarray(0, count)),
      services: servicesOf(traces),
      groupKeys: groupKeys(traces),
    };
  }
}

/** Spans that were scanned make a table with all others. */
function createAdded(spans: readonly Span[], table: SpanTable, problems: ProblemCollector): TraceSet {
  if (table.count === 0) return createTraceSet(spans, problems);
  const source = table.sources.push(new SpanObjects(spans)) - 1;
  spans.forEach((span, place) => table.addSpan(span, source, place));
  return createTableTraceSet(table, problems);
}

/** Ordered by code unit. */
function servicesOf(traces: TraceSet): readonly string[] {
  const { service, texts, count } = tableOf(traces);
  const services = new Set(service.subarray(0, count));
  services.delete(-1);
  return Array.from(services, (number) => texts.text(number)).sort();
}

/** What a load has read so far. */
interface Staged {
  readonly spans: readonly Span[];
  /** Spans that were scanned from bytes. */
  readonly table: SpanTable;
  readonly problems: readonly Problem[];
}

/** What a load did, and how to undo it as long as no other load has followed. */
interface Committed {
  readonly summary: DataSummary;
  readonly revert: () => void;
}

/** Spans and problems of a load that is not in effect yet. */
export class StagedLoad {
  /** Where scanned spans go. */
  readonly table = new SpanTable();
  readonly #spans: Span[] = [];
  readonly #commit: (staged: Staged) => Committed;
  #problems: readonly Problem[] = [];

  constructor(commit: (staged: Staged) => Committed) {
    this.#commit = commit;
  }

  add(spans: Iterable<Span>): void {
    for (const span of spans) this.#spans.push(span);
  }

  note(problems: readonly Problem[]): void {
    this.#problems = addProblems(this.#problems, problems);
  }

  /** Notes one problem. `example` is short: an id or an excerpt. */
  noteOne(code: ProblemCode, example: string): void {
    this.note([{ code, count: 1, example }]);
  }

  /** Puts the load into effect. */
  commit(): Committed {
    return this.#commit({ spans: this.#spans, table: this.table, problems: this.#problems });
  }
}
