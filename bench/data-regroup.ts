/**
 * From other keys to the drawing of the new groups, in Chromium: time on the clock, and processor time of the page's
 * thread and of the workers. Needs a build.
 */
import { build } from 'esbuild';
import type { Page } from 'puppeteer-core';
import { serveFolder } from '../demo/serve.mjs';
import { launchChromium } from './chromium.js';
import { busyTimes, type BusyTimes } from './main-thread.js';
import { median } from './rounds.js';
import { printTable } from './table.js';

const SPANS = 100_000;
const TURNS = 15;
/** Turns that are not counted: code is compiled while it runs first. */
const WARM_UP = 6;
const FOCUSES = { 'the first trace and its calls': null, 'all traces': '*' } as const;

interface Turn extends BusyTimes {
  readonly time: number;
  readonly nodes: number;
  readonly edges: number;
}

async function pageScript(): Promise<string> {
  const result = await build({
    entryPoints: ['bench/data-regroup-page.ts'],
    bundle: true,
    format: 'iife',
    globalName: 'regrouping',
    target: 'es2022',
    write: false,
  });
  return result.outputFiles[0]?.text ?? '';
}

async function turnsOf(page: Page, focus: string | null): Promise<readonly Turn[]> {
  const spans = (await page.evaluate(`regrouping.draw(${SPANS}, ${JSON.stringify(focus)})`)) as number;
  if (spans === 0) throw new Error('Nothing was drawn');
  const turns: Turn[] = [];
  for (let turn = 0; turn < TURNS; turn++) {
    const { result, busy } = await busyTimes(page, ['regroup', 'regrouped'], () =>
      page.evaluate(`regrouping.regroup(${turn})`),
    );
    if (turn >= WARM_UP) turns.push({ ...(result as Omit<Turn, keyof BusyTimes>), ...busy });
  }
  return turns;
}

const served = await serveFolder('.', 0);
const browser = await launchChromium(300_000, '--disable-background-networking');
const rows: (readonly (string | number)[])[] = [];
try {
  const script = await pageScript();
  for (const [title, focus] of Object.entries(FOCUSES)) {
    const page = await browser.newPage();
    await page.setViewport({ width: 1280, height: 900 });
    await page.goto(new URL('bench/live.html', served.address).href);
    await page.evaluate(`customElements.whenDefined('trace-dependencies').then(() => undefined)`);
    await page.addScriptTag({ content: script });
    const turns = await turnsOf(page, focus);
    if (process.argv.includes('--turns')) console.log(turns);
    const at = (key: keyof Turn): string => median(turns.map((turn) => turn[key])).toFixed(0);
    rows.push([
      title,
      SPANS,
      at('nodes'),
      at('edges'),
      at('time'),
      at('page'),
      at('firstWorker'),
      at('otherWorkers'),
    ]);
    await page.close();
  }
} finally {
  await browser.close();
  served.server.close();
  served.server.closeAllConnections();
}

printTable('From other keys to the drawing of the new groups (milliseconds; medians)', [
  ['', 'spans', 'nodes', 'edges', 'on the clock', 'page, busy', 'data worker', 'layout worker'],
  ...rows,
]);
