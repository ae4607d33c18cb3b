import { kindNumber } from '../model/span.js';
import type { Parents } from './parents.js';
import type { References } from './references.js';
import { none, type SpanIndex } from './span-index.js';

/** Asynchronous calls that links make, as columns. A link points from effect to cause, so its owner is the callee. */
export interface LinkCalls {
  readonly caller: Int32Array;
  readonly callee: Int32Array;
  /** Place of the link that makes the call in the callee's list of links. */
  readonly link: Int32Array;
}

/** Links to traces that are not in the data: the owner of each, and its place in the owner's list of links. */
export interface UnloadedLinks {
  readonly span: Int32Array;
  readonly link: Int32Array;
}

/**
 * Marks by 1 every span whose call from its parent is asynchronous: a consumer below a producer. All other calls
 * between parent and child are synchronous.
 */
export function findMessages({ count, kind }: SpanIndex, { parent }: Parents): Uint8Array {
  const isMessage = new Uint8Array(count);
  for (let i = 0; i < count; i++) {
    if (kind[i] !== kindNumber.consumer || parent[i] === none) continue;
    if (kind[parent[i]!] === kindNumber.producer) isMessage[i] = 1;
  }
  return isMessage;
}

/**
 * What links tell: calls from the linked span to the linking one, in the order of the linking spans. A link to the
 * span itself, with invalid ids, to a span that its trace lacks, or repeated makes no call; one to the span's own
 * parent tells of the same call as the parent.
 */
export function collectLinks(
  { links }: References,
  { parent }: Parents,
): { calls: LinkCalls; unloaded: UnloadedLinks } {
  const calls: Record<'caller' | 'callee' | 'link', number[]> = { caller: [], callee: [], link: [] };
  const unloaded: Record<'span' | 'link', number[]> = { span: [], link: [] };
  // The latest callee of each caller: callees come in order, so a repeated link meets its own number.
  const latestCallee = new Int32Array(parent.length).fill(none);
  for (let k = 0; k < links.owner.length; k++) {
    const owner = links.owner[k]!;
    const cause = links.span[k]!;
    if (links.trace[k] === none) {
      unloaded.span.push(owner);
      unloaded.link.push(links.place[k]!);
    } else if (
      cause !== none &&
      cause !== owner &&
      cause !== parent[owner] &&
      latestCallee[cause] !== owner
    ) {
      latestCallee[cause] = owner;
      calls.caller.push(cause);
      calls.callee.push(owner);
      calls.link.push(links.place[k]!);
    }
  }
  return {
    calls: {
      caller: new Int32Array(calls.caller),
      callee: new Int32Array(calls.callee),
      link: new Int32Array(calls.link),
    },
    unloaded: { span: new Int32Array(unloaded.span), link: new Int32Array(unloaded.link) },
  };
}

/** The first place of a callee in `LinkCalls.callee`, which ascends, by bisection; those of one callee stand side by side. */
export function firstCallOf(callees: Int32Array, callee: number): number {
  let low = 0;
  let high = callees.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (callees[middle]! < callee) low = middle + 1;
    else high = middle;
  }
  return low;
}
