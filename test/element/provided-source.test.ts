import { ContextProvider, ContextRoot } from '@lit/context';
import { expect, fixture, html } from '@open-wc/testing';
import { traceSourceContext, type TraceDependenciesElement, type TraceSource } from '../../src/index.js';
import { shop } from './sample-traces.js';
import { click, nodeOf, settle, stubBox, until, type Properties } from './stage.js';
import { cause, causeId, slowSource, question, isLoaded, activate, drawShop } from './slow-source.js';

describe('a source that answers twice', () => {
  it('doubles nothing', async () => {
    const twice: TraceSource = {
      getTraces: () =>
        Promise.resolve(
          new Map([
            [causeId, { spans: [cause] }],
            [causeId.toUpperCase(), { spans: [cause] }],
          ]),
        ),
    };
    const element = await drawShop({ source: twice });
    await click(stubBox(element, false));
    await until(() => isLoaded(element), 'the trace is drawn');
    expect(nodeOf(element, 'import').spanCount).to.equal(1);
  });

  it('replaces what is known', async () => {
    const source = slowSource();
    const element = await drawShop({ source });
    await click(stubBox(element, false));
    const lost = shop.find(({ name }) => name === 'lost');
    question(source).answer(cause, { ...lost!, duration: 77 });
    await until(() => isLoaded(element), 'the trace is drawn');
    expect(nodeOf(element, 'lost').spanCount).to.equal(1);
    expect(nodeOf(element, 'lost').duration?.max).to.equal(77);
  });
});

describe('a provided source', () => {
  /** An element inside another that may provide a source. */
  async function inProvider(
    before: (provider: HTMLElement) => void,
    properties: Properties = {},
  ): Promise<{ element: TraceDependenciesElement; provider: HTMLElement }> {
    const provider = await fixture<HTMLElement>(html`<div style="width: 1100px; height: 700px"></div>`);
    before(provider);
    const element = document.createElement('trace-dependencies');
    element.style.blockSize = '700px';
    Object.assign(element, { layout: 'instant', spans: shop, ...properties });
    provider.append(element);
    await settle(element);
    return { element, provider };
  }

  const provide = (provider: HTMLElement, source: TraceSource) =>
    new ContextProvider(provider, { context: traceSourceContext, initialValue: source });

  it('is asked', async () => {
    const source = slowSource();
    const { element } = await inProvider((provider) => provide(provider, source));
    await click(stubBox(element, false));
    question(source).answer(cause);
    await until(() => isLoaded(element), 'the trace is drawn');
  });

  it('is found under a key that needs no import', () => {
    expect(traceSourceContext).to.equal(Symbol.for('trace-dependencies/source@1'));
  });

  it('is asked when its provider came after the element', async () => {
    const source = slowSource();
    const { element, provider } = await inProvider(() => undefined);
    await click(stubBox(element, false));
    provide(provider, source);
    await click(stubBox(element, false));
    expect(question(source).signal.aborted).to.equal(false);
    question(source).answer(cause);
    await until(() => isLoaded(element), 'the trace is drawn');
  });

  it('is asked when a root has kept the request for a provider that came late', async () => {
    const root = new ContextRoot();
    root.attach(document.body);
    try {
      const source = slowSource();
      const { element, provider } = await inProvider(() => undefined);
      const late = provide(provider, source);
      late.hostConnected(); // as a reactive host would when it is upgraded
      await click(stubBox(element, false));
      expect(source.questions.length).to.equal(1);
    } finally {
      root.detach(document.body);
    }
  });

  it('gives way to the property', async () => {
    const [provided, own] = [slowSource(), slowSource()];
    const { element } = await inProvider((provider) => provide(provider, provided), { source: own });
    await click(stubBox(element, false));
    expect(provided.questions).to.deep.equal([]);
    expect(own.questions.length).to.equal(1);
  });

  it('may be replaced, which ends what it is asked', async () => {
    const [first, second] = [slowSource(), slowSource()];
    let context: ReturnType<typeof provide> | undefined;
    const { element } = await inProvider((provider) => (context = provide(provider, first)));
    await click(stubBox(element, false));
    context?.setValue(second);
    await until(() => question(first).signal.aborted, 'the first source is left');
    await click(stubBox(element, false));
    question(second).answer(cause);
    await until(() => isLoaded(element), 'the trace is drawn');
  });

  it('is left with its provider', async () => {
    const source = slowSource();
    const { element, provider } = await inProvider((inside) => provide(inside, source));
    provider.parentElement?.append(element);
    await settle(element);
    expect(activate(element)).to.equal(1);
    expect(source.questions).to.deep.equal([]);
  });
});
