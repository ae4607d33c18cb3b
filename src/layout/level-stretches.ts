import type { FlowGraph } from './flow-graph.js';
import { at } from './typed.js';

/** Where the boxes of one level begin and end along the flow, in CSS pixels. */
export interface LevelStretch {
  readonly level: number;
  from: number;
  to: number;
}

/**
 * The stretch of each level that has boxes, by ascending level.
 *
 * @param x left sides of the boxes
 * @param isPlaced 1 for the boxes that count; by default all do
 */
export function levelStretches(flow: FlowGraph, x: Float64Array, isPlaced?: Uint8Array): LevelStretch[] {
  const stretches = new Map<number, LevelStretch>();
  for (let v = 0; v < flow.nodeCount; v++) {
    if (isPlaced && !isPlaced[v]) continue;
    const level = at(flow.level, v);
    const from = at(x, v);
    const to = from + at(flow.width, v);
    const known = stretches.get(level);
    if (known === undefined) stretches.set(level, { level, from, to });
    else {
      known.from = Math.min(known.from, from);
      known.to = Math.max(known.to, to);
    }
  }
  return [...stretches.values()].sort((a, b) => a.level - b.level);
}
