/**
 * How the element takes big data in Chromium: the longest task on the page's thread and the time to the first
 * drawing, in milliseconds and as a ratio to `JSON.parse` of the same bytes in the same page. Needs a build.
 *
 *   node bench/browser.mjs [--million] [--profile]
 *
 * `--million` adds 1,000,000 spans; `--profile` names the functions in which the page's thread spent most time, from
 * the sources as they are instead of the build.
 */
import { createReadStream, existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { join, normalize } from 'node:path';
import { build } from 'esbuild';
import puppeteer from 'puppeteer-core';
import { findBrowsers } from '../test/run/browsers.mjs';

const million = 1_000_000;
const sizes = process.argv.includes('--million') ? [100_000, million] : [100_000];
const profiles = process.argv.includes('--profile');

/** What is given, and the focus; `*` draws all traces. */
const drops = [
  ['bytes', null],
  ['blob', null],
  ['text', null],
  ['objects', null],
  ['bytes', '*'],
  ['objects', '*'],
];

/** A million spans as objects take more memory than a page may have, beside the element's own copy. */
const isFeasible = (kind, spanCount) => spanCount < million || kind === 'bytes' || kind === 'blob';

async function bundle(entry, options) {
  const result = await build({
    entryPoints: [entry],
    bundle: true,
    target: 'es2022',
    write: false,
    ...options,
  });
  return result.outputFiles[0].text;
}

/** The page's scripts by path. */
const scripts = {
  '/bench.js': await bundle('bench/browser-page.ts', { format: 'iife', globalName: 'bench' }),
};
if (profiles) {
  const external = ['*-worker-text.js'];
  scripts['/dist/cdn/trace-dependencies.js'] = await bundle('src/cdn.ts', { format: 'esm', external });
}

const html = `<!doctype html><html lang="en"><meta charset="utf-8"><title>bench</title>
<script type="module" src="/dist/cdn/trace-dependencies.js"></script><script src="/bench.js"></script>`;

/** Serves the page, its script and the built files, on a port of the system's choice. */
async function serve() {
  const server = createServer(({ url }, response) => {
    const path = normalize(new URL(url, 'http://localhost').pathname);
    const file = join(process.cwd(), path);
    if (path === '/') response.setHeader('content-type', 'text/html').end(html);
    else if (scripts[path]) response.setHeader('content-type', 'text/javascript').end(scripts[path]);
    else if (path.startsWith('/dist/') && existsSync(file)) {
      response.setHeader('content-type', 'text/javascript');
      createReadStream(file).pipe(response);
    } else response.writeHead(404).end();
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

const columns = [16, 10, 7, 7, 11, 11, 11, 11, 11, 11];
const row = (cells) =>
  cells.map((cell, i) => String(cell)[i === 0 ? 'padEnd' : 'padStart'](columns[i])).join('');
const milliseconds = (value) => value.toFixed(0);
const ratio = (value) => `${value.toFixed(2)}×`;

/** The ten functions with the most time of their own. */
function hottest({ nodes, samples, timeDeltas }) {
  const functions = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]));
  const times = new Map();
  samples.forEach((id, index) => {
    const { functionName, lineNumber, columnNumber } = functions.get(id);
    const name = `${functionName || '(anonymous)'} ${lineNumber + 1}:${columnNumber + 1}`;
    times.set(name, (times.get(name) ?? 0) + timeDeltas[index] / 1000);
  });
  return [...times]
    .filter(([name]) => !/^\((idle|program|root)\)/.test(name))
    .sort(([, a], [, b]) => b - a)
    .slice(0, 10);
}

async function measure(page, spanCount) {
  const bytes = await page.evaluate((count) => globalThis.bench.prepare(count), spanCount);
  const parses = [];
  for (let run = 0; run < 3; run++) parses.push(await page.evaluate(() => globalThis.bench.parse()));
  const reference = parses.sort((a, b) => a - b)[1];
  console.log(
    `\n${spanCount} spans, ${(bytes / 1e6).toFixed(0)} MB; JSON.parse in the page: ${milliseconds(reference)} ms\n`,
  );
  console.log(
    row([
      'input, focus',
      'spans',
      'nodes',
      'edges',
      'drawn',
      '÷ parse',
      'task',
      'frame gap',
      'select',
      'regroup',
    ]),
  );
  const client = await page.createCDPSession();
  if (profiles) await client.send('Profiler.enable');
  for (const [kind, focus] of drops) {
    if (!isFeasible(kind, spanCount)) continue;
    if (profiles) await client.send('Profiler.start');
    const result = await page.evaluate((...args) => globalThis.bench.drop(...args), kind, focus);
    const { draw, select, regroup } = result;
    console.log(
      row([
        `${kind}${focus ? `, ${focus}` : ''}`,
        result.spans,
        result.nodes,
        result.edges,
        milliseconds(draw.total),
        ratio(draw.total / reference),
        milliseconds(draw.longestTask),
        milliseconds(draw.longestGap),
        milliseconds(select.longestTask),
        milliseconds(regroup.longestTask),
      ]),
    );
    if (!profiles) continue;
    const { profile } = await client.send('Profiler.stop');
    for (const [name, time] of hottest(profile))
      console.log(`    ${milliseconds(time).padStart(6)} ms  ${name}`);
  }
}

const { chromium } = await findBrowsers(['chromium']);
const server = await serve();
const browser = await puppeteer.launch({
  executablePath: chromium,
  protocolTimeout: 600_000,
  args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-gpu', '--window-size=1280,900'],
});
try {
  console.log(
    'Tasks of at most 50 ms are not reported by the browser and count as 0. Times are milliseconds.',
  );
  for (const spanCount of sizes) {
    const page = await browser.newPage();
    await page.setViewport({ width: 1280, height: 900 });
    await page.goto(`http://127.0.0.1:${server.address().port}/`);
    await page.evaluate(() => customElements.whenDefined('trace-dependencies'));
    await measure(page, spanCount);
    await page.close();
  }
} finally {
  await browser.close();
  server.close();
}
