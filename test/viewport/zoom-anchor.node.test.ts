import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { toGraph, toScreen, zoomTo } from '../../src/viewport/transform.js';
import { zoomAnchor } from '../../src/viewport/zoom-anchor.js';

const free = { x: 0, y: 40, width: 800, height: 500 };
const content = { x: 0, y: 0, width: 400, height: 300 };

describe('the point about which buttons and keys zoom', () => {
  it('is the middle of what the user works at, if that is in view', () => {
    const viewport = { x: 100, y: 50, scale: 2 };
    const at = zoomAnchor(viewport, [{ x: 100, y: 60, width: 40, height: 20 }], content, free);
    assert.deepEqual(at, { x: 340, y: 190 });
  });

  it('passes over what is out of view', () => {
    const viewport = { x: 100, y: 50, scale: 2 };
    const out = { x: 390, y: 10, width: 10, height: 10 };
    const seen = { x: 10, y: 10, width: 10, height: 10 };
    assert.deepEqual(zoomAnchor(viewport, [out, seen], content, free), { x: 130, y: 80 });
  });

  it('is otherwise the middle of what is seen of the drawing, and not of the view', () => {
    const corner = { x: 700, y: 440, scale: 1 };
    assert.deepEqual(zoomAnchor(corner, [], content, free), { x: 750, y: 490 });
  });

  it('is the middle of the free room when nothing of the drawing is seen', () => {
    assert.deepEqual(zoomAnchor({ x: 5000, y: 0, scale: 1 }, [], content, free), { x: 400, y: 290 });
  });

  it('always lies in the free room, and on the drawing as long as that is seen at all', () => {
    const number = fc.integer({ min: -2000, max: 2000 });
    const viewports = fc.record({
      x: number,
      y: number,
      scale: fc.double({ min: 0.05, max: 4, noNaN: true }),
    });
    fc.assert(
      fc.property(viewports, (viewport) => {
        const at = zoomAnchor(viewport, [], content, free);
        assert.ok(
          at.x >= free.x && at.x <= free.x + free.width && at.y >= free.y && at.y <= free.y + free.height,
        );
        const from = toScreen(viewport, { x: 0, y: 0 });
        const to = toScreen(viewport, { x: 400, y: 300 });
        const isSeen = from.x < 800 && to.x > 0 && from.y < 540 && to.y > 40;
        const { x, y } = toGraph(viewport, at);
        if (isSeen) assert.ok(x >= -0.01 && x <= 400.01 && y >= -0.01 && y <= 300.01, `${x} ${y}`);
        // Zooming about it keeps it: the drawing is not run away from.
        const next = toGraph(zoomTo(viewport, viewport.scale * 1.25, at, { min: 0.01, max: 10 }), at);
        assert.ok(Math.abs(next.x - x) < 1e-6 && Math.abs(next.y - y) < 1e-6);
      }),
    );
  });
});
