import { expect } from '@open-wc/testing';
import { SourceError, type TraceProblemEvent, type TraceAnswer, type TraceSource } from '../../src/index.js';
import { span } from '../graph/span-builder.js';
import { shop } from './sample-traces.js';
import { click, graphOf, inside, parts, record, settle, stubBox, until } from './stage.js';
import { cause, causeId, slowSource, question, isLoaded, note, codes, drawShop } from './slow-source.js';

/** What a careless source may reject with. */
const nothing = undefined as unknown as Error;

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
