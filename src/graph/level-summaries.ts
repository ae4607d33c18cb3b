import type { AsyncStub, DependencyNode, LevelSummary } from '../model/dependency-graph.js';
import type { LinkCalls } from './async-calls.js';
import type { Contraction } from './contract-internal.js';
import type { Groups } from './group.js';
import { noLevel } from './levels.js';
import { PairInterner } from '../model/pair-interner.js';
import type { SpanIndex } from './span-index.js';

/** What is counted. */
export interface LevelInput {
  readonly index: SpanIndex;
  readonly links: LinkCalls;
  readonly contraction: Contraction;
  readonly groups: Groups;
  /** Async level of each trace. */
  readonly level: Int32Array;
  /** 1 for each drawn trace. */
  readonly drawn: Uint8Array;
  /** Of the graph. */
  readonly nodes: readonly DependencyNode[];
  readonly stubs: readonly AsyncStub[];
}

/** Tells of every drawn level, in ascending order, how much of it is drawn. */
export function summariseLevels(input: LevelInput): LevelSummary[] {
  const counts = countTraces(input);
  for (const { level, drawnTraces } of [...counts.values()]) {
    if (drawnTraces === 0) counts.delete(level);
  }
  countCalls(input, counts);
  countUnloaded(input, counts);
  return [...counts.values()]
    .sort((a, b) => a.level - b.level)
    .map((count) => ({
      level: count.level,
      traces: { drawn: count.drawnTraces, total: count.traces + count.unloadedTraces.size },
      calls: { drawn: count.drawnCalls, total: count.calls },
    }));
}

interface LevelCount {
  readonly level: number;
  drawnTraces: number;
  traces: number;
  readonly unloadedTraces: Set<string>;
  drawnCalls: number;
  calls: number;
}

function countTraces({ level, drawn }: LevelInput): Map<number, LevelCount> {
  const counts = new Map<number, LevelCount>();
  for (let trace = 0; trace < level.length; trace++) {
    const at = level[trace]!;
    if (at === noLevel) continue;
    let count = counts.get(at);
    if (!count) {
      count = { level: at, drawnTraces: 0, traces: 0, unloadedTraces: new Set(), drawnCalls: 0, calls: 0 };
      counts.set(at, count);
    }
    count.traces++;
    count.drawnTraces += drawn[trace]!;
  }
  return counts;
}

/** Counts pairs of groups. Groups are of one level each, so a pair lies between the same levels in all its traces. */
function countCalls(
  { index, links, contraction, groups, level, drawn }: LevelInput,
  counts: ReadonlyMap<number, LevelCount>,
): void {
  const pairs = new PairInterner();
  const isCounted: boolean[] = [];
  for (let c = 0; c < links.caller.length; c++) {
    const caller = contraction.visible[links.caller[c]!]!;
    const callee = contraction.visible[links.callee[c]!]!;
    const at = levelJoined(level[index.traceOf[caller]!]!, level[index.traceOf[callee]!]!);
    const count = at === null ? undefined : counts.get(at);
    if (!count) continue;
    const pair = pairs.intern(groups.groupOf[caller]!, groups.groupOf[callee]!);
    if (pair === isCounted.length) {
      isCounted.push(false);
      count.calls++;
    }
    const isDrawn = drawn[index.traceOf[caller]!] === 1 && drawn[index.traceOf[callee]!] === 1;
    if (!isDrawn || isCounted[pair]) continue;
    isCounted[pair] = true;
    count.drawnCalls++;
  }
}

/** The level that a call joins to its neighbour towards the focus, if it leads from one level to the next. */
function levelJoined(caller: number, callee: number): number | null {
  if (caller === noLevel || callee !== caller + 1) return null;
  return callee > 0 ? callee : caller;
}

/** Counts what is known of traces that are not loaded: each is a trace of the level beyond its stub, and a call. */
function countUnloaded({ nodes, stubs }: LevelInput, counts: ReadonlyMap<number, LevelCount>): void {
  if (stubs.every(({ loaded }) => loaded)) return;
  const levelOf = new Map(nodes.map(({ id, level }) => [id, level]));
  for (const { node, direction, loaded, traceIds } of stubs) {
    if (loaded) continue;
    const near = levelOf.get(node)!;
    if (direction === 'downstream' ? near < 0 : near > 0) continue;
    const count = counts.get(direction === 'downstream' ? near + 1 : near - 1);
    if (!count) continue;
    for (const traceId of traceIds) count.unloadedTraces.add(traceId);
    count.calls += traceIds.length;
  }
}
