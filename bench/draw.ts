/**
 * First draw and panning of the same graph in the same Chromium: the element, React Flow, Cytoscape, and an empty page
 * under the same gestures as the reference. The others are given the positions; the element lays out by itself.
 */
import { createServer, type Server } from 'node:http';
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { build } from 'esbuild';
import puppeteer, { type Browser, type CDPSession, type Page } from 'puppeteer-core';
import { fallbackLayout } from '../src/layout/fallback-layout.js';
import { findBrowsers } from '../test/run/browsers.mjs';
import { graphNamed } from './graphs.js';
import { writeResults, type DrawRow } from './results.js';
import { median } from './rounds.js';
import { printTable } from './table.js';

const PAGES = {
  empty: 'empty page',
  own: 'ours, layout included',
  'react-flow': 'React Flow, positions given',
  cytoscape: 'Cytoscape, positions given',
} as const;

type PageName = keyof typeof PAGES;

const SIZES = [1000, 10_000];
/** Milliseconds in which a page has to be drawn and panned. */
const LIMIT = 45_000;
/** First draws, each in a fresh page; fewer of large graphs. */
const rounds = (size: number): number => (size > 1000 ? 1 : 3);
const STEPS = 120;
/** CSS pixels of one step of the pointer: there and back, so that the graph stays in view. */
const STEP = 6;

interface DrawnGraph {
  readonly nodes: readonly {
    readonly id: string;
    readonly label: string;
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
  }[];
  readonly edges: readonly { readonly id: string; readonly source: string; readonly target: string }[];
}

function graphOf(size: number): DrawnGraph {
  const input = graphNamed({ family: 'dag', size, seed: 1 });
  const placed = fallbackLayout(input).nodes;
  // At 100 % the middle of the drawing is in view.
  const [left, top] = [median(placed.map(({ x }) => x)) - 640, median(placed.map(({ y }) => y)) - 400];
  const nodes = placed.map((node) => ({
    ...node,
    x: node.x - left,
    y: node.y - top,
    label: `service ${node.id}`,
  }));
  return { nodes, edges: input.edges.map(({ id, source, target }) => ({ id, source, target })) };
}

async function scriptOf(name: PageName): Promise<string> {
  const result = await build({
    entryPoints: [`bench/pages/${name}.mjs`],
    bundle: true,
    minify: true,
    format: 'iife',
    globalName: 'bench',
    define: { 'process.env.NODE_ENV': '"production"' },
    loader: { '.css': 'text' },
    target: 'es2022',
    write: false,
    logLevel: 'error',
  });
  return result.outputFiles[0]?.text ?? '';
}

const HTML = `<!doctype html><html lang="en"><meta charset="utf-8"><title>bench</title>
<style>body { margin: 0 } #host { inline-size: 1280px; block-size: 800px; overflow: hidden }</style><div id="host"></div>`;

/** Serves one empty page and what the build has made. */
async function serve(): Promise<Server> {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    if (path === '/') response.setHeader('content-type', 'text/html').end(HTML);
    else if (/^\/dist\/[\w./-]+\.js$/.test(path) && !path.includes('..'))
      readFile(`.${path}`).then(
        (content) => response.setHeader('content-type', 'text/javascript').end(content),
        () => response.writeHead(404).end(),
      );
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

async function openPage(browser: Browser, address: string, name: PageName): Promise<Page> {
  const page = await browser.newPage();
  await page.setViewport({ width: 1280, height: 800 });
  await page.goto(address);
  if (name === 'own') {
    await page.addScriptTag({ url: '/dist/cdn/trace-dependencies.js', type: 'module' });
    await page.evaluate(`customElements.whenDefined('trace-dependencies').then(() => undefined)`);
  }
  await page.addScriptTag({ content: await scriptOf(name) });
  return page;
}

/** Milliseconds from the data in memory to the second frame after something is drawn. */
const firstDraw = `(async () => {
  const host = document.querySelector('#host');
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  await frame();
  const start = performance.now();
  bench.draw(graph, host);
  while (!bench.isDrawn(host)) await frame();
  await frame();
  await frame();
  return performance.now() - start;
})()`;

const startFrames = `(() => {
  globalThis.frames_ = [];
  const tick = (now) => {
    if (!globalThis.frames_) return;
    globalThis.frames_.push(now);
    requestAnimationFrame(tick);
  };
  requestAnimationFrame(tick);
})()`;

const stopFrames = `(() => { const frames = frames_; frames_ = null; return frames; })()`;
const offset = `bench.offset(document.querySelector('#host'))`;

interface Pan {
  readonly busy: number;
  readonly medianFrame: number;
  readonly slowFrame: number;
}

/** Milliseconds of processor time of the page's thread so far. */
async function busyTime(client: CDPSession): Promise<number> {
  const { metrics } = await client.send('Performance.getMetrics');
  return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN) * 1000;
}

async function pan(page: Page): Promise<Pan> {
  const client = await page.createCDPSession();
  await client.send('Performance.enable', { timeDomain: 'threadTicks' });
  await new Promise((resolve) => setTimeout(resolve, 1500)); // what drawing began is over
  await page.mouse.move(640, 300);
  await page.mouse.down();
  await page.mouse.move(630, 300);
  const before = (await page.evaluate(offset)) as number;
  await page.evaluate(startFrames);
  const start = await busyTime(client);
  let x = 630;
  let farthest = 0;
  for (let step = 0; step < STEPS; step++) {
    x += step < STEPS / 2 ? -STEP : STEP;
    await page.mouse.move(x, 300);
    if (step === STEPS / 2) farthest = Math.abs(((await page.evaluate(offset)) as number) - before);
  }
  const busy = (await busyTime(client)) - start;
  const frames = (await page.evaluate(stopFrames)) as readonly number[];
  await page.mouse.up();
  if (farthest < STEP * 10) throw new Error(`It did not pan: ${farthest} px`);
  const times = frames.slice(1).map((time, index) => time - (frames[index] ?? 0));
  const sorted = times.toSorted((a, b) => a - b);
  return {
    busy: busy / frames.length,
    medianFrame: median(times),
    slowFrame: sorted[Math.floor(sorted.length * 0.95)] ?? NaN,
  };
}

const countElements = `(() => {
  const count = (root) => [...root.querySelectorAll('*')].reduce((sum, element) => sum + 1 + (element.shadowRoot ? count(element.shadowRoot) : 0), 0);
  return count(document.querySelector('#host'));
})()`;

async function measure(
  browser: Browser,
  address: string,
  name: PageName,
  graph: DrawnGraph,
): Promise<DrawRow> {
  const row = { title: PAGES[name], nodes: graph.nodes.length, edges: graph.edges.length };
  const draws: number[] = [];
  let panned: Pan | null = null;
  let elements = 0;
  for (let round = 0; round < rounds(row.nodes); round++) {
    const page = await openPage(browser, address, name);
    await page.evaluate(`globalThis.graph = ${JSON.stringify(graph)}; undefined`);
    try {
      draws.push((await page.evaluate(firstDraw)) as number);
      if (round > 0) continue;
      panned = await pan(page);
      elements = (await page.evaluate(countElements)) as number;
    } finally {
      await page.close();
    }
  }
  if (!panned) throw new Error('It was not panned');
  return { ...row, failure: null, firstDraw: median(draws), ...panned, elements };
}

const failed = (name: PageName, graph: DrawnGraph, failure: string): DrawRow => ({
  title: PAGES[name],
  nodes: graph.nodes.length,
  edges: graph.edges.length,
  failure,
  firstDraw: 0,
  busy: 0,
  medianFrame: 0,
  slowFrame: 0,
  elements: 0,
});

const { chromium } = (await findBrowsers(['chromium'])) as Readonly<Record<string, string>>;
const server = await serve();
const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
const rows: DrawRow[] = [];
let version = '';
for (const size of SIZES) {
  const graph = graphOf(size);
  for (const name of Object.keys(PAGES) as PageName[]) {
    const browser = await puppeteer.launch({
      ...(chromium !== undefined && { executablePath: chromium }),
      protocolTimeout: LIMIT,
      args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-gpu'],
    });
    version = await browser.version();
    console.log(`${PAGES[name]}, ${graph.nodes.length} nodes`);
    try {
      rows.push(await measure(browser, address, name, graph));
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      rows.push(
        failed(name, graph, /timed out|hang up|closed/i.test(message) ? `> ${LIMIT / 1000} s` : message),
      );
    } finally {
      await browser.close();
    }
  }
}
server.close();
server.closeAllConnections();
writeResults('draw', { browser: version, rows });

printTable(`First draw and panning in ${version}, milliseconds`, [
  ['', 'nodes', 'edges', 'first draw', 'busy / frame', 'median frame', 'p95 frame', 'elements'],
  ...rows.map((row) =>
    row.failure === null
      ? [
          row.title,
          row.nodes,
          row.edges,
          row.firstDraw.toFixed(0),
          ...[row.busy, row.medianFrame, row.slowFrame].map((time) => time.toFixed(1)),
          row.elements,
        ]
      : [row.title, row.nodes, row.edges, row.failure],
  ),
]);
