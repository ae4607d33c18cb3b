/** Shows the pattern that the address names: `?pattern=<id>&direction=down&theme=dark`. */
import '../dist/cdn/trace-dependencies.js';
import { patternOf, patterns } from './patterns.js';
import { suitScreen } from './tall-screen.js';
import { addressOf } from './traces.js';

const params = new URLSearchParams(location.search);
const pattern = patternOf(params.get('pattern'));
const element = document.querySelector('trace-dependencies');

function linkTo({ id, title }) {
  const query = new URLSearchParams(params);
  query.set('pattern', id);
  const link = document.createElement('a');
  link.href = `?${query}`;
  link.textContent = title;
  if (id === pattern.id) link.ariaCurrent = 'page';
  return link;
}

async function read(file) {
  const answer = await fetch(addressOf({ file }));
  if (!answer.ok) throw new Error(`${file}: ${answer.status} ${answer.statusText}`);
  return answer.text();
}

const theme = params.get('theme');
if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
document.title = `${pattern.title} – trace-dependencies`;
document.querySelector('h1').textContent = pattern.title;
document.querySelector('#look').textContent = pattern.look;
document.querySelector('#origin').textContent = pattern.origin;
document.querySelector('#patterns').append(...patterns.map(linkTo));
document.querySelector('[aria-current]').scrollIntoView({ inline: 'center', block: 'nearest' });

if (params.get('direction') === 'down') element.direction = 'down';
else suitScreen(element);
element.traceUrl = `trace.html?pattern=${pattern.id}&traceId={traceId}&spanId={spanId}`;
Object.assign(element, pattern.attributes, await pattern.load(read));
