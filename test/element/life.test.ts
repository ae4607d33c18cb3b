import { expect, fixture, html, nextFrame } from '@open-wc/testing';
import { sendMouse } from '@web/test-runner-commands';
import type { TraceDependenciesElement } from '../../src/index.js';
import { pair, shop } from './sample-traces.js';
import {
  boxOf,
  click,
  draw,
  graphOf,
  nodeOf,
  openDetails,
  part,
  parts,
  place,
  record,
  settle,
  shapeOf,
  until,
  userEvents,
} from './stage.js';
import { named } from './many-spans.js';

/** Drags the ground by 60 pixels, and tells whether the drawing came along. */
async function follows(element: TraceDependenciesElement): Promise<boolean> {
  element.scrollIntoView();
  const before = boxOf(element, 'front').getBoundingClientRect().x;
  const { left, top } = part(element, '.viewport').getBoundingClientRect();
  const [x, y] = [Math.round(left) + 8, Math.round(top) + 8];
  await sendMouse({ type: 'move', position: [x, y] });
  await sendMouse({ type: 'down' });
  await sendMouse({ type: 'move', position: [x + 60, y] });
  await sendMouse({ type: 'up' });
  await nextFrame();
  return Math.abs(boxOf(element, 'front').getBoundingClientRect().x - before - 60) < 2;
}

describe('before the element is defined', () => {
  it('properties that were set are taken over, in any order', async () => {
    const { TraceDependenciesElement } = await import('../../src/index.js');
    const tag = 'trace-dependencies-late';
    const frame = await fixture<HTMLElement>(html`<div style="width: 900px"></div>`);
    const early = document.createElement(tag) as TraceDependenciesElement;
    frame.append(early);
    early.viewState = { aggregate: 'max', selected: null };
    early.asyncLimit = 1;
    early.spans = shop;
    early.layout = 'instant';
    early.groupBy = ['service.name'];
    customElements.define(tag, class extends TraceDependenciesElement {});
    await settle(early);
    expect(graphOf(early).nodes.every(({ group }) => group.length === 1)).to.equal(true);
    expect(graphOf(early).edges.filter((edge) => edge.async).length).to.equal(1);
    expect(early.aggregate).to.equal('max');
  });
});

describe('before the element is in the document', () => {
  it('everything can be set, and attributes too', async () => {
    const element = document.createElement('trace-dependencies');
    element.spans = pair;
    element.setAttribute('group-by', 'service.name');
    element.layout = 'instant';
    element.select(null);
    const frame = await fixture<HTMLElement>(html`<div style="width: 900px"></div>`);
    frame.append(element);
    await settle(element);
    expect(
      graphOf(element)
        .nodes.map(({ group }) => group[0]?.value)
        .sort(),
    ).to.deep.equal(['api', 'web']);
  });

  it('appendData is remembered', async () => {
    const element = document.createElement('trace-dependencies');
    element.layout = 'instant';
    element.appendData(pair);
    const frame = await fixture<HTMLElement>(html`<div style="width: 900px"></div>`);
    frame.append(element);
    await settle(element);
    expect(graphOf(element).nodes.length).to.equal(2);
  });
});

describe('moving the element to another document', () => {
  it('keeps its looks and its state, there and back, and created elsewhere too', async () => {
    const frame = await fixture<HTMLIFrameElement>(
      html`<iframe title="another document" style="width: 1000px; height: 600px"></iframe>`,
    );
    const other = frame.contentDocument!;
    const element = await draw({ spans: pair });
    const home = element.parentElement!;
    element.select(nodeOf(element, 'front').id);
    await settle(element);
    const shape = (): string => getComputedStyle(part(element, '.details')).backgroundColor;
    const looks = (): readonly string[] => [getComputedStyle(element).display, shape()];
    const before = looks();
    for (const place of [other.body, home]) {
      place.append(element);
      await settle(element);
      await nextFrame();
      expect(looks()).to.deep.equal(before);
      expect(parts(element, '.details').length).to.equal(1);
      expect(parts(element, '.node').length).to.equal(2);
      element.direction = place === home ? 'right' : 'down';
      await settle(element);
      expect(parts(element, '.node').length).to.equal(2);
    }
    const early = document.createElement('trace-dependencies');
    early.spans = pair;
    early.layout = 'instant';
    other.body.append(early);
    await settle(early);
    expect(getComputedStyle(early).display).to.equal(before[0]);
    expect(parts(early, '.node').length).to.equal(2);
  });
});

describe('moving the element in the document', () => {
  for (const way of ['append', 'moveBefore'] as const) {
    it(`by ${way} keeps its state and lays nothing out`, async function () {
      const element = await draw({ spans: pair });
      const frame = await fixture<HTMLElement & { moveBefore?: (node: Node, child: null) => void }>(
        html`<div style="width: 1100px"></div>`,
      );
      if (way === 'moveBefore' && !frame.moveBefore) this.skip();
      await click(shapeOf(element, 'front'));
      await settle(element);
      const events = record(element, 'layout-complete', ...userEvents);
      const graph = graphOf(element);
      const box = boxOf(element, 'front');
      if (way === 'append') frame.append(element);
      else frame.moveBefore?.(element, null);
      await settle(element);
      await nextFrame();
      expect(graphOf(element)).to.equal(graph);
      expect(boxOf(element, 'front')).to.equal(box);
      expect(element.selected).to.equal(nodeOf(element, 'front').id);
      expect(parts(element, '.details').length).to.equal(1);
      expect(events).to.deep.equal([]);
    });
  }

  it('keeps its gestures', async () => {
    const element = await draw({ spans: pair });
    expect(await follows(element)).to.equal(true);
    const frame = await fixture<HTMLElement>(html`<div style="width: 1100px"></div>`);
    frame.append(element);
    await nextFrame();
    expect(await follows(element)).to.equal(true);
  });

  it('loads details that were on their way', async () => {
    const element = await draw({ spans: pair });
    element.select(nodeOf(element, 'front').id);
    await element.updateComplete;
    const frame = await fixture<HTMLElement>(html`<div style="width: 1100px"></div>`);
    frame.append(element);
    await until(() => parts(element, '.details .tab').length > 0, 'the details are shown');
  });

  it('while it lays out ends in the same drawing', async () => {
    const element = await place({ layout: 'elk', spans: shop });
    const frame = await fixture<HTMLElement>(html`<div style="width: 1100px"></div>`);
    frame.append(element);
    await settle(element);
    expect(parts(element, '.node').length).to.equal(graphOf(element).nodes.length);
  });
});

describe('taking the element out of the document', () => {
  it('while it lays out does no harm, and it goes on when it is back', async () => {
    const element = await place({ layout: 'elk', spans: shop });
    const frame = element.parentElement as HTMLElement;
    element.remove();
    await nextFrame();
    await nextFrame();
    frame.append(element);
    await settle(element);
    expect(parts(element, '.node').length).to.equal(graphOf(element).nodes.length);
  });

  it('and putting it back later shows what it showed, and it works', async () => {
    const element = await draw({ spans: pair });
    const frame = element.parentElement as HTMLElement;
    element.remove();
    for (let frames = 0; frames < 3; frames++) await nextFrame();
    frame.append(element);
    await settle(element);
    expect(await follows(element)).to.equal(true);
    await openDetails(element, 'back');
    element.groupBy = 'service.name';
    await settle(element);
    expect(graphOf(element).nodes[0]?.group.length).to.equal(1);
  });

  it('data that are set meanwhile are drawn when it is back', async () => {
    const element = await draw({ spans: pair });
    const frame = element.parentElement as HTMLElement;
    element.remove();
    await nextFrame();
    element.spans = named('other');
    await nextFrame();
    frame.append(element);
    await settle(element);
    expect(nodeOf(element, 'other').spanCount).to.equal(1);
  });

  it('closes its menu, and hears nothing of the page any more', async () => {
    const element = await draw({ spans: pair });
    const frame = element.parentElement as HTMLElement;
    await click(part(element, '.group-by-button'));
    await until(() => parts(element, '.menu[role="dialog"]').length === 1, 'the menu opens');
    element.remove();
    await nextFrame();
    frame.append(element);
    await element.updateComplete;
    expect(parts(element, '.menu[role="dialog"]')).to.deep.equal([]);
  });
});

describe('two elements on a page', () => {
  it('do not touch each other', async () => {
    const first = await draw({ spans: shop });
    const second = await draw({ spans: pair });
    const events = record(second, 'layout-complete', ...userEvents);
    await openDetails(first, 'price');
    first.groupBy = 'service.name';
    await settle(first);
    await settle(second);
    expect(events).to.deep.equal([]);
    expect(second.selected).to.equal(null);
    expect(parts(second, '.details')).to.deep.equal([]);
    expect(graphOf(second).nodes.length).to.equal(2);
  });

  it('share no ids in the document', async () => {
    await draw({ spans: shop });
    await draw({ spans: shop });
    expect(document.querySelectorAll('#group-by-name, #tab-panel')).to.have.lengthOf(0);
  });
});

describe('an element without size', () => {
  it('lays out once, when it gets one', async () => {
    const element = await place();
    const frame = element.parentElement as HTMLElement;
    frame.style.display = 'none';
    await nextFrame();
    await nextFrame();
    const events = record(element, 'layout-complete');
    element.spans = shop;
    await settle(element);
    expect(events.length).to.equal(0);
    frame.style.display = '';
    await until(() => events.length > 0, 'the layout is complete');
    await nextFrame();
    await settle(element);
    expect(events.length).to.equal(1);
    expect(parts(element, '.node').length).to.equal(graphOf(element).nodes.length);
    const stage = part(element, '.stage').getBoundingClientRect();
    const box = boxOf(element, 'POST /checkout').getBoundingClientRect();
    expect(box.left).to.be.at.least(stage.left);
    expect(box.bottom).to.be.at.most(stage.bottom);
  });

  it('that is hidden and shown again lays nothing out, and keeps its view', async () => {
    const element = await draw({ spans: shop });
    const frame = element.parentElement as HTMLElement;
    element.zoomTo(nodeOf(element, 'price').id);
    const view = element.viewState.viewport;
    const events = record(element, 'layout-complete');
    for (let round = 0; round < 3; round++) {
      frame.style.display = 'none';
      await nextFrame();
      await nextFrame();
      frame.style.display = '';
      await nextFrame();
      await nextFrame();
    }
    await settle(element);
    expect(events).to.deep.equal([]);
    expect(element.viewState.viewport).to.deep.equal(view);
  });

  it('takes a change of its settings when it is shown', async () => {
    const element = await draw({ spans: shop });
    element.hidden = true;
    await nextFrame();
    await nextFrame();
    element.groupBy = 'service.name';
    await settle(element);
    element.hidden = false;
    await until(() => graphOf(element).nodes.every(({ group }) => group.length === 1), 'the change is drawn');
  });
});

describe('a change of one setting', () => {
  it('that changes no box lays nothing out again', async () => {
    const element = await draw({ spans: shop });
    const milliseconds: number[] = [];
    element.addEventListener('layout-complete', ({ detail }) => milliseconds.push(detail.milliseconds));
    element.asyncDepth = 5;
    await settle(element);
    expect(milliseconds.every((time) => time === 0)).to.equal(true);
  });
});
