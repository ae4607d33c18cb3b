import { expect } from '@open-wc/testing';
import { sendMouse } from '@web/test-runner-commands';
import {
  EdgeSelectEvent,
  OperationSelectEvent,
  TraceSelectEvent,
  type ViewChangeEvent,
} from '../../src/index.js';
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
  record,
  settle,
  shapeOf,
  textOf,
  until,
  userEvents,
  flags,
  only,
} from './stage.js';
import { focusNode } from './keyboard-focus.js';

/** An address of this page that only a test would open: nothing leaves it. */
const nowhere = '#trace={traceId}&span={spanId}';

describe('trace-select', () => {
  it('is raised by a click on a node', async () => {
    const element = await draw({ spans: shop });
    const events = record(document, 'trace-select');
    await click(shapeOf(element, 'SELECT orders'));
    const event = only(events, TraceSelectEvent);
    const node = nodeOf(element, 'SELECT orders');
    expect(event.detail.node).to.equal(node);
    expect(event.detail.traceIds).to.deep.equal(['0000000000000000000000000000000a']);
    expect(event.detail.spanIds).to.deep.equal(['0000000000000002', '0000000000000022']);
    expect(flags(event)).to.deep.equal([true, true, false]);
    expect(event.target).to.equal(element);
  });

  for (const key of ['Enter', 'Space']) {
    it(`is raised by ${key} on a node`, async () => {
      const element = await draw({ spans: shop });
      shapeOf(element, 'price').focus();
      const events = record(element, 'trace-select');
      await press(key);
      expect(only(events, TraceSelectEvent).detail.node).to.equal(nodeOf(element, 'price'));
    });
  }

  it('is raised without a node when the selection is cleared by a click on the ground', async () => {
    const element = await draw({ spans: shop });
    element.select(nodeOf(element, 'price').id);
    await settle(element);
    const events = record(element, ...userEvents);
    const { left, bottom } = part(element, '.viewport').getBoundingClientRect();
    await sendMouse({ type: 'click', position: [Math.round(left) + 4, Math.round(bottom) - 4] });
    expect(events.map(({ type }) => type)).to.deep.equal(['trace-select', 'view-change']);
    expect((events[0] as TraceSelectEvent).detail).to.deep.equal({ node: null, traceIds: [], spanIds: [] });
    expect(element.selected).to.equal(null);
  });

  it('is raised without a node when the selection is cleared by Escape', async () => {
    const element = await draw({ spans: shop });
    await focusNode(element, 'price');
    const events = record(element, 'trace-select');
    await press('Escape');
    expect(only(events, TraceSelectEvent).detail.node).to.equal(null);
  });

  it('is raised without a node when the selection that is cleared is an edge', async () => {
    const element = await draw({ spans: shop });
    await click(edgeButton(element, 'POST /checkout', 'SELECT orders'));
    const events = record(element, ...userEvents);
    await press('Escape');
    expect(events.map(({ type }) => type)).to.deep.equal(['trace-select', 'view-change']);
    expect((events[0] as TraceSelectEvent).detail.node).to.equal(null);
  });

  it('is not raised by a drag', async () => {
    const element = await draw({ spans: shop });
    const events = record(element, ...userEvents);
    const { left, top, width, height } = shapeOf(element, 'price').getBoundingClientRect();
    const [x, y] = [Math.round(left + width / 2), Math.round(top + height / 2)];
    await sendMouse({ type: 'move', position: [x, y] });
    await sendMouse({ type: 'down' });
    await sendMouse({ type: 'move', position: [x + 40, y + 30] });
    await sendMouse({ type: 'up' });
    expect(events.map(({ type }) => type)).to.deep.equal(['view-change']);
    expect((events[0] as ViewChangeEvent).detail.changed).to.deep.equal(['viewport']);
  });

  for (const way of ['click', 'Enter', 'Space'])
    it(`comes without a view-change where the node is selected already, by ${way}`, async () => {
      const element = await draw({ spans: shop });
      await focusNode(element, 'price');
      const events = record(element, ...userEvents);
      if (way === 'click') await click(shapeOf(element, 'price'));
      else await press(way);
      expect(events.map(({ type }) => type)).to.deep.equal(['trace-select']);
    });

  it('finds the state as it tells it', async () => {
    const element = await draw({ spans: shop });
    let selected: string | null = null;
    element.addEventListener('trace-select', () => (selected = element.viewState.selected));
    await click(shapeOf(element, 'price'));
    expect(selected).to.equal(nodeOf(element, 'price').id);
  });
});

describe('operation-select', () => {
  it('is raised by a click on an operation, with the address', async () => {
    const element = await draw({ spans: shop, traceUrl: nowhere });
    const events = record(document, 'operation-select');
    element.addEventListener('operation-select', (event) => event.preventDefault());
    await click(inside(boxOf(element, 'price'), '.operation'));
    const event = only(events, OperationSelectEvent);
    expect(event.detail).to.deep.equal({
      traceId: '0000000000000000000000000000000a',
      spanId: '0000000000000005',
      operation: 'price',
      service: 'prices',
      node: nodeOf(element, 'price'),
      url: '#trace=0000000000000000000000000000000a&span=0000000000000005',
    });
    expect(flags(event)).to.deep.equal([true, true, true]);
  });

  for (const groupBy of [['service.name'], ['http.method']])
    it(`tells operation and service of the span where nodes are grouped by ${groupBy[0]}`, async () => {
      const element = await draw({ spans: shop, traceUrl: '#{service}/{operation}', groupBy });
      const events = record(element, 'operation-select');
      const told = () => (events.at(-1) as OperationSelectEvent).detail;
      element.addEventListener('operation-select', (event) => event.preventDefault());
      const box = part(element, '.node');
      const node = graphOf(element).nodes.find(({ id }) => id === box.dataset['nodeId'])!;
      const { traceId, spanId } = node.spans[0]!;
      const { name, service } = shop.find((one) => one.traceId === traceId && one.spanId === spanId)!;
      const expected = {
        ...{ traceId, spanId, operation: name, service },
        url: `#${encodeURIComponent(service!)}/${encodeURIComponent(name)}`,
      };
      inside<HTMLElement>(box, '.operation').click();
      expect(told()).to.deep.include(expected);
      element.select(node.id);
      const details = await until(() => element.shadowRoot!.querySelector('.details'), 'the details come');
      inside<HTMLElement>(details, '.details-title .link').click();
      expect(told()).to.deep.include(expected);
      inside(details, '#tab-traces').click();
      const row = await until(
        () => details.querySelector<HTMLElement>('.trace-row .row-name'),
        'the traces are listed',
      );
      row.click();
      expect(told()).to.deep.include(expected);
    });

  it('is raised by Enter on an operation, and by Ctrl with Enter on its node', async () => {
    const element = await draw({ spans: shop });
    const events = record(element, 'operation-select', 'trace-select');
    inside<HTMLElement>(boxOf(element, 'price'), '.operation').focus();
    await press('Enter');
    await focusNode(element, 'SELECT orders');
    // WebKit's driver cannot hold a key down.
    focused(element)?.dispatchEvent(
      new KeyboardEvent('keydown', {
        key: 'Enter',
        ctrlKey: true,
        bubbles: true,
        cancelable: true,
        composed: true,
      }),
    );
    expect(events.map((event) => (event as OperationSelectEvent).detail.operation)).to.deep.equal([
      'price',
      'SELECT orders',
    ]);
  });

  it('follows the link unless it is prevented', async () => {
    const element = await draw({ spans: shop, traceUrl: nowhere });
    let isPrevented = false;
    let follows: boolean | null = null;
    element.addEventListener('operation-select', (event) => isPrevented && event.preventDefault());
    // The last listener of all sees whether the browser would follow the link, and stays on this page.
    const stay = (event: Event): void => {
      follows = !event.defaultPrevented;
      event.preventDefault();
    };
    addEventListener('click', stay);
    const link = inside<HTMLAnchorElement>(boxOf(element, 'price'), 'a.operation');
    expect([link.target, link.rel]).to.deep.equal(['_blank', 'noopener noreferrer']);
    await click(link);
    expect(follows).to.equal(true);
    isPrevented = true;
    await click(link);
    expect(follows).to.equal(false);
    removeEventListener('click', stay);
  });

  it('is raised without an address too', async () => {
    const element = await draw({ spans: shop });
    const events = record(element, 'operation-select');
    await click(inside(boxOf(element, 'price'), 'button.operation'));
    expect(only(events, OperationSelectEvent).detail.url).to.equal(null);
  });

  it('does not select the node', async () => {
    const element = await draw({ spans: shop });
    const events = record(element, ...userEvents);
    await click(inside(boxOf(element, 'price'), '.operation'));
    expect(events.map(({ type }) => type)).to.deep.equal(['operation-select']);
    expect(element.selected).to.equal(null);
  });

  it('from a row of the panel names the row’s own span, and agrees with the link', async () => {
    const template = '#{service}/{operation}/{traceId}/{spanId}';
    const element = await draw({ spans: shop, traceUrl: template });
    const details = await openDetails(element, 'orders publish');
    element.addEventListener('operation-select', (event) => event.preventDefault());
    const events = record(element, 'operation-select');
    await click(inside(details, '#tab-links'));
    const links = await until(() => {
      const found = [...details.querySelectorAll<HTMLAnchorElement>('.tab-panel a')];
      return found.length > 0 ? found : null;
    }, 'the links are shown');
    const link = links.find((one) => textOf(one) === 'mail send') as HTMLAnchorElement;
    link.scrollIntoView({ block: 'nearest' });
    await click(link);
    const { detail } = only(events, OperationSelectEvent);
    expect([detail.operation, detail.service]).to.deep.equal(['mail send', 'mail']);
    expect(link.getAttribute('href')).to.equal(detail.url);
    expect(detail.url).to.equal('#mail/mail%20send/0000000000000000000000000000000c/0000000000000001');
  });

  it('from the panel’s heading agrees with the node’s own link', async () => {
    const element = await draw({ spans: shop, traceUrl: '#{service}/{operation}' });
    const details = await openDetails(element, 'price');
    const heading = inside<HTMLAnchorElement>(details, '.details-title a');
    expect(heading.getAttribute('href')).to.equal('#prices/price');
    expect(inside(boxOf(element, 'price'), 'a.operation').getAttribute('href')).to.equal('#prices/price');
  });
});

describe('edge-select', () => {
  it('is raised by a click on a line', async () => {
    const element = await draw({ spans: shop });
    const events = record(element, 'edge-select');
    const edge = edgeButton(element, 'POST /checkout', 'price').dataset['labelOf'];
    const line = parts<SVGElement>(element, '.edge').find(({ dataset }) => dataset['edgeId'] === edge);
    const path = inside<SVGPathElement>(line as Element, '.line');
    // Not by the path's own matrix: WebKit's leaves out the transforms of HTML around it.
    const origin = part(element, '.canvas').getBoundingClientRect();
    const box = boxOf(element, 'price');
    const scale = box.getBoundingClientRect().width / box.offsetWidth;
    const points = [0.1, 0.2, 0.3, 0.4, 0.6, 0.7, 0.8, 0.9].map((share) => {
      const at = path.getPointAtLength(path.getTotalLength() * share);
      return { x: origin.left + at.x * scale, y: origin.top + at.y * scale };
    });
    const free = points.find(
      ({ x, y }) => element.shadowRoot?.elementFromPoint(x, y)?.parentElement === line,
    );
    if (!free) throw new Error('The line is covered everywhere');
    const { x, y } = free;
    await sendMouse({ type: 'click', position: [Math.round(x), Math.round(y)] });
    const event = only(events, EdgeSelectEvent);
    expect(event.detail.edge.id).to.equal(edge);
    expect(flags(event)).to.deep.equal([false, false, false]);
  });

  it('is raised by a click on a label', async () => {
    const element = await draw({ spans: shop });
    const events = record(element, ...userEvents);
    await click(edgeButton(element, 'POST /checkout', 'SELECT orders'));
    expect(events.map(({ type }) => type)).to.deep.equal(['edge-select', 'view-change']);
  });

  it('is raised by Enter on an edge that the keyboard has reached', async () => {
    const element = await draw({ spans: shop });
    const events = record(element, 'edge-select');
    await focusNode(element, 'POST /checkout');
    await press('.');
    expect(focused(element)?.matches('.edge-label')).to.equal(true);
    await press('Enter');
    const { edge } = only(events, EdgeSelectEvent).detail;
    expect(edge.source).to.equal(nodeOf(element, 'POST /checkout').id);
  });
});
