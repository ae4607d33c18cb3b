/**
 * Two builds of one source: `dist/` keeps the modules apart and leaves lit to the host's bundler, `dist/cdn/` is one
 * minified file for pages without a bundler. Worker files and languages lie beside the module that names them in both.
 */
import { readFileSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { posix } from 'node:path';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import { build } from 'esbuild';
import esbuild from 'rollup-plugin-esbuild';

const { version } = JSON.parse(readFileSync('package.json', 'utf8'));

/** ELK in its own worker, exactly as elkjs ships it. */
const elkWorker = () => readFile('node_modules/elkjs/lib/elk-worker.min.js', 'utf8');

/** A worker of ours with all that it imports: one classic script, so that `importScripts` takes it as well. */
const ownWorker = (entry) => async () => {
  const result = await build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2022',
    write: false,
  });
  return result.outputFiles[0].text;
};

const dataWorker = ownWorker('src/data-worker/data-worker.ts');
const layeredWorker = ownWorker('src/layout/layered-worker.ts');

/** A script as a module that exports its text, for pages on which the worker's file cannot be loaded. */
const asTextModule = async (script) => `export default ${JSON.stringify(await script())};\n`;

/**
 * What is made rather than compiled: the scripts of the workers and their texts. The sources name these files as
 * `new URL('./elk-worker.min.js', import.meta.url)` and `import('./elk-worker-text.js')`, relative to `folder`; the
 * test server serves the same files from memory.
 */
export const workerFiles = [
  { folder: 'layout', name: 'elk-worker.min.js', read: elkWorker },
  { folder: 'layout', name: 'elk-worker-text.js', read: () => asTextModule(elkWorker) },
  { folder: 'layout', name: 'layered-worker.js', read: layeredWorker },
  { folder: 'layout', name: 'layered-worker-text.js', read: () => asTextModule(layeredWorker) },
  { folder: 'data-worker', name: 'data-worker.js', read: dataWorker },
  { folder: 'data-worker', name: 'data-worker-text.js', read: () => asTextModule(dataWorker) },
];

/** Languages other than English: they import nothing of the element, which loads them when it needs them. */
const languages = ['arabic', 'german', 'japanese', 'spanish'];

const isLanguage = (source) => languages.some((name) => source === `./${name}.js`);

const isTextModule = (source) => /-worker-text\.js$/.test(source);

/** Removes what an earlier build left, so that a deleted source leaves no module behind. */
const clean = () => ({ name: 'clean', buildStart: () => rmSync('dist', { recursive: true, force: true }) });

/**
 * Puts the worker files next to the chunk that names them and leaves the imports of their texts alone: they are
 * written as they are, not passed through rollup, whose source maps would repeat their 1.6 MB.
 * @param {(file: { folder: string, name: string }) => string} place where a file lies in the output
 */
const workers = (place) => ({
  name: 'workers',
  resolveId: (source) => (isTextModule(source) ? { id: source, external: 'absolute' } : null),
  async generateBundle(_, bundle) {
    for (const file of workerFiles) {
      this.emitFile({ type: 'asset', fileName: place(file), source: await file.read() });
    }
    for (const [chunk, { code = '' }] of Object.entries(bundle)) {
      for (const [, name] of code.matchAll(/["'`](\.[^"'`]*-worker(?:-text|\.min)?\.js)["'`]/g)) {
        const file = posix.join(posix.dirname(chunk), name);
        if (!bundle[file]) this.error(`${chunk} names ${name}, but no such file is built.`);
      }
    }
  },
});

/** Leaves the languages in files of their own beside the one file, which names them as the sources do. */
const languagesBeside = () => ({
  name: 'languages-beside',
  resolveId: (source, importer) =>
    importer && isLanguage(source) ? { id: source, external: 'absolute' } : null,
  async generateBundle() {
    for (const name of languages) {
      const { outputFiles } = await build({
        entryPoints: [`src/view/strings/${name}.ts`],
        bundle: true,
        minify: true,
        format: 'esm',
        target: 'es2022',
        charset: 'utf8',
        write: false,
      });
      this.emitFile({ type: 'asset', fileName: `${name}.js`, source: outputFiles[0].text });
    }
  },
});

/**
 * Leaves comments and indentation out of the style sheets: no minifier looks into their texts. Lines stay for the source
 * map.
 */
const bareStyles = () => ({
  name: 'bare-styles',
  transform(code, id) {
    if (!/[\\/]view[\\/]styles[\\/]/.test(id)) return null;
    const bare = code
      .replace(/\/\*[^]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ''))
      .replace(/^ +/gm, '');
    return { code: bare, map: null };
  },
});

const onwarn = (warning) => {
  throw new Error(`rollup: ${warning.message}`);
};

export default [
  {
    input: ['src/index.ts', 'src/define.ts', 'src/core.ts', 'src/sources.ts', 'src/cdn.ts'],
    external: [/^lit(\/|$)/, /^@lit\//],
    onwarn,
    plugins: [
      clean(),
      bareStyles(),
      esbuild({ target: 'es2022' }),
      workers(({ folder, name }) => `${folder}/${name}`),
    ],
    output: {
      dir: 'dist',
      format: 'es',
      preserveModules: true,
      preserveModulesRoot: 'src',
      sourcemap: true,
    },
  },
  {
    input: { 'trace-dependencies': 'src/cdn.ts' },
    onwarn,
    plugins: [
      languagesBeside(),
      nodeResolve({ exportConditions: ['production'] }),
      bareStyles(),
      esbuild({ target: 'es2022', minify: true, legalComments: 'inline' }),
      workers(({ name }) => name),
    ],
    output: {
      dir: 'dist/cdn',
      format: 'es',
      sourcemap: true,
      // One file, for a page that names it with its hash.
      inlineDynamicImports: true,
      banner: `/*! trace-dependencies ${version} | Apache-2.0 | contains lit (BSD-3-Clause), see THIRD-PARTY-NOTICES */`,
    },
  },
];
