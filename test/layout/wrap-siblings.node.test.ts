import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fallbackLayout } from '../../src/layout/fallback-layout.js';
import type { LayoutDirection, LayoutEdge, LayoutInput, LayoutNode } from '../../src/model/layout.js';
import { drawingFaults, drawingQuality, FAULTLESS } from './drawing-faults.js';
import { box, randomGraph, seededRandom } from './random-graphs.js';

/** How often the shape of the drawing is that of the viewport. */
function shape(input: LayoutInput): number {
  const { width, height } = fallbackLayout(input);
  return width / height / input.aspectRatio;
}

/** Several nodes that call each other, each with many callees, callers and callees of the next level of its own. */
function hubs(seed: number, direction: LayoutDirection): LayoutInput {
  const random = seededRandom(seed);
  const pick = (limit: number): number => Math.floor(random() * limit);
  const nodes: LayoutNode[] = [];
  const edges: LayoutEdge[] = [];
  const add = (level: number): LayoutNode => {
    const size = random() < 0.5 ? ([] as const) : ([60 + pick(140), 50 + pick(60)] as const);
    const node = box(`n${nodes.length}`, level, direction, ...size);
    nodes.push(node);
    return node;
  };
  const join = (source: LayoutNode, target: LayoutNode): void => {
    const label = random() < 0.2 ? { width: 30 + pick(60), height: 18 + pick(2) * 12 } : null;
    const async = source.level !== target.level;
    edges.push({ id: `e${edges.length}`, source: source.id, target: target.id, async, label });
  };
  const made: LayoutNode[] = [];
  for (let hub = 0; hub <= seed % 3; hub++) {
    const node = add(pick(7) - 3);
    if (made.length > 0) join(made[pick(made.length)] as LayoutNode, node);
    if (random() < 0.2) join(node, node);
    made.push(node);
    for (let i = pick(60); i > 0; i--) join(node, add(node.level));
    for (let i = random() < 0.5 ? pick(40) : 0; i > 0; i--) join(add(node.level), node);
    for (let i = random() < 0.3 ? pick(20) : 0; i > 0; i--) join(node, add(Math.min(3, node.level + 1)));
    for (let i = random() < 0.3 ? pick(20) : 0; i > 0; i--) join(node, add(Math.max(-3, node.level - 1)));
  }
  return { nodes, edges, direction, aspectRatio: 0.5 + random() * 2 };
}

const turnedRound = (input: LayoutInput): LayoutInput => ({
  ...input,
  edges: input.edges.map((edge) => ({ ...edge, source: edge.target, target: edge.source })),
});

describe('siblings in columns', () => {
  for (const size of [20, 100, 1000]) {
    it(`bring ${size} callees, or as many callers, into the shape of the viewport`, () => {
      for (const direction of ['right', 'down'] as const) {
        const input = randomGraph({ family: 'hub', size, seed: 4, direction });
        for (const hub of [input, turnedRound(input)]) {
          assert.ok(shape(hub) > 0.45 && shape(hub) < 1 / 0.45, `${direction}: ${shape(hub)}`);
          assert.deepEqual(drawingFaults(hub, fallbackLayout(hub)), FAULTLESS);
          assert.equal(drawingQuality(fallbackLayout(hub)).crossings, 0);
        }
      }
    });
  }

  it('stand in the order of the input, column after column', () => {
    const input = randomGraph({ family: 'hub', size: 60, seed: 4 });
    const [, ...callees] = fallbackLayout(input).nodes;
    for (const [i, node] of callees.slice(1).entries()) {
      const before = callees[i]!;
      assert.ok(node.x > before.x || node.y > before.y, node.id);
    }
  });

  it('are left in one column where the drawing fits as it is', () => {
    const input = randomGraph({ family: 'hub', size: 5, seed: 4 });
    assert.equal(new Set(fallbackLayout(input).nodes.map((node) => node.x)).size, 2);
  });

  for (const direction of ['right', 'down'] as const) {
    it(`are drawn without a fault in 500 random graphs (${direction})`, () => {
      let wrapped = 0;
      for (let seed = 1; seed <= 500; seed++) {
        const input = hubs(seed, direction);
        const drawing = fallbackLayout(input);
        assert.deepEqual(drawingFaults(input, drawing), FAULTLESS, `seed ${seed}`);
        const along = direction === 'right' ? 'x' : 'y';
        if (new Set(drawing.nodes.map((node) => node[along])).size > 30) wrapped++;
      }
      assert.ok(wrapped > 0);
    });
  }
});
