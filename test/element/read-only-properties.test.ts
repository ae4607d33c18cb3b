import { expect } from '@open-wc/testing';
import { span } from '../graph/span-builder.js';
import { pair, shop } from './sample-traces.js';
import { draw, graphOf, nodeOf, parts, place, record, settle } from './stage.js';

describe('read-only properties', () => {
  it('problems, dependencyGraph and layoutComplete cannot be set', async () => {
    const element = await draw({ spans: pair });
    for (const name of ['problems', 'dependencyGraph', 'layoutComplete'])
      expect(() => Reflect.set(element, name, null) && expect.fail(name)).to.not.throw();
  });

  it('problems says what is wrong with the data, once per cause', async () => {
    const element = await draw({ data: '{"resourceSpans": [' });
    expect(element.problems.map(({ code, count }) => [code, count])).to.deep.equal([['invalid-json', 1]]);
    expect(element.dependencyGraph?.nodes ?? []).to.deep.equal([]);
    element.data = pair;
    await settle(element);
    expect(element.problems).to.deep.equal([]);
  });

  it('bad data never empty the view: what was drawn stays, with its data, and the fault is told', async () => {
    const cyclic: unknown[] = [];
    cyclic.push([cyclic]);
    const revoked = Proxy.revocable([], {});
    revoked.revoke();
    for (const bad of [
      '{"resourceSpans": [',
      { what: 'is this' },
      [{ traceId: null, spanId: null, name: 'nobody' }],
      'x'.repeat(3e5),
      cyclic,
      window,
      document,
      new Map([[1, 2]]),
      revoked.proxy,
    ]) {
      const element = await draw({ spans: pair });
      const events = record(element, 'trace-problem');
      element.select(nodeOf(element, 'front').id);
      element.data = bad;
      await settle(element);
      expect(parts(element, '.node').length).to.equal(2);
      expect(parts(element, '.details').length).to.equal(1);
      expect(element.problems.length).to.equal(1);
      expect(events.length).to.equal(1);
      element.groupBy = 'service.name';
      await settle(element);
      expect(graphOf(element).nodes.every(({ group }) => group.length === 1)).to.equal(true);
      expect(element.problems.length).to.equal(1);
      element.data = [...pair];
      await settle(element);
      expect(element.problems).to.deep.equal([]);
    }
  });

  it('bad data that were added to before they were refused count as read with that: nothing is mixed with the data before', async () => {
    for (const bad of ['{', 'x'.repeat(3e5)]) {
      const element = await draw({ spans: pair });
      const events = record(element, 'trace-problem');
      element.data = bad;
      element.appendData(['{']);
      element.appendData([span('b/1', { name: 'added', service: 'web' })]);
      element.focusTraceId = '*';
      await settle(element);
      expect(graphOf(element).nodes.map(({ group }) => group.at(-1)?.value)).to.deep.equal(['added']);
      expect(element.problems.map(({ code, count }) => [code, count])).to.deep.equal([['invalid-json', 2]]);
      expect(events.length).to.equal(1);
    }
  });

  it('bad data with bad additions are refused as a whole, and what is added later is added to what is drawn', async () => {
    const element = await draw({ spans: pair });
    const events = record(element, 'trace-problem');
    element.data = '{';
    element.appendData('[');
    await settle(element);
    expect(parts(element, '.node').length).to.equal(2);
    expect(element.problems.map(({ code, count }) => [code, count])).to.deep.equal([['invalid-json', 2]]);
    expect(events.length).to.equal(1);
    element.appendData([span('b/1', { name: 'added', service: 'web' })]);
    await settle(element);
    element.focusTraceId = '*';
    await settle(element);
    expect(parts(element, '.node').length).to.equal(3);
  });

  it('bad data change nothing either when another setting comes with them', async () => {
    const element = await draw({ spans: [...shop] });
    element.viewState = { collapsed: [nodeOf(element, 'price').id] };
    await settle(element);
    const problems = record(element, 'trace-problem');
    const { collapsed } = element.viewState;
    const drawings: number[] = [];
    element.addEventListener('layout-complete', () => drawings.push(graphOf(element).nodes.length));
    element.data = '{';
    element.showInternalSpans = true;
    await settle(element);
    expect(drawings.length).to.be.greaterThan(0);
    expect(Math.min(...drawings)).to.be.greaterThan(0);
    expect(element.viewState.collapsed).to.deep.equal(collapsed);
    expect(problems.length).to.equal(1);
  });

  it('dependencyGraph is null before, and never half new', async () => {
    const element = await place();
    expect(element.dependencyGraph).to.equal(null);
    element.spans = pair;
    await settle(element);
    expect(element.dependencyGraph?.nodes.length).to.equal(2);
    expect(JSON.parse(JSON.stringify(element.dependencyGraph))).to.deep.equal(element.dependencyGraph);
  });

  it('layoutComplete resolves when everything that was set is drawn', async () => {
    const element = await place();
    element.spans = shop;
    element.groupBy = 'service.name';
    element.direction = 'down';
    await element.layoutComplete;
    expect(parts(element, '.node').length).to.equal(graphOf(element).nodes.length);
    expect(graphOf(element).nodes[0]?.group.length).to.equal(1);
  });
});
