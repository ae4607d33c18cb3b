/**
 * First draw, panning and zooming of the same graph in the same Chromium: the element, React Flow, Cytoscape, and an
 * empty page under the same gestures as the reference. The others are given the positions; the element lays out by
 * itself.
 */
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'puppeteer-core';
import { fallbackLayout } from '../src/layout/fallback-layout.js';
import { launchChromium } from './chromium.js';
import { openPage, PAGES, serve, type PageName } from './draw-pages.js';
import { busyTime, pan, restCost, show, watchThread, zoom } from './gestures.js';
import { graphNamed } from './graphs.js';
import { GESTURES, writeResults, type DrawRow, type GestureName } from './results.js';
import { median } from './rounds.js';
import { printTable, shortRatio } from './table.js';

/** Nodes, and edges per node. */
const SIZES = [
  [1000, 1.2],
  [10_000, 1.2],
  [10_000, 2],
] as const;
/** One call of so many is asynchronous, which we draw as a dotted curve; the others draw it as any line. */
const ASYNC_EVERY = 3;
/** Milliseconds in which a page has to answer. */
const LIMIT = 45_000;
/** First draws, each in a fresh page; fewer of large graphs. */
const rounds = (size: number): number => (size > 1000 ? 1 : 3);

interface DrawnGraph {
  readonly nodes: readonly {
    readonly id: string;
    readonly label: string;
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
  }[];
  readonly edges: readonly {
    readonly id: string;
    readonly source: string;
    readonly target: string;
    readonly async: boolean;
  }[];
}

function graphOf(size: number, ratio: number): DrawnGraph {
  const input = graphNamed({ family: 'dag', size, seed: 1, ratio });
  const placed = fallbackLayout(input).nodes;
  // At 100 % the middle of the drawing is in view.
  const [left, top] = [median(placed.map(({ x }) => x)) - 640, median(placed.map(({ y }) => y)) - 400];
  const nodes = placed.map((node) => ({
    ...node,
    x: node.x - left,
    y: node.y - top,
    label: `service ${node.id}`,
  }));
  const edges = input.edges.map(({ id, source, target }, index) => ({
    ...{ id, source, target },
    async: index % ASYNC_EVERY === 0,
  }));
  return { nodes, edges };
}

/** Milliseconds from the data in memory, and from the layout's answer, to the second frame after something is drawn. */
const firstDraw = `(async () => {
  const host = document.querySelector('#host');
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  await frame();
  const start = performance.now();
  bench.draw(graph, host);
  while (!bench.isDrawn(host)) await frame();
  const answer = bench.laidOutAt?.() ?? null;
  await frame();
  await frame();
  const end = performance.now();
  return { all: end - start, afterLayout: answer === null ? null : end - answer };
})()`;

interface FirstDraw {
  readonly all: number;
  readonly afterLayout: number | null;
  readonly busy: number;
}

const countElements = `(() => {
  const count = (root) => [...root.querySelectorAll('*')].reduce((sum, element) => sum + 1 + (element.shadowRoot ? count(element.shadowRoot) : 0), 0);
  return count(document.querySelector('#host'));
})()`;

/** All gestures one after another, each from a page at rest. */
async function useDrawing(page: Page): Promise<Pick<DrawRow, 'gestures' | 'rest' | 'elements'>> {
  const client = await watchThread(page);
  await show(page, 'near');
  const atRest = await restCost(client);
  const run: Readonly<Record<GestureName, () => ReturnType<typeof pan>>> = {
    pan: () => pan(client, page),
    longPan: () => pan(client, page, true),
    zoomOut: () => zoom(client, page, 'out'),
    panWhole: () => pan(client, page),
    zoomIn: () => zoom(client, page, 'in'),
    zoomFar: () => zoom(client, page, 'out', true),
  };
  const costs = {} as Record<GestureName, Awaited<ReturnType<typeof pan>>>;
  for (const name of GESTURES) {
    await show(page, name === 'panWhole' || name === 'zoomIn' ? 'whole' : 'near');
    costs[name] = await run[name]();
  }
  return { gestures: costs, rest: atRest, elements: (await page.evaluate(countElements)) as number };
}

async function measure(
  browser: Browser,
  address: string,
  name: PageName,
  graph: DrawnGraph,
): Promise<DrawRow> {
  const row = { title: PAGES[name], nodes: graph.nodes.length, edges: graph.edges.length };
  const draws: FirstDraw[] = [];
  let used: Awaited<ReturnType<typeof useDrawing>> | null = null;
  for (let round = 0; round < rounds(row.nodes); round++) {
    const page = await openPage(browser, address, name);
    await page.evaluate(`globalThis.graph = ${JSON.stringify(graph)}; undefined`);
    try {
      const client = await watchThread(page);
      const start = await busyTime(client);
      const drawn = (await page.evaluate(firstDraw)) as Omit<FirstDraw, 'busy'>;
      draws.push({ ...drawn, busy: (await busyTime(client)) - start });
      used ??= await useDrawing(page);
    } finally {
      await page.close();
    }
  }
  if (!used) throw new Error('It was not used');
  const afterLayout = draws.flatMap((draw) => draw.afterLayout ?? []);
  return {
    ...row,
    failure: null,
    firstDraw: median(draws.map(({ all }) => all)),
    afterLayout: afterLayout.length > 0 ? median(afterLayout) : null,
    firstDrawBusy: median(draws.map(({ busy }) => busy)),
    ...used,
  };
}

const failed = (name: PageName, graph: DrawnGraph, failure: string): DrawRow => ({
  title: PAGES[name],
  nodes: graph.nodes.length,
  edges: graph.edges.length,
  failure,
  firstDraw: 0,
  afterLayout: null,
  firstDrawBusy: 0,
  gestures: null,
  rest: 0,
  elements: 0,
});

/** Pages may be named as arguments, to measure these alone. */
const named = (Object.keys(PAGES) as PageName[]).filter((name) => process.argv.includes(name));
const pages = named.length > 0 ? named : (Object.keys(PAGES) as PageName[]);

const server = await serve();
const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
const rows: DrawRow[] = [];
let version = '';
for (const [size, ratio] of SIZES) {
  const graph = graphOf(size, ratio);
  for (const name of pages) {
    const browser = await launchChromium(LIMIT);
    version = await browser.version();
    console.log(`${PAGES[name]}, ${graph.nodes.length} nodes, ${graph.edges.length} edges`);
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

const whole = (value: number | null): string => value?.toFixed(0) ?? '–';
printTable(`First draw in ${version}, milliseconds`, [
  ['', 'nodes', 'edges', 'first draw', 'after layout', 'busy', 'elements', 'busy at rest / s'],
  ...rows.map((row) => [
    row.title,
    row.nodes,
    row.edges,
    ...(row.failure === null
      ? [
          whole(row.firstDraw),
          whole(row.afterLayout),
          whole(row.firstDrawBusy),
          row.elements,
          row.rest.toFixed(1),
        ]
      : [row.failure]),
  ]),
]);
for (const gesture of GESTURES) {
  printTable(`${gesture}, milliseconds per frame`, [
    ['', 'nodes', 'edges', 'busy', '÷ empty page', 'median frame', 'p95 frame', 'longest'],
    ...rows.flatMap(({ title, nodes, edges, gestures }) => {
      if (!gestures) return [];
      const empty = rows.find(
        (row) => row.title === PAGES.empty && row.nodes === nodes && row.edges === edges,
      );
      const { busy, medianFrame, slowFrame, longestFrame } = gestures[gesture];
      return [
        [
          title,
          nodes,
          edges,
          busy.toFixed(2),
          shortRatio(busy / (empty?.gestures?.[gesture].busy ?? NaN)),
          medianFrame.toFixed(1),
          slowFrame.toFixed(1),
          longestFrame.toFixed(0),
        ],
      ];
    }),
  ]);
}
