import type { DependencyGraph } from '../model/dependency-graph.js';
import type { DrawnTrace } from '../model/details.js';
import type { TraceSet } from '../model/trace-set.js';
import { membersOf } from './graph-members.js';
import { membershipOf } from './graph-membership.js';
import type { GraphOptions } from './graph-options.js';
import { earliestRoot } from './open-traces.js';
import { none, type SpanIndex } from './span-index.js';
import { structureOf } from './trace-structure.js';

/**
 * The traces that a graph draws, by their start; of each level the first `mostPerLevel`.
 *
 * @param graph made of `traces` with `options`.
 */
export function drawnTraces(
  traces: TraceSet,
  graph: DependencyGraph,
  options: GraphOptions,
  mostPerLevel: number,
): DrawnTrace[] {
  const { index, parents } = structureOf(traces);
  const membership = membershipOf(traces, graph, options);
  const { columns, groups, traitsOf } = membersOf(traces, graph, options).grouping;
  const found: DrawnTrace[] = [];
  for (let trace = 0; trace < index.traceIds.length; trace++) {
    const shown = membership.visible(earliestRoot(index, parents, trace));
    if (shown === none) continue;
    found.push({
      traceId: index.traceIds[trace]!,
      level: columns.level[trace]!,
      nodeId: traitsOf(groups.groupOf[shown]!).id,
      ...timesOf(index, trace),
    });
  }
  const taken = new Map<number, number>();
  return found
    .sort((a, b) => (a.startTime ?? Infinity) - (b.startTime ?? Infinity) || (a.traceId < b.traceId ? -1 : 1))
    .filter(({ level }) => {
      const count = taken.get(level) ?? 0;
      taken.set(level, count + 1);
      return count < mostPerLevel;
    });
}

function timesOf(index: SpanIndex, trace: number): Pick<DrawnTrace, 'startTime' | 'endTime'> {
  let startTime = Infinity;
  let endTime = -Infinity;
  const { firstSpan, duration } = index;
  for (let i = firstSpan[trace]!; i < firstSpan[trace + 1]!; i++) {
    const start = index.startTime(i);
    if (start === null) continue;
    startTime = Math.min(startTime, start);
    endTime = Math.max(endTime, start + (duration[i]! || 0));
  }
  return startTime === Infinity ? { startTime: null, endTime: null } : { startTime, endTime };
}
