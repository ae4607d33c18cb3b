/**
 * Takes the pictures of `README.md`, `docs/screenshot-light.png` and `docs/screenshot-dark.png`, of the element in the
 * demo. Run `node docs/screenshot.mjs` when the look has changed. Needs a build and Chromium.
 */
import { writeFileSync } from 'node:fs';
import puppeteer from 'puppeteer-core';
import { serveFolder } from '../demo/serve.mjs';
import { findBrowsers } from '../test/run/browsers.mjs';

const viewport = { width: 1760, height: 640, deviceScaleFactor: 1.25 };

/** A consumer with its cause to the left and its effect to the right. */
const address = 'demo/?focus=097f52a10daead440bf2a61e24f5d445&depth=1';
const selected = 'process payments';

/** Runs in the page: selects a node by its operation and waits until all is drawn and seen as a whole. */
async function prepare(operation) {
  const element = document.querySelector('trace-dependencies');
  while (!element.dependencyGraph) await new Promise(requestAnimationFrame);
  await element.layoutComplete;
  const named = ({ group }) => group.some(({ value }) => value === operation);
  element.select(element.dependencyGraph.nodes.find(named).id);
  await element.updateComplete;
  await new Promise((resolve) => setTimeout(resolve, 500)); // the details come, and the drawing gets less room
  element.fit();
  await new Promise((resolve) => setTimeout(resolve, 500));
}

const { chromium } = await findBrowsers(['chromium']);
const served = await serveFolder('.', 0);
const browser = await puppeteer.launch({
  executablePath: chromium,
  defaultViewport: viewport,
  args: ['--disable-gpu', '--lang=en-US', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
  env: { ...process.env, TZ: 'UTC' },
});
try {
  for (const theme of ['light', 'dark']) {
    const page = await browser.newPage();
    await page.goto(`${served.address}${address}&theme=${theme}`);
    await page.evaluate(prepare, selected);
    const element = await page.$('trace-dependencies');
    const picture = await element.screenshot();
    writeFileSync(`docs/screenshot-${theme}.png`, picture);
    console.log(`docs/screenshot-${theme}.png: ${Math.round(picture.length / 1000)} kB`);
    await page.close();
  }
} finally {
  await browser.close();
  served.server.close();
}
