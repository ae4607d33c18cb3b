/**
 * The ratios that CI watches, written to standard output as JSON: the least processor time of each kind of work ÷ the
 * least of `JSON.parse` of 20,000 spans, taken in turn in this process.
 *
 *   node short.mjs [name…]    only these
 */
import { fallbackLayout } from '../src/layout/fallback-layout.js';
import { extendLayout } from '../src/layout/incremental/extend-layout.js';
import { buildDependencyGraph, parseTraces } from '../src/core.js';
import { grownGraph } from '../test/layout/growing-graphs.js';
import { seededRandom } from '../test/layout/random-graphs.js';
import { texts } from './formats.js';
import { graphNamed } from './graphs.js';
import { cpuTime } from './rounds.js';

const ROUNDS = 8;
/** Milliseconds of processor time that each kind of work is run for unmeasured: code is compiled while it runs first. */
const WARM_UP = 700;
/** Milliseconds that one measurement should take at least: short work is repeated. */
const LEAST = 50;

type Work = () => unknown;

const otlp = texts.OTLP(20_000);
const bytes = new TextEncoder().encode(otlp);
const { traces } = parseTraces(otlp);

const small = graphNamed({ family: 'dag', size: 200, seed: 1 });
const large = graphNamed({ family: 'linked', size: 1000, seed: 3 });
const drawn = { input: large, placed: fallbackLayout(large) };
const grown = grownGraph(large, 0, seededRandom(5), { most: 3, onlyGrows: true });

const ALL = { focusTraceId: '*', asyncLimit: 0, asyncDepth: 0 } as const;

const reference: Work = () => JSON.parse(otlp) as unknown;

const works: Readonly<Record<string, Work>> = {
  'layout of 200 nodes': () => fallbackLayout(small),
  'layout of 1,000 nodes': () => fallbackLayout(large),
  'extension of a drawing of 1,000 nodes': () => extendLayout(drawn, grown),
  'reading 20,000 spans as bytes': () => parseTraces(bytes),
  'from bytes of 20,000 spans to their graph': () => buildDependencyGraph(parseTraces(bytes).traces, ALL),
  'building the graph of 20,000 spans again': () => buildDependencyGraph(traces, ALL),
};

function cpuTimeOf(work: Work, times: number): number {
  globalThis.gc?.(); // nobody pays for the garbage of another
  const start = cpuTime();
  for (let time = 0; time < times; time++) work();
  return (cpuTime() - start) / times;
}

/** Runs the work until it is compiled; returns how often it has to be repeated to take long enough to be measured. */
function warmUp(work: Work): number {
  let least = Infinity;
  for (const start = cpuTime(); cpuTime() - start < WARM_UP;) least = Math.min(least, cpuTimeOf(work, 1));
  return Math.max(1, Math.ceil(LEAST / Math.max(least, 0.01)));
}

const wanted = process.argv.slice(2);
const measured = [
  { name: null, work: reference, times: warmUp(reference), least: Infinity },
  ...Object.entries(works)
    .filter(([name]) => wanted.length === 0 || wanted.includes(name))
    .map(([name, work]) => ({ name, work, times: warmUp(work), least: Infinity })),
];
for (let round = 0; round < ROUNDS; round++)
  for (const each of measured) each.least = Math.min(each.least, cpuTimeOf(each.work, each.times));

const [parse, ...ours] = measured;
const ratios = ours.map(({ name, least }) => [name, least / (parse?.least ?? NaN)]);
process.stdout.write(JSON.stringify(Object.fromEntries(ratios)));
