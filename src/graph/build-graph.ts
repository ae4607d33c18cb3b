import type { DependencyGraph } from '../model/dependency-graph.js';
import type { Problem } from '../model/problem.js';
import type { TraceSet } from '../model/trace-set.js';
import { aggregateEdges } from './aggregate-edges.js';
import { aggregateNodes } from './aggregate-nodes.js';
import { destinationNodes, findDestinations } from './destinations.js';
import { collectDrawnCalls } from './drawn-calls.js';
import type { GraphOptions } from './graph-options.js';
import { settingsOf } from './graph-settings.js';
import { groupTraces, rememberGrouping } from './grouping.js';
import { findIncomingCalls } from './incoming-calls.js';
import { summariseLevels } from './level-summaries.js';
import { chooseDrawnTraces } from './limit.js';
import { byId } from './order.js';
import { openRoots } from './open-traces.js';
import { spanRefs } from './span-refs.js';
import { collectStubs } from './stubs.js';
import { structureOf } from './trace-structure.js';

/**
 * Builds the graph that a view draws from spans: pure, synchronous, and the same for the same spans in any order.
 *
 * @param traces as made by `parseTraces` or `createTraceSet`; never changed.
 * @param options what is left out has the default of `GraphOptions`; values that make no sense count as left out.
 * @param report told at most once, after the graph is built, when the host's `classify` failed; the rules decided
 * then. Problems of the data themselves are reported when the data are read.
 */
export function buildDependencyGraph(
  traces: TraceSet,
  options: GraphOptions = {},
  report?: (problem: Problem) => void,
): DependencyGraph {
  const settings = settingsOf(options);
  const failures = new ClassifyFailures();

  const { index, parents, isMessage, links, unloaded, traceCalls, selfTime } = structureOf(traces);
  const grouping = groupTraces(traces, settings, (span) => failures.add(span.name));
  const { levels, contraction, groups, traitsOf } = grouping;
  const drawn = chooseDrawnTraces(
    { index, links, traceCalls, contraction, groups, traitsOf, levels },
    settings,
  );
  const calls = collectDrawnCalls({ index, parents, isMessage, links, contraction, drawn });
  const refOf = spanRefs(index);
  const incoming = findIncomingCalls(settings.incomingLinks, index, parents);

  const { verdictOf } = grouping.columns;
  const destinations = settings.showDestinations
    ? findDestinations({ index, links, verdictOf, groups, traitsOf, calls })
    : null;

  const nodes = aggregateNodes({ index, parents, contraction, groups, traitsOf, selfTime, drawn, refOf });
  const open = openRoots(settings.openTraces, index, parents);
  const { level } = levels;
  const stubs = collectStubs({
    index,
    links,
    unloaded,
    incoming,
    openRoots: open,
    level,
    contraction,
    groups,
    traitsOf,
    drawn,
  });

  const graph: DependencyGraph = {
    nodes: destinations ? [...nodes, ...destinationNodes(destinations, index, calls)].sort(byId) : nodes,
    edges: aggregateEdges({ index, calls, groups, traitsOf, refOf, destinations }),
    stubs,
    focusTraceId: levels.focusTraceId,
    hiddenInternalSpans: contraction.visible.filter(
      (visible, span) => visible !== span && drawn[index.traceOf[span]!] === 1,
    ).length,
    levels: summariseLevels({
      index,
      links,
      contraction,
      groups,
      level,
      drawn,
      nodes,
      stubs,
    }),
  };
  rememberGrouping(graph, grouping);
  failures.report(report);
  return graph;
}

/** Counts the spans for which the host's `classify` threw or gave no kind. */
class ClassifyFailures {
  #count = 0;
  #example = '';

  add(spanName: string): void {
    if (this.#count === 0) this.#example = spanName.slice(0, 100);
    this.#count++;
  }

  report(report: ((problem: Problem) => void) | undefined): void {
    if (this.#count > 0) report?.({ code: 'classify-failed', count: this.#count, example: this.#example });
  }
}
