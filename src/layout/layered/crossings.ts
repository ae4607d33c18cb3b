import { at } from '../typed.js';
import type { Adjacency } from './adjacency.js';
import type { Layers } from './layers.js';
import type { Order } from './order.js';

/** Crossings between all pairs of neighbouring ranks, counted with a Fenwick tree: O(E log V). */
export function countCrossings(layers: Layers, order: Order): number {
  const { out } = layers;
  let widest = 0;
  for (let r = 0; r < layers.rankCount; r++)
    widest = Math.max(widest, at(order.start, r + 1) - at(order.start, r));
  const tree = new Int32Array(widest + 1);
  let crossings = 0;
  for (let r = 0; r + 1 < layers.rankCount; r++) {
    const size = at(order.start, r + 2) - at(order.start, r + 1);
    tree.fill(0, 0, size + 1);
    let seen = 0;
    for (let k = at(order.start, r); k < at(order.start, r + 1); k++) {
      const v = at(order.sequence, k);
      for (let i = at(out.start, v); i < at(out.start, v + 1); i++) {
        let notBeyond = 0;
        for (let p = at(order.position, at(out.to, i)) + 1; p > 0; p -= p & -p) notBeyond += at(tree, p);
        crossings += seen - notBeyond;
      }
      for (let i = at(out.start, v); i < at(out.start, v + 1); i++) {
        for (let p = at(order.position, at(out.to, i)) + 1; p <= size; p += p & -p) tree[p] = at(tree, p) + 1;
        seen++;
      }
    }
  }
  return crossings;
}

/** Crossings among the edges of two vertices of one rank towards one side, when u stands before v. */
export function pairCrossings(neighbours: Adjacency, position: Int32Array, u: number, v: number): number {
  let crossings = 0;
  for (let i = at(neighbours.start, u); i < at(neighbours.start, u + 1); i++) {
    const p = at(position, at(neighbours.to, i));
    for (let k = at(neighbours.start, v); k < at(neighbours.start, v + 1); k++) {
      if (at(position, at(neighbours.to, k)) < p) crossings++;
    }
  }
  return crossings;
}
