import { expect } from '@open-wc/testing';
import type { Span, TraceDependenciesElement } from '../../src/index.js';
import { span } from '../graph/span-builder.js';
import { boxOf, draw, nodeOf, part, parts, place, settle, until } from './stage.js';

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
  const { id } = nodeOf(element, operation);
  if (!parts(element, '.node').some(({ dataset }) => dataset['nodeId'] === id)) return false; // too far off to be drawn
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
      element.zoomTo(nodeOf(element, 'step 5').id);
      await settle(element);
      const before = placeOf(element, 'step 5');
      expect(isInView(element, 'step 5')).to.equal(true);
      Object.assign(element, properties);
      await settle(element);
      const after = placeOf(element, 'step 5');
      expect(Math.hypot(after.x - before.x, after.y - before.y)).to.be.below(60);
    });
});

describe('what is in view', () => {
  const anyInView = (element: TraceDependenciesElement): boolean =>
    chain.some(({ name, kind }) => kind !== 'internal' && isInView(element, name));

  /** A drawing whose end is in view. */
  async function atItsEnd(): Promise<TraceDependenciesElement> {
    const element = await draw({ spans: chain });
    element.zoomTo(nodeOf(element, 'step 158').id);
    await settle(element);
    expect(isInView(element, 'step 0')).to.equal(false);
    return element;
  }

  it('is the beginning where nothing of what was in view is drawn any more', async () => {
    const element = await atItsEnd();
    element.viewState = { only: [nodeOf(element, 'step 0').id] };
    await settle(element);
    expect(isInView(element, 'step 0')).to.equal(true);
  });

  it('follows the drawing after a view was restored, as after it was moved', async () => {
    const element = await atItsEnd();
    const { viewport } = element.viewState;
    element.viewState = { viewport };
    await settle(element);
    expect(element.viewState.viewport).to.deep.equal(viewport);
    element.direction = 'down';
    await settle(element);
    expect(isInView(element, 'step 158')).to.equal(true);
  });

  it('is all of the next drawing too once all was wanted, also after a view was restored', async () => {
    const element = await atItsEnd();
    element.viewState = { viewport: element.viewState.viewport };
    element.fit();
    element.showInternalSpans = true;
    await settle(element);
    for (const name of ['step 0', 'step 159']) expect(isInView(element, name), name).to.equal(true);
  });

  it('is something, wherever a saved view stood', async () => {
    for (const given of ['before', 'after']) {
      const element = await (given === 'after' ? draw({ spans: chain }) : place());
      element.viewState = { viewport: { x: -9000, y: 9000, scale: 1 } };
      element.spans = chain;
      await settle(element);
      expect(anyInView(element), given).to.equal(true);
    }
  });

  it('holds what is selected when the element becomes smaller, wherever the view was moved', async () => {
    const element = await draw({ spans: chain });
    element.select(nodeOf(element, 'step 14').id);
    await settle(element);
    part(element, '[part~="zoom-in-button"]').click();
    await settle(element);
    expect(isInView(element, 'step 14')).to.equal(true);
    element.style.cssText += 'inline-size: 700px; block-size: 400px';
    await until(() => element.clientHeight === 400 && isInView(element, 'step 14'), 'it is in view');
  });

  it('is the selected node again when that is drawn again', async () => {
    const element = await atItsEnd();
    const { id } = nodeOf(element, 'step 158');
    element.select(id);
    element.groupBy = 'span.kind';
    await settle(element);
    element.groupBy = 'service.name, operation.name';
    await settle(element);
    await until(() => isInView(element, 'step 158'), 'it is in view');
    expect(element.selected).to.equal(id);
  });

  it('is what was asked for while the element was hidden', async () => {
    const element = await draw({ spans: chain });
    for (const [ask, seen] of [
      [() => element.zoomTo(nodeOf(element, 'step 158').id), ['step 158']],
      [() => element.fit(), ['step 0', 'step 159']],
    ] as const) {
      element.style.display = 'none';
      await new Promise((resolve) => setTimeout(resolve, 100));
      ask();
      element.style.display = '';
      for (const name of seen) await until(() => isInView(element, name), `${name} is in view`);
    }
  });
});
