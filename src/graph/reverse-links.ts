import type { TraceSet } from '../model/trace-set.js';
import { type Buckets, sortIntoBuckets } from './buckets.js';
import { none } from './span-index.js';
import { structureOf } from './trace-structure.js';

/** All links whose linked span is in the data, by that span: OpenTelemetry's links point backwards only. */
export interface ReverseLinks {
  /** The linking span of each link. */
  readonly owner: Int32Array;
  /** Place of each link in its owner's list. */
  readonly link: Int32Array;
  /** Positions in the two columns by linked span. */
  readonly byLinked: Buckets;
}

const reverseLinks = new WeakMap<TraceSet, ReverseLinks>();

/** The reverse links of a trace set, made when first asked for. A span's links to itself are left out. */
export function reverseLinksOf(traces: TraceSet): ReverseLinks {
  let reverse = reverseLinks.get(traces);
  if (!reverse) reverseLinks.set(traces, (reverse = makeReverseLinks(traces)));
  return reverse;
}

function makeReverseLinks(traces: TraceSet): ReverseLinks {
  const { index } = structureOf(traces);
  const owner: number[] = [];
  const link: number[] = [];
  const linked: number[] = [];
  for (let i = 0; i < index.spans.length; i++) {
    const { links } = index.spans[i]!;
    for (let k = 0; k < links.length; k++) {
      const cause = index.findRef(links[k]!);
      if (cause === none || cause === i) continue;
      owner.push(i);
      link.push(k);
      linked.push(cause);
    }
  }
  const byLinked = sortIntoBuckets(new Int32Array(linked), index.spans.length);
  return { owner: new Int32Array(owner), link: new Int32Array(link), byLinked };
}
