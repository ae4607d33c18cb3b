import { expect } from '@open-wc/testing';
import type { TraceDependenciesElement } from '../../src/index.js';
import { pair, shop } from './sample-traces.js';
import {
  boxOf,
  click,
  detailsOf,
  draw,
  inside,
  nodeOf,
  part,
  parts,
  press,
  settle,
  stubBox,
  until,
} from './stage.js';

/** WCAG 2.5.8 asks for targets of 24 CSS pixels, or another that does the same. */
const LEAST = 24;

const CONTROLS = 'button, a[href], input, select, summary';

/**
 * The control that a press at a point of the window reaches. What a label says belongs to its control, and all of a node
 * or stub that is no other control's to its button.
 */
function reached(element: TraceDependenciesElement, x: number, y: number): Element | null {
  const hit = element.shadowRoot?.elementFromPoint(x, y) ?? null;
  const control = hit?.closest(CONTROLS);
  if (control) return control;
  const label = hit?.closest('label');
  if (label) return label.querySelector('input, select');
  return hit?.closest('.node, .stub')?.querySelector('.shape, .expand') ?? null;
}

/** Whether a target has a square of 24 pixels around a point of its box: one of a few, since badges may lie on it. */
function isLarge(element: TraceDependenciesElement, control: Element): boolean {
  const box = (control.closest('label') ?? control).getBoundingClientRect();
  const half = LEAST / 2 - 0.6;
  const spots = [0.5, 0.35, 0.65].flatMap((x) =>
    [0.5, 0.35, 0.65, 0.2, 0.8].map((y) => ({ x: box.left + x * box.width, y: box.top + y * box.height })),
  );
  const offsets = [-half, 0, half];
  return spots.some(({ x, y }) =>
    offsets.every((dx) => offsets.every((dy) => reached(element, x + dx, y + dy) === control)),
  );
}

/** What can be pressed and is in view as a whole, so that nothing but its size decides. */
function controlsIn(element: TraceDependenciesElement, area: string, stage: string): Element[] {
  const room = part(element, stage).getBoundingClientRect();
  return parts(element, area)
    .filter((control) => control.checkVisibility({ visibilityProperty: true }))
    .filter((control) => getComputedStyle(control).pointerEvents !== 'none')
    .filter((control) => {
      const { left, right, top, bottom } = control.getBoundingClientRect();
      return (
        left > room.left + 12 && right < room.right - 12 && top > room.top + 12 && bottom < room.bottom - 12
      );
    });
}

const small = (element: TraceDependenciesElement, controls: readonly Element[]): string[] =>
  controls
    .filter((control) => !isLarge(element, control))
    .map(
      (control) =>
        `${control.className} ${control.getAttribute('aria-label') ?? (control.closest('label') ?? control).textContent?.trim() ?? ''}`,
    );

/** The free part of the drawing, without what floats over it. */
async function zoomedTo(scale: number): Promise<TraceDependenciesElement> {
  const element = await draw({ spans: shop, traceUrl: '/t/{traceId}', controls: 'zoom fit' });
  element.viewState = { viewport: { x: 60, y: 80, scale } };
  await settle(element);
  return element;
}

describe('targets of 24 pixels', () => {
  for (const scale of [1, 1.5]) {
    it(`are nodes, operations, calls and stubs at ${scale * 100} %`, async () => {
      const element = await zoomedTo(scale);
      const controls = controlsIn(element, '.canvas button, .canvas a', '.viewport');
      expect(controls.length).to.be.above(5);
      expect(small(element, controls)).to.deep.equal([]);
    });
  }

  for (const scale of [0.8, 0.6, 0.45, 0.32, 0.25]) {
    it(`are nodes also at ${scale * 100} %; what is smaller is in the details and tables`, async () => {
      const element = await zoomedTo(scale);
      const controls = controlsIn(element, '.canvas .shape', '.viewport');
      expect(controls.length).to.be.above(7);
      expect(small(element, controls)).to.deep.equal([]);
    });
  }

  it('are nodes at the smallest scale, as far as none of their neighbours is nearer', async () => {
    const element = await draw({ spans: pair, controls: 'zoom fit' });
    for (const scale of [0.05, 0.1]) {
      element.viewState = { viewport: { x: 300, y: 300, scale }, selected: null };
      await settle(element);
      const [front, back] = ['front', 'back'].map((name) => {
        const { left, top, width, height } = boxOf(element, name).getBoundingClientRect();
        expect(Math.min(width, height)).to.be.below(LEAST);
        return { id: nodeOf(element, name).id, x: left + width / 2, y: top + height / 2 };
      });
      if (!front || !back) throw new Error('They are not drawn');
      const pressed: [number, number, string | null][] = [
        ...[-11, 11].flatMap((dy): [number, number, string][] => [
          [front.x - 11, front.y + dy, front.id],
          [back.x + 11, back.y + dy, back.id],
        ]),
        [front.x - 40, front.y, null],
      ];
      for (const [x, y, id] of pressed) {
        element.select(null);
        // The mouse of the runner has no fractions of pixels.
        const target = element.shadowRoot?.elementFromPoint(x, y);
        target?.dispatchEvent(
          new MouseEvent('click', { clientX: x, clientY: y, bubbles: true, composed: true, detail: 1 }),
        );
        await settle(element);
        expect(element.selected).to.equal(id);
      }
    }
  });

  it('are the chips, menus, dialogs and close buttons', async () => {
    const element = await draw({ spans: shop });
    element.viewState = { only: [nodeOf(element, 'orders publish').id], collapsed: [] };
    await settle(element);
    expect(small(element, parts(element, '.path-chip button'))).to.deep.equal([]);
    expect(parts(element, '.path-chip button').length).to.equal(1);
    element.viewState = { only: null };
    await settle(element);
    await click(inside(stubBox(element, true), '.stub-menu-button'));
    await until(() => parts(element, '.stub-menu .call')[0], 'the menu lists the calls');
    const inMenu = parts(element, '.stub-menu button');
    expect(inMenu.length).to.be.above(3);
    expect(small(element, inMenu)).to.deep.equal([]);
    await press('Escape');
    part(element, '[part~="help-button"]').click();
    await until(() => parts(element, 'dialog[open]')[0], 'the help is shown');
    expect(small(element, parts(element, '[part~="help-close-button"]'))).to.deep.equal([]);
    await press('Escape');
    part(element, '[part~="table-button"]').click();
    await until(() => parts(element, '#tab-calls')[0], 'the table is shown');
    part(element, '#tab-calls').click();
    await until(() => parts(element, '.hidden-calls')[0], 'the calls are listed');
    expect(small(element, parts(element, '.hidden-calls button'))).to.deep.equal([]);
    part(element, '[part~="table-button"]').click();
    await settle(element);
  });

  it('are the bar, settings, details, chips and tables', async () => {
    const element = await draw({ spans: shop, traceUrl: '/t/{traceId}' });
    // Without the mouse, which would leave a popover behind.
    element.select(nodeOf(element, 'POST /checkout').id);
    await detailsOf(element);
    await element.find('orders');
    await settle(element);
    const chrome =
      '.bar button, .bar input, .bar summary, .controls button, .controls select, .controls input';
    const inPanel = '.details button, .details .details-title a';
    const all = parts(element, `${chrome}, ${inPanel}`).filter((control) => control.checkVisibility());
    expect(all.length).to.be.above(15);
    const list = part(element, '.details').getBoundingClientRect();
    const seen = all.filter((control) => control.getBoundingClientRect().bottom < list.bottom);
    expect(
      small(
        element,
        seen.filter((control) => !(control as HTMLButtonElement).disabled),
      ),
    ).to.deep.equal([]);
    // Beside the details some columns have to be scrolled to.
    element.select(null);
    await settle(element);
    await click(part(element, '[part~="table-button"]'));
    await until(() => parts(element, '.table-row[data-row-id]')[0], 'the table is shown');
    expect(
      small(element, parts(element, '.table-view .sort, .table-view .tab, .table-filter')),
    ).to.deep.equal([]);
    const rows = parts(element, '.table-row[data-row-id]');
    for (const row of rows) expect(row.getBoundingClientRect().height).to.be.at.least(LEAST);
  });
});
