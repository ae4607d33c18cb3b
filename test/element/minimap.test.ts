import { expect } from '@open-wc/testing';
import { sendMouse } from '@web/test-runner-commands';
import type { TraceDependenciesElement } from '../../src/index.js';
import { shop } from './sample-traces.js';
import { click, draw, nodeOf, part, parts, record, settle, until } from './stage.js';

const frame = (element: TraceDependenciesElement): DOMRect =>
  part(element, '.minimap-frame').getBoundingClientRect();

const map = (element: TraceDependenciesElement): DOMRect => part(element, '.minimap').getBoundingClientRect();

async function zoomedIn(): Promise<TraceDependenciesElement> {
  const element = await draw({ spans: shop });
  for (let step = 0; step < 6; step++) await click(part(element, '[part~="zoom-in-button"]'));
  await until(() => parts(element, '.minimap')[0], 'the map is shown');
  return element;
}

describe('the minimap', () => {
  it('is shown only while part of the drawing is out of view', async () => {
    const element = await draw({ spans: shop });
    expect(parts(element, '.minimap')).to.deep.equal([]);
    for (let step = 0; step < 6; step++) await click(part(element, '[part~="zoom-in-button"]'));
    await until(() => parts(element, '.minimap')[0], 'the map is shown');
    await click(part(element, '[part~="fit-button"]'));
    await until(() => parts(element, '.minimap').length === 0, 'the map is gone');
  });

  it('marks what is in view, inside its own box', async () => {
    const element = await zoomedIn();
    const [inner, outer] = [frame(element), map(element)];
    expect(inner.left).to.be.at.least(outer.left - 2);
    expect(inner.right).to.be.at.most(outer.right + 2);
    expect(inner.width).to.be.below(outer.width);
    const before = inner.width;
    await click(part(element, '[part~="zoom-in-button"]'));
    await settle(element);
    expect(frame(element).width).to.be.below(before);
  });

  it('moves the view to where it is pressed, and with the pointer, as one gesture', async () => {
    const element = await zoomedIn();
    const events = record(element, 'view-change');
    const { left, top, width, height } = map(element);
    const at = (x: number, y: number): [number, number] => [
      Math.round(left + x * width),
      Math.round(top + y * height),
    ];
    await sendMouse({ type: 'move', position: at(0.3, 0.5) });
    await sendMouse({ type: 'down' });
    await sendMouse({ type: 'move', position: at(0.5, 0.5) });
    await sendMouse({ type: 'move', position: at(0.7, 0.5) });
    const { left: from, width: wide } = frame(element);
    expect(from + wide / 2).to.be.closeTo(left + 0.7 * width, 4);
    await sendMouse({ type: 'up' });
    expect(events.length).to.equal(1);
    expect(element.viewState.viewport).not.to.equal(null);
  });

  it('steps aside where it would hide what is selected', async () => {
    const element = await zoomedIn();
    const usual = map(element).left;
    const viewport = part(element, '.viewport').getBoundingClientRect();
    const { id } = nodeOf(element, 'price');
    element.select(id);
    await settle(element);
    const node = parts(element, '.node').find(({ dataset }) => dataset['nodeId'] === id);
    const box = node?.getBoundingClientRect();
    if (!box) throw new Error('It is not drawn');
    // Drags the node to the corner where the map stands.
    await sendMouse({
      type: 'move',
      position: [Math.round(viewport.left + 40), Math.round(viewport.bottom - 200)],
    });
    element.viewState = {
      ...element.viewState,
      viewport: {
        x: (element.viewState.viewport?.x ?? 0) + usual - box.left,
        y: (element.viewState.viewport?.y ?? 0) + viewport.top + 20 - box.top,
        scale: element.viewState.viewport?.scale ?? 1,
      },
    };
    await settle(element);
    await until(() => map(element).left < usual - 100, 'it stands at the other corner');
  });
});
