/**
 * The contrast of every pair of tokens that meet on screen, as a browser resolves them, in every theme that is shipped.
 * Needs a build.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import type { Page } from 'puppeteer-core';
import { colours } from '../../src/view/styles/token-list.js';
import { addressOfPage, newPage } from '../demo/demo-page.js';

const TEXT = 4.5;
const GRAPHICS = 3;

const series = Object.keys(colours.series);
const inPanels = ['text', 'text-muted', 'accent', 'error', 'warning'];
const ofNodes = ['node-text', 'node-dimmed-text', 'text-muted', 'accent'];
const lines = [
  'edge',
  'edge-async',
  'edge-error',
  'edge-selected',
  'edge-path',
  'edge-critical',
  'node-selected',
  'node-added',
  'ok',
  'focus',
  'error',
  ...series,
];

/** What is painted over what: backgrounds from below to above, a name of a token or a CSS colour. */
const pairs: readonly (readonly [over: readonly string[], on: readonly string[], least: number])[] = [
  [[...inPanels, ...ofNodes, 'edge-async'], ['surface'], TEXT],
  [inPanels, ['surface-raised'], TEXT],
  [inPanels, ['toolbar-background'], TEXT],
  [inPanels, ['panel-background'], TEXT],
  [inPanels, ['panel-background', 'row-hover'], TEXT],
  [inPanels, ['surface', 'row-hover'], TEXT],
  [inPanels, ['surface', 'row-selected'], TEXT],
  [['accent'], ['surface', 'minimap-background'], GRAPHICS],
  [['accent'], ['surface', 'minimap-background', 'minimap-viewport'], GRAPHICS],
  [inPanels, ['panel-background', 'row-selected'], TEXT],
  [inPanels, ['menu-background'], TEXT],
  [inPanels, ['menu-background', 'row-hover'], TEXT],
  [['button-text', 'text-muted'], ['button-background'], TEXT],
  [ofNodes, ['surface', 'node-hover'], TEXT],
  [ofNodes, ['band'], TEXT],
  [ofNodes, ['band', 'node-hover'], TEXT],
  [ofNodes, ['band', 'node-selected-background'], TEXT],
  [['badge-text', 'error', 'node-dimmed-text'], ['badge-background'], TEXT],
  [['error-text'], ['error'], TEXT],
  [['critical-text'], ['edge-critical'], TEXT],
  [['edge-label-text', 'edge-async', 'edge-error', 'node-dimmed-text'], ['edge-label-background'], TEXT],
  [['stub-text', 'text-muted', 'error'], ['stub-background'], TEXT],
  [
    ['stub-text', 'text-muted', 'error'],
    ['color-mix(in srgb, var(--_edge-async) 8%, var(--_stub-background))'],
    TEXT,
  ],
  [['notice-text'], ['notice-background'], TEXT],
  [lines, ['surface'], GRAPHICS],
  [lines, ['band'], GRAPHICS],
  [['node-selected', ...series], ['band', 'node-selected-background'], GRAPHICS],
  ...series.map(
    (name) =>
      [[name], [`color-mix(in srgb, var(--_${name}) var(--_node-fill), var(--_surface))`], GRAPHICS] as const,
  ),
  [['edge-async'], ['stub-background'], GRAPHICS],
  [['focus', 'control-border', 'accent'], ['surface'], GRAPHICS],
  [['focus', 'control-border', 'accent', 'histogram-bar'], ['panel-background'], GRAPHICS],
  [['focus', 'control-border', 'accent'], ['menu-background'], GRAPHICS],
  [['focus'], ['toolbar-background'], GRAPHICS],
  [['control-border', 'accent'], ['button-background'], GRAPHICS],
  [['surface'], ['accent'], GRAPHICS],
];

/** They structure what can be told without them. */
const decorative = ['border', 'band-border', 'shadow'];

type Colour = readonly [red: number, green: number, blue: number, alpha: number];

/** `rgb(…)` or `color(srgb …)`, as browsers write resolved colours; channels from 0 to 1. */
function parse(text: string): Colour {
  const numbers = text.match(/-?\d*\.?\d+(?:e-?\d+)?/g)?.map(Number) ?? [];
  assert.match(text, /^(?:rgba?\(|color\(srgb )/);
  const unit = text.startsWith('rgb') ? 255 : 1;
  const [red = NaN, green = NaN, blue = NaN, alpha = 1] = numbers;
  return [red / unit, green / unit, blue / unit, alpha];
}

const blend = ([r, g, b, a]: Colour, [x, y, z]: Colour): Colour => {
  const mix = (over: number, under: number): number => over * a + under * (1 - a);
  return [mix(r, x), mix(g, y), mix(b, z), 1];
};

/** Relative luminance, as WCAG defines it. */
function luminance([red, green, blue]: Colour): number {
  const linear = (channel: number): number =>
    channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

function contrast(over: Colour, on: Colour): number {
  const [light = 0, dark = 0] = [luminance(over), luminance(on)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

/** What the browser makes of CSS colours in the shadow root of an element. */
async function resolve(page: Page, element: string, wanted: readonly string[]): Promise<Map<string, Colour>> {
  const found = (await page.evaluate(
    `(() => {
      const probe = document.createElement('span');
      document.querySelector('${element}').shadowRoot.append(probe);
      const colours = ${JSON.stringify(wanted)}.map((colour) => {
        probe.style.color = '';
        probe.style.color = colour;
        return getComputedStyle(probe).color;
      });
      probe.remove();
      return colours;
    })()`,
  )) as readonly string[];
  return new Map(wanted.map((name, index) => [name, parse(found[index] ?? '')]));
}

const cssOf = (name: string): string => (name.includes('(') ? name : `var(--_${name})`);

async function open(theme: string | null): Promise<Page> {
  const page = await newPage();
  await page.goto(addressOfPage(`demo/themes.html${theme ? `?theme=${theme}` : ''}`));
  await page.waitForFunction(`document.querySelector('.dark').shadowRoot?.querySelector('.frame')`);
  if (theme) await page.waitForFunction(`document.querySelector('link[href*="${theme}"]')?.sheet`);
  return page;
}

/** Puppeteer knows some media features only, the browser all. What was wanted before is replaced. */
async function emulator(page: Page) {
  const session = await page.createCDPSession();
  return (features: Readonly<Record<string, string>>, media = '') =>
    session.send('Emulation.setEmulatedMedia', {
      media,
      features: Object.entries(features).map(([name, value]) => ({ name, value })),
    });
}

test('every colour that tells something is in a pair', () => {
  const judged = new Set(pairs.flatMap(([over, on]) => [...over, ...on]));
  const names = Object.values(colours).flatMap((group) => Object.keys(group));
  assert.deepEqual(
    names.filter((name) => !judged.has(name)),
    decorative,
  );
});

const themes = readdirSync('docs/themes').map((file) => file.replace(/\.css$/, ''));
for (const theme of [null, ...themes]) {
  describe(`the theme ${theme ?? 'of the element itself'}`, () => {
    for (const contrastWanted of ['no-preference', 'more']) {
      for (const scheme of ['light', 'dark']) {
        test(`can be read in ${scheme}, contrast ${contrastWanted}`, async () => {
          const page = await open(theme);
          await (
            await emulator(page)
          )({ 'prefers-contrast': contrastWanted });
          const names = [...new Set(pairs.flatMap(([over, on]) => [...over, ...on]))];
          const resolved = await resolve(page, `.${scheme}`, names.map(cssOf));
          const colour = (name: string): Colour => resolved.get(cssOf(name))!;
          const surface = luminance(colour('surface'));
          assert.equal(surface > 0.5 ? 'light' : 'dark', scheme);
          const faults = pairs.flatMap(([over, on, least]) => {
            const background = on.map(colour).reduce((under, layer) => blend(layer, under));
            return over.flatMap((name) => {
              const ratio = contrast(blend(colour(name), background), background);
              return ratio >= least ? [] : `${name} on ${on.join(' + ')}: ${ratio.toFixed(2)} < ${least}`;
            });
          });
          await page.close();
          assert.deepEqual(faults, []);
        });
      }
    }
  });
}

test('forced colours are those of the system, and paper is white, whatever the theme', async () => {
  const page = await open('carbon');
  const emulate = await emulator(page);
  await emulate({ 'forced-colors': 'active' });
  const forced = await resolve(page, '.dark', [
    'var(--_series-3)',
    'CanvasText',
    'var(--_surface)',
    'Canvas',
  ]);
  assert.deepEqual(forced.get('var(--_series-3)'), forced.get('CanvasText'));
  assert.deepEqual(forced.get('var(--_surface)'), forced.get('Canvas'));
  await emulate({}, 'print');
  const printed = await resolve(page, '.dark', ['var(--_surface)', 'var(--_text)', 'var(--_edge)']);
  assert.deepEqual(printed.get('var(--_surface)'), [1, 1, 1, 1]);
  assert.ok(contrast(printed.get('var(--_edge)')!, [1, 1, 1, 1]) >= GRAPHICS);
  assert.ok(contrast(printed.get('var(--_text)')!, [1, 1, 1, 1]) >= 7);
  await page.close();
});

test('no style sheet names a colour', async () => {
  const folder = 'src/view/styles';
  const words = new Set<string>();
  for (const file of readdirSync(folder)) {
    if (file === 'tokens.ts' || file === 'token-list.ts') continue;
    const text = readFileSync(`${folder}/${file}`, 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');
    for (const [, value = ''] of text.matchAll(/^\s+[\w-]+:\s([^;]+);$/gm))
      for (const word of value.replace(/--[\w-]+/g, '').match(/(?<![\w-])[a-z][\w-]*(?![\w(-])/gi) ?? [])
        words.add(word);
  }
  const page = await newPage();
  const named = await page.evaluate(
    `${JSON.stringify([...words])}.filter((word) => CSS.supports('color', word))`,
  );
  await page.close();
  assert.ok(words.size > 50);
  assert.deepEqual(
    (named as readonly string[]).filter((word) => !['transparent', 'inherit', 'currentColor'].includes(word)),
    [],
  );
});
