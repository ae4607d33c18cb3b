import { expect } from '@open-wc/testing';
import { span } from '../graph/span-builder.js';
import type { TraceDependenciesElement, ViewChangeEvent } from '../../src/index.js';
import { converging } from './converging-traces.js';
import { shop } from './sample-traces.js';
import {
  click,
  detailsOf,
  draw,
  edgeButton,
  focused,
  graphOf,
  inside,
  nodeOf,
  openDetails,
  part,
  press,
  record,
  settle,
  textOf,
  until,
} from './stage.js';
import { tab, traceRow } from './details-lists.js';

const rowsOf = (list: Element): string[] => [...list.querySelectorAll('[role="listitem"]')].map(textOf);

/** The figures of the panel: name and value; the name of what the graph shows has a star. */
function figuresOf(details: Element): Record<string, string> {
  const entries = [...details.querySelectorAll('.figure')].map((figure) => [
    textOf(figure.querySelector('dt')).replace(', shown in the graph', '*'),
    textOf(figure.querySelector('dd')),
  ]);
  return Object.fromEntries(entries) as Record<string, string>;
}

describe('details of a node', () => {
  it('name it and show its figures', async () => {
    const element = await draw({ spans: shop });
    const details = await openDetails(element, 'SELECT orders');
    expect(textOf(inside(details, '.details-title'))).to.equal('SELECT orders');
    expect(textOf(inside(details, '.details-meta'))).to.match(/^shop · Database · client · 1 trace$/);
    expect(figuresOf(details)).to.include({
      'avg*': '30 ms',
      min: '20 ms',
      max: '40 ms',
      sum: '60 ms',
      p50: '20 ms',
      errors: '0 / 2',
      'self time (sum)': '60 ms',
      'wall time': '60 ms',
    });
  });

  it('say why the node has its kind', async () => {
    const element = await draw({ spans: shop });
    const details = await openDetails(element, 'SELECT orders');
    expect(textOf(details)).to.match(/Kind: has a database tag/);
  });

  it('list the traces, the spans, the links and the tags', async () => {
    const element = await draw({ spans: shop });
    const details = await openDetails(element, 'orders process');
    const tabs = [...details.querySelectorAll('.tab')].map(textOf);
    expect(tabs.slice(0, 3)).to.deep.equal(['Traces 1', 'Spans 1', 'Links 1']);
    expect(tabs[3]).to.match(/^Tags \d+$/);
    expect(textOf(await traceRow(details))).to.match(/^00000000…00b .* 50 ms 1 0 Focus$/);
    expect(rowsOf(await tab(details, 'spans'))[0]).to.match(/^orders process .* 50 ms billing · consumer$/);
  });

  it('list links to causes with their attributes', async () => {
    const element = await draw({ spans: shop });
    const details = await openDetails(element, 'orders process');
    expect(rowsOf(await tab(details, 'links'))).to.deep.equal([
      'Linked from orders publish wait 155 ms shop cause message 0 messaging.system kafka messaging.destination.name orders',
    ]);
  });

  it('list links from effects with their attributes', async () => {
    const element = await draw({ spans: shop });
    const details = await openDetails(element, 'orders publish');
    const rows = rowsOf(await tab(details, 'links'));
    expect(rows.length).to.equal(6);
    expect(
      rows.some((row) => row.startsWith('Linked by mail send wait 165 ms mail cause message 1')),
    ).to.equal(true);
  });

  it('list links whose trace is not loaded', async () => {
    const element = await draw({ spans: shop });
    const details = await openDetails(element, 'POST /checkout');
    expect(rowsOf(await tab(details, 'links'))).to.deep.equal([
      'Linked from 00000000…eee not loaded · 0000000000000001',
    ]);
  });

  it('list links to nowhere, and tell a missing span from a trace that is not loaded', async () => {
    const to = (traceId: string, spanId: string, note: string) => ({ traceId, spanId, attributes: { note } });
    const root = span('a/1', { name: 'root' });
    const links = [to('', '', 'one'), to('', '', 'two'), to(root.traceId, '99', 'three')];
    const element = await draw({ spans: [{ ...root, links }] });
    const list = await tab(await openDetails(element, 'root'), 'links');
    expect(rowsOf(list)).to.deep.equal([
      'Linked from (none) A link leads to its own span or has no usable id note one',
      'Linked from (none) A link leads to its own span or has no usable id note two',
      'Linked from 00000000…00a A link leads to a span that is not in the data · 0000000000000099 note three',
    ]);
    expect(list.querySelectorAll('.row-name:is(a, button)').length).to.equal(1);
  });

  it('list tags and process tags apart', async () => {
    const element = await draw({ spans: shop });
    const list = await tab(await openDetails(element, 'POST /checkout'), 'tags');
    const headings = [...list.querySelectorAll('.details-heading')].map(textOf);
    expect(headings).to.deep.equal(['Tags', 'Process tags']);
    const [tags, processTags] = [...list.querySelectorAll('dl')].map(textOf);
    expect(tags).to.contain('tenant blue');
    expect(processTags).to.contain('host.name node-1');
  });

  it('say that a parent is missing and that hidden spans failed', async () => {
    const element = await draw({ spans: shop });
    expect(textOf(await openDetails(element, 'lost'))).to.contain('1 span whose parent is not in the data');
    await openDetails(element, 'POST /checkout');
    await until(
      () => textOf(part(element, '.details')).includes('1 hidden internal span failed'),
      'the hidden error is told',
    );
  });

  it('have a page more when there are more rows', async () => {
    const many = Array.from({ length: 120 }, (_, index) =>
      span(`a/${index + 1}`, { name: 'many', start: index }),
    );
    const element = await draw({ spans: many });
    const details = await openDetails(element, 'many');
    const list = await tab(details, 'spans');
    expect(list.querySelectorAll('[role="listitem"]').length).to.equal(50);
    const more = inside(list, '.more');
    expect(textOf(more)).to.equal('Show more (70)');
    more.scrollIntoView();
    await click(more);
    await until(() => list.querySelectorAll('[role="listitem"]').length === 100, 'more rows are shown');
  });

  it('make another trace the focus', async () => {
    const element = await draw({ spans: shop });
    const details = await openDetails(element, 'orders process');
    const row = await traceRow(details);
    const events = record(element, 'view-change');
    await click(inside(row, '.row-action'));
    await settle(element);
    expect(graphOf(element).focusTraceId).to.equal('0000000000000000000000000000000b');
    expect(nodeOf(element, 'orders process').level).to.equal(0);
    const changed = events.flatMap((event) => (event as ViewChangeEvent).detail.changed);
    expect(changed).to.deep.equal(['focusTraceId']);
  });

  for (const [days, gap] of [
    ['one day', 1000],
    ['several days', 2 * 86_400_000],
  ] as const)
    it(`tell the day of each time where the data are not of one only: ${days}`, async () => {
      const day = new RegExp(
        new Intl.DateTimeFormat('en', { month: 'short' }).format(span('a/1').startTime!),
      );
      const element = await draw({
        locale: 'en',
        spans: [
          span('a/1', { name: 'publish', kind: 'producer' }),
          span('b/1', { name: 'work', kind: 'consumer', links: ['a/1'], start: 500 }),
          span('c/1', { name: 'work', kind: 'consumer', links: ['a/1'], start: 500 + gap }),
        ],
      });
      const details = await openDetails(element, 'work');
      const start = inside(await traceRow(details), '.column-start');
      expect(start.clientWidth).to.be.at.least(Math.max(1, start.scrollWidth));
      const [row] = rowsOf(await tab(details, 'spans'));
      for (const text of [textOf(start), row!]) {
        expect(text).to.match(/\d\d:\d\d:\d\d/);
        expect(day.test(text)).to.equal(days === 'several days', text);
      }
      expect(start.title).to.match(day);
    });

  it('show spans that never ended as running', async () => {
    const element = await draw({ spans: [span('a/1', { name: 'open', duration: null })] });
    const details = await openDetails(element, 'open');
    expect(rowsOf(await tab(details, 'spans'))[0]).to.match(/running/);
  });

  it('keep the tab from one node to the next', async () => {
    const element = await draw({ spans: shop });
    await tab(await openDetails(element, 'orders process'), 'tags');
    const details = await openDetails(element, 'POST /checkout');
    expect(inside(details, '#tab-tags').getAttribute('aria-selected')).to.equal('true');
  });

  it('mark characters that deceive', async () => {
    const value = 'abc\u202egnp.exe';
    const element = await draw({
      spans: [span('a/1', { name: 'x', tags: { tenant: value } })],
      groupBy: 'operation.name, tenant',
    });
    const details = await openDetails(element, 'x');
    await tab(details, 'tags');
    expect(part(element, '.frame').textContent).to.not.contain('\u202e');
    expect(details.textContent).to.contain('abc\ufffdgnp.exe');
  });
});

describe('the figures', () => {
  it('mark the aggregation that the graph shows, by more than colour', async () => {
    const element = await draw({ spans: shop, aggregate: 'p99' });
    const details = await openDetails(element, 'SELECT orders');
    expect(figuresOf(details)).to.include({ avg: '30 ms', 'p99*': '40 ms' });
    element.aggregate = 'max';
    await element.updateComplete;
    expect(figuresOf(details)).to.include({ p99: '40 ms', 'max*': '40 ms' });
  });
});

describe('the histogram of durations', () => {
  const bins = (details: HTMLElement): HTMLElement[] => [...details.querySelectorAll<HTMLElement>('.bin')];

  it('is summed up in words, and names every bar’s range and counts', async () => {
    const element = await draw({ spans: converging(20) });
    const details = await openDetails(element, 'orders process');
    const names = bins(details).map((bin) => bin.getAttribute('aria-label')?.replace(/\s/g, ' ') ?? '');
    expect(names.length).to.be.above(3);
    expect(names[0]).to.match(/^10 ms to .* · \d+ spans?$/);
    expect(names.at(-1)).to.match(/ to 200 ms · \d+ spans · 1 error$/);
    const counts = names.map((name) => Number(/(\d+) span/.exec(name)?.[1]));
    expect(counts.reduce((sum, count) => sum + count)).to.equal(20);
    expect(inside(details, '.bins').getAttribute('aria-label')?.replace(/\s/g, ' ')).to.match(
      /^Durations of 20 spans from 10 ms to 200 ms, most of them .* to .*$/,
    );
  });

  it('draws failures as bars of their own kind', async () => {
    const element = await draw({ spans: converging(20) });
    const details = await openDetails(element, 'orders process');
    const [bar] = details.querySelectorAll('.bar:not(.failed)');
    const failed = details.querySelectorAll('.bar.failed');
    expect(failed.length).to.be.within(1, 2);
    expect(getComputedStyle(failed[0] as Element).stroke).to.not.equal(
      getComputedStyle(bar as Element).stroke,
    );
  });

  it('is one tab stop, whose bars arrow keys walk along', async () => {
    const element = await draw({ spans: converging(20) });
    const list = bins(await openDetails(element, 'orders process'));
    expect(list.filter(({ tabIndex }) => tabIndex === 0)).to.deep.equal([list[0]]);
    list[0]?.focus();
    await press('ArrowRight');
    expect(focused(element)).to.equal(list[1]);
    const name = inside(list[1] as HTMLElement, '.bin-name');
    expect(getComputedStyle(name).visibility).to.equal('visible');
    await press('End');
    expect(focused(element)).to.equal(list.at(-1));
    expect(list.filter(({ tabIndex }) => tabIndex === 0)).to.deep.equal([list.at(-1)]);
    await press('ArrowRight');
    expect(focused(element)).to.equal(list.at(-1));
  });

  it('tells of an edge’s called spans', async () => {
    const element = await draw({ spans: converging(20) });
    await click(edgeButton(element, 'orders publish', 'orders process'));
    const details = await detailsOf(element);
    expect(inside(details, '.bins').getAttribute('aria-label')).to.match(/^Durations of 20 spans/);
  });

  it('is left out where all durations are the same', async () => {
    const element = await draw({ spans: shop });
    const details = await openDetails(element, 'price');
    await until(() => details.querySelector('.bins'), 'different durations have one');
    const other = await openDetails(element, 'lost');
    expect(textOf(inside(other, '.details-title'))).to.equal('lost');
    expect(other.querySelector('.bins')).to.equal(null);
  });
});

describe('messages', () => {
  it('that have no link are told of the span and of the node', async () => {
    const element = await draw({ spans: converging(20) });
    const details = await openDetails(element, 'orders process');
    await until(() => textOf(details).includes('2 of 504 linked'), 'the node tells of all its spans');
    const rows = rowsOf(await tab(details, 'spans'));
    expect(rows.filter((row) => row.includes('1 of 500 linked')).length).to.equal(1);
    const dropped = rows.filter((row) => row.includes('3 links were dropped by the SDK'));
    expect(dropped.length).to.equal(1);
    expect(dropped[0]).to.contain('1 of 4 linked');
  });

  it('are described by the link and by the span that received them', async () => {
    const element = await draw({ spans: converging(3) });
    const details = await openDetails(element, 'orders process');
    const [row] = rowsOf(await tab(details, 'links'));
    expect(row).to.match(/messaging\.message\.id message \d/);
    expect(row).to.contain('messaging.destination.name orders');
  });

  it('that overlapped are counted apart, and never have a negative wait', async () => {
    const element = await draw({ spans: converging(5) });
    await click(edgeButton(element, 'orders publish', 'orders process'));
    const details = await detailsOf(element);
    expect(textOf(details)).to.contain('1 overlapping');
    const waits = rowsOf(await tab(details, 'calls')).map(
      (row) => /wait [^ ]+|\d+ overlapping/.exec(row)?.[0],
    );
    expect(waits.filter((wait) => wait === '1 overlapping').length).to.equal(1);
    expect(waits.filter((wait) => wait?.startsWith('wait')).length).to.equal(4);
    expect(textOf(details)).to.not.match(/wait [-−]/);
  });
});

describe('details of a topic or queue', () => {
  const withDestinations = (): Promise<TraceDependenciesElement> =>
    draw({ spans: converging(5), showDestinations: true });

  const open = async (element: TraceDependenciesElement, name: string): Promise<HTMLElement> => {
    const node = graphOf(element).nodes.find(({ destination }) => destination === name);
    element.select(node?.id ?? '');
    await settle(element);
    return part<HTMLElement>(element, '.details');
  };

  it('name it, count its traffic and lead to its producers and consumers', async () => {
    const element = await withDestinations();
    const details = await open(element, 'orders');
    expect(textOf(inside(details, '.details-title'))).to.equal('orders');
    expect(textOf(inside(details, '.details-meta'))).to.contain('Topic or queue');
    expect(figuresOf(details)).to.include({ in: '5', out: '5' });
    const lists = [...details.querySelectorAll('.rows')].map((list) => list.getAttribute('aria-label'));
    expect(lists).to.deep.equal(['Producers', 'Consumers']);
    const consumers = [...details.querySelectorAll<HTMLElement>('.rows')][1] as HTMLElement;
    await click(inside(consumers, 'button'));
    await settle(element);
    expect(element.selected).to.equal(nodeOf(element, 'orders process').id);
  });

  it('have no empty lists of spans', async () => {
    const element = await withDestinations();
    const details = await open(element, 'orders');
    expect(details.querySelectorAll('.tab').length).to.equal(0);
    expect(textOf(details)).to.not.contain('Reading traces');
  });
});

describe('details of an edge', () => {
  it('name both ends and show figures and wait', async () => {
    const element = await draw({ spans: shop });
    await click(edgeButton(element, 'orders publish', 'orders process'));
    const details = await detailsOf(element);
    expect(textOf(inside(details, '.details-title'))).to.equal('orders publish →, orders process');
    expect(textOf(inside(details, '.details-meta'))).to.equal('Asynchronous request · 1 call · 1 trace');
    expect(textOf(details)).to.contain('Waited in queue');
    expect([...details.querySelectorAll('.tab')].map(textOf)).to.deep.equal(['Calls 1', 'Traces 1']);
  });

  it('list the calls with the attributes of their links', async () => {
    const element = await draw({ spans: shop });
    await click(edgeButton(element, 'orders publish', 'orders process'));
    const details = await detailsOf(element);
    const [row] = rowsOf(await tab(details, 'calls'));
    expect(row).to.match(
      /^orders publish .* orders process .* wait 155 ms cause message 0 messaging\.system kafka messaging\.destination\.name orders$/,
    );
  });

  it('lead to its ends, and keep the focus in the element', async () => {
    const element = await draw({ spans: shop });
    await click(edgeButton(element, 'orders publish', 'orders process'));
    const details = await detailsOf(element);
    const events = record(element, 'trace-select');
    const end = [...details.querySelectorAll<HTMLElement>('.details-title button')][1] as HTMLElement;
    end.focus();
    await press('Enter');
    await settle(element);
    expect(events.length).to.equal(1);
    expect(element.selected).to.equal(nodeOf(element, 'orders process').id);
    await until(() => focused(element), 'the focus stays in the element');
  });
});
