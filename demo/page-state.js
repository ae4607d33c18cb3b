/**
 * What the address of the gallery keeps: which traces, theme, direction, limits, and what the user changed in the
 * view. What is as usual is left out, so that a plain address stays plain.
 */

/**
 * @typedef {object} PageState
 * @property {string | null} traces id of a bundled file, or `null` for the first
 * @property {string | null} theme `light`, `dark`, or `null` for the system's
 * @property {string | null} direction `right`, `down`, or `null` for what suits the screen
 * @property {number | null} limit
 * @property {number | null} depth
 * @property {string | null} focus trace id or `*`, or `null` for what suits the file
 * @property {object} view the part of the element's `viewState` that the user changed
 */

const oneOf = (value, ...names) => (names.includes(value) ? value : null);

function wholeNumber(text) {
  const number = Number(text);
  return text && Number.isInteger(number) && number >= 0 ? number : null;
}

/** The element reads a view state with care, so any object will do here. */
function parseView(text) {
  try {
    return Object(JSON.parse(text ?? '{}'));
  } catch {
    return {}; // a mangled address shows the view as it is at first
  }
}

/**
 * @param {object} view a view state
 * @param {object} usual the one before anyone has changed anything
 * @returns {object} the parts of it that are not as usual
 */
export function changedParts(view, usual) {
  const differs = ([name, value]) => JSON.stringify(value) !== JSON.stringify(usual[name]);
  return Object.fromEntries(Object.entries(view).filter(differs));
}

/** @returns {PageState} */
export function readPageState(search) {
  const params = new URLSearchParams(search);
  return {
    traces: params.get('traces'),
    theme: oneOf(params.get('theme'), 'light', 'dark'),
    direction: oneOf(params.get('direction'), 'right', 'down'),
    limit: wholeNumber(params.get('limit')),
    depth: wholeNumber(params.get('depth')),
    focus: params.get('focus'),
    view: parseView(params.get('view')),
  };
}

/**
 * @param {PageState} state
 * @returns the query of an address, with its question mark; nothing when all is as usual
 */
export function writePageState({ view, ...state }) {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(state)) if (value !== null) params.set(name, String(value));
  if (Object.keys(view).length > 0) params.set('view', JSON.stringify(view));
  return params.size > 0 ? `?${params}` : '';
}
