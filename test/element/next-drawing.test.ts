import { expect } from '@open-wc/testing';
import { sendMouse } from '@web/test-runner-commands';
import type { Span, TraceDependenciesElement } from '../../src/index.js';
import { span } from '../graph/span-builder.js';
import { boxOf, draw, part, settle } from './stage.js';

/** A drawing that is much longer than the stage; the last call, out of view, has failed and takes the tab stop. */
const chain: readonly Span[] = Array.from({ length: 160 }, (_, k) =>
  span(`a/${k + 1}`, {
    ...(k > 0 && { parent: `${k}` }),
    name: `step ${k}`,
    service: `service ${k}`,
    kind: k % 4 === 3 ? 'internal' : 'server',
    start: k,
    duration: 200 - k,
    failed: k === 150,
  }),
);

function placeOf(element: TraceDependenciesElement, operation: string): { x: number; y: number } {
  const stage = part(element, '.viewport').getBoundingClientRect();
  const box = boxOf(element, operation).getBoundingClientRect();
  return { x: box.x - stage.x, y: box.y - stage.y };
}

function isInView(element: TraceDependenciesElement, operation: string): boolean {
  const { width, height } = part(element, '.viewport').getBoundingClientRect();
  const { x, y } = placeOf(element, operation);
  return x > 0 && y > 0 && x < width && y < height;
}

describe('what is in view when another drawing comes', () => {
  it('is its beginning, when it is turned before anybody has moved it', async () => {
    const element = await draw({ spans: chain });
    expect(isInView(element, 'step 0')).to.equal(true);
    element.direction = 'down';
    await settle(element);
    expect(isInView(element, 'step 0')).to.equal(true);
    element.direction = 'right';
    await settle(element);
    expect(isInView(element, 'step 0')).to.equal(true);
  });

  for (const [change, properties] of [
    ['it is turned', { direction: 'down' }],
    ['it shows more nodes', { showInternalSpans: true }],
  ] as const)
    it(`is what was in the middle, where it was, when ${change} and the tab stop is out of view`, async () => {
      const element = await draw({ spans: chain });
      const stage = part(element, '.viewport').getBoundingClientRect();
      const middle = { x: stage.x + stage.width / 2, y: stage.y + stage.height / 2 };
      const { x, y } = boxOf(element, 'step 5').getBoundingClientRect();
      // A user moves it there: what a host has set is kept as it was set.
      const free: [number, number] = [Math.round(stage.x + 5), Math.round(stage.y + 5)];
      await sendMouse({ type: 'move', position: free });
      await sendMouse({ type: 'down' });
      await sendMouse({ type: 'move', position: [free[0] + 10, free[1]] });
      await sendMouse({
        type: 'move',
        position: [Math.round(free[0] + middle.x - x), Math.round(free[1] + middle.y - y)],
      });
      await sendMouse({ type: 'up' });
      await settle(element);
      const before = placeOf(element, 'step 5');
      expect(isInView(element, 'step 5')).to.equal(true);
      Object.assign(element, properties);
      await settle(element);
      const after = placeOf(element, 'step 5');
      expect(Math.hypot(after.x - before.x, after.y - before.y)).to.be.below(60);
    });
});
