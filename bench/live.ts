/**
 * What a stream of spans costs a page in Chromium: 100 batches of 200 spans through `appendData`, against one load of
 * the same 20,000 spans. Tasks are those of the page's thread, from the browser's own trace, of whatever length; "busy"
 * and "longest CPU" leave out the time in which other processes had the processor.
 */
import { build } from 'esbuild';
import puppeteer, { type Page } from 'puppeteer-core';
import { serveFolder } from '../demo/serve.mjs';
import { findBrowsers } from '../test/run/browsers.mjs';
import type { Movement, StreamResult } from './live-page.js';
import { printTable, ratio } from './table.js';

/** Milliseconds above which a browser calls a task long. */
const LONG = 50;

interface TraceEvent {
  readonly name: string;
  readonly cat: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds. */
  readonly ts: number;
  readonly dur?: number;
  /** The same in time of the thread alone. */
  readonly tdur?: number;
}

interface Task {
  /** Milliseconds. */
  readonly duration: number;
  /** Milliseconds in which the thread had a processor. */
  readonly cpu: number;
}

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
  await page.tracing.start({ categories: ['toplevel', 'blink.user_timing'] });
  const result = (await page.evaluate(`live.${call}`)) as StreamResult;
  const file = await page.tracing.stop();
  if (!file) throw new Error('The browser gave no trace');
  const { traceEvents } = JSON.parse(new TextDecoder().decode(file)) as { traceEvents: TraceEvent[] };
  const marks = traceEvents.filter(({ cat }) => cat.includes('blink.user_timing'));
  const start = marks.find(({ name }) => name === 'live-start');
  const end = marks.find(({ name }) => name === 'live-end');
  if (!start || !end) throw new Error('The trace lacks its marks');
  const tasks = traceEvents
    .filter(({ name, pid, tid }) => name.endsWith('RunTask') && pid === start.pid && tid === start.tid)
    .filter(({ ts, dur = 0 }) => ts + dur >= start.ts && ts <= end.ts)
    .map(({ dur = 0, tdur = dur }) => ({ duration: dur / 1000, cpu: tdur / 1000 }))
    .sort((a, b) => b.duration - a.duration);
  if (tasks.length === 0) throw new Error('The trace has no tasks');
  return { ...result, tasks };
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
    milliseconds(tasks.reduce((longest, { cpu }) => Math.max(longest, cpu), 0)),
    String(tasks.filter(({ duration }) => duration > LONG).length),
    String(tasks.filter(({ cpu }) => cpu > LONG).length),
    String(layouts),
  ];
}

const busyTime = (tasks: readonly Task[]): number => tasks.reduce((sum, { cpu }) => sum + cpu, 0);

const browsers = (await findBrowsers(['chromium'])) as Readonly<Record<string, string>>;
const { chromium } = browsers;
const served = await serveFolder('.', 0);
const browser = await puppeteer.launch({
  ...(chromium !== undefined && { executablePath: chromium }),
  protocolTimeout: 600_000,
  args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-gpu'],
});
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
