import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fallbackLayout } from '../../src/layout/fallback-layout.js';
import type { LayoutDirection, LayoutEdge, LayoutInput, LayoutNode } from '../../src/model/layout.js';
import { drawingFaults, drawingQuality, FAULTLESS } from './drawing-faults.js';
import { plainDrawing } from './plain-drawing.js';
import { box, FAMILIES, randomGraph } from './random-graphs.js';

const edge = (source: string, target: string, more: Partial<LayoutEdge> = {}): LayoutEdge => ({
  id: `${source}→${target}${more.async ? ' async' : ''}`,
  source,
  target,
  async: false,
  label: null,
  ...more,
});

const graph = (
  nodes: readonly LayoutNode[],
  edges: readonly LayoutEdge[],
  direction: LayoutDirection = 'right',
): LayoutInput => ({ nodes, edges, direction, aspectRatio: 1.6 });

const nodes = (...ids: string[]): LayoutNode[] => ids.map((id) => box(id, 0, 'right'));

describe('fallbackLayout', () => {
  it('leads ten calls between the same two boxes past the boxes beside them', () => {
    for (const count of [2, 7, 8, 10, 40])
      for (const label of [null, { width: 30, height: 14 }]) {
        const nodes = ['s', 'a', 'b', 'c'].map((id) => box(id, 0, 'right'));
        const edges = ['a', 'b', 'c'].flatMap((target) =>
          Array.from({ length: count }, (_, k) => ({
            id: `${target}${k}`,
            source: 's',
            target,
            async: k % 2 === 1,
            label,
          })),
        );
        const input: LayoutInput = { nodes, edges, direction: 'right', aspectRatio: 1.6 };
        assert.deepEqual(drawingFaults(input, fallbackLayout(input)), FAULTLESS, `${count}`);
      }
  });

  it('draws nothing without nodes', () => {
    const drawing = fallbackLayout(graph([], []));
    assert.deepEqual(drawing, { nodes: [], edges: [], bands: [], width: 0, height: 0, profile: 'linear' });
  });

  it('draws a single node', () => {
    const input = graph(nodes('a'), []);
    const drawing = fallbackLayout(input);
    assert.deepEqual(drawingFaults(input, drawing), FAULTLESS);
    assert.equal(drawing.bands.length, 1);
  });

  for (const direction of ['right', 'down'] as const) {
    it(`draws 1,000 random graphs without a fault (${direction})`, () => {
      for (let seed = 1; seed <= 1000; seed++) {
        const family = FAMILIES[seed % FAMILIES.length] as (typeof FAMILIES)[number];
        const size = seed % 50 === 0 ? 120 : (seed * 7) % 41;
        const odd = seed % 3 !== 0;
        const input = randomGraph({ family, size, seed, odd, direction, ratio: 1 + (seed % 5) / 4 });
        assert.deepEqual(
          drawingFaults(input, fallbackLayout(input)),
          FAULTLESS,
          `${family} ${size}, seed ${seed}`,
        );
      }
    });
  }

  it('gives an equal drawing for equal input', () => {
    const input = randomGraph({ family: 'linked', size: 80, seed: 5, odd: true });
    assert.deepEqual(
      plainDrawing(fallbackLayout(input)),
      plainDrawing(fallbackLayout(structuredClone(input))),
    );
  });

  it('draws a chain on one straight line', () => {
    const drawing = fallbackLayout(graph(nodes('a', 'b', 'c'), [edge('a', 'b'), edge('b', 'c')]));
    assert.equal(new Set(drawing.nodes.map((node) => node.y)).size, 1);
    assert.deepEqual(
      drawing.edges.map((e) => e.points.length),
      [2, 2],
    );
  });

  it('puts every level behind the one before, also for components that are not connected', () => {
    const input = graph(
      [box('a', -1, 'right'), box('b', 0, 'right'), box('c', 0, 'right', 300), box('d', 2, 'right')],
      [edge('a', 'b')],
    );
    assert.deepEqual(drawingFaults(input, fallbackLayout(input)), FAULTLESS);
    assert.deepEqual(
      fallbackLayout(input).bands.map((band) => band.level),
      [-1, 0, 2],
    );
  });

  it('draws no crossing in a tree', () => {
    const input = randomGraph({ family: 'tree', size: 60, seed: 3 });
    assert.equal(drawingQuality(fallbackLayout(input)).crossings, 0);
  });

  it('sets a synchronous and an asynchronous edge between the same nodes apart', () => {
    const input = graph(nodes('a', 'b'), [edge('a', 'b'), edge('a', 'b', { async: true })]);
    const [first, second] = fallbackLayout(input).edges.map((e) => e.points);
    assert.notDeepEqual(first, second);
  });

  it('leads a backward edge round both of its nodes', () => {
    const input = graph(nodes('a', 'b'), [edge('a', 'b'), edge('b', 'a')]);
    const drawing = fallbackLayout(input);
    assert.deepEqual(drawingFaults(input, drawing), FAULTLESS);
    const back = drawing.edges[1]?.points ?? [];
    const below = Math.max(...back.map((p) => p.y));
    for (const node of drawing.nodes) assert.ok(below >= node.y + node.height, 'passes below the boxes');
  });

  it('leads several backward edges of one node round it without crossing what leaves it forward', () => {
    const input = graph(nodes('a', 'b', 'c', 'd', 'e', 'f'), [
      edge('a', 'b'),
      edge('b', 'c'),
      edge('c', 'd'),
      edge('c', 'e'),
      edge('c', 'f'),
      edge('c', 'a'),
      edge('c', 'b'),
    ]);
    const drawing = fallbackLayout(input);
    assert.deepEqual(drawingFaults(input, drawing), FAULTLESS);
    // One turns inside the other, and both turn into nodes that an edge enters and leaves forward.
    assert.ok(drawingQuality(drawing).crossings <= 1);
  });

  it('keeps a self loop with its label above the box', () => {
    const input = graph(nodes('a', 'b'), [
      edge('a', 'a', { label: { width: 30, height: 16 } }),
      edge('a', 'b'),
    ]);
    const drawing = fallbackLayout(input);
    assert.deepEqual(drawingFaults(input, drawing), FAULTLESS);
    const label = drawing.edges[0]?.label;
    const node = drawing.nodes[0];
    assert.ok(label && node && label.y + label.height <= node.y);
  });

  it('keeps labels of self loops apart, however wide they are', () => {
    for (const width of [90, 150, 400]) {
      const names = ['a', 'b', 'c', 'd', 'e', 'f'];
      const loops = names.map((name) => edge(name, name, { label: { width, height: 18 } }));
      const input = graph(nodes(...names), [
        ...loops,
        edge('a', 'b'),
        edge('b', 'c'),
        ...['d', 'e', 'f'].map((name) => edge('c', name)),
      ]);
      for (const direction of ['right', 'down'] as const)
        assert.deepEqual(
          drawingFaults({ ...input, direction }, fallbackLayout({ ...input, direction })),
          FAULTLESS,
        );
    }
  });

  it('believes no size that is not finite, and leaves out an edge to nowhere', () => {
    const bad = { ...box('a', 0, 'right'), width: NaN, height: -Infinity };
    const drawing = fallbackLayout(
      graph([bad, box('b', 0, 'right')], [edge('a', 'b'), edge('a', 'nowhere')]),
    );
    assert.equal(drawing.edges.length, 1);
    for (const node of drawing.nodes) assert.ok(Number.isFinite(node.x + node.y + node.width + node.height));
    assert.ok(Number.isFinite(drawing.width + drawing.height));
  });

  describe('of large graphs', () => {
    const cases = [
      { family: 'dag', size: 10_000, ratio: 1.2 },
      { family: 'cyclic', size: 10_000, ratio: 2 },
      { family: 'linked', size: 10_000, ratio: 1.2 },
      { family: 'scattered', size: 10_000, ratio: 1 },
      { family: 'hub', size: 1_001, ratio: 1 },
      { family: 'chain', size: 100_000, ratio: 1 },
    ] as const;
    for (const { family, size, ratio } of cases) {
      it(`${family}, ${size} nodes`, () => {
        const input = randomGraph({ family, size, ratio, seed: 1 });
        const drawing = fallbackLayout(input);
        assert.equal(drawing.nodes.length, size);
        if (size > 10_000) return;
        const { overlappingBoxes, throughBoxes } = drawingFaults(input, drawing);
        assert.deepEqual({ overlappingBoxes, throughBoxes }, { overlappingBoxes: 0, throughBoxes: 0 });
      });
    }

    it('leads edges that are too long for dummies round the outside, through no box', () => {
      const chain = Array.from({ length: 600 }, (_, i) => box(`n${i}`, 0, 'right'));
      const edges = chain.slice(1).map((node, i) => edge(`n${i}`, node.id));
      for (let i = 0; i < 500; i++) {
        edges.push(edge(`n${i % 100}`, `n${599 - (i % 97)}`, { id: `long ${i}` }));
        edges.push(edge(`n${599 - (i % 89)}`, `n${i % 100}`, { id: `back ${i}` }));
      }
      const input = graph(chain, edges);
      const faults = drawingFaults(input, fallbackLayout(input));
      assert.deepEqual(faults, FAULTLESS);
    });
  });
});
