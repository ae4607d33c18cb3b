/* eslint-disable no-script-url -- these texts are what has to do no harm */
import { expect } from '@open-wc/testing';
import type { Span, Strings, TraceDependenciesElement } from '../../src/index.js';
import { span } from '../graph/span-builder.js';
import { pair, shop } from './sample-traces.js';
import { draw, graphOf, nodeOf, openDetails, part, parts, settle, textOf, until } from './stage.js';

/** What the page reports as errors while something is done. */
async function errorsOf(act: () => Promise<void>): Promise<string[]> {
  const errors: string[] = [];
  const { onerror, onunhandledrejection } = window;
  window.onerror = (_message, _file, _line, _column, error) => void errors.push(String(error));
  window.onunhandledrejection = (event) => void errors.push(String(event.reason));
  try {
    await act();
    await new Promise((resolve) => setTimeout(resolve, 20));
  } finally {
    window.onerror = onerror;
    window.onunhandledrejection = onunhandledrejection;
  }
  return errors;
}

const throwing = (): object =>
  new Proxy(
    {},
    {
      get: () => {
        throw new Error('trap');
      },
      ownKeys: () => {
        throw new Error('trap');
      },
    },
  );

function cyclic(): object {
  const circle: Record<string, unknown> = { traceId: 'a', spanId: '1', name: 'x' };
  circle['attributes'] = { circle };
  return circle;
}

function deep(): unknown {
  let value: unknown = 1;
  for (let depth = 0; depth < 20_000; depth++) value = [value];
  return value;
}

/** Values that no host should give. */
const odd: readonly (readonly [string, () => unknown])[] = [
  ['undefined', () => undefined],
  ['a number', () => 42],
  ['NaN', () => NaN],
  ['a big integer', () => 10n],
  ['a symbol', () => Symbol('x')],
  ['a function', () => () => 1],
  ['true', () => true],
  ['an empty text', () => ''],
  ['a text', () => 'text'],
  ['an empty object', () => ({})],
  ['an array of rubbish', () => [null, 1, 'x', {}, [], Symbol('y')]],
  ['an object without a prototype', () => Object.create(null) as unknown],
  ['a proxy that throws', throwing],
  ['a cycle', cyclic],
  ['a deep array', deep],
  ['a date', () => new Date(NaN)],
  ['an element', () => document.createElement('div')],
  ['a promise', () => Promise.resolve([])],
  ['a map', () => new Map([[1, 2]])],
];

const properties = [
  'data',
  'spans',
  'graph',
  'groupBy',
  'aggregate',
  'showInternalSpans',
  'asyncLimit',
  'asyncDepth',
  'focusTraceId',
  'focusSpanId',
  'selected',
  'direction',
  'layout',
  'classification',
  'traceUrl',
  'wheelZoom',
  'controls',
  'locale',
  'classify',
  'strings',
  'workerFactory',
  'viewState',
] as const;

describe('values that no host should give', () => {
  for (const property of properties) {
    it(`to ${property} raise no error, and the element goes on`, async () => {
      const element = await draw({ spans: shop });
      const errors = await errorsOf(async () => {
        for (const [name, make] of odd) {
          // Only data come from elsewhere; a setting that the host itself has rigged is the host's.
          if (name === 'a proxy that throws' && !['data', 'spans'].includes(property)) continue;
          try {
            (element as unknown as Record<string, unknown>)[property] = make();
          } catch (error) {
            expect.fail(`${name} was thrown back: ${String(error)}`);
          }
          await settle(element);
        }
      });
      expect(errors).to.deep.equal([]);
      const fallback = document.createElement('trace-dependencies') as unknown as Record<string, unknown>;
      if (property !== 'viewState')
        (element as unknown as Record<string, unknown>)[property] = fallback[property];
      element.spans = [...pair];
      await settle(element);
      expect(parts(element, '.node').length).to.be.above(0);
    });
  }

  it('to methods raise no error', async () => {
    const element = await draw({ spans: shop });
    const loose = element as unknown as Record<string, (value: unknown) => void>;
    const errors = await errorsOf(async () => {
      for (const method of ['appendData', 'select', 'expand', 'zoomTo']) {
        for (const [, make] of odd) loose[method]?.call(element, make());
        await settle(element);
      }
    });
    expect(errors).to.deep.equal([]);
    element.spans = [...pair];
    await settle(element);
    expect(graphOf(element).nodes.length).to.equal(2);
  });

  it('strings of the wrong type are left out', async () => {
    const strings = { fit: 42, kinds: null, level: 'x', title: 'Mine', nothing: 1 };
    const element = await draw({ spans: shop, strings: strings as unknown as Partial<Strings> });
    expect(textOf(part(element, '[part="fit-button"]'))).to.equal('Fit');
    expect(textOf(part(element, '.bar h2'))).to.equal('Mine');
    expect(textOf(part(element, '.legend'))).to.contain('HTTP');
  });

  it('spans take the place of data that are taken away at the same time', async () => {
    const element = await draw({ data: shop });
    element.data = null;
    element.spans = pair;
    await settle(element);
    expect(graphOf(element).nodes.length).to.equal(2);
    element.data = shop;
    await settle(element);
    expect(graphOf(element).nodes.length).to.be.above(2);
    element.data = null;
    await settle(element);
    expect(graphOf(element).nodes.length).to.equal(2);
  });

  it('in data never empty the view of what can be read', async () => {
    const good = span('a/1', { name: 'good' });
    const element = await draw({ data: [good, null, 7, cyclic(), { traceId: 'x' }, 'text'] });
    expect(nodeOf(element, 'good').spanCount).to.be.at.least(1);
    expect(element.problems.length).to.be.above(0);
  });

  it('the host’s objects are never changed', async () => {
    const freeze = <Value>(value: Value): Value => {
      if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
        Object.freeze(value);
        Object.values(value).forEach(freeze);
      }
      return value;
    };
    const spans = freeze(structuredClone<readonly Span[]>(shop));
    const before = JSON.stringify(spans);
    const element = await draw({ spans, groupBy: freeze(['service.name']) });
    element.appendData(spans);
    await settle(element);
    expect(JSON.stringify(spans)).to.equal(before);
  });
});

/** Texts that become markup, script or an address where data are not treated as text. */
const payloads: readonly string[] = [
  '<script>boom()</script>',
  '<img src=/boom onerror=boom()>',
  '<svg onload=boom()>',
  '<svg><script>boom()</script></svg>',
  '"><img src=/boom onerror=boom()>',
  "'><img src=/boom onerror=boom()>",
  '`><img src=/boom onerror=boom()>',
  '</title><script>boom()</script>',
  '</textarea><script>boom()</script>',
  '</style><script>boom()</script>',
  '--><script>boom()</script>',
  ']]><script>boom()</script>',
  '<iframe src=javascript:boom()></iframe>',
  '<iframe srcdoc="<script>parent.boom()</script>"></iframe>',
  '<object data=/boom></object>',
  '<embed src=/boom>',
  '<link rel=stylesheet href=/boom>',
  '<base href=//boom.invalid/>',
  '<meta http-equiv=refresh content="0;url=/boom">',
  '<form action=/boom><button autofocus onfocus=boom()>',
  '<input autofocus onfocus=boom()>',
  '<details open ontoggle=boom()>',
  '<video src=/boom onerror=boom()></video>',
  '<audio src=/boom onerror=boom()></audio>',
  '<body onload=boom()>',
  '<math><mtext><img src=/boom onerror=boom()>',
  '<template><img src=/boom></template>',
  '<a href=javascript:boom()>x</a>',
  '<b style="background:url(/boom)">x</b>',
  '<style>@import "/boom";</style>',
  '<x-boom></x-boom>',
  'javascript:boom()',
  'JaVaScRiPt:boom()',
  'data:text/html,<script>boom()</script>',
  '" onmouseover="boom()" x="',
  "' onfocus='boom()' autofocus='",
  ' style=position:fixed;inset:0',
  '${boom()}',
  '{{constructor.constructor("boom()")()}}',
  '#{boom()}',
  '<%= boom() %>',
  '&lt;img src=/boom onerror=boom()&gt;',
  '&#60;script&#62;boom()&#60;/script&#62;',
  '\u003cimg src=/boom onerror=boom()\u003e',
  '\ufeff<script>boom()</script>',
  '<scr\u0000ipt>boom()</script>',
  '<!--<img src="--><img src=/boom onerror=boom()>',
  'url(/boom)',
  '?>lit$0$<!--?lit$0$-->',
  '{{lit-0}}',
];

/** Names that are something to an object, or to a selector. */
const names: readonly string[] = [
  '__proto__',
  'constructor',
  'prototype',
  'hasOwnProperty',
  'toString',
  'valueOf',
  '__defineGetter__',
  '"]',
  '\\',
  '*',
  '[data-node-id]',
  '#tab-panel',
  ':host',
  '\ud800',
  'a\nb',
  '\u0000',
];

/** Spans in which every text is the payload. */
function spansOf(text: string): readonly Span[] {
  const tags = { [text]: text, plain: text, list: [text, { [text]: text }] };
  const traits = { name: text, service: text, tags, processTags: { [text]: text } };
  const texts = (one: Span): Span => ({
    ...one,
    status: 'error',
    statusMessage: text,
    scope: text,
    events: [{ name: text, time: null, attributes: one.attributes }],
  });
  return [
    texts(span('a/1', { ...traits, kind: 'producer' })),
    texts(span('b/1', { ...traits, kind: 'consumer', start: 50, links: [['a/1', { [text]: text }]] })),
    texts(span('b/2', { ...traits, parent: '1', start: 60 })),
    texts(span('c/1', { ...traits, links: [['dddd/1', { [text]: text }]] })),
  ];
}

/** Opens everything that shows texts of the data. */
async function showEverything(element: TraceDependenciesElement): Promise<void> {
  const [node] = graphOf(element).nodes;
  element.select(node?.id ?? null);
  await settle(element);
  for (const name of ['traces', 'spans', 'links', 'tags']) {
    const button = await until(() => parts(element, `#tab-${name}`)[0], 'the details are shown');
    button.click();
    await element.updateComplete;
  }
  const edge = graphOf(element).edges.find((one) => one.async);
  if (edge) {
    element.select(edge.id);
    await settle(element);
    await until(() => parts(element, '#tab-calls')[0], 'the calls are shown');
  }
  part(element, '.group-by-button').click();
  await element.updateComplete;
}

const tagNames = (element: TraceDependenciesElement): Set<string> =>
  new Set([...(element.shadowRoot?.querySelectorAll('*') ?? [])].map(({ localName }) => localName));

/** All that our own templates are made of. */
const ours = new Set(
  (
    'style div header h2 h3 h4 p details summary strong code span button svg path rect a aside dl dt dd label input ' +
    'select option slot progress g'
  ).split(' '),
);

describe('texts of the data', () => {
  let called = 0;
  let asked: PerformanceEntry[] = [];
  let observer: PerformanceObserver;
  const dialogs = ['alert', 'confirm', 'prompt', 'open'] as const;
  const natives = new Map<string, unknown>();

  before(() => {
    const loose = window as unknown as Record<string, unknown>;
    loose['boom'] = () => called++;
    for (const name of dialogs) {
      natives.set(name, loose[name]);
      loose[name] = () => called++;
    }
    observer = new PerformanceObserver((list) => asked.push(...list.getEntries()));
    observer.observe({ type: 'resource' });
  });

  after(() => {
    observer.disconnect();
    const loose = window as unknown as Record<string, unknown>;
    delete loose['boom'];
    for (const [name, native] of natives) loose[name] = native;
  });

  beforeEach(() => {
    called = 0;
    asked = [];
  });

  for (const text of payloads) {
    it(`${JSON.stringify(text)} is a text wherever it stands`, async () => {
      const element = await draw({
        spans: spansOf(text),
        groupBy: ['service.name', 'operation.name', text],
        focusTraceId: '*',
        traceUrl: '/t/{traceId}?o={operation}&s={service}',
      });
      await showEverything(element);
      expect([...tagNames(element)].filter((name) => !ours.has(name))).to.deep.equal([]);
      for (const one of element.shadowRoot?.querySelectorAll('*') ?? []) {
        for (const { name } of one.attributes) expect(name.startsWith('on')).to.equal(false);
      }
      for (const link of parts<HTMLAnchorElement>(element, 'a')) {
        expect(link.origin).to.equal(location.origin);
        expect(link.pathname).to.match(/^\/t\/[0-9a-f]{32}$/);
      }
      await new Promise((resolve) => setTimeout(resolve, 0));
      asked.push(...observer.takeRecords());
      expect(asked.filter(({ name }) => name.includes('boom'))).to.deep.equal([]);
      expect(called).to.equal(0);
    });
  }

  for (const text of names) {
    it(`the name ${JSON.stringify(text)} is only a name`, async () => {
      const element = await draw({
        spans: spansOf(text),
        groupBy: ['service.name', 'operation.name', text],
        focusTraceId: '*',
      });
      expect(graphOf(element).nodes.length).to.be.at.least(3);
      expect(parts(element, '.node').length).to.equal(graphOf(element).nodes.length);
      await showEverything(element);
      expect(parts(element, '.menu-row').length).to.be.above(2);
      expect(({} as Record<string, unknown>)['plain']).to.equal(undefined);
    });
  }

  it('are found by a click on their node, whatever they are', async () => {
    const spans = names.map((name, index) => span(`a/${index + 1}`, { name, service: name, start: index }));
    const element = await draw({ spans });
    for (const box of parts(element, '.node')) {
      box.querySelector<HTMLElement>('.shape')?.click();
      expect(element.selected).to.equal(box.dataset['nodeId']);
    }
  });

  it('that deceive are marked in labels and panels', async () => {
    const element = await draw({ spans: spansOf('safe\u202egpj.exe') });
    await openDetails(element, 'safe\u202egpj.exe');
    expect(textOf(part(element, '.canvas'))).to.contain('safe\ufffdgpj.exe');
    expect(part(element, '.frame').textContent).to.not.contain('\u202e');
  });
});
