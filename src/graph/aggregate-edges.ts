import type { CallRef, DependencyEdge } from '../model/dependency-graph.js';
import { bucketItems, sortIntoBuckets } from './buckets.js';
import type { DrawnCalls } from './drawn-calls.js';
import { summariseDurations } from './durations.js';
import { edgeId } from './graph-ids.js';
import type { Groups } from './group.js';
import type { TraitsOf } from './group-traits.js';
import { byId } from './order.js';
import { PairInterner } from './pair-interner.js';
import { none, type SpanIndex } from './span-index.js';
import type { RefOf } from './span-refs.js';
import { waitBetween, WaitSummary } from './wait.js';

/** What edges are made of. */
export interface EdgeInput {
  readonly index: SpanIndex;
  readonly calls: DrawnCalls;
  readonly groups: Groups;
  readonly traitsOf: TraitsOf;
  readonly refOf: RefOf;
}

/** Joins all calls of one sort between the same two nodes into an edge with its figures; ordered by id. */
export function aggregateEdges(input: EdgeInput): DependencyEdge[] {
  const { calls, groups, traitsOf } = input;
  const ends = new PairInterner();
  const sorts = new PairInterner();
  const edgeOf = new Int32Array(calls.count);
  for (let c = 0; c < edgeOf.length; c++) {
    const pair = ends.intern(groups.groupOf[calls.caller[c]!]!, groups.groupOf[calls.callee[c]!]!);
    edgeOf[c] = sorts.intern(pair, calls.async[c]!);
  }
  const buckets = sortIntoBuckets(edgeOf, sorts.size);
  const scratch = new Float64Array(calls.count);
  const edges: DependencyEdge[] = [];
  for (let edge = 0; edge < sorts.size; edge++) {
    const pair = sorts.first(edge);
    edges.push({
      ...edgeEnds(sorts.second(edge) === 1, traitsOf(ends.first(pair)).id, traitsOf(ends.second(pair)).id),
      ...edgeFigures(input, bucketItems(buckets, edge), scratch),
    });
  }
  return edges.sort(byId);
}

function edgeEnds(
  async: boolean,
  source: string,
  target: string,
): Pick<DependencyEdge, 'id' | 'source' | 'target' | 'async'> {
  return { id: edgeId(async, source, target), source, target, async };
}

function edgeFigures(
  { index, calls, refOf }: EdgeInput,
  members: Int32Array,
  scratch: Float64Array,
): Omit<DependencyEdge, 'id' | 'source' | 'target' | 'async'> {
  const refs: CallRef[] = [];
  const waits = new WaitSummary();
  let isAsync = false;
  let traceCount = 0;
  let latestTrace: number = none;
  let latestCallee: number = none;
  let errorCount = 0;
  let ended = 0;
  let via = 0;
  for (const call of members) {
    const caller = calls.caller[call]!;
    const callee = calls.callee[call]!;
    refs.push({ caller: refOf(caller), callee: refOf(callee) });
    via += calls.via[call]!;
    isAsync = calls.async[call] === 1;
    if (isAsync) waits.add(waitBetween(index, caller, callee));
    // Calls come callee by callee, and trace by trace.
    if (callee === latestCallee) continue;
    latestCallee = callee;
    errorCount += index.failed[callee]!;
    const duration = index.duration[callee]!;
    if (!Number.isNaN(duration)) scratch[ended++] = duration;
    if (index.traceOf[callee] !== latestTrace) traceCount++;
    latestTrace = index.traceOf[callee]!;
  }
  return {
    callCount: refs.length,
    traceCount,
    errorCount,
    duration: summariseDurations(scratch.subarray(0, ended)),
    wait: isAsync ? waits.finish() : null,
    via,
    calls: refs,
  };
}
