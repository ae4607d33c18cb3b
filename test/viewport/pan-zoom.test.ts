import { expect, fixture, html, nextFrame } from '@open-wc/testing';
import { resetMouse, sendMouse } from '@web/test-runner-commands';
import { createPanZoom, type PanZoom, type PanZoomOptions } from '../../src/viewport/pan-zoom.js';
import { toGraph, type Viewport } from '../../src/viewport/transform.js';

const start: Viewport = { x: 10, y: 20, scale: 1 };

interface Stage {
  readonly target: HTMLElement;
  readonly panZoom: PanZoom;
  readonly moves: Viewport[];
  readonly ends: Viewport[];
  blocked: number;
}

const open: PanZoom[] = [];

async function stage(options: Partial<PanZoomOptions> = {}, style = ''): Promise<Stage> {
  const frame = await fixture<HTMLElement>(html`
    <div style=${style}>
      <div
        class="target"
        style="position: relative; width: 400px; height: 300px; border: 5px solid; overflow: hidden"
      >
        <button style="position: absolute; left: 150px; top: 100px; width: 100px; height: 60px">node</button>
        <a href="#link" style="position: absolute; left: 10px; top: 250px">link</a>
      </div>
    </div>
  `);
  const target = frame.querySelector<HTMLElement>('.target')!;
  const moves: Viewport[] = [];
  const ends: Viewport[] = [];
  const result = { target, moves, ends, blocked: 0 } as unknown as Stage & { panZoom: PanZoom };
  result.panZoom = createPanZoom(target, {
    viewport: start,
    content: { x: 0, y: 0, width: 400, height: 300 },
    wheel: 'modifier',
    onMove: (viewport) => moves.push(viewport),
    onGestureEnd: (viewport) => ends.push(viewport),
    onBlockedWheel: () => result.blocked++,
    ...options,
  });
  open.push(result.panZoom);
  return result;
}

/** The middle of an element in the window, in whole pixels as the mouse commands want them. */
function middleOf(element: Element): [number, number] {
  const { left, top, width, height } = element.getBoundingClientRect();
  return [Math.round(left + width / 2), Math.round(top + height / 2)];
}

function wheel(target: Element, init: WheelEventInit): WheelEvent {
  const [clientX, clientY] = middleOf(target);
  const event = new WheelEvent('wheel', {
    bubbles: true,
    cancelable: true,
    composed: true,
    clientX,
    clientY,
    ...init,
  });
  target.dispatchEvent(event);
  return event;
}

function pointer(
  target: Element,
  type: string,
  clientX: number,
  clientY: number,
  init: PointerEventInit = {},
): void {
  target.dispatchEvent(
    new PointerEvent(type, {
      bubbles: true,
      cancelable: true,
      composed: true,
      pointerId: 1,
      pointerType: 'mouse',
      isPrimary: true,
      button: 0,
      buttons: type === 'pointerup' ? 0 : 1,
      clientX,
      clientY,
      ...init,
    }),
  );
}

/** A touch event with the fields that are read; engines without touch screens have no constructor for it. */
function touch(target: Element, type: string, points: readonly (readonly [number, number])[]): Event {
  const event = new Event(type, { bubbles: true, cancelable: true, composed: true });
  const touches = points.map(([clientX, clientY]) => ({ clientX, clientY, target }));
  Object.defineProperty(event, 'touches', { value: touches });
  target.dispatchEvent(event);
  return event;
}

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

afterEach(async () => {
  for (const panZoom of open.splice(0)) panZoom.destroy();
  await resetMouse();
});

describe('dragging', () => {
  it('moves with a real mouse, and ends once', async () => {
    const { target, panZoom, moves, ends } = await stage();
    const [x, y] = middleOf(target);
    await sendMouse({ type: 'move', position: [x - 100, y - 100] });
    await sendMouse({ type: 'down' });
    await sendMouse({ type: 'move', position: [x - 80, y - 90] });
    await sendMouse({ type: 'move', position: [x - 60, y - 70] });
    expect(panZoom.active).to.equal(true);
    await sendMouse({ type: 'up' });
    expect(panZoom.active).to.equal(false);
    expect(panZoom.viewport).to.deep.equal({ x: start.x + 40, y: start.y + 30, scale: 1 });
    expect(ends).to.deep.equal([panZoom.viewport]);
    expect(moves.at(-1)).to.deep.equal(panZoom.viewport);
  });

  it('begins on a node too, and then is no click; a press without a move is one', async () => {
    const { target, ends } = await stage();
    const button = target.querySelector('button')!;
    let clicks = 0;
    button.addEventListener('click', () => clicks++);
    const [x, y] = middleOf(button);
    await sendMouse({ type: 'move', position: [x, y] });
    await sendMouse({ type: 'down' });
    await sendMouse({ type: 'move', position: [x + 10, y] });
    await sendMouse({ type: 'up' });
    expect(ends.length).to.equal(1);
    expect(clicks).to.equal(0);
    await sendMouse({ type: 'click', position: [x, y] });
    expect(clicks).to.equal(1);
    expect(ends.length).to.equal(1);
  });

  it('leaves the keyboard’s click alone, right after a drag too', async () => {
    const { target } = await stage();
    const button = target.querySelector('button')!;
    let clicks = 0;
    button.addEventListener('click', () => clicks++);
    pointer(target, 'pointerdown', 100, 100);
    pointer(target, 'pointermove', 150, 100);
    pointer(target, 'pointerup', 150, 100);
    button.click();
    expect(clicks).to.equal(1);
  });

  it('needs four pixels, the primary button and the primary pointer', async () => {
    const { target, moves, ends } = await stage();
    pointer(target, 'pointerdown', 100, 100);
    pointer(target, 'pointermove', 102, 102);
    pointer(target, 'pointerup', 102, 102);
    pointer(target, 'pointerdown', 100, 100, { button: 2, buttons: 2 });
    pointer(target, 'pointermove', 200, 100, { buttons: 2 });
    pointer(target, 'pointerup', 200, 100);
    await nextFrame();
    expect(moves).to.deep.equal([]);
    expect(ends).to.deep.equal([]);
  });

  it('draws once a frame, and before it ends', async () => {
    const { target, moves, ends } = await stage();
    pointer(target, 'pointerdown', 100, 100);
    for (let x = 105; x < 200; x += 5) pointer(target, 'pointermove', x, 100);
    expect(moves).to.deep.equal([]);
    await nextFrame();
    await nextFrame();
    expect(moves.length).to.equal(1);
    pointer(target, 'pointermove', 220, 100);
    pointer(target, 'pointerup', 220, 100);
    expect(moves.length).to.equal(2);
    expect(ends).to.deep.equal([{ x: start.x + 120, y: start.y, scale: 1 }]);
  });

  it('is exact under transforms of an ancestor', async () => {
    const { target, panZoom } = await stage({}, 'transform: scale(0.5); transform-origin: 0 0');
    pointer(target, 'pointerdown', 50, 50);
    pointer(target, 'pointermove', 70, 60);
    pointer(target, 'pointerup', 70, 60);
    expect(panZoom.viewport.x).to.be.closeTo(start.x + 40, 0.01);
    expect(panZoom.viewport.y).to.be.closeTo(start.y + 20, 0.01);
  });

  it('ends when the button was released unseen', async () => {
    const { target, ends } = await stage();
    pointer(target, 'pointerdown', 100, 100);
    pointer(target, 'pointermove', 150, 100);
    pointer(target, 'pointermove', 300, 100, { buttons: 0 });
    expect(ends).to.deep.equal([{ x: start.x + 50, y: start.y, scale: 1 }]);
  });

  it('cannot lose the content', async () => {
    const { target, panZoom } = await stage();
    pointer(target, 'pointerdown', 100, 100);
    pointer(target, 'pointermove', 9000, -9000);
    pointer(target, 'pointerup', 9000, -9000);
    const { x, y } = panZoom.viewport;
    expect(x).to.be.below(400).and.above(0);
    expect(y).to.be.above(-300).and.below(0);
  });

  it('goes on from a viewport that was set meanwhile', async () => {
    const { target, panZoom } = await stage();
    pointer(target, 'pointerdown', 100, 100);
    pointer(target, 'pointermove', 110, 100);
    panZoom.update({ viewport: { x: 0, y: 0, scale: 1 } });
    pointer(target, 'pointermove', 120, 100);
    pointer(target, 'pointermove', 125, 100);
    pointer(target, 'pointerup', 125, 100);
    expect(panZoom.viewport.x).to.be.closeTo(15, 0.01);
  });

  it('begins with the viewport that was set between the press and the first move', async () => {
    const { target, panZoom } = await stage();
    pointer(target, 'pointerdown', 100, 100);
    panZoom.update({ viewport: { x: 200, y: 150, scale: 1 } });
    pointer(target, 'pointermove', 130, 110);
    pointer(target, 'pointerup', 130, 110);
    expect(panZoom.viewport.x).to.be.closeTo(230, 0.01);
    expect(panZoom.viewport.y).to.be.closeTo(160, 0.01);
  });
});

describe('the wheel', () => {
  it('scrolls the page without a modifier, and says so', async () => {
    const result = await stage();
    expect(wheel(result.target, { deltaY: 100 }).defaultPrevented).to.equal(false);
    expect(result.blocked).to.equal(1);
    expect(wheel(result.target, { deltaX: 100 }).defaultPrevented).to.equal(false);
    expect(result.blocked).to.equal(1);
    await nextFrame();
    expect(result.moves).to.deep.equal([]);
  });

  it('zooms to the pointer with Ctrl or Cmd, and ends once after a pause', async () => {
    for (const modifier of ['ctrlKey', 'metaKey'] as const) {
      const { target, panZoom, ends } = await stage();
      const centre = { x: 200, y: 150 };
      const before = toGraph(panZoom.viewport, centre);
      expect(wheel(target, { deltaY: -100, [modifier]: true }).defaultPrevented).to.equal(true);
      wheel(target, { deltaY: -100, [modifier]: true });
      const after = toGraph(panZoom.viewport, centre);
      expect(panZoom.viewport.scale).to.be.above(1.2);
      expect(after.x).to.be.closeTo(before.x, 1);
      expect(after.y).to.be.closeTo(before.y, 1);
      expect(ends.length).to.equal(0);
      await pause(300);
      expect(ends.length).to.equal(1);
    }
  });

  it('is ours at the limits of the scale too', async () => {
    const { target, panZoom } = await stage();
    for (let turn = 0; turn < 30; turn++) wheel(target, { deltaY: -500, ctrlKey: true });
    expect(panZoom.viewport.scale).to.equal(4);
    expect(wheel(target, { deltaY: -500, ctrlKey: true }).defaultPrevented).to.equal(true);
  });

  it('always zooms, or never, where the policy says so', async () => {
    const { target, panZoom } = await stage({ wheel: 'always' });
    expect(wheel(target, { deltaY: -100 }).defaultPrevented).to.equal(true);
    const { scale } = panZoom.viewport;
    expect(scale).to.be.above(1);
    panZoom.update({ wheel: 'off' });
    expect(wheel(target, { deltaY: -100, ctrlKey: true }).defaultPrevented).to.equal(false);
    expect(panZoom.viewport.scale).to.equal(scale);
  });
});

describe('a double click', () => {
  it('zooms on the ground, out with Shift, and not on a node', async () => {
    const { target, panZoom, ends } = await stage();
    const click = (element: Element, shiftKey = false): void => {
      const [clientX, clientY] = middleOf(target);
      element.dispatchEvent(
        new MouseEvent('dblclick', { bubbles: true, cancelable: true, clientX, clientY, shiftKey }),
      );
    };
    click(target);
    expect(panZoom.viewport.scale).to.be.above(1.5);
    click(target, true);
    expect(panZoom.viewport.scale).to.be.closeTo(1, 1e-9);
    click(target.querySelector('button')!);
    expect(ends.length).to.equal(2);
  });
});

describe('touch', () => {
  it('with one finger scrolls the page', async () => {
    const { target, moves, ends } = await stage();
    expect(target.style.touchAction).to.equal('pan-x pan-y');
    touch(target, 'touchstart', [[100, 100]]);
    expect(touch(target, 'touchmove', [[150, 100]]).defaultPrevented).to.equal(false);
    touch(target, 'touchend', []);
    await nextFrame();
    expect(moves).to.deep.equal([]);
    expect(ends).to.deep.equal([]);
  });

  it('with two fingers moves and pinches about their middle, and ends once', async () => {
    const { target, panZoom, ends } = await stage();
    const { left, top } = target.getBoundingClientRect();
    const at = (x: number, y: number): [number, number] => [left + 5 + x, top + 5 + y];
    const graph = toGraph(start, { x: 150, y: 100 });
    touch(target, 'touchstart', [at(100, 100)]);
    expect(touch(target, 'touchstart', [at(100, 100), at(200, 100)]).defaultPrevented).to.equal(true);
    expect(touch(target, 'touchmove', [at(60, 120), at(260, 120)]).defaultPrevented).to.equal(true);
    touch(target, 'touchend', [at(60, 120)]);
    touch(target, 'touchend', []);
    const { viewport } = panZoom;
    expect(viewport.scale).to.be.closeTo(2, 1e-6);
    expect(toGraph(viewport, { x: 160, y: 120 }).x).to.be.closeTo(graph.x, 0.01);
    expect(toGraph(viewport, { x: 160, y: 120 }).y).to.be.closeTo(graph.y, 0.01);
    expect(ends).to.deep.equal([viewport]);
  });
});

describe('update and destroy', () => {
  it('a viewport that is set calls nothing back', async () => {
    const { panZoom, moves, ends } = await stage();
    panZoom.update({ viewport: { x: 1, y: 2, scale: 3 } });
    await nextFrame();
    expect(panZoom.viewport).to.deep.equal({ x: 1, y: 2, scale: 3 });
    expect(moves).to.deep.equal([]);
    expect(ends).to.deep.equal([]);
  });

  it('nothing happens after destroy, in the middle of gestures too', async () => {
    const result = await stage();
    const { target, panZoom, moves, ends } = result;
    pointer(target, 'pointerdown', 100, 100);
    pointer(target, 'pointermove', 150, 100);
    wheel(target, { deltaY: -100, ctrlKey: true });
    panZoom.destroy();
    panZoom.destroy();
    pointer(target, 'pointermove', 160, 100);
    pointer(target, 'pointerup', 160, 100);
    expect(wheel(target, { deltaY: -100, ctrlKey: true }).defaultPrevented).to.equal(false);
    wheel(target, { deltaY: 100 });
    await pause(300);
    expect(moves).to.deep.equal([]);
    expect(ends).to.deep.equal([]);
    expect(result.blocked).to.equal(0);
  });
});
