import { expect } from '@open-wc/testing';
import type { Span } from '../../src/index.js';
import { span, traceId } from '../graph/span-builder.js';
import { click, draw, graphOf, inside, parts, place, settle, stubBox, textOf, until } from './stage.js';
import { chain, fanOut, levels, names, ofTrace, quiet, watched } from './watched-source.js';

const HOUR = 3_600_000;

/** A consumer of a batch, and the publishers of its messages, each an operation of its own. */
function fanIn(producers: number): readonly Span[] {
  const causes = Array.from({ length: producers }, (_, place) =>
    span(`${(place + 16).toString(16)}/1`, { name: `publish ${place}`, kind: 'producer', start: place }),
  );
  const batch = span('1/1', {
    name: 'process batch',
    kind: 'consumer',
    start: 500,
    links: causes.map(({ traceId: id }) => `${id}/1`),
  });
  return [...causes, batch];
}

describe('loading what a stub stands for', () => {
  it('loads all of it where the menu says so', async () => {
    const spans = fanIn(9);
    const source = watched(spans, { capabilities: { incomingLinks: 'none' } });
    const element = await draw({ spans: ofTrace(spans, '1'), source });
    await quiet(element, source.asked);
    expect(graphOf(element).nodes.length).to.equal(4);
    await click(inside(stubBox(element, false), '.stub-menu-button'));
    await until(() => parts(element, '.stub-menu .call')[0], 'the menu lists the calls');
    const all = parts(element, '.stub-menu .button-group button').find((button) => /6/.test(textOf(button)));
    await click(all!);
    await quiet(element, source.asked);
    expect(source.asked.at(-1)?.ids.length).to.equal(6);
    expect(graphOf(element).nodes.length).to.equal(10);
    expect(graphOf(element).stubs).to.deep.equal([]);
  });

  it('that was given up when the element went begins again when it comes back', async () => {
    const spans = fanIn(3);
    let isStuck = true;
    const source = watched(spans, { capabilities: { incomingLinks: 'none' } }, (memory) => ({
      getTraces: (ids, options) => (isStuck ? new Promise(() => undefined) : memory.getTraces(ids, options)),
    }));
    const element = await draw({ spans: ofTrace(spans, '1'), source });
    await until(() => source.asked.length > 0, 'the source is asked');
    const parent = element.parentElement;
    element.remove();
    await new Promise((go) => setTimeout(go, 20));
    isStuck = false;
    parent?.append(element);
    await until(() => graphOf(element).nodes.length === 4, 'the causes are drawn');
  });

  it('asks for the next page within the window of the page before', async () => {
    // Two consumers, far apart, which are searched in one question, and whose effects are told page by page.
    const hops: Span[] = [
      ...fanOut(1).map((one) => one),
      span('3/1', { name: 'consume late', kind: 'consumer', start: 30 * HOUR, links: ['1/1'] }),
      ...Array.from({ length: 6 }, (_, place) =>
        span(`${(place + 32).toString(16)}/1`, {
          name: `archive ${place}`,
          kind: 'consumer',
          // Within a day of the later consumer, not of the earlier.
          start: 50 * HOUR + place,
          links: ['2/1'],
        }),
      ),
    ];
    const source = watched(hops);
    const given = [...ofTrace(hops, '1'), ...ofTrace(hops, '2'), ...ofTrace(hops, '3')];
    const element = await draw({ spans: given, source });
    await quiet(element, source.asked);
    const first = source.asked.find(({ type, ids }) => type === 'links' && ids.includes(traceId('2')));
    expect(first?.ids.length).to.be.greaterThan(1);
    for (let step = 0; step < 8; step++) {
      const stub = graphOf(element).stubs[0];
      if (!stub) break;
      element.expand(stub.id);
      await quiet(element, source.asked);
    }
    const next = source.asked.filter(({ cursor }) => cursor?.[traceId('2')] !== undefined);
    expect(next.length).to.be.greaterThan(0);
    for (const { range } of next) expect(range).to.deep.equal(first?.range);
    expect(names(element).filter((name) => name.startsWith('archive')).length).to.equal(6);
  });

  it('believes a source that says there is no more, whether or not it gives a cursor', async () => {
    const spans = fanOut(1);
    const source = watched(spans, {}, (memory) => ({
      incomingLinks: async (ids, options) => {
        const pages = await memory.incomingLinks!(ids, options);
        return new Map(ids.map((id) => [id, { items: [], ...pages.get(id), more: 'no', cursor: 'end' }]));
      },
    }));
    const element = await draw({ spans: ofTrace(spans, '1'), source });
    await quiet(element, source.asked);
    expect(names(element)).to.deep.equal(['consume 0', 'publish']);
    expect(graphOf(element).stubs).to.deep.equal([]);
    await settle(element);
  });

  it('does not say that nothing was found while there is more to load', async () => {
    const spans = fanOut(9);
    const source = watched(spans);
    const element = await draw({ spans: ofTrace(spans, '1'), source });
    await quiet(element, source.asked);
    element.expand(graphOf(element).stubs[0]?.id ?? '');
    await quiet(element, source.asked);
    expect(names(element)).to.include('consume 3');
    expect(graphOf(element).stubs.map(({ callCount }) => callCount)).to.deep.equal([0]);
    expect(parts(element, '.stub-note').map(textOf)).to.deep.equal([]);
  });

  it('does not wait for a better drawing of what is drawn', async () => {
    const spans = chain(4);
    const source = watched(spans);
    // Takes every question and never answers.
    const silent = URL.createObjectURL(new Blob(['onmessage = () => {}'], { type: 'text/javascript' }));
    const workerFactory = (kind: string): Worker | undefined =>
      kind === 'layout' ? new Worker(silent) : undefined;
    const element = await place({ spans: ofTrace(spans, '1'), source, layout: 'auto', workerFactory });
    await until(() => element.dependencyGraph && levels(element).length === 4, 'three levels are drawn');
  });

  it('goes on to the next page when nothing of a page is to be had', async () => {
    const spans = fanOut(6);
    const gone = ['2', '3', '4', '5'].map(traceId);
    const source = watched(spans, {}, (memory) => ({
      getTraces: (ids, options) =>
        memory.getTraces(
          ids.filter((id) => !gone.includes(id)),
          options,
        ),
    }));
    const element = await draw({ spans: ofTrace(spans, '1'), source });
    await quiet(element, source.asked);
    for (let step = 0; step < 3; step++) {
      element.expand(graphOf(element).stubs[0]?.id ?? '');
      await quiet(element, source.asked);
    }
    expect(names(element)).to.deep.equal(['consume 4', 'consume 5', 'publish']);
  });
});
