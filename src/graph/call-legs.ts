import type { Destinations } from './destinations.js';
import type { DrawnCalls } from './drawn-calls.js';
import { none } from './span-index.js';

/**
 * Calls from node to node, as columns. A call has one leg, from the node of its caller to that of its callee; one that
 * passes a destination has a second, and they lead from its caller to the destination and from there to its callee.
 */
export interface CallLegs {
  readonly count: number;
  /** Spans, of the whole call. */
  readonly caller: Int32Array;
  readonly callee: Int32Array;
  /** 1 for an asynchronous call. */
  readonly async: Uint8Array;
  /** Hidden spans that the call passes. */
  readonly via: Int32Array;
  /** Places of nodes in the graph. */
  readonly source: Int32Array;
  readonly target: Int32Array;
}

/**
 * The legs of all drawn calls: the last of each call first, in the order of the calls, then those to destinations.
 *
 * @param groupOf by span.
 * @param groupCount where destinations begin in `placeOf`.
 * @param placeOf the place in the graph by group, then by destination.
 */
export function legsOfCalls(
  calls: DrawnCalls,
  destinations: Destinations | null,
  { groupOf, count: groupCount }: { readonly groupOf: Int32Array; readonly count: number },
  placeOf: Int32Array,
): CallLegs {
  const source = new Int32Array(calls.count);
  const target = new Int32Array(calls.count);
  for (let call = 0; call < calls.count; call++) {
    source[call] = placeOf[groupOf[calls.caller[call]!]!]!;
    target[call] = placeOf[groupOf[calls.callee[call]!]!]!;
  }
  const { count, caller, callee, async, via } = calls;
  if (!destinations) return { count, caller, callee, async, via, source, target };

  const passing = destinations.of
    .map((destination, call) => (destination === none ? none : call))
    .filter((call) => call !== none);
  const stop = passing.map((call) => placeOf[groupCount + destinations.of[call]!]!);
  const sending = passing.map((call) => source[call]!);
  for (let leg = 0; leg < passing.length; leg++) source[passing[leg]!] = stop[leg]!;
  const repeated = (column: Int32Array): Int32Array =>
    joined(
      column.subarray(0, count),
      passing.map((call) => column[call]!),
    );
  return {
    count: count + passing.length,
    caller: repeated(caller),
    callee: repeated(callee),
    async: new Uint8Array(repeated(Int32Array.from(async))),
    via: repeated(via),
    source: joined(source, sending),
    target: joined(target, stop),
  };
}

function joined(first: Int32Array, second: Int32Array): Int32Array {
  const all = new Int32Array(first.length + second.length);
  all.set(first);
  all.set(second, first.length);
  return all;
}
