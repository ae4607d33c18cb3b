/**
 * What a stream of spans costs a page in Chromium: 100 batches of 200 spans through `appendData`, against one load of
 * the same 20,000 spans. Tasks are those of the page's thread, from the browser's own trace, of whatever length; "busy"
 * and "longest CPU" leave out the time in which other processes had the processor.
 */
import { build } from 'esbuild';
import type { Page } from 'puppeteer-core';
import { serveFolder } from '../demo/serve.mjs';
import { launchChromium } from './chromium.js';
import type { Movement, StreamResult } from './live-page.js';
import { busyTime, LONG, longestCpu, tasksBetween, type Task } from './main-thread.js';
import { printTable, ratio } from './table.js';

interface Measured extends StreamResult {
  /** Longest first. */
  readonly tasks: readonly Task[];
}

async function pageScript(): Promise<string> {
  const result = await build({
    entryPoints: ['bench/live-page.ts'],
    bundle: true,
    format: 'iife',
    globalName: 'live',
    target: 'es2022',
    write: false,
  });
  return result.outputFiles[0]?.text ?? '';
}

/** Runs a function of the page and lists the tasks between its two marks. */
async function measure(page: Page, call: string): Promise<Measured> {
  const { result, tasks } = await tasksBetween(page, ['live-start', 'live-end'], () =>
    page.evaluate(`live.${call}`),
  );
  return { ...(result as StreamResult), tasks };
}

const milliseconds = (value: number): string => value.toFixed(0);

function row(name: string, { total, layouts, tasks }: Measured, reference: Measured): string[] {
  return [
    name,
    milliseconds(total),
    ratio(total, reference.total),
    milliseconds(busyTime(tasks)),
    ratio(busyTime(tasks), busyTime(reference.tasks)),
    milliseconds(tasks[0]?.duration ?? NaN),
    milliseconds(longestCpu(tasks)),
    String(tasks.filter(({ duration }) => duration > LONG).length),
    String(tasks.filter(({ cpu }) => cpu > LONG).length),
    String(layouts),
  ];
}

const served = await serveFolder('.', 0);
const browser = await launchChromium(600_000);
try {
  const page = await browser.newPage();
  await page.setViewport({ width: 1280, height: 800 });
  await page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }]);
  await page.goto(new URL('bench/live.html', served.address).href);
  await page.evaluate(`customElements.whenDefined('trace-dependencies').then(() => undefined)`);
  await page.addScriptTag({ content: await pageScript() });
  await measure(page, 'load()'); // starts the workers and warms up
  const reference = await measure(page, 'load()');
  const one = await measure(page, 'stream(null)');
  const paced = await measure(page, 'stream(100)');
  const moved = (await page.evaluate('live.movement()')) as Movement;
  printTable(
    `100 batches of 200 spans: ${one.spans} spans in ${one.nodes} nodes and ${one.edges} edges (milliseconds)`,
    [
      [
        '',
        'total',
        '÷ load',
        'busy',
        '÷ load',
        'longest',
        'longest CPU',
        `> ${LONG}`,
        `CPU > ${LONG}`,
        'layouts',
      ],
      row('one load', reference, reference),
      row('batch after batch', one, reference),
      row('ten batches a second', paced, reference),
    ],
  );
  console.log(
    `\nWhat stays moves by at most ${milliseconds(moved.farthest)} px on screen ` +
      `(${milliseconds(moved.farthestInGraph)} px in the drawing); ${moved.movingBatches} of 99 batches move it, ` +
      `${moved.changingBatches} bring or take nodes.`,
  );
} finally {
  await browser.close();
  served.server.close();
  served.server.closeAllConnections();
}
