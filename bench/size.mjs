/**
 * What a page loads, in bytes, minified and compressed, against a budget; fails above it. Needs a build.
 *
 * The main entry is bundled as a host would bundle it, with lit left out because hosts share theirs; the workers are
 * loaded when they are first needed; sources over HTTP are for pages that want one; the file for pages without a
 * bundler has lit in it.
 */
import { readFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

/** The most that each may have, in kB (1000 bytes) after gzip. */
const budgets = {
  main: 183.5,
  core: 42.5,
  sources: 8,
  cdn: 210.5,
  'data worker': 56.5,
  'built-in layout': 36,
  'layout worker': 480,
};

/** An entry with all that it needs at once; what it loads later lies in files of its own, which are not counted. */
async function bundle(entry) {
  const { outputFiles, metafile } = await build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    external: ['lit', 'lit/*', '@lit/*', '*-worker-text.js'],
    outdir: 'out',
    write: false,
    metafile: true,
  });
  const contents = new Map(outputFiles.map((file) => [relative('.', file.path), file.contents]));
  const needed = new Set(
    Object.keys(metafile.outputs).filter((path) => metafile.outputs[path].entryPoint === entry),
  );
  for (const path of needed) {
    for (const { path: imported, kind, external } of metafile.outputs[path].imports)
      if (kind === 'import-statement' && !external) needed.add(imported);
  }
  return Buffer.concat([...needed].map((path) => contents.get(path)));
}

const files = {
  main: await bundle('dist/define.js'),
  core: await bundle('dist/core.js'),
  sources: await bundle('dist/sources.js'),
  cdn: await readFile('dist/cdn/trace-dependencies.js'),
  'data worker': await readFile('dist/data-worker/data-worker.js'),
  'built-in layout': await readFile('dist/layout/layered-worker.js'),
  'layout worker': await readFile('dist/layout/elk-worker.min.js'),
};

const inKilobytes = (bytes) => (bytes / 1000).toFixed(1).padStart(9);

console.log(`${''.padEnd(16)}${'min kB'.padStart(9)}${'gzip kB'.padStart(9)}${'budget'.padStart(9)}`);
for (const [name, content] of Object.entries(files)) {
  const gzip = gzipSync(content, { level: 9 }).length;
  const over = gzip > budgets[name] * 1000;
  if (over) process.exitCode = 1;
  const row = inKilobytes(content.length) + inKilobytes(gzip) + String(budgets[name]).padStart(9);
  console.log(`${name.padEnd(16)}${row}${over ? '  over budget' : ''}`);
}
