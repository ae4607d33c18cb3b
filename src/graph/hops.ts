import type { Parents } from './parents.js';
import { none } from './span-index.js';

/**
 * For each span how many producer→consumer calls between parent and child lie between its trace's root and it.
 *
 * @param isMessage marks the spans called that way; see `findMessages`.
 */
export function countHops({ parent, parentsFirst }: Parents, isMessage: Uint8Array): Int32Array {
  const hops = new Int32Array(parent.length);
  for (let place = 0; place < parentsFirst.length; place++) {
    const i = parentsFirst[place]!;
    const above = parent[i]!;
    if (above !== none) hops[i] = hops[above]! + isMessage[i]!;
  }
  return hops;
}
