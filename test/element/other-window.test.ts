/** In the window of another document, while the one that made the element shows nothing, as behind a popup. */
import { expect, fixture, html } from '@open-wc/testing';
import { sendMouse } from '@web/test-runner-commands';
import type { LoadProgressEvent, TraceDependenciesElement, ViewChangeEvent } from '../../src/index.js';
import { pair } from './sample-traces.js';
import { boxOf, draw, inside, part, parts, record, settle, until } from './stage.js';

describe('in another window', () => {
  let element: TraceDependenciesElement;
  let frame: HTMLIFrameElement;
  const requestAnimationFrame = window.requestAnimationFrame.bind(window);

  beforeEach(async () => {
    frame = await fixture<HTMLIFrameElement>(
      html`<iframe title="another window" style="width: 1000px; height: 600px; border: 0"></iframe>`,
    );
    element = await draw({ spans: pair });
    element.style.blockSize = '580px';
    frame.contentDocument!.body.append(element);
    frame.scrollIntoView();
    await settle(element);
    // A hidden window gets no frames. Those that are due come still.
    window.requestAnimationFrame = () => 0;
  });

  afterEach(() => {
    window.requestAnimationFrame = requestAnimationFrame;
  });

  /** A place of the frame's in that of the page's window. */
  const onPage = (x: number, y: number): [number, number] => {
    const { left, top } = frame.getBoundingClientRect();
    return [Math.round(left + x), Math.round(top + y)];
  };

  const changes = (): ViewChangeEvent[] => record(element, 'view-change') as ViewChangeEvent[];

  it('a drag moves the drawing, and is told of when it ends', async () => {
    const events = changes();
    const before = boxOf(element, 'front').getBoundingClientRect().x;
    const { left, top } = part(element, '.viewport').getBoundingClientRect();
    const [x, y] = onPage(left + 8, top + 8);
    await sendMouse({ type: 'move', position: [x, y] });
    await sendMouse({ type: 'down' });
    await sendMouse({ type: 'move', position: [x + 60, y] });
    const moved = (): number => boxOf(element, 'front').getBoundingClientRect().x - before;
    await until(() => Math.abs(moved() - 60) < 2, 'the drawing comes along while it is dragged');
    await sendMouse({ type: 'up' });
    await until(() => events.length === 1, 'the drag is told of');
  });

  it('the wheel zooms, and its pause ends the gesture', async () => {
    const events = changes();
    const { left, top, width, height } = part(element, '.viewport').getBoundingClientRect();
    const before = boxOf(element, 'front').getBoundingClientRect().width;
    const view = frame.contentWindow as Window & typeof globalThis;
    part(element, '.viewport').dispatchEvent(
      new view.WheelEvent('wheel', {
        deltaY: -200,
        ctrlKey: true,
        clientX: left + width / 2,
        clientY: top + height / 2,
        bubbles: true,
        composed: true,
        cancelable: true,
      }),
    );
    await until(() => boxOf(element, 'front').getBoundingClientRect().width > before * 1.1, 'it is larger');
    await until(() => events.length === 1, 'the zoom is told of');
    expect(events[0]?.detail.changed).to.deep.equal(['viewport']);
  });

  it('what is asked of a window that is left is asked of the next', async () => {
    const view = frame.contentWindow as Window & typeof globalThis;
    view.requestAnimationFrame = () => 0;
    const target = part(element, '.viewport');
    const turn = (): boolean =>
      target.dispatchEvent(new WheelEvent('wheel', { deltaY: -200, ctrlKey: true, cancelable: true }));
    turn();
    window.requestAnimationFrame = requestAnimationFrame;
    const events = changes();
    (await fixture<HTMLElement>(html`<div style="width: 1000px; height: 600px"></div>`)).append(element);
    await settle(element);
    turn();
    await until(() => events.length === 1, 'the zoom is told of');
  });

  it('a press elsewhere closes what is open, and one inside does not, whatever is named as a method in the page', async () => {
    // `matches` of the window is this element then.
    const named = frame.contentDocument!.createElement('i');
    named.id = 'matches';
    frame.contentDocument!.body.append(named);
    const menu = inside(part(element, '.group-by'), 'button');
    const isOpen = (): boolean => menu.getAttribute('aria-expanded') === 'true';
    const press = async (target: Element): Promise<void> => {
      const { left, top, width } = target.getBoundingClientRect();
      await sendMouse({ type: 'click', position: onPage(left + width / 2, top + 4) });
      await element.updateComplete;
    };
    await press(menu);
    await until(isOpen, 'the menu is open');
    await press(inside(part(element, '.group-by'), '.menu-help'));
    expect(isOpen()).to.equal(true);
    await sendMouse({ type: 'click', position: onPage(990, 595) });
    await until(() => !isOpen(), 'the menu is closed');
  });

  it('bytes and blobs of its own have a size', async () => {
    const view = frame.contentWindow as Window & typeof globalThis;
    for (const data of [new view.Blob(['{']), new view.Uint8Array(1), [new view.ArrayBuffer(1)]]) {
      const events = record(element, 'load-progress') as LoadProgressEvent[];
      element.data = data;
      await settle(element);
      expect(events.map(({ detail }) => [detail.status, detail.bytes])).to.deep.equal([['failed', 1]]);
    }
  });

  it('a double click on a node is no zoom, and one on the ground is', async () => {
    const events = changes();
    const view = frame.contentWindow as Window & typeof globalThis;
    const twice = (target: Element): boolean =>
      target.dispatchEvent(
        new view.MouseEvent('dblclick', { bubbles: true, composed: true, cancelable: true }),
      );
    expect(twice(inside(boxOf(element, 'front'), '.shape'))).to.equal(true);
    expect(events.length).to.equal(0);
    expect(twice(part(element, '.viewport'))).to.equal(false);
    await until(() => events.length === 1, 'the zoom is told of');
    expect(parts(element, '.node').length).to.equal(2);
  });
});
