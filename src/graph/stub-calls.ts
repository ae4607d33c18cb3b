import type { AsyncStub, DependencyGraph } from '../model/dependency-graph.js';
import type { Page, PageRequest, StubCallRow } from '../model/details.js';
import type { TraceSet } from '../model/trace-set.js';
import { pageOf } from './details-rows.js';
import type { GraphOptions } from './graph-options.js';
import { hiddenCalls } from './hidden-calls.js';
import { LatestAnswer } from './latest-answer.js';
import { unloadedCalls } from './unloaded-calls.js';

/** The rows of a page only are made. */
type MakeRow = () => StubCallRow;

const latest = new LatestAnswer<DependencyGraph, string, readonly MakeRow[]>();

/**
 * The calls that a stub hides, in the order in which they would be drawn.
 *
 * @param graph made of `traces` with `options`.
 * @returns `null` when the stub is not in the graph. A stub of loaded traces has a row per far node, one of traces that
 * are not loaded has a row per trace.
 */
export function stubCalls(
  traces: TraceSet,
  graph: DependencyGraph,
  stubId: string,
  page: PageRequest,
  options: GraphOptions = {},
): Page<StubCallRow> | null {
  const stub = graph.stubs.find(({ id }) => id === stubId);
  if (!stub) return null;
  const rows = latest.of(graph, stubId, () => rowsOf(traces, graph, stub, options));
  return pageOf(rows, page, (makeRow) => makeRow());
}

function rowsOf(
  traces: TraceSet,
  graph: DependencyGraph,
  stub: AsyncStub,
  options: GraphOptions,
): readonly MakeRow[] {
  return stub.loaded
    ? hiddenCalls(traces, graph, stub, options)
    : unloadedCalls(traces, graph, stub, options);
}
