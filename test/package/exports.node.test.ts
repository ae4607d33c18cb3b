import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { posix } from 'node:path';
import { describe, test } from 'node:test';
import { publint } from 'publint';
import { parseAst } from 'rollup/parseAst';

type Target = string | Readonly<Record<string, string>>;

interface PackageJson {
  readonly name: string;
  readonly main: string;
  readonly module: string;
  readonly types: string;
  readonly customElements: string;
  readonly sideEffects: readonly string[];
  readonly files: readonly string[];
  readonly dependencies: Readonly<Record<string, string>>;
  readonly exports: Readonly<Record<string, Target>>;
}

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as PackageJson;

/** Runs a module in a new Node process at the root of the package, which can import the package by its own name. */
function runModule(script: string): string {
  const child = spawnSync(process.execPath, ['--input-type=module', '--eval', script], { encoding: 'utf8' });
  assert.equal(child.status, 0, child.stderr);
  assert.equal(child.stderr, '');
  return child.stdout.trim();
}

const specifier = (subpath: string): string => `${manifest.name}${subpath.slice(1)}`;

describe('exports', () => {
  for (const [subpath, target] of Object.entries(manifest.exports)) {
    test(`${subpath} names files that exist, types first`, () => {
      if (typeof target === 'string') {
        assert.ok(existsSync(target), target);
        return;
      }
      assert.equal(Object.keys(target)[0], 'types');
      assert.equal(Object.keys(target).at(-1), 'default');
      for (const file of Object.values(target)) assert.ok(existsSync(file), file);
    });
  }

  for (const [subpath, target] of Object.entries(manifest.exports)) {
    if (typeof target === 'string') continue;
    test(`${subpath} is imported in Node, where there is no DOM`, () => {
      const script = `
        if (typeof document !== 'undefined' || typeof HTMLElement !== 'undefined') throw new Error('a DOM');
        console.log(typeof (await import('${specifier(subpath)}')));`;
      assert.equal(runModule(script), 'object');
    });
  }

  test('nothing else can be reached', () => {
    const script = `
      const reached = await import('${manifest.name}/dist/index.js').then(() => 'yes', (error) => error.code);
      console.log(reached);`;
    assert.equal(runModule(script), 'ERR_PACKAGE_PATH_NOT_EXPORTED');
  });

  test('old resolvers find what new ones find', () => {
    assert.deepEqual(manifest.exports['.'], { types: manifest.types, default: manifest.main });
    assert.equal(manifest.module, manifest.main);
    assert.ok(existsSync(manifest.customElements));
  });
});

test('the file for pages without a bundler imports nothing that a page would have to resolve', () => {
  const text = readFileSync('dist/cdn/trace-dependencies.js', 'utf8');
  const imports = parseAst(text).body.filter((node) => 'source' in node && Boolean(node.source));
  assert.deepEqual(imports, []);
  const lazy = [...text.matchAll(/\bimport\(["'`]([^"'`]+)/g)].map(([, path]) => path);
  assert.deepEqual(lazy.sort(), [
    './arabic.js',
    './data-worker-text.js',
    './elk-worker-text.js',
    './german.js',
    './japanese.js',
    './layered-worker-text.js',
    './spanish.js',
  ]);
});

test('what that file loads later lies beside it', () => {
  const text = readFileSync('dist/cdn/trace-dependencies.js', 'utf8');
  for (const [, path] of text.matchAll(/\bimport\(["'`]([^"'`]+)/g))
    assert.ok(existsSync(`dist/cdn/${path ?? ''}`), path);
});

test('a language is exported by itself and brings no element', () => {
  const script = `
    const { german } = await import('${manifest.name}/locales/de');
    console.log(german.tag, typeof german.strings);`;
  assert.equal(runModule(script), 'de function');
  const imports = readFileSync('dist/view/strings/german.js', 'utf8').match(/^import .*/gm) ?? [];
  for (const line of imports) assert.match(line, /from '\.\/german-[a-z]+\.js';$/, 'only more of its texts');
});

test('custom-elements.json names modules that are built', () => {
  const { modules } = JSON.parse(readFileSync(manifest.customElements, 'utf8')) as {
    readonly modules: readonly { readonly path: string }[];
  };
  assert.ok(modules.length > 0);
  for (const { path } of modules) assert.ok(existsSync(path), path);
});

test('publint finds nothing but what we mean', async () => {
  const { messages } = await publint({ pkgDir: '.', strict: true });
  const found = messages.map(({ code, path }) => `${code} ${path.join(' ')}`);
  // elkjs's worker is a script for `new Worker`, shipped as it is; its test for CommonJS makes it look like a module.
  assert.deepEqual(found, ['FILE_INVALID_FORMAT exports ./elk-worker.min.js']);
});

test('core works in Node without lit and without a DOM', () => {
  const script = `
    import { register } from 'node:module';
    const hook = 'export const resolve = (name, context, next) => {' +
      ' if (/^(lit|@lit|elkjs)/.test(name)) throw new Error(name); return next(name, context); };';
    register('data:text/javascript,' + encodeURIComponent(hook));
    const { parseTraces, buildDependencyGraph } = await import('${manifest.name}/core');
    console.log(JSON.stringify(buildDependencyGraph(parseTraces([]).traces).nodes));`;
  assert.equal(runModule(script), '[]');
});

describe('the packed package', () => {
  interface Packed {
    readonly files: readonly { readonly path: string }[];
  }
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const output = execFileSync(npm, ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    shell: process.platform === 'win32',
  });
  const [packed] = JSON.parse(output) as [Packed];
  const paths = new Set(packed.files.map((file) => file.path));

  test('holds only what is for hosts', () => {
    const documents = ['package.json', 'README.md', 'LICENSE', 'CHANGELOG.md', 'THIRD-PARTY-NOTICES'];
    const allowed = [...documents, manifest.customElements];
    const strange = [...paths].filter((path) => !/^(dist|src|docs)\//.test(path) && !allowed.includes(path));
    assert.deepEqual(strange, []);
    for (const document of allowed) assert.ok(paths.has(document), `${document} is missing`);
  });

  test('has what its documents lead to', () => {
    const documents = [...paths].filter((path) => path.endsWith('.md'));
    assert.ok(documents.includes('docs/guides/embedding.md'));
    for (const document of documents) {
      const text = readFileSync(document, 'utf8').replace(/^```[\s\S]*?^```$/gm, '');
      const links = [...text.matchAll(/\]\(([^)\s#]+)[^)]*\)|(?:src|srcset)="([^"]+)"/g)];
      for (const target of links.map(([, link, source]) => link ?? source ?? '')) {
        // The licences of the recorded traces, which README.md says are not packed.
        if (/^https?:/.test(target) || target === 'test/fixtures/SOURCES.md') continue;
        const file = posix.join(posix.dirname(document), target);
        const isThere = paths.has(file) || [...paths].some((path) => path.startsWith(`${file}/`));
        assert.ok(isThere, `${document} leads to ${file}`);
      }
    }
  });

  test('exports every theme, as something that a bundler keeps', () => {
    const themes = readdirSync('docs/themes').map((name) => [`./themes/${name}`, `./docs/themes/${name}`]);
    const exported = Object.entries(manifest.exports).filter(([subpath]) => subpath.startsWith('./themes/'));
    assert.deepEqual(exported.sort(), themes.sort());
    for (const [, file] of themes) assert.ok(manifest.sideEffects.includes(file ?? ''), file);
  });

  test('has every file that its exports and side effects name', () => {
    const targets = Object.values(manifest.exports).flatMap((target) => Object.values(asFiles(target)));
    for (const file of [...targets, ...manifest.sideEffects]) {
      assert.ok(paths.has(file.replace(/^\.\//, '')), `${file} is missing`);
    }
  });

  test('has the sources that its source maps point to', () => {
    const maps = [...paths].filter((path) => path.endsWith('.map'));
    assert.ok(maps.length > 0);
    for (const path of maps) {
      const { sources } = JSON.parse(readFileSync(path, 'utf8')) as { readonly sources: readonly string[] };
      for (const source of sources) {
        const file = decodeURI(new URL(source, `file:///${path}`).pathname).slice(1);
        if (!file.startsWith('node_modules/')) assert.ok(paths.has(file), `${path} points to ${file}`);
      }
    }
  });

  test('names no elkjs in its types, whose declarations do not compile under strict', () => {
    const naming = [...paths].filter(
      (path) => path.endsWith('.d.ts') && /from ['"]elkjs|import\(['"]elkjs/.test(readFileSync(path, 'utf8')),
    );
    assert.deepEqual(naming, []);
  });

  test('imports only what it depends on', () => {
    const allowed = Object.keys(manifest.dependencies);
    const modules = [...paths].filter(
      (path) => /^dist\/(?!cdn\/).*\.js$/.test(path) && !/worker(-text|\.min)?\.js$/.test(path),
    );
    assert.ok(modules.length > 0);
    for (const path of modules) {
      for (const [, name] of readFileSync(path, 'utf8').matchAll(
        /^(?:import|export)\b[^'"]*?['"]([^'".][^'"]*)['"]/gm,
      )) {
        const dependency = allowed.some((each) => name === each || name?.startsWith(`${each}/`));
        assert.ok(dependency, `${path} imports ${name ?? ''}`);
      }
    }
  });
});

function asFiles(target: Target): Readonly<Record<string, string>> {
  return typeof target === 'string' ? { default: target } : target;
}
