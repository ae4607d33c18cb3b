import { expect, fixture, html } from '@open-wc/testing';
import { type TraceDependenciesElement } from '../../src/index.js';
import { span } from '../graph/span-builder.js';
import { pair, shop } from './sample-traces.js';
import {
  boxOf,
  detailsOf,
  draw,
  edgeButton,
  graphOf,
  nodeOf,
  part,
  parts,
  place,
  record,
  settle,
  stubBox,
  textOf,
} from './stage.js';

describe('attributes', () => {
  /** Attribute, its text, the property, its value then, and its default. */
  const table: readonly (readonly [string, string, keyof TraceDependenciesElement, unknown, unknown])[] = [
    ['group-by', 'service.name', 'groupBy', 'service.name', 'service.name, operation.name'],
    ['aggregate', 'max', 'aggregate', 'max', 'avg'],
    ['show-internal-spans', '', 'showInternalSpans', true, false],
    ['async-limit', '5', 'asyncLimit', 5, 3],
    ['async-depth', '1', 'asyncDepth', 1, 3],
    ['focus-trace-id', '*', 'focusTraceId', '*', null],
    ['focus-span-id', '2', 'focusSpanId', '2', null],
    ['selected', 'x', 'selected', 'x', null],
    ['direction', 'down', 'direction', 'down', 'right'],
    ['layout', 'instant', 'layout', 'instant', 'auto'],
    ['classification', 'strict', 'classification', 'strict', 'standard'],
    ['trace-url', '/t/{traceId}', 'traceUrl', '/t/{traceId}', null],
    ['wheel-zoom', 'off', 'wheelZoom', 'off', 'modifier'],
    ['controls', 'zoom', 'controls', 'zoom', null],
    ['locale', 'de', 'locale', 'de', ''],
  ];

  for (const [attribute, text, property, value, fallback] of table) {
    it(`${attribute} sets ${property}`, () => {
      const element = document.createElement('trace-dependencies');
      expect(Reflect.get(element, property)).to.deep.equal(fallback);
      element.setAttribute(attribute, text);
      expect(Reflect.get(element, property)).to.deep.equal(value);
    });
  }

  it('are read from markup', async () => {
    const frame = await fixture(html`
      <div>
        <trace-dependencies group-by="service.name" aggregate="p95" layout="instant"></trace-dependencies>
      </div>
    `);
    const element = frame.querySelector('trace-dependencies') as TraceDependenciesElement;
    element.spans = shop;
    await settle(element);
    expect(element.viewState.groupBy).to.deep.equal(['service.name']);
    expect(element.viewState.aggregate).to.equal('p95');
    expect(graphOf(element).nodes.every(({ group }) => group.length === 1)).to.equal(true);
  });

  it('are not changed by properties', async () => {
    const element = await draw({ spans: shop, groupBy: 'service.name', aggregate: 'max', asyncLimit: 1 });
    expect(element.getAttributeNames()).to.deep.equal(['style']);
  });
});

describe('values that cannot be read', () => {
  const attributes: readonly (readonly [string, string])[] = [
    ['group-by', ' , ,'],
    ['aggregate', 'median'],
    ['async-limit', 'many'],
    ['async-limit', '-1'],
    ['async-limit', '2.5'],
    ['async-limit', ''],
    ['async-depth', 'deep'],
    ['async-depth', ''],
    ['focus-trace-id', 'no such trace'],
    ['focus-trace-id', ''],
    ['focus-span-id', 'no such span'],
    ['selected', 'no such node'],
    ['direction', 'up'],
    ['layout', 'force'],
    ['classification', 'loose'],
    ['trace-url', 'https://['],
    ['trace-url', ''],
    ['wheel-zoom', 'sometimes'],
    ['locale', 'not a language!'],
  ];
  for (const [name, value] of attributes) {
    it(`${name}="${value}" counts as the default`, async () => {
      const plain = await draw({ spans: shop });
      const element = await place();
      element.setAttribute(name, value);
      element.spans = shop;
      await settle(element);
      expect(graphOf(element)).to.deep.equal(graphOf(plain));
      // In whatever order: it is that of the places, and one of both may have got its better layout already.
      const durations = (one: TraceDependenciesElement): string[] =>
        parts(one, '.duration').map(textOf).sort();
      expect(durations(element)).to.deep.equal(durations(plain));
      expect(part(element, '.viewport').querySelectorAll('a').length).to.equal(0);
      expect(element.viewState.aggregate).to.equal('avg');
      expect(element.problems).to.deep.equal(plain.problems);
    });
  }

  it('a name that is none of a setting’s is told to the console once, and kept', async () => {
    const { warn } = console;
    const warnings: unknown[] = [];
    console.warn = (text: unknown) => warnings.push(text);
    try {
      const element = await draw({ spans: pair });
      for (const [name, value] of [
        ['aggregate', 'median'],
        ['classification', 'loose'],
        ['density', 'dense'],
        ['direction', 'sideways'],
        ['layout', 'foo'],
        ['wheelZoom', 'sometimes'],
      ] as const) {
        Object.assign(element, { [name]: value });
        await settle(element);
        element.groupBy = [name];
        await settle(element);
        expect(element[name]).to.equal(value);
        expect(warnings.length, name).to.equal(1);
        expect(warnings.pop()).to.match(
          new RegExp(`^<trace-dependencies> ${name}: "${value}" is none of \\w+, `),
        );
        Object.assign(element, { [name]: null });
      }
      element.removeAttribute('density');
      await settle(element);
      expect(warnings).to.deep.equal([]);
    } finally {
      console.warn = warn;
    }
  });

  it('an attribute that is taken away counts as the default', async () => {
    const element = await draw({ spans: shop });
    const before = graphOf(element);
    for (const name of ['async-limit', 'async-depth', 'group-by', 'aggregate', 'direction', 'classification'])
      element.setAttribute(name, '1');
    await settle(element);
    for (const name of element.getAttributeNames()) if (name !== 'style') element.removeAttribute(name);
    await settle(element);
    expect(graphOf(element)).to.deep.equal(before);
  });
});

describe('settings', () => {
  it('groupBy takes a text or a list, old and new names alike', async () => {
    const element = await draw({ spans: shop, groupBy: ['service.name'] });
    expect(graphOf(element).nodes.every(({ group }) => group[0]?.key === 'service.name')).to.equal(true);
    element.groupBy = 'span.kind, service.name';
    await settle(element);
    expect(graphOf(element).nodes[0]?.group.map(({ key }) => key)).to.deep.equal([
      'span.kind',
      'service.name',
    ]);
  });

  it('asyncLimit 0 draws every call', async () => {
    const element = await draw({ spans: shop, asyncLimit: 0 });
    expect(graphOf(element).stubs.filter(({ loaded }) => loaded)).to.deep.equal([]);
    expect(graphOf(element).edges.filter((edge) => edge.async).length).to.equal(6);
  });

  it('focusTraceId moves level 0', async () => {
    const element = await draw({ spans: shop, focusTraceId: 'b' });
    expect(nodeOf(element, 'orders process').level).to.equal(0);
    expect(nodeOf(element, 'orders publish').level).to.equal(-1);
  });

  it('focusSpanId centres its node', async () => {
    const element = await draw({ spans: shop, focusSpanId: '5' });
    const stage = part(element, '.stage').getBoundingClientRect();
    const box = boxOf(element, 'price').getBoundingClientRect();
    expect((box.left + box.right) / 2).to.be.closeTo((stage.left + stage.right) / 2, 2);
    expect(box.height).to.be.at.least(boxOf(element, 'price').offsetHeight);
  });

  it('focusSpanId selects the node of the nearest visible ancestor of a hidden span', async () => {
    const hidden = span('a/99', { parent: '5', kind: 'internal', service: 'prices' });
    const element = await draw({ spans: [...shop, hidden], focusSpanId: '99' });
    expect(element.selected).to.equal(nodeOf(element, 'price').id);
  });

  it('focusSpanId may be an id that is not hexadecimal', async () => {
    const spanId = 'Opaque Key';
    const element = await draw({ spans: [{ ...span('a/1'), spanId }], focusSpanId: ` ${spanId} ` });
    expect(element.selected).to.equal(graphOf(element).nodes[0]!.id);
  });

  it('focusTraceId shows its trace, also where it lies behind a node that was collapsed', async () => {
    const spans = [
      span('a/1', { name: 'send', kind: 'producer' }),
      ...['b', 'c'].map((trace) =>
        span(`${trace}/1`, { name: `work ${trace}`, kind: 'consumer', links: ['a/1'] }),
      ),
    ];
    const element = await draw({ spans, focusTraceId: 'a' });
    element.viewState = { collapsed: [nodeOf(element, 'send').id] };
    await settle(element);
    expect(graphOf(element).nodes.length).to.equal(1);
    element.focusTraceId = 'b';
    await settle(element);
    expect(nodeOf(element, 'work b').level).to.equal(0);
    expect(element.viewState.collapsed).to.deep.equal([]);
  });

  it('focusSpanId selects its node at first, and no longer', async () => {
    const element = await draw({ spans: shop, focusSpanId: '5' });
    expect(element.selected).to.equal(nodeOf(element, 'price').id);
    element.select(null);
    element.asyncLimit = 1;
    await settle(element);
    expect(element.selected).to.equal(null);
  });

  it('classification strict knows four attributes', async () => {
    const element = await draw({ spans: shop, classification: 'strict' });
    expect(nodeOf(element, 'SELECT orders').kind).to.equal('database');
    expect(nodeOf(element, 'orders process').kind).to.equal('pubsub');
  });

  it('classify overrides the rules, and undefined leaves it to them', async () => {
    const element = await draw({
      spans: shop,
      classify: ({ name }) => (name === 'price' ? 'database' : undefined),
    });
    expect(nodeOf(element, 'price').kind).to.equal('database');
    expect(nodeOf(element, 'POST /checkout').kind).to.equal('http');
  });

  it('a classify that throws is reported, and the rules decide', async () => {
    const element = await draw({
      spans: shop,
      classify: () => {
        throw new Error('host');
      },
    });
    expect(nodeOf(element, 'POST /checkout').kind).to.equal('http');
    expect(element.problems.map(({ code }) => code)).to.include('classify-failed');
  });

  it('controls chooses what is shown', async () => {
    const element = await draw({ spans: shop, controls: 'zoom aggregate' });
    expect(parts(element, '.legend, .group-by, .switch, [part="fit-button"]')).to.deep.equal([]);
    expect(parts(element, 'select.aggregate, [part="zoom-in-button"]').length).to.equal(2);
    element.select(nodeOf(element, 'price').id);
    await settle(element);
    expect(parts(element, '.details')).to.deep.equal([]);
    element.controls = null;
    await settle(element);
    expect(parts(element, '.legend, .group-by, .switches, .details').length).to.equal(4);
    element.controls = 'destinations';
    await settle(element);
    expect(parts(element, '.switch').map(textOf)).to.deep.equal(['Show topics and queues']);
  });

  it('showDestinations draws topics and queues between producers and consumers', async () => {
    const element = await draw({ spans: shop });
    expect(graphOf(element).nodes.filter(({ destination }) => destination !== undefined)).to.deep.equal([]);
    element.setAttribute('show-destinations', '');
    await settle(element);
    const [topic] = graphOf(element).nodes.filter(({ destination }) => destination !== undefined);
    expect(topic?.destination).to.equal('orders');
    const box = parts(element, '.node').find(({ dataset }) => dataset['nodeId'] === topic?.id);
    expect(textOf(box)).to.equal('orders Topic or queue');
    expect(box?.querySelector('button')?.getAttribute('aria-label')).to.match(/^orders, Topic or queue/);
    expect(textOf(part(element, '.legend'))).to.contain('Topic or queue');
    expect(element.viewState.showDestinations).to.equal(true);
  });

  it('locale forms the numbers, else the nearest lang does', async () => {
    const spans = shop.map((span) => ({ ...span, duration: 1234 }));
    const element = await draw({ spans, locale: 'de' });
    expect(textOf(boxOf(element, 'price').querySelector('.duration'))).to.equal('1,23 s');
    const other = await place();
    other.lang = 'de';
    other.spans = spans;
    await settle(other);
    expect(textOf(boxOf(other, 'price').querySelector('.duration'))).to.equal('1,23 s');
  });

  it('a change of lang forms the numbers anew, unless locale does', async () => {
    const spans = shop.map((span) => ({ ...span, duration: 1234 }));
    const element = await draw({ spans });
    element.lang = 'de';
    await settle(element);
    expect(textOf(boxOf(element, 'price').querySelector('.duration'))).to.equal('1,23 s');
    element.locale = 'en';
    element.lang = 'fr';
    await settle(element);
    expect(textOf(boxOf(element, 'price').querySelector('.duration'))).to.equal('1.23 s');
  });

  it('strings replace single texts, and others stay', async () => {
    const element = await draw({
      spans: shop,
      strings: { fit: 'Einpassen', level: (level) => `Ebene ${level}` },
    });
    expect(textOf(part(element, '[part="fit-button"]'))).to.equal('Einpassen');
    expect(parts(element, '.band-title').map(textOf)).to.include('Ebene 1 · 3 of 6 traces · 3 of 6 calls');
    expect(textOf(part(element, '.bar h2'))).to.equal('Dependencies');
  });

  it('graph draws what the host has built', async () => {
    const { dependencyGraph } = await draw({ spans: shop });
    const element = await draw({ graph: dependencyGraph });
    expect(element.dependencyGraph).to.equal(dependencyGraph);
    expect(parts(element, '.node').length).to.equal(dependencyGraph?.nodes.length);
  });

  it('the panel of a graph that the host has built shows its figures and waits for nothing', async () => {
    const { dependencyGraph } = await draw({ spans: shop });
    const element = await draw({ graph: dependencyGraph });
    element.select(nodeOf(element, 'price').id);
    await settle(element);
    expect(parts(element, '.details .figure').length).to.be.above(5);
    expect(textOf(part(element, '.details'))).to.not.contain('Reading traces');
  });

  it('data that are set after a graph are drawn, with their details', async () => {
    const { dependencyGraph } = await draw({ spans: shop });
    const element = await draw({ graph: dependencyGraph });
    element.spans = pair;
    await settle(element);
    expect(graphOf(element).nodes.length).to.equal(2);
    element.select(nodeOf(element, 'back').id);
    expect((await detailsOf(element)).querySelectorAll('.tab').length).to.equal(4);
  });
});

describe('a graph that the host has built', () => {
  it('stays while data are appended, which are drawn once it is taken away', async () => {
    const { dependencyGraph } = await draw({ spans: shop });
    const element = await draw({ graph: dependencyGraph });
    element.appendData(pair);
    await settle(element);
    expect(element.dependencyGraph).to.equal(dependencyGraph);
    expect(parts(element, '.node').length).to.equal(dependencyGraph?.nodes.length);
    element.graph = null;
    await settle(element);
    expect(graphOf(element).nodes.length).to.equal(2);
  });
});

describe('methods', () => {
  it('appendData adds, and replaces what is known', async () => {
    const element = await draw({ spans: pair });
    element.appendData([{ ...pair[1], name: 'renamed' }]);
    await settle(element);
    expect(graphOf(element).nodes.map(({ spanCount }) => spanCount)).to.deep.equal([1, 1]);
    expect(nodeOf(element, 'renamed').spanCount).to.equal(1);
  });

  it('appendData keeps its order', async () => {
    const element = await draw({ spans: pair });
    for (const name of ['one', 'two', 'three']) element.appendData([{ ...pair[1], name }]);
    await settle(element);
    expect(nodeOf(element, 'three').spanCount).to.equal(1);
    expect(graphOf(element).nodes.length).to.equal(2);
  });

  it('select shows a node, an edge, or nothing', async () => {
    const element = await draw({ spans: shop });
    const { id } = nodeOf(element, 'price');
    element.select(id);
    await settle(element);
    expect(element.selected).to.equal(id);
    expect(boxOf(element, 'price').matches('[part~="selected"]')).to.equal(true);
    const edge = edgeButton(element, 'POST /checkout', 'price').dataset['labelOf'] ?? '';
    element.select(edge);
    await settle(element);
    expect(element.selected).to.equal(null);
    expect(element.viewState.selected).to.equal(edge);
    expect(parts<SVGElement>(element, '.edge[part~="selected"]')[0]?.dataset['edgeId']).to.equal(edge);
    element.select(null);
    await settle(element);
    expect(parts(element, '[part~="selected"], .details')).to.deep.equal([]);
  });

  it('a node that is selected by its property takes the place of a selected edge', async () => {
    const element = await draw({ spans: shop });
    element.select(edgeButton(element, 'POST /checkout', 'price').dataset['labelOf'] ?? '');
    await settle(element);
    const { id } = nodeOf(element, 'price');
    element.selected = id;
    await settle(element);
    expect(element.viewState.selected).to.equal(id);
    expect(parts(element, '.edge[part~="selected"]')).to.deep.equal([]);
    expect(boxOf(element, 'price').matches('[part~="selected"]')).to.equal(true);
  });

  it('expand draws the next three calls', async () => {
    const element = await draw({ spans: shop, asyncLimit: 2 });
    element.expand(stubBox(element, true).dataset['stubId'] ?? '');
    await settle(element);
    expect(graphOf(element).edges.filter((edge) => edge.async).length).to.equal(4);
    expect(element.viewState.expanded.length).to.equal(2);
  });

  it('fit shows everything, after zoomTo has shown one thing', async () => {
    const element = await draw({ spans: shop });
    element.zoomTo(nodeOf(element, 'orders process').id);
    const stage = part(element, '.stage').getBoundingClientRect();
    const box = boxOf(element, 'orders process').getBoundingClientRect();
    expect((box.left + box.right) / 2).to.be.closeTo((stage.left + stage.right) / 2, 2);
    expect(element.viewState.viewport?.scale).to.be.at.least(1);
    element.fit();
    for (const node of parts(element, '.node')) {
      const { left, right, top, bottom } = node.getBoundingClientRect();
      expect(left >= stage.left && right <= stage.right).to.equal(true);
      expect(top >= stage.top && bottom <= stage.bottom).to.equal(true);
    }
    expect(element.viewState.viewport).to.equal(null);
  });

  it('zoomTo without an id goes to the selection, an edge too', async () => {
    const element = await draw({ spans: shop });
    const button = edgeButton(element, 'orders publish', 'orders process');
    element.select(button.dataset['labelOf'] ?? '');
    await settle(element);
    element.zoomTo();
    const stage = part(element, '.stage').getBoundingClientRect();
    const { left, right } = button.getBoundingClientRect();
    expect((left + right) / 2).to.be.closeTo((stage.left + stage.right) / 2, 2);
  });

  it('methods before anything is drawn do nothing', async () => {
    const element = await place();
    element.fit();
    element.zoomTo('nothing');
    element.select('nothing');
    element.expand('nothing');
    element.spans = pair;
    await settle(element);
    expect(parts(element, '.node').length).to.equal(2);
  });
});

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
