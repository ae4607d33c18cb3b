/**
 * `npm run bench`: prints how fast and how well the parts work, as ratios to a reference in the same run (in Node by CPU time). Nothing is
 * asserted: times on shared machines differ too much for that.
 *
 *   npm run bench                    all that needs no browser
 *   npm run bench -- data layout     only these of: data, layout, extend-layout, browser, live
 *   npm run bench -- browser --million
 */
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { buildIfStale } from '../test/run/prepare.mjs';
import { must } from '../test/run/processes.mjs';

const folder = 'node_modules/.cache/trace-dependencies/bench';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { million: { type: 'boolean', default: false }, profile: { type: 'boolean', default: false } },
});

/** Runs a part that is written in TypeScript, with room for 100,000 spans in several forms. */
async function runInNode(name) {
  const outfile = `${folder}/${name}.mjs`;
  await build({
    entryPoints: [`bench/${name}.ts`],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    external: ['*-worker-text.js'], // made by the build; only a browser would load them
    sourcemap: 'inline',
    logLevel: 'warning',
  });
  await must(process.execPath, ['--expose-gc', '--max-old-space-size=8192', outfile]);
}

const parts = {
  data: () => runInNode('data'),
  layout: () => runInNode('layout'),
  'extend-layout': () => runInNode('extend-layout'),
  browser: async () => {
    await buildIfStale();
    const flags = Object.keys(values).filter((name) => values[name]);
    await must(process.execPath, ['bench/browser.mjs', ...flags.map((name) => `--${name}`)]);
  },
  live: async () => {
    await buildIfStale();
    await runInNode('live');
  },
};

const unknown = positionals.find((name) => !Object.hasOwn(parts, name));
if (unknown) throw new Error(`There is no part ${unknown}: ${Object.keys(parts).join(', ')}`);
for (const name of positionals.length > 0 ? positionals : ['data', 'layout', 'extend-layout'])
  await parts[name]();
