import { expect, fixture, html } from '@open-wc/testing';
import type { TraceDependenciesElement } from '../../src/element/trace-dependencies-element.js';
import { shop } from './sample-traces.js';
import { draw, part, parts, until } from './stage.js';

/** Further down than browsers prepare for. */
async function drawFarBelow(): Promise<TraceDependenciesElement> {
  await fixture(html`<div style="block-size: 20000px"></div>`);
  return draw({ spans: shop });
}

const isRendered = (element: TraceDependenciesElement): boolean =>
  part(element, '.canvas').checkVisibility({ contentVisibilityAuto: true });

/** Where everything stands in the element, and what Tab leads to in its bar. */
function placesIn(element: TraceDependenciesElement): unknown {
  const host = element.getBoundingClientRect();
  const boxes = parts(element, '.node, .stub, .edge-label, .dock, .minimap').map((box) => {
    const { x, y, width, height } = box.getBoundingClientRect();
    return [x - host.x, y - host.y, width, height].map((length) => Math.round(length));
  });
  return [boxes, part(element, '.tools [tabindex="0"]').getAttribute('part')];
}

describe('a drawing far out of view', () => {
  it('is not rendered until it comes near', async () => {
    const element = await drawFarBelow();
    await until(() => !isRendered(element), 'the drawing is skipped');
    element.scrollIntoView();
    await until(() => isRendered(element), 'the drawing is rendered');
  });

  it('stands where it would in view', async () => {
    const inView = placesIn(await draw({ spans: shop }));
    const element = await drawFarBelow();
    expect(placesIn(element)).to.deep.equal(inView);
    element.scrollIntoView();
    await until(() => isRendered(element), 'the drawing is rendered');
    expect(placesIn(element)).to.deep.equal(inView);
  });
});
