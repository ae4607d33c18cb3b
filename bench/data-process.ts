/**
 * One measurement of the way of the data in a process of its own, so that memory is that of one thing alone.
 * Arguments: what (`parse` or `ours`), format, spans. Writes JSON.
 */
import { buildDependencyGraph, parseTraces } from '../src/core.js';
import { otlpPieces, texts } from './formats.js';
import { cpuTime, median } from './rounds.js';

/** Times in milliseconds of processor time, memory in bytes. */
export interface DataAnswer {
  readonly megabytes: number;
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

/** OTLP is written in pieces: a million spans may be longer than one string can be. */
function bytesOf(): Uint8Array {
  if (format === 'OTLP') return Buffer.concat([...otlpPieces(spanCount)].map((piece) => Buffer.from(piece)));
  return Buffer.from(texts[format as keyof typeof texts](spanCount));
}

const bytes = bytesOf();

/** Parts of the work in milliseconds. `JSON.parse` needs the text, as ours does, so that both decode. */
function run(): Omit<DataAnswer, 'megabytes' | 'held'> & { readonly result: unknown } {
  const start = cpuTime();
  if (what === 'parse') {
    const result: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return { read: cpuTime() - start, graph: 0, regroup: 0, result };
  }
  const { traces, problems } = parseTraces(bytes);
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

/** Runs after one that is not measured; one alone where a run takes many seconds. */
const runs = spanCount > 200_000 ? 1 : 3;
const reads: number[] = [];
const graphs: number[] = [];
const regroups: number[] = [];
const base = holds();
let kept: unknown = null;
for (let round = runs === 1 ? 0 : -1; round < runs; round++) {
  kept = null; // what was read before must not be collected while this is timed
  holds();
  const { read, graph, regroup, result } = run();
  kept = result;
  if (round < 0) continue;
  reads.push(read);
  graphs.push(graph);
  regroups.push(regroup);
}
// The bytes were there before, but only what is scanned still needs them.
const held = holds() - base + (what === 'parse' ? 0 : bytes.length);
if (kept === null) throw new Error('Nothing was read'); // and it was held until it was weighed
const answer: DataAnswer = {
  megabytes: bytes.length / 1e6,
  read: median(reads),
  graph: median(graphs),
  regroup: median(regroups),
  held,
};
process.stdout.write(JSON.stringify(answer));
