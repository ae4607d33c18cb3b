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
}

export type Scheme = 'light' | 'dark';

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
  async open(
    view: View,
    work: (photograph: (scheme: Scheme) => Promise<PNG>) => Promise<void>,
  ): Promise<void> {
    const page = await this.#browser.newPage();
    try {
      await page.setViewport({ width: view.width, height: view.height, deviceScaleFactor: 1 });
      await page.evaluateOnNewDocument(forceFont, FONT);
      await show(page, 'light');
      await page.goto(new URL(view.path, this.#served.address).href);
      const element = await page.waitForSelector('trace-dependencies');
      assert.ok(element);
      await page.waitForFunction((each) => each.shadowRoot?.querySelector('[part~="node"]'), {}, element);
      await element.evaluate(settle, view.fit ?? false);
      await work(async (scheme) => {
        await show(page, scheme);
        const picture = await restingPicture(element);
        await assertDrawn(element, picture);
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
  sheet.replaceSync(`:root, body { font-family: '${font}' !important }`);
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

const show = (page: Page, scheme: Scheme): Promise<void> =>
  page.emulateMediaFeatures([
    { name: 'prefers-reduced-motion', value: 'reduce' },
    { name: 'prefers-color-scheme', value: scheme },
  ]);

/** The picture once two in a row are equal: whatever is still on its way has come. */
async function restingPicture(element: ElementHandle): Promise<PNG> {
  let before: Uint8Array | undefined;
  for (let attempt = 0; attempt < 20; attempt++) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    const now = await element.screenshot();
    if (before && Buffer.compare(before, now) === 0) return PNG.sync.read(Buffer.from(now));
    before = now;
  }
  throw new Error('The picture keeps changing.');
}

/** A picture without a drawing would be kept, and compared, as gladly as any other. */
async function assertDrawn(element: ElementHandle, picture: PNG): Promise<void> {
  const boxes = await element.evaluate((host) => {
    const frame = host.getBoundingClientRect();
    return [...(host.shadowRoot?.querySelectorAll('[part~="node-shape"]') ?? [])].map((shape) => {
      const { x, y, width, height } = shape.getBoundingClientRect();
      return { x: x - frame.x, y: y - frame.y, width, height };
    });
  });
  const inView = boxes.filter(
    ({ x, y, width, height }) =>
      x >= 0 && y >= 0 && x + width <= picture.width && y + height <= picture.height,
  );
  assert.ok(inView.length >= 2, `${inView.length} nodes are in view`);
  for (const box of inView) assert.ok(coloursIn(picture, box) > 2, 'a node is not painted');
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
