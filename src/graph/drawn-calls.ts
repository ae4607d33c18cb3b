import type { LinkCalls } from './async-calls.js';
import { sortIntoBuckets } from './buckets.js';
import type { Contraction } from './contract-internal.js';
import type { Parents } from './parents.js';
import { none, type SpanIndex } from './span-index.js';

/** The calls between the spans of drawn traces, as columns; both ends are visible spans. */
export interface DrawnCalls {
  readonly count: number;
  readonly caller: Int32Array;
  readonly callee: Int32Array;
  /** 1 for an asynchronous call. */
  readonly async: Uint8Array;
  /** Hidden spans that the call passes. */
  readonly via: Int32Array;
  /** Place of the call in the calls that links make, or `none` for one between parent and child. */
  readonly link: Int32Array;
}

/** What makes calls, and which traces are drawn (1). */
export interface CallSources {
  readonly index: SpanIndex;
  readonly parents: Parents;
  /** 1 for a span that its parent calls asynchronously. */
  readonly isMessage: Uint8Array;
  readonly links: LinkCalls;
  readonly contraction: Contraction;
  readonly drawn: Uint8Array;
}

/**
 * All calls whose ends lie in drawn traces, ordered by callee, then the parent's call before those of links, then
 * caller.
 */
export function collectDrawnCalls({
  index,
  parents,
  isMessage,
  links,
  contraction,
  drawn,
}: CallSources): DrawnCalls {
  const { visible, depth } = contraction;
  const most = visible.length + links.caller.length;
  const caller = new Int32Array(most);
  const callee = new Int32Array(most);
  const async = new Uint8Array(most);
  const via = new Int32Array(most);
  const linkOf = new Int32Array(most);
  let count = 0;
  const { offsets, items } = sortIntoBuckets(
    links.callee.map((span) => visible[span]!),
    visible.length,
  );
  const byCaller = (a: number, b: number): number =>
    visible[links.caller[a]!]! - visible[links.caller[b]!]! || a - b;
  for (let i = 0; i < visible.length; i++) {
    if (visible[i] !== i || drawn[index.traceOf[i]!] === 0) continue;
    const parent = parents.parent[i]!;
    if (parent !== none) {
      caller[count] = visible[parent]!;
      callee[count] = i;
      async[count] = isMessage[i]!;
      linkOf[count] = none;
      via[count++] = depth[parent]!;
    }
    const first = offsets[i]!;
    const end = offsets[i + 1]!;
    if (end - first > 1) items.subarray(first, end).sort(byCaller);
    for (let k = first; k < end; k++) {
      const link = items[k]!;
      const cause = links.caller[link]!;
      if (drawn[index.traceOf[cause]!] === 0) continue;
      caller[count] = visible[cause]!;
      callee[count] = i;
      async[count] = 1;
      linkOf[count] = link;
      via[count++] = depth[cause]! + depth[links.callee[link]!]!;
    }
  }
  return {
    count,
    caller: caller.slice(0, count),
    callee: callee.slice(0, count),
    async: async.slice(0, count),
    via: via.slice(0, count),
    link: linkOf,
  };
}
