/**
 * Fixed work that the short bench compares with: loops over typed columns, sorting, counting, as ours is made of. A
 * processor that is slow at it, or shared with others, is slow at ours as well. A change here makes all accepted ratios
 * void.
 */
import { seededRandom } from '../test/layout/random-graphs.js';

const NODES = 1000;
const EDGES = 3000;

/** Four sweeps over a random graph of two rows: barycentres, sorting, counting crossings by a Fenwick tree. */
export function referenceWork(): () => number {
  const random = seededRandom(11);
  const from = Int32Array.from({ length: EDGES }, () => Math.floor(random() * NODES));
  const to = Int32Array.from({ length: EDGES }, () => Math.floor(random() * NODES));
  return () => {
    const place = Float64Array.from({ length: NODES }, (_, node) => node);
    const sum = new Float64Array(NODES);
    const count = new Int32Array(NODES);
    let crossings = 0;
    for (let sweep = 0; sweep < 4; sweep++) {
      const [near, far] = sweep % 2 === 0 ? [from, to] : [to, from];
      sum.fill(0);
      count.fill(0);
      for (let edge = 0; edge < EDGES; edge++) {
        sum[far[edge]!]! += place[near[edge]!]!;
        count[far[edge]!]!++;
      }
      const order = Int32Array.from({ length: NODES }, (_, node) => node).sort(
        (a, b) => sum[a]! / (count[a]! || 1) - sum[b]! / (count[b]! || 1) || a - b,
      );
      order.forEach((node, index) => (place[node] = index));
      crossings += inversions(near, far, place);
    }
    return crossings;
  };
}

/** Pairs of edges that are in another order at their far ends than at their near ones. */
function inversions(near: Int32Array, far: Int32Array, place: Float64Array): number {
  const edges = Int32Array.from(near, (_, edge) => edge).sort(
    (a, b) => place[near[a]!]! - place[near[b]!]! || a - b,
  );
  const tree = new Int32Array(NODES + 1);
  let found = 0;
  edges.forEach((edge, index) => {
    const at = place[far[edge]!]! + 1;
    let before = 0;
    for (let i = at; i > 0; i -= i & -i) before += tree[i]!;
    found += index - before;
    for (let i = at; i <= NODES; i += i & -i) tree[i]!++;
  });
  return found;
}
