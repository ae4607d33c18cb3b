import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { overviewPaths } from '../../src/view/overview.js';
import type { Scene } from '../../src/view/scene.js';

/** As much of a scene as an overview needs: nodes in rows, each called by the one before it. */
function sceneOf(count: number, columns: number, distance: number): Scene {
  const placeOf = (index: number): { x: number; y: number } => ({
    x: (index % columns) * distance,
    y: Math.floor(index / columns) * distance,
  });
  const nodes = Array.from({ length: count }, (_, index) => ({
    node: { id: `n${index}`, kind: 'http', errorCount: index % 10 === 0 ? 1 : 0 },
    rect: { ...placeOf(index), width: 100, height: 100 },
    series: 1 + (index % 8),
  }));
  const edges = nodes.slice(1).map((_, index) => ({
    edge: { id: `e${index}`, async: index % 3 === 0, errorCount: 0 },
    points: [placeOf(index), placeOf(index + 1)],
    path: { line: 'M0 0L1 1' },
  }));
  const width = columns * distance;
  const height = Math.ceil(count / columns) * distance;
  return { nodes, edges, stubs: [], width, height } as unknown as Scene;
}

describe('overviewPaths', () => {
  it('has few paths, whatever the size and shape of the drawing', () => {
    for (const [columns, distance] of [
      [100, 200],
      [10_000, 200],
      [1, 200],
      [100, 20_000],
    ] as const) {
      const paths = overviewPaths(sceneOf(10_000, columns, distance));
      assert.ok(paths.length < 1500, `${paths.length} paths`);
    }
  });

  it('batches what looks alike in pieces, not over all of the drawing', () => {
    const scene = sceneOf(10_000, 100, 200);
    const longest = Math.max(...overviewPaths(scene).map(({ data }) => data.split('M').length));
    assert.ok(longest < 2000);
  });

  it('has every node and edge once, lines first', () => {
    const paths = overviewPaths(sceneOf(1000, 40, 200));
    const count = (part: string): number =>
      paths
        .filter(({ look }) => look.startsWith(part))
        .reduce((sum, { data }) => sum + data.split('M').length - 1, 0);
    assert.equal(count('shape'), 1000);
    assert.equal(count('line'), 999);
    const lastLine = paths.findLastIndex(({ look }) => look.startsWith('line'));
    const firstShape = paths.findIndex(({ look }) => look.startsWith('shape'));
    assert.ok(lastLine < firstShape);
  });

  it('of nothing is nothing', () => {
    assert.deepEqual(overviewPaths(sceneOf(0, 1, 1)), []);
  });
});
