/**
 * `npm test`: installs what is missing, then checks, builds and tests everything, and ends with one line of counts.
 *
 * `npm test -- part/of/a/path`           only the test files whose path contains it
 * `npm test -- --only node,firefox`      only these of: checks, node, chromium, firefox, webkit
 * `npm test -- --update-screenshots`     writes the pictures of `test/visual` that are missing or differ; nothing else
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { findBrowsers } from './browsers.mjs';
import { runChecks } from './checks.mjs';
import { buildIfStale, installPackages } from './prepare.mjs';
import { testFiles } from './test-files.mjs';

const engines = ['chromium', 'firefox', 'webkit'];

/** What has run: one entry per check, Node and engine. */
const results = [];

const failure = (name) => ({ name, passed: 0, failed: 1, skipped: 0 });

/** Runs a part; what it throws is printed and counted as one failure, and the other parts run all the same. */
async function part(name, work) {
  console.log(`\n── ${name}`);
  try {
    results.push(...(await work()));
  } catch (error) {
    console.error(error);
    results.push(failure(name));
  }
}

/** Counts as a check: the tests of the package, publint and the sizes look at its output. */
async function build() {
  await buildIfStale();
  return [{ name: 'build', passed: 1, failed: 0, skipped: 0 }];
}

async function nodeTests(filters) {
  const files = testFiles('node', filters);
  if (files.length === 0 && filters.length > 0) return [];
  const { runNodeTests } = await import('./node-tests.mjs'); // needs installed packages
  return [await runNodeTests(files)];
}

async function browserTests(wanted, filters) {
  const files = testFiles('browser', filters);
  if (files.length === 0 && filters.length > 0) return [];
  const browsers = await findBrowsers(wanted);
  const child = fork('test/run/browser-tests.mjs');
  child.send({ files, browsers });
  const [answer] = await Promise.race([once(child, 'message'), once(child, 'exit')]);
  return Array.isArray(answer) ? answer : wanted.map(failure); // not an answer but an exit code
}

function print({ name, passed, failed, skipped }) {
  console.log(`${name.padEnd(12)} ${passed} passed, ${failed} failed, ${skipped} skipped`);
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: 'string', default: '' },
    'update-screenshots': { type: 'boolean', default: false },
  },
});
const updates = values['update-screenshots'];
if (updates) process.env.UPDATE_SCREENSHOTS = '1';
const filters = updates ? ['test/visual/'] : positionals;
const only = updates ? ['node'] : values.only.split(',').filter(Boolean);
const wants = (name) => only.length === 0 || only.includes(name);

await installPackages();
await part('build', build);
if (wants('checks') && filters.length === 0) await part('checks', runChecks);
if (wants('node')) await part('node', () => nodeTests(filters));
const wantedEngines = engines.filter(wants);
if (wantedEngines.length > 0) await part('browsers', () => browserTests(wantedEngines, filters));

console.log('');
results.forEach(print);
const sum = (key) => results.reduce((total, result) => total + result[key], 0);
const tested = results.filter(({ name }) => name !== 'build');
if (tested.length === 0) console.log(`No test's path contains ${filters.join(' or ')}`);
const idle = results.filter(({ passed, failed }) => passed + failed === 0);
for (const { name } of idle) console.log(`${name} ran no test`);
process.exitCode = sum('failed') > 0 || idle.length > 0 || tested.length === 0 ? 1 : 0;
console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`);
