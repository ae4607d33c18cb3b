import { expect } from '@open-wc/testing';
import type { TraceDependenciesElement } from '../../src/index.js';
import { pair } from './sample-traces.js';
import { consumer, converging } from './converging-traces.js';
import {
  boxOf,
  click,
  draw,
  edgeButton,
  focused,
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
} from './stage.js';

const fullId = (trace: string): string => trace.padStart(32, '0');

/** The row of a trace in the panel's list. */
const rowOf = (element: TraceDependenciesElement, trace: string): Promise<HTMLElement> =>
  until(
    () =>
      parts(element, '.trace-row').find(
        (row) => row.querySelector('.row-name')?.getAttribute('title') === fullId(trace),
      ),
    `the row of trace ${trace} is there`,
  );

const pathOf = (element: TraceDependenciesElement): string | null =>
  textOf(parts(element, '.path-chip')[0]) || null;

/** Picks a trace in the list of the node where they converge. */
async function pick(element: TraceDependenciesElement, trace: string): Promise<HTMLElement> {
  if (parts(element, '.details').length === 0) await openDetails(element, 'orders process');
  const row = await rowOf(element, trace);
  inside(row, '.column-spans').click();
  await until(() => row.matches('.picked') && pathOf(element), 'the path is shown');
  return row;
}

const operations = (element: TraceDependenciesElement, selector: string): string[] =>
  parts(element, selector)
    .map((node) => textOf(node.querySelector('.operation')))
    .sort();

const shopPath = ['POST /checkout', 'orders process', 'orders publish', 'price'];

describe('picking a trace', () => {
  it('shows its path across levels and lets the rest step back', async () => {
    const element = await draw({ spans: converging(20) });
    await pick(element, consumer(0));
    expect(operations(element, '.node.on-path')).to.deep.equal(
      [...shopPath, 'alerts process', 'alerts publish'].sort(),
    );
    expect(parts(element, '.node.off-path')).to.deep.equal([]);
    expect(pathOf(element)).to.match(/^Path of trace 00000000…000: 6 nodes, 3 levels/);
    inside(await rowOf(element, consumer(3)), '.column-spans').click();
    await until(() => pathOf(element)?.includes('4 nodes, 2 levels'), 'the other path is shown');
    expect(operations(element, '.node.on-path')).to.deep.equal([...shopPath].sort());
    expect(operations(element, '[part~="off-path"]')).to.include.members([
      'alerts process',
      'alerts publish',
    ]);
    const line = (from: string, to: string): string => {
      const id = edgeButton(element, from, to).dataset['labelOf'];
      const edge = parts(element, '.edge').find(({ dataset }) => dataset['edgeId'] === id);
      return edge ? getComputedStyle(inside(edge, '.line')).strokeWidth : '';
    };
    expect(parseFloat(line('orders publish', 'orders process'))).to.be.above(
      parseFloat(line('orders process', 'alerts publish')),
    );
  });

  it('lays nothing out and moves nothing', async () => {
    const element = await draw({ spans: converging(20) });
    await openDetails(element, 'orders process');
    const places = (): string[] => parts(element, '.node').map(({ style }) => `${style.left} ${style.top}`);
    const before = places();
    const layouts = record(element, 'layout-complete');
    await pick(element, consumer(0));
    await settle(element);
    expect(layouts).to.deep.equal([]);
    expect(places()).to.deep.equal(before);
  });

  it('works by Enter on the row, and is said', async () => {
    const element = await draw({ spans: converging(20) });
    await openDetails(element, 'orders process');
    const row = await rowOf(element, consumer(1));
    row.focus();
    await press('Enter');
    await until(() => row.getAttribute('aria-selected') === 'true', 'the row is picked');
    await until(
      () => textOf(part(element, '[aria-live]')).startsWith('Path of trace'),
      'the path is announced',
    );
    expect(focused(element)).to.equal(row);
    await until(
      () => shapeOf(element, 'price').getAttribute('aria-label')?.endsWith(', on the path'),
      'nodes say that they are on the path',
    );
  });

  it('again clears the path', async () => {
    const element = await draw({ spans: converging(20) });
    const row = await pick(element, consumer(0));
    inside(row, '.column-spans').click();
    await element.updateComplete;
    expect(pathOf(element)).to.equal(null);
    expect(parts(element, '.on-path, .off-path, .picked')).to.deep.equal([]);
    expect(shapeOf(element, 'price').getAttribute('aria-label')).to.not.contain('path');
  });
});

describe('a path that is shown', () => {
  it('is cleared by its button, and the focus goes to the graph', async () => {
    const element = await draw({ spans: converging(20) });
    await pick(element, consumer(0));
    await click(part(element, '[part~="clear-path-button"]'));
    await element.updateComplete;
    expect(pathOf(element)).to.equal(null);
    expect(focused(element)?.matches('.canvas .shape')).to.equal(true);
  });

  it('is cleared by Escape before the selection is', async () => {
    const element = await draw({ spans: converging(20) });
    const row = await pick(element, consumer(0));
    row.focus();
    await press('Escape');
    await until(() => pathOf(element) === null, 'the path is cleared');
    expect(element.selected).to.equal(nodeOf(element, 'orders process').id);
    expect(focused(element)).to.equal(row);
    await press('Escape');
    await element.updateComplete;
    expect(element.selected).to.equal(null);
  });

  it('survives another aggregation, another selection and another layout', async () => {
    const element = await draw({ spans: converging(20) });
    await pick(element, consumer(0));
    element.aggregate = 'max';
    await settle(element);
    expect(boxOf(element, 'alerts process').matches('.on-path')).to.equal(true);
    await click(shapeOf(element, 'price'));
    await settle(element);
    element.direction = 'down';
    await settle(element);
    expect(boxOf(element, 'alerts process').matches('.on-path')).to.equal(true);
    expect(pathOf(element)).to.contain('6 nodes');
  });

  it('is asked for anew for another grouping', async () => {
    const element = await draw({ spans: converging(20) });
    await pick(element, consumer(0));
    element.groupBy = 'service.name';
    await settle(element);
    await until(() => pathOf(element)?.includes('5 nodes, 3 levels'), 'the path is that of the new graph');
    expect(parts(element, '.node.off-path')).to.deep.equal([]);
  });

  it('goes with its trace', async () => {
    const element = await draw({ spans: converging(20) });
    await pick(element, consumer(0));
    element.spans = pair;
    await settle(element);
    await until(() => pathOf(element) === null, 'the path is gone');
    expect(parts(element, '.on-path, .off-path')).to.deep.equal([]);
  });
});
