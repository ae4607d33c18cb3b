import type { LinkCalls } from './async-calls.js';
import { type Buckets, sortIntoBuckets } from './buckets.js';
import { none, type SpanIndex } from './span-index.js';

/** Which traces call which: positions in the link calls, by the trace of either end. Calls within a trace are left out. */
export interface TraceCalls {
  /** By the caller's trace. */
  readonly outgoing: Buckets;
  /** By the callee's trace. */
  readonly incoming: Buckets;
}

/** Sorts link calls by the traces of their ends, in linear time. */
export function sortCallsByTrace(
  { traceOf, traceIds }: SpanIndex,
  { caller, callee }: LinkCalls,
): TraceCalls {
  const from = new Int32Array(caller.length);
  const to = new Int32Array(caller.length);
  for (let c = 0; c < caller.length; c++) {
    const source = traceOf[caller[c]!]!;
    const target = traceOf[callee[c]!]!;
    from[c] = source === target ? none : source;
    to[c] = source === target ? none : target;
  }
  return { outgoing: sortIntoBuckets(from, traceIds.length), incoming: sortIntoBuckets(to, traceIds.length) };
}
