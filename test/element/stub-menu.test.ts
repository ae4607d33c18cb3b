import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { AsyncExpandEvent, TraceDependenciesElement } from '../../src/index.js';
import { span } from '../graph/span-builder.js';
import { resize } from '../browser-commands.js';
import { shop } from './sample-traces.js';
import {
  boxOf,
  click,
  draw,
  focused,
  graphOf,
  inside,
  part,
  parts,
  press,
  record,
  settle,
  stubBox,
  textOf,
  until,
} from './stage.js';
import { consumersOf } from './stub-stage.js';

const menu = (element: TraceDependenciesElement): HTMLElement => part(element, '.stub-menu');

async function openMenu(element: TraceDependenciesElement, loaded = true): Promise<HTMLElement> {
  await click(inside(stubBox(element, loaded), '.stub-menu-button'));
  await until(() => parts(element, '.stub-menu .call')[0], 'the menu lists the calls');
  return menu(element);
}

const buttonNamed = (element: TraceDependenciesElement, text: string): HTMLElement => {
  const found = parts(element, '.stub-menu button').find((button) => textOf(button).includes(text));
  if (!found) throw new Error(`The menu has no ${text}`);
  return found;
};

const namesIn = (element: TraceDependenciesElement): string[] =>
  parts(element, '.stub-menu .call-title').map(textOf);

function scaleOf(element: TraceDependenciesElement): number {
  return new DOMMatrix(getComputedStyle(part(element, '.canvas')).transform).a - 0.001;
}

describe('the menu of a stub', () => {
  it('is opened by a button of at least 24 pixels', async () => {
    const element = await draw({ spans: shop });
    for (const loaded of [true, false]) {
      const { width, height } = inside(stubBox(element, loaded), '.stub-menu-button').getBoundingClientRect();
      expect(Math.min(width, height)).to.be.at.least(24 * scaleOf(element));
    }
  });

  it('lists the hidden calls by name, with their figures', async () => {
    const element = await draw({ spans: shop, asyncLimit: 2 });
    await openMenu(element);
    const hidden = graphOf(element).stubs.find(({ loaded }) => loaded)?.callCount;
    expect(parts(element, '.stub-menu .call').length).to.equal(hidden);
    const row = parts(element, '.stub-menu .call').find((call) => textOf(call).startsWith('mail send'));
    expect(textOf(row)).to.match(/^mail send mail · 49 ms · wait 165 ms$/);
    expect(row?.querySelector('[role=img]')?.getAttribute('aria-label')).to.equal('Pub/sub');
    expect(menu(element).getAttribute('aria-label')).to.equal('Calls of orders publish that are not drawn');
  });

  it('draws the next, or all', async () => {
    const element = await draw({ spans: shop, asyncLimit: 2 });
    await openMenu(element);
    await click(buttonNamed(element, 'Next 2'));
    await settle(element);
    expect(element.viewState.expanded.length).to.equal(2);
    expect(parts(element, '.stub-menu')).to.deep.equal([]);
    await openMenu(element);
    expect(parts(element, '.stub-menu button').map(textOf)).to.not.include('Next 2');
    await click(buttonNamed(element, 'All 2'));
    await settle(element);
    expect(graphOf(element).stubs.filter(({ loaded }) => loaded)).to.deep.equal([]);
    expect(element.viewState.expanded.length).to.equal(4);
  });

  it('draws one by name, and says which to the host', async () => {
    const element = await draw({ spans: shop, asyncLimit: 1 });
    const events = record(element, 'async-expand');
    await openMenu(element);
    await click(buttonNamed(element, 'fraud check'));
    await settle(element);
    expect(boxOf(element, 'fraud check')).to.exist;
    expect(element.viewState.expanded.length).to.equal(1);
    const [event] = events as AsyncExpandEvent[];
    expect(event?.detail.traceIds).to.deep.equal(element.viewState.expanded);
    expect(graphOf(element).nodes.filter(({ level }) => level === 1).length).to.equal(2);
    expect(focused(element)?.closest<HTMLElement>('.stub')?.dataset['stubId']).to.equal(
      stubBox(element, true).dataset['stubId'],
    );
  });

  it('that a host answers draws nothing', async () => {
    const element = await draw({ spans: shop });
    element.addEventListener('async-expand', (event) => event.preventDefault());
    await openMenu(element);
    await click(buttonNamed(element, 'All 3'));
    await settle(element);
    expect(element.viewState.expanded).to.deep.equal([]);
  });

  it('is used by keys: they move, Escape closes and gives the focus back', async () => {
    const element = await draw({ spans: shop });
    const button = inside<HTMLElement>(stubBox(element, true), '.stub-menu-button');
    button.focus();
    await press('Enter');
    await until(() => parts(element, '.stub-menu .call')[0], 'the menu lists the calls');
    expect(textOf(focused(element))).to.equal('All 3');
    await press('ArrowDown');
    expect(focused(element)?.matches('.call')).to.equal(true);
    await press('End', 'ArrowDown');
    expect(textOf(focused(element))).to.equal('All 3');
    await press('ArrowUp');
    expect(focused(element)).to.equal(parts(element, '.stub-menu .call').at(-1));
    await press('Escape');
    await element.updateComplete;
    expect(parts(element, '.stub-menu')).to.deep.equal([]);
    expect(focused(element)).to.equal(button);
    expect(button.getAttribute('aria-expanded')).to.equal('false');
  });

  it('closes by a click elsewhere, and by its button', async () => {
    const element = await draw({ spans: shop });
    await openMenu(element);
    await click(part(element, '.summary'));
    await element.updateComplete;
    expect(parts(element, '.stub-menu')).to.deep.equal([]);
    await openMenu(element);
    await click(inside(stubBox(element, true), '.stub-menu-button'));
    await element.updateComplete;
    expect(parts(element, '.stub-menu')).to.deep.equal([]);
  });

  it('finds one of many by a part of its name', async () => {
    const element = await draw({ spans: [...shop, ...consumersOf(120)] });
    await openMenu(element);
    expect(namesIn(element).length).to.equal(50);
    const more = buttonNamed(element, 'Show more');
    more.scrollIntoView();
    await click(more);
    await until(() => namesIn(element).length === 100, 'more are listed');
    part(element, '.stub-menu .menu-filter').focus();
    await sendKeys({ type: 'JOB-10' });
    await until(() => namesIn(element).length === 11, 'those that match are listed');
    await click(buttonNamed(element, 'job-107'));
    await settle(element);
    expect(boxOf(element, 'job-107')).to.exist;
  });

  it('says when nothing matches', async () => {
    const element = await draw({ spans: [...shop, ...consumersOf(20)] });
    await openMenu(element);
    part(element, '.stub-menu .menu-filter').focus();
    await sendKeys({ type: 'nothing' });
    await until(() => textOf(menu(element)).includes('No call matches'), 'it says so');
  });

  it('stays inside the element, however small that is', async () => {
    const element = await draw({ spans: [...shop, ...consumersOf(40)] });
    const { offsetHeight } = element;
    for (const [width, height] of [
      [1280, offsetHeight],
      [375, 500],
      [320, 256],
    ] as const) {
      element.style.blockSize = `${height}px`;
      element.style.inlineSize = `${Math.min(width, 1100)}px`;
      await settle(element);
      await until(() => element.clientWidth === Math.min(width, 1100), 'it has its size');
      element.zoomTo(stubBox(element, true).dataset['stubId']);
      await settle(element);
      inside<HTMLElement>(stubBox(element, true), '.stub-menu-button').click();
      await until(() => parts(element, '.stub-menu .call')[0], 'the menu lists the calls');
      await element.updateComplete;
      const inner = menu(element).getBoundingClientRect();
      const outer = element.getBoundingClientRect();
      expect(inner.left).to.be.at.least(outer.left);
      expect(inner.top).to.be.at.least(outer.top);
      expect(inner.right).to.be.at.most(outer.right);
      expect(inner.bottom).to.be.at.most(outer.bottom);
      await press('Escape');
    }
    await resize(1280, 800);
  });

  it('of traces that are not loaded asks for them', async () => {
    const element = await draw({ spans: shop, focusTraceId: 'a' });
    const events = record(element, 'async-expand');
    await openMenu(element, false);
    expect(namesIn(element)).to.deep.equal(['0000000000000000000000000000eeee']);
    await click(buttonNamed(element, '0000000000000000000000000000eeee'));
    const [event] = events as AsyncExpandEvent[];
    expect(event?.detail.traceIds).to.deep.equal(['0000000000000000000000000000eeee']);
  });

  it('of calls that the focus neither causes nor comes from moves the focus', async () => {
    const other = [
      span('cc/1', { name: 'import', service: 'batch', kind: 'producer' }),
      span('b/1', { name: 'merge', kind: 'consumer', start: 500, duration: 900, links: ['a/3', 'cc/1'] }),
    ];
    const element = await draw({
      spans: [...shop.filter(({ traceId }) => !/b$/.test(traceId)), ...other],
      focusTraceId: 'a',
    });
    const stub = graphOf(element).stubs.find(({ loaded, direction }) => loaded && direction === 'upstream');
    const box = parts(element, '.stub').find(({ dataset }) => dataset['stubId'] === stub?.id);
    if (!box) throw new Error('There is no such stub');
    inside<HTMLElement>(box, '.stub-menu-button').click();
    await until(() => parts(element, '.stub-menu .call')[0], 'the menu lists the calls');
    expect(textOf(menu(element))).to.match(/^Neither cause nor effect/);
    await until(() => menu(element).contains(focused(element)), 'the first call has the focus');
    await click(buttonNamed(element, 'import'));
    await settle(element);
    expect(element.focusTraceId).to.equal('000000000000000000000000000000cc');
  });

  it('has no place in a graph that the host has built', async () => {
    const built = graphOf(await draw({ spans: shop }));
    const element = await draw({ graph: built });
    expect(parts(element, '.stub').length).to.be.above(0);
    expect(parts(element, '.stub-menu-button')).to.deep.equal([]);
  });
});
