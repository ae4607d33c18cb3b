import { expect, fixture, html } from '@open-wc/testing';
import '../../src/define.js';

/** Ways in which a page gives the element its height without naming it. */
const boxes: Readonly<Record<string, string>> = {
  'a flex box of a definite height': 'display: flex; flex-direction: column; block-size: 400px',
  'a flex box of a minimal height': 'display: flex; flex-direction: column; min-block-size: 400px',
  'a grid of a definite height': 'display: grid; block-size: 400px',
};

describe('the height of the element', () => {
  for (const [name, style] of Object.entries(boxes)) {
    it(`is filled in ${name}`, async () => {
      const box = await fixture(html`<div></div>`);
      box.setAttribute('style', style);
      const element = document.createElement('trace-dependencies');
      element.style.cssText = 'flex: 1; block-size: auto';
      box.append(element);
      await element.updateComplete;
      expect(element.offsetHeight).to.equal(400);
      expect(element.shadowRoot?.querySelector<HTMLElement>('[part~="base"]')?.offsetHeight).to.equal(400);
    });
  }
});
