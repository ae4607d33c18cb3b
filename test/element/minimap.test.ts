import { expect } from '@open-wc/testing';
import { sendMouse } from '@web/test-runner-commands';
import type { TraceDependenciesElement } from '../../src/index.js';
import { shop } from './sample-traces.js';
import { span } from '../graph/span-builder.js';
import type { Span } from '../../src/model/span.js';
import { boxOf, click, draw, nodeOf, part, parts, place, record, settle, until } from './stage.js';

const frame = (element: TraceDependenciesElement): DOMRect =>
  part(element, '.minimap-frame').getBoundingClientRect();

const map = (element: TraceDependenciesElement): DOMRect => part(element, '.minimap').getBoundingClientRect();

/** Square pixels that two things share. */
function overlap(one: DOMRect, element: Element): number {
  const other = element.getBoundingClientRect();
  const width = Math.min(one.right, other.right) - Math.max(one.left, other.left);
  const height = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
  return width > 0 && height > 0 ? width * height : 0;
}

/** Operations that call one another in a row, and one more each: too large to be read whole. */
const comb = (count: number): Span[] =>
  Array.from({ length: 2 * count }, (_, index) =>
    span(`a/${index + 1}`, {
      ...(index > 1 ? { parent: `${index - 1 - (index % 2)}` } : index === 1 ? { parent: '1' } : {}),
      name: `step ${index}`,
      service: `service ${index}`,
      kind: 'server',
    }),
  );

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

  it('covers less of a first view than in any other corner', async () => {
    let usual = 0;
    for (const [direction, width, height] of [
      ['right', 1000, 600],
      ['right', 560, 480],
      ['down', 1000, 600],
    ] as const) {
      const element = await place({ direction });
      element.style.inlineSize = `${width}px`;
      element.style.blockSize = `${height}px`;
      // The view is told of its size in the next frames.
      for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
      element.spans = comb(30);
      await settle(element);
      await until(() => parts(element, '.minimap')[0], 'the map is shown');
      await settle(element);
      const covered = (box: DOMRect): number =>
        parts(element, '.node, .stub, .edge-label, .band-title').reduce(
          (sum, one) => sum + overlap(box, one),
          0,
        );
      const box = map(element);
      const stage = part(element, '.stage').getBoundingClientRect();
      const dock = part(element, '.dock').getBoundingClientRect();
      expect(box.bottom).to.be.at.most(dock.top);
      const corners = [stage.right - 12 - box.width, stage.left + 12].flatMap((x) =>
        [stage.top + 12, dock.top - 18 - box.height].map((y) =>
          covered(new DOMRect(x, y, box.width, box.height)),
        ),
      );
      usual += (corners[0] ?? 0) - covered(box);
      // The map knows the place of headings and settings only nearly.
      expect(covered(box)).to.be.at.most(Math.min(...corners) + 600);
      element.parentElement?.remove();
    }
    expect(usual).to.be.above(1000);
  });

  it('stays where it is while the view is moved', async () => {
    const element = await zoomedIn();
    const before = map(element);
    const { left, top } = part(element, '.viewport').getBoundingClientRect();
    await sendMouse({ type: 'move', position: [Math.round(left + 20), Math.round(top + 20)] });
    await sendMouse({ type: 'down' });
    await sendMouse({ type: 'move', position: [Math.round(left + 320), Math.round(top + 220)] });
    await sendMouse({ type: 'up' });
    await settle(element);
    expect([map(element).left, map(element).top]).to.deep.equal([before.left, before.top]);
  });

  it('steps aside where it would hide what is selected', async () => {
    const element = await zoomedIn();
    const { id } = nodeOf(element, 'price');
    element.select(id);
    await settle(element);
    const usual = map(element);
    const node = parts(element, '.node').find(({ dataset }) => dataset['nodeId'] === id);
    const box = node?.getBoundingClientRect();
    if (!box) throw new Error('It is not drawn');
    // Moves the node to the corner where the map stands.
    element.viewState = {
      ...element.viewState,
      viewport: {
        x: (element.viewState.viewport?.x ?? 0) + usual.left - box.left,
        y: (element.viewState.viewport?.y ?? 0) + usual.top - box.top,
        scale: element.viewState.viewport?.scale ?? 1,
      },
    };
    await settle(element);
    await until(() => overlap(map(element), boxOf(element, 'price')) === 0, 'it stands elsewhere');
    expect(overlap(usual, boxOf(element, 'price'))).to.be.above(0);
  });
});
