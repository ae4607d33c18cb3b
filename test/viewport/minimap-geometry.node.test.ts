import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { minimapOf } from '../../src/viewport/minimap-geometry.js';

const ROOM = { width: 168, height: 112 };

describe('a minimap', () => {
  it('is as large as its room allows', () => {
    const map = minimapOf({ x: 0, y: 0, width: 1680, height: 560 }, ROOM);
    assert.deepEqual([map?.width, map?.height, map?.scale], [168, 56, 0.1]);
  });

  it('can be pressed also where the drawing is a line', () => {
    const wide = minimapOf({ x: 0, y: 0, width: 168_000, height: 100 }, ROOM);
    assert.deepEqual([wide?.width, wide?.height], [168, 24]);
    const high = minimapOf({ x: 0, y: 0, width: 100, height: 112_000 }, ROOM);
    assert.deepEqual([high?.width, high?.height], [24, 112]);
  });

  it('is none of what has no extent', () => {
    assert.equal(minimapOf({ x: 0, y: 0, width: 0, height: 100 }, ROOM), null);
  });
});
