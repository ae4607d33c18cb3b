import type { Precedence } from './spread-ranks.js';

/**
 * Place of every node in a depth-first walk inside its level, over the tree in which each hangs on the predecessor that
 * is furthest on; small sub-trees come before large ones, so that few edges wait at a time.
 */
export function walkOrder(graph: Precedence): Int32Array {
  const { topological } = graph;
  const count = topological.length;
  const parent = parents(graph);
  const size = new Int32Array(count).fill(1);
  for (let i = count - 1; i >= 0; i--) {
    const v = topological[i]!;
    if (parent[v]! >= 0) size[parent[v]!]! += size[v]!;
  }
  // Positions are handed down: each node is followed by its children's sub-trees, the smallest first. `next` is where
  // the next child of a node begins; nodes are gone through by size, so a node's own place is found relative to its
  // parent's first, and then made absolute from the roots down.
  const order = new Int32Array(count);
  const next = new Int32Array(count).fill(1);
  let free = 0;
  for (const v of bySize(topological, size)) {
    const p = parent[v]!;
    if (p >= 0) {
      order[v] = next[p]!;
      next[p]! += size[v]!;
    } else {
      order[v] = free;
      free += size[v]!;
    }
  }
  for (let i = 0; i < count; i++) {
    const v = topological[i]!;
    if (parent[v]! >= 0) order[v]! += order[parent[v]!]!;
  }
  return order;
}

/** The predecessor of every node, in its level, that is furthest on; -1 where there is none. */
function parents({ level, into, length, topological }: Precedence): Int32Array {
  const depth = new Int32Array(level.length);
  const parent = new Int32Array(level.length).fill(-1);
  for (let i = 0; i < topological.length; i++) {
    const v = topological[i]!;
    for (let k = into.start[v]!; k < into.start[v + 1]!; k++) {
      const u = into.to[k]!;
      if (level[u] !== level[v]) continue;
      const reached = depth[u]! + length[into.edge[k]!]!;
      if (parent[v]! >= 0 && reached <= depth[v]!) continue;
      depth[v] = reached;
      parent[v] = u;
    }
  }
  return parent;
}

/** Nodes by ascending size (of 1 up to the number of nodes), equal ones in the order given. */
function bySize(nodes: Int32Array, size: Int32Array): Int32Array {
  const place = new Int32Array(nodes.length + 1);
  for (let i = 0; i < nodes.length; i++) place[size[nodes[i]!]!]!++;
  for (let s = 0, free = 0; s < place.length; s++) {
    const count = place[s]!;
    place[s] = free;
    free += count;
  }
  const sorted = new Int32Array(nodes.length);
  for (let i = 0; i < nodes.length; i++) sorted[place[size[nodes[i]!]!]!++] = nodes[i]!;
  return sorted;
}
