import type { AsyncDirection } from '../model/dependency-graph.js';
import type { LinkCalls } from './async-calls.js';
import { bucketItems } from './buckets.js';
import { type Levels, noLevel } from './levels.js';
import { none, type SpanIndex } from './span-index.js';
import type { TraceCalls } from './trace-calls.js';

/** What leads from one trace to another. */
export interface LineageInput {
  readonly index: SpanIndex;
  readonly links: LinkCalls;
  readonly traceCalls: TraceCalls;
  readonly levels: Levels;
}

/**
 * The wanted traces that have a level, each with the traces on one shortest way that leads to it from the focus, so
 * that it can be reached whatever the limits say. Of several ways, one over other wanted traces is taken, else the one
 * over the smallest trace id. Linear: no trace is passed twice in a direction.
 */
export function withLineage(input: LineageInput, wanted: ReadonlySet<number>): ReadonlySet<number> {
  if (wanted.size === 0) return wanted;
  const { level, distance } = input.levels;
  const lineage = new Set<number>();
  const passed = { downstream: new Set<number>(), upstream: new Set<number>() };
  for (const trace of wanted) {
    if (level[trace] === noLevel) continue;
    const direction = level[trace]! >= 0 ? 'downstream' : 'upstream';
    for (let at = trace; at !== none && !passed[direction].has(at);) {
      passed[direction].add(at);
      lineage.add(at);
      at = distance[direction][at] === 0 ? none : stepTowardsFocus(input, direction, at, wanted);
    }
  }
  return lineage;
}

/** The neighbour that is one hop nearer to the focus. */
function stepTowardsFocus(
  { index, links, traceCalls, levels }: LineageInput,
  direction: AsyncDirection,
  trace: number,
  wanted: ReadonlySet<number>,
): number {
  const [calls, nearEnd] =
    direction === 'downstream' ? [traceCalls.incoming, links.caller] : [traceCalls.outgoing, links.callee];
  const hops = levels.distance[direction];
  let best: number = none;
  for (const call of bucketItems(calls, trace)) {
    const next = index.traceOf[nearEnd[call]!]!;
    if (hops[next] !== hops[trace]! - 1) continue;
    const isBetter =
      best === none || (wanted.has(next) === wanted.has(best) ? next < best : wanted.has(next));
    if (isBetter) best = next;
  }
  return best;
}
