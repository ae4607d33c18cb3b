/** A list of the element's events, newest first. */

const names = [
  'trace-select',
  'operation-select',
  'edge-select',
  'async-expand',
  'view-change',
  'layout-complete',
  'load-progress',
  'trace-problem',
];

const mostEntries = 100;
const mostItems = 5;

/** One line about an event; all else is in its detail. */
const gists = {
  'trace-select': ({ node, traceIds, spanIds }) =>
    node ? `${node.kind}, ${spanIds.length} spans of ${traceIds.length} traces` : 'nothing',
  'operation-select': ({ service, operation, traceId }) => `${service} ${operation}, trace ${traceId}`,
  'edge-select': ({ edge }) => `${edge.async ? 'asynchronous' : 'synchronous'}, ${edge.callCount} calls`,
  'async-expand': ({ stub }) => `${stub.callCount} calls ${stub.direction}`,
  'view-change': ({ changed }) => changed.join(', '),
  'layout-complete': ({ nodes, edges, milliseconds, profile }) =>
    `${nodes} nodes, ${edges} edges, ${Math.round(milliseconds)} ms, ${profile}`,
  'load-progress': ({ status, stage, fraction }) =>
    status === 'loading' ? `${stage}${fraction === null ? '' : `, ${Math.round(fraction * 100)} %`}` : status,
  'trace-problem': ({ problem }) => `${problem.code}, ${problem.count} ×, e.g. ${problem.example}`,
};

/** Details hold whole lists of spans: the log shows the beginning of each list. */
function shorten(_key, value) {
  if (!Array.isArray(value) || value.length <= mostItems) return value;
  return [...value.slice(0, mostItems), `… and ${value.length - mostItems} more`];
}

const create = (name, content, className) => {
  const element = document.createElement(name);
  element.textContent = content;
  if (className) element.className = className;
  return element;
};

function entryOf({ type, detail }) {
  const details = document.createElement('details');
  const summary = document.createElement('summary');
  const time = create('time', new Date().toLocaleTimeString([], { hour12: false }));
  summary.append(time, create('code', type), create('span', gists[type](detail), 'gist'));
  details.append(summary);
  details.addEventListener(
    'toggle',
    () => details.append(create('pre', JSON.stringify(detail, shorten, 2))),
    { once: true },
  );
  const item = document.createElement('li');
  item.append(details);
  return item;
}

/**
 * @param {HTMLElement} element the `<trace-dependencies>`
 * @param {{ panel: HTMLElement, button: HTMLElement, counter: HTMLOutputElement }} parts
 */
export function logEvents(element, { panel, button, counter }) {
  const list = panel.querySelector('ol');
  let count = 0;
  for (const name of names) {
    element.addEventListener(name, (event) => {
      counter.value = String(++count);
      list.prepend(entryOf(event));
      if (list.children.length > mostEntries) list.lastElementChild.remove();
    });
  }
  button.addEventListener('click', () => {
    panel.hidden = !panel.hidden;
    button.setAttribute('aria-expanded', String(!panel.hidden));
  });
}
