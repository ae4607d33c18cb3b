/** The theme's tokens and the element's parts: nothing beside them, all of them used, all of them documented. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { colours, measures } from '../../src/view/styles/token-list.js';

const folder = 'src/view/styles';
const withoutComments = (text: string): string => text.replace(/\/\*[\s\S]*?\*\//g, '');
const textOf = (file: string): string => withoutComments(readFileSync(`${folder}/${file}`, 'utf8'));
const sheets = readdirSync(folder).filter((file) => !['tokens.ts', 'token-list.ts'].includes(file));
const groups: readonly object[] = [...Object.values(colours), ...Object.values(measures)];
const tokens = groups.flatMap((group) => Object.keys(group));

const manifest = JSON.parse(readFileSync('custom-elements.json', 'utf8')) as {
  readonly modules: readonly {
    readonly declarations: readonly {
      readonly tagName?: string;
      readonly cssParts?: readonly Documented[];
      readonly cssProperties?: readonly Documented[];
    }[];
  }[];
};
interface Documented {
  readonly name: string;
  readonly description?: string;
}
const element = manifest.modules
  .flatMap(({ declarations }) => declarations)
  .find(({ tagName }) => tagName === 'trace-dependencies');

describe('the style sheets', () => {
  for (const sheet of sheets) {
    test(`${sheet} has no colour of its own`, () => {
      const found = textOf(sheet).match(/#[\da-f]{3,8}\b|\b(?:rgb|hsl|hwb|lab|lch|oklab|oklch|color)a?\(/gi);
      assert.equal(found, null);
    });

    test(`${sheet} reads no public property past the list of tokens`, () => {
      assert.doesNotMatch(textOf(sheet), /--trace-dependencies-/);
    });
  }

  test('use every token', () => {
    const all = [...sheets, 'tokens.ts'].map(textOf).join('\n') + JSON.stringify(colours);
    for (const name of tokens) assert.match(all, new RegExp(`var\\(--_${name}[,)]`), name);
  });
});

test('every token is documented, and nothing else', () => {
  assert.deepEqual(
    element?.cssProperties?.map(({ name }) => name),
    tokens.map((name) => `--trace-dependencies-${name}`),
  );
  for (const { name, description } of element?.cssProperties ?? []) assert.ok(description, name);
});

test('the guide has every token', () => {
  const guide = readFileSync('docs/guides/theming.md', 'utf8');
  for (const name of tokens) assert.ok(guide.includes(`| \`--trace-dependencies-${name}\` `), name);
});

test('every part is documented, and every documented part is there', () => {
  const sources = ['src/view', 'src/element'].flatMap((path) =>
    readdirSync(path, { encoding: 'utf8', recursive: true })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => withoutComments(readFileSync(`${path}/${file}`, 'utf8'))),
  );
  const words = new Set<string>();
  for (const [, fixed, computed = ''] of sources.join('\n').matchAll(/\bpart=(?:"([^"]*)"|\$\{(.*))/g)) {
    const texts = fixed === undefined ? (computed.match(/'[a-z -]*'|`[a-z -]*/g) ?? []) : [fixed];
    for (const text of texts) for (const word of text.match(/[a-z]+(?:-[a-z]+)*/g) ?? []) words.add(word);
  }
  const parts = element?.cssParts ?? [];
  // What a part may be besides, `error` or `selected`, stands in its description.
  const known = new Set(
    parts.flatMap(({ name, description = '' }) => [
      name,
      ...[...description.matchAll(/`([\w-]+)`/g)].map(([, word = '']) => word),
    ]),
  );
  assert.ok(words.size > 20);
  for (const word of words) assert.ok(known.has(word), `the part ${word} is not documented`);
  const quoted = (name: string): boolean => sources.some((text) => text.includes(`'${name}'`));
  for (const { name } of parts) assert.ok(words.has(name) || quoted(name), `there is no part ${name}`);
});
