import type { FlowGraph } from './flow-graph.js';
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
  const stretch = new Map<number, { from: number; to: number }>();
  for (let v = 0; v < flow.nodeCount; v++) {
    const from = at(placement.x, v);
    const to = from + at(flow.width, v);
    const known = stretch.get(at(flow.level, v));
    if (known === undefined) stretch.set(at(flow.level, v), { from, to });
    else {
      known.from = Math.min(known.from, from);
      known.to = Math.max(known.to, to);
    }
  }
  const stretches = [...stretch.entries()].sort((a, b) => a[0] - b[0]).map((entry) => entry[1]);
  const borders: { readonly from: number; readonly shift: number }[] = [];
  let shift = 0;
  for (let i = 1; i < stretches.length; i++) {
    const before = stretches[i - 1] as { to: number };
    const { from } = stretches[i] as { from: number };
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
