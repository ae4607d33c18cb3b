/* eslint-disable no-script-url -- these texts are what has to do no harm */
import { expect } from '@open-wc/testing';
import { span } from '../graph/span-builder.js';
import type { TraceDependenciesElement } from '../../src/index.js';
import { shop } from './sample-traces.js';
import {
  boxOf,
  click,
  detailsOf,
  draw,
  edgeButton,
  focused,
  graphOf,
  inside,
  nodeOf,
  openDetails,
  part,
  parts,
  place,
  press,
  settle,
  shapeOf,
  textOf,
  until,
} from './stage.js';
import { tab, traceRow } from './details-lists.js';

describe('the tabs', () => {
  it('are one tab stop, and move by arrow keys, Home and End', async () => {
    const element = await draw({ spans: shop });
    const details = await openDetails(element, 'orders process');
    const stops = [...details.querySelectorAll<HTMLElement>('.tab')].filter(({ tabIndex }) => tabIndex === 0);
    expect(stops.length).to.equal(1);
    stops[0]?.focus();
    const seen: (string | undefined)[] = [];
    for (const key of ['ArrowRight', 'ArrowRight', 'End', 'ArrowRight', 'ArrowLeft', 'Home']) {
      await press(key);
      await element.updateComplete;
      seen.push(focused(element)?.id);
      expect(focused(element)?.getAttribute('aria-selected')).to.equal('true');
    }
    expect(seen).to.deep.equal([
      'tab-spans',
      'tab-links',
      'tab-tags',
      'tab-traces',
      'tab-tags',
      'tab-traces',
    ]);
  });

  it('go the other way in a page that reads from right to left', async () => {
    const element = await draw({ spans: shop });
    element.dir = 'rtl';
    const details = await openDetails(element, 'orders process');
    inside(details, '#tab-traces').focus();
    await press('ArrowLeft');
    await element.updateComplete;
    expect(focused(element)?.id).to.equal('tab-spans');
  });

  it('name their panel', async () => {
    const element = await draw({ spans: shop });
    const details = await openDetails(element, 'orders process');
    const panel = await tab(details, 'links');
    expect(panel.getAttribute('role')).to.equal('tabpanel');
    expect(panel.getAttribute('aria-labelledby')).to.equal('tab-links');
    expect(inside(details, '#tab-links').getAttribute('aria-controls')).to.equal(panel.id);
  });
});

describe('the panel closes', () => {
  it('by its button, and the focus goes back to the node', async () => {
    const element = await draw({ spans: shop });
    const details = await openDetails(element, 'price');
    await click(inside(details, '.close'));
    await element.updateComplete;
    expect(parts(element, '.details')).to.deep.equal([]);
    expect(focused(element)).to.equal(shapeOf(element, 'price'));
    expect(element.selected).to.equal(null);
  });

  it('by Escape inside, and the focus goes back to the node', async () => {
    const element = await draw({ spans: shop });
    const details = await openDetails(element, 'price');
    inside(details, '.tab').focus();
    await press('Escape');
    await element.updateComplete;
    expect(parts(element, '.details')).to.deep.equal([]);
    expect(focused(element)).to.equal(shapeOf(element, 'price'));
  });

  it('by Escape on the edge that it tells of', async () => {
    const element = await draw({ spans: shop });
    const button = edgeButton(element, 'POST /checkout', 'SELECT orders');
    button.focus();
    await press('Enter');
    await detailsOf(element);
    await press('Escape');
    await element.updateComplete;
    expect(parts(element, '.details')).to.deep.equal([]);
    expect(focused(element)).to.equal(button);
  });

  it('when its node is no longer drawn, and opens again with it', async () => {
    const element = await draw({ spans: shop });
    await openDetails(element, 'price');
    element.groupBy = 'service.name';
    await settle(element);
    expect(parts(element, '.details')).to.deep.equal([]);
    element.groupBy = 'service.name, operation.name';
    await settle(element);
    expect(textOf(inside(await detailsOf(element), '.details-title'))).to.equal('price');
  });
});

describe('the node that was selected', () => {
  it('is not covered by the panel that opens', async () => {
    const element = await draw({ spans: shop });
    await openDetails(element, 'search index');
    const details = part(element, '.details').getBoundingClientRect();
    await until(
      () => boxOf(element, 'search index').getBoundingClientRect().right <= details.left,
      'the node is seen beside the panel',
    );
  });

  /** Whether all of a node is seen that would be out of view when the drawing begins. */
  const isSeen = (element: TraceDependenciesElement, operation: string): boolean => {
    const [box, stage] = [boxOf(element, operation), part(element, '.stage')].map((each) =>
      each.getBoundingClientRect(),
    ) as [DOMRect, DOMRect];
    return box.left >= stage.left && box.right <= stage.right && box.top >= stage.top;
  };

  it('is brought into view when the host selects it, before there is a drawing or after', async () => {
    const element = await draw({ spans: shop });
    const { id } = nodeOf(element, 'search index');
    element.viewState = { viewport: { x: -600, y: 0, scale: 1 } };
    await settle(element);
    expect(isSeen(element, 'POST /checkout')).to.equal(false);
    element.selected = nodeOf(element, 'POST /checkout').id;
    await until(() => isSeen(element, 'POST /checkout'), 'the node has come into view');
    const other = await place({ selected: id });
    other.style.width = '420px'; // too small for all
    other.spans = shop;
    await until(
      () => other.dependencyGraph && isSeen(other, 'search index'),
      'the node is in the first view',
    );
  });

  it('stays in view when the details grow, as their rows come', async () => {
    const element = await place();
    element.style.inlineSize = '375px';
    element.style.blockSize = '590px';
    element.spans = shop;
    await settle(element);
    for (const operation of ['POST /checkout', 'orders publish', 'search index']) {
      element.selected = nodeOf(element, operation).id;
      await traceRow(await detailsOf(element));
      await until(() => {
        const box = boxOf(element, operation).getBoundingClientRect();
        const free = part(element, '.viewport').getBoundingClientRect();
        return box.top >= free.top && box.bottom <= free.bottom;
      }, `${operation} is seen`);
    }
  });

  it('does not move the view that a saved state brings with it', async () => {
    const element = await draw({ spans: shop });
    const viewport = { x: -600, y: 20, scale: 1 };
    element.viewState = { viewport, selected: nodeOf(element, 'POST /checkout').id };
    await settle(element);
    await detailsOf(element);
    expect(element.viewState.viewport).to.deep.equal(viewport);
  });
});

describe('trace-url', () => {
  it('makes links of operations with encoded values', async () => {
    const name = 'GET /a b?c=d&e#f/../"<>';
    const element = await draw({
      spans: [span('a/1', { name, service: 'sérvice/1' })],
      traceUrl: 'https://example.test/{service}/{operation}?t={traceId}&s={spanId}',
    });
    const link = inside<HTMLAnchorElement>(boxOf(element, name), 'a.operation');
    expect(link.getAttribute('href')).to.equal(
      `https://example.test/s%C3%A9rvice%2F1/${encodeURIComponent(name)}?t=0000000000000000000000000000000a&s=0000000000000001`,
    );
    expect(new URL(link.href).origin).to.equal('https://example.test');
    expect(link.rel).to.contain('noopener');
  });

  for (const template of [
    'javascript:alert({traceId})',
    ' JavaScript:alert(1)//{traceId}',
    'java\tscript:alert(1)',
    'data:text/html,{operation}',
    'vbscript:x',
    'file:///etc/{traceId}',
    'blob:https://example.test/{traceId}',
  ]) {
    it(`gives no address for ${JSON.stringify(template)}`, async () => {
      const element = await draw({ spans: shop, traceUrl: template });
      await openDetails(element, 'price');
      expect(parts(element, 'a, [href]')).to.deep.equal([]);
      expect(parts(element, 'button.operation').length).to.equal(graphOf(element).nodes.length);
    });
  }

  it('is taken up when it changes', async () => {
    const element = await draw({ spans: shop });
    element.traceUrl = '/trace/{traceId}';
    await settle(element);
    expect(inside(boxOf(element, 'price'), 'a.operation').getAttribute('href')).to.equal(
      '/trace/0000000000000000000000000000000a',
    );
    element.traceUrl = null;
    await settle(element);
    expect(parts(element, 'a')).to.deep.equal([]);
  });
});
