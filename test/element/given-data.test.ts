import { expect, fixture, html, nextFrame } from '@open-wc/testing';
import type { Span } from '../../src/index.js';
import { span } from '../graph/span-builder.js';
import { pair, shop } from './sample-traces.js';
import { draw, graphOf, nodeOf, part, parts, place, record, settle, textOf } from './stage.js';
import { named } from './many-spans.js';

/** More spans than are read in the page's own thread. */
const big = (): Span[] =>
  Array.from({ length: 2500 }, (_, index) =>
    span(`a/${(index + 1).toString(16)}`, { name: `step ${index % 5}` }),
  );

describe('data that are added to in the task that sets them', () => {
  const callee = span('a/3', { name: 'late', parent: '1', start: 2, duration: 1 });

  it('are the whole of both, as many times as it is done', async () => {
    const element = await place();
    element.spans = named('first');
    element.appendData([callee]);
    await settle(element);
    expect(graphOf(element).nodes.length).to.equal(3);
    element.spans = [];
    element.appendData(named('second'));
    element.appendData([callee]);
    await settle(element);
    expect(graphOf(element).nodes.length).to.equal(3);
    expect(nodeOf(element, 'second').spanCount).to.equal(1);
  });

  it('are whole before the element is in the document', async () => {
    const element = document.createElement('trace-dependencies');
    element.layout = 'instant';
    element.spans = named('early');
    element.appendData([callee]);
    const frame = await fixture<HTMLElement>(html`<div style="width: 900px"></div>`);
    frame.append(element);
    await settle(element);
    expect(graphOf(element).nodes.length).to.equal(3);
  });

  it('are those that were set last, without what was added to those before', async () => {
    const element = await place();
    element.spans = named('first');
    element.appendData([callee]);
    element.spans = named('second');
    await settle(element);
    expect(graphOf(element).nodes.length).to.equal(2);
    expect(nodeOf(element, 'second').spanCount).to.equal(1);
  });

  it('can be given up together', async () => {
    const element = await draw({ spans: pair });
    element.spans = named('never');
    element.appendData([callee]);
    element.cancelLoad();
    await settle(element);
    expect(graphOf(element).nodes.length).to.equal(2);
    expect(nodeOf(element, 'front').spanCount).to.equal(1);
    element.spans = named('later');
    await settle(element);
    expect(nodeOf(element, 'later').spanCount).to.equal(1);
  });
});

describe('data that are replaced quickly', () => {
  it('end with the last, within one task', async () => {
    const element = await place();
    const events = record(element, 'layout-complete');
    for (let round = 0; round < 20; round++) element.spans = named(`round ${round}`);
    await settle(element);
    expect(graphOf(element).nodes.length).to.equal(2);
    expect(nodeOf(element, 'round 19').spanCount).to.equal(1);
    expect(events.length).to.equal(1);
  });

  it('end with the last, while they are drawn', async () => {
    const element = await place({ layout: 'elk' });
    for (let round = 0; round < 20; round++) {
      element.spans = named(`round ${round}`);
      if (round % 3 === 0) await nextFrame();
      else await element.updateComplete;
    }
    await settle(element);
    expect(graphOf(element).nodes.length).to.equal(2);
    expect(nodeOf(element, 'round 19').spanCount).to.equal(1);
    expect(parts(element, '.node').length).to.equal(2);
  });

  it('end with the last, big and small alike', async () => {
    const element = await place();
    const spans = big();
    for (let round = 0; round < 6; round++) {
      element.spans = round % 2 === 0 ? spans : named(`round ${round}`);
      await nextFrame();
    }
    await settle(element);
    expect(nodeOf(element, 'round 5').spanCount).to.equal(1);
    expect(graphOf(element).nodes.length).to.equal(2);
  });

  it('are gone when there are none any more', async () => {
    const element = await draw({ spans: shop });
    element.select(nodeOf(element, 'price').id);
    await settle(element);
    element.spans = null;
    await settle(element);
    expect(parts(element, '.node, .details, .dock')).to.deep.equal([]);
    expect(textOf(part(element, '.message:not([hidden])'))).to.contain('No traces yet');
  });
});
