import { expect } from '@open-wc/testing';
import { emulateMedia } from '@web/test-runner-commands';
import type { TraceDependenciesElement, ViewState } from '../../src/index.js';
import { engine } from '../browser-commands.js';
import { pair, shop } from './sample-traces.js';
import {
  boxOf,
  click,
  draw,
  focused,
  graphOf,
  inside,
  part,
  parts,
  press,
  settle,
  shapeOf,
  stubBox,
  textOf,
  until,
} from './stage.js';
import { consumersOf } from './stub-stage.js';

const drawnTraces = (element: TraceDependenciesElement): string[] =>
  [...new Set(graphOf(element).nodes.flatMap(({ spans }) => spans.map(({ traceId }) => traceId)))].sort();

describe('an expansion', () => {
  it('is kept by a trace of each call that it has drawn', async () => {
    const element = await draw({ spans: shop, asyncLimit: 2 });
    const before = drawnTraces(element);
    element.expand(stubBox(element, true).dataset['stubId'] ?? '');
    await settle(element);
    const added = drawnTraces(element).filter((trace) => !before.includes(trace));
    expect(added.length).to.equal(2);
    expect([...element.viewState.expanded].sort()).to.deep.equal(added);
  });

  it('survives other groupings', async () => {
    const element = await draw({ spans: shop, asyncLimit: 2 });
    await click(stubBox(element, true));
    await settle(element);
    const before = drawnTraces(element);
    element.groupBy = 'service.name';
    await settle(element);
    expect(drawnTraces(element)).to.include.members(before);
    element.groupBy = 'service.name, operation.name';
    await settle(element);
    expect(drawnTraces(element)).to.deep.equal(before);
  });

  it('survives new data', async () => {
    const element = await draw({ spans: shop, asyncLimit: 2 });
    await click(stubBox(element, true));
    await settle(element);
    const before = drawnTraces(element);
    element.appendData(consumersOf(4).map((one) => ({ ...one, durationMs: 9000 })));
    await settle(element);
    expect(drawnTraces(element)).to.include.members(before);
  });

  it('comes back with the view’s state, into other elements too', async () => {
    const element = await draw({ spans: shop, asyncLimit: 1 });
    await click(stubBox(element, true));
    await settle(element);
    const state = JSON.parse(JSON.stringify(element.viewState)) as ViewState;
    const other = await draw({ spans: shop, asyncLimit: 1, viewState: state });
    expect(drawnTraces(other)).to.deep.equal(drawnTraces(element));
    expect(other.viewState.expanded).to.deep.equal(state.expanded);
    other.viewState = { ...state, expanded: [] };
    await settle(other);
    expect(drawnTraces(other).length).to.equal(drawnTraces(element).length - 1);
  });

  it('by the id of a stub, as hosts have kept it, is understood', async () => {
    const element = await draw({ spans: shop, asyncLimit: 1 });
    const id = stubBox(element, true).dataset['stubId'] ?? '';
    element.viewState = { ...element.viewState, expanded: [id, `${id}:all`] };
    await settle(element);
    expect(graphOf(element).stubs.filter(({ loaded }) => loaded)).to.deep.equal([]);
    expect(element.viewState.expanded).to.deep.equal([id, `${id}:all`]);
  });

  it('is in the state before view-change tells of it', async () => {
    const element = await draw({ spans: shop, asyncLimit: 2 });
    const seen: unknown[] = [];
    element.addEventListener('view-change', ({ detail }) => {
      seen.push([detail.changed, detail.viewState.expanded.length, element.viewState.expanded.length]);
    });
    await click(stubBox(element, true));
    await settle(element);
    expect(seen).to.deep.equal([[['expanded'], 2, 2]]);
  });

  it('that others overtake is not lost', async () => {
    const element = await draw({ spans: shop, asyncLimit: 1 });
    const stubId = stubBox(element, true).dataset['stubId'] ?? '';
    element.appendData(consumersOf(1));
    element.expand(stubId);
    element.aggregate = 'max';
    await settle(element);
    expect(element.viewState.expanded.length).to.equal(1);
    expect(drawnTraces(element)).to.include(element.viewState.expanded[0]);
  });

  it('of data that are gone is dropped', async () => {
    const element = await draw({ spans: shop });
    element.expand(stubBox(element, true).dataset['stubId'] ?? '');
    element.spans = pair;
    await settle(element);
    expect(element.viewState.expanded).to.deep.equal([]);
  });

  for (const direction of ['right', 'down'] as const) {
    it(`leaves its node where it was on the screen, drawn to the ${direction}`, async () => {
      const element = await draw({ spans: [...shop, ...consumersOf(20)], direction });
      for (let round = 0; round < 3; round++) {
        const before = boxOf(element, 'orders publish').getBoundingClientRect();
        await click(stubBox(element, true));
        await settle(element);
        const after = boxOf(element, 'orders publish').getBoundingClientRect();
        expect(after.left).to.be.closeTo(before.left, 1);
        expect(after.top).to.be.closeTo(before.top, 1);
        // As a user who wants to go on would.
        element.zoomTo(stubBox(element, true).dataset['stubId']);
        await settle(element);
      }
    });
  }

  it('by a host leaves its node where it was as well, wherever the focus is', async () => {
    const element = await draw({ spans: [...shop, ...consumersOf(20)] });
    element.fit();
    shapeOf(element, 'price').focus();
    const before = boxOf(element, 'orders publish').getBoundingClientRect();
    element.expand(stubBox(element, true).dataset['stubId'] ?? '');
    await settle(element);
    const after = boxOf(element, 'orders publish').getBoundingClientRect();
    expect(after.left).to.be.closeTo(before.left, 1);
    expect(after.top).to.be.closeTo(before.top, 1);
  });

  it('names the new nodes', async () => {
    const element = await draw({ spans: shop });
    await click(stubBox(element, true));
    await settle(element);
    const status = part(element, '[role=status]');
    await until(() => /^3 nodes added: .+, .+, and 1 more\.$/.test(textOf(status)), 'they are announced');
  });

  it('marks the new nodes, and only them, for two seconds', async () => {
    const element = await draw({ spans: shop });
    const known = new Set(graphOf(element).nodes.map(({ id }) => id));
    await click(stubBox(element, true));
    await settle(element);
    const marked = parts(element, '.node.added').map(({ dataset }) => dataset['nodeId'] ?? '');
    const fresh = graphOf(element).nodes.filter(({ id }) => !known.has(id));
    expect(marked.sort()).to.deep.equal(fresh.map(({ id }) => id).sort());
    const { borderTopWidth } = getComputedStyle(part(element, '.node.added'), '::after');
    expect(parseFloat(borderTopWidth)).to.be.at.least(2);
    await until(() => parts(element, '.node.added').length === 0, 'the marks are gone');
  });

  it('marks without motion where that is wanted', async function () {
    if ((await engine()) !== 'chromium') this.skip();
    await emulateMedia({ reducedMotion: 'reduce' });
    try {
      const element = await draw({ spans: shop });
      await click(stubBox(element, true));
      await settle(element);
      const { animationName, opacity } = getComputedStyle(part(element, '.node.added'), '::after');
      expect([animationName, opacity]).to.deep.equal(['none', '1']);
    } finally {
      await emulateMedia({ reducedMotion: 'no-preference' });
    }
  });

  it('leaves the focus at its node when the stub is gone', async () => {
    const element = await draw({ spans: shop });
    inside<HTMLElement>(stubBox(element, true), '.expand').focus();
    await press('Enter');
    await settle(element);
    expect(graphOf(element).stubs.filter(({ loaded }) => loaded)).to.deep.equal([]);
    expect(focused(element)).to.equal(shapeOf(element, 'orders publish'));
  });
});
