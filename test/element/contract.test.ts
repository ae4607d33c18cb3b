import { expect, fixture, html } from '@open-wc/testing';
import type { TraceDependenciesElement } from '../../src/index.js';
import { pair, shop } from './sample-traces.js';
import {
  boxOf,
  draw,
  edgeButton,
  graphOf,
  nodeOf,
  part,
  parts,
  place,
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
        ['controls', 'zooom'],
      ] as const) {
        Object.assign(element, { [name]: value });
        await settle(element);
        element.groupBy = [name];
        await settle(element);
        expect(element[name]).to.equal(value);
        expect(warnings.length, name).to.equal(1);
        expect(warnings.pop()).to.match(
          new RegExp(`^<trace-dependencies> ${name}: "${value}" is none of [\\w-]+, `),
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
