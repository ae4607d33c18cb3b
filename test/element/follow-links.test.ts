import { expect } from '@open-wc/testing';
import { SourceError, type IncomingLink } from '../../src/index.js';
import { span, startOfTests, traceId } from '../graph/span-builder.js';
import { draw, graphOf, inside, parts, place, press, settle, stubBox, textOf, until } from './stage.js';
import { chain, fanOut, levels, names, ofTrace, quiet, watched } from './watched-source.js';

const HOUR = 3_600_000;

describe('a source that says what it is good at', () => {
  it('is followed downstream, level by level, up to the depth', async () => {
    const spans = chain(8);
    const source = watched(spans);
    const element = await draw({ spans: ofTrace(spans, '1'), source });
    await quiet(element, source.asked);
    expect(levels(element)).to.deep.equal([0, 1, 2, 3]);
    expect(graphOf(element).focusTraceId).to.equal(traceId('1'));
  });

  it('is followed upstream, level by level, up to the depth', async () => {
    const spans = chain(8);
    const source = watched(spans, { capabilities: { incomingLinks: 'none' } });
    const element = await draw({ spans: ofTrace(spans, '8'), source });
    await quiet(element, source.asked);
    expect(levels(element)).to.deep.equal([-3, -2, -1, 0]);
    expect(source.asked.map(({ type, ids }) => [type, ids])).to.deep.equal([
      ['traces', [traceId('7')]],
      ['traces', [traceId('6')]],
      ['traces', [traceId('5')]],
    ]);
  });

  it('gets one question per direction and level', async () => {
    const spans = fanOut(3);
    const source = watched(spans);
    const element = await draw({ spans: ofTrace(spans, '1'), source });
    await quiet(element, source.asked);
    expect(names(element)).to.deep.equal(['consume 0', 'consume 1', 'consume 2', 'publish']);
    expect(source.asked.map(({ type, ids }) => [type, ids.length])).to.deep.equal([
      ['links', 1],
      ['traces', 3],
      ['links', 3],
    ]);
  });

  it('is asked for effects from an hour before a trace to a day after it', async () => {
    const source = watched(fanOut(1));
    const element = await draw({ spans: ofTrace(fanOut(1), '1'), source });
    await quiet(element, source.asked);
    expect(source.asked[0]?.range).to.deep.equal({
      fromMs: startOfTests - HOUR,
      toMs: startOfTests + 10 + 24 * HOUR,
    });
  });

  it('brings three calls of a trace, and a stub that tells of the next', async () => {
    const spans = fanOut(9);
    const source = watched(spans);
    const element = await draw({ spans: ofTrace(spans, '1'), source });
    await quiet(element, source.asked);
    expect(names(element)).to.deep.equal(['consume 0', 'consume 1', 'consume 2', 'publish']);
    const stub = graphOf(element).stubs.find(({ loaded }) => !loaded);
    expect(stub?.direction).to.equal('downstream');
    expect(stub?.traceIds).to.deep.equal([traceId('5')]);
  });

  it('loads the next page when the stub is activated, until everything is drawn', async () => {
    const spans = fanOut(9);
    const source = watched(spans);
    const element = await draw({ spans: ofTrace(spans, '1'), source });
    await quiet(element, source.asked);
    for (let step = 0; step < 8; step++) {
      const stub = graphOf(element).stubs[0];
      if (!stub) break;
      element.expand(stub.id);
      await quiet(element, source.asked);
    }
    expect(names(element).length).to.equal(10);
    expect(graphOf(element).stubs).to.deep.equal([]);
    const loaded = source.asked.filter(({ type }) => type === 'traces').flatMap(({ ids }) => ids);
    expect(new Set(loaded).size).to.equal(loaded.length);
  });

  it('shows failed effects first', async () => {
    const spans = fanOut(4).map((one) =>
      one.traceId === traceId('5') ? { ...one, status: 'error' as const } : one,
    );
    const source = watched(spans);
    const element = await draw({ spans: ofTrace(spans, '1'), source });
    await quiet(element, source.asked);
    expect(names(element)).to.deep.equal(['consume 0', 'consume 1', 'consume 3', 'publish']);
  });

  it('asks for no more than the room of a call when hundreds of causes converge', async () => {
    const causes = Array.from({ length: 200 }, (_, place) =>
      span(`${(place + 16).toString(16)}/1`, { name: 'publish', kind: 'producer', start: place }),
    );
    const batch = span('1/1', {
      name: 'process batch',
      kind: 'consumer',
      start: 500,
      links: causes.map(({ traceId: id }) => `${id}/1`),
    });
    const source = watched([...causes, batch], { capabilities: { incomingLinks: 'none' } });
    const element = await draw({ spans: [batch], source });
    await quiet(element, source.asked);
    expect(source.asked.map(({ ids }) => ids.length)).to.deep.equal([3]);
    expect(graphOf(element).edges[0]?.callCount).to.equal(3);
    const stub = graphOf(element).stubs.find(({ loaded }) => !loaded);
    expect(stub?.callCount).to.equal(197);
  });

  it('is followed when it comes after the data', async () => {
    const spans = chain(2);
    const element = await draw({ spans: ofTrace(spans, '1') });
    const source = watched(spans);
    element.source = source;
    await until(() => levels(element).length === 2, 'the effect is drawn');
  });

  it('closes a cycle of traces and asks for nothing twice', async () => {
    const spans = [
      span('1/1', { name: 'a', kind: 'producer', links: ['2/1'] }),
      span('2/1', { name: 'b', kind: 'producer', start: 10, links: ['1/1'] }),
    ];
    const source = watched(spans);
    const element = await draw({ spans: ofTrace(spans, '1'), source, focusTraceId: traceId('1') });
    await quiet(element, source.asked);
    expect(graphOf(element).edges.length).to.equal(2);
    expect(graphOf(element).stubs).to.deep.equal([]);
    const loaded = source.asked.filter(({ type }) => type === 'traces').flatMap(({ ids }) => ids);
    expect(loaded).to.deep.equal([traceId('2')]);
  });

  it('leaves what is not found as a stub that says so, and does not ask again', async () => {
    const orphan = span('1/1', { name: 'consume', kind: 'consumer', links: ['9/1'] });
    const source = watched([orphan]);
    const element = await draw({ spans: [orphan], source });
    await quiet(element, source.asked);
    expect(source.asked.filter(({ type }) => type === 'traces').length).to.equal(1);
    expect(textOf(parts(element, '.stub-note')[0])).to.match(/not found/i);
  });

  it('follows what the user appends as well', async () => {
    const spans = chain(3);
    const source = watched(spans);
    const element = await draw({ spans: [span('f/1', { name: 'first', start: -10 })], source });
    element.focusTraceId = '*';
    element.appendData(ofTrace(spans, '1'));
    await quiet(element, source.asked);
    expect(names(element)).to.include('receive 2');
  });
});

describe('a hop that fails', () => {
  it('marks its stub with the reason, keeps the rest, and can be tried again', async () => {
    const spans = chain(3);
    let failing = true;
    const source = watched(spans, {}, (memory) => ({
      incomingLinks: (ids, options) =>
        failing && ids.includes(traceId('2'))
          ? Promise.reject(new SourceError('forbidden', 'No access'))
          : memory.incomingLinks!(ids, options),
    }));
    const element = await draw({ spans: ofTrace(spans, '1'), source });
    await quiet(element, source.asked);
    expect(levels(element)).to.deep.equal([0, 1]);
    expect(textOf(parts(element, '.stub-note')[0])).to.equal('Try again: No access');
    expect(element.problems.map(({ code }) => code)).to.include('source-failed');
    failing = false;
    inside<HTMLElement>(stubBox(element, false), 'button').focus();
    await press('Enter');
    await until(() => levels(element).includes(2), 'the next level is drawn');
    await quiet(element, source.asked);
    expect(element.problems.map(({ code }) => code)).to.not.include('source-failed');
    expect(graphOf(element).stubs).to.deep.equal([]);
  });

  it('fails alone: other batches of the level are drawn', async () => {
    const spans = fanOut(3);
    const source = watched(spans, { capabilities: { batch: 1 } }, (memory) => ({
      getTraces: (ids, options) =>
        ids.includes(traceId('3'))
          ? Promise.reject(new SourceError('too-large', 'Too large'))
          : memory.getTraces(ids, options),
    }));
    const element = await draw({ spans: ofTrace(spans, '1'), source });
    await quiet(element, source.asked);
    expect(names(element)).to.deep.equal(['consume 0', 'consume 2', 'publish']);
    expect(textOf(parts(element, '.stub-note')[0])).to.equal('Try again: Too large');
  });
});

describe('a source that has to scan for links', () => {
  const spans = fanOut(2);

  it('is asked for effects only when the user wants them', async () => {
    const source = watched(spans, { capabilities: { incomingLinks: 'scan' } });
    const element = await draw({ spans: ofTrace(spans, '1'), source });
    await quiet(element, source.asked);
    expect(source.asked).to.deep.equal([]);
    const [stub] = graphOf(element).stubs;
    expect([stub?.direction, stub?.callCount, stub?.loaded]).to.deep.equal(['downstream', 0, false]);
    expect(stubBox(element, false).textContent).to.match(/look for linked traces/i);
    inside<HTMLElement>(stubBox(element, false), 'button').focus();
    await press('Enter');
    await until(() => names(element).includes('consume 1'), 'the effects are drawn');
  });

  it('tells how far it has looked in vain, and looks further when asked again', async () => {
    const lonely = span('1/1', { name: 'publish', kind: 'producer' });
    const late = span('2/1', { name: 'late', kind: 'consumer', start: 3 * 24 * HOUR, links: ['1/1'] });
    const source = watched([lonely, late], { capabilities: { incomingLinks: 'scan' } });
    const element = await draw({ spans: [lonely], source });
    element.expand(graphOf(element).stubs[0]?.id ?? '');
    await quiet(element, source.asked);
    expect(textOf(parts(element, '.stub-note')[0])).to.equal('None within 24 hours: look 7 days on');
    element.expand(graphOf(element).stubs[0]?.id ?? '');
    await until(() => names(element).includes('late'), 'the late effect is drawn');
  });
});

describe('links that are being followed', () => {
  it('are given up when the element goes, and followed when it comes back', async () => {
    const spans = chain(3);
    const source = watched(spans, {}, () => ({
      incomingLinks: () =>
        new Promise<ReadonlyMap<string, { items: IncomingLink[]; more: 'no' }>>(() => undefined),
    }));
    const element = await draw({ spans: ofTrace(spans, '1'), source });
    await until(() => source.asked.length > 0, 'the source is asked');
    const parent = element.parentElement;
    element.remove();
    await new Promise((go) => setTimeout(go, 20));
    expect(source.asked.every(({ signal }) => signal.aborted)).to.equal(true);
    parent?.append(element);
    await until(() => source.asked.length > 1, 'the source is asked again');
  });

  it('belong to their data: late answers about others are dropped', async () => {
    const spans = chain(2);
    let answer: () => void = () => undefined;
    const source = watched(spans, {}, (memory) => ({
      getTraces: (ids, options) =>
        new Promise((resolve) => {
          const found = memory.getTraces(ids, { signal: new AbortController().signal });
          answer = () => resolve(found);
          void options;
        }),
    }));
    const element = await draw({ spans: ofTrace(spans, '1'), source });
    await until(() => source.asked.some(({ type }) => type === 'traces'), 'the effect is asked for');
    element.spans = [span('5/1', { name: 'other' })];
    await settle(element);
    answer();
    await new Promise((go) => setTimeout(go, 100));
    expect(names(element)).to.deep.equal(['other']);
  });

  it('are not followed from a graph that the host has built', async () => {
    const spans = chain(2);
    const graph = graphOf(await draw({ spans: ofTrace(spans, '1') }));
    const source = watched(spans);
    const element = await place({ graph, source });
    await quiet(element, source.asked);
    expect(source.asked).to.deep.equal([]);
  });
});

describe('data in which nothing can be read', () => {
  it('leave what the source has told of those that are drawn', async () => {
    const spans = fanOut(9);
    const source = watched(spans);
    const element = await draw({ spans: ofTrace(spans, '1'), source });
    await quiet(element, source.asked);
    const before = { asked: source.asked.length, names: names(element), stubs: graphOf(element).stubs };
    expect(before.stubs.map(({ loaded, traceIds }) => [loaded, traceIds])).to.deep.equal([
      [false, [traceId('5')]],
    ]);
    for (const bad of ['{', [null]]) {
      element.data = bad;
      await quiet(element, source.asked);
      expect(element.problems.length).to.be.above(0);
      expect({
        asked: source.asked.length,
        names: names(element),
        stubs: graphOf(element).stubs,
      }).to.deep.equal(before);
    }
    element.expand(before.stubs[0]!.id);
    await quiet(element, source.asked);
    expect(names(element)).to.include('consume 3');
  });

  it('leave the focus at its trace though the source has told of its causes', async () => {
    const spans = chain(4);
    const source = watched(spans, { capabilities: { incomingLinks: 'none' } });
    const element = await draw({ spans: ofTrace(spans, '4'), source });
    await quiet(element, source.asked);
    element.data = '{';
    await quiet(element, source.asked);
    expect(graphOf(element).focusTraceId).to.equal(traceId('4'));
    expect(levels(element)).to.deep.equal([-3, -2, -1, 0]);
    expect(source.asked.length).to.equal(3);
    element.data = ofTrace(spans, '3');
    await quiet(element, source.asked);
    expect(graphOf(element).focusTraceId).to.equal(traceId('3'));
  });
});
