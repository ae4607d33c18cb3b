/** How far traces have come that take longer than a moment, with a button and the Escape key to give them up. */

const percent = new Intl.NumberFormat(undefined, { style: 'percent' });
const number = new Intl.NumberFormat();

/** "45% of 430 MB", "Grouping 1,000,000 spans…". */
function describe({ stage, fraction, bytes, spans }) {
  if (stage === 'grouping') return `Grouping ${number.format(spans ?? 0)} spans…`;
  if (fraction === null) return 'Reading…';
  const size = bytes === null ? '' : ` of ${number.format(Math.ceil(bytes / 1e6))} MB`;
  return percent.format(fraction) + size;
}

/**
 * @param {HTMLElement} element the `<trace-dependencies>` that is watched
 * @param {HTMLElement} place holds a progress bar, a text and a button; hidden while there is nothing to tell
 * @param {(status: 'done' | 'cancelled' | 'failed') => void} onEnd told how a load that was shown has ended
 */
export function showLoads(element, place, onEnd) {
  const [bar, text, button] = place.children;
  element.addEventListener('load-progress', ({ detail }) => {
    const { status, fraction, stage } = detail;
    place.hidden = status !== 'loading';
    text.textContent = describe(detail);
    if (stage === 'reading' && fraction !== null) bar.value = fraction;
    else bar.removeAttribute('value');
    if (status !== 'loading') onEnd(status);
  });
  button.addEventListener('click', () => element.cancelLoad());
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || event.defaultPrevented || place.hidden) return;
    event.preventDefault();
    element.cancelLoad();
  });
}
