import { expect } from '@open-wc/testing';
import type { TraceDependenciesElement } from '../../src/index.js';
import { TraceSelectEvent } from '../../src/index.js';
import type { Span } from '../../src/model/span.js';
import { span } from '../graph/span-builder.js';
import { collectGarbage, engine } from '../browser-commands.js';
import { pair, shop } from './sample-traces.js';
import {
  click,
  draw,
  focused,
  graphOf,
  inside,
  nodeOf,
  only,
  part,
  parts,
  press,
  pressWith,
  record,
  settle,
  shapeOf,
  textOf,
  until,
} from './stage.js';

const rows = (element: TraceDependenciesElement): HTMLElement[] =>
  parts(element, '.table-row[data-row-id]').sort(
    (a, b) => Number(a.getAttribute('aria-rowindex')) - Number(b.getAttribute('aria-rowindex')),
  );

const cells = (element: TraceDependenciesElement, column: string): string[] =>
  rows(element).map((row) => textOf(inside(row, `.cell-${column}`)));

const rowOf = (element: TraceDependenciesElement, operation: string): HTMLElement => {
  const { id } = nodeOf(element, operation);
  const row = rows(element).find(({ dataset }) => dataset['rowId'] === id);
  if (!row) throw new Error(`No row is shown for ${operation}`);
  return row;
};

async function openTable(element: TraceDependenciesElement): Promise<void> {
  await click(part(element, '[part~="table-button"]'));
  await until(() => rows(element)[0], 'the rows are shown');
}

async function openCalls(element: TraceDependenciesElement): Promise<void> {
  await openTable(element);
  await click(part(element, '#tab-calls'));
  await until(() => parts(element, '.cell-caller')[1], 'the calls are listed');
}

async function sortBy(element: TraceDependenciesElement, column: string): Promise<void> {
  await click(part(element, `[role="columnheader"].cell-${column} button`));
  await settle(element);
}

describe('the table view', () => {
  it('is one button away, and so is the picture', async () => {
    const element = await draw({ spans: shop });
    const button = part(element, '[part~="table-button"]');
    expect(button.getAttribute('aria-pressed')).to.equal('false');
    await openTable(element);
    expect(button.getAttribute('aria-pressed')).to.equal('true');
    expect(part(element, '.viewport').inert).to.equal(true);
    expect(getComputedStyle(part(element, '.viewport')).visibility).to.equal('hidden');
    await click(button);
    expect(parts(element, '.table-view')).to.deep.equal([]);
    expect(part(element, '.viewport').inert).to.equal(false);
  });

  it('lists every operation in the order of reading', async () => {
    const element = await draw({ spans: shop });
    await openTable(element);
    const ids = rows(element).map(({ dataset }) => dataset['rowId']);
    expect(ids).to.have.members(graphOf(element).nodes.map(({ id }) => id));
    const levels = ids.map((id) => graphOf(element).nodes.find((node) => node.id === id)?.level ?? NaN);
    expect(levels).to.deep.equal([...levels].sort((a, b) => a - b));
    expect(cells(element, 'operation')[0]).to.equal('POST /checkout');
    const row = rowOf(element, 'SELECT orders');
    const texts = [...row.querySelectorAll('[role="gridcell"]')].map(textOf);
    expect(texts).to.deep.equal([
      'SELECT orders',
      'shop',
      'Database',
      'Focus trace',
      '30 ms',
      '30 ms',
      '2',
      '0',
      '1',
      '0',
    ]);
  });

  it('has times side by side that are made alike, and says how', async () => {
    const element = await draw({ spans: shop });
    await openTable(element);
    const times = (): string[] =>
      ['duration', 'selfTime'].map((column) => textOf(part(element, `[role="columnheader"].cell-${column}`)));
    expect(times()).to.deep.equal(['Duration (avg)', 'Self time (avg)']);
    element.aggregate = 'sum';
    await settle(element);
    expect(times()).to.deep.equal(['Duration (sum)', 'Self time (sum)']);
    const row = rowOf(element, 'SELECT orders');
    expect(textOf(inside(row, '.cell-selfTime'))).to.equal('60 ms');
    element.aggregate = 'max';
    await settle(element);
    expect(times()).to.deep.equal(['Duration (max)', 'Self time (avg)']);
    await click(part(element, '#tab-calls'));
    expect(textOf(part(element, '[role="columnheader"].cell-wait'))).to.equal('Wait (avg)');
  });

  it('lists every call, and the calls that are not drawn', async () => {
    const element = await draw({ spans: shop });
    await openCalls(element);
    const { edges, stubs } = graphOf(element);
    const ids = rows(element).map(({ dataset }) => dataset['rowId']);
    expect(ids).to.have.members([...edges, ...stubs].map(({ id }) => id));
    expect(cells(element, 'callee').filter((text) => text.startsWith('+'))).to.deep.equal([
      '+3 more async calls',
    ]);
    const waits = cells(element, 'wait');
    expect(waits.filter(Boolean).length).to.equal(edges.filter(({ async }) => async).length);
  });

  it('draws what a row of hidden calls stands for', async () => {
    const element = await draw({ spans: shop });
    await openCalls(element);
    const before = graphOf(element).nodes.length;
    const row = rows(element).find((one) => textOf(inside(one, '.cell-callee')).startsWith('+'));
    if (!row) throw new Error('The hidden calls are not listed');
    await click(inside(row, '.cell-callee button'));
    await until(() => graphOf(element).nodes.length === before + 3, 'the calls are drawn');
    await until(() => cells(element, 'callee').includes('search index search'), 'and listed');
  });

  it('offers of a row of hidden calls what its stub does: all of them, or one by name', async () => {
    const element = await draw({ spans: shop });
    await openCalls(element);
    const row = rows(element).find((one) => textOf(inside(one, '.cell-callee')).startsWith('+'));
    if (!row) throw new Error('The hidden calls are not listed');
    const button = inside(row, '.stub-menu-button');
    button.focus();
    await press('Enter');
    const call = await until(
      () => parts(element, '.stub-menu .call').find((one) => textOf(one).includes('fraud check')),
      'the menu lists the calls',
    );
    expect(button.getAttribute('aria-expanded')).to.equal('true');
    const menu = part(element, '.stub-menu').getBoundingClientRect();
    const at = button.getBoundingClientRect();
    expect(Math.min(Math.abs(menu.top - at.bottom), Math.abs(menu.bottom - at.top))).to.be.below(12);
    await press('Escape');
    expect(focused(element)).to.equal(button);
    await press('Enter');
    await until(() => parts(element, '.stub-menu .call')[0], 'the menu lists the calls');
    parts(element, '.stub-menu .call')
      .find((one) => textOf(one) === textOf(call))
      ?.click();
    await until(() => cells(element, 'callee').includes('fraud check fraud'), 'the call is listed');
    expect(cells(element, 'callee')).to.include('+2 more async calls');
    await settle(element);
    await until(() => focused(element)?.closest('.table-view'), 'the focus stays in the table');
  });

  it('sorts by a column, turns its order round, and goes back to the order of reading', async () => {
    const element = await draw({ spans: shop });
    await openTable(element);
    const asRead = cells(element, 'operation');
    const header = part(element, '[role="columnheader"].cell-duration');
    await sortBy(element, 'duration');
    expect(header.getAttribute('aria-sort')).to.equal('descending');
    expect(cells(element, 'operation')[0]).to.equal('POST /checkout');
    await sortBy(element, 'duration');
    expect(header.getAttribute('aria-sort')).to.equal('ascending');
    expect(cells(element, 'operation')[0]).to.equal('lost');
    await sortBy(element, 'duration');
    expect(header.getAttribute('aria-sort')).to.equal('none');
    expect(cells(element, 'operation')).to.deep.equal(asRead);
    await sortBy(element, 'service');
    const services = cells(element, 'service');
    expect(services).to.deep.equal([...services].sort());
  });

  it('filters by words in any order and case, and says when nothing is left', async () => {
    const element = await draw({ spans: shop });
    await openTable(element);
    const field = part<HTMLInputElement>(element, '.table-filter');
    await click(field);
    field.value = 'ORDERS shop';
    field.dispatchEvent(new Event('input'));
    await until(() => rows(element).length === 2, 'two rows are left');
    expect(cells(element, 'operation')).to.have.members(['SELECT orders', 'orders publish']);
    expect(textOf(part(element, '#tab-operations'))).to.equal('Operations 2');
    const all = graphOf(element).nodes.length;
    await until(
      () => textOf(part(element, '[role="status"]')).startsWith(`2 of ${all} rows`),
      'how many are left is announced',
    );
    field.value = 'no such thing';
    field.dispatchEvent(new Event('input'));
    await until(() => parts(element, '.table-empty')[0], 'it says so');
  });

  it('selects what is picked, and marks what is selected', async () => {
    const element = await draw({ spans: shop });
    await openTable(element);
    const selected = record(element, 'trace-select');
    await click(inside(rowOf(element, 'price'), '.cell-kind'));
    await settle(element);
    expect(only(selected, TraceSelectEvent).detail.node?.id).to.equal(nodeOf(element, 'price').id);
    expect(rowOf(element, 'price').getAttribute('aria-selected')).to.equal('true');
    element.select(nodeOf(element, 'lost').id);
    await settle(element);
    const marked = rows(element).filter((row) => row.getAttribute('aria-selected') === 'true');
    expect(marked).to.deep.equal([rowOf(element, 'lost')]);
    await click(part(element, '[part~="table-button"]'));
    expect(shapeOf(element, 'lost').getAttribute('aria-pressed')).to.equal('true');
  });

  it('leaves nothing to zoom, and its last row is seen above the settings, however tall these are', async () => {
    for (const width of [1100, 640, 375]) {
      const element = await draw({ spans: many(60), locale: 'de', density: 'comfortable' });
      element.style.inlineSize = `${width}px`;
      await openTable(element);
      for (const name of ['zoom-in', 'zoom-out', 'fit']) {
        const button = part<HTMLButtonElement>(element, `[part~="${name}-button"]`);
        expect(button.disabled, name).to.equal(true);
        expect(button.getAttribute('aria-label') ?? textOf(button)).not.to.equal('');
      }
      rows(element)[0]?.focus();
      await press('End');
      const row = await until(
        () => rows(element).find((one) => one === focused(element)),
        'the row has the focus',
      );
      expect(row.getAttribute('aria-rowindex')).to.equal('62');
      const settings = part(element, '.controls').getBoundingClientRect();
      expect(settings.height).to.be.above(0);
      expect(row.getBoundingClientRect().bottom).to.be.at.most(settings.top);
      expect(settings.bottom).to.be.at.most(part(element, '.stage').getBoundingClientRect().bottom);
      element.parentElement?.remove();
    }
  });

  it('is one tab stop, which the arrow keys move and Enter selects', async () => {
    const element = await draw({ spans: shop });
    await openTable(element);
    rows(element)[0]?.focus();
    await press('ArrowDown');
    expect(focused(element)).to.equal(rows(element)[1]);
    expect(rows(element).filter(({ tabIndex }) => tabIndex === 0)).to.deep.equal([rows(element)[1]]);
    await press('Enter');
    await settle(element);
    expect(element.selected).to.equal(rows(element)[1]?.dataset['rowId']);
  });

  it('takes the focus where the details close, and where Ctrl+F is pressed', async () => {
    const element = await draw({ spans: shop });
    await openTable(element);
    await click(inside(rowOf(element, 'price'), '.cell-kind'));
    await settle(element);
    const close = await until(() => parts(element, '[part~="close-button"]')[0], 'the details are shown');
    close.focus();
    await press('Enter');
    await settle(element);
    expect(focused(element)?.matches('.table-row[data-row-id]')).to.equal(true);
    await pressWith(element, 'ctrlKey', 'f');
    expect(focused(element)).to.equal(part(element, '.table-filter'));
  });

  it('keeps names from the data apart from the direction of its texts', async () => {
    const element = await draw({ spans: [span('a/1', { name: 'publish <default>' })], locale: 'ar' });
    await openTable(element);
    const name = inside(rowOf(element, 'publish <default>'), '.cell-operation .cut');
    const range = document.createRange();
    const text = inside(name, 'bdi').firstChild as Text;
    const leftOf = (from: number): number => {
      range.setStart(text, from);
      range.setEnd(text, from + 1);
      return range.getBoundingClientRect().left;
    };
    const places = [...text.data].map((_, index) => leftOf(index));
    expect(places).to.deep.equal([...places].sort((a, b) => a - b));
  });

  it('shows the duration that is chosen', async () => {
    const element = await draw({ spans: shop });
    await openTable(element);
    element.aggregate = 'max';
    await settle(element);
    expect(textOf(inside(rowOf(element, 'SELECT orders'), '.cell-duration'))).to.equal('40 ms');
  });
});

describe('a table that was closed', () => {
  it('holds nothing of the drawing that it showed', async function () {
    if ((await engine()) !== 'chromium') this.skip();
    const element = await draw({ spans: shop });
    await openTable(element);
    await click(part(element, '[part~="table-button"]'));
    await settle(element);
    const graph = new WeakRef(graphOf(element));
    const node = new WeakRef(nodeOf(element, 'price'));
    element.spans = pair;
    await settle(element);
    for (let round = 0; round < 10 && (graph.deref() ?? node.deref()); round++) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      await collectGarbage();
    }
    expect(graph.deref(), 'the graph').to.equal(undefined);
    expect(node.deref(), 'its nodes').to.equal(undefined);
  });
});

/** One caller of many operations. */
const many = (count: number): Span[] => [
  span('a/1', { name: 'root', service: 'shop' }),
  ...Array.from({ length: count }, (_, index) =>
    span(`a/${index + 2}`, { parent: '1', name: `step ${index}`, service: 'shop', kind: 'client' }),
  ),
];

describe('a table of 2,000 operations', () => {
  it('has the rows in view only, and begins with the selected one', async () => {
    const element = await draw({ spans: many(2000) });
    element.select(nodeOf(element, 'step 1500').id);
    await settle(element);
    await openTable(element);
    expect(rows(element).length).to.be.below(80);
    await until(() => rows(element).some((row) => row.matches('.picked')), 'the selected row is shown');
    const view = part(element, '.table-view').getBoundingClientRect();
    const row = rowOf(element, 'step 1500').getBoundingClientRect();
    expect(row.top).to.be.at.least(view.top);
    const settings = part(element, '.dock').getBoundingClientRect();
    expect(row.bottom).to.be.at.most(settings.top + 1);
  });
});
