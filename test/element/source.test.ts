import { ContextProvider, ContextRoot } from '@lit/context';
import { expect, fixture, html } from '@open-wc/testing';
import {
  createMemorySource,
  SourceError,
  type TraceProblemEvent,
  traceSourceContext,
  type Span,
  type TraceAnswer,
  type TraceDependenciesElement,
  type TraceSource,
} from '../../src/index.js';
import { span, traceId, traceSet } from '../graph/span-builder.js';
import { shop } from './sample-traces.js';
import {
  click,
  draw,
  graphOf,
  inside,
  nodeOf,
  part,
  parts,
  press,
  record,
  settle,
  stubBox,
  textOf,
  until,
  type Properties,
} from './stage.js';

/** The trace that caused `POST /checkout` and that is not in the data. It began before all others. */
const cause = span('eeee/1', { name: 'import', service: 'batch', kind: 'producer', start: -500 });

const causeId = traceId('eeee');

/** One question to a source, which the test answers when it likes. */
interface Question {
  readonly traceIds: readonly string[];
  readonly signal: AbortSignal;
  readonly answer: (...spans: readonly Span[]) => void;
  readonly fail: (error: Error) => void;
}

/** A source that collects what it is asked. */
function slowSource(id?: string): TraceSource & { readonly questions: readonly Question[] } {
  const questions: Question[] = [];
  return {
    ...(id === undefined ? {} : { id }),
    questions,
    getTraces: (traceIds, { signal }) =>
      new Promise((resolve, reject) => {
        const answer = (...spans: readonly Span[]): void => {
          const answers = new Map<string, TraceAnswer>();
          for (const one of spans) answers.set(one.traceId, { spans: [one] });
          resolve(answers);
        };
        questions.push({ traceIds, signal, answer, fail: (error) => reject(error) });
      }),
  };
}

/** The question that was asked first, or as the one of that number. */
function question(source: { readonly questions: readonly Question[] }, number = 0): Question {
  const found = source.questions[number];
  if (!found) throw new Error(`The source was asked ${source.questions.length} times`);
  return found;
}

const operations = (element: TraceDependenciesElement): readonly (string | null | undefined)[] =>
  graphOf(element).nodes.map(({ group }) => group.find(({ key }) => key === 'operation.name')?.value);

const isLoaded = (element: TraceDependenciesElement): boolean => operations(element).includes('import');

/** Activates the stub of an element that may lie outside the window, and counts the events of it. */
function activate(element: TraceDependenciesElement): number {
  const events = record(element, 'async-expand');
  inside<HTMLElement>(stubBox(element, false), 'button').click();
  return events.length;
}

/** What the stub says below its title, once it says something that matches. */
function note(element: TraceDependenciesElement, pattern: RegExp): Promise<string> {
  return until(
    () => {
      const text = textOf(parts(element, '.stub-note')[0]);
      return pattern.test(text) ? text : null;
    },
    `the stub says ${String(pattern)}`,
  );
}

/** What decides the node of a span, as the shop's span of that name has it. */
function named(operation: string): Pick<Span, 'name' | 'service' | 'kind' | 'attributes' | 'resource'> {
  const found = shop.find(({ name }) => name === operation);
  if (!found) throw new Error(`The shop has no ${operation}`);
  const { name, service, kind, attributes, resource } = found;
  return { name, service, kind, attributes, resource };
}

const codes = (element: TraceDependenciesElement): readonly string[] =>
  element.problems.map(({ code }) => code);

/** What a careless source may reject with. */
const nothing = undefined as unknown as Error;

/** Long enough for everything that would happen to have happened. */
const wait = (milliseconds = 100): Promise<void> => new Promise((go) => setTimeout(go, milliseconds));

async function drawShop(properties: Properties = {}): Promise<TraceDependenciesElement> {
  return draw({ spans: shop, ...properties });
}

describe('source', () => {
  it('is asked for all traces of a stub at once, and what it answers is drawn', async () => {
    const source = slowSource();
    const again = { ...span('a/8', { parent: '1', links: ['dddd/1'] }), ...named('POST /checkout') };
    const element = await drawShop({ source, spans: [...shop, again] });
    const stub = graphOf(element).stubs.find(({ loaded }) => !loaded);
    expect(stub?.traceIds).to.deep.equal([traceId('dddd'), causeId]);
    await click(stubBox(element, false));
    expect(source.questions.length).to.equal(1);
    expect(question(source).traceIds).to.deep.equal([traceId('dddd'), causeId]);
    question(source).answer(cause, span('dddd/1', { service: 'other', kind: 'producer', start: -900 }));
    await until(() => graphOf(element).stubs.every(({ loaded }) => loaded), 'all traces are drawn');
    expect(graphOf(element).nodes.filter(({ level }) => level === -1).length).to.equal(2);
  });

  it('is asked by the keyboard as well', async () => {
    const source = slowSource();
    const element = await drawShop({ source });
    inside<HTMLElement>(stubBox(element, false), 'button').focus();
    await press('Enter');
    expect(question(source).traceIds).to.deep.equal([causeId]);
  });

  it('is asked by expand()', async () => {
    const element = await drawShop({ source: createMemorySource(traceSet(cause)) });
    element.expand(graphOf(element).stubs.find(({ loaded }) => !loaded)?.id ?? '');
    await until(() => isLoaded(element), 'the trace is drawn');
    expect(element.viewState.expanded).to.deep.equal([causeId]);
  });

  it('is asked again for what a saved view had loaded', async () => {
    const memory = createMemorySource(traceSet(cause));
    const onDemand: TraceSource = { getTraces: (ids, options) => memory.getTraces(ids, options) };
    const element = await drawShop({ source: onDemand });
    const changes = record(element, 'view-change');
    await click(stubBox(element, false));
    await until(() => isLoaded(element), 'the trace is drawn');
    await until(() => changes.length > 0, 'the change of the view is told');
    const restored = await drawShop({ source: onDemand, viewState: element.viewState });
    await until(() => isLoaded(restored), 'the trace is drawn again');
  });

  for (const none of [NaN, 5, 'jaeger', true] as unknown[])
    it(`is none when it is ${String(none)}`, async () => {
      const element = await drawShop({ source: none as TraceSource });
      let updates = 0;
      element.requestUpdate = () => void (updates += 1);
      await wait();
      expect(updates).to.be.lessThan(5);
      expect(stubBox(element, false).textContent).to.not.contain('Loading');
    });

  it('is not asked for traces that are there', async () => {
    const source = slowSource();
    const element = await drawShop({ source });
    await click(stubBox(element, true));
    await settle(element);
    expect(source.questions).to.deep.equal([]);
  });

  it('is not asked when the event is prevented', async () => {
    const source = slowSource();
    const element = await drawShop({ source });
    element.addEventListener('async-expand', (event) => event.preventDefault());
    await click(stubBox(element, false));
    expect(source.questions).to.deep.equal([]);
    expect(parts(element, '.stub-note')).to.deep.equal([]);
  });

  it('is not asked for traces of a graph that the host has built, to which no span can be added', async () => {
    const source = slowSource();
    const graph = graphOf(await drawShop());
    const element = await draw({ graph, source });
    expect(activate(element)).to.equal(1);
    expect(source.questions).to.deep.equal([]);
    expect(graphOf(element)).to.equal(graph);
  });

  it('changes neither focus nor selection nor view when a cause comes', async () => {
    const source = slowSource();
    const element = await drawShop({ source });
    const { id } = nodeOf(element, 'POST /checkout');
    element.select(id);
    element.zoomTo(id);
    await settle(element);
    const viewport = element.viewState.viewport;
    const { left } = part(element, `.node.selected`).getBoundingClientRect();
    element.expand(graphOf(element).stubs.find(({ loaded }) => !loaded)?.id ?? '');
    question(source).answer(cause);
    await until(() => isLoaded(element), 'the trace is drawn');
    await settle(element);
    expect(graphOf(element).focusTraceId).to.equal(traceId('a'));
    expect(nodeOf(element, 'import').level).to.equal(-1);
    expect(element.selected).to.equal(id);
    expect(element.viewState.viewport?.scale).to.equal(viewport?.scale);
    expect(part(element, `.node.selected`).getBoundingClientRect().left).to.be.closeTo(left, 2);
  });

  it('does not hold the focus of other data', async () => {
    const element = await drawShop({ source: createMemorySource(traceSet(cause)) });
    await click(stubBox(element, false));
    await until(() => isLoaded(element), 'the trace is drawn');
    element.spans = [cause, ...shop];
    await settle(element);
    expect(graphOf(element).focusTraceId).to.equal(causeId);
  });

  it('may know that spans are missing', async () => {
    const source: TraceSource = {
      getTraces: () =>
        Promise.resolve(
          new Map([[causeId, { spans: [cause], completeness: 'partial', reason: 'cut at 1 span' }]]),
        ),
    };
    const element = await drawShop({ source });
    await click(stubBox(element, false));
    await until(() => isLoaded(element), 'the trace is drawn');
    expect(element.problems.find(({ code }) => code === 'partial-trace')?.example).to.equal('cut at 1 span');
  });
});

describe('a slow source', () => {
  it('is waited for: the stub says so', async () => {
    const source = slowSource();
    const element = await drawShop({ source });
    await click(stubBox(element, false));
    await note(element, /loading/i);
    expect(stubBox(element, false).getAttribute('aria-busy')).to.equal('true');
    expect(inside(stubBox(element, false), 'button').getAttribute('aria-label')).to.match(/loading/i);
    question(source).answer(cause);
    await until(() => isLoaded(element), 'the trace is drawn');
    await until(() => parts(element, '[aria-busy]').length === 0, 'nothing is busy');
  });

  it('moves nothing while it is waited for', async () => {
    const source = slowSource();
    const element = await drawShop({ source });
    const layouts = record(element, 'layout-complete');
    const { width, height } = stubBox(element, false).getBoundingClientRect();
    await click(stubBox(element, false));
    await note(element, /loading/i);
    const box = stubBox(element, false).getBoundingClientRect();
    expect([box.width, box.height]).to.deep.equal([width, height]);
    expect(part(element, '.stub-note').getBoundingClientRect().bottom).to.be.at.most(box.bottom);
    expect(part(element, '.stub .expand').getBoundingClientRect().top).to.be.at.least(box.top);
    expect(layouts).to.deep.equal([]);
  });

  it('is not asked again for what it is being asked for', async () => {
    const source = slowSource();
    const element = await drawShop({ source });
    const events = record(element, 'async-expand');
    await click(stubBox(element, false));
    await click(stubBox(element, false));
    expect(events.length).to.equal(2);
    expect(source.questions.length).to.equal(1);
  });

  it('still answers after the user has grouped otherwise', async () => {
    const source = slowSource();
    const element = await drawShop({ source });
    await click(stubBox(element, false));
    element.groupBy = 'operation.name';
    await settle(element);
    await note(element, /loading/i);
    question(source).answer(cause);
    await until(() => isLoaded(element), 'the trace is drawn');
  });

  it('still answers when the element is moved in the document', async () => {
    const source = slowSource();
    const element = await drawShop({ source });
    await click(stubBox(element, false));
    element.parentElement?.append(element);
    await wait(0);
    expect(question(source).signal.aborted).to.equal(false);
    question(source).answer(cause);
    await until(() => isLoaded(element), 'the trace is drawn');
  });

  it('still answers after the host has appended something else', async () => {
    const source = slowSource();
    const element = await drawShop({ source });
    await click(stubBox(element, false));
    element.appendData([span('a/9', { parent: '1', name: 'appended' })]);
    await settle(element);
    question(source).answer(cause);
    await until(() => isLoaded(element), 'the trace is drawn');
    expect(operations(element)).to.include('appended');
  });
});

describe('an answer that nobody waits for', () => {
  const ways: Readonly<Record<string, (element: TraceDependenciesElement) => void>> = {
    'the element is removed': (element) => element.remove(),
    'the source is replaced': (element) => (element.source = slowSource()),
    'the source is taken away': (element) => (element.source = null),
    'other data come': (element) => (element.data = [span('5/1', { name: 'other' })]),
    'other spans come': (element) => (element.spans = [span('5/1', { name: 'other' })]),
  };
  for (const [name, change] of Object.entries(ways)) {
    it(`is aborted and dropped when ${name}`, async () => {
      const source = slowSource();
      const element = await drawShop({ source });
      const problems = record(element, 'trace-problem');
      await click(stubBox(element, false));
      change(element);
      await wait(50);
      expect(question(source).signal.aborted).to.equal(true);
      question(source).answer(cause);
      await wait();
      expect(operations(element)).to.not.include('import');
      expect(problems).to.deep.equal([]);
      expect(parts(element, '.stub-note')).to.deep.equal([]);
    });

    it(`may fail silently when ${name}`, async () => {
      const source = slowSource();
      const element = await drawShop({ source });
      await click(stubBox(element, false));
      change(element);
      await wait(50);
      question(source).fail(new SourceError('unavailable', 'down'));
      await wait(300);
      expect(source.questions.length).to.equal(1);
      expect(codes(element)).to.not.include('source-failed');
    });
  }

  it('is waited for all the same when the source is replaced by one of the same id', async () => {
    const source = slowSource('backend');
    const element = await drawShop({ source });
    await click(stubBox(element, false));
    element.source = slowSource('backend');
    await wait(50);
    expect(question(source).signal.aborted).to.equal(false);
    question(source).answer(cause);
    await until(() => isLoaded(element), 'the trace is drawn');
  });

  it('can be asked for again when the element comes back', async () => {
    const source = slowSource();
    const element = await drawShop({ source });
    const parent = element.parentElement;
    await click(stubBox(element, false));
    element.remove();
    await wait(0);
    parent?.append(element);
    await settle(element);
    await click(stubBox(element, false));
    question(source, 1).answer(cause);
    await until(() => isLoaded(element), 'the trace is drawn');
  });
});

describe('a source that fails', () => {
  it('is reported with its reason, which the stub shows', async () => {
    const source = slowSource('backend');
    const element = await drawShop({ source });
    const events = record(element, 'trace-problem');
    const before = graphOf(element);
    await click(stubBox(element, false));
    question(source).fail(new SourceError('forbidden', 'No access to batch'));
    expect(await note(element, /no access/i)).to.equal('Try again: No access to batch');
    const { problem } = (events[0] as TraceProblemEvent).detail;
    expect(problem).to.deep.equal({
      code: 'source-failed',
      count: 1,
      example: 'backend: No access to batch',
    });
    expect(element.problems).to.include(problem);
    expect(events.length).to.equal(1);
    expect(stubBox(element, false).hasAttribute('aria-busy')).to.equal(false);
    expect(inside(stubBox(element, false), 'button').title).to.equal('Try again: No access to batch');
    expect(graphOf(element)).to.equal(before);
  });

  it('can be asked again, after which the failure is over', async () => {
    const source = slowSource();
    const element = await drawShop({ source });
    await click(stubBox(element, false));
    question(source).fail(new Error('no'));
    await note(element, /try again/i);
    await click(stubBox(element, false));
    await note(element, /loading/i);
    question(source, 1).answer(cause);
    await until(() => isLoaded(element), 'the trace is drawn');
    await until(() => !codes(element).includes('source-failed'), 'the failure is over');
  });

  it('stays reported when other data are appended', async () => {
    const source = slowSource();
    const element = await drawShop({ source });
    await click(stubBox(element, false));
    question(source).fail(new Error('no'));
    await note(element, /try again/i);
    element.appendData([span('a/9', { parent: '1', name: 'appended' })]);
    await settle(element);
    expect(codes(element)).to.include('source-failed');
    await note(element, /try again/i);
  });

  it('is forgotten with its data', async () => {
    const source = slowSource();
    const element = await drawShop({ source });
    await click(stubBox(element, false));
    question(source).fail(new Error('no'));
    await note(element, /try again/i);
    element.spans = [...shop];
    await settle(element);
    expect(codes(element)).to.not.include('source-failed');
    expect(parts(element, '.stub-note')).to.deep.equal([]);
  });

  it('is asked again by itself when the failure may pass', async () => {
    const source = slowSource();
    const element = await drawShop({ source });
    const events = record(element, 'trace-problem');
    await click(stubBox(element, false));
    question(source).fail(new SourceError('unavailable', 'down'));
    await until(() => source.questions.length === 2, 'the source is asked again');
    await note(element, /loading/i);
    question(source, 1).answer(cause);
    await until(() => isLoaded(element), 'the trace is drawn');
    expect(events).to.deep.equal([]);
  });

  for (const [name, source] of Object.entries<TraceSource>({
    'throws at once': {
      getTraces: () => {
        throw new RangeError('thrown at once');
      },
    },
    'rejects with nothing': { getTraces: () => Promise.reject(nothing) },
    'answers with nothing': { getTraces: () => Promise.resolve(undefined as never) },
    'answers without spans': {
      getTraces: () => Promise.resolve(new Map([[causeId, {} as unknown as TraceAnswer]])),
    },
    'has a time limit of its own': {
      getTraces: () => Promise.reject(new DOMException('5 s are over', 'TimeoutError')),
    },
  })) {
    it(`fails as well when it ${name}`, async () => {
      const element = await drawShop({ source });
      await click(stubBox(element, false));
      await note(element, /try again/i);
      expect(codes(element)).to.include('source-failed');
    });
  }

  it('shows no characters that forge what it says', async () => {
    const source: TraceSource = { getTraces: () => Promise.reject(new Error('a\u202eb\n<b>c</b>')) };
    const element = await drawShop({ source });
    await click(stubBox(element, false));
    expect(await note(element, /try again/i)).to.equal('Try again: a\ufffdb\ufffd<b>c</b>');
  });
});

describe('a trace that the source does not have', () => {
  it('stays a stub that says so and can be asked for again', async () => {
    const source = slowSource();
    const element = await drawShop({ source });
    const events = record(element, 'trace-problem');
    await click(stubBox(element, false));
    question(source).answer();
    await note(element, /not found/i);
    expect(events).to.deep.equal([]);
    await click(stubBox(element, false));
    question(source, 1).answer(cause);
    await until(() => isLoaded(element), 'the trace is drawn');
  });

  it('is reported when it came without the span that is linked', async () => {
    const source = slowSource();
    const element = await drawShop({ source });
    await click(stubBox(element, false));
    question(source).answer(span('eeee/2', { name: 'import', service: 'batch' }));
    await until(() => graphOf(element).stubs.every(({ loaded }) => loaded), 'the trace is loaded');
    await settle(element);
    expect(codes(element)).to.include('dangling-link');
    expect(parts(element, '.stub-note')).to.deep.equal([]);
  });
});

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
