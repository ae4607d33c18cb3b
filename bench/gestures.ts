/** Gestures of a real pointer over a drawing in the browser, and what they cost the page's thread. */
import type { CDPSession, Page } from 'puppeteer-core';
import type { GestureCost } from './results.js';
import { median } from './rounds.js';

/** What a page shows before a gesture: a readable part of the graph, or all of it. */
export type Show = 'near' | 'whole';

/** Milliseconds after which what went before is drawn and over. */
const PAUSE = 1500;

/** Where the pointer is: over the drawing, clear of toolbars and docks. */
const START = { x: 640, y: 300 } as const;

const PAN = { steps: 120, length: 6 } as const;
/** Longer than what is drawn around the view, so that new nodes have to be drawn on the way. */
const LONG_PAN = { steps: 240, length: 12 } as const;
/** Turns of the wheel in each direction; a pinch on a trackpad reports as much. */
const ZOOM = { turns: 60, delta: 2, farDelta: 5 } as const;

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

const state = `bench.state(document.querySelector('#host'))`;

interface State {
  readonly x: number;
  readonly scale: number;
}

/** Milliseconds of processor time of the page's thread so far. */
export async function busyTime(client: CDPSession): Promise<number> {
  const { metrics } = await client.send('Performance.getMetrics');
  return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN) * 1000;
}

export async function watchThread(page: Page): Promise<CDPSession> {
  const client = await page.createCDPSession();
  await client.send('Performance.enable', { timeDomain: 'threadTicks' });
  return client;
}

const rest = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Milliseconds of the thread in a second in which nothing happens. */
export async function restCost(client: CDPSession): Promise<number> {
  await rest(PAUSE);
  const start = await busyTime(client);
  await rest(1000);
  return (await busyTime(client)) - start;
}

export async function show(page: Page, what: Show): Promise<void> {
  await page.evaluate(`bench.show(document.querySelector('#host'), '${what}')`);
  await rest(PAUSE);
}

/** Runs a gesture and divides what it costs by the frames in which it was shown. */
async function measured(client: CDPSession, page: Page, gesture: () => Promise<void>): Promise<GestureCost> {
  await page.evaluate(startFrames);
  const start = await busyTime(client);
  await gesture();
  const busy = (await busyTime(client)) - start;
  const frames = (await page.evaluate(stopFrames)) as readonly number[];
  const times = frames.slice(1).map((time, index) => time - (frames[index] ?? 0));
  const sorted = times.toSorted((a, b) => a - b);
  return {
    busy: busy / frames.length,
    medianFrame: median(times),
    slowFrame: sorted[Math.floor(sorted.length * 0.95)] ?? NaN,
    longestFrame: sorted.at(-1) ?? NaN,
  };
}

/** Drags the drawing to the left and back. */
export async function pan(client: CDPSession, page: Page, isLong = false): Promise<GestureCost> {
  const { steps, length } = isLong ? LONG_PAN : PAN;
  const { y } = START;
  let { x } = START;
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move((x -= 10), y);
  const before = (await page.evaluate(state)) as State;
  let farthest = 0;
  const cost = await measured(client, page, async () => {
    for (let step = 0; step < steps; step++) {
      x += step < steps / 2 ? -length : length;
      await page.mouse.move(x, y);
      if (step === steps / 2) farthest = Math.abs(((await page.evaluate(state)) as State).x - before.x);
    }
  });
  await page.mouse.up();
  if (farthest < length * 10) throw new Error(`It did not pan: ${farthest} px`);
  return cost;
}

/** Enlarges or shrinks about the pointer, and goes back. */
export async function zoom(
  client: CDPSession,
  page: Page,
  direction: 'in' | 'out',
  isFar = false,
): Promise<GestureCost> {
  const { turns } = ZOOM;
  // A library may take so much less of a turn of the wheel that its own users would turn it further.
  const delta =
    (isFar ? ZOOM.farDelta : ZOOM.delta) * ((await page.evaluate('bench.wheelFactor ?? 1')) as number);
  await page.mouse.move(START.x, START.y);
  await page.keyboard.down('Control');
  const before = (await page.evaluate(state)) as State;
  let farthest = 1;
  const cost = await measured(client, page, async () => {
    for (let turn = 0; turn < 2 * turns; turn++) {
      const isOut = (direction === 'out') === turn < turns;
      await page.mouse.wheel({ deltaY: isOut ? delta : -delta });
      if (turn === turns) farthest = ((await page.evaluate(state)) as State).scale / before.scale;
    }
  });
  await page.keyboard.up('Control');
  if (Math.abs(Math.log2(farthest)) < 0.3) throw new Error(`It did not zoom: ${farthest}×`);
  return cost;
}
