import { expect } from '@open-wc/testing';
import { emulateMedia } from '@web/test-runner-commands';
import type { TraceDependenciesElement } from '../../src/index.js';
import { engine } from '../browser-commands.js';
import { pair, shop } from './sample-traces.js';
import {
  draw,
  edgeButton,
  inside,
  openDetails,
  part,
  parts,
  place,
  shapeOf,
  stubBox,
  textOf,
  until,
} from './stage.js';

describe('names', () => {
  it('of a node tell kind, operation, service, figures, errors and level', async () => {
    const element = await draw({ spans: shop });
    const name = shapeOf(element, 'search index').getAttribute('aria-label')?.replace(/\s/g, ' ');
    for (const text of [
      'search index',
      'search',
      'Pub/sub',
      '45 ms',
      '1 span',
      '1 error',
      'called by 1',
      'Asynchronous trace, level 1 of 1',
    ])
      expect(name).to.contain(text);
  });

  it('of an edge tell its ends, kind, count and wait', async () => {
    const element = await draw({ spans: shop });
    const name = edgeButton(element, 'orders publish', 'orders process')
      .getAttribute('aria-label')
      ?.replace(/\s/g, ' ');
    for (const text of ['orders publish', 'orders process', 'Asynchronous', 'wait 155 ms'])
      expect(name).to.contain(text);
    const many = edgeButton(element, 'POST /checkout', 'SELECT orders').getAttribute('aria-label');
    expect(many).to.match(/Synchronous.*×2/);
  });

  it('of a stub tell whose it is', async () => {
    const element = await draw({ spans: shop });
    const name = inside(stubBox(element, true), 'button').getAttribute('aria-label');
    expect(name).to.equal('+3 more async calls, avg 47\u00a0ms, orders publish');
  });

  it('of levels are headings, and stand at their lists', async () => {
    const element = await draw({ spans: shop });
    const names = parts(element, '.canvas [role="list"]').map((list) =>
      textOf(element.shadowRoot?.getElementById(list.getAttribute('aria-labelledby') ?? '')),
    );
    expect(names).to.include('Focus trace');
    expect(names).to.include('Async level 1 · 3 of 6 traces · 3 of 6 calls');
    expect(parts(element, 'h3').map(textOf)).to.include.members(names);
  });
});

describe('the live region', () => {
  const spoken = (element: TraceDependenciesElement): string => textOf(part(element, '[aria-live]'));

  it('says that the graph is ready', async () => {
    const element = await draw({ spans: pair });
    await until(() => spoken(element) !== '', 'something is said');
    expect(spoken(element)).to.equal('Graph ready: 2 operations, 1 call, 0 with errors.');
  });

  it('says what is selected', async () => {
    const element = await draw({ spans: pair });
    await openDetails(element, 'back');
    await until(() => spoken(element).includes('back selected'), 'the selection is said');
  });

  it('is there before anything is said, and polite', async () => {
    const element = await place();
    expect(part(element, '[role="status"]').getAttribute('aria-live')).to.equal('polite');
  });
});

describe('preferences', () => {
  it('reduced motion stops all motion', async function () {
    if ((await engine()) !== 'chromium') this.skip();
    await emulateMedia({ reducedMotion: 'reduce' });
    try {
      const element = await draw({ spans: shop });
      for (const one of parts(element, '*')) {
        const { animationDuration, transitionDuration } = getComputedStyle(one);
        expect([animationDuration, transitionDuration].join(' ')).to.match(/^(0s|, | )+$/);
      }
    } finally {
      await emulateMedia({ reducedMotion: 'no-preference' });
    }
  });
});
