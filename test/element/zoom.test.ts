import { expect } from '@open-wc/testing';
import { sendMouse } from '@web/test-runner-commands';
import type { TraceDependenciesElement } from '../../src/index.js';
import { shop } from './sample-traces.js';
import {
  boxOf,
  click,
  draw,
  focused,
  nodeOf,
  part,
  parts,
  press,
  record,
  settle,
  shapeOf,
  stubBox,
} from './stage.js';

const scaleOf = (element: TraceDependenciesElement): number => element.viewState.viewport?.scale ?? NaN;

const button = (element: TraceDependenciesElement, name: string): HTMLButtonElement =>
  part<HTMLButtonElement>(element, `[part~="${name}-button"]`);

function middleOf(target: Element): { x: number; y: number } {
  const { left, top, width, height } = target.getBoundingClientRect();
  return { x: left + width / 2, y: top + height / 2 };
}

describe('zooming by buttons and keys', () => {
  it('keeps the selected node where it is', async () => {
    const element = await draw({ spans: shop });
    element.select(nodeOf(element, 'SELECT orders').id);
    await settle(element);
    const before = middleOf(boxOf(element, 'SELECT orders'));
    for (let step = 0; step < 4; step++) await click(button(element, 'zoom-in'));
    const after = middleOf(boxOf(element, 'SELECT orders'));
    expect(Math.hypot(after.x - before.x, after.y - before.y)).to.be.below(1);
  });

  it('keeps the focused node where it is, whatever is selected', async () => {
    const element = await draw({ spans: shop });
    element.select(nodeOf(element, 'SELECT orders').id);
    await settle(element);
    shapeOf(element, 'price').focus();
    await press('ArrowDown');
    await element.updateComplete;
    const box = focused(element)?.closest('.node, .stub') as HTMLElement;
    const before = middleOf(box);
    await press('+', '+', '-', '+');
    const after = middleOf(box);
    expect(Math.hypot(after.x - before.x, after.y - before.y)).to.be.below(1);
  });

  it('stays at the drawing when nothing is selected, however far it has been moved', async () => {
    const element = await draw({ spans: shop });
    element.viewState = { viewport: { x: 950, y: 450, scale: 0.5 } };
    await settle(element);
    for (let step = 0; step < 8; step++) await click(button(element, 'zoom-in'));
    const stage = part(element, '.viewport').getBoundingClientRect();
    const seen = parts(element, '.band, .node, .stub, .edge .line').filter((drawn) => {
      const { left, right, top, bottom } = drawn.getBoundingClientRect();
      return right > stage.left && left < stage.right && bottom > stage.top && top < stage.bottom;
    });
    expect(seen.length).to.be.above(0);
  });

  it('goes to 100 %, and to what is selected once something is', async () => {
    const element = await draw({ spans: shop });
    await click(button(element, 'zoom-in'));
    await click(button(element, 'actual-size'));
    expect(scaleOf(element)).to.equal(1);
    expect(button(element, 'zoom-to-selection').disabled).to.equal(true);
    element.select(nodeOf(element, 'mail send').id);
    await settle(element);
    const events = record(element, 'view-change');
    await click(button(element, 'zoom-to-selection'));
    await settle(element);
    expect(events.length).to.equal(1);
    const stage = part(element, '.viewport').getBoundingClientRect();
    const { x } = middleOf(boxOf(element, 'mail send'));
    expect(x).to.be.closeTo(stage.left + stage.width / 2, 1);
  });

  it('moves by a page with the keys of that name', async () => {
    const element = await draw({ spans: shop });
    shapeOf(element, 'price').focus();
    await press('+', '+', '+', '+');
    const before = element.viewState.viewport!;
    await press('PageDown');
    const { y, scale } = element.viewState.viewport!;
    expect(y).to.be.below(before.y - 100);
    expect(scale).to.equal(before.scale);
    await press('PageUp');
    expect(element.viewState.viewport!.y).to.be.above(y);
  });
});

describe('a double click', () => {
  const doubleClick = (target: Element, x: number, y: number, shiftKey = false): boolean =>
    target.dispatchEvent(
      new MouseEvent('dblclick', {
        clientX: x,
        clientY: y,
        shiftKey,
        bubbles: true,
        composed: true,
        cancelable: true,
      }),
    );

  for (const [name, style] of [
    ['as it is', ''],
    ['scaled by an ancestor', 'transform: scale(0.5); transform-origin: 0 0'],
    ['in a page that is enlarged', 'zoom: 1.5'],
  ] as const) {
    it(`zooms to the pointer and back with Shift, ${name}`, async () => {
      const element = await draw({ spans: shop });
      (element.parentElement as HTMLElement).style.cssText += `;${style}`;
      await settle(element);
      const viewport = part(element, '.viewport');
      const box = shapeOf(element, 'price');
      // A spot beside the node, so that the node tells where the spot has gone.
      const { left, top, width } = box.getBoundingClientRect();
      const at = { x: left - width, y: top };
      doubleClick(viewport, at.x, at.y);
      await settle(element);
      const after = box.getBoundingClientRect();
      const factor = after.width / width;
      expect(factor).to.be.above(1.3);
      expect(after.left).to.be.closeTo(at.x + width * factor, 1);
      expect(after.top).to.be.closeTo(at.y, 1);
      doubleClick(viewport, at.x, at.y, true);
      await settle(element);
      expect(box.getBoundingClientRect().left).to.be.closeTo(left, 1);
      expect(box.getBoundingClientRect().width).to.be.closeTo(width, 0.5);
    });
  }

  it('on a node or stub is not a zoom', async () => {
    const element = await draw({ spans: shop });
    await click(button(element, 'zoom-in'));
    const before = scaleOf(element);
    for (const box of [boxOf(element, 'price'), stubBox(element, true)]) {
      const { x, y } = middleOf(box);
      doubleClick(box, x, y);
      await settle(element);
    }
    expect(scaleOf(element)).to.equal(before);
  });
});

describe('the wheel', () => {
  it('says once per page how to zoom with it, and leaves its turn to the page', async () => {
    const element = await draw({ spans: shop });
    const target = part(element, '.viewport');
    const turn = (): boolean =>
      target.dispatchEvent(new WheelEvent('wheel', { deltaY: 40, bubbles: true, cancelable: true }));
    expect(turn()).to.equal(true);
    await element.updateComplete;
    expect(parts(element, '.notice').length).to.equal(1);
    element.remove();
    const next = await draw({ spans: shop });
    part(next, '.viewport').dispatchEvent(new WheelEvent('wheel', { deltaY: 40, cancelable: true }));
    await next.updateComplete;
    expect(parts(next, '.notice')).to.deep.equal([]);
  });

  it('zooms to the pointer with the key held down', async () => {
    const element = await draw({ spans: shop });
    const { x, y } = middleOf(shapeOf(element, 'price'));
    await sendMouse({ type: 'move', position: [Math.round(x), Math.round(y)] });
    part(element, '.viewport').dispatchEvent(
      new WheelEvent('wheel', {
        deltaY: -10,
        ctrlKey: true,
        clientX: x,
        clientY: y,
        bubbles: true,
        cancelable: true,
      }),
    );
    await new Promise(requestAnimationFrame);
    await settle(element);
    const after = middleOf(shapeOf(element, 'price'));
    expect(Math.hypot(after.x - x, after.y - y)).to.be.below(1);
  });
});
