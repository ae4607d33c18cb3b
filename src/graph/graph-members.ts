import type { DependencyGraph } from '../model/dependency-graph.js';
import type { TraceSet } from '../model/trace-set.js';
import { buildDependencyGraph } from './build-graph.js';
import { type GraphMembers, knownMembers, rememberMembers } from './built-graphs.js';
import type { GraphOptions } from './graph-options.js';

/**
 * What a graph was made of; for a copy of a graph it is found by building the graph again.
 *
 * @param graph made of `traces` with `options`.
 */
export function membersOf(
  traces: TraceSet,
  graph: DependencyGraph,
  options: GraphOptions = {},
): GraphMembers {
  let members = knownMembers(graph);
  if (!members) {
    // What the host's `classify` fails at was reported when the graph was built first.
    members = knownMembers(buildDependencyGraph(traces, options))!;
    rememberMembers(graph, members);
  }
  return members;
}
