/**
 * Commands that tests in the browser can ask of the runner, for what the runner's own cannot do in all three engines:
 * `setViewport` does not know WebKit, and WebKitGTK's pictures of single elements are blank.
 * The tests' side is `test/browser-commands.ts`.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { PNG } from 'pngjs';

const engineOf = (browser) =>
  browser.type === 'webdriver' ? 'webkit' : browser.name === 'Firefox' ? 'firefox' : 'chromium';

/** A window has a frame: set its size, see what is left for the page, correct by the difference. */
async function resizeWindow(driver, { width, height }) {
  let outer = { width, height };
  for (let attempt = 0; attempt < 5; attempt++) {
    await driver.setWindowSize(outer.width, outer.height);
    const [innerWidth, innerHeight] = await driver.execute('return [innerWidth, innerHeight]');
    if (innerWidth === width && innerHeight === height) return;
    outer = { width: outer.width + width - innerWidth, height: outer.height + height - innerHeight };
  }
  throw new Error(`The window could not be made ${width}×${height}.`);
}

async function resize({ browser, id }, size) {
  if (browser.type === 'webdriver') await resizeWindow(browser.driver, size);
  else await browser.getPage(id).setViewport(size);
  return true;
}

async function pageShot({ browser, id }) {
  if (browser.type === 'webdriver') return Buffer.from(await browser.driver.takeScreenshot(), 'base64');
  return Buffer.from(await browser.getPage(id).screenshot({ type: 'png' }));
}

function countColours(picture) {
  const colours = new Set();
  for (let at = 0; at < picture.data.length; at += 4) colours.add(picture.data.readUInt32BE(at));
  return colours.size;
}

/** Cuts the rectangle, which is in CSS pixels of the viewport, out of a picture of the page. */
function crop(page, { x, y, width, height }, viewportWidth) {
  const scale = page.width / viewportWidth;
  const left = Math.max(0, Math.round(x * scale));
  const top = Math.max(0, Math.round(y * scale));
  const part = new PNG({
    width: Math.min(Math.round(width * scale), page.width - left),
    height: Math.min(Math.round(height * scale), page.height - top),
  });
  PNG.bitblt(page, part, left, top, part.width, part.height, 0, 0);
  return part;
}

async function shot(session, { name, rect, viewportWidth }) {
  const part = crop(PNG.sync.read(await pageShot(session)), rect, viewportWidth);
  const png = PNG.sync.write(part);
  const folder = `node_modules/.cache/trace-dependencies/shots/${engineOf(session.browser)}`;
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}/${name.replace(/[^\w-]+/g, '-')}.png`, png);
  return { width: part.width, height: part.height, colours: countColours(part), png: png.toString('base64') };
}

/** Frees what nothing holds any more, in Chromium. */
async function collectGarbage({ browser, id }) {
  const client = await browser.getPage(id).createCDPSession();
  await client.send('HeapProfiler.collectGarbage');
  await client.detach();
  return true;
}

/** The page as Chromium tells it to screen readers: roles, names and states, nothing of elements. */
const accessibilityTree = ({ browser, id }) => browser.getPage(id).accessibility.snapshot();

/** A plugin for @web/test-runner with the commands below. */
export const commandsPlugin = () => ({
  name: 'trace-dependencies-commands',
  executeCommand({ command, payload, session }) {
    if (command === 'resize') return resize(session, payload);
    if (command === 'shot') return shot(session, payload);
    if (command === 'collect-garbage') return collectGarbage(session);
    if (command === 'accessibility-tree') return accessibilityTree(session);
    if (command === 'engine') return engineOf(session.browser);
    return undefined; // someone else's command
  },
});

export { engineOf };
