import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Point, Rect } from '../../src/model/layout.js';
import { cutLine } from '../../src/view/cut-line.js';
import { EdgeTiles } from '../../src/view/edge-tiles.js';
import type { SceneEdge } from '../../src/view/scene.js';

const place = fc.integer({ min: -3000, max: 3000 });
const line = fc.array(fc.record({ x: place, y: place }), { minLength: 2, maxLength: 6 });
const square: Rect = { x: -500, y: -500, width: 1000, height: 1000 };

/** The pieces of path data that has only absolute moves and lines. */
const piecesOf = (data: string): Point[][] =>
  data
    .split('M')
    .filter(Boolean)
    .map((piece) =>
      piece.split('L').map((at) => {
        const [x = NaN, y = NaN] = at.split(' ').map(Number);
        return { x, y };
      }),
    );

const lengthOf = (points: readonly Point[]): number =>
  points.reduce((sum, { x, y }, index) => {
    const before = points[index - 1] ?? { x, y };
    return sum + Math.hypot(x - before.x, y - before.y);
  }, 0);

function edgeOf(points: readonly Point[], part: { async?: boolean; errorCount?: number } = {}): SceneEdge {
  const edge = { async: false, errorCount: 0, ...part };
  return { edge, points, path: { line: '', head: 'H', middle: points[0] } } as unknown as SceneEdge;
}

describe('cutLine', () => {
  it('leaves a line in the square whole', () => {
    const points = [
      { x: 0, y: 0 },
      { x: 100, y: 0 },
      { x: 100, y: 50.25 },
    ];
    assert.equal(cutLine(points, square), 'M0 0L100 0L100 50.3');
  });

  it('draws nothing of a line that passes by', () => {
    const points = [
      { x: -2000, y: 0 },
      { x: 0, y: 2000 },
    ];
    assert.equal(cutLine(points, square), '');
  });

  it('has no piece beyond the square', () => {
    fc.assert(
      fc.property(line, (points) => {
        for (const { x, y } of piecesOf(cutLine(points, square)).flat())
          assert.ok(Math.abs(x) <= 501.1 && Math.abs(y) <= 501.1, `${x} ${y}`);
      }),
    );
  });

  it('loses nothing between squares', () => {
    fc.assert(
      fc.property(line, (points) => {
        let drawn = 0;
        for (let row = -4; row < 4; row++) {
          for (let column = -4; column < 4; column++) {
            const cell = { x: column * 1000, y: row * 1000, width: 1000, height: 1000 };
            for (const piece of piecesOf(cutLine(points, cell))) drawn += lengthOf(piece);
          }
        }
        // Pieces are rounded to tenths of a pixel.
        assert.ok(drawn >= lengthOf(points) - points.length * 8 * 0.3, `${drawn} of ${lengthOf(points)}`);
      }),
    );
  });
});

describe('EdgeTiles', () => {
  const all = [
    edgeOf([
      { x: 10, y: 10 },
      { x: 90, y: 10 },
    ]),
    edgeOf(
      [
        { x: 10, y: 20 },
        { x: 190, y: 20 },
      ],
      { async: true, errorCount: 2 },
    ),
  ];

  it('has a tile for each square and look, with the heads of what ends there', () => {
    const tiles = new EdgeTiles(100, () => all).over({ x: 0, y: 0, width: 50, height: 50 });
    assert.deepEqual(
      tiles.map(({ look, line, heads }) => ({ look, line, heads })),
      [
        { look: 'sync', line: 'M10 10L90 10', heads: 'H' },
        { look: 'async error', line: 'M10 20L101 20', heads: '' },
      ],
    );
  });

  it('gives the same tile again, so that nothing is drawn twice', () => {
    let asked = 0;
    const tiles = new EdgeTiles(100, () => (asked++, all));
    const first = tiles.over({ x: 0, y: 0, width: 50, height: 50 });
    const second = tiles.over({ x: 20, y: 0, width: 150, height: 50 });
    assert.equal(asked, 2);
    assert.ok(first.every((tile) => second.includes(tile)));
  });
});
