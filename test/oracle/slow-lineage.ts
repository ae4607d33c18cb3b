/** The slow reading of what an expanded trace brings with it. */
import { compareIds } from './slow-groups.js';
import type { SlowLevels } from './slow-levels.js';
import type { SlowCall } from './slow-spans.js';

/** The expanded traces that have a level, with those that lead to them from the focus. */
export function slowLineage(
  calls: readonly SlowCall[],
  { levels, down, up }: SlowLevels,
  expanded: ReadonlySet<string | null>,
): ReadonlySet<string> {
  const found = new Set<string>();
  for (const wanted of expanded) {
    const level = wanted === null ? undefined : levels.get(wanted);
    // "An id that names no trace, or one without a level, does nothing."
    if (wanted === null || level === undefined) continue;
    found.add(wanted);
    let at = wanted;
    // "one hop nearer to the focus at a time", downstream traces over their causes, upstream ones over their effects
    const hops = level >= 0 ? down : up;
    while ((hops.get(at) ?? 0) > 0) {
      const nearer = calls
        .filter((call) => call.async)
        .map(({ caller, callee }) => [caller.span.traceId, callee.span.traceId] as const)
        .map(([from, to]) => (level >= 0 ? { next: from, here: to } : { next: to, here: from }))
        .filter(({ next, here }) => here === at && hops.get(next) === (hops.get(at) ?? NaN) - 1)
        .map(({ next }) => next);
      // "over a trace that is itself expanded, else over the smallest trace id"
      const [best] = nearer.sort(
        (a, b) => Number(expanded.has(b)) - Number(expanded.has(a)) || compareIds(a, b),
      );
      if (best === undefined)
        throw new Error('Every trace with a distance has a neighbour nearer to the focus.');
      found.add(best);
      at = best;
    }
  }
  return found;
}
