import type { CallRef, DependencyEdge } from '../model/dependency-graph.js';
import { bucketItems, sortIntoBuckets } from './buckets.js';
import type { Destinations } from './destinations.js';
import type { DrawnCalls } from './drawn-calls.js';
import { summariseDurations } from './durations.js';
import { edgeId } from './graph-ids.js';
import type { Groups } from './group.js';
import type { TraitsOf } from './group-traits.js';
import { byId } from './order.js';
import { PairInterner } from '../model/pair-interner.js';
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
  /** `null` when calls are drawn from caller to callee. */
  readonly destinations: Destinations | null;
}

/**
 * Joins all calls of one sort between the same two nodes into an edge with its figures; ordered by id. A call that
 * passes a destination is in two edges: from its caller to the destination, and from there to its callee.
 */
export function aggregateEdges(input: EdgeInput): DependencyEdge[] {
  const { calls, groups, destinations } = input;
  const sending = callsToDestinations(destinations);
  const ends = new PairInterner();
  const sorts = new PairInterner();
  // First all calls as they reach their callee, then those that reach a destination.
  const edgeOf = new Int32Array(calls.count + sending.length);
  for (let c = 0; c < calls.count; c++) {
    const place = destinations ? destinations.of[c]! : none;
    const source = place === none ? groups.groupOf[calls.caller[c]!]! : groups.count + place;
    edgeOf[c] = sorts.intern(ends.intern(source, groups.groupOf[calls.callee[c]!]!), calls.async[c]!);
  }
  for (let s = 0; s < sending.length; s++) {
    const call = sending[s]!;
    const target = groups.count + destinations!.of[call]!;
    edgeOf[calls.count + s] = sorts.intern(ends.intern(groups.groupOf[calls.caller[call]!]!, target), 1);
  }
  const buckets = sortIntoBuckets(edgeOf, sorts.size);
  const scratch = new Float64Array(calls.count);
  const idOf = (end: number): string =>
    end < groups.count ? input.traitsOf(end).id : destinations!.list[end - groups.count]!.id;
  const edges: DependencyEdge[] = [];
  for (let edge = 0; edge < sorts.size; edge++) {
    const pair = sorts.first(edge);
    const members = bucketItems(buckets, edge);
    const isSending = members[0]! >= calls.count;
    edges.push({
      ...edgeEnds(sorts.second(edge) === 1, idOf(ends.first(pair)), idOf(ends.second(pair))),
      ...edgeFigures(input, isSending ? members.map((s) => sending[s - calls.count]!) : members, scratch),
      ...(isSending && unknownOfSending),
    });
  }
  return edges.sort(byId);
}
/** A destination is no span: nothing is known of when it got a message, and what was contracted is told once. */
const unknownOfSending = { errorCount: 0, duration: null, wait: null, via: 0 } as const;

/** The calls that pass a destination, in their order. */
function callsToDestinations(destinations: Destinations | null): Int32Array {
  if (!destinations) return new Int32Array(0);
  return destinations.of.map((place, call) => (place === none ? none : call)).filter((call) => call !== none);
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
