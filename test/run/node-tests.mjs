/** The tests that need no browser: bundled by esbuild, run by node:test, each file in a process of its own. */
import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { build } from 'esbuild';
import { nodeBundle } from './node-bundle.mjs';

const folder = 'node_modules/.cache/trace-dependencies/node-tests';

/** Milliseconds after which a file's process is ended and counts as failed: a port left open would keep it for ever. */
const fileTimeout = 180_000;

async function bundle(files) {
  rmSync(folder, { recursive: true, force: true });
  await build({
    ...nodeBundle,
    entryPoints: files,
    outdir: folder,
    outbase: 'test',
  });
  return files.map((file) => resolve(folder, file.replace(/^test\//, '').replace(/\.ts$/, '.mjs')));
}

/**
 * @param {readonly string[]} files
 * @returns {Promise<{ name: string, passed: number, failed: number, skipped: number }>}
 */
export async function runNodeTests(files) {
  const result = { name: 'node', passed: 0, failed: 0, skipped: 0 };
  const bundles = await bundle(files);
  process.env.NODE_OPTIONS = `${process.env.NODE_OPTIONS ?? ''} --enable-source-maps`.trim();
  const stream = run({ files: bundles, concurrency: 2, timeout: fileTimeout });
  const isSkipped = ({ skip, todo }) => skip !== undefined || todo !== undefined;
  stream.on('test:pass', (event) => {
    if (event.details.type === 'suite') return;
    if (isSkipped(event)) result.skipped += 1;
    else if (!bundles.includes(event.name)) result.passed += 1;
    else {
      // node:test reports a file that has no test as a test that passed.
      result.failed += 1;
      console.log(`failed in node: ${event.name} has no test`);
    }
  });
  // A file that could not be loaded is reported under its own name and counts as one failure.
  stream.on('test:fail', (event) => {
    if (event.details.type === 'suite') return;
    if (isSkipped(event)) result.skipped += 1;
    else result.failed += 1;
  });
  for await (const text of stream.compose(new spec())) process.stdout.write(text);
  return result;
}
