import { expect } from '@open-wc/testing';
import { AsyncExpandEvent, ViewChangeEvent } from '../../src/index.js';
import { span } from '../graph/span-builder.js';
import { shop } from './sample-traces.js';
import {
  click,
  draw,
  graphOf,
  inside,
  nodeOf,
  part,
  press,
  record,
  settle,
  stubBox,
  until,
  userEvents,
  flags,
  only,
} from './stage.js';
import { focusNode } from './keyboard-focus.js';

describe('async-expand', () => {
  it('is raised by a click on a stub, and the next three calls are drawn', async () => {
    const element = await draw({ spans: shop });
    const events = record(element, 'async-expand');
    const stub = graphOf(element).stubs.find(({ loaded }) => loaded);
    await click(stubBox(element, true));
    const event = only(events, AsyncExpandEvent);
    expect(event.detail.stub).to.equal(stub);
    expect(event.detail.traceIds.length).to.equal(3);
    expect(flags(event)).to.deep.equal([false, false, true]);
    await settle(element);
    expect(graphOf(element).edges.filter((edge) => edge.async).length).to.equal(6);
    expect(graphOf(element).stubs.filter(({ loaded }) => loaded)).to.deep.equal([]);
  });

  it('is raised by the keyboard', async () => {
    const element = await draw({ spans: shop, asyncLimit: 1 });
    const events = record(element, ...userEvents);
    inside<HTMLElement>(stubBox(element, true), 'button').focus();
    await press('Enter');
    await settle(element);
    expect(events.map(({ type }) => type)).to.deep.equal(['async-expand', 'view-change']);
    expect(graphOf(element).edges.filter((edge) => edge.async).length).to.equal(2);
  });

  it('that is prevented draws nothing, until the host appends the data', async () => {
    const element = await draw({ spans: shop, focusTraceId: 'a' });
    const nodes = graphOf(element).nodes.length;
    element.addEventListener('async-expand', (event) => {
      event.preventDefault();
      expect(event.detail.traceIds).to.deep.equal(['0000000000000000000000000000eeee']);
      element.appendData([
        span('eeee/1', { name: 'import', service: 'batch', kind: 'producer', start: -500 }),
      ]);
    });
    await click(stubBox(element, false));
    await until(() => graphOf(element).nodes.length > nodes, 'the appended trace is drawn');
    await settle(element);
    expect(nodeOf(element, 'import').level).to.equal(-1);
    expect(graphOf(element).stubs.every(({ loaded }) => loaded)).to.equal(true);
  });

  it('that is prevented leaves a loaded stub as it is', async () => {
    const element = await draw({ spans: shop });
    const before = graphOf(element);
    element.addEventListener('async-expand', (event) => event.preventDefault());
    await click(stubBox(element, true));
    await settle(element);
    expect(graphOf(element)).to.equal(before);
    expect(element.viewState.expanded).to.deep.equal([]);
  });
});

describe('view-change', () => {
  it('is raised once by a gesture, with what it changed', async () => {
    const element = await draw({ spans: shop });
    const events = record(element, 'view-change');
    await click(part(element, '[part="zoom-in-button"]'));
    const event = only(events, ViewChangeEvent);
    expect(event.detail.changed).to.deep.equal(['viewport']);
    expect(event.detail.viewState).to.deep.equal(element.viewState);
    expect(event.detail.viewState.viewport).to.not.equal(null);
    expect(flags(event)).to.deep.equal([false, false, false]);
  });

  it('is raised by keys that zoom', async () => {
    const element = await draw({ spans: shop });
    await focusNode(element, 'price');
    const events = record(element, 'view-change');
    await press('+', '-', '0');
    expect(events.length).to.equal(3);
    expect(element.viewState.viewport).to.equal(null);
  });

  it('is raised by Fit, after which the view follows the graph again', async () => {
    const element = await draw({ spans: shop });
    element.zoomTo(nodeOf(element, 'price').id);
    const events = record(element, 'view-change');
    await click(part(element, '[part="fit-button"]'));
    expect(only(events, ViewChangeEvent).detail.viewState.viewport).to.equal(null);
  });
});

describe('a view-change of the viewport', () => {
  it('is raised by Fit once, as the second moves nothing', async () => {
    const element = await draw({ spans: shop });
    element.viewState = { viewport: { x: 50, y: 60, scale: 1.5 } };
    await settle(element);
    const events = record(element, 'view-change');
    for (let times = 0; times < 2; times++) part(element, '[part~="fit-button"]').click();
    expect(events.map((event) => (event as ViewChangeEvent).detail.changed)).to.deep.equal([['viewport']]);
  });

  it('is raised by an arrow key where it moves the view, and only there', async () => {
    const element = await draw({ spans: shop });
    await focusNode(element, 'POST /checkout');
    const events = record(element, 'view-change');
    await press('ArrowRight');
    await press('ArrowLeft');
    expect(events.length).to.equal(0);
    element.viewState = { viewport: { x: 500, y: 200, scale: 1 } };
    await settle(element);
    await press('ArrowRight');
    await settle(element);
    expect(events.map((event) => (event as ViewChangeEvent).detail.changed)).to.deep.equal([['viewport']]);
    expect((events[0] as ViewChangeEvent).detail.viewState.viewport!.x).to.be.below(500);
  });
});
