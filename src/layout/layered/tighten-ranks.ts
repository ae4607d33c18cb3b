import type { Precedence } from './spread-ranks.js';

/** Space across the flow that a box needs beside its own, and that an edge needs that passes a rank. */
export const BOX_GAP = 20;
export const EDGE_ROOM = 11;

/**
 * Moves nodes of one level that more edges leave than enter towards what they call, the last first: that makes more edges
 * shorter than longer. A node goes as far as its targets allow and there is room, and never leaves a rank empty.
 *
 * @param nodes of the level, in topological order
 * @param height extent of every node across the flow
 * @param most how tall a rank should be at most
 * @param rank of every node in its level; changed
 * @param ranks of the level
 */
export function tightenRanks(
  graph: Precedence,
  nodes: Int32Array,
  height: Float64Array,
  most: number,
  rank: Int32Array,
  ranks: number,
): void {
  const { out, into, level, length } = graph;
  const { room, members } = roomInRanks(graph, nodes, height, most, rank, ranks);
  for (let i = nodes.length - 1; i >= 0; i--) {
    const v = nodes[i]!;
    const leaving = out.start[v + 1]! - out.start[v]!;
    const entering = into.start[v + 1]! - into.start[v]!;
    const from = rank[v]!;
    if (leaving <= entering || members[from] === 1) continue;
    let to = ranks - 1;
    for (let k = out.start[v]!; k < out.start[v + 1]!; k++) {
      const w = out.to[k]!;
      if (level[w] === level[v]) to = Math.min(to, rank[w]! - length[out.edge[k]!]!);
    }
    const need = height[v]! + BOX_GAP;
    while (to > from && room[to]! + leaving * EDGE_ROOM < need) to--;
    if (to <= from) continue;
    room[from]! += need;
    room[to]! -= need;
    for (let r = from; r < to; r++) {
      room[r]! -= entering * EDGE_ROOM;
      room[r + 1]! += leaving * EDGE_ROOM;
    }
    members[from]!--;
    members[to]!++;
    rank[v] = to;
  }
}

/** What boxes and passing edges leave of the height of each rank, and how many nodes stand there. */
function roomInRanks(
  { out, into, level }: Precedence,
  nodes: Int32Array,
  height: Float64Array,
  most: number,
  rank: Int32Array,
  ranks: number,
): { readonly room: Float64Array; readonly members: Int32Array } {
  const members = new Int32Array(ranks);
  const boxes = new Float64Array(ranks);
  /** How many more edges pass each rank than the one before; those of other levels come from before or go on behind. */
  const passing = new Int32Array(ranks + 1);
  for (let i = 0; i < nodes.length; i++) {
    const v = nodes[i]!;
    const r = rank[v]!;
    members[r]!++;
    boxes[r]! += height[v]! + BOX_GAP;
    passing[r + 1]! += out.start[v + 1]! - out.start[v]!;
    passing[r]! -= into.start[v + 1]! - into.start[v]!;
    for (let k = into.start[v]!; k < into.start[v + 1]!; k++)
      if (level[into.to[k]!] !== level[v]) passing[0]!++;
  }
  const room = new Float64Array(ranks);
  for (let r = 0, open = 0; r < ranks; r++) {
    open += passing[r]!;
    room[r] = most - boxes[r]! - open * EDGE_ROOM;
  }
  return { room, members };
}
