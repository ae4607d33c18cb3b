import { isMessage, type LinkCalls } from './async-calls.js';
import type { Contraction } from './contract-internal.js';
import type { Parents } from './parents.js';
import { none, type SpanIndex } from './span-index.js';

/** The calls between the spans of drawn traces, as columns; both ends are visible spans. */
export interface DrawnCalls {
  readonly caller: Int32Array;
  readonly callee: Int32Array;
  /** 1 for an asynchronous call. */
  readonly async: Uint8Array;
  /** Hidden spans that the call passes. */
  readonly via: Int32Array;
}

/** What makes calls, and which traces are drawn (1). */
export interface CallSources {
  readonly index: SpanIndex;
  readonly parents: Parents;
  readonly links: LinkCalls;
  readonly contraction: Contraction;
  readonly drawn: Uint8Array;
}

/**
 * All calls whose ends lie in drawn traces, ordered by callee, then the parent's call before those of links, then
 * caller.
 */
export function collectDrawnCalls({ index, parents, links, contraction, drawn }: CallSources): DrawnCalls {
  const { visible, depth } = contraction;
  const caller: number[] = [];
  const callee: number[] = [];
  const async: number[] = [];
  const via: number[] = [];
  const linkOrder = orderByVisibleEnds(links, visible);
  let next = 0;
  for (let i = 0; i < visible.length; i++) {
    if (visible[i] !== i) continue;
    const isDrawn = drawn[index.traceOf[i]!] === 1;
    const parent = parents.parent[i]!;
    if (isDrawn && parent !== none) {
      caller.push(visible[parent]!);
      callee.push(i);
      async.push(isMessage(index.spans[parent]!, index.spans[i]!) ? 1 : 0);
      via.push(depth[parent]!);
    }
    for (; next < linkOrder.length && visible[links.callee[linkOrder[next]!]!] === i; next++) {
      const cause = links.caller[linkOrder[next]!]!;
      if (!isDrawn || drawn[index.traceOf[cause]!] === 0) continue;
      caller.push(visible[cause]!);
      callee.push(i);
      async.push(1);
      via.push(depth[cause]! + depth[links.callee[linkOrder[next]!]!]!);
    }
  }
  return {
    caller: new Int32Array(caller),
    callee: new Int32Array(callee),
    async: new Uint8Array(async),
    via: new Int32Array(via),
  };
}

function orderByVisibleEnds({ caller, callee }: LinkCalls, visible: Int32Array): Int32Array {
  return Int32Array.from(caller.keys()).sort(
    (a, b) =>
      visible[callee[a]!]! - visible[callee[b]!]! || visible[caller[a]!]! - visible[caller[b]!]! || a - b,
  );
}
