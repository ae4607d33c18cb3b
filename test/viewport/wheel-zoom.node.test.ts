import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { wheelFactor, wheelZooms } from '../../src/viewport/wheel-zoom.js';

const turn = { deltaY: 100, deltaMode: 0, ctrlKey: false, metaKey: false };

describe('wheelFactor', () => {
  it('shrinks when turned towards the user, and back', () => {
    const out = wheelFactor(turn);
    assert.ok(out < 1 && out > 0.8, String(out));
    assert.ok(Math.abs(out * wheelFactor({ ...turn, deltaY: -100 }) - 1) < 1e-12);
  });

  it('counts lines and pages in pixels', () => {
    assert.equal(wheelFactor({ ...turn, deltaY: 3, deltaMode: 1 }), wheelFactor({ ...turn, deltaY: 48 }));
    assert.ok(wheelFactor({ ...turn, deltaY: 1, deltaMode: 2 }) < wheelFactor(turn));
  });

  it('makes a pinch fine and a notch with Ctrl no jump', () => {
    const pinch = wheelFactor({ ...turn, deltaY: -2, ctrlKey: true });
    assert.ok(pinch > 1.02 && pinch < 1.04, String(pinch));
    assert.ok(wheelFactor({ ...turn, deltaY: -120, ctrlKey: true }) < 1.25);
  });

  it('takes no step for what is not a number', () => {
    assert.equal(wheelFactor({ ...turn, deltaY: NaN }), 1);
    assert.equal(wheelFactor({ ...turn, deltaY: Infinity }), 1);
  });
});

describe('wheelZooms', () => {
  it('follows the policy', () => {
    const ctrl = { ...turn, ctrlKey: true };
    const meta = { ...turn, metaKey: true };
    assert.deepEqual(
      [turn, ctrl, meta].map((t) => wheelZooms(t, 'modifier')),
      [false, true, true],
    );
    assert.deepEqual(
      [turn, ctrl, meta].map((t) => wheelZooms(t, 'always')),
      [true, true, true],
    );
    assert.deepEqual(
      [turn, ctrl, meta].map((t) => wheelZooms(t, 'off')),
      [false, false, false],
    );
  });
});
