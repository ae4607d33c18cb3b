import { expect } from '@open-wc/testing';
import {
  createMemorySource,
  SourceError,
  type Span,
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
  until,
} from './stage.js';
import {
  cause,
  causeId,
  slowSource,
  question,
  operations,
  isLoaded,
  activate,
  note,
  codes,
  drawShop,
} from './slow-source.js';

/** What decides the node of a span, as the shop's span of that name has it. */
function named(operation: string): Pick<Span, 'name' | 'service' | 'kind' | 'attributes' | 'resource'> {
  const found = shop.find(({ name }) => name === operation);
  if (!found) throw new Error(`The shop has no ${operation}`);
  const { name, service, kind, attributes, resource } = found;
  return { name, service, kind, attributes, resource };
}

/** Long enough for everything that would happen to have happened. */
const wait = (milliseconds = 100): Promise<void> => new Promise((go) => setTimeout(go, milliseconds));

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
