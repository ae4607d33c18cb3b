/** Seeded graphs like those that grouped traces give: trees with fan-out, shared services, hubs, linked traces, cycles. */
import type { LayoutDirection, LayoutEdge, LayoutInput, LayoutNode } from '../../src/model/layout.js';

export type Random = () => number;

/** mulberry32: small, fast and the same everywhere. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export const FAMILIES = ['tree', 'dag', 'cyclic', 'linked', 'hub', 'chain', 'random', 'scattered'] as const;
export type Family = (typeof FAMILIES)[number];

export interface GraphOptions {
  readonly family: Family;
  readonly size: number;
  readonly seed: number;
  readonly direction?: LayoutDirection;
  /** Edges per node, where the family leaves room for that. */
  readonly ratio?: number;
  /** Odd things too: boxes without size, self loops with wide labels, repeated edges, levels in any order. */
  readonly odd?: boolean;
}

const SHAPE = 44;

/** A box as the view measures it: the shape centred at the top, two lines of text below. */
export function box(
  id: string,
  level: number,
  direction: LayoutDirection,
  width = 120,
  height = 84,
): LayoutNode {
  const middle = width / 2;
  return direction === 'down'
    ? { id, level, width, height, entry: { x: middle, y: 0 }, exit: { x: middle, y: height } }
    : {
        id,
        level,
        width,
        height,
        entry: { x: Math.max(0, middle - SHAPE / 2), y: Math.min(height, SHAPE) / 2 },
        exit: { x: Math.min(width, middle + SHAPE / 2), y: Math.min(height, SHAPE) / 2 },
      };
}

export function randomGraph(options: GraphOptions): LayoutInput {
  const { family, size, direction = 'right', ratio = 1.2, odd = false } = options;
  const random = seededRandom(options.seed * 7919 + size);
  const pick = (limit: number): number => Math.floor(random() * limit);
  const skewed = (limit: number): number => Math.floor(limit * random() ** 2.2);
  const ends: [number, number][] = [];
  const level = new Array<number>(size).fill(0);
  const treeOf = (from: number, to: number): void => {
    for (let v = from + 1; v < to; v++) ends.push([from + skewed(v - from), v]);
  };
  const extra = Math.max(0, Math.round(size * ratio) - size);
  if (family === 'tree') treeOf(0, size);
  if (family === 'hub') for (let v = 1; v < size; v++) ends.push([0, v]);
  if (family === 'chain') for (let v = 1; v < size; v++) ends.push([v - 1, v]);
  if (family === 'scattered') {
    for (let from = 0; from < size;) {
      const to = Math.min(size, from + 1 + pick(6));
      treeOf(from, to);
      from = to;
    }
  }
  if (family === 'random') {
    const count = Math.round(size * ratio);
    for (let i = 0; i < count; i++) ends.push([pick(size), pick(size)]);
  }
  if (family === 'dag' || family === 'cyclic') {
    treeOf(0, size);
    for (let i = 0; i < extra; i++) {
      const a = pick(size);
      const b = Math.max(a, size - 1 - skewed(size));
      ends.push(family === 'cyclic' && random() < 0.25 ? [b, a] : [a, b]);
    }
  }
  if (family === 'linked') {
    let previous = 0;
    for (let from = 0; from < size;) {
      const to = Math.min(size, from + 3 + pick(Math.max(4, Math.floor(size / 3))));
      treeOf(from, to);
      if (from > 0) {
        const up = (level[previous] ?? 0) + (random() < 0.15 ? -1 : 1);
        const at = Math.max(-3, Math.min(3, random() < 0.3 ? pick(3) : up));
        for (let v = from; v < to; v++) level[v] = at;
        for (let i = 1 + pick(3); i > 0; i--)
          ends.push([previous + pick(from - previous), from + skewed(to - from)]);
      }
      previous = from;
      from = to;
    }
    for (let i = 0; i < extra; i++) ends.push([pick(size), pick(size)]);
  }
  if (odd) {
    if (random() < 0.5) for (let v = 0; v < size; v++) if (random() < 0.3) level[v] = pick(7) - 3;
    for (let i = pick(4); i > 0 && size > 0; i--) {
      const v = pick(size);
      ends.push([v, v]);
    }
    for (let i = pick(5); i > 0 && ends.length > 0; i--)
      ends.push(ends[pick(ends.length)] as [number, number]);
  }
  const nodes = level.map((at, v): LayoutNode => {
    if (odd && random() < 0.05) return box(`n${v}`, at, direction, 0, 0);
    if (odd && random() < 0.3) return box(`n${v}`, at, direction, 60 + pick(140), 50 + pick(60));
    return box(`n${v}`, at, direction);
  });
  const edges = ends.map(([s, t], i): LayoutEdge => {
    const async = level[s] !== level[t] || random() < 0.1;
    const label = random() < (async ? 0.6 : 0.08) ? { width: 50 + pick(30), height: 18 } : null;
    const ofLoop = odd && s === t ? { width: 60 + ((37 * s) % 240), height: 18 } : null;
    return { id: `e${i}`, source: `n${s}`, target: `n${t}`, async, label: ofLoop ?? label };
  });
  return { nodes, edges, direction, aspectRatio: 1.6 };
}
