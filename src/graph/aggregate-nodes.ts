import type { DependencyNode } from '../model/dependency-graph.js';
import { bucketItems, sortIntoBuckets } from './buckets.js';
import type { Contraction } from './contract-internal.js';
import { summariseDurations, unionLength } from './durations.js';
import type { Groups } from './group.js';
import type { TraitsOf } from './group-traits.js';
import { byId } from './order.js';
import type { Parents } from './parents.js';
import { none, type SpanIndex } from './span-index.js';
import type { RefOf } from './span-refs.js';

/** What nodes are made of. */
export interface NodeInput {
  readonly index: SpanIndex;
  readonly parents: Parents;
  readonly contraction: Contraction;
  readonly groups: Groups;
  readonly traitsOf: TraitsOf;
  /** By span. */
  readonly selfTime: Float64Array;
  /** 1 for each drawn trace. */
  readonly drawn: Uint8Array;
  readonly refOf: RefOf;
}

/** Makes a node of every group that has spans in drawn traces, with its figures; ordered by id. */
export function aggregateNodes(input: NodeInput): DependencyNode[] {
  const { index, contraction, groups, drawn } = input;
  const drawnGroupOf = groups.groupOf.map((group, span) =>
    drawn[index.traceOf[span]!] === 1 ? group : none,
  );
  const buckets = sortIntoBuckets(drawnGroupOf, groups.count);
  const hiddenErrors = countHiddenErrors(index, contraction, groups);
  const scratch = new Scratch(index);
  const nodes: DependencyNode[] = [];
  for (let group = 0; group < groups.count; group++) {
    const spans = bucketItems(buckets, group);
    if (spans.length > 0) nodes.push(makeNode(input, group, spans, hiddenErrors, scratch));
  }
  return nodes.sort(byId);
}

function makeNode(
  { index, parents, selfTime: selfTimeOf, traitsOf, refOf }: NodeInput,
  number: number,
  members: Int32Array,
  hiddenErrorsOf: Int32Array,
  scratch: Scratch,
): DependencyNode {
  const { id, level, hop, kind, group } = traitsOf(number);
  const spans = [];
  let traceCount = 0;
  let latestTrace: number = none;
  let errorCount = 0;
  let hiddenErrors = 0;
  let missingParents = 0;
  let selfTime = 0;
  for (const span of members) {
    spans.push(refOf(span));
    errorCount += index.failed[span]!;
    hiddenErrors += hiddenErrorsOf[span]!;
    missingParents += parents.missing[span]!;
    selfTime += selfTimeOf[span]!;
    // Members come trace by trace.
    if (index.traceOf[span] !== latestTrace) traceCount++;
    latestTrace = index.traceOf[span]!;
  }
  return {
    id,
    kind,
    level,
    hop,
    async: level !== 0 || hop !== 0,
    group,
    spanCount: spans.length,
    traceCount,
    errorCount,
    hiddenErrors,
    missingParents,
    duration: summariseDurations(scratch.durations(members)),
    selfTime,
    wallTime: scratch.wallTime(members),
    spans,
  };
}

/** For each visible span how many failed spans were contracted into it. */
function countHiddenErrors({ failed }: SpanIndex, { visible }: Contraction, { groupOf }: Groups): Int32Array {
  const counts = new Int32Array(failed.length);
  for (let i = 0; i < failed.length; i++) {
    if (groupOf[i] === none) counts[visible[i]!]! += failed[i]!;
  }
  return counts;
}

/** Memory for the columns of one group at a time. */
class Scratch {
  readonly #index: SpanIndex;
  readonly #first: Float64Array;
  readonly #second: Float64Array;

  constructor(index: SpanIndex) {
    this.#index = index;
    this.#first = new Float64Array(index.count);
    this.#second = new Float64Array(index.count);
  }

  /** The durations of those that ended. */
  durations(members: Int32Array): Float64Array {
    let count = 0;
    for (const span of members) {
      const duration = this.#index.duration[span]!;
      if (!Number.isNaN(duration)) this.#first[count++] = duration;
    }
    return this.#first.subarray(0, count);
  }

  /** Length of the union of the intervals of those that started and ended. */
  wallTime(members: Int32Array): number {
    const { start, duration } = this.#index;
    let count = 0;
    for (const span of members) {
      const end = start[span]! + duration[span]!;
      if (Number.isNaN(end)) continue;
      this.#first[count] = start[span]!;
      this.#second[count++] = end;
    }
    return unionLength(this.#first.subarray(0, count), this.#second.subarray(0, count));
  }
}
