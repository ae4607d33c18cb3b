import { expect } from '@open-wc/testing';
import type { ViewChangeEvent, TraceDependenciesElement } from '../../src/index.js';
import type { Span } from '../../src/model/span.js';
import { span } from '../graph/span-builder.js';
import { large } from './large-graph.js';
import { pair, shop } from './sample-traces.js';
import {
  boxOf,
  click,
  draw,
  edgeButton,
  focused,
  only,
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
} from './stage.js';

/** What the element says over the drawing; `null` when it says nothing. */
const chipOf = (element: TraceDependenciesElement): string | null => {
  const [chip] = parts(element, '[part="critical-path"]');
  return chip ? textOf(chip.querySelector('span')) : null;
};

async function drawMarked(
  properties: Partial<TraceDependenciesElement> = {},
): Promise<TraceDependenciesElement> {
  const element = await draw({ spans: shop, ...properties, criticalPath: true });
  await until(() => chipOf(element), 'the critical path is known');
  return element;
}

/** The waits of the traces of `a/3` are much longer than all else; of those drawn, that of the search index ends last. */
const summary = 'Critical path: 3 steps, 295 ms, of which 205 ms waiting';

const stepsOf = (element: TraceDependenciesElement): string[] =>
  parts(element, '[part="critical-step"]').map((step) => textOf(step));

describe('the button of the critical path', () => {
  it('marks nodes and edges, tells what they are, and takes that back', async () => {
    const element = await draw({ spans: shop });
    const events = record(element, ...userEvents);
    const button = part(element, '[part="critical-path-button"]');
    expect(button.getAttribute('aria-pressed')).to.equal('false');
    await click(button);
    await until(() => chipOf(element), 'the critical path is known');
    expect(chipOf(element)).to.equal(summary);
    expect(button.getAttribute('aria-pressed')).to.equal('true');
    expect(only(events, Event as unknown as typeof ViewChangeEvent).detail.changed).to.deep.equal([
      'criticalPath',
    ]);
    await until(() => textOf(part(element, '[role="status"]')) === summary, 'it is announced');
    expect(parts(element, '[part~="node"][part~="critical"]').length).to.equal(4);
    expect(parts(element, '[part~="edge"][part~="critical"]').length).to.equal(3);
    expect(stepsOf(element).sort()).to.deep.equal(['1', '2', '3']);
    expect(textOf(boxOf(element, 'search index').querySelector('.critical-share'))).to.equal('15%');
    expect(shapeOf(element, 'search index').getAttribute('aria-label')).to.match(
      /, on the critical path: 45\u00a0ms, 15%$/,
    );
    expect(edgeButton(element, 'orders publish', 'search index').getAttribute('aria-label')).to.match(
      /, critical path, step 3, waited 205\u00a0ms$/,
    );
    expect(boxOf(element, 'price').matches('.critical')).to.equal(false);
    expect(textOf(part(element, '[part="legend"]'))).to.contain('Critical path');

    await click(button);
    expect(element.criticalPath).to.equal(false);
    await until(() => chipOf(element) === null, 'it is no longer shown');
    expect(parts(element, '.critical, [part="critical-step"], [part="critical-share"]')).to.deep.equal([]);
    expect(textOf(part(element, '[part="legend"]'))).to.not.contain('Critical path');
    expect(shapeOf(element, 'search index').getAttribute('aria-label')).to.not.contain('critical');
  });

  it('is one of those that the arrow keys of the bar lead to', async () => {
    const element = await draw({ spans: shop });
    part(element, '[part="table-button"]').focus();
    await press('ArrowLeft');
    expect(focused(element)?.matches('[part="critical-path-button"]')).to.equal(true);
    await press('Enter');
    await until(() => chipOf(element), 'the critical path is shown');
  });

  it('is left out where `controls` does not name it, and for a graph of the host', async () => {
    const element = await draw({ spans: shop, controls: 'table' });
    expect(parts(element, '[part="critical-path-button"]')).to.deep.equal([]);
    element.controls = 'critical-path';
    await settle(element);
    expect(parts(element, '[part="toolbar"] button').length).to.equal(1);
    const given = await draw({ graph: large, criticalPath: true });
    expect(parts(given, '[part="critical-path-button"], .critical, [part="critical-path"]')).to.deep.equal(
      [],
    );
  });
});

describe('the critical path', () => {
  it('lets a selected call that is not on it be seen as well as one that is', async () => {
    const element = await drawMarked();
    const others = parts<SVGElement>(element, '[part~="edge"]:not([part~="critical"])');
    const opacity = (edge: Element): string => getComputedStyle(edge).opacity;
    expect(others.map(opacity)).to.not.include('1');
    element.select(others[0]!.dataset['edgeId'] ?? '');
    await settle(element);
    const [selected, ...more] = parts(element, '[part~="edge"][part~="selected"]');
    expect(more).to.deep.equal([]);
    expect(opacity(selected!)).to.equal('1');
  });

  it('is shown where the host has set the attribute, which raises no event of a user', async () => {
    const element = await draw({ spans: shop });
    const events = record(element, ...userEvents);
    element.setAttribute('critical-path', '');
    await until(() => chipOf(element), 'the critical path is known');
    expect(events).to.deep.equal([]);
    element.removeAttribute('critical-path');
    await until(() => chipOf(element) === null, 'it is gone');
  });

  it('is hidden by the button beside its summary, and the focus goes to the graph', async () => {
    const element = await drawMarked();
    const events = record(element, 'view-change');
    await click(part(element, '[part="hide-critical-path-button"]'));
    await until(() => chipOf(element) === null, 'it is gone');
    expect(events.length).to.equal(1);
    expect(focused(element)?.matches('.canvas .shape')).to.equal(true);
  });

  it('is asked for again with another graph', async () => {
    const element = await drawMarked();
    element.focusTraceId = 'b';
    await settle(element);
    await until(() => chipOf(element) === 'Critical path: 0 steps, 50 ms', 'it is that of the new graph');
    element.spans = pair;
    await settle(element);
    await until(() => chipOf(element) === 'Critical path: 1 step, 10 ms', 'it is that of the new data');
  });

  it('says so where there is none', async () => {
    const element = await draw({ spans: [span('a/1', { duration: null })] });
    await click(part(element, '[part="critical-path-button"]'));
    const text = 'No critical path: nothing that is drawn has ended';
    await until(() => chipOf(element) === text, 'it is said over the drawing');
    await until(() => textOf(part(element, '[role="status"]')) === text, 'it is announced');
    expect(parts(element, '.critical')).to.deep.equal([]);
  });

  it('is kept in the view state and comes back from it', async () => {
    const element = await drawMarked();
    const state = JSON.parse(JSON.stringify(element.viewState)) as TraceDependenciesElement['viewState'];
    expect(state.criticalPath).to.equal(true);
    const other = await draw({ spans: shop, viewState: state });
    await until(() => chipOf(other) === summary, 'it is shown again');
    other.viewState = { criticalPath: false };
    await until(() => chipOf(other) === null, 'it is hidden again');
  });

  it('is told in the details of nodes and edges', async () => {
    const element = await drawMarked();
    const details = await openDetails(element, 'search index');
    expect(textOf(details)).to.contain('Critical path waiting 205 ms · 69% in this operation 45 ms · 15%');
    edgeButton(element, 'orders publish', 'search index').click();
    await until(
      () => textOf(part(element, '.details')).includes('step 3 waiting 205 ms · 69%'),
      'its step is told',
    );
    await openDetails(element, 'price');
    expect(textOf(part(element, '.details'))).to.not.contain('Critical path');
  });

  it('has a column in both tables, by which they can be sorted', async () => {
    const element = await drawMarked({
      viewState: { view: 'table' } as TraceDependenciesElement['viewState'],
    });
    const cells = (): string[] =>
      parts(element, '.virtual-rows .cell-criticalPath').map((cell) => textOf(cell));
    const header = (): HTMLElement => part(element, '.table-head .cell-criticalPath .sort');
    await until(() => cells().length > 0, 'the rows are there');
    header().click();
    await until(() => cells()[0] === '45 ms · 15%', 'the longest comes first');
    expect(cells().filter(Boolean).length).to.equal(4);
    part(element, '#tab-calls').click();
    await until(() => cells().length > 0, 'the calls are there');
    header().click();
    await until(() => cells()[0] === '1', 'steps are read from the first');
    expect(cells().slice(0, 4)).to.deep.equal(['1', '2', '3 · wait 205 ms', '']);
    element.criticalPath = false;
    await until(() => parts(element, '.cell-criticalPath').length === 0, 'the column is gone');
  });

  it('is in the pictures that are exported', async () => {
    const element = await drawMarked();
    const textsIn = async (): Promise<(string | null)[]> => {
      const text = await (await element.exportImage('svg')).text();
      const svg = new DOMParser().parseFromString(text, 'image/svg+xml');
      return [...svg.querySelectorAll('text, title')].map(({ textContent }) => textContent);
    };
    const marked = await textsIn();
    expect(marked).to.include.members(['1', '2', '3', '15%', '69%']);
    expect(marked.some((text) => text?.includes('Critical path: 3 steps'))).to.equal(true);
    element.criticalPath = false;
    await settle(element);
    expect((await textsIn()).length).to.equal(marked.length - 8);
  });

  it('leaves a failure to be seen', async () => {
    const element = await drawMarked();
    const edge = parts<SVGElement>(element, '.edge.critical.error')[0]!;
    const line = getComputedStyle(edge.querySelector('.line')!);
    const other = parts(element, '.edge.error:not(.critical) .line')[0]!;
    expect(line.stroke).to.equal(getComputedStyle(other).stroke);
    expect(Number.parseFloat(line.strokeWidth)).to.be.above(
      Number.parseFloat(getComputedStyle(other).strokeWidth),
    );
  });

  it('comes from the worker as well', async () => {
    const many: Span[] = Array.from({ length: 2500 }, (_, n) =>
      span(`a/${(n + 1).toString(16)}`, {
        name: n === 0 ? 'all' : `part ${n % 5}`,
        start: n,
        duration: n === 0 ? 2500 : 1,
        ...(n > 0 && { parent: '1' }),
      }),
    );
    const element = await drawMarked({ spans: many });
    expect(chipOf(element)).to.equal('Critical path: 5 steps, 2.5 s');
  });
});

describe('the critical path of a large drawing', () => {
  it('is one line where the drawing is too far away for single edges', async () => {
    const count = 700;
    const element = await drawMarked({
      spans: Array.from({ length: count }, (_, n) =>
        span(`a/${(n + 1).toString(16)}`, {
          name: `step ${n}`,
          start: n,
          duration: n === 0 ? 2 * count : 30 - (n % 30),
          ...(n > 0 && { parent: (n % 30 === 0 ? 1 : n).toString(16) }),
        }),
      ),
    });
    const lineOf = (): string => parts(element, '.edges .critical-line')[0]?.getAttribute('d') ?? '';
    element.viewState = { viewport: { x: 0, y: 0, scale: 0.02 } };
    await settle(element);
    await until(() => parts(element, '.overview-path').length > 0, 'all of it is seen from afar');
    expect(lineOf().match(/M/g)?.length ?? 0).to.be.above(10);
    element.criticalPath = false;
    await settle(element);
    expect(lineOf()).to.equal('');
  });
});
