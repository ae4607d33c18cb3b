/**
 * The short bench: fails when a ratio is worse than the last accepted one by more than 30 % in
 * each of three attempts. Ratios hold for one kind of processor, and on another one may be twice as high; with another
 * major version of Node.js they are only printed.
 *
 *   node bench/short.mjs             compares with bench/accepted.json
 *   node bench/short.mjs --accept    writes what it measures there
 */
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { promisify } from 'node:util';
import { bundle } from './bundle.mjs';

const file = 'bench/accepted.json';
/** How much worse a ratio may be, on the processor that it was accepted on and on others. */
const tolerance = { same: 1.3, other: 2 };
const attempts = 3;

const [major] = process.versions.node.split('.');
const cpu = cpus()[0]?.model ?? 'unknown';
const script = await bundle('short');

/**
 * Garbage collection beside the work would depend on what else the machine does; and collecting between works would
 * throw away the code of those that wait for their turn.
 */
const flags = ['--expose-gc', '--single-threaded-gc', '--no-flush-bytecode'];

/** Ratios by name; all of them when no names are given. */
async function measure(names = []) {
  const { stdout } = await promisify(execFile)(process.execPath, [...flags, script, ...names]);
  return JSON.parse(stdout);
}

/** The least of each ratio: what else the machine does can only add. */
const least = (a, b) => ({
  ...a,
  ...Object.fromEntries(
    Object.entries(b).map(([name, ratio]) => [name, Math.min(ratio, a[name] ?? Infinity)]),
  ),
});

const round = (ratio) => Number(ratio.toPrecision(3));

async function accept() {
  let ratios = {};
  for (let attempt = 0; attempt < attempts; attempt++) ratios = least(ratios, await measure());
  const rounded = Object.fromEntries(Object.entries(ratios).map(([name, ratio]) => [name, round(ratio)]));
  await writeFile(file, `${JSON.stringify({ node: Number(major), cpu, ratios: rounded }, null, 2)}\n`);
  for (const [name, ratio] of Object.entries(rounded)) console.log(`${name}: ${ratio} accepted`);
}

async function compare() {
  const accepted = JSON.parse(await readFile(file, 'utf8'));
  let ratios = await measure();
  const names = Object.keys(ratios);
  const missing = names.filter((name) => !(name in accepted.ratios));
  const allowed = accepted.cpu === cpu ? tolerance.same : tolerance.other;
  const isWorse = (name) => ratios[name] > accepted.ratios[name] * allowed;
  for (let attempt = 1; attempt < attempts && names.some(isWorse); attempt++)
    ratios = least(ratios, await measure(names.filter(isWorse)));
  for (const name of names) {
    const verdict = isWorse(name) ? `  WORSE by more than ${Math.round((allowed - 1) * 100)} %` : '';
    console.log(`${name}: ${round(ratios[name])} (accepted ${accepted.ratios[name]})${verdict}`);
  }
  if (missing.length > 0) console.log(`Not accepted yet: ${missing.join('; ')}. npm run bench -- --accept`);
  if (accepted.node !== Number(major)) {
    console.log(
      `Accepted with Node.js ${accepted.node}; this is ${major}, whose ratios are others: not judged.`,
    );
    return;
  }
  if (missing.length > 0 || names.some(isWorse)) process.exitCode = 1;
}

if (process.argv.includes('--accept')) await accept();
else await compare();
