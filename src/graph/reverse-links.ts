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
  const { index, references } = structureOf(traces);
  const { owner, place, span } = references.links;
  const linked = span.map((cause, k) => (cause === owner[k] ? none : cause));
  return { owner, link: place, byLinked: sortIntoBuckets(linked, index.count) };
}
