/** The pages of the demo and the page in README.md, as they are served, in Chromium. Needs a build. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { serveFolder } from '../../demo/serve.mjs';
import { patterns } from '../../demo/patterns.js';
import { addressOf, traceFiles } from '../../demo/traces.js';
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

/** A page without motion: what fades in has too little contrast on its way. */
async function newPage(): Promise<Page> {
  const page = await browser.newPage();
  await page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }]);
  return page;
}

interface Opened {
  readonly page: Page;
  /** What the browser had to complain of: errors and warnings in the console, and what could not be loaded. */
  readonly complaints: readonly string[];
}

async function withPage(path: string, width: number, work: (opened: Opened) => Promise<void>): Promise<void> {
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
    await page.goto(new URL(path, served.address).href);
    await work({ page, complaints });
  } finally {
    await page.close();
  }
}

/** Waits until every element of the page has drawn, and gives their numbers of nodes. */
async function drawnNodes(page: Page): Promise<readonly number[]> {
  await page.waitForFunction(`
    [...document.querySelectorAll('trace-dependencies')].every((element) =>
      element.shadowRoot?.querySelector('[part~="node"]'))`);
  return (await page.evaluate(
    `[...document.querySelectorAll('trace-dependencies')].map((element) => element.dependencyGraph.nodes.length)`,
  )) as readonly number[];
}

const drawn = (page: Page): Promise<unknown> =>
  page.evaluate(`document.querySelector('trace-dependencies').layoutComplete`);

const read = (page: Page, expression: string): Promise<unknown> =>
  page.evaluate(
    `(() => { const element = document.querySelector('trace-dependencies'); return ${expression}; })()`,
  );

/** What axe finds. */
async function violations(page: Page): Promise<unknown> {
  await page.evaluate(readFileSync('node_modules/axe-core/axe.min.js', 'utf8'));
  return page.evaluate(`axe.run().then(({ violations }) => violations.map(({ id, nodes }) =>
    id + ': ' + nodes.map(({ target }) => target.join(' ')).join(', ')))`);
}

/** Pages with an element, and how many elements they have. */
const pages: Readonly<Record<string, number>> = {
  'demo/': 1,
  'demo/plain.html': 1,
  'demo/side-by-side.html': 2,
  'demo/themed.html': 1,
  'demo/themes.html': 2,
  'demo/linked-traces.html': 1,
  'demo/strict-csp.html': 1,
  'demo/patterns.html': 1,
  'demo/live.html': 1,
  'demo/source.html': 1,
};

describe('every page of the demo', () => {
  for (const [path, count] of Object.entries(pages)) {
    for (const width of [1280, 375]) {
      test(`${path} draws its traces at ${width} pixels, and nobody complains`, async () => {
        await withPage(path, width, async ({ page, complaints }) => {
          const nodes = await drawnNodes(page);
          assert.equal(nodes.length, count);
          for (const each of nodes) assert.ok(each > 1, `${each} nodes`);
          assert.ok(
            ((await read(page, 'document.documentElement.scrollWidth')) as number) <= width,
            'it is too wide',
          );
          assert.deepEqual(await violations(page), []);
          assert.deepEqual(complaints, []);
          const failures = await read(
            page,
            `element.problems.filter(({ code }) => code.endsWith('-failed'))`,
          );
          assert.deepEqual(failures, []);
        });
      });
    }
  }

  test('links only to pages that exist', async () => {
    await withPage('demo/', 1280, async ({ page }) => {
      const links = (await read(
        page,
        `[...document.querySelectorAll('a')].map((link) => link.getAttribute('href'))`,
      )) as readonly string[];
      assert.ok(links.length > 0);
      for (const link of links)
        assert.ok(
          link.startsWith('#')
            ? await read(page, `document.querySelector('${link}') !== null`)
            : existsSync(`demo/${link.split('?')[0]}`),
          link,
        );
      const shown = links.flatMap((link) => link.match(/^patterns\.html\?pattern=(.+)$/)?.slice(1) ?? []);
      assert.deepEqual(
        shown,
        patterns.map(({ id }) => id),
      );
    });
  });
});

describe('the gallery', () => {
  for (const entry of traceFiles) {
    test(`has the file of ${entry.id}`, () => assert.ok(existsSync(`demo/${addressOf(entry)}`)));
  }

  test('keeps its settings and the view in the address', async () => {
    const view = encodeURIComponent(JSON.stringify({ aggregate: 'max' }));
    await withPage(`demo/?theme=dark&direction=down&limit=1&view=${view}`, 1280, async ({ page }) => {
      await drawnNodes(page);
      const settings = '[element.direction, element.asyncLimit, element.asyncDepth, element.aggregate]';
      assert.deepEqual(await read(page, settings), ['down', 1, 3, 'max']);
      assert.equal(await read(page, 'getComputedStyle(element).colorScheme'), 'dark');
      await page.select('#traces', 'bookinfo');
      await page.waitForFunction(
        `document.querySelector('trace-dependencies').dependencyGraph.nodes.length === 8`,
      );
      assert.equal(await read(page, 'location.search'), '?traces=bookinfo&theme=dark&direction=down&limit=1');
      assert.equal(await read(page, 'element.aggregate'), 'avg');
      await page.goBack();
      await page.waitForFunction(
        `document.querySelector('trace-dependencies').dependencyGraph.nodes.length > 8`,
      );
      assert.equal(await read(page, 'element.aggregate'), 'max');
    });
  });

  test('brings a selection back from the address, and lists events', async () => {
    await withPage('demo/?traces=bookinfo', 1280, async ({ page, complaints }) => {
      await drawnNodes(page);
      await drawn(page);
      await page.evaluate(`document.querySelector('trace-dependencies').shadowRoot
        .querySelector('[part~="node-shape"]').click()`);
      await page.click('#toggle-events');
      const names = await read(
        page,
        `[...document.querySelectorAll('#events code')].map((code) => code.textContent)`,
      );
      assert.deepEqual((names as readonly string[]).slice(0, 3), [
        'view-change',
        'trace-select',
        'layout-complete',
      ]);
      await page.click('#events li:nth-child(2) summary');
      await page.waitForSelector('#events pre');
      assert.match(
        String(await read(page, `document.querySelector('#events pre').textContent`)),
        /"spanIds": \[/,
      );
      const selected = await read(page, 'element.selected');
      assert.equal(typeof selected, 'string');
      await page.reload();
      await drawnNodes(page);
      await page.waitForFunction(`document.querySelector('trace-dependencies').selected !== null`);
      assert.equal(await read(page, 'element.selected'), selected);
      assert.deepEqual(complaints, []);
    });
  });

  test('draws what is pasted and what is dropped, and says what it cannot read', async () => {
    await withPage('demo/', 1280, async ({ page }) => {
      await drawnNodes(page);
      const text = JSON.stringify(readFileSync('test/fixtures/tempo/kiali-bookinfo.json', 'utf8'));
      await page.evaluate(`{
        const clipboardData = new DataTransfer();
        clipboardData.setData('text/plain', ${text});
        document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
      }`);
      await page.waitForFunction(
        `document.querySelector('trace-dependencies').dependencyGraph.nodes.length === 8`,
      );
      assert.equal(
        await read(page, `document.querySelector('#traces').selectedOptions[0].text`),
        'Pasted text',
      );
      const drop = (type: string, content: string): Promise<unknown> =>
        page.evaluate(`{
          const dataTransfer = new DataTransfer();
          dataTransfer.items.add(new File([${content}], 'mine.json'));
          const init = { dataTransfer, bubbles: true, cancelable: true };
          document.querySelector('main').dispatchEvent(new DragEvent('${type}', init));
        }`);
      await drop('dragenter', text);
      assert.equal(await read(page, `document.querySelector('#drop').hidden`), false);
      await drop('drop', '"no traces at all"');
      assert.equal(await read(page, `document.querySelector('#drop').hidden`), true);
      await page.waitForFunction(`document.querySelector('trace-dependencies').problems.length > 0`);
      assert.equal(
        await read(page, `document.querySelector('#traces').selectedOptions[0].text`),
        'mine.json',
      );
    });
  });

  test('draws several files together, and says what it cannot read of them', async () => {
    await withPage('demo/', 1280, async ({ page }) => {
      await drawnNodes(page);
      const files = ['tempo/kiali-bookinfo.json', 'jaeger/jaegerui-follows-from.json'].map((file) =>
        readFileSync(`test/fixtures/${file}`, 'utf8'),
      );
      await page.evaluate(`{
        const dataTransfer = new DataTransfer();
        const contents = ${JSON.stringify([...files, '{"broken":'])};
        contents.forEach((content, index) => dataTransfer.items.add(new File([content], index + '.json')));
        document.querySelector('main').dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
      }`);
      await page.waitForFunction(
        `document.querySelector('#traces').selectedOptions[0].text === '0.json, 1.json, 2.json'`,
      );
      await drawn(page);
      const services = (await read(
        page,
        `element.dependencyGraph.nodes.map(({ group }) => group[0].value)`,
      )) as readonly string[];
      assert.ok(
        services.some((service) => service.startsWith('reviews')),
        services.join(),
      );
      assert.ok(new Set(services).size > 6, services.join());
      const codes = await read(page, 'element.problems.map(({ code }) => code)');
      assert.ok(
        (codes as readonly string[]).some((code) => code.startsWith('invalid-')),
        String(codes),
      );
    });
  });

  for (const way of ['its button', 'Escape']) {
    test(`shows how far a big file is read, while the page scrolls, and gives it up by ${way}`, async () => {
      await withPage('demo/?traces=bookinfo', 1280, async ({ page, complaints }) => {
        await drawnNodes(page);
        await drawn(page);
        // The data worker hears nothing of a load that would end it.
        await page.evaluate(`{
          const { postMessage } = Worker.prototype;
          Worker.prototype.postMessage = function (message, ...rest) {
            if (message.request?.type !== 'commit') postMessage.call(this, message, ...rest);
          };
        }`);
        await page.evaluate(`{
          const dataTransfer = new DataTransfer();
          dataTransfer.items.add(new File([' '.repeat(2e6)], 'big.json'));
          document.querySelector('main').dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
        }`);
        await page.waitForFunction(
          `/of 2 MB/.test(document.querySelector('#load:not([hidden])')?.textContent)`,
        );
        assert.equal(
          await read(page, `element.shadowRoot.querySelectorAll('[part~="load-progress"]').length`),
          1,
        );
        assert.ok((await drawnNodes(page)).every((count) => count === 8));
        await page.mouse.move(640, 400);
        await page.mouse.wheel({ deltaY: 200 });
        await page.waitForFunction('scrollY > 0');
        assert.deepEqual(await violations(page), []);
        if (way === 'Escape') await page.keyboard.press('Escape');
        else await page.click('#load button');
        await page.waitForFunction(`document.querySelector('#load').hidden`);
        await drawn(page);
        assert.equal(await read(page, `document.querySelector('#traces').value`), 'bookinfo');
        assert.equal(await read(page, 'location.search'), '?traces=bookinfo');
        assert.match(String(await read(page, `document.querySelector('#about').textContent`)), /Istio/);
        assert.ok((await drawnNodes(page)).every((count) => count === 8));
        assert.deepEqual(complaints, []);
      });
    });
  }

  test('leads from an operation to the spans of its trace', async () => {
    await withPage('demo/?traces=bookinfo', 1280, async ({ page }) => {
      await drawnNodes(page);
      const link = await read(
        page,
        `element.shadowRoot.querySelector('a[part~="operation"]').getAttribute('href')`,
      );
      await withPage(`demo/${String(link)}`, 1280, async ({ page: trace, complaints }) => {
        await trace.waitForSelector('tbody tr');
        assert.equal(await trace.evaluate(`document.querySelectorAll('tbody tr').length`), 8);
        assert.equal(await trace.evaluate(`document.querySelectorAll('tr[aria-current]').length`), 1);
        assert.deepEqual(await violations(trace), []);
        assert.deepEqual(complaints, []);
      });
    });
  });
});

describe('the page of patterns', () => {
  for (const { id, title } of patterns) {
    test(`draws “${title}”, and leads from an operation to the spans of its trace`, async () => {
      await withPage(`demo/patterns.html?pattern=${id}`, 1280, async ({ page, complaints }) => {
        await drawnNodes(page);
        assert.equal(await read(page, `document.querySelector('h1').textContent`), title);
        assert.equal(await read(page, `document.querySelector('[aria-current=page]').textContent`), title);
        const link = await read(
          page,
          `element.shadowRoot.querySelector('a[part~="operation"]').getAttribute('href')`,
        );
        await page.goto(new URL(`demo/${String(link)}`, served.address).href);
        await page.waitForSelector('tr[aria-current]');
        assert.deepEqual(complaints, []);
      });
    });
  }

  test('takes theme and direction from the address, and keeps them from pattern to pattern', async () => {
    await withPage('demo/patterns.html?theme=dark&direction=down', 1280, async ({ page }) => {
      await drawnNodes(page);
      await page.click('#patterns a:nth-child(3)');
      await page.waitForFunction(`location.search.includes('pattern=fan-out')`);
      await drawnNodes(page);
      assert.equal(await read(page, 'element.direction'), 'down');
      assert.equal(await read(page, 'getComputedStyle(element).colorScheme'), 'dark');
    });
  });
});

test('linked traces come from the host, one after the other', async () => {
  await withPage('demo/linked-traces.html', 1280, async ({ page, complaints }) => {
    const [before = 0] = await drawnNodes(page);
    let known = before;
    for (let step = 0; step < 2; step++) {
      await page.waitForFunction(
        `document.querySelector('trace-dependencies').shadowRoot.querySelector('[part~="stub"]')`,
      );
      await page.evaluate(`{
        const stub = document.querySelector('trace-dependencies').shadowRoot.querySelector('[part~="stub"]');
        (stub.matches('button') ? stub : stub.querySelector('button')).click();
      }`);
      await page.waitForFunction(
        `document.querySelector('trace-dependencies').dependencyGraph.nodes.length > ${known}`,
      );
      await drawn(page);
      known = (await read(page, 'element.dependencyGraph.nodes.length')) as number;
    }
    assert.deepEqual(complaints, []);
  });
});

test('spans arrive on the live page until they are stopped', async () => {
  await withPage('demo/live.html', 1280, async ({ page, complaints }) => {
    await drawnNodes(page);
    const count = async (): Promise<number> =>
      Number(String(await read(page, `document.querySelector('#status').value`)).replace(/\D/g, ''));
    assert.equal(await count(), 200);
    await page.click('#step');
    assert.equal(await count(), 400);
    await page.select('#speed', '10');
    await page.click('#run');
    await page.waitForFunction(`parseInt(document.querySelector('#status').value.replace(',', '')) >= 1000`);
    await page.click('#run');
    const stopped = await count();
    await drawn(page);
    const spans = await read(
      page,
      `element.dependencyGraph.nodes.reduce((sum, { spanCount }) => sum + spanCount, 0)`,
    );
    assert.equal(spans, stopped, 'what has arrived is drawn');
    assert.deepEqual(complaints, []);
  });
});

test('a source that fails is asked again, and its linked traces are drawn', async () => {
  await withPage('demo/source.html', 1280, async ({ page, complaints }) => {
    const [before = 0] = await drawnNodes(page);
    await page.select('[name=delay]', '0');
    await page.click('[name=fails]');
    const activate = `{
      const stub = document.querySelector('trace-dependencies').shadowRoot.querySelector('[part~="stub"]');
      (stub.matches('button') ? stub : stub.querySelector('button')).click();
    }`;
    await page.waitForFunction(
      `document.querySelector('trace-dependencies').shadowRoot.querySelector('[part~="stub"]')`,
    );
    await page.evaluate(activate);
    await page.waitForFunction(
      `[...document.querySelectorAll('#calls li')].filter((call) => /is down/.test(call.textContent)).length === 3`,
    );
    await page.waitForFunction(
      `document.querySelector('trace-dependencies').problems.some(({ code }) => code === 'source-failed')`,
    );
    await page.click('[name=fails]');
    await page.evaluate(activate);
    await page.waitForFunction(
      `document.querySelector('trace-dependencies').dependencyGraph.nodes.length > ${before}`,
    );
    assert.deepEqual(complaints, []);
  });
});

test('the page in README.md draws two traces and the call between them', async () => {
  const [, example] = /^```html\n([\s\S]*?)^```$/m.exec(readFileSync('README.md', 'utf8')) ?? [];
  const page = await newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.setRequestInterception(true);
  page.on('request', (request) => {
    if (request.url().endsWith('/example.html'))
      void request.respond({ contentType: 'text/html; charset=utf-8', body: example ?? '' });
    else void request.continue();
  });
  await page.goto(`${served.address}example.html`);
  assert.deepEqual(await drawnNodes(page), [3]);
  assert.deepEqual(await read(page, 'element.dependencyGraph.edges.map((edge) => edge.async).sort()'), [
    false,
    true,
  ]);
  assert.deepEqual(await read(page, 'element.problems'), []);
  assert.deepEqual(complaints, []);
  await page.close();
});
