import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Point } from '../../src/model/layout.js';
import { edgePath } from '../../src/view/edge-path.js';

const coordinate = fc.oneof(
  fc.integer({ min: -5000, max: 5000 }),
  fc.double({ min: -1e6, max: 1e6, noNaN: true }),
);
const point = fc.record({ x: coordinate, y: coordinate });
/** Ways as layouts give them, and such as they should not: points that coincide among them. */
const way = fc
  .array(fc.tuple(point, fc.boolean()), { maxLength: 12 })
  .map((list) => list.flatMap(([one, isTwice]) => (isTwice ? [one, one] : [one])));
const direction = fc.constantFrom('right' as const, 'down' as const);

const numbersIn = (path: string): number[] => (path.match(/-?[\d.]+(e-?\d+)?/g) ?? []).map(Number);

/** The last point of a path. */
const endOf = (path: string): number[] => numbersIn(path).slice(-2);

describe('edgePath', () => {
  it('is finite, whatever the way', () => {
    fc.assert(
      fc.property(way, fc.boolean(), direction, (points, curved, along) => {
        const { line, head, middle } = edgePath(points, { curved, direction: along });
        assert.doesNotMatch(`${line}${head}`, /NaN|Infinity|undefined|null/);
        assert.ok([...numbersIn(line), ...numbersIn(head), middle.x, middle.y].every(Number.isFinite));
      }),
    );
  });

  it('of a synchronous call has straight segments only', () => {
    fc.assert(
      fc.property(way, direction, (points, along) => {
        assert.match(edgePath(points, { curved: false, direction: along }).line, /^(M[^A-Z]*(L[^A-Z]*)+)?$/);
      }),
    );
  });

  it('of an asynchronous call is curved, also between two points in one row', () => {
    const straight = [
      { x: 0, y: 10 },
      { x: 100, y: 10 },
    ];
    assert.match(edgePath(straight, { curved: true, direction: 'right' }).line, /C/);
    assert.match(edgePath([...straight, { x: 100, y: 50 }], { curved: true, direction: 'right' }).line, /Q/);
  });

  it('begins at the source and has the tip of its head at the target', () => {
    fc.assert(
      fc.property(point, point, fc.boolean(), (from, to, curved) => {
        fc.pre(Math.hypot(from.x - to.x, from.y - to.y) > 1);
        const { line, head } = edgePath([from, to], { curved, direction: 'right' });
        const [x, y] = numbersIn(line);
        assert.ok(Math.abs(x! - from.x) <= 0.06 && Math.abs(y! - from.y) <= 0.06);
        const [tipX, tipY] = numbersIn(head);
        assert.ok(Math.abs(tipX! - to.x) <= 0.06 && Math.abs(tipY! - to.y) <= 0.06);
      }),
    );
  });

  it('ends where its head begins', () => {
    const { line } = edgePath(
      [
        { x: 0, y: 0 },
        { x: 100, y: 0 },
      ],
      { curved: false, direction: 'right' },
    );
    assert.deepEqual(endOf(line), [93, 0]);
  });

  it('has its middle half way along', () => {
    const bent: readonly Point[] = [
      { x: 0, y: 0 },
      { x: 100, y: 0 },
      { x: 100, y: 100 },
    ];
    assert.deepEqual(edgePath(bent, { curved: false, direction: 'right' }).middle, { x: 100, y: 0 });
  });

  it('of fewer than two distinct points is empty', () => {
    for (const points of [
      [],
      [{ x: 1, y: 2 }],
      [
        { x: 1, y: 2 },
        { x: 1, y: 2 },
      ],
    ]) {
      const { line, head } = edgePath(points, { curved: true, direction: 'down' });
      assert.deepEqual([line, head], ['', '']);
    }
  });
});
