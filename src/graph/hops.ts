import { isMessage } from './async-calls.js';
import type { Parents } from './parents.js';
import { none, type SpanIndex } from './span-index.js';

/** For each span how many producer→consumer calls between parent and child lie between its trace's root and it. */
export function countHops({ spans }: SpanIndex, { parent, parentsFirst }: Parents): Int32Array {
  const hops = new Int32Array(spans.length);
  for (const i of parentsFirst) {
    const above = parent[i]!;
    if (above !== none) hops[i] = hops[above]! + (isMessage(spans[above]!, spans[i]!) ? 1 : 0);
  }
  return hops;
}
