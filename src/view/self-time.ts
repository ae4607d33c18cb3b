/** The time of spans that none of their children covers, as it can be set beside their durations. */
import type { Aggregate, DependencyNode } from '../model/dependency-graph.js';

/** What is known of self times: a graph has their sum only, not those of single spans. */
export type SelfTimeAggregate = Extract<Aggregate, 'avg' | 'sum'>;

/** The sum beside summed durations, beside all others the average over the spans that ended. */
export const selfTimeAggregate = (aggregate: Aggregate): SelfTimeAggregate =>
  aggregate === 'sum' ? 'sum' : 'avg';

/** Milliseconds; `null` where no span ended, or none is there. */
export function selfTimeOf(
  { selfTime, duration }: Pick<DependencyNode, 'selfTime' | 'duration'>,
  aggregate: Aggregate,
): number | null {
  if (!duration || duration.count === 0) return null;
  return selfTimeAggregate(aggregate) === 'sum' ? selfTime : selfTime / duration.count;
}
