/**
 * How an extended drawing compares with a fresh one of the same graph, after 10 small steps of growth, and how long an
 * extension takes as a ratio to our own layout.
 */
import { fallbackLayout } from '../src/layout/fallback-layout.js';
import { extendLayout } from '../src/layout/incremental/extend-layout.js';
import type { PlacedGraph } from '../src/model/layout.js';
import { drawingQuality } from '../test/layout/drawing-faults.js';
import { grownGraph, movement } from '../test/layout/growing-graphs.js';
import { FAMILIES, randomGraph, seededRandom, type Family } from '../test/layout/random-graphs.js';
import { cpuTime } from './rounds.js';
import { printTable, ratio } from './table.js';

const SIZE = 60;
const STEPS = 10;
const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8];

/** One family grown step by step: figures of the extended and of the fresh drawings, and what became of the steps. */
function growth(family: Family): readonly (string | number)[] {
  const [ours, fresh] = [new QualitySum(), new QualitySum()];
  let [moved, refused] = [0, 0];
  for (const seed of SEEDS) {
    const random = seededRandom(seed * 77 + 1);
    let input = randomGraph({ family, size: SIZE, seed, ratio: 1.2 });
    let placed = fallbackLayout(input);
    for (let step = 0; step < STEPS; step++) {
      const next = grownGraph(input, step, random, { most: 3, onlyGrows: true });
      const drawing = extendLayout({ input, placed }, next);
      if (drawing === null) refused++;
      else if (movement({ input, placed }, { input: next, placed: drawing }).shifted > 0) moved++;
      placed = drawing ?? fallbackLayout(next);
      input = next;
    }
    ours.add(placed);
    fresh.add(fallbackLayout(input));
  }
  const steps = SEEDS.length * STEPS;
  return [
    family,
    ratio(ours.length, fresh.length),
    `${ours.crossings} / ${fresh.crossings}`,
    ratio(ours.bends, fresh.bends),
    ratio(ours.area, fresh.area),
    `${moved} of ${steps}`,
    refused,
  ];
}

class QualitySum {
  length = 0;
  crossings = 0;
  bends = 0;
  area = 0;

  add(drawing: PlacedGraph): void {
    const { length, crossings, bends, width, height } = drawingQuality(drawing);
    this.length += length;
    this.crossings += crossings;
    this.bends += bends;
    this.area += width * height;
  }
}

/** CPU time of adding some 30 boxes at once, as a ratio to a fresh drawing. */
function speed(family: Family, size: number): readonly (string | number)[] {
  const input = randomGraph({ family, size, seed: 3, ratio: 1.2 });
  const placed = fallbackLayout(input);
  const random = seededRandom(5);
  let next = input;
  for (let step = 0; next.nodes.length < size + 30; step++)
    next = grownGraph(next, step, random, { most: 10, onlyGrows: true });
  const time = (draw: () => unknown): number => {
    const times: number[] = [];
    for (let round = 0; round < 3; round++) {
      const start = cpuTime();
      draw();
      times.push(cpuTime() - start);
    }
    return times.reduce((least, value) => Math.min(least, value), Infinity);
  };
  const fresh = time(() => fallbackLayout(next));
  const extended = time(() => extendLayout({ input, placed }, next));
  return [`${family}, ${size} + ${next.nodes.length - size}`, fresh.toFixed(0), ratio(extended, fresh)];
}

printTable(`Extended against fresh drawings, ${SEEDS.length} of ${SIZE} nodes and ${STEPS} steps of growth`, [
  ['', 'edge length', 'crossings', 'bends', 'area', 'steps that move levels', 'refused'],
  ...FAMILIES.map(growth),
]);
printTable('CPU time of one extension', [
  ['', 'fresh, ms', 'extension'],
  ...(['dag', 'linked', 'hub', 'scattered'] as const).flatMap((family) =>
    [100, 1_000, 4_000].map((size) => speed(family, size)),
  ),
]);
