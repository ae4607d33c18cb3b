import type { AsyncStub, DependencyGraph } from '../model/dependency-graph.js';
import type { StubCallRow } from '../model/details.js';
import type { TraceSet } from '../model/trace-set.js';
import { type Candidate, CandidateRound, inDrawingOrder } from './candidate-calls.js';
import { summariseDurations } from './durations.js';
import type { GraphOptions } from './graph-options.js';
import { membersOf } from './graph-members.js';
import type { Grouping } from './grouping.js';
import { noLevel } from './levels.js';
import { PairInterner } from '../model/pair-interner.js';
import { none } from './span-index.js';
import { structureOf, type TraceStructure } from './trace-structure.js';
import { waitBetween, WaitSummary } from './wait.js';

/** What the calls of a stub are read from. */
interface StubView {
  readonly structure: TraceStructure;
  readonly grouping: Grouping;
  readonly stub: AsyncStub;
  /** 1 for each drawn trace. */
  readonly drawn: Uint8Array;
}

/**
 * The calls of a stub of loaded traces, in drawing order. Calls to traces that are neither downstream nor upstream of
 * the focus, which cannot be drawn, come last.
 */
export function hiddenCalls(
  traces: TraceSet,
  graph: DependencyGraph,
  stub: AsyncStub,
  options: GraphOptions,
): readonly (() => StubCallRow)[] {
  const structure = structureOf(traces);
  const { grouping, drawn, nodeSpans } = membersOf(traces, graph, options);
  const view = { structure, grouping, stub, drawn };
  // A node without spans, a destination, has no stubs.
  const [near] = nodeSpans.items(graph.nodes.findIndex(({ id }) => id === stub.node));
  const nearGroup = near === undefined ? none : grouping.groups.groupOf[near]!;
  const { hidden, candidates } = collectCalls(view, nearGroup);
  const isDrawable = ({ others }: Candidate): boolean => grouping.columns.level[others[0]!] !== noLevel;
  const ordered = inDrawingOrder(candidates, grouping.traitsOf);
  return [...ordered.filter(isDrawable), ...ordered.filter((candidate) => !isDrawable(candidate))].map(
    (candidate) => {
      const group = stub.direction === 'downstream' ? candidate.target : candidate.source;
      return () => hiddenCallRow(view, group, hidden.get(group)!);
    },
  );
}

/**
 * Finds the calls between spans that the stub hides, by the group of their far end, and makes of each group what the
 * limit ranks: together with the calls that are hidden goes what is drawn of the same call, as seen from the same trace.
 */
function collectCalls(
  { structure, grouping: { contraction, groups }, stub, drawn }: StubView,
  nearGroup: number,
): { hidden: ReadonlyMap<number, readonly number[]>; candidates: Candidate[] } {
  const { index, links } = structure;
  const [nearEnd, farEnd] =
    stub.direction === 'downstream' ? [links.caller, links.callee] : [links.callee, links.caller];
  const views = new PairInterner();
  const isHiding: boolean[] = [];
  const calls: { readonly call: number; readonly far: number; readonly view: number }[] = [];
  const hidden = new Map<number, number[]>();
  for (let call = 0; call < nearEnd.length; call++) {
    const near = contraction.visible[nearEnd[call]!]!;
    const nearTrace = index.traceOf[near]!;
    const farTrace = index.traceOf[farEnd[call]!]!;
    if (groups.groupOf[near] !== nearGroup || drawn[nearTrace] === 0 || nearTrace === farTrace) continue;
    const far = groups.groupOf[contraction.visible[farEnd[call]!]!]!;
    const view = views.intern(nearTrace, far);
    calls.push({ call, far, view });
    if (drawn[farTrace] === 1) continue;
    isHiding[view] = true;
    const ofGroup = hidden.get(far);
    if (ofGroup) ofGroup.push(call);
    else hidden.set(far, [call]);
  }
  const round = new CandidateRound({ index, links, contraction }, () => false);
  for (const { call, far, view } of calls) {
    if (isHiding[view] !== true) continue;
    const [source, target] = stub.direction === 'downstream' ? [nearGroup, far] : [far, nearGroup];
    round.add({ trace: none, direction: stub.direction, within: true, source, target }, call);
  }
  return { hidden, candidates: round.finish() };
}

function hiddenCallRow(
  { structure: { index, links }, grouping, stub }: StubView,
  group: number,
  calls: readonly number[],
): StubCallRow {
  const { visible } = grouping.contraction;
  const { kind, group: values } = grouping.traitsOf(group);
  const farTraces = new Set<number>();
  const farSpans = new Set<number>();
  const callees = new Set<number>();
  const waits = new WaitSummary();
  for (const call of calls) {
    const caller = visible[links.caller[call]!]!;
    const callee = visible[links.callee[call]!]!;
    const far = stub.direction === 'downstream' ? callee : caller;
    farSpans.add(far);
    farTraces.add(index.traceOf[far]!);
    callees.add(callee);
    waits.add(waitBetween(index, caller, callee));
  }
  const durations = new Float64Array(callees.size);
  let smallest = Infinity;
  let errorCount = 0;
  let ended = 0;
  for (const callee of callees) {
    errorCount += index.failed[callee]!;
    const duration = index.duration[callee]!;
    if (!Number.isNaN(duration)) durations[ended++] = duration;
  }
  // Traces are numbered in the order of their ids.
  for (const trace of farTraces) smallest = Math.min(smallest, trace);
  return {
    traceId: index.traceIds[smallest]!,
    kind,
    group: values,
    name: common(farSpans, (span) => index.name(span)),
    service: common(farSpans, (span) => index.service(span)),
    callCount: calls.length,
    traceCount: farTraces.size,
    errorCount,
    duration: summariseDurations(durations.subarray(0, ended)),
    wait: waits.finish(),
  };
}

/** What all spans have in common, or `null`. */
function common(spans: Iterable<number>, read: (span: number) => string | null): string | null {
  let found: string | null | undefined;
  for (const span of spans) {
    const value = read(span);
    if (found === undefined) found = value;
    else if (found !== value) return null;
  }
  return found ?? null;
}
