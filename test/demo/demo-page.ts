/** Opens pages as they are served, in Chromium, and reads them. Needs a build. */
import { readFileSync } from 'node:fs';
import { after, before } from 'node:test';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { serveFolder } from '../../demo/serve.mjs';
import { findBrowsers } from '../run/browsers.mjs';

let served: Awaited<ReturnType<typeof serveFolder>>;
let browser: Browser;

before(async () => {
  served = await serveFolder('.', 0);
  const { chromium } = (await findBrowsers(['chromium'])) as Readonly<Record<string, string>>;
  browser = await puppeteer.launch({
    ...(chromium !== undefined && { executablePath: chromium }),
    args: ['--disable-gpu', '--lang=en-US', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
  });
});

after(async () => {
  await browser?.close();
  served.server.close();
  served.server.closeAllConnections();
});

/** Where a path of the project is served. */
export const addressOfPage = (path: string): string => new URL(path, served.address).href;

/** A page without motion: what fades in has too little contrast on its way. */
export async function newPage(): Promise<Page> {
  const page = await browser.newPage();
  await page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }]);
  return page;
}

interface Opened {
  readonly page: Page;
  /** What the browser had to complain of: errors and warnings in the console, and what could not be loaded. */
  readonly complaints: readonly string[];
}

export async function withPage(
  path: string,
  width: number,
  work: (opened: Opened) => Promise<void>,
): Promise<void> {
  const page = await newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warn'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('response', (answer) => {
    if (answer.status() >= 400) complaints.push(`${answer.status()} ${answer.url()}`);
  });
  try {
    await page.setViewport({ width, height: 740 });
    await page.goto(addressOfPage(path));
    await work({ page, complaints });
  } finally {
    await page.close();
  }
}

/** Waits until every element of the page has drawn, and gives their numbers of nodes. */
export async function drawnNodes(page: Page): Promise<readonly number[]> {
  await page.waitForFunction(`
    [...document.querySelectorAll('trace-dependencies')].every((element) =>
      element.shadowRoot?.querySelector('[part~="node"]'))`);
  return (await page.evaluate(
    `[...document.querySelectorAll('trace-dependencies')].map((element) => element.dependencyGraph.nodes.length)`,
  )) as readonly number[];
}

export const drawn = (page: Page): Promise<unknown> =>
  page.evaluate(`document.querySelector('trace-dependencies').layoutComplete`);

export const read = (page: Page, expression: string): Promise<unknown> =>
  page.evaluate(
    `(() => { const element = document.querySelector('trace-dependencies'); return ${expression}; })()`,
  );

/** What axe finds. */
export async function violations(page: Page): Promise<unknown> {
  await page.evaluate(readFileSync('node_modules/axe-core/axe.min.js', 'utf8'));
  return page.evaluate(`axe.run().then(({ violations }) => violations.map(({ id, nodes }) =>
    id + ': ' + nodes.map(({ target }) => target.join(' ')).join(', ')))`);
}
