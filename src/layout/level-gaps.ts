import type { FlowGraph } from './flow-graph.js';
import { levelStretches, type LevelStretch } from './level-stretches.js';
import type { FlowPlacement } from './placed-graph.js';
import { at } from './typed.js';

/** Space between the boxes of two levels, so that each level's band can be told from the next. */
export const LEVEL_GAP = 64;

/**
 * Moves the levels apart along the flow where they are nearer than `LEVEL_GAP`: everything from a level's first box on
 * moves, so edges grow only between levels.
 *
 * @returns false when levels overlap, so that no moving can part them
 */
export function separateLevels(flow: FlowGraph, placement: FlowPlacement): boolean {
  const stretches = levelStretches(flow, placement.x);
  const borders: { readonly from: number; readonly shift: number }[] = [];
  let shift = 0;
  for (let i = 1; i < stretches.length; i++) {
    const before = stretches[i - 1] as LevelStretch;
    const { from } = stretches[i] as LevelStretch;
    if (from < before.to) return false;
    shift += Math.max(0, LEVEL_GAP - (from - before.to));
    if (shift > 0) borders.push({ from: (from + before.to) / 2, shift });
  }
  if (borders.length === 0) return true;
  const moved = (x: number): number => {
    let by = 0;
    for (const border of borders) if (x >= border.from) by = border.shift;
    return x + by;
  };
  for (let v = 0; v < flow.nodeCount; v++) placement.x[v] = moved(at(placement.x, v));
  for (const route of placement.routes)
    for (let k = 0; k < route.length; k += 2) route[k] = moved(at(route, k));
  for (let e = 0; e < flow.edgeCount; e++) placement.labelX[e] = moved(at(placement.labelX, e));
  return true;
}
