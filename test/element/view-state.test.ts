import { expect } from '@open-wc/testing';
import { type ViewState } from '../../src/index.js';
import { shop } from './sample-traces.js';
import { draw, edgeButton, graphOf, nodeOf, parts, place, settle, stubBox } from './stage.js';

describe('viewState', () => {
  const changed = {
    groupBy: ['service.name', 'span.kind'],
    aggregate: 'p99',
    showInternalSpans: true,
    showDestinations: true,
    focusTraceId: 'b',
    expanded: [],
    only: null,
    collapsed: [],
    find: 'orders',
    view: 'table',
    viewport: { x: 10, y: -20, scale: 0.75 },
  } satisfies Partial<ViewState>;

  it('is plain JSON and has every field', async () => {
    const element = await draw({ spans: shop });
    const state = element.viewState;
    expect(JSON.parse(JSON.stringify(state))).to.deep.equal(state);
    expect(Object.keys(state).sort()).to.deep.equal([...Object.keys(changed), 'selected'].sort());
  });

  it('comes back as it was set', async () => {
    const element = await draw({ spans: shop });
    element.viewState = changed;
    await settle(element);
    expect(element.viewState).to.deep.equal({ ...changed, selected: null });
  });

  it('of one element makes another one equal, also before it has data', async () => {
    const first = await draw({ spans: shop });
    first.select(nodeOf(first, 'price').id);
    first.aggregate = 'max';
    first.asyncLimit = 1;
    await settle(first);
    first.expand(stubBox(first, true).dataset['stubId'] ?? '');
    await settle(first);
    first.zoomTo(nodeOf(first, 'price').id);
    const state = JSON.parse(JSON.stringify(first.viewState)) as ViewState;
    for (const isLate of [false, true]) {
      const second = await place({ asyncLimit: 1, ...(isLate ? { spans: shop } : {}) });
      if (isLate) await settle(second);
      second.viewState = state;
      second.spans = shop;
      await settle(second);
      expect(second.viewState).to.deep.equal(first.viewState);
      expect(graphOf(second)).to.deep.equal(graphOf(first));
      expect(parts(second, '.details').length).to.equal(1);
    }
  });

  it('brings a selected edge back, also before there are data', async () => {
    const first = await draw({ spans: shop });
    first.select(edgeButton(first, 'POST /checkout', 'price').dataset['labelOf'] ?? '');
    await settle(first);
    const second = await place();
    second.viewState = first.viewState;
    second.spans = shop;
    await settle(second);
    expect(second.viewState.selected).to.equal(first.viewState.selected);
    expect(parts(second, '.details').length).to.equal(1);
    expect(second.selected).to.equal(null);
  });

  it('ignores what it cannot read', async () => {
    const element = await draw({ spans: shop });
    const before = element.viewState;
    const bad: readonly unknown[] = [
      null,
      undefined,
      42,
      'text',
      [],
      { groupBy: 5, expanded: 'x', viewport: { x: 1 }, selected: 7, showInternalSpans: 'yes' },
      { viewport: { x: NaN, y: 0, scale: 1 } },
      { viewport: { x: 0, y: 0, scale: 0 } },
      { focusTraceId: {}, unknown: 1 },
    ];
    for (const state of bad) element.viewState = state as ViewState;
    await settle(element);
    expect(element.viewState).to.deep.equal(before);
  });
});
