import { expect } from '@open-wc/testing';
import type { TraceDependenciesElement } from '../../src/index.js';
import { converging } from './converging-traces.js';
import {
  click,
  draw,
  focused,
  inside,
  nodeOf,
  openDetails,
  part,
  parts,
  press,
  record,
  settle,
  textOf,
  until,
} from './stage.js';

const MANY = 10_000;

/** The rows that are in the DOM, by their places in the list. */
const rowsOf = (element: TraceDependenciesElement): Map<number, HTMLElement> =>
  new Map(
    parts(element, '.trace-row')
      .map((row): [number, HTMLElement] => [Number(row.getAttribute('aria-rowindex')) - 2, row])
      .sort(([a], [b]) => a - b),
  );

async function rowAt(element: TraceDependenciesElement, index: number): Promise<HTMLElement> {
  return until(() => {
    const row = rowsOf(element).get(index);
    return row?.querySelector('.row-name') ? row : null;
  }, `row ${index} has come`);
}

/** Opens the list of the node where the traces converge. */
async function listOf(count: number): Promise<[TraceDependenciesElement, HTMLElement]> {
  const element = await draw({ spans: converging(count) });
  const details = await openDetails(element, 'orders process');
  await rowAt(element, 0);
  return [element, details];
}

const durations = (element: TraceDependenciesElement): string[] =>
  [...rowsOf(element).values()].map((row) => textOf(row.querySelector('.column-duration')));

async function sortBy(element: TraceDependenciesElement, name: string): Promise<HTMLElement> {
  const header = parts(element, '[role="columnheader"]').find((cell) => textOf(cell).startsWith(name));
  if (!header) throw new Error(`No column is named ${name}`);
  inside(header, 'button').click();
  await settle(element);
  await rowAt(element, 0);
  return header;
}

describe('the list of traces', () => {
  it('is a grid that tells its size and the place of each row', async () => {
    const [element, details] = await listOf(120);
    const grid = inside(details, '[role="grid"]');
    expect(grid.getAttribute('aria-label')).to.equal('Traces');
    expect(grid.getAttribute('aria-rowcount')).to.equal('121');
    const [first] = rowsOf(element).values();
    expect(first?.getAttribute('aria-rowindex')).to.equal('2');
    const cells = [...(first?.querySelectorAll('[role="gridcell"]') ?? [])].map(textOf);
    expect(cells[0]).to.equal('00000000…001');
    expect(cells.slice(2, 5)).to.deep.equal(['20 ms', '1', '0']);
  });

  it('is sorted by start at first, and by any column in both directions', async () => {
    const [element] = await listOf(120);
    expect(durations(element).slice(0, 2)).to.deep.equal(['20 ms', '10 ms']);
    const duration = await sortBy(element, 'Duration');
    expect(duration.getAttribute('aria-sort')).to.equal('descending');
    await until(() => durations(element)[0] === '1.2 s', 'the longest comes first');
    await sortBy(element, 'Duration');
    expect(duration.getAttribute('aria-sort')).to.equal('ascending');
    await until(() => durations(element)[0] === '10 ms', 'the shortest comes first');
    await sortBy(element, 'Errors');
    expect(duration.getAttribute('aria-sort')).to.equal('none');
    await until(
      () => textOf(rowsOf(element).get(0)?.querySelector('.column-errors')).endsWith('1'),
      'the failed come first',
    );
  });

  it('keeps its order from one node to the next', async () => {
    const [element] = await listOf(5);
    await sortBy(element, 'Duration');
    await openDetails(element, 'alerts publish');
    await rowAt(element, 0);
    const sorted = parts(element, '[aria-sort="descending"]').map(textOf);
    expect(sorted).to.deep.equal(['Duration▾']);
  });
});

describe('a list of 10,000 traces', () => {
  let element: TraceDependenciesElement;
  let details: HTMLElement;

  beforeEach(async () => {
    [element, details] = await listOf(MANY);
  });

  it('holds the rows in view only, and is as high as all of them', async () => {
    expect(rowsOf(element).size).to.be.below(60);
    const group = inside(details, '.virtual-rows');
    const row = await rowAt(element, 0);
    expect(group.offsetHeight / row.offsetHeight).to.be.closeTo(MANY, MANY / 100);
  });

  it('fetches what the scroll comes to, and shows a placeholder until it has come', async () => {
    details.scrollTop = details.scrollHeight / 2;
    const middle = await until(
      () => [...rowsOf(element).keys()].find((index) => index > MANY / 4),
      'rows of the middle are drawn',
    );
    await rowAt(element, middle);
    expect(rowsOf(element).size).to.be.below(60);
    details.scrollTop = details.scrollHeight;
    await rowAt(element, MANY - 1);
    expect(
      rowsOf(element)
        .get(MANY - 1)
        ?.getAttribute('aria-rowindex'),
    ).to.equal(String(MANY + 1));
  });

  it('is one tab stop, which arrow keys, Home, End and the page keys move', async () => {
    (await rowAt(element, 0)).focus();
    const seen: (number | null)[] = [];
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowUp', 'End', 'ArrowUp', 'Home']) {
      await press(key);
      const index = Number(focused(element)?.getAttribute('aria-rowindex')) - 2;
      seen.push(index);
      expect(parts(element, '.trace-row').filter(({ tabIndex }) => tabIndex === 0)).to.deep.equal([
        focused(element),
      ]);
    }
    expect(seen).to.deep.equal([1, 2, 1, MANY - 1, MANY - 2, 0]);
    await press('PageDown');
    const page = Number(focused(element)?.getAttribute('aria-rowindex')) - 2;
    expect(page).to.be.within(3, 40);
    await press('PageUp');
    expect(focused(element)?.getAttribute('aria-rowindex')).to.equal('2');
  });

  it('brings the focused row into view, below the head', async () => {
    (await rowAt(element, 0)).focus();
    await press('End');
    await press('PageUp');
    const row = (focused(element) as HTMLElement).getBoundingClientRect();
    const head = inside(details, '.trace-head').getBoundingClientRect();
    expect(row.top).to.be.at.least(head.bottom - 1);
    expect(row.bottom).to.be.at.most(details.getBoundingClientRect().bottom + 1);
  });

  it('keeps the focused row while it is scrolled out of view', async () => {
    const row = await rowAt(element, 0);
    // WebKit scrolls to what is focused when it next renders, which would undo the scroll below.
    row.focus({ preventScroll: true });
    details.scrollTop = details.scrollHeight / 2;
    await until(() => [...rowsOf(element).keys()].some((index) => index > 100), 'other rows are drawn');
    expect(focused(element)).to.equal(row);
    await press('ArrowDown');
    expect(focused(element)?.getAttribute('aria-rowindex')).to.equal('3');
  });

  it('leads from the row to its actions and no others', async () => {
    const row = await rowAt(element, 1);
    const stops = parts(element, '.trace-row button, .trace-row a').filter(({ tabIndex }) => tabIndex === 0);
    expect(stops.every((stop) => stop.closest('.trace-row') === rowsOf(element).get(0))).to.equal(true);
    row.focus();
    await press('Tab');
    expect(focused(element)).to.equal(inside(row, '.row-name'));
  });
});

describe('the panel of another node', () => {
  it('begins at its top', async () => {
    const [element, details] = await listOf(200);
    details.scrollTop = 2000;
    element.select(nodeOf(element, 'alerts publish').id);
    await settle(element);
    expect(part(element, '.details').scrollTop).to.equal(0);
  });
});

describe('opening and focusing a trace', () => {
  it('stay with the row’s link and button, and pick nothing', async () => {
    const [element] = await listOf(20);
    const events = record(element, 'operation-select', 'view-change');
    const name = inside(await rowAt(element, 0), '.row-name');
    // The figures above may leave the list little room.
    name.scrollIntoView({ block: 'nearest' });
    await click(name);
    expect(events.map(({ type }) => type)).to.deep.equal(['operation-select']);
    expect(parts(element, '.picked')).to.deep.equal([]);
  });
});
