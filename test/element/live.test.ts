import { expect } from '@open-wc/testing';
import type { Span, TraceDependenciesElement } from '../../src/index.js';
import { span, traceId } from '../graph/span-builder.js';
import {
  boxOf,
  click,
  draw,
  graphOf,
  nodeOf,
  part,
  parts,
  press,
  record,
  settle,
  shapeOf,
  textOf,
} from './stage.js';

/** A shop that publishes orders, and what one consumer does with them. */
const orders: readonly Span[] = [
  span('a/1', { name: 'checkout', service: 'shop', duration: 100 }),
  span('a/2', { name: 'reserve', service: 'stock', parent: '1', start: 5 }),
  span('a/3', { name: 'publish', service: 'shop', kind: 'producer', parent: '1', start: 20 }),
  span('b/1', { name: 'ship', service: 'shipping', kind: 'consumer', start: 60, links: ['a/3'] }),
];

/** Another consumer of the order. */
const consumer = (id: string, name: string, failed = false): Span =>
  span(`${id}/1`, { name, service: name, kind: 'consumer', start: 70, links: ['a/3'], failed });

/** Where each node stands on the screen, by name. */
function places(element: TraceDependenciesElement): ReadonlyMap<string, readonly [number, number]> {
  return new Map(
    parts(element, '.node').map((node) => {
      const { left, top } = node.getBoundingClientRect();
      return [node.dataset['nodeId'] ?? '', [left, top]];
    }),
  );
}

/** Motion is over. */
async function still(element: TraceDependenciesElement): Promise<void> {
  await settle(element);
  await Promise.all(
    (element.shadowRoot?.getAnimations() ?? [])
      .filter(({ effect }) => effect?.getComputedTiming().iterations !== Infinity)
      .map((animation) => animation.finished.catch(() => undefined)),
  );
}

async function append(element: TraceDependenciesElement, ...spans: readonly Span[]): Promise<void> {
  element.appendData(spans);
  await still(element);
}

const operations = (element: TraceDependenciesElement): readonly string[] =>
  graphOf(element)
    .nodes.map(({ group }) => group.find(({ key }) => key === 'operation.name')?.value ?? '')
    .sort();

describe('data that are appended while the user looks', () => {
  it('leave everything that is drawn in its place', async () => {
    const element = await draw({ spans: orders });
    await still(element);
    const before = places(element);
    await append(
      element,
      consumer('c', 'bill'),
      span('a/4', { name: 'score', service: 'fraud', parent: '1' }),
    );
    expect(operations(element)).to.deep.equal(['bill', 'checkout', 'publish', 'reserve', 'score', 'ship']);
    const after = places(element);
    for (const [id, [left, top]] of before) {
      expect(after.get(id)?.[0], `left of ${id}`).to.be.closeTo(left, 1);
      expect(after.get(id)?.[1], `top of ${id}`).to.be.closeTo(top, 1);
    }
  });

  it('leave selection, details, expansion and viewport as they are', async () => {
    const names = ['bill', 'mail', 'report', 'search'];
    const more = names.map((name, place) => consumer(`c${place}`, name));
    const element = await draw({ spans: [...orders, ...more] });
    element.expand(graphOf(element).stubs[0]?.id ?? '');
    await still(element);
    expect(operations(element).length).to.equal(8);
    await click(shapeOf(element, 'search'));
    await still(element);
    const state = element.viewState;
    const { left, top } = boxOf(element, 'search').getBoundingClientRect();
    await append(
      element,
      consumer('d', 'audit', true),
      consumer('e', 'index', true),
      consumer('f', 'trash', true),
    );
    expect(operations(element)).to.include.members(['search', 'audit', 'index', 'trash']);
    expect(element.viewState.selected).to.equal(state.selected);
    expect(element.viewState.expanded).to.include.members([...state.expanded]);
    expect(part(element, '.details').textContent).to.contain('search');
    const box = boxOf(element, 'search').getBoundingClientRect();
    expect([box.left - left, box.top - top].map((shift) => Math.abs(Math.round(shift)))).to.deep.equal([
      0, 0,
    ]);
  });

  it('keep the selected node drawn when calls that go first push it beyond the limit', async () => {
    const element = await draw({ spans: [...orders, consumer('c', 'bill'), consumer('d', 'mail')] });
    await click(shapeOf(element, 'ship'));
    await still(element);
    await append(
      element,
      consumer('e', 'audit', true),
      consumer('f', 'index', true),
      consumer('ab', 'trash', true),
    );
    expect(operations(element)).to.include.members(['audit', 'index', 'ship', 'trash']);
    expect(element.selected).to.equal(nodeOf(element, 'ship').id);
    expect(graphOf(element).stubs.length).to.equal(1);
  });

  it('keep the selection when a late cause changes the level of its trace', async () => {
    const element = await draw({
      spans: [consumer('b', 'ship'), span('c/1', { name: 'pack', start: 90, links: ['b/1'] })],
    });
    element.focusTraceId = '*';
    await still(element);
    await click(shapeOf(element, 'pack'));
    await append(element, ...orders.slice(0, 3));
    expect(nodeOf(element, 'pack').level).to.equal(2);
    expect(element.selected).to.equal(nodeOf(element, 'pack').id);
    expect(part(element, '.details').textContent).to.contain('pack');
  });

  describe('and a late cause changes the level of a trace', () => {
    /** What a consumer does; another trace stands before it. */
    const consumed: readonly Span[] = [
      span('b/1', { name: 'ship', service: 'shipping', kind: 'consumer', start: 60, links: ['a/3'] }),
      span('b/2', { name: 'store', service: 'warehouse', parent: '1', start: 61, duration: 5 }),
      span('f/1', { name: 'home', service: 'web', start: 0, failed: true }),
    ];
    const cause = orders.slice(0, 3);

    it('leave the focus and what the user works at in its place', async () => {
      const element = await draw({ spans: consumed, focusTraceId: '*' });
      await click(shapeOf(element, 'ship'));
      await still(element);
      await press('+');
      await still(element);
      const { left, top } = boxOf(element, 'ship').getBoundingClientRect();
      const { scale } = element.viewState.viewport!;
      const { id } = nodeOf(element, 'ship');
      await append(element, ...cause);
      expect(nodeOf(element, 'ship').id).to.not.equal(id);
      const box = boxOf(element, 'ship').getBoundingClientRect();
      expect(box.left).to.be.closeTo(left, 1);
      expect(box.top).to.be.closeTo(top, 1);
      expect(element.viewState.viewport?.scale).to.equal(scale);
      expect(boxOf(element, 'ship').contains(element.shadowRoot?.activeElement ?? null)).to.equal(true);
    });

    it('leave the view where it is, also where no node has kept its id', async () => {
      const element = await draw({ spans: consumed.slice(0, 2), focusTraceId: '*' });
      element.zoomTo(nodeOf(element, 'store').id);
      await still(element);
      const { left, top } = boxOf(element, 'store').getBoundingClientRect();
      await append(element, ...cause);
      const box = boxOf(element, 'store').getBoundingClientRect();
      expect(Math.hypot(box.left - left, box.top - top)).to.be.below(60);
    });

    it('leave a selected call selected', async () => {
      const element = await draw({ spans: consumed, focusTraceId: '*' });
      const call = (): string =>
        graphOf(element).edges.find(({ target }) => target === nodeOf(element, 'store').id)?.id ?? '';
      element.select(call());
      await still(element);
      expect(part(element, '.details').textContent).to.contain('store');
      const before = call();
      await append(element, ...cause);
      expect(call()).to.not.equal(before);
      expect(element.viewState.selected).to.equal(call());
      expect(part(element, '.details').textContent).to.contain('store');
    });

    /** A retry queue: the same operation consumes what it has published. */
    const retries = (from: number, to: number): Span[] =>
      Array.from({ length: to - from }, (_, place) => [
        span(`${from + place + 10}/1`, {
          name: 'try',
          service: 'worker',
          kind: 'consumer',
          start: 100 * (from + place),
          ...(from + place > 0 && { links: [`${from + place + 9}/2`] }),
        }),
        span(`${from + place + 10}/2`, {
          name: 'again',
          service: 'worker',
          kind: 'producer',
          parent: '1',
          start: 100 * (from + place) + 1,
          duration: 1,
        }),
      ]).flat();
    /** The nodes of an operation, by their levels. */
    const levelsOf = (element: TraceDependenciesElement, operation: string): readonly string[] =>
      graphOf(element)
        .nodes.filter(({ id }) => id.includes(operation))
        .sort((a, b) => a.level - b.level)
        .map(({ id }) => id);

    it('do not take one level of an operation for another', async () => {
      const element = await draw({ spans: retries(1, 3), focusTraceId: '*' });
      const tries = (): readonly string[] => levelsOf(element, 'try');
      expect(tries().length).to.equal(2);
      element.select(tries()[1] ?? '');
      await still(element);
      await append(element, ...retries(0, 1));
      expect(tries().length).to.equal(3);
      expect(element.selected).to.equal(tries()[2]);
    });

    it('leave collapsed what is collapsed', async () => {
      const element = await draw({ spans: retries(1, 3), focusTraceId: '*' });
      element.viewState = { collapsed: levelsOf(element, 'again').slice(0, 1) };
      await still(element);
      expect(operations(element)).to.deep.equal(['again', 'try']);
      await append(element, ...retries(0, 1));
      expect(operations(element)).to.deep.equal(['again', 'again', 'try', 'try']);
      expect(element.viewState.collapsed).to.deep.equal(levelsOf(element, 'again').slice(1));
    });

    it('leave the drawing limited to what it was limited to', async () => {
      const element = await draw({ spans: retries(1, 4), focusTraceId: '*' });
      element.viewState = { only: levelsOf(element, 'try').slice(2) };
      await still(element);
      const drawn = (): readonly string[] =>
        graphOf(element)
          .nodes.flatMap(({ spans }) => spans.map(({ traceId: of, spanId }) => `${of}/${spanId}`))
          .sort();
      const before = drawn();
      expect(before.length).to.equal(3);
      await append(element, ...retries(0, 1));
      expect(drawn()).to.deep.equal(before);
    });

    it('mark and announce what is new, not what has got another id', async () => {
      const element = await draw({ spans: retries(1, 3), focusTraceId: '*' });
      await new Promise((go) => setTimeout(go, 700));
      element.appendData([
        span('10/1', { name: 'first', service: 'shop', start: 0 }),
        span('10/2', { name: 'publish', service: 'shop', kind: 'producer', parent: '1', start: 1 }),
      ]);
      await settle(element);
      const entering = parts(element, '.node.entering').map(({ dataset }) => dataset['nodeId']);
      expect(entering.sort()).to.deep.equal(['first', 'publish'].map((name) => nodeOf(element, name).id));
      await new Promise((go) => setTimeout(go, 700));
      const said = part(element, '[role="status"]').textContent ?? '';
      expect(said).to.contain('first').and.to.contain('publish').and.not.to.contain('try');
    });

    it('leave a path that is shown', async () => {
      const element = await draw({ spans: consumed, focusTraceId: '*' });
      const path = (): { from: string; to: string } => ({
        from: nodeOf(element, 'ship').id,
        to: nodeOf(element, 'store').id,
      });
      element.viewState = { path: path() };
      await still(element);
      const chip = textOf(part(element, '.path-chip'));
      await append(element, ...cause);
      expect(element.viewState.path).to.deep.equal(path());
      expect(textOf(part(element, '.path-chip'))).to.equal(chip);
    });
  });

  it('resolve late parents and late links', async () => {
    const element = await draw({ spans: [orders[1]!, orders[3]!], focusTraceId: traceId('a') });
    expect(nodeOf(element, 'reserve').missingParents).to.equal(1);
    await append(element, orders[0]!);
    expect(nodeOf(element, 'reserve').missingParents).to.equal(0);
    expect(graphOf(element).edges.length).to.equal(1);
    await append(element, orders[2]!);
    expect(operations(element)).to.deep.equal(['checkout', 'publish', 'reserve', 'ship']);
    expect(graphOf(element).edges.filter(({ async }) => async).length).to.equal(1);
  });

  it('are told of only when nodes are new', async () => {
    const element = await draw({ spans: orders });
    const said = (): string => part(element, '[role="status"]').textContent ?? '';
    await new Promise((go) => setTimeout(go, 700));
    const before = said();
    await append(element, { ...orders[1]!, spanId: '00000000000000aa' });
    await new Promise((go) => setTimeout(go, 700));
    expect(said()).to.equal(before);
    await append(element, consumer('c', 'bill'));
    await new Promise((go) => setTimeout(go, 700));
    expect(said()).to.contain('bill');
  });

  it('may be tidied up afterwards', async () => {
    const element = await draw({ spans: orders });
    await append(element, consumer('c', 'bill'));
    part(element, '[part~="tidy-button"]').focus();
    await click(part(element, '[part~="tidy-button"]'));
    await still(element);
    expect(parts(element, '[part~="tidy-button"]')).to.deep.equal([]);
    expect(element.shadowRoot?.activeElement).to.not.equal(null);
  });

  it('are drawn while they stream in, though there is never a pause', async () => {
    const element = await draw({ spans: orders });
    const drawings = record(element, 'layout-complete');
    let batch = 0;
    const stream = setInterval(() => {
      batch++;
      element.appendData([
        { ...consumer((4096 + batch).toString(16), `audit ${batch % 2}`), service: 'audit' },
      ]);
    }, 2);
    await new Promise((go) => setTimeout(go, 1500));
    clearInterval(stream);
    const whileStreaming = drawings.length;
    await still(element);
    expect(whileStreaming).to.be.greaterThan(2);
    const calls = graphOf(element).edges.reduce(
      (sum, { callCount, async }) => sum + (async ? callCount : 0),
      0,
    );
    expect(calls).to.equal(batch + 1);
  });

  it('give, batch by batch, the graph of all at once', async () => {
    const traces = Array.from({ length: 40 }, (_, place) => {
      const id = (place + 16).toString(16);
      return [
        span(`${id}/1`, { name: `serve ${place % 5}`, service: `s${place % 3}`, start: place * 10 }),
        span(`${id}/2`, { name: 'publish', kind: 'producer', parent: '1', start: place * 10 + 1 }),
        ...(place % 4 === 0
          ? []
          : [
              span(`${id}/3`, {
                name: `work ${place % 7}`,
                parent: '2',
                kind: 'consumer',
                start: place * 10 + 5,
                links: [`${(place + 15).toString(16)}/2`],
              }),
            ]),
      ];
    }).flat();
    const whole = await draw({ spans: traces, focusTraceId: '*' });
    const element = await draw({ spans: traces.slice(0, 4), focusTraceId: '*' });
    const problems = record(element, 'trace-problem');
    for (let start = 4; start < traces.length; start += 9) {
      element.appendData(traces.slice(start, start + 9));
      if (start % 2 === 0) await settle(element);
    }
    await settle(element);
    expect(JSON.stringify(graphOf(element))).to.equal(JSON.stringify(graphOf(whole)));
    expect(
      problems.filter((event) => /failed/.test(JSON.stringify((event as CustomEvent).detail))),
    ).to.deep.equal([]);
  });
});
