/**
 * Prints how ELK's presets and our own layout draw the same graphs: crossings, edge length, area and time.
 *
 * npx esbuild bench/layout-quality.ts --bundle --platform=node --format=esm --packages=external "--external:*-worker-text.js" --outfile=node_modules/.cache/layout-quality.mjs && node node_modules/.cache/layout-quality.mjs
 */
import { fallbackLayout } from '../src/layout/fallback-layout.js';
import { toFlowGraph } from '../src/layout/flow-graph.js';
import { fromElk } from '../src/layout/from-elk.js';
import { toElk } from '../src/layout/to-elk.js';
import { WorkerPool } from '../src/layout/worker-pool.js';
import type { LayoutInput, PlacedGraph } from '../src/model/layout.js';
import { drawingQuality } from '../test/layout/drawing-faults.js';
import { elkWorkerInNode } from '../test/layout/elk-in-node.js';
import { FAMILIES, randomGraph } from '../test/layout/random-graphs.js';

const SEEDS = 6;
const { signal } = new AbortController();

async function registeredElk(): Promise<Worker> {
  const worker = elkWorkerInNode();
  await new Promise((resolve) => {
    worker.addEventListener('message', resolve, { once: true });
    worker.postMessage({ id: 0, cmd: 'register', algorithms: ['layered'] });
  });
  return worker;
}

const pool = new WorkerPool({ start: registeredElk, jobsPerWorker: 10_000 });
pool.acquire();

async function byElk(input: LayoutInput, profile: 'elk' | 'elk-fast'): Promise<PlacedGraph> {
  const flow = toFlowGraph(input);
  const outcome = await pool.run(toElk(flow, profile), { signal, deadline: 60_000 });
  if (outcome.status !== 'done') throw new Error(`${profile}: ${JSON.stringify(outcome)}`);
  return fromElk(flow, outcome.data, profile);
}

const ways = {
  elk: (input: LayoutInput) => byElk(input, 'elk'),
  'elk-fast': (input: LayoutInput) => byElk(input, 'elk-fast'),
  linear: (input: LayoutInput) => Promise.resolve(fallbackLayout(input)),
};

const row = (cells: readonly (string | number)[]): string =>
  cells.map((cell, i) => (i < 2 ? String(cell).padEnd(11) : String(cell).padStart(11))).join('');

console.log(row(['family', 'layout', 'crossings', 'length', 'bends', 'area Mpx', 'ms']));
for (const family of FAMILIES) {
  for (const [name, layOut] of Object.entries(ways)) {
    const sum = { crossings: 0, length: 0, bends: 0, area: 0, milliseconds: 0 };
    for (let seed = 1; seed <= SEEDS; seed++) {
      const input = randomGraph({ family, size: 20 + seed * 8, seed, ratio: 1.25 });
      const began = performance.now();
      const drawing = await layOut(input);
      sum.milliseconds += performance.now() - began;
      const quality = drawingQuality(drawing);
      sum.crossings += quality.crossings;
      sum.length += quality.length;
      sum.bends += quality.bends;
      sum.area += (quality.width * quality.height) / 1e6;
    }
    const { crossings, length, bends, area, milliseconds } = sum;
    console.log(row([family, name, crossings, length, bends, area.toFixed(1), milliseconds.toFixed(0)]));
  }
}
pool.release();
