import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { countCrossings, drawingCost } from '../../src/layout/drawing-cost.js';
import type { PlacedGraph, Point } from '../../src/model/layout.js';
import { drawingQuality } from './drawing-faults.js';

const line = (...numbers: readonly number[]): readonly Point[] =>
  Array.from({ length: numbers.length / 2 }, (_, i) => ({ x: numbers[2 * i]!, y: numbers[2 * i + 1]! }));

function drawing(lines: readonly (readonly Point[])[], width = 100, height = 100): PlacedGraph {
  const edges = lines.map((points, number) => ({ id: String(number), points, label: null }));
  return { nodes: [], edges, bands: [], width, height, profile: 'linear' };
}

const crossings = (...lines: readonly (readonly Point[])[]): number => countCrossings(drawing(lines).edges);

describe('countCrossings', () => {
  it('counts lines that cross, wherever they begin', () => {
    assert.equal(crossings(line(0, 0, 10, 10), line(0, 10, 10, 0)), 1);
    assert.equal(crossings(line(10, 10, 0, 0), line(0, 10, 10, 0)), 1);
    assert.equal(crossings(line(5, -5, 5, 5), line(0, 0, 10, 0)), 1);
  });

  it('does not count lines that meet, or run on one line', () => {
    assert.equal(crossings(line(0, 0, 10, 10), line(10, 10, 20, 0)), 0);
    assert.equal(crossings(line(0, 0, 10, 0), line(5, 0, 15, 0)), 0);
    assert.equal(crossings(line(0, 0, 10, 0), line(5, 0, 15, 8)), 0);
  });

  it('does not count an edge that crosses itself', () => {
    assert.equal(crossings(line(0, 0, 10, 10, 10, 0, 0, 10)), 0);
  });

  it('counts as the plain reading does', () => {
    const points = fc.array(
      fc.record({ x: fc.integer({ min: 0, max: 30 }), y: fc.integer({ min: 0, max: 30 }) }),
      {
        minLength: 2,
        maxLength: 5,
      },
    );
    fc.assert(
      fc.property(fc.array(points, { maxLength: 12 }), (lines) => {
        assert.equal(countCrossings(drawing(lines).edges), drawingQuality(drawing(lines)).crossings);
      }),
    );
  });
});

describe('drawingCost', () => {
  it('adds up length, crossings, bends and the room that is taken', () => {
    assert.equal(drawingCost(drawing([line(0, 0, 30, 40)], 100, 100), 1), 50 + 4 * 100);
    assert.equal(drawingCost(drawing([line(0, 0, 10, 0, 10, 10)], 0, 0), 1), 20 + 12);
    assert.equal(drawingCost(drawing([line(0, 0, 10, 0, 20, 0)], 0, 0), 1), 20);
    assert.equal(drawingCost(drawing([line(0, 0, 8, 6), line(0, 6, 8, 0)], 0, 0), 1), 20 + 150);
  });

  it('counts room in the shape of the viewport', () => {
    const wide = drawing([], 400, 100);
    assert.ok(drawingCost(wide, 4) < drawingCost(wide, 1));
  });
});
