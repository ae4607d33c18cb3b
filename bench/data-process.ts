/**
 * One measurement of the way of the data in a process of its own, so that memory is that of one thing alone.
 * Arguments: what (`parse` or `ours`), format, spans. Writes JSON.
 */
import { buildDependencyGraph, parseTraces } from '../src/core.js';
import { documents, pieces, type FormatName } from './formats.js';
import { cpuTime, median } from './rounds.js';

/** Times in milliseconds of processor time, memory in bytes. */
export interface DataAnswer {
  readonly megabytes: number;
  /** Of the first run, reading and graph: most of our code runs for the first time, and is compiled meanwhile. */
  readonly cold: number;
  readonly read: number;
  readonly graph: number;
  readonly regroup: number;
  readonly held: number;
}

/** All traces, none left out. */
const ALL = { focusTraceId: '*', asyncLimit: 0, asyncDepth: 0 } as const;
const REGROUPED = { ...ALL, groupBy: ['service.name', 'span.kind'] } as const;

const [what = '', format = '', count = ''] = process.argv.slice(2);
const spanCount = Number(count);

/** The longest text that V8 can hold, less a little. */
const longestText = 2 ** 29 - 32;

/** The text as one document; for the reference as several where it is longer than one string can be. */
function documentsOf(): readonly Uint8Array[] {
  const name = format as FormatName;
  const whole = Buffer.concat([...pieces(name, spanCount)].map((piece) => Buffer.from(piece)));
  if (what !== 'parse' || whole.length <= longestText) return [whole];
  return [...documents(name, spanCount, longestText / 2)];
}

const inputs = documentsOf();
const byteCount = inputs.reduce((sum, { length }) => sum + length, 0);

/** Parts of the work in milliseconds. `JSON.parse` needs the text, as ours does, so that both decode. */
function run(): Times & { readonly result: unknown } {
  const start = cpuTime();
  if (what === 'parse') {
    const result: unknown = inputs.map((bytes): unknown => JSON.parse(new TextDecoder().decode(bytes)));
    return { read: cpuTime() - start, graph: 0, regroup: 0, result };
  }
  const { traces, problems } = parseTraces(inputs[0]);
  if (problems.length > 0 || traces.spanCount < spanCount) throw new Error(JSON.stringify(problems));
  const read = cpuTime() - start;
  const graph = buildDependencyGraph(traces, ALL);
  const built = cpuTime() - start;
  buildDependencyGraph(traces, REGROUPED);
  return { read, graph: built - read, regroup: cpuTime() - start - built, result: [traces, graph] };
}

/** What dies with something else, or outside the heap, is gone after several rounds only. */
const holds = (): number => {
  for (let round = 0; round < 4; round++) globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
};

/**
 * The first run is noted by itself. Some follow in which code is compiled beside the work, on other processors, but in
 * this process's time; what then is left is measured. One run alone where a run takes many seconds.
 */
const warmUps = 5;
const measured = 5;
const runs = spanCount > 200_000 ? 1 : 1 + warmUps + measured;

interface Times {
  readonly read: number;
  readonly graph: number;
  readonly regroup: number;
}

const times: Times[] = [];
const base = holds();
let kept: unknown = null;
for (let round = 0; round < runs; round++) {
  kept = null; // what was read before must not be collected while this is timed
  holds();
  const { result, ...time } = run();
  kept = result;
  times.push(time);
}
const counted = times.slice(-measured);
// The bytes were there before, but only what is scanned still needs them.
const held = holds() - base + (what === 'parse' ? 0 : byteCount);
if (kept === null) throw new Error('Nothing was read'); // and it was held until it was weighed
const [first] = times;
const answer: DataAnswer = {
  megabytes: byteCount / 1e6,
  cold: (first?.read ?? NaN) + (first?.graph ?? NaN),
  read: median(counted.map(({ read }) => read)),
  graph: median(counted.map(({ graph }) => graph)),
  regroup: median(counted.map(({ regroup }) => regroup)),
  held,
};
process.stdout.write(JSON.stringify(answer));
