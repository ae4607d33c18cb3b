import { expect } from '@open-wc/testing';
import type { DependencyNode, TraceDependenciesElement, ViewChangeEvent } from '../../src/index.js';
import { span } from '../graph/span-builder.js';
import { converging } from './converging-traces.js';
import { tab } from './details-lists.js';
import { shop } from './sample-traces.js';
import {
  boxOf,
  click,
  draw,
  focused,
  graphOf,
  inside,
  nodeOf,
  openDetails,
  part,
  parts,
  press,
  pressWith,
  record,
  settle,
  shapeOf,
  textOf,
  until,
  userEvents,
} from './stage.js';

const field = (element: TraceDependenciesElement): HTMLInputElement =>
  part<HTMLInputElement>(element, '.find-field');

/** Types as the user does, and waits until the tags are searched too. */
async function type(element: TraceDependenciesElement, text: string): Promise<void> {
  const input = field(element);
  input.focus();
  input.value = text;
  input.dispatchEvent(new Event('input'));
  await element.updateComplete;
  await until(() => !textOf(part(element, '.find-place')).includes('…'), 'it is searched for');
}

const matches = (element: TraceDependenciesElement): string[] =>
  parts(element, '[part~="match"]').map((node) => textOf(node.querySelector('.operation')));

const place = (element: TraceDependenciesElement): string => textOf(part(element, '.find-place'));

const layouts = (element: TraceDependenciesElement): Event[] => record(element, 'layout-complete');

describe('finding', () => {
  it('tells apart the operations and services that hold the text, in any letter case, without a layout', async () => {
    const element = await draw({ spans: shop });
    const events = layouts(element);
    await type(element, 'PRICE');
    await until(() => place(element) === '0 of 1', 'one matches');
    expect(matches(element)).to.deep.equal(['price']);
    expect(boxOf(element, 'lost').getAttribute('part')).to.contain('no-match');
    expect(events).to.deep.equal([]);
  });

  it('brings the first match into view where none is, and else moves nothing', async () => {
    const element = await draw({ spans: shop });
    const isSeen = (): boolean => {
      const [box, stage] = [boxOf(element, 'price'), part(element, '.stage')].map((each) =>
        each.getBoundingClientRect(),
      ) as [DOMRect, DOMRect];
      return box.left >= stage.left && box.right <= stage.right && box.top >= stage.top;
    };
    const away = { x: -600, y: 20, scale: 1 };
    element.viewState = { viewport: away, find: 'price' };
    await settle(element);
    await until(() => place(element) === '0 of 1', 'it is searched for');
    expect(element.viewState.viewport, 'a saved view stays').to.deep.equal(away);
    await element.find('PRICE');
    await until(isSeen, 'the match has come into view');
    const { viewport } = element.viewState;
    await element.find('price');
    await settle(element);
    expect(element.viewState.viewport).to.deep.equal(viewport);
  });

  it('finds tags, also of hidden spans, and key=value', async () => {
    const element = await draw({ spans: shop });
    expect(await element.find('postgres')).to.equal(1);
    expect(await element.find('tenant=blue')).to.equal(1);
    await settle(element);
    expect(matches(element)).to.deep.equal(['POST /checkout']);
    expect(await element.find('tenant=green')).to.equal(0);
    expect(await element.find('db.system=postgresql')).to.equal(1);
    expect(await element.find('process.host.name=node-1')).to.equal(1);
    expect(await element.find('compute')).to.equal(1); // contracted into its caller
    expect(await element.find('')).to.equal(0);
    await settle(element);
    expect(parts(element, '[part~="no-match"]')).to.deep.equal([]);
  });

  it('finds hidden spans by names that the details list', async () => {
    const element = await draw({ spans: shop });
    await element.find('compute');
    await settle(element);
    const [operation] = matches(element);
    const details = await openDetails(element, operation!);
    const list = await tab(details, 'spans');
    const rows = [...list.querySelectorAll('[role="listitem"]')].map(textOf);
    expect(rows.length).to.equal(2);
    expect(rows[1]).to.match(/^compute .* internal Failed$/);
    expect(textOf(inside(list, '.details-heading'))).to.equal('Hidden internal spans');
  });

  it('tells each caller the count of its own text, also when another is searched for meanwhile', async () => {
    const element = await draw({ spans: shop });
    const asked = ['tenant=blue', 'orders', '', 'tenant=green', 'orders'].map((text) => element.find(text));
    const counts = await Promise.all(asked);
    const orders = await element.find('orders');
    expect(orders).to.be.above(2);
    expect(counts).to.deep.equal([1, orders, 0, 0, orders]);
    expect(element.viewState.find).to.equal('orders');
    expect(place(element)).to.equal(`0 of ${orders}`);
  });

  it('walks the matches with Enter, back with Shift, and round', async () => {
    const element = await draw({ spans: shop });
    await type(element, 'orders');
    // With the tags, which are searched later.
    const count = await element.find('orders');
    await element.updateComplete;
    expect(count).to.be.above(2);
    const seen: string[] = [];
    for (let step = 0; step <= count; step++) {
      await press('Enter');
      await element.updateComplete;
      seen.push(place(element));
    }
    expect(seen.slice(0, 2)).to.deep.equal([`1 of ${count}`, `2 of ${count}`]);
    expect(seen.at(-1)).to.equal(`1 of ${count}`);
    await pressWith(element, 'shiftKey', 'Enter');
    await element.updateComplete;
    expect(place(element)).to.equal(`${count} of ${count}`);
    expect(parts(element, '.node.match').length).to.equal(1);
    expect(focused(element)).to.equal(field(element));
  });

  it('says when nothing matches', async () => {
    const element = await draw({ spans: shop });
    await type(element, 'no such thing');
    await until(() => place(element) === 'No match', 'it says so');
  });

  it('begins with Ctrl+F while the focus is inside, and with Escape ends', async () => {
    const element = await draw({ spans: shop });
    shapeOf(element, 'price').focus();
    await pressWith(element, 'ctrlKey', 'f');
    await until(() => focused(element) === field(element), 'the field has the focus');
    await type(element, 'price');
    await press('Escape');
    await element.updateComplete;
    expect(field(element).value).to.equal('');
    expect(parts(element, '[part~="no-match"]')).to.deep.equal([]);
  });

  it('draws only what was found and its neighbours, until the chip undoes that', async () => {
    const element = await draw({ spans: shop });
    const all = graphOf(element).nodes.map(({ id }) => id);
    await type(element, 'price');
    await click(part(element, '[part~="show-only-button"]'));
    await settle(element);
    const drawn = graphOf(element).nodes.map(({ id }) => id);
    expect(drawn).to.have.members([nodeOf(element, 'price').id, nodeOf(element, 'POST /checkout').id]);
    expect(element.viewState.only).to.deep.equal([nodeOf(element, 'price').id]);
    await click(part(element, '[part~="show-all-button"]'));
    await settle(element);
    expect(graphOf(element).nodes.map(({ id }) => id)).to.deep.equal(all);
    expect(element.viewState.only).to.equal(null);
  });

  it('keeps the focus when the button goes that draws only what was found', async () => {
    const element = await draw({ spans: shop });
    await type(element, 'price');
    part(element, '[part~="show-only-button"]').focus();
    await press('Enter');
    await settle(element);
    expect(focused(element)).to.equal(field(element));
  });

  it('shows the part that it draws as a first view would, wherever the view stood', async () => {
    const element = await draw({ spans: shop });
    part(element, '.canvas [tabindex="0"]').focus();
    await press('-', '-', '-');
    await element.updateComplete;
    const small = shapeOf(element, 'price').getBoundingClientRect().width;
    await type(element, 'price');
    await click(part(element, '[part~="show-only-button"]'));
    await settle(element);
    expect(shapeOf(element, 'price').getBoundingClientRect().width).to.be.above(small * 1.5);
  });
});

describe('a path between two nodes', () => {
  it('is shown from the selected node to one that is clicked with Shift, and cleared by Escape', async () => {
    const element = await draw({ spans: shop });
    await click(shapeOf(element, 'POST /checkout'));
    await settle(element);
    const target = shapeOf(element, 'orders process');
    target.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true, shiftKey: true }));
    await settle(element);
    const names = parts(element, '.node[part~="on-path"]').map((node) =>
      textOf(node.querySelector('.operation')),
    );
    expect(names).to.have.members(['POST /checkout', 'orders publish', 'orders process']);
    expect(parts(element, '.edge[part~="on-path"]').length).to.equal(2);
    expect(textOf(part(element, '[part~="node-path"]'))).to.contain('POST /checkout');
    shapeOf(element, 'POST /checkout').focus();
    await press('Escape');
    await settle(element);
    expect(parts(element, '[part~="off-path"]')).to.deep.equal([]);
    expect(element.selected).to.equal(nodeOf(element, 'POST /checkout').id);
  });

  it('is shown by Shift+Enter too, and said to be none where there is none', async () => {
    const element = await draw({ spans: shop });
    await click(shapeOf(element, 'SELECT orders'));
    await settle(element);
    shapeOf(element, 'SELECT orders').focus();
    await press('p'); // type-ahead
    await until(() => focused(element) === shapeOf(element, 'price'), 'the focus has moved');
    await pressWith(element, 'shiftKey', 'Enter');
    await settle(element);
    expect(parts(element, '[part~="node-path"]')).to.deep.equal([]);
    const status = part(element, '[role="status"].visually-hidden');
    await until(() => textOf(status).includes('price'), 'it is said');
  });
});

describe('a collapsed node', () => {
  it('puts its subtree behind a stub, which brings it back', async () => {
    const element = await draw({ spans: shop });
    const before = graphOf(element).nodes.length;
    await click(shapeOf(element, 'orders publish'));
    await click(await until(() => parts(element, '[part~="collapse-button"]')[0], 'it can be collapsed'));
    await settle(element);
    expect(graphOf(element).nodes.length).to.equal(before - 3);
    const stub = part(element, '.stub[part~="collapsed"]');
    expect(textOf(stub)).to.contain('3 operations');
    expect(element.viewState.collapsed).to.deep.equal([nodeOf(element, 'orders publish').id]);
    await click(stub);
    await settle(element);
    expect(graphOf(element).nodes.length).to.equal(before);
    expect(parts(element, '.stub[part~="collapsed"]')).to.deep.equal([]);
  });

  it('says of its stub how many spans failed behind it', async () => {
    const failing = [...'1234'].map((id) =>
      span(`a/${id}1`, { parent: '1', name: 'charge', service: 'bank', kind: 'client', failed: id !== '4' }),
    );
    const element = await draw({ spans: [span('a/1', { name: 'pay', service: 'shop' }), ...failing] });
    element.viewState = { collapsed: [nodeOf(element, 'pay').id] };
    await settle(element);
    const button = inside(part(element, '.stub[part~="collapsed"]'), '.expand');
    expect(button.getAttribute('aria-label')).to.equal('+1 operation · 1 call, 3 errors, pay');
  });

  it('cannot be collapsed where it hides nothing', async () => {
    const element = await draw({ spans: shop });
    await click(shapeOf(element, 'SELECT orders'));
    await until(() => parts(element, '.details')[0], 'the details are shown');
    expect(parts(element, '[part~="collapse-button"]')).to.deep.equal([]);
  });
});

describe('what was put away or searched for', () => {
  const summary = (element: TraceDependenciesElement): string => textOf(part(element, '[part~="summary"]'));

  it('is followed by its spans into another grouping, of which the host hears nothing that it sets itself', async () => {
    const element = await draw({ spans: shop });
    element.viewState = {
      only: [nodeOf(element, 'price').id],
      collapsed: [nodeOf(element, 'orders publish').id],
    };
    await settle(element);
    const events = record(element, ...userEvents);
    element.groupBy = 'operation.name';
    await settle(element);
    expect(events).to.deep.equal([]);
    const { only: left, collapsed } = element.viewState;
    expect(left).to.deep.equal([nodeOf(element, 'price').id]);
    expect(collapsed.length).to.equal(1);
    expect(graphOf(element).nodes.length).to.equal(2);
    expect(textOf(part(element, '.path-chip'))).to.contain('Only 1 match');
  });

  it('is told of where another grouping does not have it, to hosts and to who listens or looks', async () => {
    const element = await draw({ spans: shop, showDestinations: true });
    const { nodes } = graphOf(element);
    const topic = nodes.find(({ destination }) => destination !== undefined);
    element.viewState = { only: [topic?.id ?? ''] };
    await settle(element);
    expect(graphOf(element).nodes.length).to.be.within(2, nodes.length - 1);
    const events = record(element, 'view-change') as ViewChangeEvent[];
    await click(parts(element, '.switch')[1]!);
    await settle(element);
    expect(element.viewState.only).to.equal(null);
    expect(events.map(({ detail }) => detail.changed)).to.deep.equal([['showDestinations'], ['only']]);
    expect(events[1]?.detail.viewState).to.deep.equal(element.viewState);
    expect(textOf(part(element, '.notice'))).to.contain('Everything is shown again');
    const status = part(element, '[role="status"].visually-hidden');
    await until(() => textOf(status).includes('Everything is shown again'), 'it is said');
  });

  it('makes way for another focus that it would hide, and nothing else is told to have changed', async () => {
    // More spans than are followed one by one: of the node where traces converge, only the first tells where it is now.
    const element = await draw({ spans: converging(25) });
    element.viewState = {
      only: ['POST /checkout', 'orders process'].map((name) => nodeOf(element, name).id),
    };
    await settle(element);
    const details = await openDetails(element, 'orders process');
    const other = await until(
      () => details.querySelectorAll<HTMLElement>('.trace-row .row-action')[2],
      'the traces are listed',
    );
    const events = record(element, 'view-change') as ViewChangeEvent[];
    other.click();
    await settle(element);
    expect(element.viewState.only).to.equal(null);
    expect(graphOf(element).nodes.some(({ level }) => level === 0)).to.equal(true);
    expect(events.map(({ detail }) => detail.changed)).to.deep.equal([['focusTraceId'], ['only']]);
  });

  it('waits for the grouping that a saved view sets with it', async () => {
    const first = await draw({ spans: shop, groupBy: 'operation.name' });
    first.viewState = { only: [nodeOf(first, 'price').id] };
    await settle(first);
    const second = await draw({ spans: shop });
    second.viewState = first.viewState;
    await settle(second);
    expect(graphOf(second).nodes).to.deep.equal(graphOf(first).nodes);
  });

  it('is not counted in the summary', async () => {
    const element = await draw({ spans: shop });
    const { nodes, hiddenInternalSpans } = graphOf(element);
    const spans = (list: readonly DependencyNode[]): number =>
      list.reduce((sum, { spanCount }) => sum + spanCount, 0);
    expect(summary(element)).to.contain(`${spans(nodes) + hiddenInternalSpans} spans`);
    element.viewState = { only: [nodeOf(element, 'price').id] };
    await settle(element);
    expect(summary(element)).to.contain(`2 nodes · ${spans(graphOf(element).nodes)} spans`);
  });

  it('comes back with a saved view', async () => {
    const first = await draw({ spans: shop });
    await first.find('orders');
    const id = nodeOf(first, 'orders publish').id;
    first.viewState = { ...first.viewState, collapsed: [id], view: 'table' };
    await settle(first);
    const saved = JSON.parse(JSON.stringify(first.viewState)) as typeof first.viewState;
    expect(saved.find).to.equal('orders');
    const second = await draw({ spans: shop });
    second.viewState = saved;
    await settle(second);
    expect(second.viewState).to.deep.equal(first.viewState);
    expect(graphOf(second).stubs.some(({ collapsed }) => collapsed)).to.equal(true);
    expect(parts(second, '.table-view').length).to.equal(1);
  });
});
