/**
 * What the short bench measures, written to standard output as JSON: the least processor time of each kind of work, and
 * of the fixed reference before each of its runs, in milliseconds.
 *
 * Least, since whatever else the machine does can only add; and of many short runs, of which some fall between what else
 * it does. Subject and reference are taken in turn, so that both meet the same machine.
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
import { referenceWork } from './reference-work.js';
import { cpuTime } from './rounds.js';

/** Milliseconds of processor time for which each kind of work is run unmeasured: code is compiled while it runs first. */
const WARM_UP = 600;
/** The same for which it is measured, and the fewest runs. */
const MEASURED = 500;
const FEWEST = 25;
/** Milliseconds that a run takes at least: the clock is not finer. Longer ones would be interrupted more often. */
const LEAST = 3;

type Work = () => unknown;

/** Of one kind of work, in milliseconds. */
export interface Least {
  readonly subject: number;
  readonly reference: number;
}

const otlp = texts.OTLP(2000);
const bytes = new TextEncoder().encode(otlp);
const { traces } = parseTraces(otlp);

const small = graphNamed({ family: 'dag', size: 200, seed: 1 });
const large = graphNamed({ family: 'linked', size: 1000, seed: 3 });
const drawn = { input: large, placed: fallbackLayout(large) };
const grown = grownGraph(large, 0, seededRandom(5), { most: 3, onlyGrows: true });

const ALL = { focusTraceId: '*', asyncLimit: 0, asyncDepth: 0 } as const;

const works: Readonly<Record<string, Work>> = {
  'layout of 200 nodes': () => fallbackLayout(small),
  'layout of 1,000 nodes': () => fallbackLayout(large),
  'extension of a drawing of 1,000 nodes': () => extendLayout(drawn, grown),
  'reading 2,000 spans as text': () => parseTraces(otlp),
  'from bytes of 2,000 spans to their graph': () => buildDependencyGraph(parseTraces(bytes).traces, ALL),
  'building the graph of 2,000 spans again': () => buildDependencyGraph(traces, ALL),
};

function timeOf(work: Work, times: number): number {
  const start = cpuTime();
  for (let time = 0; time < times; time++) work();
  return (cpuTime() - start) / times;
}

/** Runs the work until it is compiled; returns how often it has to be repeated to take long enough to be measured. */
function warmUp(work: Work): number {
  let least = Infinity;
  for (const start = cpuTime(); cpuTime() - start < WARM_UP;) least = Math.min(least, timeOf(work, 1));
  return Math.max(1, Math.ceil(LEAST / Math.max(least, 0.01)));
}

const reference = referenceWork();
const referenceTimes = warmUp(reference);

function measure(work: Work): Least {
  const times = warmUp(work);
  globalThis.gc?.(); // the garbage of what came before is not this one's
  let least: Least = { subject: Infinity, reference: Infinity };
  const start = cpuTime();
  for (let run = 0; run < FEWEST || cpuTime() - start < MEASURED; run++)
    least = {
      reference: Math.min(least.reference, timeOf(reference, referenceTimes)),
      subject: Math.min(least.subject, timeOf(work, times)),
    };
  return least;
}

const wanted = process.argv.slice(2);
const measured = Object.entries(works)
  .filter(([name]) => wanted.length === 0 || wanted.includes(name))
  .map(([name, work]) => [name, measure(work)] as const);
process.stdout.write(JSON.stringify(Object.fromEntries(measured)));
