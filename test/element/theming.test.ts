import { expect, nextFrame, waitUntil } from '@open-wc/testing';
import type { TraceDependenciesElement } from '../../src/element/trace-dependencies-element.js';
import { span } from '../graph/span-builder.js';
import { shop } from './sample-traces.js';
import { draw, graphOf } from './stage.js';

/** What changes sizes lays out anew, and nothing else does. */
describe('a theme', () => {
  let element: TraceDependenciesElement;
  let layouts: number;

  beforeEach(async () => {
    element = await draw({ spans: shop });
    await frames();
    layouts = 0;
    element.addEventListener('layout-complete', () => layouts++);
  });

  const frames = async (): Promise<void> => {
    for (let frame = 0; frame < 4; frame++) await nextFrame();
  };

  const all = <Kind extends HTMLElement>(part: string): Kind[] => [
    ...element.shadowRoot!.querySelectorAll<Kind>(`[part~="${part}"]`),
  ];

  const widths = (): number[] => all('node').map((node) => node.offsetWidth);

  /** No line of a title is cut, and no label is higher than the box that was laid out for it. */
  const expectRoomForLabels = (): void => {
    for (const node of all('node')) {
      for (const line of node.querySelectorAll('.line-of-title'))
        expect(line.scrollWidth, line.textContent).to.be.at.most(line.clientWidth);
      const label = node.querySelector<HTMLElement>('[part~="node-label"]')!;
      expect(label.offsetTop + label.offsetHeight).to.be.at.most(node.offsetHeight);
    }
  };

  it('sets nothing on the host by itself', () => {
    expect(element.hasAttribute('density')).to.equal(false);
    expect(element.getAttribute('style') ?? '').to.not.contain('--');
  });

  it('of other colours, or another scheme, lays out nothing', async () => {
    element.style.setProperty('--trace-dependencies-accent', 'rebeccapurple');
    element.style.setProperty('--trace-dependencies-surface', 'beige');
    element.style.colorScheme = 'dark';
    await frames();
    await element.layoutComplete;
    expect(layouts).to.equal(0);
    expect(getComputedStyle(element).backgroundColor).to.equal('rgb(245, 245, 220)');
  });

  it('outlines what is selected', async () => {
    const selected = graphOf(element).nodes[0]!;
    element.style.setProperty('--trace-dependencies-node-selected', 'rgb(1, 2, 3)');
    element.selected = selected.id;
    await element.updateComplete;
    const outlined = all('node').filter(
      (node) => getComputedStyle(node, '::before').borderTopColor === 'rgb(1, 2, 3)',
    );
    expect(outlined.map(({ dataset }) => dataset['nodeId'])).to.deep.equal([selected.id]);
  });

  it('with a larger font lays out anew, and every label has room', async () => {
    const before = widths();
    element.style.setProperty('--trace-dependencies-font-size', '20px');
    await waitUntil(() => layouts === 1, 'it was not laid out');
    await element.updateComplete;
    widths().forEach((width, index) => expect(width).to.be.above(before[index]!));
    expectRoomForLabels();
    await frames();
    expect(layouts).to.equal(1);
  });

  it('with another font that it inherits lays out anew', async () => {
    element.style.fontFamily = 'monospace';
    await waitUntil(() => layouts === 1, 'it was not laid out');
    expectRoomForLabels();
  });

  it('of another density lays out anew; what waits for the layout waits for that one', async () => {
    const before = widths();
    element.density = 'comfortable';
    await element.layoutComplete;
    expect(layouts).to.equal(1);
    widths().forEach((width, index) => expect(width).to.be.above(before[index]!));
    expectRoomForLabels();
    element.density = 'compact';
    await element.layoutComplete;
    widths().forEach((width, index) => expect(width).to.be.below(before[index]!));
    expectRoomForLabels();
    // What the watched text tells a frame later is known already.
    await frames();
    expect(layouts).to.equal(2);
  });

  it('of a density that nobody knows is as usual', async () => {
    const before = widths();
    element.setAttribute('density', 'cosy');
    await element.layoutComplete;
    expect(widths()).to.deep.equal(before);
  });
});

describe('paper', () => {
  it('gets all of the drawing, and the screen its view back', async () => {
    const callees = Array.from({ length: 200 }, (_, index) =>
      span(`a/${index + 16}`, { parent: '1', name: `operation ${index}`, kind: 'server' }),
    );
    const element = await draw({ spans: [span('a/1', { kind: 'server' }), ...callees] });
    const { nodes } = element.dependencyGraph!;
    const shown = (): number => element.shadowRoot!.querySelectorAll('[part~="node"]').length;
    element.zoomTo(nodes[0]!.id);
    await waitUntil(() => shown() < nodes.length, 'all is drawn already');
    const { viewport } = element.viewState;
    window.dispatchEvent(new Event('beforeprint'));
    // Without waiting: a page that calls `print()` would not either.
    expect(shown()).to.equal(nodes.length);
    window.dispatchEvent(new Event('afterprint'));
    expect(shown()).to.be.below(nodes.length);
    expect(element.viewState.viewport).to.deep.equal(viewport);
  });
});
