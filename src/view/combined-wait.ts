/** How long work waited on several edges together. */
import type { DependencyEdge, Wait } from '../model/dependency-graph.js';

/** Milliseconds; calls that overlap their callers have not waited, and are counted apart. */
export interface CombinedWait {
  /** Over all calls that waited; `null` where none did. */
  readonly times: { readonly min: number; readonly avg: number; readonly max: number } | null;
  readonly overlapping: number;
}

/**
 * The waits of one edge or row, or `null` where none was measured: every call overlaps its caller, or those that do not
 * have no times. Zeros beside overlapping calls may mean either, and nobody misses a wait of 0.
 */
export function measuredWait({ wait, callCount }: Pick<DependencyEdge, 'wait' | 'callCount'>): Wait | null {
  return wait && wait.overlapping < callCount && (wait.max > 0 || wait.overlapping === 0) ? wait : null;
}

/** An edge counts as much as it has calls that waited. */
export function combinedWait(edges: readonly DependencyEdge[]): CombinedWait {
  let weight = 0;
  let sum = 0;
  let min = Infinity;
  let max = 0;
  let overlapping = 0;
  for (const edge of edges) {
    overlapping += edge.wait?.overlapping ?? 0;
    const wait = measuredWait(edge);
    if (!wait) continue;
    const waited = edge.callCount - wait.overlapping;
    weight += waited;
    sum += wait.avg * waited;
    min = Math.min(min, wait.min);
    max = Math.max(max, wait.max);
  }
  return { times: weight === 0 ? null : { min, avg: sum / weight, max }, overlapping };
}
