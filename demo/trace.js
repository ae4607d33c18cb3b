/** Where the operations of the gallery lead: the spans of one trace as a table. */
import { parseTraces } from '../dist/cdn/trace-dependencies.js';
import { patternOf } from './patterns.js';
import { addressOf, traceFile } from './traces.js';

const params = new URLSearchParams(location.search);
const traceId = params.get('traceId');
const spanId = params.get('spanId');
const about = document.querySelector('#about');

const milliseconds = new Intl.NumberFormat(undefined, { maximumFractionDigits: 3 });
const inMilliseconds = (value) => (value === null ? '–' : `${milliseconds.format(value)} ms`);

/** Spans with their depth, parents first; what hangs together in a cycle or has lost its parent begins anew. */
function inTreeOrder(spans) {
  const known = new Set(spans.map((span) => span.spanId));
  const children = Map.groupBy(spans, ({ parentSpanId }) => (known.has(parentSpanId) ? parentSpanId : null));
  const rows = [];
  const seen = new Set();
  const pending = [];
  const add = (span, depth) => pending.push({ span, depth });
  for (const root of [...(children.get(null) ?? []), ...spans]) {
    add(root, 0);
    while (pending.length > 0) {
      const row = pending.pop();
      if (seen.has(row.span.spanId)) continue;
      seen.add(row.span.spanId);
      rows.push(row);
      for (const child of (children.get(row.span.spanId) ?? []).toReversed()) add(child, row.depth + 1);
    }
  }
  return rows;
}

function cell(row, text, className = '') {
  const element = row.insertCell();
  element.textContent = text;
  element.className = className;
  return element;
}

function show(spans) {
  const body = document.querySelector('tbody');
  const starts = spans.map(({ startTime }) => startTime).filter((time) => time !== null);
  const first = starts.reduce((least, time) => Math.min(least, time), Infinity);
  for (const { span, depth } of inTreeOrder(spans)) {
    const row = body.insertRow();
    cell(row, span.name, 'name').style.setProperty('--depth', Math.min(depth, 12));
    cell(row, span.service ?? '–');
    cell(row, span.kind);
    cell(row, span.startTime === null ? '–' : `+${inMilliseconds(span.startTime - first)}`, 'number');
    cell(row, inMilliseconds(span.duration), 'number');
    cell(row, [span.status, span.statusMessage].filter(Boolean).join(': '));
    row.classList.toggle('failed', span.status === 'error');
    row.classList.toggle('target', span.spanId === spanId);
    if (span.spanId === spanId) row.ariaCurrent = 'true';
  }
  document.querySelector('.scroll').hidden = false;
  document.querySelector('.target')?.scrollIntoView({ block: 'center' });
}

document.querySelector('#trace-id').textContent = traceId ?? '';
const read = async (address) => (await fetch(address)).text();

/** Where the trace is from: a pattern or a file of the gallery. */
async function loadTraces() {
  if (params.has('pattern')) {
    const pattern = patternOf(params.get('pattern'));
    const { data } = await pattern.load((file) => read(addressOf({ file })));
    return { title: pattern.title, data };
  }
  const entry = traceFile(params.get('traces'));
  return { title: entry.title, data: await read(addressOf(entry)) };
}

const { title, data } = await loadTraces();
const { traces } = parseTraces(data);
const trace = traces.traces.find((each) => each.traceId === traceId);
about.textContent = trace
  ? `${trace.spans.length} spans, from “${title}”. A host’s own trace view would stand here.`
  : `There is no such trace in “${title}”.`;
if (trace) show(trace.spans);
