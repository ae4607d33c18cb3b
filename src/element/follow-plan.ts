/**
 * Which links are followed without anybody's wish, once a drawing stands: one question per direction and level, and
 * never more than the drawing has room for, since asynchronous work has no end.
 */
import type { DependencyGraph } from '../model/dependency-graph.js';
import type { DrawnTrace } from '../model/details.js';
import type { IncomingLink } from '../model/incoming-link.js';
import type { TimeRange } from '../sources/trace-source.js';
import { stubLevel } from '../view/boxes.js';

/** Where there is no limit, this many traces are loaded from one node without being asked for. */
const UNLIMITED = 25;

/** The most traces of one level that are followed. */
export const MOST_FOLLOWED = 100;

const HOUR = 3_600_000;

/** How far after the end of a trace its effects are looked for at first, and then, when the user wants more. */
const WINDOWS = [24 * HOUR, 7 * 24 * HOUR, 30 * 24 * HOUR] as const;

/** How much may be drawn; 0 means no limit. */
export interface FollowLimits {
  readonly asyncLimit: number;
  readonly asyncDepth: number;
}

/** How many traces one node, or one trace, may bring in. */
export function followedAtOnce({ asyncLimit }: FollowLimits): number {
  return asyncLimit === 0 ? UNLIMITED : asyncLimit;
}

/**
 * The causes to load, by stub: of each as many as there is room for calls at its node, among those that nobody has
 * asked for.
 *
 * @param followed how many traces were loaded for a stub: they take its room, also where their calls have converged.
 */
export function causesToLoad(
  graph: DependencyGraph,
  limits: FollowLimits,
  followed: ReadonlyMap<string, number>,
  isKnown: (traceId: string) => boolean,
): ReadonlyMap<string, readonly string[]> {
  const levels = new Map(graph.nodes.map(({ id, level }) => [id, level]));
  const calls = callsInto(graph);
  const wanted = new Map<string, readonly string[]>();
  let count = 0;
  for (const stub of graph.stubs) {
    if (count >= MOST_FOLLOWED) break;
    if (stub.loaded || stub.direction !== 'upstream') continue;
    const level = levels.get(stub.node) ?? 0;
    if (level > 0 || !isWithin(stubLevel(stub, level), limits)) continue;
    const taken = Math.max(calls.get(stub.node) ?? 0, followed.get(stub.id) ?? 0);
    const room = Math.min(followedAtOnce(limits) - taken, MOST_FOLLOWED - count);
    if (room <= 0) continue;
    const chosen = stub.traceIds.filter((id) => !isKnown(id)).slice(0, room);
    if (chosen.length > 0) wanted.set(stub.id, chosen);
    count += chosen.length;
  }
  return wanted;
}

/** How many asynchronous calls from elsewhere are drawn at each node that has any. */
function callsInto({ edges }: DependencyGraph): ReadonlyMap<string, number> {
  const calls = new Map<string, number>();
  for (const { async, source, target } of edges)
    if (async && source !== target) calls.set(target, (calls.get(target) ?? 0) + 1);
  return calls;
}

/** The drawn traces whose effects are to be looked for: those of the focus and of its effects. */
export function tracesToSearch(
  drawn: readonly DrawnTrace[],
  { asyncDepth }: FollowLimits,
  isSearched: (traceId: string) => boolean,
): readonly DrawnTrace[] {
  return drawn.filter(
    ({ traceId, level }) => level >= 0 && (asyncDepth === 0 || level <= asyncDepth) && !isSearched(traceId),
  );
}

/** Of the effects that were found of one trace those to load: failed ones first, then the oldest. */
export function effectsToLoad(
  links: readonly IncomingLink[],
  room: number,
  isKnown: (traceId: string) => boolean,
): readonly string[] {
  const failed = links.filter(({ from }) => from.status === 'error');
  const ids = new Set([...failed, ...links].map(({ from }) => from.traceId));
  return [...ids].filter((id) => !isKnown(id)).slice(0, room);
}

/** Whether a level may be drawn. */
export function isWithin(level: number, { asyncDepth }: FollowLimits): boolean {
  return asyncDepth === 0 || Math.abs(level) <= asyncDepth;
}

/** When effects of these traces may have begun; `null` when no time is known. `widened` says how often the user wanted more. */
export function searchRange(traces: readonly DrawnTrace[], widened: number): TimeRange | null {
  const span = timesOf(traces);
  return span && { fromMs: span.fromMs - HOUR, toMs: span.toMs + windowAfter(widened) };
}

/** Milliseconds after the end of a trace in which its effects are looked for. */
export function windowAfter(widened: number): number {
  return WINDOWS[Math.min(widened, WINDOWS.length - 1)]!;
}

/** Whether a search can be made wider still. */
export function canWiden(widened: number): boolean {
  return widened < WINDOWS.length - 1;
}

/** When traces that are linked with these were probably under way; `null` when no time is known. */
export function hintFor(traces: readonly DrawnTrace[]): TimeRange | null {
  const span = timesOf(traces);
  return span && { fromMs: span.fromMs - WINDOWS[0], toMs: span.toMs + WINDOWS[0] };
}

function timesOf(traces: readonly DrawnTrace[]): TimeRange | null {
  let fromMs = Infinity;
  let toMs = -Infinity;
  for (const { startTime, endTime } of traces) {
    if (startTime !== null) fromMs = Math.min(fromMs, startTime);
    if (endTime !== null) toMs = Math.max(toMs, endTime);
  }
  return fromMs <= toMs ? { fromMs, toMs } : null;
}
