import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  boundsOf,
  centreRect,
  clampViewport,
  defaultScaleLimits,
  fitRect,
  panBy,
  pinch,
  revealRect,
  sameViewport,
  scaleLimits,
  toGraph,
  toScreen,
  visibleRect,
  zoomBy,
  zoomTo,
  type Size,
  type Viewport,
} from '../../src/viewport/transform.js';
import type { Point, Rect } from '../../src/model/layout.js';

const coordinate = fc.double({ min: -1e5, max: 1e5, noNaN: true });
const scale = fc.double({ min: 0.05, max: 4, noNaN: true });
const point: fc.Arbitrary<Point> = fc.record({ x: coordinate, y: coordinate });
const viewport: fc.Arbitrary<Viewport> = fc.record({ x: coordinate, y: coordinate, scale });
const length = fc.double({ min: 0, max: 1e5, noNaN: true });
const rect: fc.Arbitrary<Rect> = fc.record({ x: coordinate, y: coordinate, width: length, height: length });
const side = fc.integer({ min: 100, max: 4000 });
const size: fc.Arbitrary<Size> = fc.record({ width: side, height: side });

function assertNear(actual: number, expected: number, message?: string): void {
  assert.ok(
    Math.abs(actual - expected) <= 1e-6 * Math.max(1, Math.abs(expected)) + 1e-4,
    message ?? `${actual} is not ${expected}`,
  );
}

function assertSamePoint(actual: Point, expected: Point): void {
  assertNear(actual.x, expected.x);
  assertNear(actual.y, expected.y);
}

function onScreen(view: Viewport, box: Rect): Rect {
  return { ...toScreen(view, box), width: box.width * view.scale, height: box.height * view.scale };
}

describe('points of graph and screen', () => {
  it('are each other’s inverse', () => {
    fc.assert(
      fc.property(viewport, point, (view, p) => assertSamePoint(toGraph(view, toScreen(view, p)), p)),
    );
  });

  it('move with the pan', () => {
    assert.deepEqual(toScreen(panBy({ x: 1, y: 2, scale: 2 }, 10, 20), { x: 5, y: 5 }), { x: 21, y: 32 });
  });

  it('give the visible part of the graph, with a margin of the screen', () => {
    assert.deepEqual(visibleRect({ x: 100, y: 50, scale: 2 }, { width: 400, height: 200 }, 10), {
      x: -55,
      y: -30,
      width: 210,
      height: 110,
    });
  });
});

describe('zooming', () => {
  it('keeps the point of the graph under the pointer', () => {
    fc.assert(
      fc.property(viewport, point, fc.double({ min: 0.1, max: 10, noNaN: true }), (view, at, factor) => {
        assertSamePoint(toScreen(zoomBy(view, factor, at), toGraph(view, at)), at);
      }),
    );
  });

  it('stays within the limits, whatever the factor', () => {
    fc.assert(
      fc.property(viewport, point, fc.double({ min: 0 }), (view, at, factor) => {
        const { min, max } = defaultScaleLimits;
        const zoomed = zoomBy(view, factor, at);
        assert.ok(zoomed.scale >= min && zoomed.scale <= max);
      }),
    );
  });

  it('returns when zoomed in and out by the same factor', () => {
    const view = { x: 3, y: -7, scale: 0.8 };
    const at = { x: 200, y: 120 };
    assert.ok(sameViewport(zoomBy(zoomBy(view, 1.7, at), 1 / 1.7, at), view));
  });

  it('sets a scale', () => {
    assert.deepEqual(zoomTo({ x: 0, y: 0, scale: 1 }, 2, { x: 10, y: 10 }), { x: -10, y: -10, scale: 2 });
  });
});

describe('pinching', () => {
  it('keeps the middle of the fingers on its point and scales with their distance', () => {
    fc.assert(
      fc.property(viewport, point, point, point, (view, a, b, to) => {
        fc.pre(Math.hypot(a.x - b.x, a.y - b.y) > 1);
        const shifted = { x: b.x + to.x, y: b.y + to.y };
        const moved = { x: a.x + to.x, y: a.y + to.y };
        const result = pinch(view, [a, b], [moved, shifted]);
        assertNear(result.scale, view.scale);
        assertNear(result.x, view.x + to.x);
      }),
    );
    assert.equal(
      pinch(
        { x: 0, y: 0, scale: 1 },
        [
          { x: 0, y: 0 },
          { x: 10, y: 0 },
        ],
        [
          { x: 0, y: 0 },
          { x: 20, y: 0 },
        ],
      ).scale,
      2,
    );
  });

  it('survives fingers at one point', () => {
    const at = { x: 5, y: 5 };
    assert.deepEqual(pinch({ x: 0, y: 0, scale: 1 }, [at, at], [at, { x: 90, y: 5 }]).scale, 1);
  });
});

describe('fitting', () => {
  it('shows all of the content, centred', () => {
    fc.assert(
      fc.property(rect, size, (content, view) => {
        const seen = onScreen(fitRect(content, view, 24), content);
        assert.ok(seen.x >= 24 - 1e-3 && seen.x + seen.width <= view.width - 24 + 1e-3);
        assert.ok(seen.y >= 24 - 1e-3 && seen.y + seen.height <= view.height - 24 + 1e-3);
        assertNear(seen.x + seen.width / 2, view.width / 2);
        assertNear(seen.y + seen.height / 2, view.height / 2);
      }),
    );
  });

  it('enlarges to 1.25 at most', () => {
    assert.equal(fitRect({ x: 0, y: 0, width: 10, height: 10 }, { width: 1000, height: 1000 }).scale, 1.25);
  });

  it('gives finite numbers for hidden views and empty content', () => {
    for (const width of [0, 1, 47, 48]) {
      const fitted = fitRect({ x: 0, y: 0, width: 0, height: 0 }, { width, height: 0 });
      assert.ok(Object.values(fitted).every(Number.isFinite), JSON.stringify(fitted));
      assert.ok(fitted.scale > 0);
    }
  });

  it('centres at a given scale', () => {
    assert.deepEqual(centreRect({ x: 10, y: 10, width: 20, height: 20 }, { width: 100, height: 100 }, 2), {
      x: 10,
      y: 10,
      scale: 2,
    });
  });
});

describe('revealing', () => {
  it('brings a rectangle that fits wholly into view', () => {
    fc.assert(
      fc.property(viewport, rect, size, (view, box, room) => {
        const before = onScreen(view, box);
        fc.pre(before.width + 32 <= room.width && before.height + 32 <= room.height);
        const after = onScreen(revealRect(view, box, room, 16), box);
        assert.ok(after.x >= 16 - 1e-3 && after.x + after.width <= room.width - 16 + 1e-3);
        assert.ok(after.y >= 16 - 1e-3 && after.y + after.height <= room.height - 16 + 1e-3);
      }),
    );
  });

  it('does not move what is in view, and moves no further than needed', () => {
    const view = { x: 0, y: 0, scale: 1 };
    const room = { width: 400, height: 300 };
    assert.equal(revealRect(view, { x: 50, y: 50, width: 100, height: 50 }, room), view);
    assert.deepEqual(revealRect(view, { x: 350, y: 50, width: 100, height: 50 }, room), {
      x: -66,
      y: 0,
      scale: 1,
    });
    assert.deepEqual(revealRect(view, { x: -50, y: 50, width: 100, height: 50 }, room), {
      x: 66,
      y: 0,
      scale: 1,
    });
  });

  it('shows the beginning of what is larger than the view', () => {
    const moved = revealRect(
      { x: -500, y: 0, scale: 1 },
      { x: 0, y: 50, width: 900, height: 10 },
      { width: 400, height: 300 },
    );
    assert.deepEqual(moved, { x: 16, y: 0, scale: 1 });
  });
});

describe('clamping', () => {
  it('keeps a part of the content in view, wherever one drags', () => {
    fc.assert(
      fc.property(viewport, rect, size, (view, content, room) => {
        const seen = onScreen(clampViewport(view, content, room, 64), content);
        const shownX = Math.min(seen.x + seen.width, room.width) - Math.max(seen.x, 0);
        const shownY = Math.min(seen.y + seen.height, room.height) - Math.max(seen.y, 0);
        assert.ok(shownX >= Math.min(64, seen.width, room.width) - 1e-3);
        assert.ok(shownY >= Math.min(64, seen.height, room.height) - 1e-3);
      }),
    );
  });

  it('changes nothing twice', () => {
    fc.assert(
      fc.property(viewport, rect, size, (view, content, room) => {
        const once = clampViewport(view, content, room);
        assert.ok(sameViewport(clampViewport(once, content, room), once));
      }),
    );
  });
});

describe('limits of the scale', () => {
  it('always allow to see all of the content', () => {
    fc.assert(
      fc.property(rect, size, (content, room) => {
        const { min, max } = scaleLimits(content, room);
        assert.ok(min <= fitRect(content, room).scale && min <= 0.05 && max === 4);
      }),
    );
  });
});

describe('boundsOf', () => {
  it('spans all rectangles, and is null for none', () => {
    assert.equal(boundsOf([]), null);
    assert.deepEqual(
      boundsOf([
        { x: 1, y: 2, width: 3, height: 4 },
        { x: -1, y: 4, width: 1, height: 9 },
      ]),
      {
        x: -1,
        y: 2,
        width: 5,
        height: 11,
      },
    );
  });
});
