import type { AsyncDirection } from '../model/dependency-graph.js';
import type { LinkCalls } from './async-calls.js';
import { bucketItems } from './buckets.js';
import { type Candidate, CandidateRound, inDrawingOrder } from './candidate-calls.js';
import type { Contraction } from './contract-internal.js';
import { Expansion } from './expansion.js';
import type { Groups } from './group.js';
import type { TraitsOf } from './group-traits.js';
import { type Levels, noLevel } from './levels.js';
import type { SpanIndex } from './span-index.js';
import type { TraceCalls } from './trace-calls.js';

/** What the choice of traces rests on. */
export interface LimitInput {
  readonly index: SpanIndex;
  readonly links: LinkCalls;
  readonly traceCalls: TraceCalls;
  readonly contraction: Contraction;
  readonly groups: Groups;
  readonly traitsOf: TraitsOf;
  readonly levels: Levels;
}

/** How much may be drawn; the part of `GraphSettings` that decides it. */
export interface Limits {
  /** Calls drawn from one trace in one direction; Infinity for no limit. */
  readonly asyncLimit: number;
  /** Highest |level| drawn; Infinity for no limit. */
  readonly asyncDepth: number;
  readonly expanded: readonly string[];
}

/**
 * Chooses the traces to draw, marked by 1: in rounds, from the traces of level 0 on. In each round the traces that the
 * round before has drawn look for calls to traces that are not drawn yet; a call brings all traces behind it.
 */
export function chooseDrawnTraces(input: LimitInput, limits: Limits): Uint8Array {
  const drawn = new Uint8Array(input.index.traceIds.length);
  const groupAt = (span: number): number => input.groups.groupOf[input.contraction.visible[span]!]!;
  const expansion = new Expansion(input, limits.expanded, limits.asyncLimit, groupAt);
  let newest: number[] = [];
  for (let trace = 0; trace < drawn.length; trace++) {
    if (input.levels.level[trace] !== 0) continue;
    drawn[trace] = 1;
    newest.push(trace);
  }
  while (newest.length > 0) {
    const candidates = findCandidates(input, limits, expansion, newest, drawn);
    newest = drawCandidates(input, limits, expansion, candidates, drawn);
  }
  return drawn;
}

/** All calls of the newest traces that have something to draw; which of them may be drawn is another question. */
function findCandidates(
  input: LimitInput,
  { asyncDepth }: Limits,
  expansion: Expansion,
  newest: readonly number[],
  drawn: Uint8Array,
): Candidate[] {
  const { index, links, traceCalls, groups, contraction } = input;
  const { level } = input.levels;
  const round = new CandidateRound(input, ({ direction, source, target }) =>
    expansion.hasCall(direction, source, target),
  );
  const groupAt = (span: number): number => groups.groupOf[contraction.visible[span]!]!;
  const look = (trace: number, direction: AsyncDirection): void => {
    const [calls, farEnd, isNatural] =
      direction === 'downstream'
        ? [traceCalls.outgoing, links.callee, level[trace]! >= 0]
        : [traceCalls.incoming, links.caller, level[trace]! <= 0];
    for (const call of bucketItems(calls, trace)) {
      const farLevel = level[index.traceOf[farEnd[call]!]!]!;
      if (farLevel === noLevel) continue;
      const within = isNatural && Math.abs(farLevel) <= asyncDepth;
      const source = groupAt(links.caller[call]!);
      const target = groupAt(links.callee[call]!);
      round.add({ trace, direction, within, source, target }, call);
    }
  };
  for (const trace of newest) {
    look(trace, 'downstream');
    look(trace, 'upstream');
  }
  return round.finish().filter(({ others }) => others.some((trace) => drawn[trace] === 0));
}

function drawCandidates(
  { traitsOf }: LimitInput,
  { asyncLimit }: Limits,
  expansion: Expansion,
  candidates: Candidate[],
  drawn: Uint8Array,
): number[] {
  const newest: number[] = [];
  const spent = { downstream: new Map<number, number>(), upstream: new Map<number, number>() };
  const isAllowed = ({ trace, direction, within, expanded, source, target }: Candidate): boolean => {
    if (expanded) return true;
    const used = spent[direction].get(trace) ?? 0;
    if (within && used < asyncLimit) {
      spent[direction].set(trace, used + 1);
      return true;
    }
    const near = direction === 'downstream' ? source : target;
    if (!expansion.canDraw(direction, () => traitsOf(near).id)) return false;
    expansion.spend(direction, traitsOf(near).id);
    return true;
  };
  // Without a limit nothing that is in reach is refused, so the order makes no difference.
  const ordered = asyncLimit === Infinity ? candidates : inDrawingOrder(candidates, traitsOf);
  for (const candidate of ordered) {
    const undrawn = candidate.others.filter((trace) => drawn[trace] === 0);
    if (undrawn.length === 0 || !isAllowed(candidate)) continue;
    for (const trace of undrawn) {
      drawn[trace] = 1;
      newest.push(trace);
    }
  }
  return newest;
}
