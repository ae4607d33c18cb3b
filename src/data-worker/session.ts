import { buildDependencyGraph } from '../graph/build-graph.js';
import { edgeDetails } from '../graph/edge-details.js';
import type { GraphOptions } from '../graph/graph-options.js';
import { groupKeys } from '../graph/group-keys.js';
import { nodeDetails } from '../graph/node-details.js';
import { createTraceSet, mergeTraceSets } from '../ingest/create-trace-set.js';
import { ProblemCollector } from '../ingest/problem-collector.js';
import { reportStructure } from '../ingest/report-structure.js';
import type { DependencyGraph } from '../model/dependency-graph.js';
import type { EdgeDetails, NodeDetails } from '../model/details.js';
import type { Problem, ProblemCode } from '../model/problem.js';
import type { Span } from '../model/span.js';
import type { TraceSet } from '../model/trace-set.js';
import { addProblems } from './problem-sums.js';
import type { DataSummary, PageRequest } from './trace-data.js';

/**
 * Owns the spans and answers from them: the same in the worker, in the page's thread and in Node. A load is staged
 * and takes effect as a whole when it is committed; one that is given up leaves everything as it was.
 */
export class TraceSession {
  #traces: TraceSet = { traces: [], spanCount: 0 };
  /** What reading found, of all loads that the data are made of. */
  #readProblems: readonly Problem[] = [];
  #graph: DependencyGraph | null = null;
  readonly #report: ((problem: Problem) => void) | undefined;

  /** @param report told when the host's `classify` failed while a graph was built. */
  constructor(report?: (problem: Problem) => void) {
    this.#report = report;
  }

  /** @param append keep what is there; spans that are already known are replaced. */
  startLoad(append: boolean): StagedLoad {
    return new StagedLoad((spans, problems) => this.#commit(append, spans, problems));
  }

  /** The graph of all spans; later details are about this one. */
  buildGraph(options: GraphOptions): DependencyGraph {
    this.#graph = buildDependencyGraph(this.#traces, options, this.#report);
    return this.#graph;
  }

  /** Details of a node of the graph that was built last; `null` when it is not in it. */
  nodeDetails(nodeId: string, page: PageRequest): NodeDetails | null {
    return this.#graph ? nodeDetails(this.#traces, this.#graph, nodeId, page) : null;
  }

  /** Details of an edge of the graph that was built last; `null` when it is not in it. */
  edgeDetails(edgeId: string, page: PageRequest): EdgeDetails | null {
    return this.#graph ? edgeDetails(this.#traces, this.#graph, edgeId, page) : null;
  }

  #commit(append: boolean, spans: readonly Span[], problems: readonly Problem[]): DataSummary {
    const repeats = new ProblemCollector();
    const added = createTraceSet(spans, repeats);
    this.#traces = append ? mergeTraceSets(this.#traces, added, repeats) : added;
    const found = addProblems(problems, repeats.list());
    this.#readProblems = append ? addProblems(this.#readProblems, found) : found;
    this.#graph = null;
    const structure = new ProblemCollector();
    reportStructure(this.#traces, structure);
    return {
      traceCount: this.#traces.traces.length,
      spanCount: this.#traces.spanCount,
      problems: addProblems(this.#readProblems, structure.list()),
      groupKeys: groupKeys(this.#traces),
    };
  }
}

/** Spans and problems of a load that is not in effect yet. */
export class StagedLoad {
  readonly #spans: Span[] = [];
  readonly #commit: (spans: readonly Span[], problems: readonly Problem[]) => DataSummary;
  #problems: readonly Problem[] = [];

  constructor(commit: (spans: readonly Span[], problems: readonly Problem[]) => DataSummary) {
    this.#commit = commit;
  }

  get spanCount(): number {
    return this.#spans.length;
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
  commit(): DataSummary {
    return this.#commit(this.#spans, this.#problems);
  }
}
