/**
 * A file of a million spans dropped on the demo while its page is scrolled by the wheel: tasks and frames of the page's
 * thread, against the same scrolling without any data, in the same page and the same run. Needs a build.
 *
 *   node drop.mjs [spans]    a million unless told otherwise
 */
import { mkdtemp, open, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CDPSession, Page } from 'puppeteer-core';
import { serveFolder } from '../demo/serve.mjs';
import { launchChromium } from './chromium.js';
import { otlpPieces } from './formats.js';
import { busyTime, LONG, longestCpu, tasksBetween, type Task } from './main-thread.js';
import { writeResults, type DropRow } from './results.js';
import { median } from './rounds.js';
import { printTable } from './table.js';

/** Milliseconds in which a drop has to be drawn. */
const LIMIT = 300_000;
/** Milliseconds of scrolling without data. */
const REFERENCE = 6000;
/** Milliseconds between two turns of the wheel. */
const WHEEL = 16;

/** What the page saw, frame by frame. */
interface Watched {
  /** Times of the frames. */
  readonly frames: readonly number[];
  /** Frames whose scroll offset is another than that of the frame before. */
  readonly moved: number;
  /** Values of the progress that was shown, each once. */
  readonly progress: readonly number[];
  /** Frames without any picture. */
  readonly empty: number;
  readonly problems: readonly string[];
}

/** In the page: watches every frame until it is told to stop. */
const WATCH = `(() => {
  const element = document.querySelector('trace-dependencies');
  const watched = { frames: [], moved: 0, progress: [], empty: 0, problems: [] };
  let offset = scrollY;
  let isOver = false;
  const tick = (now) => {
    watched.frames.push(now);
    if (scrollY !== offset) watched.moved++;
    offset = scrollY;
    const value = element.shadowRoot.querySelector('progress')?.value;
    if (value !== undefined && value !== watched.progress.at(-1)) watched.progress.push(value);
    if (!element.shadowRoot.querySelector('.canvas')) watched.empty++;
    if (!isOver) requestAnimationFrame(tick);
  };
  performance.mark('drop-start');
  requestAnimationFrame(tick);
  globalThis.stopWatching = () => {
    isOver = true;
    performance.mark('drop-end');
    watched.problems = element.problems.map(({ code, example }) => code + ': ' + example);
    return watched;
  };
})()`;

async function writeFile(path: string, spans: number, traces: 'one' | 'many'): Promise<number> {
  const file = await open(path, 'w');
  for (const piece of otlpPieces(spans, traces)) await file.write(piece);
  await file.close();
  return (await stat(path)).size;
}

/** Turns the wheel down and up the page until it is told to stop, however long the page takes for it. */
function scroll(client: CDPSession): () => Promise<void> {
  let isOver = false;
  const turning = (async () => {
    for (let turn = 0; !isOver; turn++) {
      const deltaY = turn % 60 < 30 ? 24 : -24;
      // Not awaited: a page that does not answer must not be spared by that.
      client
        .send('Input.dispatchMouseEvent', { type: 'mouseWheel', x: 640, y: 400, deltaX: 0, deltaY })
        .catch(() => undefined); // the page was closed
      await new Promise((resolve) => setTimeout(resolve, WHEEL));
    }
  })();
  return async () => {
    isOver = true;
    await turning;
  };
}

/** As a file manager does it. */
async function dropFiles(client: CDPSession, files: readonly string[]): Promise<void> {
  const data = { items: [], files: [...files], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await client.send('Input.dispatchDragEvent', { type, x: 640, y: 400, data });
}

/** Scrolls while `act` is going on. */
async function watch(
  page: Page,
  client: CDPSession,
  act: () => Promise<number>,
): Promise<{ readonly watched: Watched; readonly total: number; readonly tasks: readonly Task[] }> {
  const { result, tasks } = await tasksBetween(page, ['drop-start', 'drop-end'], async () => {
    const stop = scroll(client);
    await page.evaluate(WATCH);
    const total = await act();
    await page.evaluate('new Promise((resolve) => setTimeout(resolve, 500))');
    const watched = (await page.evaluate('stopWatching()')) as Watched;
    await stop();
    return { watched, total };
  });
  return { ...result, tasks };
}

const gaps = ({ frames }: Watched): readonly number[] =>
  frames.slice(1).map((time, index) => time - (frames[index] ?? 0));

function rowOf(
  title: string,
  size: { readonly megabytes: number; readonly spans: number },
  { watched, total, tasks }: Awaited<ReturnType<typeof watch>>,
): DropRow {
  const times = gaps(watched).toSorted((a, b) => a - b);
  return {
    title,
    ...size,
    seconds: total / 1000,
    longTasks: tasks.filter(({ cpu }) => cpu > LONG).length,
    longestTask: longestCpu(tasks),
    busy: busyTime(tasks) / watched.frames.length,
    medianFrame: median(times),
    slowFrame: times[Math.floor(times.length * 0.99)] ?? NaN,
    longestFrame: times.at(-1) ?? NaN,
    scrolled: watched.moved / watched.frames.length,
    progressSteps: watched.progress.length,
    emptyFrames: watched.empty,
  };
}

const spans = Number(process.argv[2] ?? 1_000_000);
const folder = await mkdtemp(join(tmpdir(), 'trace-dependencies-drop-'));
const served = await serveFolder('.', 0);
const browser = await launchChromium(LIMIT, '--disable-background-networking', '--window-size=1280,800');
const rows: DropRow[] = [];
try {
  for (const traces of ['one', 'many'] as const) {
    const path = join(folder, `${traces}.json`);
    const size = { spans, megabytes: (await writeFile(path, spans, traces)) / 1e6 };
    const page = await browser.newPage();
    await page.setViewport({ width: 1280, height: 800 });
    await page.goto(new URL('demo/', served.address).href);
    await page.waitForFunction(`document.querySelector('trace-dependencies').dependencyGraph !== null`);
    await page.evaluate(`document.querySelector('trace-dependencies').layoutComplete`);
    const client = await page.createCDPSession();
    const reference = await watch(page, client, async () => {
      await new Promise((resolve) => setTimeout(resolve, REFERENCE));
      return REFERENCE;
    });
    if (traces === 'one') rows.push(rowOf('no data, the reference', { spans: 0, megabytes: 0 }, reference));
    const dropped = await watch(page, client, async () => {
      const start = performance.now();
      await dropFiles(client, [path]);
      await page.waitForFunction(
        `document.querySelector('trace-dependencies').dependencyGraph.nodes.reduce((sum, { spanCount }) => sum + spanCount, 0) > ${spans / 3}`,
        { timeout: LIMIT, polling: 100 },
      );
      return performance.now() - start;
    });
    for (const problem of dropped.watched.problems) console.log(problem);
    rows.push(rowOf(traces === 'one' ? 'one trace' : 'many traces', size, dropped));
    await page.close();
    await rm(path);
  }
} finally {
  await browser.close();
  served.server.close();
  served.server.closeAllConnections();
  await rm(folder, { recursive: true, force: true });
}
writeResults('drop', rows);

const whole = (value: number): string => value.toFixed(0);
printTable(
  `Dropped on the demo while it is scrolled (milliseconds; tasks in processor time of the page's thread)`,
  [
    [
      '',
      'spans',
      'MB',
      'drawn, s',
      `tasks > ${LONG}`,
      'longest task',
      'thread ÷ frame',
      'median frame',
      'p99 frame',
      'longest frame',
      'frames scrolled',
      'progress steps',
      'without picture',
    ],
    ...rows.map((row) => [
      row.title,
      row.spans,
      whole(row.megabytes),
      row.seconds.toFixed(1),
      row.longTasks,
      whole(row.longestTask),
      row.busy.toFixed(1),
      row.medianFrame.toFixed(1),
      row.slowFrame.toFixed(1),
      whole(row.longestFrame),
      `${whole(row.scrolled * 100)} %`,
      row.progressSteps,
      row.emptyFrames,
    ]),
  ],
);
