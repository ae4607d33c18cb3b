import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { TraceDependenciesElement, ViewChangeEvent } from '../../src/index.js';
import { pair, shop } from './sample-traces.js';
import {
  boxOf,
  click,
  draw,
  focused,
  graphOf,
  inside,
  nodeOf,
  part,
  parts,
  press,
  record,
  settle,
  textOf,
  until,
} from './stage.js';

const changesOf = (events: readonly Event[]): unknown[] =>
  events.map((event) => (event as ViewChangeEvent).detail.changed);

async function openMenu(element: TraceDependenciesElement): Promise<HTMLElement> {
  await click(part(element, '.group-by-button'));
  return until(() => parts(element, '.menu[role="dialog"]')[0], 'the menu opens');
}

const rowOf = (menu: Element, key: string): HTMLElement => {
  const row = [...menu.querySelectorAll<HTMLElement>('.menu-row')].find(
    (one) => textOf(inside(one, '.menu-key')) === key,
  );
  if (!row) throw new Error(`The menu has no key ${key}`);
  return row;
};

const boxIn = (row: Element): HTMLInputElement => inside<HTMLInputElement>(row, 'input');

/** What the menu shows as chosen. */
const checkedKeys = (menu: Element): string[] =>
  [...menu.querySelectorAll<HTMLElement>('.menu-row')]
    .filter((row) => boxIn(row).checked)
    .map((row) => textOf(inside(row, '.menu-key')));

describe('Controls of a graph that the host has built', () => {
  it('offer no other groups of its spans, which only the host has', async () => {
    const built = graphOf(await draw({ spans: shop }));
    const element = await draw({ graph: built });
    expect(parts(element, '.group-by, .switch')).to.have.lengthOf(0);
    expect(parts(element, '.aggregate')).to.have.lengthOf(1);
  });
});

describe('Group by', () => {
  it('lists the keys of the data with their coverage, chosen ones first', async () => {
    const element = await draw({ spans: shop });
    const menu = await openMenu(element);
    const rows = [...menu.querySelectorAll('.menu-row')].map(textOf);
    expect(rows.slice(0, 2)).to.deep.equal(['service.name 100%', 'operation.name 100%']);
    expect(rows).to.include('process.host.name 7%');
    expect(checkedKeys(menu)).to.deep.equal(['service.name', 'operation.name']);
  });

  it('regroups by a key that is chosen, and by fewer when one is taken away', async () => {
    const element = await draw({ spans: shop });
    const events = record(element, 'view-change');
    let menu = await openMenu(element);
    await click(rowOf(menu, 'span.kind'));
    await settle(element);
    expect(element.viewState.groupBy).to.deep.equal(['service.name', 'operation.name', 'span.kind']);
    expect(graphOf(element).nodes[0]?.group.length).to.equal(3);
    menu = part(element, '.menu[role="dialog"]');
    expect(checkedKeys(menu)).to.deep.equal(['service.name', 'operation.name', 'span.kind']);
    await click(rowOf(menu, 'service.name'));
    await settle(element);
    expect(element.viewState.groupBy).to.deep.equal(['operation.name', 'span.kind']);
    expect(checkedKeys(part(element, '.menu[role="dialog"]'))).to.deep.equal(['operation.name', 'span.kind']);
    expect(changesOf(events)).to.deep.equal([['groupBy'], ['groupBy']]);
  });

  it('keeps the last key, in the menu too', async () => {
    const element = await draw({ spans: shop, groupBy: 'service.name' });
    const events = record(element, 'view-change');
    const menu = await openMenu(element);
    await click(rowOf(menu, 'service.name'));
    await settle(element);
    expect(element.viewState.groupBy).to.deep.equal(['service.name']);
    expect(checkedKeys(part(element, '.menu[role="dialog"]'))).to.deep.equal(['service.name']);
    expect(events).to.deep.equal([]);
  });

  it('shows a key that the host has chosen and no span has', async () => {
    const element = await draw({ spans: shop, groupBy: 'service.name, no.such.key' });
    const menu = await openMenu(element);
    expect(checkedKeys(menu)).to.deep.equal(['service.name', 'no.such.key']);
    expect(textOf(rowOf(menu, 'no.such.key'))).to.equal('no.such.key 0%');
    expect(textOf(boxOf(element, 'prices'))).to.contain('(none)');
  });

  it('finds keys by typing', async () => {
    const element = await draw({ spans: shop });
    const menu = await openMenu(element);
    inside(menu, '.menu-filter').focus();
    await sendKeys({ type: 'TENANT' });
    await element.updateComplete;
    const keys = [...menu.querySelectorAll('.menu-key')].map(textOf);
    expect(keys).to.deep.equal(['service.name', 'operation.name', 'tenant']);
  });

  it('opens, chooses and closes by the keyboard, and gives the focus back', async () => {
    const element = await draw({ spans: shop });
    part(element, '.group-by-button').focus();
    await press('Enter');
    await until(() => parts(element, '.menu[role="dialog"]')[0], 'the menu opens');
    expect(part(element, '.group-by-button').getAttribute('aria-expanded')).to.equal('true');
    await press('Tab');
    expect(focused(element)?.matches('.menu-filter')).to.equal(true);
    // Firefox stops at the list too, since it scrolls.
    for (let tabs = 0; tabs < 2 && !focused(element)?.matches('[type=checkbox]'); tabs++) await press('Tab');
    await press('Space');
    await settle(element);
    expect(element.viewState.groupBy).to.deep.equal(['operation.name']);
    await press('Escape');
    await element.updateComplete;
    expect(parts(element, '.menu[role="dialog"]')).to.deep.equal([]);
    expect(focused(element)?.matches('.group-by-button')).to.equal(true);
  });

  it('leaves the focus on the key that was toggled', async () => {
    const element = await draw({ spans: shop });
    await openMenu(element);
    const row = rowOf(part(element, '.menu[role="dialog"]'), 'tenant');
    boxIn(row).focus();
    await press('Space');
    await settle(element);
    expect(element.viewState.groupBy).to.include('tenant');
    const now = focused(element)?.closest('.menu-row');
    expect(textOf(now?.querySelector('.menu-key'))).to.equal('tenant');
  });

  it('closes by a press elsewhere on the page', async () => {
    const element = await draw({ spans: shop });
    await openMenu(element);
    await click(part(element, '.summary'));
    await element.updateComplete;
    expect(parts(element, '.menu[role="dialog"]')).to.deep.equal([]);
  });
});

describe('the aggregation', () => {
  it('changes texts, without a new layout', async () => {
    const element = await draw({ spans: shop });
    const layouts = record(element, 'layout-complete');
    const changes = record(element, 'view-change');
    const rect = boxOf(element, 'SELECT orders').getBoundingClientRect();
    const select = part<HTMLSelectElement>(element, 'select.aggregate');
    select.focus();
    for (const [value, text] of [
      ['max', '40 ms'],
      ['min', '20 ms'],
      ['sum', '60 ms'],
      ['p95', '40 ms'],
      ['p50', '20 ms'],
      ['avg', '30 ms'],
    ] as const) {
      select.value = value;
      select.dispatchEvent(new Event('change'));
      await settle(element);
      expect(textOf(inside(boxOf(element, 'SELECT orders'), '.duration'))).to.equal(text);
      expect(element.aggregate).to.equal(value);
    }
    expect(layouts).to.deep.equal([]);
    expect(changesOf(changes)).to.deep.equal(Array.from({ length: 6 }, () => ['aggregate']));
    expect(boxOf(element, 'SELECT orders').getBoundingClientRect()).to.deep.equal(rect);
  });

  it('is chosen by the keyboard', async () => {
    const element = await draw({ spans: shop });
    part(element, 'select.aggregate').focus();
    await sendKeys({ type: 'max' });
    await until(() => element.aggregate === 'max', 'the typed aggregation is chosen');
  });

  it('follows the property', async () => {
    const element = await draw({ spans: shop });
    for (const value of ['p99', 'avg', 'max'] as const) {
      element.aggregate = value;
      await settle(element);
      expect(part<HTMLSelectElement>(element, 'select.aggregate').value).to.equal(value);
    }
  });
});

describe('Show internal spans', () => {
  it('says how many are hidden, and shows them', async () => {
    const element = await draw({ spans: shop });
    const toggle = part(element, '.switch');
    const events = record(element, 'view-change');
    expect(textOf(toggle)).to.equal('Show internal spans (1)');
    await click(toggle);
    await settle(element);
    expect(element.showInternalSpans).to.equal(true);
    expect(nodeOf(element, 'compute').kind).to.equal('generic');
    expect(textOf(toggle)).to.equal('Show internal spans');
    expect(changesOf(events)).to.deep.equal([['showInternalSpans']]);
    await click(toggle);
    await settle(element);
    expect(graphOf(element).hiddenInternalSpans).to.equal(1);
  });

  it('answers to the space bar', async () => {
    const element = await draw({ spans: shop });
    part(element, '.switch input').focus();
    await press('Space');
    expect(element.showInternalSpans).to.equal(true);
  });
});

describe('zooming', () => {
  const scaleOf = (element: TraceDependenciesElement): number =>
    boxOf(element, 'front').getBoundingClientRect().width / boxOf(element, 'front').offsetWidth;

  it('in and out by the buttons ends where it began', async () => {
    const element = await draw({ spans: pair });
    const before = scaleOf(element);
    await click(part(element, '[part="zoom-out-button"]'));
    expect(scaleOf(element)).to.be.below(before);
    await click(part(element, '[part="zoom-in-button"]'));
    expect(scaleOf(element)).to.be.closeTo(before, 0.01);
  });

  it('is off while nothing is drawn', async () => {
    const element = await draw({ spans: [] });
    for (const button of parts<HTMLButtonElement>(
      element,
      '.bar .button-group button:not([part~="help-button"])',
    ))
      expect(button.disabled).to.equal(true);
  });
});

describe('a problem of the data', () => {
  it('is listed behind a button', async () => {
    const element = await draw({ spans: shop });
    const summary = part(element, '.problems summary');
    expect(textOf(summary)).to.equal('2 notes on the data');
    await click(summary);
    expect(textOf(part(element, '.problem-list'))).to.contain('The parent of a span is not in the data ×1');
  });
});
