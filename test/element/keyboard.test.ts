import { expect } from '@open-wc/testing';
import type { TraceDependenciesElement } from '../../src/index.js';
import { shop } from './sample-traces.js';
import {
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
  pressWith,
  record,
  settle,
  shapeOf,
  stubBox,
  until,
} from './stage.js';

/** Puts the focus into the drawing by keys, so that it is seen as theirs. */
async function enter(element: TraceDependenciesElement, operation: string): Promise<void> {
  shapeOf(element, operation).click();
  await settle(element);
  shapeOf(element, operation).focus();
  await press('Escape');
  await settle(element);
  element.focus();
  shapeOf(element, operation).focus();
}

/** What Home and Ctrl+Home lead to, from the boxes alone: columns from left to right, each from top to bottom. */
const idOf = (target: Element | null | undefined): string => {
  const box = target?.closest<HTMLElement>('.node, .stub, .edge-label');
  return box?.dataset['nodeId'] ?? box?.dataset['stubId'] ?? box?.dataset['labelOf'] ?? '';
};

async function pressed(element: TraceDependenciesElement, key: string): Promise<string> {
  await press(key);
  await settle(element);
  return idOf(focused(element));
}

describe('keys in the graph', () => {
  it('go to the ends of a column and to the first and last column', async () => {
    const element = await draw({ spans: shop });
    await enter(element, 'price');
    const start = await pressed(element, 'Home');
    const column = parts(element, '.node, .stub').filter((box) => {
      const { left, right } = shapeOf(element, 'price').getBoundingClientRect();
      const rect = box.getBoundingClientRect();
      return rect.left < right && left < rect.right;
    });
    const tops = column.map((box) => [idOf(box), box.getBoundingClientRect().top] as const);
    tops.sort((a, b) => a[1] - b[1]);
    expect(start).to.equal(tops[0]?.[0]);
    expect(await pressed(element, 'End')).to.equal(tops.at(-1)?.[0]);
    await pressWith(element, 'ctrlKey', 'Home');
    await settle(element);
    const left = (box: Element): number => box.getBoundingClientRect().left;
    const first = focused(element)?.closest('.node, .stub') as Element;
    expect(left(first)).to.be.below(Math.min(...parts(element, '.node').map(left)));
    await pressWith(element, 'ctrlKey', 'End');
    await settle(element);
    const right = (box: Element): number => box.getBoundingClientRect().right;
    const boxes = parts(element, '.node, .stub');
    const here = focused(element)?.closest('.node, .stub') as Element;
    expect(right(here)).to.be.above(Math.max(...boxes.map(right)) - 200);
  });

  it('go through the calls of a node, and from a call to either of its ends', async () => {
    const element = await draw({ spans: shop });
    await enter(element, 'orders publish');
    const edge = await pressed(element, ',');
    expect(edge).to.equal(idOf(edgeButton(element, 'POST /checkout', 'orders publish')));
    expect(await pressed(element, 'ArrowLeft')).to.equal(nodeOf(element, 'POST /checkout').id);
    await enter(element, 'orders publish');
    await press(',');
    await settle(element);
    expect(await pressed(element, 'ArrowRight')).to.equal(nodeOf(element, 'orders publish').id);
  });

  it('select with Enter and Space, open with Ctrl+Enter, and show the path with Shift+Enter', async () => {
    const element = await draw({ spans: shop });
    const events = record(element, 'trace-select', 'operation-select');
    await enter(element, 'price');
    events.length = 0;
    await press('Enter');
    await settle(element);
    expect(element.selected).to.equal(nodeOf(element, 'price').id);
    await press('Escape');
    await settle(element);
    shapeOf(element, 'mail send').focus();
    await press('Space');
    await settle(element);
    expect(element.selected).to.equal(nodeOf(element, 'mail send').id);
    await pressWith(element, 'ctrlKey', 'Enter');
    expect(events.at(-1)?.type).to.equal('operation-select');
    shapeOf(element, 'POST /checkout').focus();
    await pressWith(element, 'shiftKey', 'Enter');
    await settle(element);
    expect(parts(element, '[part~="node-path"]').length).to.equal(1);
  });

  it('step back one by one: path, search, selection, and then to the bar', async () => {
    const element = await draw({ spans: shop });
    await element.find('orders');
    await enter(element, 'mail send');
    await element.find('orders');
    await press('Enter');
    shapeOf(element, 'POST /checkout').focus();
    await pressWith(element, 'shiftKey', 'Enter');
    await settle(element);
    const { viewState: before } = element;
    expect([before.path !== null, before.find, before.selected !== null]).to.deep.equal([
      true,
      'orders',
      true,
    ]);
    const steps: (readonly [boolean, string, boolean])[] = [];
    for (let step = 0; step < 8 && focused(element)?.closest('.canvas'); step++) {
      await press('Escape');
      await settle(element);
      const { path, find, selected } = element.viewState;
      const now = [path !== null, find, selected !== null] as const;
      if (String(now) !== String(steps.at(-1) ?? [true, 'orders', true])) steps.push(now);
    }
    expect(steps).to.deep.equal([
      [false, 'orders', true],
      [false, '', true],
      [false, '', false],
    ]);
    expect(focused(element)?.closest('.bar')).to.equal(part(element, '.bar'));
  });

  it('find nodes in the document in the order in which the arrows go', async () => {
    for (const direction of ['right', 'down'] as const) {
      const element = await draw({ spans: shop, direction });
      const order = parts(element, '.canvas [role="listitem"]').map(idOf);
      await enter(element, 'POST /checkout');
      await pressWith(element, 'ctrlKey', 'Home');
      await settle(element);
      const walked = [idOf(focused(element))];
      for (let step = 1; step < order.length; step++)
        walked.push(await pressed(element, direction === 'right' ? 'ArrowDown' : 'ArrowRight'));
      expect(walked).to.deep.equal(order);
    }
  });
});

describe('the focus', () => {
  it('survives a change of the layout, a collapse, and the table and back', async () => {
    const element = await draw({ spans: shop });
    await enter(element, 'orders publish');
    element.direction = 'down';
    await settle(element);
    expect(idOf(focused(element))).to.equal(nodeOf(element, 'orders publish').id);
    const details = await openDetails(element, 'orders publish');
    inside<HTMLElement>(details, '[part~="collapse-button"]').focus();
    await press('Enter');
    await settle(element);
    await until(() => focused(element) !== null, 'the focus is somewhere');
    shapeOf(element, 'orders publish').focus();
    await press('ArrowDown', 'ArrowUp');
    await settle(element);
    const before = idOf(focused(element));
    element.viewState = { view: 'table' };
    await settle(element);
    expect(focused(element)?.closest('.table-view')).to.not.equal(null);
    element.viewState = { view: 'graph' };
    await settle(element);
    expect(idOf(focused(element))).to.equal(before);
  });

  it('survives the expansion of a stub', async () => {
    const element = await draw({ spans: shop });
    inside<HTMLElement>(stubBox(element, true), '.expand').focus();
    await press('Enter');
    await settle(element);
    await until(() => focused(element)?.closest('.canvas'), 'the focus is in the drawing');
  });

  for (const width of [1100, 375]) {
    it(`is never hidden under anything, at ${width} px`, async () => {
      const element = await draw({ spans: shop });
      (element.parentElement as HTMLElement).style.width = `${width}px`;
      await settle(element);
      element.viewState = { viewport: { x: -300, y: -200, scale: 1.5 } };
      await enter(element, 'POST /checkout');
      await press('Enter');
      shapeOf(element, 'mail send').focus();
      await pressWith(element, 'shiftKey', 'Enter');
      await pressWith(element, 'ctrlKey', 'Home');
      await settle(element);
      const chip = parts(element, '.path-chip').length;
      expect(chip, 'a chip lies over the drawing').to.be.above(0);
      const all = graphOf(element).nodes.length + graphOf(element).stubs.length;
      const seen = new Set<string>();
      for (let step = 0; step < all; step++) {
        const target = focused(element);
        if (!target) throw new Error('The focus is gone');
        await until(() => !isHidden(element, target), `${target.getAttribute('aria-label')} is seen`);
        seen.add(idOf(target));
        await press('ArrowDown');
        await settle(element);
      }
      expect(seen.size).to.equal(all);
    });
  }
});

/** Whether something lies over the button that has the focus, or it is out of the stage. */
function isHidden(element: TraceDependenciesElement, target: Element): boolean {
  const box = target.getBoundingClientRect();
  const stage = part(element, '.stage').getBoundingClientRect();
  const covers = parts(element, '.controls, .legend-toggle, .legend, .minimap, .path-chip, .details, .bar')
    .map((cover) => cover.getBoundingClientRect())
    .filter(({ width, height }) => width > 0 && height > 0);
  const isOver = (cover: DOMRect): boolean =>
    cover.left < box.right && box.left < cover.right && cover.top < box.bottom && box.top < cover.bottom;
  return (
    covers.some(isOver) ||
    box.left < stage.left - 1 ||
    box.right > stage.right + 1 ||
    box.top < stage.top - 1 ||
    box.bottom > stage.bottom + 1
  );
}

it('opens what a node stands for with Ctrl+Enter also far out', async () => {
  const element = await draw({ spans: shop });
  element.viewState = { viewport: { x: 300, y: 200, scale: 0.2 } };
  await settle(element);
  const events = record(element, 'operation-select');
  await enter(element, 'price');
  await pressWith(element, 'ctrlKey', 'Enter');
  expect(events.length).to.equal(1);
  await click(part(element, '[part~="fit-button"]'));
});
