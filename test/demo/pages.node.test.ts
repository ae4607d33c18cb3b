/** The pages of the demo and the page in README.md, in Chromium. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { patterns } from '../../demo/patterns.js';
import { addressOfPage, drawn, drawnNodes, newPage, read, violations, withPage } from './demo-page.js';

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
        await page.goto(addressOfPage(`demo/${String(link)}`));
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
    await page.select('[name=incoming]', 'none');
    await drawn(page);
    assert.deepEqual(await drawnNodes(page), [before], 'with another source it begins anew');
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
  await page.goto(addressOfPage('example.html'));
  assert.deepEqual(await drawnNodes(page), [3]);
  assert.deepEqual(await read(page, 'element.dependencyGraph.edges.map((edge) => edge.async).sort()'), [
    false,
    true,
  ]);
  assert.deepEqual(await read(page, 'element.problems'), []);
  assert.deepEqual(complaints, []);
  await page.close();
});
