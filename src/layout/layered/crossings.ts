import type { Neighbours } from './adjacency.js';

/** Counts crossings between two neighbouring ranks with a Fenwick tree: O(E log V). */
export class CrossingCounter {
  readonly #tree: Int32Array;

  /** @param most vertices of a rank */
  constructor(most: number) {
    this.#tree = new Int32Array(most + 1);
  }

  /**
   * Crossings among the edges of the vertices `sequence[from]` up to `sequence[to - 1]`.
   *
   * @param out neighbours in the next rank, by ascending position
   * @param position of the vertices of the next rank, below `size`
   */
  count(
    sequence: Int32Array,
    from: number,
    to: number,
    out: Neighbours,
    position: Int32Array,
    size: number,
  ): number {
    const tree = this.#tree;
    tree.fill(0, 0, size + 1);
    const { start } = out;
    let crossings = 0;
    for (let k = from; k < to; k++) {
      const v = sequence[k]!;
      const end = start[v + 1]!;
      for (let i = start[v]!; i < end; i++) {
        // Counted from the far end, so that the sum over the tree is what was met beyond this neighbour.
        const place = size - position[out.to[i]!]!;
        for (let p = place - 1; p > 0; p -= p & -p) crossings += tree[p]!;
        for (let p = place; p <= size; p += p & -p) tree[p]!++;
      }
    }
    return crossings;
  }
}

/** Whether edges of u, that stands before v in a rank, cross edges of v towards one side; for lists in the order of positions. */
export function mayCross({ start, to }: Neighbours, position: Int32Array, u: number, v: number): boolean {
  const endU = start[u + 1]!;
  const startV = start[v]!;
  if (endU === start[u]! || startV === start[v + 1]!) return false;
  return position[to[endU - 1]!]! > position[to[startV]!]!;
}

/**
 * How many crossings less there are when two neighbours in a rank change places, u before v now, counting their edges
 * towards one side; the lists have to be in the order of positions.
 */
export function gainOfSwap(side: Neighbours, position: Int32Array, u: number, v: number): number {
  const { start, to } = side;
  const endU = start[u + 1]!;
  const endV = start[v + 1]!;
  if (endU - start[u]! === 1 && endV - start[v]! === 1)
    return Math.sign(position[to[endU - 1]!]! - position[to[endV - 1]!]!);
  let gain = 0;
  let before = start[v]!;
  let upTo = before;
  for (let i = start[u]!; i < endU; i++) {
    const p = position[to[i]!]!;
    while (before < endV && position[to[before]!]! < p) before++;
    if (upTo < before) upTo = before;
    while (upTo < endV && position[to[upTo]!]! === p) upTo++;
    gain += before - start[v]! - (endV - upTo);
  }
  return gain;
}
