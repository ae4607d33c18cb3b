import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { build } from 'esbuild';

const { name, version } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  name: string;
  version: string;
};

/** What a host's bundler makes of a module that imports the package. */
async function bundle(contents: string): Promise<string> {
  const result = await build({
    stdin: { contents, resolveDir: process.cwd() },
    bundle: true,
    format: 'esm',
    external: ['lit', 'lit/*', '@lit/*', '*-worker-text.js'],
    write: false,
    logLevel: 'error',
  });
  const [file] = result.outputFiles;
  assert.ok(file);
  return file.text;
}

describe('bundlers may drop what is not used', () => {
  test('an import that nothing uses leaves nothing', async () => {
    const text = await bundle(`import '${name}'; import '${name}/core'; import '${name}/sources';`);
    assert.equal(text.replace(/\/\/.*$/gm, '').trim(), '');
  });

  test('a pure helper from the main entry brings no element', async () => {
    const text = await bundle(`import { parseTraces } from '${name}'; console.log(parseTraces);`);
    assert.match(text, /parseTraces/);
    assert.doesNotMatch(text, /from "(lit|@lit)/);
    assert.doesNotMatch(text, /TraceDependenciesElement/);
  });

  test('a source brings no other source, no element and no parser', async () => {
    const text = await bundle(
      `import { createJaegerSource } from '${name}/sources'; console.log(createJaegerSource);`,
    );
    assert.match(text, /api\/v3\/traces/);
    assert.doesNotMatch(text, /TempoTraces|TraceDependenciesElement|parseTraces|from "(lit|@lit)/);
  });

  test('the import that registers stays', async () => {
    assert.match(await bundle(`import '${name}/define';`), /TraceDependenciesElement\.define\(\)/);
  });
});

describe('the element in Node', () => {
  const run = (script: string): string => {
    const child = spawnSync(process.execPath, ['--input-type=module', '--eval', script], {
      encoding: 'utf8',
    });
    assert.equal(child.status, 0, child.stderr);
    return child.stdout.trim();
  };

  test('the main entry registers nothing', () => {
    const script = `
      const { TraceDependenciesElement: Element } = await import('${name}');
      console.log(typeof Element, globalThis.customElements?.get('trace-dependencies'));`;
    assert.equal(run(script), 'function undefined');
  });

  test('the class knows the version of the package', () => {
    const script = `console.log((await import('${name}')).TraceDependenciesElement.version);`;
    assert.equal(run(script), version);
  });
});
