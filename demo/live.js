/** A host that appends spans as they arrive. */
import '../dist/cdn/trace-dependencies.js';
import { liveTraffic } from './live-traffic.js';
import { suitScreen } from './tall-screen.js';

const batchSize = 200;

/** Browsers have little use for more spans than this on a page that was left alone. */
const mostSpans = 200_000;

const element = document.querySelector('trace-dependencies');
const run = document.querySelector('#run');
const speed = document.querySelector('#speed');
const status = document.querySelector('#status');
const traffic = liveTraffic(batchSize);
const number = new Intl.NumberFormat('en');

let spanCount = 0;
let timer = null;

function append() {
  element.appendData(traffic.next().value);
  spanCount += batchSize;
  status.value = `${number.format(spanCount)} spans`;
  if (spanCount >= mostSpans) stop();
}

/** No batch is sent while nobody looks. */
const tick = () => document.hidden || append();

function start() {
  run.textContent = 'Stop';
  timer = setInterval(tick, 1000 / Number(speed.value));
}

function stop() {
  run.textContent = 'Start';
  clearInterval(timer);
  timer = null;
}

run.addEventListener('click', () => (timer === null ? start() : stop()));
document.querySelector('#step').addEventListener('click', append);
speed.addEventListener('change', () => {
  if (timer === null) return;
  stop();
  start();
});
suitScreen(element);
append();
