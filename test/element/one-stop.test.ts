import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { TraceDependenciesElement } from '../../src/index.js';
import { shop } from './sample-traces.js';
import {
  boxOf,
  click,
  draw,
  edgeButton,
  focused,
  graphOf,
  inside,
  nodeOf,
  openDetails,
  part,
  parts,
  press,
  settle,
  shapeOf,
  stubBox,
  until,
} from './stage.js';

/** Everything of the drawing that Tab stops at, apart from the operation, which belongs to its node. */
const stops = (element: TraceDependenciesElement): HTMLElement[] =>
  parts(element, '.shape, .expand, .edge-label').filter(({ tabIndex }) => tabIndex === 0);

describe('the keyboard', () => {
  it('finds one tab stop in the graph, whatever has happened', async () => {
    const element = await draw({ spans: shop });
    expect(stops(element).length).to.equal(1);
    shapeOf(element, 'price').click();
    await settle(element);
    expect(stops(element)).to.deep.equal([shapeOf(element, 'price')]);
    edgeButton(element, 'POST /checkout', 'price').click();
    await settle(element);
    expect(stops(element)).to.deep.equal([edgeButton(element, 'POST /checkout', 'price')]);
    element.groupBy = 'service.name';
    await settle(element);
    expect(stops(element).length).to.equal(1);
    const operations = parts(element, '.operation').filter(({ tabIndex }) => tabIndex === 0);
    expect(operations.length).to.be.at.most(1);
  });

  it('begins with a failed node', async () => {
    const element = await draw({ spans: shop });
    const id = stops(element)[0]?.closest<HTMLElement>('.node')?.dataset['nodeId'];
    expect(graphOf(element).nodes.find((node) => node.id === id)?.errorCount).to.be.above(0);
  });

  for (const direction of ['right', 'down'] as const) {
    it(`reaches every node and stub from any of them, drawn to the ${direction}`, async () => {
      const element = await draw({ spans: shop, direction });
      const [next, previous] = direction === 'right' ? ['ArrowDown', 'ArrowUp'] : ['ArrowRight', 'ArrowLeft'];
      const all = graphOf(element).nodes.length + graphOf(element).stubs.length;
      stops(element)[0]?.focus();
      const walk = async (key: string): Promise<Set<Element>> => {
        const seen = new Set<Element>();
        for (let step = 0; step < all; step++) {
          const before = focused(element);
          if (before) seen.add(before);
          await press(key);
          await element.updateComplete;
          if (focused(element) === before) break;
        }
        return seen;
      };
      await walk(previous);
      expect((await walk(next)).size).to.equal(all);
    });
  }

  it('follows calls with the arrows of the layout', async () => {
    const element = await draw({ spans: shop });
    shapeOf(element, 'orders publish').click();
    shapeOf(element, 'orders publish').focus();
    await press('ArrowRight');
    await element.updateComplete;
    expect(focused(element)?.closest('.node, .stub')).to.not.equal(boxOf(element, 'orders publish'));
    await press('ArrowLeft');
    await element.updateComplete;
    expect(focused(element)).to.equal(shapeOf(element, 'orders publish'));
  });

  it('reaches every edge', async () => {
    const element = await draw({ spans: shop });
    const seen = new Set<string>();
    for (const node of graphOf(element).nodes) {
      const shape = parts(element, '.node')
        .find(({ dataset }) => dataset['nodeId'] === node.id)
        ?.querySelector<HTMLElement>('.shape');
      shape?.click();
      shape?.focus();
      for (const edge of graphOf(element).edges.filter(({ source }) => source === node.id)) {
        await press('.');
        await element.updateComplete;
        seen.add((focused(element) as HTMLElement | null)?.dataset['labelOf'] ?? edge.id.slice(0, 0));
      }
    }
    seen.delete('');
    expect(seen.size).to.equal(graphOf(element).edges.length);
  });

  it('finds a node by its name', async () => {
    const element = await draw({ spans: shop });
    stops(element)[0]?.focus();
    await sendKeys({ type: 'sel' });
    await element.updateComplete;
    expect(focused(element)).to.equal(shapeOf(element, 'SELECT orders'));
  });

  it('keeps its place when the view is regrouped, if that node is still drawn', async () => {
    const element = await draw({ spans: shop });
    shapeOf(element, 'price').click();
    shapeOf(element, 'price').focus();
    element.asyncLimit = 1;
    element.aggregate = 'max';
    await settle(element);
    expect(focused(element)).to.equal(shapeOf(element, 'price'));
    element.groupBy = 'service.name';
    await settle(element);
    expect(focused(element)?.matches('.canvas .shape')).to.equal(true);
  });

  it('keeps a place when the stub that it was at is gone', async () => {
    const element = await draw({ spans: shop });
    inside<HTMLElement>(stubBox(element, true), 'button').focus();
    await press('Enter');
    await settle(element);
    await until(() => focused(element)?.matches('.canvas button'), 'the focus is in the drawing');
  });

  it('steps back with Escape: menu, selection, and then it is the page’s', async () => {
    const element = await draw({ spans: shop });
    await openDetails(element, 'price');
    await click(part(element, '.group-by-button'));
    await until(() => parts(element, '.menu[role="dialog"]')[0], 'the menu opens');
    // Where the panel came slowly, the pointer has rested on a node beside it.
    await until(() => parts(element, '.node-popover').length === 0, 'no popover takes the Escape');
    let escaped = 0;
    const count = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && !event.defaultPrevented) escaped++;
    };
    document.addEventListener('keydown', count);
    await press('Escape');
    await element.updateComplete;
    expect(parts(element, '.menu[role="dialog"]')).to.deep.equal([]);
    expect(element.selected).to.equal(nodeOf(element, 'price').id);
    await press('Escape');
    await until(() => element.selected === null, 'nothing is selected');
    expect(escaped).to.equal(0);
    await press('Escape');
    expect(escaped).to.equal(1);
    document.removeEventListener('keydown', count);
  });

  it('reads a pressed node as selected', async () => {
    const element = await draw({ spans: shop });
    const shape = shapeOf(element, 'price');
    expect(shape.getAttribute('aria-pressed')).to.equal('false');
    await click(shape);
    await element.updateComplete;
    expect(shape.getAttribute('aria-pressed')).to.equal('true');
  });
});
