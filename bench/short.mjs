/**
 * The short bench: fails when a kind of work has become slower than was last accepted, by more than 30 %, measured
 * against a fixed reference in the same process.
 *
 * What seems worse is measured again, in fresh processes, up to seven times more, and the least times of all count: the
 * code may have been compiled badly once, or the machine may have been busy at every moment, but neither makes anything
 * faster than it is. So a false alarm needs bad luck eight times, and what is slower by 40 % is seen each time.
 *
 * Ratios are kept by kind of processor. On a kind that is not known, 60 % more than the greatest of the known ones are
 * allowed. With another major version of Node.js, whose compiler is another, ratios are printed and not judged.
 *
 *   node bench/short.mjs             compares with bench/accepted.json
 *   node bench/short.mjs --accept    writes what it measures there, for this kind of processor
 */
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { promisify } from 'node:util';
import { bundle } from './bundle.mjs';

const file = 'bench/accepted.json';
/** How much worse a ratio may be, on a kind of processor that is known and on others. */
const tolerance = { known: 1.3, unknown: 1.6 };
const attempts = 8;
/** Processes whose least times are accepted. */
const acceptedOf = 5;

const major = Number(process.versions.node.split('.')[0]);
const processor = cpus()[0]?.model.trim() || 'unknown';
const script = await bundle('short');

/**
 * Compiling and collecting beside the work would depend on what else the machine does; and throwing away the code of
 * those that wait for their turn would have it compiled again.
 */
const flags = ['--expose-gc', '--single-threaded', '--no-flush-bytecode'];

/** Least times by name; of all kinds of work when no names are given. */
async function measure(names = []) {
  const { stdout } = await promisify(execFile)(process.execPath, [...flags, script, ...names]);
  return JSON.parse(stdout);
}

/** The least times of two measurements. */
function least(a, b) {
  const both = { ...a };
  for (const [name, { subject, reference }] of Object.entries(b))
    both[name] = {
      subject: Math.min(subject, a[name]?.subject ?? Infinity),
      reference: Math.min(reference, a[name]?.reference ?? Infinity),
    };
  return both;
}

const ratioOf = ({ subject, reference }) => subject / reference;
const round = (ratio) => Number(ratio.toPrecision(3));

async function accept() {
  let times = {};
  for (let run = 0; run < acceptedOf; run++) times = least(times, await measure());
  const ratios = Object.fromEntries(
    Object.entries(times).map(([name, each]) => [name, round(ratioOf(each))]),
  );
  const before = JSON.parse(await readFile(file, 'utf8'));
  const kept = before.node === major ? before.processors : {};
  const accepted = { node: major, processors: { ...kept, [processor]: ratios } };
  await writeFile(file, `${JSON.stringify(accepted, null, 2)}\n`);
  for (const [name, ratio] of Object.entries(ratios)) console.log(`${name}: ${ratio} accepted`);
}

/** The ratio that is allowed, or `null` where none was ever accepted. */
function allowedOf(name, { processors }) {
  const known = processors[processor]?.[name];
  if (known !== undefined) return known * tolerance.known;
  const others = Object.values(processors).flatMap((ratios) => ratios[name] ?? []);
  return others.length > 0 ? Math.max(...others) * tolerance.unknown : null;
}

async function compare() {
  const accepted = JSON.parse(await readFile(file, 'utf8'));
  let times = await measure();
  const names = Object.keys(times);
  const missing = names.filter((name) => allowedOf(name, accepted) === null);
  const isWorse = (name) => ratioOf(times[name]) > (allowedOf(name, accepted) ?? Infinity);
  for (let attempt = 1; attempt < attempts && names.some(isWorse); attempt++)
    times = least(times, await measure(names.filter(isWorse)));
  for (const name of names) {
    const allowed = allowedOf(name, accepted);
    const verdict = allowed === null ? 'not accepted yet' : `at most ${round(allowed)}`;
    console.log(`${name}: ${round(ratioOf(times[name]))} (${verdict})${isWorse(name) ? '  WORSE' : ''}`);
  }
  if (accepted.node !== major) {
    console.log(
      `Accepted with Node.js ${accepted.node}; this is ${major}, whose ratios are others: not judged.`,
    );
    return;
  }
  if (!(processor in accepted.processors))
    console.log(`No ratios are accepted for ${processor}: 60 % more than elsewhere are allowed.`);
  if (missing.length > 0) console.log('npm run bench -- --accept accepts what is not accepted yet.');
  if (missing.length > 0 || names.some(isWorse)) process.exitCode = 1;
}

if (process.argv.includes('--accept')) await accept();
else await compare();
