/** Our own layout against ELK with our preset: crossings and edge length, as geometric means over seeded graphs. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { elkWorkers } from '../../src/layout/elk-workers.js';
import { fallbackLayout } from '../../src/layout/fallback-layout.js';
import { toFlowGraph } from '../../src/layout/flow-graph.js';
import { fromElk } from '../../src/layout/from-elk.js';
import { toElk } from '../../src/layout/to-elk.js';
import { WorkerPool } from '../../src/layout/worker-pool.js';
import type { LayoutInput, PlacedGraph } from '../../src/model/layout.js';
import { drawingQuality } from './drawing-faults.js';
import { elkWorkerInNode } from './elk-in-node.js';
import { FAMILIES, randomGraph } from './random-graphs.js';

const SEEDS = [21, 22, 23, 24, 25, 26];

async function registeredElk(): Promise<Worker> {
  const worker = elkWorkerInNode();
  await new Promise((resolve) => {
    worker.addEventListener('message', resolve, { once: true });
    worker.postMessage({ id: 0, cmd: 'register', algorithms: ['layered'] });
  });
  return worker;
}

const pool = new WorkerPool({ ...elkWorkers, start: registeredElk }, { jobsPerWorker: 1_000 });

async function byElk(input: LayoutInput): Promise<PlacedGraph> {
  const flow = toFlowGraph(input);
  const { signal } = new AbortController();
  const outcome = await pool.run(toElk(flow, 'elk'), { signal, deadline: 60_000 });
  assert.equal(outcome.status, 'done');
  return fromElk(flow, outcome.data, 'elk');
}

describe('our own layout', () => {
  for (const family of FAMILIES) {
    it(`has no more crossings and hardly longer edges than ELK: ${family}`, async () => {
      pool.acquire();
      let [crossings, length] = [0, 0];
      for (const seed of SEEDS) {
        const direction = seed % 2 === 0 ? 'right' : 'down';
        const input = randomGraph({ family, size: 10 + (seed % 20) * 8, seed, direction });
        const [ours, elk] = [drawingQuality(fallbackLayout(input)), drawingQuality(await byElk(input))];
        crossings += Math.log((ours.crossings + 1) / (elk.crossings + 1));
        length += Math.log(ours.length / elk.length);
      }
      pool.release();
      assert.ok(Math.exp(crossings / SEEDS.length) <= 1, 'crossings');
      // Rows have ways back, which a chain in one long line does without.
      if (family !== 'chain') assert.ok(Math.exp(length / SEEDS.length) <= 1.1, 'length');
    });
  }
});
