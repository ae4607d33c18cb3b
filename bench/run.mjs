/**
 * `npm run bench`: how fast and how well the parts work, as ratios to references in the same run.
 *
 *   npm run bench                    the comparisons with others; writes docs/performance.md and its chart
 *   npm run bench -- data layout     only these of: layout, data, regroup, draw, many, drop, report, short,
 *                                   extend-layout, browser, live
 *   npm run bench -- --accept        accepts the ratios that the short bench compares with
 *   npm run bench -- browser --million --profile
 */
import { existsSync, statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { buildIfStale, installPackages } from '../test/run/prepare.mjs';
import { must } from '../test/run/processes.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    accept: { type: 'boolean', default: false },
    million: { type: 'boolean', default: false },
    profile: { type: 'boolean', default: false },
  },
});

const time = (path) => statSync(path).mtimeMs;

/** Installs what the bench compares with, which the project itself does not need. */
async function installPeers() {
  const mark = 'bench/node_modules/.package-lock.json';
  if (existsSync(mark) && time(mark) >= time('bench/package-lock.json')) return;
  await must('npm', ['ci', '--prefix', 'bench', '--no-audit', '--no-fund']);
}

/** Runs a part that is written in TypeScript, with room for a million spans; `others` are processes that it starts. */
async function runInNode(name, ...others) {
  const { bundle } = await import('./bundle.mjs'); // needs installed packages
  const script = await bundle(name, ...others);
  await must(process.execPath, ['--expose-gc', '--max-old-space-size=12288', script]);
}

const parts = {
  layout: async () => {
    await installPeers();
    await runInNode('layout', 'layout-process');
  },
  data: () => runInNode('data', 'data-process'),
  regroup: async () => {
    await buildIfStale();
    await runInNode('data-regroup');
  },
  draw: async () => {
    await installPeers();
    await buildIfStale();
    await runInNode('draw');
  },
  many: async () => {
    await buildIfStale();
    await runInNode('many');
  },
  drop: async () => {
    await buildIfStale();
    await runInNode('drop');
  },
  report: () => runInNode('report'),
  short: () => must(process.execPath, ['bench/short.mjs']),
  'extend-layout': () => runInNode('extend-layout'),
  browser: async () => {
    await buildIfStale();
    const flags = ['million', 'profile'].filter((name) => values[name]);
    await must(process.execPath, ['bench/browser.mjs', ...flags.map((name) => `--${name}`)]);
  },
  live: async () => {
    await buildIfStale();
    await runInNode('live');
  },
};

const unknown = positionals.find((name) => !Object.hasOwn(parts, name));
if (unknown) throw new Error(`There is no part ${unknown}: ${Object.keys(parts).join(', ')}`);

await installPackages();
if (values.accept) await must(process.execPath, ['bench/short.mjs', '--accept']);
const wanted =
  positionals.length > 0 || values.accept
    ? positionals
    : ['layout', 'data', 'draw', 'many', 'drop', 'report'];
for (const name of wanted) await parts[name]();
