import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fallbackLayout } from '../../src/layout/fallback-layout.js';
import type { LayoutDirection, LayoutEdge, LayoutInput, PlacedGraph } from '../../src/model/layout.js';
import { drawingFaults, drawingQuality, FAULTLESS } from './drawing-faults.js';
import { plainDrawing } from './plain-drawing.js';
import { box, FAMILIES, randomGraph, seededRandom, type Family } from './random-graphs.js';

const DIRECTIONS = ['right', 'down'] as const;

/** How many times the shape of the drawing is that of the viewport. */
const shape = ({ width, height }: PlacedGraph, { aspectRatio }: LayoutInput): number =>
  width / height / aspectRatio;

const fits = (drawing: PlacedGraph, input: LayoutInput): boolean =>
  shape(drawing, input) >= 1 / 1.5 && shape(drawing, input) <= 1.5;

/** Viewports in which a family need not fit: columns of levels are kept, and a hundredth is not worth longer edges. */
const isHard = (family: Family, direction: LayoutDirection): boolean =>
  direction === 'down' && (family === 'linked' || family === 'random');

describe('drawings for a viewport', () => {
  for (const direction of DIRECTIONS) {
    for (const family of FAMILIES) {
      if (isHard(family, direction)) continue;
      it(`fit it within half: ${family} (${direction})`, () => {
        let [fitting, all] = [0, 0];
        for (const size of [14, 24, 60, 120, 250]) {
          for (const seed of [31, 32, 33]) {
            const input = randomGraph({ family, size, seed, direction });
            const drawing = fallbackLayout(input);
            assert.deepEqual(drawingFaults(input, drawing), FAULTLESS, `${size} nodes, seed ${seed}`);
            all++;
            if (fits(drawing, input)) fitting++;
          }
        }
        // One in seven may have a shape of its own, above all the smallest.
        assert.ok(fitting >= (6 / 7) * all, `${fitting} of ${all}`);
      });
    }
  }

  it('fit it within half where most nodes are in cycles', () => {
    for (const size of [200, 400, 1000]) {
      const input = randomGraph({ family: 'random', size, seed: 1, ratio: 2 });
      const drawing = fallbackLayout(input);
      assert.ok(fits(drawing, input), `${size} nodes: ${shape(drawing, input)}`);
    }
  });

  it('fit it within half where there are thousands of nodes', () => {
    const input = randomGraph({ family: 'dag', size: 10_000, seed: 2 });
    const drawing = fallbackLayout(input);
    assert.ok(fits(drawing, input), `${shape(drawing, input)}`);
  });

  for (const direction of DIRECTIONS) {
    it(`are drawn without a fault in any viewport (${direction})`, () => {
      for (let seed = 1; seed <= 150; seed++) {
        const family = FAMILIES[seed % FAMILIES.length] as Family;
        const size = 12 + ((seed * 11) % 60);
        const aspectRatio = [0.2, 0.5, 1, 2, 5][seed % 5] as number;
        const graph = randomGraph({
          family,
          size,
          seed,
          odd: seed % 2 === 0,
          direction,
          ratio: 1 + (seed % 4) / 4,
        });
        const input = { ...graph, aspectRatio };
        const faults = drawingFaults(input, fallbackLayout(input));
        assert.deepEqual(faults, FAULTLESS, `${family} ${size}, seed ${seed}`);
      }
    });
  }

  it('end, also where no box has any height', () => {
    for (const size of [40, 400]) {
      const { nodes, ...rest } = graphOf(chainWith(size, 'forward').slice(0, size - 1));
      const flat = nodes.map((node) => ({
        ...node,
        height: 0,
        entry: { x: 0, y: 0 },
        exit: { x: 120, y: 0 },
      }));
      const drawing = fallbackLayout({ nodes: flat, ...rest });
      assert.equal(drawing.edges.length, size - 1);
      assert.ok(Number.isFinite(drawing.width + drawing.height));
    }
  });

  it('are the same however often they are made', () => {
    for (const family of FAMILIES) {
      const input = randomGraph({ family, size: 70, seed: 6 });
      assert.deepEqual(
        plainDrawing(fallbackLayout(input)),
        plainDrawing(fallbackLayout(structuredClone(input))),
      );
    }
  });
});

describe('small graphs', () => {
  it('are drawn as they are: a chain of eleven stays on one line', () => {
    const drawing = fallbackLayout(randomGraph({ family: 'chain', size: 11, seed: 1 }));
    assert.equal(new Set(drawing.nodes.map(({ y }) => y)).size, 1);
  });

  it('are drawn as they are: ten callees of one node stand one below the other', () => {
    const [, ...callees] = fallbackLayout(randomGraph({ family: 'hub', size: 11, seed: 1 })).nodes;
    assert.equal(new Set(callees.map(({ y }) => y)).size, callees.length);
  });
});

/** A graph of plain boxes without labels. */
function graphOf(ends: readonly (readonly [number, number])[], aspectRatio = 1.6): LayoutInput {
  const size = 1 + Math.max(...ends.flat());
  const nodes = Array.from({ length: size }, (_, i) => box(`n${i}`, 0, 'right'));
  const edges = ends.map(([s, t], i): LayoutEdge => {
    return { id: `e${i}`, source: `n${s}`, target: `n${t}`, async: false, label: null };
  });
  return { nodes, edges, direction: 'right', aspectRatio };
}

const balancedTree = (size: number): [number, number][] =>
  Array.from({ length: size - 1 }, (_, i) => [i >> 1, i + 1]);

describe('a wide mesh', () => {
  it('has its lines moved apart, as no row could end anywhere', () => {
    for (const side of [10, 17, 30]) {
      const ends: [number, number][] = [];
      for (let v = 0; v < side * side; v++) {
        if (v % side < side - 1) ends.push([v, v + 1]);
        if (v + side < side * side) ends.push([v, v + side]);
      }
      const input = graphOf(ends);
      const drawing = fallbackLayout(input);
      assert.ok(fits(drawing, input), `${side}: ${shape(drawing, input)}`);
      assert.deepEqual(drawingFaults(input, drawing), FAULTLESS);
    }
  });
});

describe('what fitting costs', () => {
  it('is hardly any length where a tree is balanced: branches stand one behind the other', () => {
    for (const size of [63, 127, 255, 500]) {
      const input = graphOf(balancedTree(size));
      const drawing = fallbackLayout(input);
      assert.ok(fits(drawing, input), `${size} nodes: ${shape(drawing, input)}`);
      assert.deepEqual(drawingFaults(input, drawing), FAULTLESS);
      // A viewport of whatever height leaves the tree as it is by nature.
      const natural = fallbackLayout(graphOf(balancedTree(size), 0.05));
      const longer = drawingQuality(drawing).length / drawingQuality(natural).length;
      assert.ok(longer < 1.4, `${size} nodes: ${longer} times as long`);
    }
  });

  it('is not paid where it would gain a percent: a slope of callees stays as it is', () => {
    const ends = Array.from({ length: 149 }, (_, i): [number, number] => {
      const v = i + 1;
      return [v % 4 === 0 ? v - 4 : v - (v % 4), v];
    });
    const drawing = fallbackLayout(graphOf(ends));
    const natural = fallbackLayout(graphOf(ends, 0.5));
    assert.ok(drawingQuality(drawing).length < 1.1 * drawingQuality(natural).length);
  });

  it('is a row that ends early, where many edges go on behind the longest', () => {
    // Three chains, with edges from one to another that come again after four ranks: five go on in the middle.
    const ends: [number, number][] = [];
    for (let v = 0; v < 37; v++)
      for (let lane = 0; lane < 3; lane++)
        if (lane === v % 3 || (7 * v + 3 * lane) % 4 === 0)
          ends.push([v, Math.min(39, 3 * Math.floor(v / 3) + 3 + lane)]);
    const input = graphOf(ends);
    const drawing = fallbackLayout(input);
    assert.ok(fits(drawing, input), `${shape(drawing, input)}`);
    assert.deepEqual(drawingFaults(input, drawing), FAULTLESS);
  });
});

describe('long drawings with many edges behind every rank', () => {
  it('stay in one row, also where they begin with few', () => {
    const ends: [number, number][] = [
      [0, 1],
      [1, 2],
      [2, 3],
    ];
    for (let lane = 0; lane < 6; lane++) ends.push([3, 4 + lane]);
    for (let v = 4; v < 88; v++) ends.push([v, v + 6]);
    const input = graphOf(ends);
    const { nodes } = fallbackLayout(input);
    for (const [s, t] of ends) assert.ok(nodes[t]!.x > nodes[s]!.x, `n${s} to n${t}`);
  });
});

const chain = (size: number): [number, number][] =>
  Array.from({ length: size - 1 }, (_, i): [number, number] => [i, i + 1]);

/** A chain, and a fifth as many edges between any two of its nodes, that lead on or back. */
function chainWith(size: number, way: 'forward' | 'back'): [number, number][] {
  const random = seededRandom(size);
  const ends = chain(size);
  for (let i = 0; i < size / 5; i++) {
    const [a, b] = [Math.floor(random() * size), Math.floor(random() * size)];
    if (a !== b) ends.push(a < b === (way === 'forward') ? [a, b] : [b, a]);
  }
  return ends;
}

/** A chain, with edges from every seventh node back to the one five before it and on to the one four behind it. */
function longTrace(size: number): LayoutInput {
  const nodes = Array.from({ length: size }, (_, i) => box(`n${i}`, 0, 'right'));
  const edges: LayoutEdge[] = [];
  const join = (s: number, t: number): void => {
    const label = edges.length % 5 === 0 ? { width: 40, height: 18 } : null;
    edges.push({ id: `e${edges.length}`, source: `n${s}`, target: `n${t}`, async: false, label });
  };
  for (let i = 1; i < size; i++) join(i - 1, i);
  for (let i = 7; i + 4 < size; i += 7) {
    join(i, i - 5);
    join(i, i + 4);
  }
  return { nodes, edges, direction: 'right', aspectRatio: 1.6 };
}

describe('long drawings in rows', () => {
  it('are read from left to right in every row', () => {
    const { nodes } = fallbackLayout(randomGraph({ family: 'chain', size: 40, seed: 1 }));
    const rows = new Set(nodes.map(({ y }) => y)).size;
    assert.ok(rows > 2 && rows < 8, `${rows} rows`);
    for (const [i, node] of nodes.slice(1).entries()) {
      const before = nodes[i]!;
      assert.ok(node.y === before.y ? node.x > before.x : node.y > before.y, node.id);
    }
  });

  it('have as even rows as can be', () => {
    const { nodes } = fallbackLayout(randomGraph({ family: 'chain', size: 40, seed: 1 }));
    const rows = new Map<number, number>();
    for (const { y } of nodes) rows.set(y, (rows.get(y) ?? 0) + 1);
    const lengths = [...rows.values()];
    assert.ok(Math.max(...lengths) - Math.min(...lengths) <= rows.size);
  });

  it('lead edges that go on, forward and back, between the rows without a fault and hardly crossing', () => {
    for (const size of [30, 60, 120, 300]) {
      const input = longTrace(size);
      const drawing = fallbackLayout(input);
      assert.ok(fits(drawing, input), `${size}: ${shape(drawing, input)}`);
      assert.deepEqual(drawingFaults(input, drawing), FAULTLESS);
      const inOneRow = fallbackLayout({ ...input, aspectRatio: shape(drawing, input) * size });
      assert.ok(drawingQuality(drawing).crossings <= drawingQuality(inOneRow).crossings, `${size}`);
    }
  });

  for (const way of ['forward', 'back'] as const) {
    it(`are made also where many edges go on behind every rank (${way})`, () => {
      for (const size of [40, 120, 400]) {
        const input = graphOf(chainWith(size, way));
        const drawing = fallbackLayout(input);
        assert.ok(fits(drawing, input), `${size}: ${shape(drawing, input)}`);
        assert.deepEqual(drawingFaults(input, drawing), FAULTLESS);
      }
    });

    it(`lead edges that are too long for dummies down the side of all rows (${way})`, () => {
      const input = graphOf(chainWith(2_500, way));
      const drawing = fallbackLayout(input);
      assert.ok(fits(drawing, input), `${shape(drawing, input)}`);
      assert.deepEqual(drawingFaults(input, drawing), FAULTLESS);
      const first = Math.min(...drawing.nodes.map(({ x }) => x));
      const outside = drawing.edges.filter(({ points }) => points.some(({ x }) => x < first - 100));
      assert.ok(outside.length > 50, `${outside.length} edges`);
    });
  }

  for (const way of ['forward', 'back'] as const) {
    it(`have edges pass rows at their side, unless their label stands there (${way})`, () => {
      for (const label of [null, { width: 40, height: 18 }]) {
        const { edges, ...rest } = graphOf(chain(60));
        const [source, target] = way === 'forward' ? ['n0', 'n59'] : ['n59', 'n0'];
        const long: LayoutEdge = { id: 'long', source, target, async: false, label };
        const input = { ...rest, edges: [...edges, long] };
        const drawing = fallbackLayout(input);
        assert.deepEqual(drawingFaults(input, drawing), FAULTLESS);
        assert.equal(drawingQuality(drawing).crossings, 0);
        const rows = new Set(drawing.nodes.map(({ y }) => y)).size;
        assert.ok(rows > 4, `${rows} rows`);
        const { points } = drawing.edges.find(({ id }) => id === 'long')!;
        // Out of its row, down, along one row and to its end; both once more where a label is in between.
        const along = points.filter(
          (point, i) => Math.abs(point.x - (points[i + 1] ?? point).x) > drawing.width / 2,
        );
        assert.ok(along.length <= (label ? 5 : 3), `${along.length} times along rows`);
      }
    });

    it(`pass rows without a fault, whatever their labels and the shape of the viewport (${way})`, () => {
      for (let seed = 1; seed <= 120; seed++) {
        const random = seededRandom(seed);
        const { edges, ...rest } = graphOf(chainWith(14 + seed, way));
        const labelled = edges.map((edge) =>
          random() < 0.3 ? { ...edge, label: { width: 20 + 60 * random(), height: 18 } } : edge,
        );
        const input = { ...rest, edges: labelled, aspectRatio: [0.4, 1, 1.6][seed % 3]! };
        assert.deepEqual(drawingFaults(input, fallbackLayout(input)), FAULTLESS, `seed ${seed}`);
      }
    });
  }

  it('have edges that pass the same rows go round one another', () => {
    const ends = chain(40);
    for (let i = 0; i < 3; i++) ends.push([i, 39 - i], [39 - i, i]);
    const input = graphOf(ends);
    const drawing = fallbackLayout(input);
    assert.deepEqual(drawingFaults(input, drawing), FAULTLESS);
    assert.equal(drawingQuality(drawing).crossings, 0);
  });

  it('are not folded where they have several levels, whose columns stay', () => {
    const { nodes, edges } = randomGraph({ family: 'chain', size: 40, seed: 1 });
    const input: LayoutInput = {
      nodes: nodes.map((node, i) => ({ ...node, level: Math.floor(i / 10) })),
      edges,
      direction: 'right',
      aspectRatio: 1.6,
    };
    const drawing = fallbackLayout(input);
    assert.deepEqual(drawingFaults(input, drawing), FAULTLESS);
    assert.equal(new Set(drawing.nodes.map(({ y }) => y)).size, 1);
  });
});
