/** Takes pictures of the element on pages of the demo: the same on every machine with this browser and this font. */
import assert from 'node:assert/strict';
import { PNG } from 'pngjs';
import puppeteer, { type Browser, type ElementHandle, type Page } from 'puppeteer-core';
import { serveFolder } from '../../demo/serve.mjs';
import type { TraceDependenciesElement } from '../../src/element/trace-dependencies-element.js';
import { findBrowsers, installFont } from '../run/browsers.mjs';
import { colourAt } from './indexed-png.js';

/** The font that the tests install (`test/run/browsers.mjs`); the default font of a machine does not matter. */
const FONT = 'DejaVu Sans';

/** What the look of a picture depends on besides the sources. */
export interface Environment {
  /** Name and major version. */
  readonly browser: string;
  /** The font with the widths of a text in it, regular and bold: they tell versions of a font apart. */
  readonly font: string;
}

export interface View {
  /** Path and query below the root of the repository. */
  readonly path: string;
  readonly width: number;
  readonly height: number;
  /** Whether the whole drawing is shown, as the Fit button does; else what users see first. */
  readonly fit?: boolean;
  /** Whether the page is in Arabic and runs from right to left. */
  readonly rtl?: boolean;
  /** What a user does before the picture is taken; runs in the page, and finds nothing but its argument there. */
  readonly act?: ((element: TraceDependenciesElement) => unknown) | undefined;
  /** What must be seen and painted, as a selector within the element. Default: two nodes at least. */
  readonly shows?: string | undefined;
}

/** `forced`: the colours are the system's, as in Windows' contrast themes. */
export type Look = 'light' | 'dark' | 'forced';

export class Camera {
  readonly #browser: Browser;
  readonly #served: Awaited<ReturnType<typeof serveFolder>>;

  private constructor(browser: Browser, served: Awaited<ReturnType<typeof serveFolder>>) {
    this.#browser = browser;
    this.#served = served;
  }

  static async start(): Promise<Camera> {
    const { chromium } = (await findBrowsers(['chromium'])) as Readonly<Record<string, string>>;
    await installFont();
    const browser = await puppeteer.launch({
      ...(chromium !== undefined && { executablePath: chromium }),
      args: [
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        '--disable-gpu',
        '--lang=en-US',
        // How letters are smoothed is otherwise a setting of the machine.
        '--font-render-hinting=none',
        '--disable-lcd-text',
        '--force-color-profile=srgb',
      ],
      env: { ...process.env, TZ: 'UTC' },
    });
    return new Camera(browser, await serveFolder('.', 0));
  }

  async stop(): Promise<void> {
    await this.#browser.close();
    this.#served.server.close();
    this.#served.server.closeAllConnections();
  }

  /** @throws when the font is missing. */
  async environment(): Promise<Environment> {
    const [name, major] = (await this.#browser.version()).split(/[/.]/);
    const page = await this.#browser.newPage();
    const [fallback, ...widths] = (await page.evaluate(`(() => {
      const pen = document.createElement('canvas').getContext('2d');
      const widthOf = (font) => ((pen.font = font), Math.round(pen.measureText('Wigqmf 0123456789 → × µ').width * 10) / 10);
      return ['monospace', '${FONT}, monospace', 'bold 100px ${FONT}, monospace'].map((family) =>
        widthOf(family.startsWith('bold') ? family : '100px ' + family));
    })()`)) as readonly number[];
    await page.close();
    assert.notEqual(
      fallback,
      widths[0],
      `The font ${FONT} is missing (Debian: apt-get install fonts-dejavu-core).`,
    );
    return { browser: `${name} ${major}`, font: `${FONT} ${widths.join(' ')}` };
  }

  /** Opens a view, lets `work` take its pictures, and closes it. */
  async open(view: View, work: (photograph: (look: Look) => Promise<PNG>) => Promise<void>): Promise<void> {
    const page = await this.#browser.newPage();
    try {
      await page.setViewport({ width: view.width, height: view.height, deviceScaleFactor: 1 });
      await page.evaluateOnNewDocument(forceFont, FONT);
      if (view.rtl) await page.evaluateOnNewDocument(turnRound);
      await show(page, 'light');
      await page.goto(new URL(view.path, this.#served.address).href);
      const element = await page.waitForSelector('trace-dependencies');
      assert.ok(element);
      await page.waitForFunction((each) => each.shadowRoot?.querySelector('[part~="node"]'), {}, element);
      await element.evaluate(settle, view.fit ?? false);
      if (view.act) {
        await element.evaluate(view.act as (host: Element) => unknown);
        await element.evaluate((host) => host.layoutComplete);
      }
      await work(async (look) => {
        await show(page, look);
        const picture = await restingPicture(element);
        await assertPainted(element, picture, view.shows);
        return picture;
      });
    } finally {
      await page.close();
    }
  }
}

/** Runs in the page, before its scripts: labels are measured when they are drawn first. */
function forceFont(font: string): void {
  const sheet = new CSSStyleSheet();
  // A caret blinks.
  sheet.replaceSync(`:root, body { font-family: '${font}' !important; caret-color: transparent }`);
  document.adoptedStyleSheets = [sheet];
}

/** Runs in the page. */
async function settle(host: Element, fit: boolean): Promise<void> {
  const element = host as TraceDependenciesElement;
  // With ELK, a slow machine would show the drawing that a quick one has replaced by then.
  element.layout = 'instant';
  await element.layoutComplete;
  if (fit) element.fit();
}

/** Runs in the page, before its scripts. */
function turnRound(): void {
  document.addEventListener(
    'readystatechange',
    () => Object.assign(document.documentElement, { lang: 'ar', dir: 'rtl' }),
    { once: true },
  );
}

/** The browser's own protocol: puppeteer knows no forced colours. */
async function show(page: Page, look: Look): Promise<void> {
  const session = await page.createCDPSession();
  await session.send('Emulation.setEmulatedMedia', {
    features: [
      { name: 'prefers-reduced-motion', value: 'reduce' },
      { name: 'prefers-color-scheme', value: look === 'light' ? 'light' : 'dark' },
      { name: 'forced-colors', value: look === 'forced' ? 'active' : 'none' },
    ],
  });
}

/** The picture once two in a row are equal: whatever is still on its way has come. */
async function restingPicture(element: ElementHandle): Promise<PNG> {
  let before: Uint8Array | undefined;
  for (let attempt = 0; attempt < 20; attempt++) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    const now = await element.screenshot({ captureBeyondViewport: false });
    if (before && Buffer.compare(before, now) === 0) return PNG.sync.read(Buffer.from(now));
    before = now;
  }
  throw new Error('The picture keeps changing.');
}

/** A picture without a drawing would be kept, and compared, as gladly as any other. */
async function assertPainted(element: ElementHandle, picture: PNG, shows: string | undefined): Promise<void> {
  const boxes = await element.evaluate((host, selector) => {
    const frame = host.getBoundingClientRect();
    return [...(host.shadowRoot?.querySelectorAll(selector) ?? [])].map((shape) => {
      const { x, y, width, height } = shape.getBoundingClientRect();
      return { x: x - frame.x, y: y - frame.y, width, height };
    });
  }, shows ?? '[part~="node-shape"]');
  const inView = boxes.filter(
    ({ x, y, width, height }) =>
      x >= -1 && y >= -1 && x + width <= picture.width + 1 && y + height <= picture.height + 1,
  );
  assert.ok(inView.length >= (shows === undefined ? 2 : 1), `${inView.length} of what is to be seen`);
  // What floats over the table covers some of its rows.
  const painted = inView.filter((box) => coloursIn(picture, box) > 2);
  assert.ok(painted.length >= (shows === undefined ? inView.length : 1), 'what is to be seen is not painted');
}

function coloursIn(
  picture: PNG,
  box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
): number {
  const colours = new Set<number>();
  for (let y = Math.round(box.y); y < Math.round(box.y + box.height); y++)
    for (let x = Math.round(box.x); x < Math.round(box.x + box.width); x++)
      colours.add(colourAt(picture, y * picture.width + x));
  return colours.size;
}
