import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { PlacedNode, Point, Rect } from '../../src/model/layout.js';
import {
  contains,
  detailLevel,
  intersects,
  VisibleIndex,
  type Line,
} from '../../src/viewport/visible-items.js';

const place = fc.integer({ min: -6000, max: 6000 });
const point: fc.Arbitrary<Point> = fc.record({ x: place, y: place });
const rect: fc.Arbitrary<Rect> = fc.record({
  x: place,
  y: place,
  width: fc.integer({ min: 0, max: 3000 }),
  height: fc.integer({ min: 0, max: 3000 }),
});
const nodeList = fc
  .array(rect, { maxLength: 30 })
  .map((rects): PlacedNode[] => rects.map((box, index) => ({ ...box, id: `n${index}` })));
const edgeList = fc
  .array(fc.array(point, { minLength: 2, maxLength: 5 }), { maxLength: 20 })
  .map((ways): Line[] => ways.map((points, index) => ({ id: `e${index}`, way: { points } })));

function passes({ way: { points } }: Line, view: Rect): boolean {
  return points.some((from, index) => {
    const to = points[index + 1] ?? from;
    for (let step = 0; step <= 200; step++) {
      const at = {
        x: from.x + ((to.x - from.x) * step) / 200,
        y: from.y + ((to.y - from.y) * step) / 200,
        width: 0,
        height: 0,
      };
      if (intersects(at, view)) return true;
    }
    return false;
  });
}

describe('VisibleIndex', () => {
  it('finds exactly the nodes in view', () => {
    fc.assert(
      fc.property(nodeList, edgeList, rect, (nodes, edges, view) => {
        const expected = nodes.filter((box) => intersects(box, view)).map(({ id }) => id);
        assert.deepEqual(new VisibleIndex(nodes, edges).query(view).nodes, expected);
      }),
    );
  });

  it('misses no edge that passes through the view, and finds only such as come near its box', () => {
    fc.assert(
      fc.property(nodeList, edgeList, rect, (nodes, edges, view) => {
        const found = new Set(new VisibleIndex(nodes, edges).query(view).edges);
        for (const edge of edges) assert.ok(!passes(edge, view) || found.has(edge.id), edge.id);
      }),
    );
  });

  it('leaves out long edges that pass far off', () => {
    const points = [
      { x: 0, y: 0 },
      { x: 10_000, y: 10_000 },
    ];
    const edges: Line[] = [{ id: 'diagonal', way: { points } }];
    const index = new VisibleIndex([], edges);
    assert.deepEqual(index.query({ x: 8000, y: 0, width: 500, height: 500 }).edges, []);
    assert.deepEqual(index.query({ x: 4900, y: 4900, width: 200, height: 200 }).edges, ['diagonal']);
  });

  it('reads no points of lines whose known extent is out of view', () => {
    const way = {
      extent: { x: 0, y: 0, width: 100, height: 100 },
      get points(): readonly Point[] {
        throw new Error('they were read');
      },
    };
    const index = new VisibleIndex([], [{ id: 'e', way }]);
    assert.deepEqual(index.query({ x: 200, y: 0, width: 100, height: 100 }).edges, []);
    assert.throws(() => index.query({ x: 50, y: 0, width: 100, height: 100 }), /they were read/);
  });

  it('is empty for an empty graph', () => {
    assert.deepEqual(new VisibleIndex([], []).query({ x: 0, y: 0, width: 1e9, height: 1e9 }), {
      nodes: [],
      edges: [],
    });
  });

  it('stays small for a drawing of extreme size', () => {
    const nodes = [0, 1].map((index) => ({ id: `n${index}`, x: index * 1e9, y: 0, width: 100, height: 100 }));
    const points = [
      { x: 100, y: 50 },
      { x: 1e9, y: 50 },
    ];
    const found = new VisibleIndex(nodes, [{ id: 'e', way: { points } }]).query({
      x: 0,
      y: 0,
      width: 1e9,
      height: 100,
    });
    assert.deepEqual(found, { nodes: ['n0', 'n1'], edges: ['e'] });
  });
});

describe('detailLevel', () => {
  it('falls away in steps', () => {
    assert.deepEqual(
      [1, 0.6, 0.59, 0.3, 0.29, 0.01].map((scale) => detailLevel(scale)),
      ['full', 'full', 'labels', 'labels', 'shapes', 'shapes'],
    );
  });

  it('stays as it is near the border between two levels', () => {
    assert.equal(detailLevel(0.59, 'full'), 'full');
    assert.equal(detailLevel(0.61, 'labels'), 'labels');
    assert.equal(detailLevel(0.5, 'full'), 'labels');
    assert.equal(detailLevel(0.7, 'labels'), 'full');
    assert.equal(detailLevel(0.1, 'full'), 'shapes');
  });
});

describe('contains', () => {
  it('is as far as each corner', () => {
    fc.assert(
      fc.property(rect, rect, (outer, inner) => {
        const corners = [
          [inner.x, inner.y],
          [inner.x + inner.width, inner.y + inner.height],
        ] as const;
        const expected = corners.every(([x, y]) => intersects(outer, { x, y, width: 0, height: 0 }));
        assert.equal(contains(outer, inner), expected);
      }),
    );
  });
});
