import type { AsyncDirection } from '../model/dependency-graph.js';
import type { LinkCalls } from './async-calls.js';
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
  const round: Round = {
    input,
    limits,
    drawn,
    groupAt,
    expansion: new Expansion(input, limits.expanded, limits.asyncLimit, groupAt),
  };
  let newest: number[] = [];
  for (let trace = 0; trace < drawn.length; trace++) {
    if (input.levels.level[trace] !== 0) continue;
    drawn[trace] = 1;
    newest.push(trace);
  }
  while (newest.length > 0) {
    newest =
      limits.asyncLimit === Infinity
        ? drawInReach(round, newest)
        : drawCandidates(round, findCandidates(round, newest));
  }
  return drawn;
}

/** What all rounds share. */
interface Round {
  readonly input: LimitInput;
  readonly limits: Limits;
  readonly expansion: Expansion;
  readonly groupAt: (span: number) => number;
  readonly drawn: Uint8Array;
}

/** Told of each call of a trace to one that has a level. `isWithin`: see `CandidateKey`. */
type VisitCall = (direction: AsyncDirection, isWithin: boolean, call: number, other: number) => void;

function visitCalls(round: Round, trace: number, visit: VisitCall): void {
  visitCallsTowards('downstream', round, trace, visit);
  visitCallsTowards('upstream', round, trace, visit);
}

function visitCallsTowards(
  direction: AsyncDirection,
  { input: { index, links, traceCalls, levels }, limits }: Round,
  trace: number,
  visit: VisitCall,
): void {
  const { level } = levels;
  const isDownstream = direction === 'downstream';
  const calls = isDownstream ? traceCalls.outgoing : traceCalls.incoming;
  const farEnd = isDownstream ? links.callee : links.caller;
  const isNatural = isDownstream ? level[trace]! >= 0 : level[trace]! <= 0;
  for (let at = calls.offsets[trace]!; at < calls.offsets[trace + 1]!; at++) {
    const call = calls.items[at]!;
    const other = index.traceOf[farEnd[call]!]!;
    const farLevel = level[other]!;
    if (farLevel === noLevel) continue;
    visit(direction, isNatural && Math.abs(farLevel) <= limits.asyncDepth, call, other);
  }
}

/** Without a limit the calls do not compete, so that each is judged by itself. */
function drawInReach(round: Round, newest: readonly number[]): number[] {
  const { input, expansion, groupAt, drawn } = round;
  const { links } = input;
  const drawnNow: number[] = [];
  const isExpanded = (direction: AsyncDirection, call: number): boolean => {
    const source = groupAt(links.caller[call]!);
    const target = groupAt(links.callee[call]!);
    const near = direction === 'downstream' ? source : target;
    return (
      expansion.hasCall(direction, source, target) ||
      expansion.canDraw(direction, () => input.traitsOf(near).id)
    );
  };
  const draw: VisitCall = (direction, isWithin, call, other) => {
    if (drawn[other] === 1 || !(isWithin || isExpanded(direction, call))) return;
    drawn[other] = 1;
    drawnNow.push(other);
  };
  for (const trace of newest) visitCalls(round, trace, draw);
  return drawnNow;
}

/** All calls of the newest traces that have something to draw; which of them may be drawn is another question. */
function findCandidates(round: Round, newest: readonly number[]): Candidate[] {
  const { input, expansion, groupAt, drawn } = round;
  const { links } = input;
  const candidates = new CandidateRound(input, ({ direction, source, target }) =>
    expansion.hasCall(direction, source, target),
  );
  for (const trace of newest) {
    visitCalls(round, trace, (direction, within, call) => {
      const source = groupAt(links.caller[call]!);
      const target = groupAt(links.callee[call]!);
      candidates.add({ trace, direction, within, source, target }, call);
    });
  }
  return candidates.finish().filter(({ others }) => others.some((trace) => drawn[trace] === 0));
}

function drawCandidates(
  { input: { traitsOf }, limits: { asyncLimit }, expansion, drawn }: Round,
  candidates: Candidate[],
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
  for (const candidate of inDrawingOrder(candidates, traitsOf)) {
    const undrawn = candidate.others.filter((trace) => drawn[trace] === 0);
    if (undrawn.length === 0 || !isAllowed(candidate)) continue;
    for (const trace of undrawn) {
      drawn[trace] = 1;
      newest.push(trace);
    }
  }
  return newest;
}
