/** A host that gives the element traces one by one, when the user asks for them. */
import { parseTraces } from '../dist/cdn/trace-dependencies.js';
import { suitScreen } from './tall-screen.js';

const firstTrace = '097f52a10daead440bf2a61e24f5d445';
const element = document.querySelector('trace-dependencies');
const status = document.querySelector('#status');

/** Stands for a tracing backend: one recording, of which it hands out single traces. */
const recording = fetch('../test/fixtures/otlp/capture-kafka-sqs-rabbit.jsonl')
  .then((answer) => answer.text())
  .then((text) => new Map(parseTraces(text).traces.traces.map(({ traceId, spans }) => [traceId, spans])));

/** Spans of the traces that the backend has; it may lack some. */
async function fetchTraces(traceIds) {
  const known = await recording;
  return traceIds.flatMap((traceId) => known.get(traceId) ?? []);
}

element.addEventListener('async-expand', async (event) => {
  const { stub, traceIds } = event.detail;
  if (stub.loaded) return; // the element has these already and draws them itself
  event.preventDefault();
  status.textContent = `Fetching ${traceIds.length === 1 ? 'a trace' : `${traceIds.length} traces`}…`;
  const spans = await fetchTraces(traceIds);
  element.appendData(spans);
  await element.layoutComplete;
  status.textContent =
    spans.length > 0 ? `${spans.length} spans appended.` : 'The backend has no such trace.';
});

suitScreen(element);
// The first trace stays the focus: without this the focus would move to the earliest of the loaded traces.
element.focusTraceId = firstTrace;
element.spans = await fetchTraces([firstTrace]);
