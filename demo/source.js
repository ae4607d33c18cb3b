/** A dashboard that has one trace, and a source for what it is linked with: slow, failing and paging as one likes. */
import { createMemorySource, parseTraces, SourceError } from '../dist/cdn/trace-dependencies.js';
import { suitScreen } from './tall-screen.js';

const focus = 'd7910045e0d23199b29d470b079c2cab';
const element = document.querySelector('trace-dependencies');
const calls = document.querySelector('#calls');
const form = document.querySelector('#backend');
const { incoming, delay, page, fails } = form.elements;

suitScreen(element);
const answer = await fetch('../test/fixtures/otlp/capture-kafka-sqs-rabbit.jsonl');
const { traces } = parseTraces(await answer.text());

/** Resolves after a while, unless nobody waits any more. */
function pause(milliseconds, signal) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}

/** Adds a call to the list; gives what says how it ended. */
function logCall(name, ids) {
  const item = document.createElement('li');
  const code = document.createElement('code');
  const state = document.createElement('div');
  code.textContent = name;
  state.textContent = '…';
  item.append(code, ` ${ids.length === 1 ? 'one trace' : `${ids.length} traces`}`, state);
  calls.prepend(item);
  const start = performance.now();
  return (text) => (state.textContent = `${text}, ${Math.round(performance.now() - start)} ms`);
}

/** Lets a backend take its time, and fail while that is wished. */
async function serve(name, ids, { signal }, work, describe) {
  const end = logCall(name, ids);
  try {
    await pause(Number(delay.value), signal);
    if (fails.checked) throw new SourceError('unavailable', 'The backend is down for now');
    const found = await work();
    end(describe(found));
    return found;
  } catch (error) {
    end(signal.aborted ? 'aborted' : error.message);
    throw error;
  }
}

const sum = (values, count) => [...values].reduce((total, value) => total + count(value), 0);

function createBackend() {
  const memory = createMemorySource(traces, { capabilities: { incomingLinks: incoming.value } });
  return {
    ...memory,
    getTraces: (ids, options) =>
      serve(
        'getTraces',
        ids,
        options,
        () => memory.getTraces(ids, options),
        (found) => `${sum(found.values(), ({ spans }) => spans.length)} spans`,
      ),
    incomingLinks: (ids, options) => {
      const perTrace = Math.min(options.perTrace, Number(page.value));
      return serve(
        'incomingLinks',
        ids,
        options,
        () => memory.incomingLinks(ids, { ...options, perTrace }),
        (found) => `${sum(found.values(), ({ items }) => items.length)} links`,
      );
    },
  };
}

function begin() {
  calls.replaceChildren();
  element.source = createBackend();
  element.focusTraceId = focus;
  // Another list, though of the same spans, and nothing expanded: what was loaded before goes.
  element.viewState = { expanded: [] };
  element.spans = [...traces.traces.find(({ traceId }) => traceId === focus).spans];
}

form.addEventListener('submit', (event) => event.preventDefault());
incoming.addEventListener('change', begin);
begin();
