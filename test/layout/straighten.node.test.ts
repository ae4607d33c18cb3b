import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fallbackLayout } from '../../src/layout/fallback-layout.js';
import { Gates } from '../../src/layout/layered/gates.js';
import { PointList } from '../../src/layout/layered/point-list.js';
import { drawingQuality } from './drawing-faults.js';
import { randomGraph } from './random-graphs.js';

function straightWay(
  ...points: readonly (readonly [x: number, y: number, low?: number, high?: number])[]
): readonly number[] {
  const gates = new Gates();
  for (const point of points) gates.add(...point);
  const way = new PointList();
  gates.appendStraightWay(way);
  return [...way.values.subarray(0, way.length)];
}

describe('straight ways through gates', () => {
  it('leave out every point that a straight line does not need', () => {
    const way = straightWay([0, 0], [10, 8, 0, 20], [20, 3, 0, 20], [30, 30]);
    assert.deepEqual(way, [0, 0, 30, 30]);
  });

  it('bend where a gate is in the way', () => {
    const way = straightWay([0, 0], [10, 20, 18, 22], [20, 20, 18, 22], [30, 0]);
    assert.deepEqual(way, [0, 0, 10, 20, 20, 20, 30, 0]);
  });

  it('run either way', () => {
    const way = straightWay([30, 30], [20, 3, 0, 20], [10, 8, 0, 20], [0, 0]);
    assert.deepEqual(way, [30, 30, 0, 0]);
  });

  it('keep upright stretches', () => {
    const way = straightWay([0, 0], [0, 40], [10, 40], [20, 40]);
    assert.deepEqual(way, [0, 0, 0, 40, 20, 40]);
  });
});

it('edges that leave and enter boxes at their sides are drawn with less than nine bends for ten edges', () => {
  for (let seed = 1; seed <= 20; seed++) {
    const input = randomGraph({ family: 'dag', size: 40, seed, direction: 'down' });
    // A viewport of the drawing's own shape: nothing has to be folded or wrapped.
    const drawing = fallbackLayout({ ...input, aspectRatio: 3 });
    assert.ok(drawingQuality(drawing).bends < 0.9 * drawing.edges.length, `seed ${seed}`);
  }
});
