import { expect, fixture, html } from '@open-wc/testing';
import type { TemplateResult } from 'lit';
import { glide, placesOf } from '../../src/view/glide.js';

const box = (id: string, left: number): TemplateResult =>
  html`<div class="node" data-node-id=${id} style="position: absolute; left: ${left}px; inline-size: 40px">
    ${id}
  </div>`;

const drawing = (left: number): TemplateResult =>
  html`<div>
    <div class="canvas" style="--_duration: 60ms">
      ${['a', 'b', 'c'].map((id, at) => box(id, left + 50 * at))}
    </div>
  </div>`;

describe('glide', () => {
  it('measures all boxes before it moves one, so that the page is laid out once', async () => {
    const from = placesOf(await fixture<HTMLElement>(drawing(0)));
    const root = await fixture<HTMLElement>(drawing(300));
    const log: string[] = [];
    for (const node of root.querySelectorAll<HTMLElement>('.node')) {
      const measure = node.getBoundingClientRect.bind(node);
      const animate = node.animate.bind(node);
      const { offsetWidth } = node;
      node.getBoundingClientRect = () => (log.push('measure'), measure());
      Object.defineProperty(node, 'offsetWidth', { get: () => (log.push('measure'), offsetWidth) });
      node.animate = (...move) => (log.push('move'), animate(...move));
    }
    glide(root, from);
    expect(log.filter((step) => step === 'move')).to.have.length(3);
    expect(log.lastIndexOf('measure')).to.be.below(log.indexOf('move'));
  });
});
