/**
 * How ELK by its own defaults, ELK by our presets and our own layout draw the same graphs: CPU time as a ratio to ELK's
 * defaults, and the quality of the drawings.
 */
import { elkWorkers } from '../src/layout/elk-workers.js';
import { fallbackLayout } from '../src/layout/fallback-layout.js';
import { toFlowGraph, type FlowGraph } from '../src/layout/flow-graph.js';
import { fromElk } from '../src/layout/from-elk.js';
import { toElk, type ElkGraph } from '../src/layout/to-elk.js';
import { WorkerPool } from '../src/layout/worker-pool.js';
import type { LayoutInput, PlacedGraph } from '../src/model/layout.js';
import { drawingFaults, drawingQuality } from '../test/layout/drawing-faults.js';
import { elkWorkerInNode } from '../test/layout/elk-in-node.js';
import { FAMILIES, randomGraph } from '../test/layout/random-graphs.js';
import { cpuTime } from './rounds.js';
import { printTable, ratio } from './table.js';

const SIZES = [50, 200, 500, 1000];
/** Edges per node of grouped traces. */
const RATIO = 1.2;
const SEEDS = [1, 2, 3, 4, 5, 6];

async function registeredElk(): Promise<Worker> {
  const worker = elkWorkerInNode();
  await new Promise((resolve) => {
    worker.addEventListener('message', resolve, { once: true });
    worker.postMessage({ id: 0, cmd: 'register', algorithms: ['layered'] });
  });
  return worker;
}

const pool = new WorkerPool({ ...elkWorkers, start: registeredElk }, { jobsPerWorker: 10_000 });

/**
 * What a page would ask for that only names the algorithm: the same boxes and ports, and none of our options but the
 * partitions, which are what the drawing means.
 */
function byDefaults(flow: FlowGraph): ElkGraph {
  const { layoutOptions, ...graph } = toElk(flow, 'elk');
  const kept = ['algorithm', 'direction', 'padding', 'partitioning.activate', 'separateConnectedComponents'];
  const options = kept.map((name) => [
    `org.eclipse.elk.${name}`,
    layoutOptions[`org.eclipse.elk.${name}`] ?? '',
  ]);
  return { ...graph, layoutOptions: Object.fromEntries(options) as ElkGraph['layoutOptions'] };
}

async function byElk(input: LayoutInput, profile: 'elk' | 'elk-fast' | 'defaults'): Promise<PlacedGraph> {
  const flow = toFlowGraph(input);
  const graph = profile === 'defaults' ? byDefaults(flow) : toElk(flow, profile);
  const { signal } = new AbortController();
  const outcome = await pool.run(graph, { signal, deadline: 120_000 });
  if (outcome.status !== 'done') throw new Error(`${profile}: ${JSON.stringify(outcome)}`);
  return fromElk(flow, outcome.data, profile === 'defaults' ? 'elk' : profile);
}

const ways: Record<string, (input: LayoutInput) => PlacedGraph | Promise<PlacedGraph>> = {
  'ELK, defaults': (input) => byElk(input, 'defaults'),
  'ELK, elk': (input) => byElk(input, 'elk'),
  'ELK, elk-fast': (input) => byElk(input, 'elk-fast'),
  'our own': fallbackLayout,
};

const HEADER = ['', 'time', 'crossings', 'edge length', 'bends', 'area Mpx', 'through boxes'];

/** Crossings, edge length, bends, area and edges that pass through boxes, summed over drawings. */
class QualitySum {
  readonly #sums = [0, 0, 0, 0, 0];

  add(input: LayoutInput, drawing: PlacedGraph): void {
    const { crossings, length, bends, width, height } = drawingQuality(drawing);
    const { throughBoxes } = drawingFaults(input, drawing);
    [crossings, length, bends, (width * height) / 1e6, throughBoxes].forEach((value, index) => {
      this.#sums[index] = (this.#sums[index] ?? 0) + value;
    });
  }

  get cells(): readonly string[] {
    return this.#sums.map((sum, index) => sum.toFixed(index === 3 ? 1 : 0));
  }
}

/** Draws the graphs in one way, one after another. */
async function measure(
  layOut: (input: LayoutInput) => PlacedGraph | Promise<PlacedGraph>,
  inputs: readonly LayoutInput[],
): Promise<{ readonly time: number; readonly quality: QualitySum }> {
  const quality = new QualitySum();
  let time = 0;
  for (const input of inputs) {
    const start = cpuTime();
    const drawing = await layOut(input);
    time += cpuTime() - start;
    quality.add(input, drawing);
  }
  return { time, quality };
}

async function compare(title: string, inputs: readonly LayoutInput[]): Promise<void> {
  const rows: (readonly string[])[] = [HEADER];
  let reference: number | null = null;
  for (const [name, layOut] of Object.entries(ways)) {
    const { time, quality } = await measure(layOut, inputs);
    reference ??= time;
    rows.push([name, ratio(time, reference), ...quality.cells]);
  }
  printTable(`${title}; 1.00× is ${(reference ?? 0).toFixed(0)} ms`, rows);
}

pool.acquire();
// The first drawings of all are slow: the machine's code is not compiled yet.
for (const layOut of Object.values(ways)) await measure(layOut, linkedTraces(50, SEEDS));
for (const size of SIZES) {
  const inputs = linkedTraces(size, SEEDS.slice(0, size < 200 ? 6 : 1));
  await compare(`Linked traces, ${inputs.length} of ${size} nodes`, inputs);
}
for (const family of FAMILIES) {
  const inputs = SEEDS.map((seed) => randomGraph({ family, size: 20 + seed * 8, seed, ratio: RATIO }));
  await compare(`Shape "${family}", ${inputs.length} of 28 to 68 nodes`, inputs);
}
pool.release();

function linkedTraces(size: number, seeds: readonly number[]): readonly LayoutInput[] {
  return seeds.map((seed) => randomGraph({ family: 'linked', size, seed, ratio: RATIO }));
}
