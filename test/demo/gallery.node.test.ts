/** The gallery of the demo, in Chromium. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { addressOf, traceFiles } from '../../demo/traces.js';
import { drawn, drawnNodes, read, violations, withPage } from './demo-page.js';

/** The data worker hears nothing of a load that would end it. */
const HOLD_LOADS = `{
  const { postMessage } = Worker.prototype;
  Worker.prototype.postMessage = function (message, ...rest) {
    if (message.request?.type !== 'commit') postMessage.call(this, message, ...rest);
  };
}`;

describe('the gallery', () => {
  for (const entry of traceFiles) {
    test(`has the file of ${entry.id}`, () => assert.ok(existsSync(`demo/${addressOf(entry)}`)));
  }

  test('turns the drawing with a narrow screen, but not one whose direction was chosen', async () => {
    await withPage('demo/', 375, async ({ page }) => {
      const direction = (): Promise<unknown> => read(page, 'element.direction');
      await drawnNodes(page);
      assert.equal(await direction(), 'down');
      assert.equal(await read(page, 'location.search'), '');
      await page.setViewport({ width: 740, height: 375 });
      await page.waitForFunction(`document.querySelector('trace-dependencies').direction === 'right'`);
      await page.setViewport({ width: 375, height: 740 });
      await page.waitForFunction(`document.querySelector('trace-dependencies').direction === 'down'`);
      await page.click('[popovertarget=settings]');
      await page.select('[name=direction]', 'right');
      assert.equal(await direction(), 'right');
      assert.equal(await read(page, 'location.search'), '?direction=right');
    });
  });

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
      await drawn(page);
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
      await page.waitForFunction(
        `/could not be read/.test(document.querySelector('#about.failed')?.textContent)`,
      );
      assert.equal(
        await read(page, `document.querySelector('#traces').selectedOptions[0].text`),
        'Pasted text',
        'what was drawn before is drawn',
      );
      await drawn(page);
      assert.ok(await read(page, 'element.problems.length'));
      assert.deepEqual(await drawnNodes(page), [8]);
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
        await page.evaluate(HOLD_LOADS);
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

  test('names own traces again when those dropped over them are given up', async () => {
    await withPage('demo/', 1280, async ({ page, complaints }) => {
      await drawnNodes(page);
      const drop = (file: string): Promise<unknown> =>
        page.evaluate(`{
          const dataTransfer = new DataTransfer();
          dataTransfer.items.add(${file});
          document.querySelector('main').dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
        }`);
      const named = `document.querySelector('#traces').selectedOptions[0].text`;
      const spans = JSON.stringify([{ traceId: 'a'.repeat(32), spanId: 'b'.repeat(16), name: 'mine' }]);
      await drop(`new File([${JSON.stringify(spans)}], 'small.json')`);
      await page.waitForFunction(`${named} === 'small.json'`);
      await drawn(page);
      await page.evaluate(HOLD_LOADS);
      await drop(`new File([' '.repeat(2e6)], 'big.json')`);
      await page.waitForSelector('#load:not([hidden])');
      assert.equal(await read(page, named), 'big.json');
      await page.keyboard.press('Escape');
      await page.waitForFunction(`document.querySelector('#load').hidden`);
      await drawn(page);
      assert.equal(await read(page, named), 'small.json');
      assert.match(String(await read(page, `document.querySelector('#about').textContent`)), /small\.json/);
      assert.deepEqual(complaints, []);
    });
  });

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
