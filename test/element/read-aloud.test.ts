import { expect } from '@open-wc/testing';
import type { TraceDependenciesElement } from '../../src/index.js';
import { readAloud, type Spoken } from './read-aloud.js';
import { shop } from './sample-traces.js';
import { draw, nodeOf, graphOf, part, settle, textOf, until } from './stage.js';

/** "Which consumer of this order failed, and how long did it wait?", as the graph's data have it. */
const truth = { consumer: 'search index', wait: '205 ms' };

const named = (list: readonly Spoken[], role: string, name: string | RegExp): Spoken => {
  const found = list.find(
    (one) =>
      one.role === role &&
      (name instanceof RegExp ? name : { test: (text: string) => text === name }).test(one.name),
  );
  if (!found) throw new Error(`No ${role} is named ${String(name)}`);
  return found;
};

const press = async (element: TraceDependenciesElement, { element: target }: Spoken): Promise<void> => {
  (target as HTMLElement).click();
  await settle(element);
};

describe('reading aloud', () => {
  it('begins with a summary', async () => {
    for (const controls of [null, 'fit']) {
      const element = await draw({ spans: shop, controls });
      const [title, summary] = readAloud(element).filter(
        ({ role }) => role === 'heading' || role === 'paragraph',
      );
      expect(title?.name).to.equal('Dependencies');
      expect(summary?.name).to.match(/^POST \/checkout · 2 async levels · \d+ nodes · \d+ spans$/);
    }
  });

  it('has a list per level, each under its heading, with every node and stub in it, and every call after them', async () => {
    const element = await draw({ spans: shop });
    const spoken = readAloud(element);
    const { nodes, edges, stubs } = graphOf(element);
    const lists = spoken.filter(({ role, element: list }) => role === 'list' && list.closest('.canvas'));
    expect(lists.map(({ name }) => name)).to.deep.equal([
      'Async level −1 (causes)',
      'Focus trace',
      'Async level 1 · 3 of 6 traces · 3 of 6 calls',
    ]);
    const items = spoken.filter(({ role, element: item }) => role === 'listitem' && item.closest('.canvas'));
    expect(items.length).to.equal(nodes.length + stubs.length);
    const calls = spoken.filter(({ name }) => / calls .*(S|As)ynchronous request/.test(name));
    expect(calls.length).to.equal(edges.length);
    expect(spoken.indexOf(calls[0]!)).to.be.above(spoken.indexOf(items.at(-1)!));
  });

  it('takes nobody out of the way they read', async () => {
    const element = await draw({ spans: shop });
    expect(readAloud(element).filter(({ role }) => role === 'application')).to.deep.equal([]);
  });

  it('tells of a node what it is, whom it calls and who calls it', async () => {
    const element = await draw({ spans: shop });
    const { name } = named(readAloud(element), 'button', /^orders publish, /);
    for (const fact of ['shop', 'Pub/sub', '1 span', 'calls 3', 'called by 1']) expect(name).to.contain(fact);
  });

  it('answers in the graph which consumer failed, and how long it waited', async () => {
    const element = await draw({ spans: shop });
    const spoken = readAloud(element);
    const calls = spoken.filter(
      ({ role, name }) => role === 'button' && name.startsWith('orders publish calls '),
    );
    const failed = calls.filter(({ name }) => /\b1 error\b/.test(name));
    expect(failed.length).to.equal(1);
    const [, consumer, wait] = /calls ([^,]+),.* wait ([\d.]+.\w+)/.exec(failed[0]!.name) ?? [];
    expect({ consumer, wait: wait?.replace(/\s/g, ' ') }).to.deep.equal(truth);
    // The consumer itself says the same of its failure, and where it stands.
    const node = named(spoken, 'button', new RegExp(`^${truth.consumer}, `));
    expect(node.name).to.match(/1 error.*Asynchronous trace, level 1 of 1/);
    await press(element, node);
    await until(() => textOf(part(element, '[aria-live]')).includes('search index selected'), 'it is said');
    expect(element.selected).to.equal(nodeOf(element, truth.consumer).id);
  });

  it('answers the same in the tables', async () => {
    const element = await draw({ spans: shop });
    await press(element, named(readAloud(element), 'button', 'Table'));
    expect(
      readAloud(element).some(({ element: one }) => one.closest('.canvas')),
      'the picture is silent',
    ).to.equal(false);
    await press(element, named(await readWith(element, 'tab'), 'tab', /^Calls/));
    const spoken = await readWith(element, 'gridcell');
    const columns = spoken.filter(({ role }) => role === 'columnheader').map(({ name }) => name);
    const cells = spoken.filter(({ role }) => role === 'gridcell').map(({ name }) => name);
    const rows = Array.from({ length: cells.length / columns.length }, (_, row) =>
      Object.fromEntries(columns.map((column, at) => [column, cells[row * columns.length + at]])),
    );
    const failed = rows.filter(
      (row) => row['Caller']?.startsWith('orders publish') && /[1-9]/.test(row['Errors'] ?? ''),
    );
    expect(
      failed.map((row) => ({ consumer: row['Callee'], wait: row['Wait (avg)']?.replace(/\s/g, ' ') })),
    ).to.deep.equal([{ ...truth, consumer: `${truth.consumer} search` }]); // with its service
  });
});

/** What is read once there is something of a role in it: rows of a table come a moment after it. */
async function readWith(element: TraceDependenciesElement, role: string): Promise<Spoken[]> {
  await until(() => readAloud(element).some((one) => one.role === role), `there is a ${role}`);
  return readAloud(element);
}
