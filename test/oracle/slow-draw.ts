/** The slow reading of which traces are drawn: rounds, limits, expansion. */
import type { AsyncDirection } from '../../src/model/dependency-graph.js';
import { compareIds, groups } from './slow-groups.js';
import type { SlowLevels } from './slow-levels.js';
import { slowLineage } from './slow-lineage.js';
import type { SlowCall, SlowSpan } from './slow-spans.js';
import { meantTraceId } from './slow-trace-ids.js';

export interface SlowLimits {
  /** Both: 0 means no limit. */
  readonly asyncLimit: number;
  readonly asyncDepth: number;
  readonly expanded: readonly string[];
  /** Ids of all traces of the data. */
  readonly traceIds: readonly string[];
}

/** Id of the node that a span belongs to; a trace without a level has nodes of level `null`. */
export type NodeIdOf = (one: SlowSpan) => string;

/** "A call is a pair (source node, target node) seen from one trace". */
interface Pair {
  readonly traceId: string;
  readonly direction: AsyncDirection;
  readonly source: string;
  readonly target: string;
  /** The span-level calls of the pair: "everything between the two, drawn already or not". */
  readonly calls: readonly SlowCall[];
  /** The traces at their far ends; their spans share a node, so they share the level. */
  readonly traceIds: readonly string[];
  /** Whether it lies in a direction and depth in which traces look by themselves, without an expansion. */
  readonly regular: boolean;
  /** Whether one of the traces behind its two nodes is expanded, or leads to one that is. */
  readonly expanded: boolean;
}

export function slowDrawnTraces(
  calls: readonly SlowCall[],
  slowLevels: SlowLevels,
  nodeIdOf: NodeIdOf,
  limits: SlowLimits,
): ReadonlySet<string> {
  const { levels } = slowLevels;
  const meant = new Set(limits.expanded.map((id) => meantTraceId(id, limits.traceIds)));
  const expandedTraces = slowLineage(calls, slowLevels, meant);
  // "Rounds, beginning with the level 0 traces."
  let newly = [...levels].filter(([, level]) => level === 0).map(([traceId]) => traceId);
  const drawn = new Set(newly);
  const allowances = new Allowances(limits);

  while (newly.length > 0) {
    // "In each round, every newly drawn trace looks for calls to traces that are not drawn"
    const pairs = newly.flatMap((traceId) => [
      ...pairsFrom(traceId, 'downstream'),
      ...pairsFrom(traceId, 'upstream'),
    ]);
    newly = [];
    // "All calls of the round are put in one order […] and drawn one by one"
    for (const pair of pairs.sort(comparePairs)) {
      // "free when all its traces are drawn by then"
      if (pair.traceIds.every((traceId) => drawn.has(traceId))) continue;
      if (!allowances.spend(pair)) continue;
      for (const traceId of pair.traceIds) {
        if (drawn.has(traceId)) continue;
        drawn.add(traceId);
        newly.push(traceId);
      }
    }
  }
  return drawn;

  function pairsFrom(traceId: string, direction: AsyncDirection): Pair[] {
    const far = (call: SlowCall): SlowSpan => (direction === 'downstream' ? call.callee : call.caller);
    const near = (call: SlowCall): SlowSpan => (direction === 'downstream' ? call.caller : call.callee);
    const own = calls.filter(
      (call) => call.async && near(call).span.traceId === traceId && far(call).span.traceId !== traceId,
    );
    const byNodes = groups(own, (call) => JSON.stringify([nodeIdOf(call.caller), nodeIdOf(call.callee)]));
    return byNodes.flatMap(([key, ofPair]): Pair[] => {
      const [source, target] = JSON.parse(key) as [string, string];
      const traceIds = [...new Set(ofPair.map((call) => far(call).span.traceId))];
      if (traceIds.every((id) => drawn.has(id))) return [];
      // "A trace that is neither downstream nor upstream of the focus has no level and is never drawn."
      if (!traceIds.every((id) => levels.has(id))) return [];
      const regular = looks(traceId, direction) && traceIds.every(isWithinDepth);
      // "drawn whole, from all traces that converge in the near node"
      const expanded = calls.some(
        (call) =>
          call.async &&
          call.caller.span.traceId !== call.callee.span.traceId &&
          nodeIdOf(call.caller) === source &&
          nodeIdOf(call.callee) === target &&
          expandedTraces.has(far(call).span.traceId),
      );
      return [{ traceId, direction, source, target, calls: ofPair, traceIds, regular, expanded }];
    });
  }

  /** "downstream when its level is ≥ 0, upstream when it is ≤ 0" */
  function looks(traceId: string, direction: AsyncDirection): boolean {
    const level = levels.get(traceId) ?? NaN;
    return direction === 'downstream' ? level >= 0 : level <= 0;
  }

  /** "|level| ≤ `asyncDepth`"; 0 means no limit. */
  function isWithinDepth(traceId: string): boolean {
    return limits.asyncDepth === 0 || Math.abs(levels.get(traceId) ?? NaN) <= limits.asyncDepth;
  }

  /**
   * "(calls to expanded traces, then callee spans that failed, number of span-level calls, longest callee (0 for one that never ended), source
   * node id, target node id, id of the trace from which it is seen, downstream before upstream)"
   */
  function comparePairs(a: Pair, b: Pair): number {
    return (
      Number(b.expanded) - Number(a.expanded) ||
      failed(b).length - failed(a).length ||
      b.calls.length - a.calls.length ||
      longest(b) - longest(a) ||
      compareIds(a.source, b.source) ||
      compareIds(a.target, b.target) ||
      compareIds(a.traceId, b.traceId) ||
      compareIds(a.direction, b.direction)
    );
  }
}

const callees = (pair: Pair): SlowSpan[] => [...new Set(pair.calls.map((call) => call.callee))];
const failed = (pair: Pair): SlowSpan[] => callees(pair).filter((one) => one.span.status === 'error');
const longest = (pair: Pair): number =>
  callees(pair).reduce((most, one) => Math.max(most, one.span.duration ?? 0), 0);

/** What may still be drawn: the limit of each trace and direction, and what the user expanded. */
class Allowances {
  readonly #limit: number;
  readonly #ofTrace = new Map<string, number>();
  readonly #ofStub = new Map<string, number>();

  constructor({ asyncLimit, expanded }: SlowLimits) {
    // "0 means no limit."
    this.#limit = asyncLimit === 0 ? Infinity : asyncLimit;
    for (const id of expanded) {
      // "Each occurrence of a stub id lets `asyncLimit` more calls of that node and direction be drawn […];
      // the id followed by `:all` lets all of them."
      const stub = id.replace(/:all$/, '');
      this.#ofStub.set(stub, (this.#ofStub.get(stub) ?? 0) + (stub === id ? this.#limit : Infinity));
    }
  }

  /** Whether the call may be drawn; what it costs is taken off. */
  spend(pair: Pair): boolean {
    // "free […] when one of them is expanded"
    if (pair.expanded) return true;
    // "else while the trace still has `asyncLimit` left in that direction"
    const trace = JSON.stringify([pair.traceId, pair.direction]);
    if (pair.regular && take(this.#ofTrace, trace, this.#limit)) return true;
    // "else while an expansion of its stub is left; else not"; "An expansion reaches past `asyncDepth` and looks in
    // both directions whatever the level".
    const node = pair.direction === 'downstream' ? pair.source : pair.target;
    return take(this.#ofStub, JSON.stringify(['stub', pair.direction, true, JSON.parse(node)]), 0);
  }
}

/** Takes one off what is left under the key, if anything is. */
function take(left: Map<string, number>, key: string, initially: number): boolean {
  const count = left.get(key) ?? initially;
  if (count <= 0) return false;
  left.set(key, count - 1);
  return true;
}
