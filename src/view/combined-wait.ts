/** How long work waited on several edges together. */
import type { DependencyEdge } from '../model/dependency-graph.js';

/** Milliseconds; calls that overlap their callers have not waited, and are counted apart. */
export interface CombinedWait {
  /** Over all calls that waited; `null` where none did. */
  readonly times: { readonly min: number; readonly avg: number; readonly max: number } | null;
  readonly overlapping: number;
}

/** An edge counts as much as it has calls that waited. */
export function combinedWait(edges: readonly DependencyEdge[]): CombinedWait {
  let weight = 0;
  let sum = 0;
  let min = Infinity;
  let max = 0;
  let overlapping = 0;
  for (const { wait, callCount } of edges) {
    if (!wait) continue;
    overlapping += wait.overlapping;
    const waited = callCount - wait.overlapping;
    if (waited <= 0) continue;
    weight += waited;
    sum += wait.avg * waited;
    min = Math.min(min, wait.min);
    max = Math.max(max, wait.max);
  }
  return { times: weight === 0 ? null : { min, avg: sum / weight, max }, overlapping };
}
