import type { DependencyGraph } from '../model/dependency-graph.js';
import type { Problem } from '../model/problem.js';
import type { TraceSet } from '../model/trace-set.js';
import { aggregateEdges } from './aggregate-edges.js';
import { aggregateNodes } from './aggregate-nodes.js';
import { rememberMembers } from './built-graphs.js';
import { legsOfCalls } from './call-legs.js';
import { countHidden } from './contract-internal.js';
import { findDestinations } from './destinations.js';
import { collectDrawnCalls } from './drawn-calls.js';
import type { GraphOptions } from './graph-options.js';
import { settingsOf } from './graph-settings.js';
import { groupTraces } from './grouping.js';
import { findIncomingCalls } from './incoming-calls.js';
import { summariseLevels } from './level-summaries.js';
import { chooseDrawnTraces } from './limit.js';
import { openRoots } from './open-traces.js';
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

  const structure = structureOf(traces);
  const { index, parents, isMessage, links, unloaded, traceCalls, selfTime, startOrder } = structure;
  const grouping = groupTraces(structure, settings, (span) => failures.add(span.name));
  const { levels, contraction, groups, traitsOf } = grouping;
  const drawn = chooseDrawnTraces(
    { index, links, traceCalls, contraction, groups, traitsOf, levels },
    settings,
  );
  const calls = collectDrawnCalls({ index, parents, isMessage, links, contraction, drawn });
  const incoming = findIncomingCalls(settings.incomingLinks, index, parents);

  const { verdictOf } = grouping.columns;
  const destinations = settings.showDestinations
    ? findDestinations({ index, links, verdictOf, groups, traitsOf, calls })
    : null;
  const nodes = aggregateNodes({
    index,
    parents,
    contraction,
    groups,
    traitsOf,
    selfTime,
    startOrder,
    drawn,
    calls,
    destinations,
  });
  const legs = legsOfCalls(calls, destinations, groups, nodes.placeOf);
  const edges = aggregateEdges(index, legs, nodes.list);
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
    nodes: nodes.list,
    edges: edges.list,
    stubs,
    focusTraceId: levels.focusTraceId,
    hiddenInternalSpans: countHidden(index, contraction, drawn),
    levels: summariseLevels({
      index,
      links,
      contraction,
      groups,
      level,
      drawn,
      nodes: nodes.list,
      stubs,
    }),
  };
  rememberMembers(graph, { index, grouping, drawn, nodeSpans: nodes.spans, legs, edgeLegs: edges.legs });
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
