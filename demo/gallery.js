/** The gallery: bundled and own traces in one element, with its settings, its events, and an address that keeps them. */
import '../dist/cdn/trace-dependencies.js';
import { logEvents } from './event-log.js';
import { acceptTraces } from './file-input.js';
import { showLoads } from './load-status.js';
import { changedParts, readPageState, writePageState } from './page-state.js';
import { suitableDirection, whenTurned } from './tall-screen.js';
import { addressOf, traceFile, traceGroups } from './traces.js';

const find = (selector) => document.querySelector(selector);
const element = find('trace-dependencies');
const about = find('#about');
const traces = find('#traces');
const settings = find('#settings');

/** What the element draws unless it is told otherwise, of calls and of levels. */
const usualLimit = 3;

/** The view as it is before anyone has changed it. */
const initialView = element.viewState;

let state = readPageState(location.search);

/** The bundled file that is shown, or what stands for the user's own traces. */
let shown = null;

/** The traces that the user opened last. */
let own = null;

/** What was there before the traces that are being loaded, to go back to when they are given up. */
let before = null;

/** Runs while the address rests, after it has followed the view. */
let addressRest;
let addressIsBehind = false;

/** Grows with every load, so that an answer that comes late is known to be late. */
let loads = 0;

/** @param {'replace' | 'push'} how whether the Back button shall lead to what was there before */
function keepAddress(how = 'replace') {
  history[`${how}State`](null, '', location.pathname + writePageState(state));
}

/**
 * Typing changes the view with every letter, and browsers take an address only so often. The first change is kept at
 * once: the page may be left the moment after.
 */
function keepAddressSoon() {
  addressIsBehind = addressRest !== undefined;
  if (addressIsBehind) return;
  keepAddress();
  addressRest = setTimeout(() => {
    addressRest = undefined;
    if (addressIsBehind) keepAddressSoon();
  }, 150);
}

function say(text, failed = false) {
  about.textContent = text;
  about.title = text;
  about.classList.toggle('failed', failed);
}

function applySettings() {
  if (state.theme) document.documentElement.dataset.theme = state.theme;
  else delete document.documentElement.dataset.theme;
  element.direction = state.direction ?? suitableDirection();
  element.asyncLimit = state.limit ?? usualLimit;
  element.asyncDepth = state.depth ?? usualLimit;
  const { theme, direction, limit, depth, all } = settings.elements;
  theme.value = state.theme ?? '';
  direction.value = state.direction ?? '';
  limit.value = element.asyncLimit;
  depth.value = element.asyncDepth;
  all.checked = element.focusTraceId === '*';
}

/** Other traces are on their way. */
function remember() {
  const { viewState: view, traceUrl } = element;
  before ??= { shown, state, view, traceUrl, own, text: about.textContent };
}

/** Draws data and puts the view back to what the address says. */
async function draw(data, entry) {
  const load = ++loads;
  shown = entry;
  const { selected, tab, path, viewport, ...view } = { ...initialView, ...state.view };
  element.traceUrl = entry.file ? `trace.html?traces=${entry.id}&traceId={traceId}&spanId={spanId}` : null;
  if (element.data === data) element.data = null; // given up before, and wanted after all
  element.data = data;
  element.viewState = {
    focusTraceId: (state.focus ?? entry.attributes.focusTraceId) || null,
    ...withoutNull(view),
    selected: null,
    path: null,
    viewport: null,
  };
  applySettings();
  await element.layoutComplete;
  if (load !== loads) return;
  before = null;
  // Where the user stood makes sense only on the drawing that the user saw.
  element.viewState = { tab, path, ...((selected || viewport) && { selected, viewport }) };
}

/** The traces were given up: what is drawn is what was drawn before, and the page says so. */
function goBack() {
  loads++;
  if (!before?.shown) return say('Cancelled: nothing is drawn.');
  shown = before.shown;
  state = before.state;
  element.traceUrl = before.traceUrl;
  element.viewState = before.view;
  if (before.own) offerOwn(before.own);
  traces.value = shown.id ?? '';
  applySettings();
  keepAddress();
  say(before.text);
  before = null;
}

const withoutNull = ({ focusTraceId, ...view }) => (focusTraceId ? { ...view, focusTraceId } : view);

async function drawBundled(entry) {
  const load = ++loads;
  traces.value = entry.id;
  say(`${entry.text} ${entry.source}.`);
  try {
    const answer = await fetch(addressOf(entry));
    if (!answer.ok) throw new Error(`${answer.status} ${answer.statusText}`);
    const text = await answer.text();
    if (load === loads) await draw(text, entry);
  } catch (error) {
    if (load === loads) say(`${entry.title} could not be loaded: ${error.message}`, true);
  }
}

/** Own traces are nowhere but on this page: the address cannot name them. */
function drawOwn({ data, name }) {
  remember();
  traces.value = '';
  say(`${name}: all of its traces. They stay in this browser.`);
  state = { ...state, traces: null, focus: null, view: {} };
  keepAddress('push');
  void draw(data, { attributes: { focusTraceId: '*' } });
}

/** Own traces can be chosen again, the last of them. */
function offerOwn(given) {
  let option = traces.querySelector('[value=""]');
  if (!option) traces.prepend((option = new Option('', '')));
  option.text = given.name;
  own = given;
}

function takeOwn(data, name) {
  remember();
  offerOwn({ data, name });
  drawOwn(own);
}

for (const { title, entries } of traceGroups) {
  const group = document.createElement('optgroup');
  group.label = title;
  group.append(...entries.map((entry) => new Option(entry.title, entry.id)));
  traces.append(group);
}

traces.addEventListener('change', () => {
  if (traces.value === '') return drawOwn(own);
  remember();
  state = { ...state, traces: traces.value, focus: null, view: {} };
  keepAddress('push');
  void drawBundled(traceFile(state.traces));
});

settings.addEventListener('submit', (event) => event.preventDefault());
settings.addEventListener('change', ({ target }) => {
  const { theme, direction, limit, depth, all } = settings.elements;
  const number = ({ valueAsNumber, validity }) =>
    validity.valid && Number.isInteger(valueAsNumber) && valueAsNumber !== usualLimit ? valueAsNumber : null;
  state = {
    ...state,
    theme: theme.value || null,
    direction: direction.value || null,
    limit: number(limit),
    depth: number(depth),
  };
  if (target === all) {
    // A file that begins at every trace by itself begins at its first one instead, which the element finds.
    const usual = shown?.attributes.focusTraceId ?? null;
    const focus = all.checked ? '*' : usual === '*' ? '' : usual;
    const { focusTraceId: _, ...view } = state.view;
    state = { ...state, view, focus: focus === usual ? null : focus };
    element.focusTraceId = focus || null;
  }
  applySettings();
  keepAddress();
});

element.addEventListener('view-change', ({ detail: { viewState, changed } }) => {
  const view = { ...state.view };
  for (const key of changed) view[key] = viewState[key];
  state = { ...state, view: changedParts(view, initialView) };
  applySettings();
  keepAddressSoon();
});

window.addEventListener('popstate', () => {
  remember();
  state = readPageState(location.search);
  void drawBundled(traceFile(state.traces));
});

whenTurned(applySettings);
logEvents(element, {
  panel: find('#events'),
  button: find('#toggle-events'),
  counter: find('#event-count'),
});
showLoads(element, find('#load'), (status) => {
  if (status !== 'done') goBack();
  if (status === 'failed')
    say(`These traces could not be read: the bar below says why. ${about.textContent}`, true);
});
acceptTraces({ button: find('#open'), input: find('#file'), target: find('#drop') }, takeOwn);
applySettings();
void drawBundled(traceFile(state.traces));
