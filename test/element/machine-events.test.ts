import { expect } from '@open-wc/testing';
import { LayoutCompleteEvent, type TraceProblemEvent } from '../../src/index.js';
import { pair, shop } from './sample-traces.js';
import {
  click,
  draw,
  graphOf,
  nodeOf,
  openDetails,
  parts,
  place,
  record,
  settle,
  stubBox,
  until,
  userEvents,
  flags,
  only,
} from './stage.js';

describe('layout-complete', () => {
  it('is raised when a drawing is complete', async () => {
    const element = await place();
    const events = record(element, 'layout-complete');
    element.spans = shop;
    await until(() => events.length > 0, 'the layout is complete');
    const event = only(events, LayoutCompleteEvent);
    const { nodes, edges } = graphOf(element);
    expect(event.detail.nodes).to.equal(nodes.length);
    expect(event.detail.edges).to.equal(edges.length);
    expect(event.detail.profile).to.equal('linear');
    expect(event.detail.milliseconds).to.be.at.least(0);
    expect(flags(event)).to.deep.equal([false, false, false]);
  });

  it('finds everything in the document', async () => {
    const element = await place();
    let drawn = 0;
    element.addEventListener('layout-complete', () => (drawn = parts(element, '.node').length));
    element.spans = shop;
    await until(() => drawn > 0, 'the layout is complete');
    expect(drawn).to.equal(graphOf(element).nodes.length);
  });

  it('names ELK where ELK has drawn, after the draft', async () => {
    const element = await place({ layout: 'elk' });
    const events = record(element, 'layout-complete');
    element.spans = shop;
    await settle(element);
    expect(events.map((event) => (event as LayoutCompleteEvent).detail.profile)).to.deep.equal([
      'linear',
      'elk',
    ]);
  });
});

describe('trace-problem', () => {
  it('is raised once for each cause', async () => {
    const element = await place();
    const events = record(element, 'trace-problem');
    element.spans = shop;
    await settle(element);
    const codes = events.map((event) => (event as TraceProblemEvent).detail.problem.code);
    expect(codes.sort()).to.deep.equal(['dangling-link', 'missing-parent']);
    expect(flags(events[0] as Event)).to.deep.equal([false, false, false]);
    expect(element.problems.map(({ code }) => code).sort()).to.deep.equal(codes);
  });

  it('is raised again by other data with the same fault', async () => {
    const element = await draw({ data: '{' });
    const events = record(element, 'trace-problem');
    element.data = '[';
    await settle(element);
    expect(events.length).to.equal(1);
  });

  it('is not raised again by data that are appended without a fault', async () => {
    const element = await draw({ spans: shop });
    const events = record(element, 'trace-problem');
    element.appendData(pair);
    await settle(element);
    expect(events).to.deep.equal([]);
  });

  it('finds the problem among the element’s problems', async () => {
    const element = await place();
    const found: boolean[] = [];
    element.addEventListener('trace-problem', ({ detail }) =>
      found.push(element.problems.includes(detail.problem)),
    );
    element.spans = shop;
    await settle(element);
    expect(found).to.deep.equal([true, true]);
  });
});

describe('what the host sets', () => {
  it('raises no event of a user', async () => {
    const element = await draw({ spans: shop });
    const events = record(element, ...userEvents);
    element.select(nodeOf(element, 'price').id);
    await settle(element);
    element.selected = nodeOf(element, 'SELECT orders').id;
    element.groupBy = 'service.name';
    element.aggregate = 'max';
    element.showInternalSpans = true;
    element.asyncLimit = 1;
    await settle(element);
    element.expand(graphOf(element).stubs.find(({ loaded }) => loaded)?.id ?? '');
    await settle(element);
    element.zoomTo(graphOf(element).nodes[0]?.id ?? null);
    element.fit();
    element.viewState = { ...element.viewState, aggregate: 'min', viewport: { x: 1, y: 2, scale: 1 } };
    element.focusTraceId = '*';
    element.select(null);
    element.appendData(pair);
    await settle(element);
    element.spans = pair;
    await settle(element);
    expect(events.map(({ type }) => type)).to.deep.equal([]);
  });
});

describe('a listener that throws', () => {
  it('does no harm', async () => {
    const element = await draw({ spans: shop });
    const thrown: string[] = [];
    const { onerror } = window;
    window.onerror = (_message, _file, _line, _column, error) => void thrown.push(String(error));
    try {
      for (const name of [...userEvents, 'layout-complete', 'trace-problem'])
        element.addEventListener(name, () => {
          throw new Error(`listener of ${name}`);
        });
      await openDetails(element, 'price');
      element.fit();
      await click(stubBox(element, true));
      element.groupBy = 'service.name';
      await settle(element);
      expect(element.selected).to.not.equal(null);
      expect(graphOf(element).nodes.every(({ group }) => group.length === 1)).to.equal(true);
      for (const name of ['trace-select', 'view-change', 'async-expand', 'layout-complete'])
        expect(thrown.some((text) => text.includes(name))).to.equal(true);
    } finally {
      window.onerror = onerror;
    }
  });
});
