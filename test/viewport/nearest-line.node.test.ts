import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { nearestLine } from '../../src/viewport/nearest-line.js';

const flat = {
  points: [
    { x: 0, y: 0 },
    { x: 100, y: 0 },
  ],
};
const bent = {
  points: [
    { x: 0, y: 10 },
    { x: 50, y: 10 },
    { x: 50, y: 90 },
  ],
};

describe('nearestLine', () => {
  it('finds the line that passes nearest', () => {
    assert.equal(nearestLine([flat, bent], { x: 20, y: 4 }, 7), flat);
    assert.equal(nearestLine([flat, bent], { x: 20, y: 6 }, 7), bent);
    assert.equal(nearestLine([flat, bent], { x: 54, y: 60 }, 7), bent);
  });

  it('reaches no farther than it is told, beyond the ends neither', () => {
    assert.equal(nearestLine([flat], { x: 50, y: 8 }, 7), null);
    assert.equal(nearestLine([flat], { x: 108, y: 0 }, 7), null);
    assert.equal(nearestLine([flat], { x: 106, y: 0 }, 7), flat);
  });

  it('takes a line without length for a point', () => {
    const point = { points: [flat.points[0]!, flat.points[0]!] };
    assert.equal(nearestLine([point], { x: 3, y: 4 }, 5), point);
    assert.equal(nearestLine([], { x: 0, y: 0 }, 5), null);
  });
});
