import { expect, fixture, html } from '@open-wc/testing';
import type { TraceDependenciesElement } from '../../src/index.js';
import { shop } from './sample-traces.js';
import {
  click,
  draw,
  focused,
  nodeOf,
  part,
  parts,
  press,
  pressWith,
  settle,
  shapeOf,
  textOf,
  until,
} from './stage.js';

const dialog = (element: TraceDependenciesElement): HTMLDialogElement =>
  part<HTMLDialogElement>(element, '.help');

const isOpen = (element: TraceDependenciesElement): boolean => parts(element, '.help[open]').length > 0;

describe('the help on keys', () => {
  it('opens by its button, lists keys, and gives the focus back when Escape closes it', async () => {
    const element = await draw({ spans: shop });
    element.select(nodeOf(element, 'price').id);
    await settle(element);
    await click(part(element, '[part~="help-button"]'));
    await until(() => isOpen(element), 'the help is open');
    expect(dialog(element).contains(focused(element))).to.equal(true);
    const rows = parts(element, '.help-keys > div');
    expect(rows.length).to.be.above(10);
    for (const row of rows) {
      expect(row.querySelectorAll('kbd kbd').length, textOf(row)).to.be.above(0);
      expect(textOf(row.querySelector('dd'))).to.not.equal('');
    }
    await press('Escape');
    await settle(element);
    expect(isOpen(element)).to.equal(false);
    expect(focused(element)).to.equal(part(element, '[part~="help-button"]'));
    expect(element.selected, 'nothing behind the help is closed').to.equal(nodeOf(element, 'price').id);
  });

  it('gives the focus back in another document as well', async () => {
    const frame = await fixture<HTMLIFrameElement>(html`<iframe title="another document"></iframe>`);
    const early = document.createElement('trace-dependencies');
    early.spans = shop;
    for (const element of [early, await draw({ spans: shop })]) {
      (frame.contentDocument as Document).body.append(element);
      await settle(element);
      const button = part(element, '[part~="help-button"]');
      button.focus();
      button.click();
      await until(() => isOpen(element), 'the help is open');
      part(element, '[part~="help-close-button"]').click();
      await settle(element);
      expect(isOpen(element)).to.equal(false);
      expect(element.shadowRoot?.activeElement).to.equal(button);
      element.remove();
    }
  });

  it('opens by the key in the graph, and nowhere else', async () => {
    const element = await draw({ spans: shop });
    part(element, '[part~="fit-button"]').focus();
    await press('?');
    await settle(element);
    expect(isOpen(element)).to.equal(false);
    shapeOf(element, 'price').focus();
    await press('ArrowDown', 'ArrowUp');
    await element.updateComplete;
    const before = focused(element);
    await press('?');
    await until(() => isOpen(element), 'the help is open');
    await click(part(element, '[part~="help-close-button"]'));
    await settle(element);
    expect(isOpen(element)).to.equal(false);
    expect(focused(element)).to.equal(before);
  });

  it('names the arrows of the drawing’s direction', async () => {
    for (const [direction, arrows] of [
      ['right', '→ ←'],
      ['down', '↓ ↑'],
    ] as const) {
      const element = await draw({ spans: shop, direction });
      await click(part(element, '[part~="help-button"]'));
      await until(() => isOpen(element), 'the help is open');
      expect(parts(element, '.help-keys dt').map(textOf)).to.include(arrows);
      await pressWith(element, 'shiftKey', 'Escape');
      await until(() => !isOpen(element), 'the help is closed');
    }
  });

  it('can be left out', async () => {
    const element = await draw({ spans: shop, controls: 'zoom' });
    expect(parts(element, '[part~="help-button"]')).to.deep.equal([]);
  });
});
