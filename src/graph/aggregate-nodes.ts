import type { DependencyNode } from '../model/dependency-graph.js';
import { LazyBuckets } from './buckets.js';
import { type Destinations, destinationNodes } from './destinations.js';
import type { DrawnCalls } from './drawn-calls.js';
import { durationsOf, groupDurations } from './durations.js';
import type { TraitsOf } from './group-traits.js';
import { defineLazily } from './lazy-property.js';
import { countNodeFigures, type NodeFigureInput } from './node-figures.js';
import { byId } from './order.js';
import { none } from './span-index.js';
import { wallTimes } from './wall-time.js';

/** What nodes are made of. */
export interface NodeInput extends NodeFigureInput {
  readonly traitsOf: TraitsOf;
  /** The spans whose start is known, by start. */
  readonly startOrder: Int32Array;
  readonly calls: DrawnCalls;
  /** `null` when they are not to be nodes. */
  readonly destinations: Destinations | null;
}

/** The nodes of a graph, ordered by id, and what they stand for. */
export interface DrawnNodes {
  readonly list: readonly DependencyNode[];
  /** The place of a group's node in the list, then that of a destination's; `none` for groups that are not drawn. */
  readonly placeOf: Int32Array;
  /** The spans of each node by its place in the list, ascending. */
  readonly spans: LazyBuckets;
}

/** Makes a node of every group that has spans in drawn traces, with its figures, and of every destination. */
export function aggregateNodes(input: NodeInput): DrawnNodes {
  const { index, groups, traitsOf, startOrder, calls, destinations } = input;
  const groupOf = drawnGroups(input);
  const figures = countNodeFigures(input);
  const durations = groupDurations(groupOf, index.duration, groups.count);
  const wallTime = wallTimes(index, startOrder, groupOf, groups.count);
  const placeOf = new Int32Array(groups.count + (destinations?.list.length ?? 0)).fill(none);
  const made: MadeNode[] = [];
  for (let group = 0; group < groups.count; group++) {
    if (figures.spanCount[group] === 0) continue;
    const { id, level, hop, kind, group: values } = traitsOf(group);
    const node = {
      id,
      kind,
      level,
      hop,
      async: level !== 0 || hop !== 0,
      group: values,
      spanCount: figures.spanCount[group]!,
      traceCount: figures.traceCount[group]!,
      errorCount: figures.errorCount[group]!,
      hiddenErrors: figures.hiddenErrors[group]!,
      missingParents: figures.missingParents[group]!,
      duration: durationsOf(durations, group),
      selfTime: figures.selfTime[group]!,
      wallTime: wallTime[group]!,
    };
    const spanRefs = (): DependencyNode['spans'] =>
      Array.from(spans.items(placeOf[group]!), (span) => index.refOf(span));
    made.push({ end: group, node: defineLazily(node, 'spans', spanRefs) });
  }
  if (destinations) {
    for (const [place, node] of destinationNodes(destinations, index, calls).entries()) {
      made.push({ end: groups.count + place, node });
    }
  }
  made.sort(byNode);
  for (const [place, { end }] of made.entries()) placeOf[end] = place;
  const spans = new LazyBuckets(made.length, () =>
    groupOf.map((group) => (group === none ? none : placeOf[group]!)),
  );
  return { list: made.map(({ node }) => node), placeOf, spans };
}

interface MadeNode {
  /** Groups first, then destinations, as in `placeOf`. */
  readonly end: number;
  readonly node: DependencyNode;
}

function byNode(a: MadeNode, b: MadeNode): number {
  return byId(a.node, b.node);
}

/** For each span the group that it is drawn in, or `none`. */
function drawnGroups({ index: { firstSpan, traceOf }, groups, drawn }: NodeInput): Int32Array {
  const groupOf = new Int32Array(traceOf.length).fill(none);
  for (let trace = 0; trace < drawn.length; trace++) {
    if (drawn[trace] === 0) continue;
    const end = firstSpan[trace + 1]!;
    for (let span = firstSpan[trace]!; span < end; span++) groupOf[span] = groups.groupOf[span]!;
  }
  return groupOf;
}
