import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { Sequence } from '../../src/data-worker/sequence.js';

describe('Sequence', () => {
  it('keeps the order, also over failures', async () => {
    const { signal } = new AbortController();
    const sequence = new Sequence();
    const order: number[] = [];
    const slow = sequence.run(signal, () => wait(10).then(() => order.push(1)));
    const failing = sequence.run(signal, () => {
      order.push(2);
      throw new Error('failed');
    });
    const last = sequence.run(signal, () => order.push(3));
    await assert.rejects(failing, /failed/);
    await Promise.all([slow, last]);
    assert.deepEqual(order, [1, 2, 3]);
  });

  it('rejects at once when aborted, and never begins what has not begun', async () => {
    const controller = new AbortController();
    const sequence = new Sequence();
    let begun = false;
    let ended = false;
    const running = sequence.run(controller.signal, async () => {
      await wait(50);
      ended = true;
    });
    const waiting = sequence.run(controller.signal, () => {
      begun = true;
    });
    const reason = new Error('enough');
    await Promise.resolve();
    controller.abort(reason);
    await assert.rejects(running, reason);
    await assert.rejects(waiting, reason);
    assert.equal(ended, false);
    await sequence.run(new AbortController().signal, () => undefined);
    assert.equal(begun, false);
  });

  it('rejects with the reason when aborted before', async () => {
    await assert.rejects(
      new Sequence().run(AbortSignal.abort('reason'), () => 1),
      (reason) => reason === 'reason',
    );
  });
});
