import type { DependencyGraph } from '../model/dependency-graph.js';
import type { TraceSet } from '../model/trace-set.js';
import { type ClassifyOptions, classifySpans } from './classify.js';
import { type Contraction, contractInternal } from './contract-internal.js';
import type { GraphOptions } from './graph-options.js';
import { type GraphSettings, settingsOf } from './graph-settings.js';
import { type GroupColumns, type Groups, groupSpans } from './group.js';
import { type TraitsOf, traitsOfGroups } from './group-traits.js';
import { assignLevels, type Levels } from './levels.js';
import { structureOf } from './trace-structure.js';

/** All spans in groups, drawn or not: what a graph is made of before the limits choose. */
export interface Grouping {
  readonly levels: Levels;
  readonly columns: GroupColumns;
  readonly contraction: Contraction;
  readonly groups: Groups;
  readonly traitsOf: TraitsOf;
}

/** Classifies, contracts and groups the spans. `onFailure` is told of each span that the host's `classify` fails at. */
export function groupTraces(
  traces: TraceSet,
  settings: GraphSettings,
  onFailure: ClassifyOptions['onFailure'],
): Grouping {
  const { index, parents, links, hop, traceCalls } = structureOf(traces);
  const verdictOf = classifySpans(index, { ...settings, onFailure });
  const levels = assignLevels(index, links, traceCalls, settings.focusTraceId);
  const contraction = contractInternal(index, parents, verdictOf, settings.showInternalSpans);
  const columns = { level: levels.level, hop, verdictOf };
  const groups = groupSpans(index, contraction, columns, settings.groupBy);
  return { levels, columns, contraction, groups, traitsOf: traitsOfGroups(index, columns, groups) };
}

const groupings = new WeakMap<DependencyGraph, Grouping>();

/** Keeps the grouping of a graph for questions about what the graph does not show, as long as the graph is there. */
export function rememberGrouping(graph: DependencyGraph, grouping: Grouping): void {
  groupings.set(graph, grouping);
}

/** The grouping behind a graph that was built of these traces with these options; made again for a copy of it. */
export function groupingOf(traces: TraceSet, graph: DependencyGraph, options: GraphOptions): Grouping {
  let grouping = groupings.get(graph);
  if (!grouping) {
    // What the host's function fails at was reported when the graph was built.
    grouping = groupTraces(traces, settingsOf(options), () => undefined);
    groupings.set(graph, grouping);
  }
  return grouping;
}
