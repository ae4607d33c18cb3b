/**
 * One layout engine in a process of its own: draws the graphs that it is sent the names of. A thread beside it ends the
 * process when one graph has taken too much processor time, since no engine can be interrupted.
 */
import { isMainThread, Worker, workerData } from 'node:worker_threads';
import { ENGINES, type EngineName } from './engines/engines.js';
import type { Engine } from './engines/engine.js';
import { graphNamed, type GraphName } from './graphs.js';
import { qualityOf, type Quality } from './quality.js';
import { cpuTime, median } from './rounds.js';

export interface LayoutTask {
  readonly engine: EngineName;
  readonly graph: GraphName;
  /** Milliseconds of processor time, after which the process ends itself. */
  readonly limit: number;
  readonly measuresQuality: boolean;
}

export type LayoutAnswer =
  | {
      readonly time: number;
      readonly quality: Quality | null;
      readonly nodes: number;
      readonly edges: number;
    }
  | { readonly error: string };

/** Measured runs at most; fewer when one takes long. */
const RUNS = 9;
/** Milliseconds of processor time from which one more run is not worth its wait. */
const ENOUGH = 1500;
/** Milliseconds of processor time that an engine draws small graphs for before it is measured. */
const WARM_UP = 1500;
/**
 * Milliseconds of processor time, and runs, that it then draws each graph for at least, before it is measured: code is
 * compiled meanwhile, by all engines. Small graphs are drawn a hundred times in that time; large ones would be measured
 * while their code is still compiled. A run that is longer than the last number counts, as there will be few others.
 */
const WARM_UP_PER_GRAPH = 500;
const WARM_UP_RUNS = 4;
const LONG = 3000;

/** When the watching thread has to end the process: milliseconds of processor time, 0 for never. */
const deadline = new Float64Array(
  isMainThread ? new SharedArrayBuffer(8) : (workerData as { deadline: SharedArrayBuffer }).deadline,
);

let loaded: { readonly name: EngineName; readonly engine: Engine } | null = null;

async function engineNamed(name: EngineName): Promise<Engine> {
  if (loaded?.name === name) return loaded.engine;
  const engine = await ENGINES[name].load();
  loaded = { name, engine };
  // The first drawings of all are slow: the engine's code is not compiled yet.
  const start = cpuTime();
  for (let seed = 1; seed <= 10 || cpuTime() - start < WARM_UP; seed++)
    await engine.layOut(graphNamed({ family: 'dag', size: 60, seed }));
  return engine;
}

async function answer({ engine: name, graph, limit, measuresQuality }: LayoutTask): Promise<LayoutAnswer> {
  const engine = await engineNamed(name);
  const input = graphNamed(graph);
  const times: number[] = [];
  let quality: Quality | null = null;
  let spent = 0;
  // Once, not before every run: a forced collection also throws away compiled code, which small graphs then pay for.
  globalThis.gc?.();
  let warmUp = 0;
  let warmUpRuns = 0;
  while (times.length < RUNS && (times.length === 0 || spent < ENOUGH)) {
    const start = cpuTime();
    deadline[0] = start + limit;
    const laidOut = await engine.layOut(input);
    const time = cpuTime() - start;
    deadline[0] = 0;
    if ((warmUp < WARM_UP_PER_GRAPH || warmUpRuns < WARM_UP_RUNS) && time < LONG) {
      warmUp += time;
      warmUpRuns++;
      continue;
    }
    spent += time;
    times.push(time);
    if (measuresQuality) quality ??= qualityOf(laidOut(), input.nodes.length, input.edges.length);
  }
  return { time: median(times), quality, nodes: input.nodes.length, edges: input.edges.length };
}

if (isMainThread) {
  new Worker(new URL(import.meta.url), { workerData: { deadline: deadline.buffer } }).unref();
  process.on('message', (task: LayoutTask) => {
    void answer(task)
      .catch((error: unknown): LayoutAnswer => {
        deadline[0] = 0;
        return { error: error instanceof Error ? error.message : String(error) };
      })
      .then((result) => process.send?.(result));
  });
} else {
  setInterval(() => {
    const end = deadline[0] ?? 0;
    if (end > 0 && cpuTime() > end) process.kill(process.pid, 'SIGKILL');
  }, 100);
}
