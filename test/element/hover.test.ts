import { expect } from '@open-wc/testing';
import { sendMouse } from '@web/test-runner-commands';
import type { TraceDependenciesElement } from '../../src/index.js';
import { shop } from './sample-traces.js';
import {
  click,
  draw,
  focused,
  graphOf,
  hover,
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

/** Milliseconds after which every popover that was to come has come. */
const LONG_ENOUGH = 700;

const popovers = (element: TraceDependenciesElement): Element[] => parts(element, '.node-popover');

describe('a node that is pointed at', () => {
  const lit = (element: TraceDependenciesElement): string[] =>
    parts(element, '.node.lit').map((node) => textOf(node.querySelector('.operation')));

  it('lights up with what leads to it and from it, and tells its figures', async () => {
    const element = await draw({ spans: shop });
    await hover(shapeOf(element, 'orders publish'));
    await until(() => parts(element, '.node.lit').length > 0, 'it lights up');
    expect(lit(element)).to.include.members(['POST /checkout', 'orders publish', 'orders process']);
    expect(lit(element)).not.to.include('price');
    const popover = await until(() => popovers(element)[0], 'the popover opens');
    expect(textOf(popover)).to.contain('orders publish');
    expect(textOf(popover)).to.contain('Callees 3');
    expect(shapeOf(element, 'orders publish').getAttribute('aria-describedby')).to.equal(popover.id);
  });

  it('tells times that can be compared: averages side by side, sums side by side, each with its name', async () => {
    const element = await draw({ spans: shop });
    await hover(shapeOf(element, 'SELECT orders'));
    const popover = await until(() => popovers(element)[0], 'the popover opens');
    expect(textOf(popover)).to.contain('Duration (avg) 30 ms Self time (avg) 30 ms');
    element.aggregate = 'sum';
    await settle(element);
    expect(textOf(popover)).to.contain('Duration (sum) 60 ms Self time (sum) 60 ms');
  });

  it('tells no rate where a graph has failures of spans that it does not count', async () => {
    const element = await draw({ spans: shop });
    const graph = graphOf(element);
    const nodes = graph.nodes.map((node) => ({ ...node, spanCount: 0, errorCount: 2 }));
    element.graph = { ...graph, nodes };
    await settle(element);
    await hover(shapeOf(element, 'price'));
    const popover = await until(() => popovers(element)[0], 'the popover opens');
    expect(textOf(popover)).to.contain('Errors 2');
    expect(textOf(popover)).not.to.match(/rate|∞|NaN/i);
  });

  it('keeps its popover while the pointer is over that, until Escape', async () => {
    const element = await draw({ spans: shop });
    await hover(shapeOf(element, 'price'));
    const popover = await until(() => popovers(element)[0], 'the popover opens');
    await hover(popover);
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(popovers(element)).to.deep.equal([popover]);
    part(element, '.canvas [tabindex="0"]').focus();
    await press('Escape');
    await element.updateComplete;
    expect(popovers(element)).to.deep.equal([]);
    expect(parts(element, '.lit')).to.deep.equal([]);
  });

  it('loses its popover when the view begins to move, by a drag or the wheel', async () => {
    const element = await draw({ spans: shop, wheelZoom: 'always' });
    const { left, top, height } = part(element, '.viewport').getBoundingClientRect();
    const free: [number, number] = [Math.round(left + 15), Math.round(top + height / 2)];
    const target = shapeOf(element, 'price');
    const opened = async (): Promise<void> => {
      await hover(target);
      await until(() => popovers(element)[0], 'the popover opens');
    };
    await opened();
    // Before the pointer that has left the node takes the popover with it.
    await sendMouse({ type: 'down' });
    await sendMouse({ type: 'move', position: free });
    await sendMouse({ type: 'move', position: [free[0] + 30, free[1]] });
    await until(() => parts(element, '.viewport.moving')[0], 'the view moves');
    await element.updateComplete;
    expect(popovers(element)).to.deep.equal([]);
    await sendMouse({ type: 'up' });
    // The node has come along with the pointer, which therefore has to go first, to come to it.
    await sendMouse({ type: 'move', position: [free[0], Math.round(top + 5)] });
    await settle(element);
    await opened();
    const at = target.getBoundingClientRect();
    target.dispatchEvent(
      new WheelEvent('wheel', {
        deltaY: 40,
        clientX: at.x,
        clientY: at.y,
        bubbles: true,
        composed: true,
        cancelable: true,
      }),
    );
    await until(() => parts(element, '.viewport.moving')[0], 'the view moves');
    await element.updateComplete;
    expect(popovers(element)).to.deep.equal([]);
  });

  it('loses its popover by Escape also while the focus is elsewhere on the page', async () => {
    const element = await draw({ spans: shop });
    await hover(shapeOf(element, 'price'));
    await until(() => popovers(element)[0], 'the popover opens');
    expect(focused(element)).to.equal(null);
    await press('Escape');
    await element.updateComplete;
    expect(popovers(element)).to.deep.equal([]);
  });

  it('lights up what comes to lead to it', async () => {
    const element = await draw({ spans: shop.filter(({ name }) => name !== 'orders process') });
    await hover(shapeOf(element, 'orders publish'));
    await until(() => parts(element, '.node.lit').length > 0, 'it lights up');
    expect(lit(element)).not.to.include('orders process');
    element.appendData(shop);
    await settle(element);
    await until(() => lit(element).includes('orders process'), 'what was added lights up as well');
  });

  it('loses its popover when it is selected, whose details tell more', async () => {
    const element = await draw({ spans: shop });
    await hover(shapeOf(element, 'price'));
    await until(() => popovers(element)[0], 'the popover opens');
    await click(shapeOf(element, 'price'));
    await settle(element);
    expect(element.selected).to.equal(nodeOf(element, 'price').id);
    expect(popovers(element)).to.deep.equal([]);
  });

  it('has no popover that takes the Escape after a path that was just shown to it', async () => {
    const element = await draw({ spans: shop });
    await click(shapeOf(element, 'POST /checkout'));
    await hover(part(element, '.details'));
    await press('Shift'); // what has the focus is marked by the keyboard now
    shapeOf(element, 'orders process').focus();
    await pressWith(element, 'shiftKey', 'Enter');
    expect(element.viewState.path).not.to.equal(null);
    await new Promise((resolve) => setTimeout(resolve, LONG_ENOUGH));
    await press('Escape');
    expect(element.viewState.path).to.equal(null);
  });
});
