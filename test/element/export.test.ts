import { expect } from '@open-wc/testing';
import { span } from '../graph/span-builder.js';
import { shop } from './sample-traces.js';
import { draw, focused, graphOf, nodeOf, part, place, press, settle, until } from './stage.js';

/** All that an exported document may be made of. */
const ELEMENTS = new Set(['svg', 'title', 'g', 'rect', 'path', 'text']);

async function svgOf(element: Awaited<ReturnType<typeof draw>>): Promise<Document> {
  const blob = await element.exportImage('svg');
  expect(blob.type).to.equal('image/svg+xml');
  const parsed = new DOMParser().parseFromString(await blob.text(), 'image/svg+xml');
  expect(parsed.querySelector('parsererror')?.textContent ?? null).to.equal(null);
  return parsed;
}

/** Texts that try to become something else. */
const hostile = [
  '"><script>alert(1)</script>',
  "' onload='alert(1)",
  ']]></text><a href="javascript:alert(1)">',
  '</title><image href="https://example.test/x"/>',
  '"]; click n0 "javascript:alert(1)"',
  '\\" ] evil [ label="',
  'a\u0000b\ud800c\u202ed',
  '`**bold**` <b>x</b> #quot; &amp; %%{init: {}}%%',
];

describe('a drawing as a picture', () => {
  it('is an SVG document with every node, edge, label and stub', async () => {
    const element = await draw({ spans: shop });
    const { nodes, stubs } = graphOf(element);
    const svg = await svgOf(element);
    const texts = [...svg.querySelectorAll('text')].map(({ textContent }) => textContent);
    for (const operation of ['POST /checkout', 'price', 'SELECT orders', 'orders process'])
      expect(texts, operation).to.include(operation);
    expect(texts.some((text) => /^wait /.test(text ?? ''))).to.equal(true);
    expect(stubs.length).to.be.above(0);
    expect(texts.filter((text) => /more async|not loaded/i.test(text ?? '')).length).to.equal(stubs.length);
    // An outline and a sign for each node, a second outline in asynchronous traces, and a line where a parent is missing.
    const orphans = nodes.filter(({ missingParents }) => missingParents > 0).length;
    const outlines = nodes.reduce((sum, { async }) => sum + (async ? 3 : 2), 0);
    const lines = graphOf(element).edges.length + stubs.length;
    expect(svg.querySelectorAll('path').length).to.equal(outlines + orphans + 2 * lines);
    expect(svg.querySelectorAll('path[stroke-dasharray]').length).to.equal(
      graphOf(element).edges.filter(({ async }) => async).length + stubs.length + orphans,
    );
  });

  it('shows all of the drawing, wherever the view is', async () => {
    const element = await draw({ spans: shop });
    const before = await (await element.exportImage('svg')).text();
    element.viewState = { viewport: { x: -4000, y: 100, scale: 2 } };
    await settle(element);
    expect(await (await element.exportImage('svg')).text()).to.equal(before);
  });

  it('has the colours of the theme as plain values', async () => {
    const element = await draw({ spans: shop });
    element.style.setProperty('--trace-dependencies-surface', 'rgb(1 2 3)');
    element.style.setProperty('--trace-dependencies-error', 'rgb(200 0 0)');
    const text = await (await element.exportImage('svg')).text();
    expect(text).to.contain('fill="rgb(1, 2, 3)"');
    expect(text).to.contain('rgb(200, 0, 0)');
    expect(text).not.to.match(/var\(|color-mix|light-dark|currentColor/);
  });

  it('is made of plain shapes and texts, whatever the data say', async () => {
    const spans = hostile.map((name, index) =>
      span(`a/${(index + 1).toString(16)}`, {
        name,
        service: name,
        ...(index > 0 && { parent: index.toString(16) }),
      }),
    );
    const element = await draw({ spans });
    const svg = await svgOf(element);
    for (const node of svg.querySelectorAll('*')) {
      expect(ELEMENTS.has(node.localName), node.localName).to.equal(true);
      for (const { name } of node.attributes) expect(name).not.to.match(/^on|href|style/);
    }
    const texts = [...svg.querySelectorAll('text')].map(({ textContent }) => textContent).join('\n');
    expect(texts).to.contain('onload');
  });

  it('is a PNG image of twice the size', async () => {
    const element = await draw({ spans: shop });
    const blob = await element.exportImage('png');
    expect(blob.type).to.equal('image/png');
    const image = await createImageBitmap(blob);
    const svg = await svgOf(element);
    const width = Number(svg.documentElement.getAttribute('width'));
    expect(Math.abs(image.width - 2 * width)).to.be.at.most(1);
    const pen = new OffscreenCanvas(image.width, image.height).getContext('2d');
    pen?.drawImage(image, 0, 0);
    const { data } = pen?.getImageData(0, 0, image.width, image.height) ?? { data: [] };
    const colours = new Set<number>();
    for (let at = 0; at < data.length; at += 4)
      colours.add(((data[at] ?? 0) << 16) | ((data[at + 1] ?? 0) << 8) | (data[at + 2] ?? 0));
    expect(colours.size).to.be.above(20);
  });

  for (const direction of ['right', 'down'] as const)
    it(`tells by a dashed line that a parent is missing, ${direction}`, async () => {
      const element = await draw({ spans: [span('a/1', { parent: '9' })], direction });
      const dashed = (await svgOf(element)).querySelectorAll('path[stroke-dasharray="3 3"]');
      expect(dashed.length).to.equal(1);
      const drawn = part(element, '.orphan')
        .getAttribute('d')!
        .replace(/^M\S+ \S+?(?=[hv])/, '');
      expect(dashed[0]!.getAttribute('d')!.endsWith(drawn)).to.equal(true);
    });

  it('is refused with a format that it does not know', async () => {
    const element = await draw({ spans: shop });
    for (const ask of [() => element.exportImage('gif' as 'svg'), () => element.exportText('svg' as 'dot')]) {
      const error: unknown = await ask().then(
        () => null,
        (reason: unknown) => reason,
      );
      expect(error).to.be.instanceOf(TypeError);
      expect((error as TypeError).message).to.match(/"gif"|"svg"/);
    }
  });

  it('is refused while nothing is drawn', async () => {
    const element = await place();
    for (const ask of [() => element.exportImage('png'), () => element.exportText('dot')]) {
      const error: unknown = await ask().then(
        () => null,
        (reason: unknown) => reason,
      );
      expect(error).to.be.instanceOf(DOMException);
      expect((error as DOMException).name).to.equal('InvalidStateError');
    }
  });
});

describe('a drawing as text', () => {
  it('is a Mermaid flowchart with the shapes and lines of the drawing', async () => {
    const element = await draw({ spans: shop });
    const text = await element.exportText('mermaid');
    expect(text).to.match(/^flowchart LR\n/);
    expect(text).to.match(/ {4}n\d+\{"POST #?.*checkout/);
    expect(text).to.match(/ {4}n\d+\{\{"orders process/);
    expect(text).to.match(/ {4}n\d+\["SELECT orders/);
    expect(text).to.match(/ {2}n\d+ -\.->\|"[^"]*wait [^"]*"\| n\d+/);
    const { edges, stubs } = graphOf(element);
    expect(text.match(/-->|-\.->/g)?.length).to.equal(edges.length + stubs.length);
    element.direction = 'down';
    await settle(element);
    expect(await element.exportText('mermaid')).to.match(/^flowchart TB\n/);
  });

  it('is a DOT graph with two peripheries in asynchronous traces', async () => {
    const element = await draw({ spans: shop });
    const text = await element.exportText('dot');
    expect(text).to.match(/^digraph traces \{\n/);
    expect(text).to.match(/n\d+ \[label="orders process\\n[^"]*" shape=hexagon peripheries=2/);
    expect(text.match(/ -> /g)?.length).to.equal(
      graphOf(element).edges.length + graphOf(element).stubs.length,
    );
  });

  it('tells how many spans a node has, and its failures and those hidden in it, in words', async () => {
    const element = await draw({
      spans: [
        span('a/1', { name: 'root', failed: true }),
        span('a/2', { parent: '1', name: 'twice' }),
        span('a/3', { parent: '1', name: 'twice' }),
        span('a/4', { parent: '2', kind: 'internal', failed: true }),
        span('b/1', { parent: '9', name: 'orphan' }),
      ],
      focusTraceId: '*',
    });
    for (const [format, line] of [
      ['dot', '\\n'],
      ['mermaid', '<br/>'],
    ] as const) {
      const text = await element.exportText(format);
      const told = (name: string): string | undefined =>
        new RegExp(`"${name}(?:[^"]*)"`).exec(text)?.[0].slice(1, -1).split(line).at(-1);
      expect(told('root')).to.equal('1 error');
      expect(told('twice')).to.equal('×2 · 1 hidden internal span failed');
      expect(told('orphan')).to.match(/parent/);
    }
  });

  it('is JSON that draws the same again', async () => {
    const element = await draw({ spans: shop });
    const json: unknown = JSON.parse(await element.exportText('json'));
    expect(json).to.deep.equal(JSON.parse(JSON.stringify(graphOf(element))));
    const other = await draw({ graph: json as ReturnType<typeof graphOf> });
    expect(nodeOf(other, 'orders process').id).to.equal(nodeOf(element, 'orders process').id);
  });

  it('keeps what the data say within quotes', async () => {
    const element = await draw({
      spans: hostile.map((name, index) => span(`a/${(index + 1).toString(16)}`, { name, service: 's' })),
    });
    const mermaid = await element.exportText('mermaid');
    for (const line of mermaid.split('\n').filter((each) => each.includes('"')))
      expect(line).to.match(
        /^ +(?:n\d+|subgraph level\d+)\W+"[^"<`;*#]*(?:(?:#\d+;|<br\/>)[^"<`;*#]*)*"\W+$/,
      );
    const dot = await element.exportText('dot');
    for (const line of dot.split('\n').filter((each) => /^ +n\d/.test(each)))
      expect(line).to.match(/^ +n\d+ \[label="(?:[^"\\\n]|\\["\\n])*" shape=\w+\]$/);
  });
});

describe('the menu of formats', () => {
  /** What is downloaded, as name and type, instead of being written to the disk. */
  async function saved(element: Awaited<ReturnType<typeof draw>>, format: string): Promise<[string, string]> {
    const files: Promise<[string, string]>[] = [];
    HTMLAnchorElement.prototype.click = function () {
      files.push(
        fetch(this.href).then(async (answer): Promise<[string, string]> => [
          this.download,
          (await answer.blob()).type,
        ]),
      );
    };
    try {
      part(element, '[part~="export-button"]').click();
      part(element, `[data-format="${format}"]`).click();
      await until(() => files.length > 0, 'a file is saved');
      return await (files[0] as Promise<[string, string]>);
    } finally {
      Reflect.deleteProperty(HTMLAnchorElement.prototype, 'click');
    }
  }

  it('saves each as a file that is named after the first operation', async () => {
    const element = await draw({ spans: shop });
    element.parentElement!.style.width = '1200px';
    await settle(element);
    const files = [];
    for (const format of ['svg', 'png', 'mermaid', 'dot', 'json']) files.push(await saved(element, format));
    expect(files).to.deep.equal([
      ['POST-checkout.svg', 'image/svg+xml'],
      ['POST-checkout.png', 'image/png'],
      ['POST-checkout.mmd', 'text/plain'],
      ['POST-checkout.dot', 'text/plain'],
      ['POST-checkout.json', 'application/json'],
    ]);
    expect(part<HTMLDetailsElement>(element, '.export').open).to.equal(false);
    expect(element.problems.map(({ code }) => code)).not.to.include('export-failed');
  });

  it('is closed by Escape, which does nothing else then, and by leaving it', async () => {
    const element = await draw({ spans: shop });
    element.parentElement!.style.width = '1200px';
    element.select(nodeOf(element, 'price').id);
    await settle(element);
    const [menu, button] = [
      part<HTMLDetailsElement>(element, '.export'),
      part(element, '[part~="export-button"]'),
    ];
    button.click();
    part(element, '[data-format="mermaid"]').focus();
    await press('ArrowDown');
    expect(focused(element)).to.equal(part(element, '[data-format="dot"]'));
    await press('Escape');
    expect(menu.open).to.equal(false);
    expect(focused(element)).to.equal(button);
    expect(element.selected).not.to.equal(null);
    button.click();
    part(element, '[part~="fit-button"]').focus();
    expect(menu.open).to.equal(false);
  });

  it('tells when a file cannot be made', async () => {
    const element = await draw({ spans: shop });
    element.parentElement!.style.width = '1200px';
    await settle(element);
    const made = Object.getOwnPropertyDescriptor(HTMLCanvasElement.prototype, 'toBlob') ?? {};
    HTMLCanvasElement.prototype.toBlob = (take) => take(null);
    try {
      part(element, '[part~="export-button"]').click();
      part(element, '[data-format="png"]').click();
      await until(() => element.problems.some(({ code }) => code === 'export-failed'), 'a problem is told');
    } finally {
      Object.defineProperty(HTMLCanvasElement.prototype, 'toBlob', made);
    }
  });
});
