/** The style sheets of the docs, one at a time, on a light and on a dark element. */
import '../dist/cdn/trace-dependencies.js';

const links = [...document.querySelectorAll('#themes a')];
const theme = new URLSearchParams(location.search).get('theme');
const current = links.find((link) => new URL(link.href).searchParams.get('theme') === theme) ?? links[0];
current.setAttribute('aria-current', 'page');

const name = new URL(current.href).searchParams.get('theme');
if (name) {
  const sheet = document.createElement('link');
  sheet.rel = 'stylesheet';
  sheet.href = `../docs/themes/${name}.css`;
  document.head.append(sheet);
}

const elements = [...document.querySelectorAll('trace-dependencies')];
document.querySelector('#density').addEventListener('change', ({ target }) => {
  for (const element of elements) element.density = target.value;
});

const answer = await fetch('../test/fixtures/otlp/capture-kafka-sqs-rabbit.jsonl');
const traces = await answer.text();
for (const element of elements) element.data = traces;
