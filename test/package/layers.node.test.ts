import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { ESLint } from 'eslint';

/** The rules that must bite, without the typed ones: a snippet that is only a text has no program to take types from. */
let eslint: ESLint;

before(() => {
  eslint = new ESLint({
    overrideConfig: { files: ['**/*.ts'], languageOptions: { parserOptions: { projectService: false } } },
    ruleFilter: ({ ruleId }) => !ruleId.startsWith('@typescript-eslint/'),
  });
});

/** The ids of the rules that a text breaks when it stands in a file of that path. */
async function broken(filePath: string, text: string): Promise<readonly (string | null)[]> {
  const [result] = await eslint.lintText(text, { filePath });
  assert.ok(result);
  return result.messages.map((message) => message.ruleId ?? message.message);
}

describe('imports that cross a layer are errors', () => {
  const forbidden: readonly (readonly [file: string, imported: string])[] = [
    ['src/model/x.ts', '../ingest/parse-traces.js'],
    ['src/model/x.ts', 'lit'],
    ['src/ingest/x.ts', '../graph/build-graph.js'],
    ['src/ingest/deep/x.ts', '../../graph/build-graph.js'],
    ['src/graph/x.ts', '../ingest/parse-traces.js'],
    ['src/graph/x.ts', '../view/scene.js'],
    ['src/layout/x.ts', '../graph/build-graph.js'],
    ['src/sources/x.ts', '../ingest/parse-traces.js'],
    ['src/viewport/x.ts', 'lit'],
    ['src/viewport/x.ts', '../view/scene.js'],
    ['src/data-worker/x.ts', '../layout/layout-client.js'],
    ['src/view/x.ts', '../graph/build-graph.js'],
    ['src/view/x.ts', '../element/events.js'],
    ['src/view/x.ts', 'elkjs'],
    ['src/element/x.ts', 'elkjs'],
    ['src/element/x.ts', '../../test/browser-commands.js'],
    ['src/core.ts', './element/events.js'],
    ['src/core.ts', 'lit'],
    ['src/unheard-of/x.ts', '../model/span.js'],
  ];
  const forms = {
    import: (imported: string) => `import { a } from '${imported}'; a();`,
    'import type': (imported: string) => `import type { A } from '${imported}'; export type B = A;`,
    're-export': (imported: string) => `export { a } from '${imported}';`,
    'dynamic import': (imported: string) => `await import('${imported}');`,
    'import type in place': (imported: string) => `export type A = import('${imported}').A;`,
  };
  for (const [file, imported] of forbidden) {
    for (const [form, write] of Object.entries(forms)) {
      test(`${file}: ${form} of ${imported}`, async () => {
        assert.deepEqual(await broken(file, `${write(imported)}\n`), ['layers/boundaries']);
      });
    }
  }
});

describe('imports that the plan has are none', () => {
  const allowed: readonly (readonly [file: string, imported: string])[] = [
    ['src/model/x.ts', './span.js'],
    ['src/ingest/x.ts', '../model/span.js'],
    ['src/layout/x.ts', 'elkjs/lib/elk-api.js'],
    ['src/data-worker/x.ts', '../graph/build-graph.js'],
    ['src/view/x.ts', 'lit/directives/class-map.js'],
    ['src/view/x.ts', '../viewport/transform.js'],
    ['src/element/x.ts', '../layout/layout-client.js'],
    ['src/sources/x.ts', '../ingest/ids.js'],
    ['src/core.ts', './graph/build-graph.js'],
    ['src/cdn.ts', './define.js'],
  ];
  for (const [file, imported] of allowed) {
    test(`${file}: ${imported}`, async () => {
      assert.deepEqual(await broken(file, `import { a } from '${imported}';\na();\n`), []);
    });
  }
});

describe('what turns text into markup or code is an error', () => {
  const bad = {
    unsafeHTML: `import { unsafeHTML } from 'lit/directives/unsafe-html.js'; unsafeHTML('');`,
    unsafeSVG: `import { unsafeSVG } from 'lit/directives/unsafe-svg.js'; unsafeSVG('');`,
    unsafeStatic: `import { unsafeStatic } from 'lit/static-html.js'; unsafeStatic('');`,
    styleMap: `import { styleMap } from 'lit/directives/style-map.js'; styleMap({});`,
    innerHTML: `document.body.innerHTML = '';`,
    outerHTML: `document.body.outerHTML = '';`,
    insertAdjacentHTML: `document.body.insertAdjacentHTML('beforeend', '');`,
    'innerHTML in a template': "import { html } from 'lit'; export const a = html`<b .innerHTML=${1}></b>`;",
    'style in a template': 'import { html } from \'lit\'; export const a = html`<b style="top: 0"></b>`;',
    eval: `eval('');`,
    'new Function': `new Function('');`,
  };
  for (const [name, text] of Object.entries(bad)) {
    test(name, async () => {
      assert.equal((await broken('src/view/x.ts', `${text}\n`)).length, 1);
    });
  }
});

test('an exclusive test is an error', async () => {
  for (const text of ["it.only('', () => 0);", "test('', { only: true }, () => 0);"]) {
    assert.deepEqual(await broken('test/view/x.test.ts', `${text}\n`), ['no-restricted-syntax']);
  }
});
