import { expect, nextFrame } from '@open-wc/testing';
import type { TraceDependenciesElement } from '../../src/index.js';
import { large } from './large-graph.js';
import { draw, part, parts, record, settle, until } from './stage.js';

const picture = (element: TraceDependenciesElement): HTMLCanvasElement =>
  part<HTMLCanvasElement>(element, '.backdrop');

const drawnIds = (element: TraceDependenciesElement): string[] =>
  parts(element, '.node').map(({ dataset }) => dataset['nodeId'] ?? '');

const isSeen = (element: TraceDependenciesElement, selector: string): boolean =>
  part(element, selector).checkVisibility({ visibilityProperty: true });

/** Turns the wheel about the middle of the drawing, frame by frame. */
async function turn(element: TraceDependenciesElement, deltaY: number, turns: number): Promise<void> {
  const target = part(element, '.viewport');
  const { left, top, width, height } = target.getBoundingClientRect();
  for (let at = 0; at < turns; at++) {
    const [clientX, clientY] = [left + width / 2, top + height / 2];
    const init = { deltaY, clientX, clientY, ctrlKey: true, bubbles: true, cancelable: true };
    target.dispatchEvent(new WheelEvent('wheel', init));
    await nextFrame();
  }
}

/** A large drawing in a readable part of it, which the pointer has come near to. */
async function drawNear(): Promise<TraceDependenciesElement> {
  const element = await draw({ graph: large });
  element.viewState = { viewport: { x: -800, y: -600, scale: 1 } };
  await settle(element);
  part(element, '.viewport').dispatchEvent(new PointerEvent('pointerenter'));
  await until(() => picture(element).width > 0, 'the picture of all of the drawing is painted');
  return element;
}

describe('a zoom of a large drawing', () => {
  // Three browsers at once, on two processors and without a GPU, need seconds for the first frames.

  it('leaves what is drawn as it is, over a picture of all of it, until it rests', async () => {
    const element = await drawNear();
    const before = drawnIds(element);
    await turn(element, 10, 8);
    expect(drawnIds(element)).to.deep.equal(before);
    expect(element.viewState.viewport?.scale).to.be.below(0.5);
    const { left, top, right, bottom } = picture(element).getBoundingClientRect();
    await until(() => drawnIds(element).length > before.length, 'what is in view is drawn');
    await until(() => !picture(element).checkVisibility(), 'the picture is gone');
    // It stood where now the drawing stands.
    for (const node of parts(element, '.node')) {
      const box = node.getBoundingClientRect();
      expect(box.left).to.be.above(left - 1);
      expect(box.right).to.be.below(right + 1);
      expect(box.top).to.be.above(top - 1);
      expect(box.bottom).to.be.below(bottom + 1);
    }
  });

  it('ends once, and after that a turn the other way brings back what was drawn', async () => {
    const element = await drawNear();
    const before = new Set(drawnIds(element));
    const events = record(element, 'view-change');
    await turn(element, 10, 8);
    await until(() => events.length > 0, 'the zoom is over');
    await turn(element, -10, 8);
    await until(() => events.length > 1, 'the second is over');
    await settle(element);
    expect(drawnIds(element).some((id) => before.has(id))).to.equal(true);
    expect(events.length).to.equal(2);
  });

  it('shows the picture in the place of an overview, until it rests', async () => {
    const element = await drawNear();
    element.fit();
    await settle(element);
    expect(isSeen(element, '.edges')).to.equal(true);
    await turn(element, -10, 1);
    expect(isSeen(element, '.edges')).to.equal(false);
    expect(picture(element).checkVisibility()).to.equal(true);
    await until(() => !picture(element).checkVisibility(), 'the picture is gone');
    expect(isSeen(element, '.edges')).to.equal(true);
  });

  it('shows the picture alone where what was drawn has become too small to be seen', async () => {
    const element = await drawNear();
    const before = drawnIds(element);
    const isBefore = (): boolean => drawnIds(element).join() === before.join();
    expect(isSeen(element, '.node')).to.equal(true);
    await turn(element, 15, 12);
    expect(isBefore(), 'nothing is drawn on the way').to.equal(true);
    expect(isSeen(element, '.node')).to.equal(false);
    expect(picture(element).checkVisibility()).to.equal(true);
    await turn(element, -15, 10);
    expect(isSeen(element, '.node'), 'it takes its place again').to.equal(true);
    await turn(element, 15, 10);
    expect(isSeen(element, '.node')).to.equal(false);
    await until(() => !picture(element).checkVisibility(), 'the picture is gone');
    expect(isBefore()).to.equal(false);
  });

  it('draws nothing on the long way from all of it to its natural size', async () => {
    const element = await drawNear();
    element.fit();
    await settle(element);
    await turn(element, 15, 3);
    await until(() => !picture(element).checkVisibility(), 'it rests far out');
    const isOverview = (): boolean => part(element, '.canvas').classList.contains('overview');
    expect(isOverview()).to.equal(true);
    const scale = (): number => new DOMMatrix(part(element, '.canvas').style.transform).a;
    const far = scale();
    await turn(element, -10, Math.floor(5 * Math.log2(0.95 / far)));
    expect(isOverview()).to.equal(true);
    expect(picture(element).checkVisibility()).to.equal(true);
    await until(() => !isOverview(), 'what is in view is drawn');
    expect(picture(element).checkVisibility()).to.equal(false);
    expect(scale()).to.be.above(6 * far);
  });

  it('is no longer under way where a script has moved the view', async () => {
    const element = await drawNear();
    const viewport = part(element, '.viewport');
    await turn(element, 10, 3);
    expect([...viewport.classList]).to.include('moving');
    element.fit();
    await settle(element);
    // Painted while it moves, an overview would be painted at several times its size.
    expect([...viewport.classList]).not.to.include('moving');
  });

  it('shows the picture in the colours of now', async () => {
    const element = await drawNear();
    element.style.setProperty('--trace-dependencies-edge', 'rgb(1, 2, 3)');
    const before = drawnIds(element);
    await turn(element, 10, 8);
    // Without a picture in these colours, what comes into view is drawn on the way.
    expect(drawnIds(element)).not.to.deep.equal(before);
  });

  it('takes a click right after it for what lies there', async () => {
    const element = await drawNear();
    await turn(element, -3, 2);
    const root = element.renderRoot as ShadowRoot;
    const viewport = part(element, '.viewport');
    const middleOf = (found: Element): [number, number] => {
      const { left, top, width, height } = found.getBoundingClientRect();
      return [left + width / 2, top + height / 3];
    };
    // What floats over the drawing covers some of it.
    const node = parts(element, '.node').find(
      (found) => root.elementFromPoint(...middleOf(found)) === viewport,
    );
    if (!node) throw new Error('No node is in view');
    const [clientX, clientY] = middleOf(node);
    const init = { clientX, clientY, bubbles: true, composed: true, cancelable: true };
    const pressed = root.elementFromPoint(clientX, clientY);
    pressed?.dispatchEvent(new PointerEvent('pointerdown', { ...init, button: 0 }));
    // The browser's click is for what both the press and the release hit.
    (pressed === viewport ? viewport : root.elementFromPoint(clientX, clientY))?.dispatchEvent(
      new MouseEvent('click', init),
    );
    await settle(element);
    expect(element.viewState.selected).to.equal(node.dataset['nodeId']);
  });
});
