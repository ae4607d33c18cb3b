import { expect } from '@open-wc/testing';
import { type ViewState } from '../../src/index.js';
import { shop } from './sample-traces.js';
import {
  click,
  draw,
  edgeButton,
  graphOf,
  inside,
  nodeOf,
  openDetails,
  part,
  parts,
  place,
  press,
  pressWith,
  settle,
  shapeOf,
  stubBox,
  until,
} from './stage.js';

describe('viewState', () => {
  const changed = {
    groupBy: ['service.name', 'span.kind'],
    aggregate: 'p99',
    showInternalSpans: true,
    showDestinations: true,
    criticalPath: true,
    focusTraceId: 'b',
    expanded: [],
    only: null,
    collapsed: [],
    find: 'orders',
    view: 'table',
    table: {
      shown: 'calls',
      filter: 'order',
      operations: { by: 'errors', descending: true },
      calls: { by: 'wait', descending: false },
    },
    tab: 'tags',
    traceOrder: { by: 'duration', descending: true },
    path: null,
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

  it('brings the order of the traces back', async () => {
    const first = await draw({ spans: shop });
    const details = await openDetails(first, 'POST /checkout');
    await click(inside(details, '.column-spans .sort'));
    const second = await place();
    second.viewState = first.viewState;
    second.spans = shop;
    await settle(second);
    const column = await until(
      () => parts(second, '.column-spans[role="columnheader"]')[0],
      'they are listed',
    );
    expect(column.getAttribute('aria-sort')).to.equal('descending');
  });

  it('brings a path back, that of a trace and that between two nodes', async () => {
    const first = await draw({ spans: shop });
    const ends = [nodeOf(first, 'POST /checkout').id, nodeOf(first, 'orders process').id] as const;
    for (const path of [{ traceId: 'b'.padStart(32, '0') }, { from: ends[0], to: ends[1] }]) {
      const second = await place();
      second.viewState = { path };
      second.spans = shop;
      await settle(second);
      await until(() => parts(second, '.path-chip')[0], 'the path is shown');
      expect(second.viewState.path).to.deep.equal(path);
      expect(parts(second, '[part~="on-path"]').length).to.be.above(1);
    }
  });

  it('tells of every change of the tables, the tab and the path', async () => {
    const element = await draw({ spans: shop });
    const changed: string[] = [];
    element.addEventListener('view-change', (event) => changed.push(...event.detail.changed));
    const details = await openDetails(element, 'POST /checkout');
    await click(inside(details, '.column-duration .sort'));
    await click(inside(details, '#tab-tags'));
    shapeOf(element, 'orders process').focus();
    await pressWith(element, 'shiftKey', 'Enter');
    await press('Escape');
    await click(part(element, '[part~="table-button"]'));
    await until(() => parts(element, '.table-row[data-row-id]')[0], 'the table is shown');
    await click(part(element, '#tab-calls'));
    part(element, '.cell-wait .sort').click(); // beside the details it may have to be scrolled to
    expect(changed.filter((name) => name !== 'viewport')).to.deep.equal([
      'selected',
      'traceOrder',
      'tab',
      'path',
      'path',
      'view',
      'table',
      'table',
    ]);
    expect(element.viewState.table).to.deep.include({
      shown: 'calls',
      calls: { by: 'wait', descending: true },
    });
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
      { table: { shown: 'both', filter: '', operations: null, calls: null } },
      { table: { shown: 'calls', filter: '', operations: { by: 1, descending: true }, calls: null } },
      { tab: 3, path: { from: 'a' } },
      { traceOrder: null },
      { traceOrder: { by: 'name', descending: true } },
    ];
    for (const state of bad) element.viewState = state as ViewState;
    await settle(element);
    expect(element.viewState).to.deep.equal(before);
  });
});
