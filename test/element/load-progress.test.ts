import { expect } from '@open-wc/testing';
import type { LoadProgressEvent, TraceDependenciesElement } from '../../src/index.js';
import { toOtlp } from '../ingest/format-writers.js';
import { span } from '../graph/span-builder.js';
import { draw, graphOf, nodeOf, part, parts, place, press, record, settle, textOf, until } from './stage.js';

const operations = (element: TraceDependenciesElement): readonly string[] =>
  graphOf(element)
    .nodes.flatMap(({ group }) => group.filter(({ key }) => key === 'operation.name'))
    .map(({ value }) => String(value))
    .sort();

/** A text that is long enough for the data worker, of one trace with these operations. */
function big(...names: readonly string[]): string {
  const spans = Array.from({ length: 3000 }, (_, index) =>
    span(`b/${(index + 1).toString(16)}`, { name: names[index % names.length] ?? '' }),
  );
  return JSON.stringify(toOtlp(spans));
}

const small = [span('a/1', { name: 'before' }), span('a/2', { name: 'before too' })];

interface Envelope {
  readonly type: string;
  readonly request?: { readonly type: string };
}

/** Data workers that keep a request until they are told to go on. */
class Gate {
  /** Requests of this type wait. */
  static holds: string | null = null;
  static readonly waiting: (() => void)[] = [];

  static open(): void {
    Gate.holds = null;
    for (const send of Gate.waiting.splice(0)) send();
  }
}

const Native = Worker;

class GatedWorker extends Native {
  override postMessage(message: Envelope, transfer: Transferable[] | StructuredSerializeOptions = []): void {
    const send = (): void => super.postMessage(message, transfer as Transferable[]);
    if (Gate.holds !== null && message.request?.type === Gate.holds) Gate.waiting.push(send);
    else send();
  }
}

const shown = (element: TraceDependenciesElement): HTMLElement | null =>
  parts(element, '[part~="load-progress"]')[0] ?? null;

describe('a load that takes longer than a moment', () => {
  before(() => {
    window.Worker = GatedWorker;
  });

  after(() => {
    window.Worker = Native;
  });

  afterEach(() => Gate.open());

  it('says how far it is, of how much, while what was drawn before stays', async () => {
    const element = await draw({ spans: small });
    const events = record(element, 'load-progress') as LoadProgressEvent[];
    Gate.holds = 'commit';
    const text = big('after');
    element.data = text;
    const progress = await until(() => shown(element), 'the progress is shown');
    expect(progress.closest('.load-chip')).not.to.equal(null);
    expect(operations(element)).to.deep.equal(['before', 'before too']);
    expect(parts(element, '.node')).to.have.lengthOf(2);
    await until(() => /\d%.*of/.test(textOf(shown(element))), 'it has a figure');
    expect(part<HTMLProgressElement>(element, 'progress').value).to.be.within(0, 1);
    Gate.open();
    await settle(element);
    expect(operations(element)).to.deep.equal(['after']);
    expect(shown(element)).to.equal(null);
    const { detail } = events.at(-1) as LoadProgressEvent;
    expect(detail.status).to.equal('done');
    expect(detail.bytes).to.equal(text.length);
    expect(events.slice(0, -1).every((event) => event.detail.status === 'loading')).to.equal(true);
  });

  it('is said in place of a first drawing too', async () => {
    Gate.holds = 'commit';
    const element = await place({ data: big('first') });
    await until(() => shown(element), 'the progress is shown');
    expect(part(element, '.message:not([hidden])').contains(shown(element))).to.equal(true);
    Gate.open();
    await settle(element);
    expect(operations(element)).to.deep.equal(['first']);
  });

  it('is given up by its button, by Escape and by the host: what was drawn stays and works', async () => {
    const ways: readonly ((element: TraceDependenciesElement) => unknown)[] = [
      (element) => part(element, '[part~="cancel-button"]').click(),
      async (element) => {
        part(element, '[part~="cancel-button"]').focus();
        await press('Escape');
      },
      (element) => element.cancelLoad(),
    ];
    for (const cancel of ways) {
      const element = await draw({ spans: small });
      const events = record(element, 'load-progress', 'layout-complete');
      Gate.holds = 'commit';
      element.data = big('never');
      await until(() => shown(element), 'the progress is shown');
      await cancel(element);
      await until(() => shown(element) === null, 'the progress is gone');
      Gate.open();
      await settle(element);
      expect(operations(element)).to.deep.equal(['before', 'before too']);
      expect(
        (events.filter(({ type }) => type === 'load-progress').at(-1) as LoadProgressEvent).detail.status,
      ).to.equal('cancelled');
      expect(element.problems).to.deep.equal([]);
      element.groupBy = 'service.name';
      await settle(element);
      expect(graphOf(element).nodes).to.have.lengthOf(1);
      element.remove();
    }
  });

  it('is given up while its spans are grouped: the data before come back', async () => {
    const element = await draw({ data: big('one', 'two') });
    Gate.holds = 'graph';
    element.data = big('never');
    await until(() => /Grouping 3,000 spans/.test(textOf(shown(element))), 'its spans are grouped');
    Gate.holds = null;
    Gate.waiting.length = 0;
    element.cancelLoad();
    await settle(element);
    expect(operations(element)).to.deep.equal(['one', 'two']);
    element.groupBy = 'service.name';
    await settle(element);
    expect(graphOf(element).nodes.map(({ spanCount }) => spanCount)).to.deep.equal([3000]);
    expect(element.problems).to.deep.equal([]);
  });

  it('is given up with all that was shown: selection, path and what was put away stay', async () => {
    const spans = [
      span('a/1', { name: 'front' }),
      span('a/2', { name: 'middle', parent: '1', start: 1, duration: 5 }),
      span('a/3', { name: 'back', parent: '2', start: 2, duration: 3 }),
      span('a/4', { name: 'side', parent: '1', start: 3, duration: 3 }),
    ];
    const element = await draw({ spans });
    const id = (name: string): string => nodeOf(element, name).id;
    element.viewState = {
      selected: id('middle'),
      path: { from: id('front'), to: id('back') },
      only: ['middle', 'back'].map(id),
    };
    await settle(element);
    const before = element.viewState;
    expect(before.path).to.not.equal(null);
    expect(operations(element)).to.deep.equal(['back', 'front', 'middle']);
    for (const end of ['cancelled', 'unreadable'] as const) {
      if (end === 'cancelled') Gate.holds = 'commit';
      element.data = end === 'cancelled' ? big('never') : '{';
      await until(() => end === 'unreadable' || shown(element), 'the progress is shown');
      if (end === 'cancelled') element.cancelLoad();
      Gate.waiting.length = 0;
      Gate.open();
      await settle(element);
      expect(element.viewState, end).to.deep.equal(before);
      expect(parts(element, '.path-chip').length).to.equal(2);
      element.asyncLimit = end === 'cancelled' ? 4 : 5;
      await settle(element);
      expect(operations(element), end).to.deep.equal(['back', 'front', 'middle']);
    }
  });

  it('is given up before anything was drawn: there is nothing, and new data are drawn', async () => {
    Gate.holds = 'commit';
    const element = await place({ data: big('never') });
    await until(() => shown(element), 'the progress is shown');
    element.cancelLoad();
    await settle(element);
    expect(part(element, '.message:not([hidden])').textContent).to.contain('No traces yet');
    Gate.open();
    element.data = big('late');
    await settle(element);
    expect(operations(element)).to.deep.equal(['late']);
  });

  for (const [stage, request] of [
    ['reading', 'commit'],
    ['grouping', 'graph'],
  ] as const)
    it(`ends when the element is removed, and begins again when it is put back (${stage})`, async () => {
      const element = await draw({ spans: small });
      const events = record(element, 'load-progress') as LoadProgressEvent[];
      const home = element.parentElement!;
      Gate.holds = request;
      element.data = big('after');
      await until(() => shown(element) && events.at(-1)?.detail.stage === stage, 'it is told of');
      element.remove();
      await until(() => events.at(-1)?.detail.status !== 'loading', 'it has ended');
      expect(events.at(-1)?.detail.status).to.equal('cancelled');
      await element.layoutComplete;
      expect(operations(element)).to.deep.equal(['before', 'before too']);
      Gate.waiting.length = 0;
      home.append(element);
      await until(() => shown(element), 'the progress is shown again');
      Gate.open();
      await settle(element);
      expect(operations(element)).to.deep.equal(['after']);
      expect(events.at(-1)?.detail.status).to.equal('done');
      expect(events.filter(({ detail }) => detail.status === 'done').length).to.equal(1);
    });

  it('is over when it is cancelled while the element is not in the document', async () => {
    Gate.holds = 'commit';
    const element = await place();
    const events = record(element, 'load-progress') as LoadProgressEvent[];
    const home = element.parentElement!;
    element.data = big('never');
    await until(() => shown(element), 'it is told of');
    element.remove();
    await until(() => events.at(-1)?.detail.status === 'cancelled', 'it has ended');
    element.cancelLoad();
    Gate.waiting.length = 0;
    Gate.open();
    home.append(element);
    await settle(element);
    await new Promise((go) => setTimeout(go, 600));
    expect(shown(element)).to.equal(null);
    expect(events.at(-1)?.detail.status).to.equal('cancelled');
  });

  it('is told to have failed, however soon, when nothing could be read', async () => {
    const cyclic: unknown[] = [];
    cyclic.push([cyclic]);
    // Not `window`: what it holds changes by the moment, and some of it looks like an answer without spans (`event`).
    const all = { text: '{', cyclic, map: new Map([['of', 'no format']]), object: { of: 'no format' } };
    for (const [what, bad] of Object.entries(all)) {
      const element = await draw({ spans: small });
      const empty = await place();
      for (const each of [element, empty]) {
        const events = record(each, 'load-progress') as LoadProgressEvent[];
        each.data = bad;
        await settle(each);
        const told = events.map(({ detail }) => detail.status);
        expect(told, `${what}: ${JSON.stringify(each.problems)}`).to.deep.equal(['failed']);
        expect(each.problems.length).to.equal(1);
      }
      expect(operations(element)).to.deep.equal(['before', 'before too']);
      empty.spans = small;
      await settle(empty);
      expect(operations(empty)).to.deep.equal(['before', 'before too']);
    }
  });

  it('that is over sooner is not told of', async () => {
    const element = await place();
    const events = record(element, 'load-progress');
    element.spans = small;
    await settle(element);
    element.cancelLoad();
    await settle(element);
    expect(operations(element)).to.deep.equal(['before', 'before too']);
    expect(events).to.deep.equal([]);
  });
});
