/**
 * Ten elements on a page in Chromium, with small and with big data: the first picture of the tenth as a ratio to that of
 * the first, and the most workers that lived at a time, counted by the browser. Needs a build.
 */
import { build } from 'esbuild';
import type { Page } from 'puppeteer-core';
import { serveFolder } from '../demo/serve.mjs';
import { launchChromium } from './chromium.js';
import { writeResults, type ManyRow } from './results.js';
import { median } from './rounds.js';
import { printTable, shortRatio } from './table.js';

const ROUNDS = 5;
/** Spans of each element: read on the page, and in the data worker. */
const SIZES = { small: 60, big: 10_000 } as const;
const WAYS = { oneAfterAnother: 'one after another', atOnce: 'all at once' } as const;

async function pageScript(): Promise<string> {
  const result = await build({
    entryPoints: ['bench/many-page.ts'],
    bundle: true,
    format: 'iife',
    globalName: 'many',
    target: 'es2022',
    write: false,
  });
  return result.outputFiles[0]?.text ?? '';
}

type Kind = 'layout' | 'data';

const kindOf = (url: string): Kind => (url.includes('data-worker') ? 'data' : 'layout');

/** Milliseconds between two counts. A worker that was just ended may still be listed in one of them. */
const COUNT_STEP = 100;

/** The most workers of each kind that the browser has listed in two counts on end. */
function countWorkers(page: Page): () => Record<Kind, number> {
  const most: Record<Kind, number> = { layout: 0, data: 0 };
  let before: Record<Kind, number> = { layout: 0, data: 0 };
  const timer = setInterval(() => {
    const now: Record<Kind, number> = { layout: 0, data: 0 };
    for (const worker of page.workers()) now[kindOf(worker.url())]++;
    for (const kind of ['layout', 'data'] as const)
      most[kind] = Math.max(most[kind], Math.min(now[kind], before[kind]));
    before = now;
  }, COUNT_STEP);
  return () => {
    clearInterval(timer);
    return most;
  };
}

const served = await serveFolder('.', 0);
const browser = await launchChromium(300_000, '--disable-background-networking');
const script = await pageScript();
const rows: ManyRow[] = [];
try {
  for (const [size, spans] of Object.entries(SIZES)) {
    for (const [way, title] of Object.entries(WAYS)) {
      const times: (readonly number[])[] = [];
      const workers = { layout: 0, data: 0 };
      for (let round = 0; round < ROUNDS; round++) {
        const page = await browser.newPage();
        const count = countWorkers(page);
        await page.setViewport({ width: 1280, height: 900 });
        await page.goto(new URL('bench/live.html', served.address).href);
        await page.evaluate(`customElements.whenDefined('trace-dependencies').then(() => undefined)`);
        await page.addScriptTag({ content: script });
        await page.evaluate(`many.prepare(${spans})`);
        times.push((await page.evaluate(`many.${way}()`)) as readonly number[]);
        const { layout, data } = count();
        workers.layout = Math.max(workers.layout, layout);
        workers.data = Math.max(workers.data, data);
        await page.close();
      }
      const at = (place: number): number => median(times.map((round) => round[place] ?? NaN));
      rows.push({
        title: `${size} data, ${title}`,
        spans,
        first: at(0),
        tenth: at(9),
        ratio: median(times.map((round) => (round[9] ?? NaN) / (round[0] ?? NaN))),
        layoutWorkers: workers.layout,
        dataWorkers: workers.data,
      });
      console.log(
        rows.at(-1)?.title,
        times.map((round) => round.map((time) => time.toFixed(0)).join(' ')),
      );
    }
  }
} finally {
  await browser.close();
  served.server.close();
  served.server.closeAllConnections();
}
writeResults('many', rows);

printTable('Ten elements on a page, from the data to the first picture (milliseconds)', [
  ['', 'spans each', 'first', 'tenth', 'tenth ÷ first', 'layout workers', 'data workers'],
  ...rows.map((row) => [
    row.title,
    row.spans,
    row.first.toFixed(0),
    row.tenth.toFixed(0),
    shortRatio(row.ratio),
    row.layoutWorkers,
    row.dataWorkers,
  ]),
]);
