import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { TraceDependenciesElement } from '../../src/index.js';
import { shop } from './sample-traces.js';
import { click, draw, focused, nodeOf, part, parts, press, settle, shapeOf, textOf, until } from './stage.js';

const STOP = '.tools :is(button, summary)[tabindex="0"]';

const nameOf = (element: Element | null): string => element?.getAttribute('aria-label') ?? textOf(element);

const stops = (element: TraceDependenciesElement): string[] => parts(element, STOP).map(nameOf);

/** What can be pressed in the bar as it is shown now. */
const pressable = (element: TraceDependenciesElement): string[] =>
  parts(element, '.tools :is(button:enabled, summary)')
    .filter((button) => button.checkVisibility())
    .map(nameOf);

describe('the bar', () => {
  it('is a toolbar with a name, one tab stop for its buttons, and one for its field', async () => {
    const element = await draw({ spans: shop });
    const bar = part(element, '[role="toolbar"]');
    expect(bar.getAttribute('aria-label')).to.equal('View');
    expect(stops(element).length).to.equal(1);
    const before = document.createElement('button');
    element.before(before);
    before.focus();
    const seen: string[] = [];
    for (let tab = 0; tab < 6 && !focused(element)?.closest('.canvas'); tab++) {
      await press('Tab');
      if (focused(element)?.closest('.tools')) seen.push(nameOf(focused(element)));
    }
    before.remove();
    expect(seen).to.deep.equal([stops(element)[0], 'Find']);
    expect(focused(element)?.closest('.canvas')).to.equal(part(element, '.canvas'));
  });

  it('is walked by arrows round and round, and by Home and End', async () => {
    const element = await draw({ spans: shop });
    const all = pressable(element);
    expect(all.length).to.be.above(4);
    part(element, STOP).focus();
    const seen = [nameOf(focused(element))];
    for (let step = 1; step < all.length; step++) {
      await press('ArrowRight');
      seen.push(nameOf(focused(element)));
    }
    expect(seen).to.deep.equal(all);
    await press('ArrowRight');
    expect(nameOf(focused(element))).to.equal(all[0]);
    await press('ArrowLeft');
    expect(nameOf(focused(element))).to.equal(all.at(-1));
    await press('Home');
    expect(nameOf(focused(element))).to.equal(all[0]);
    await press('End');
    expect(nameOf(focused(element))).to.equal(all.at(-1));
    expect(stops(element)).to.deep.equal([all.at(-1)]);
  });

  it('leaves out what does nothing while nothing is drawn', async () => {
    const element = await draw({ spans: [] });
    const all = pressable(element).filter((name) => name !== 'Export');
    part(element, STOP).focus();
    const seen = new Set<string>();
    for (let step = 0; step <= all.length; step++) {
      seen.add(nameOf(focused(element)));
      await press('ArrowRight');
    }
    expect([...seen].sort()).to.deep.equal([...all].sort());
  });

  it('turns its arrows round where it runs from right to left', async () => {
    const element = await draw({ spans: shop, locale: 'ar' });
    const all = pressable(element);
    part(element, STOP).focus();
    await press('ArrowLeft');
    expect(nameOf(focused(element))).to.equal(all[1]);
    await press('ArrowRight');
    expect(nameOf(focused(element))).to.equal(all[0]);
  });

  it('leaves the arrows, Home and End to the text in its field', async () => {
    const element = await draw({ spans: shop });
    const field = part<HTMLInputElement>(element, '.find-field');
    await click(field);
    await sendKeys({ type: 'pr' });
    await press('Home', 'ArrowLeft', 'ArrowRight');
    expect(focused(element)).to.equal(field);
    expect(field.selectionStart).to.equal(1);
    await press('End', 'ArrowRight');
    expect(focused(element)).to.equal(field);
    expect(field.selectionStart).to.equal(2);
  });

  it('keeps its stop where it was left, and gives it on when it cannot be pressed any more', async () => {
    const element = await draw({ spans: shop });
    element.select(nodeOf(element, 'price').id);
    await settle(element);
    part(element, '[part~="zoom-to-selection-button"]').focus();
    await press('Enter');
    shapeOf(element, 'price').focus();
    expect(stops(element)).to.deep.equal(['Zoom to selection']);
    element.select(null);
    await settle(element);
    expect(stops(element)).to.deep.equal([pressable(element)[0]]);
  });

  it('has a stop that is seen, at any width', async () => {
    const element = await draw({ spans: shop });
    part(element, '[part~="actual-size-button"]').focus();
    (focused(element) as HTMLElement).blur();
    for (const width of [700, 375, 1100]) {
      element.style.inlineSize = `${width}px`;
      const stop = await until(
        () => parts(element, STOP).find((one) => one.checkVisibility()),
        `the stop is seen at ${width} pixels`,
      );
      expect(stops(element)).to.deep.equal([nameOf(stop)]);
    }
  });

  for (const [width, menus] of [
    [1100, ['.export', '.problems']],
    [375, ['.problems']],
  ] as const)
    it(`opens its menus below their buttons, inside of the element and as high as what is in them, at ${width} pixels`, async () => {
      const element = await draw({ spans: shop });
      element.style.inlineSize = `${width}px`;
      await settle(element);
      for (const name of menus) {
        const button = part(element, `${name} summary`);
        await click(button);
        const menu = part(element, `${name} .menu`);
        const frame = element.getBoundingClientRect();
        const { top, left, right } = menu.getBoundingClientRect();
        expect(top, name).to.be.at.least(button.getBoundingClientRect().bottom);
        expect(left, name).to.be.at.least(frame.left);
        expect(right, name).to.be.at.most(frame.right);
        expect(menu.scrollHeight, name).to.equal(menu.clientHeight);
        await click(button);
      }
    });
});
