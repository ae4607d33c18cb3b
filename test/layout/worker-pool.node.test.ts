import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { layeredWorkers } from '../../src/layout/layered-workers.js';
import type { LayeredJob } from '../../src/layout/layered-messages.js';
import { WorkerPool, type JobOutcome } from '../../src/layout/worker-pool.js';
import { FakeWorkers, type Behaviour } from './fake-worker.js';
import { layeredWorkerInNode } from './layered-in-node.js';
import { randomGraph } from './random-graphs.js';

const input = randomGraph({ family: 'tree', size: 5, seed: 9 });

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/** A pool of one worker at a time. */
function poolOf(
  behaviour: (job: number, worker: number) => Behaviour,
  times: { readonly grace: number; readonly endTime: number },
): { readonly pool: WorkerPool<LayeredJob>; readonly workers: FakeWorkers } {
  const workers = new FakeWorkers(behaviour, layeredWorkerInNode);
  const start = (): Promise<Worker> => Promise.resolve(workers.make());
  const pool = new WorkerPool({ ...layeredWorkers, start }, { ...times, workers: 1 });
  pool.acquire();
  return { pool, workers };
}

const run = (pool: WorkerPool<LayeredJob>, deadline: number): Promise<JobOutcome> =>
  pool.run({ input }, { signal: new AbortController().signal, deadline });

describe('worker pool', () => {
  it('starts no other worker while one that was ended at work may live on', async () => {
    const { pool, workers } = poolOf((_, worker) => (worker === 0 ? 'silent' : 'answer'), {
      grace: 10,
      endTime: 150,
    });
    const hung = run(pool, 10);
    const next = run(pool, 5_000);
    assert.deepEqual(await hung, { status: 'failed', reason: 'deadline' });
    await pause(60);
    assert.equal(workers.made[0]?.ended, true);
    assert.equal(workers.made.length, 1);
    assert.equal((await next).status, 'done');
    assert.equal(workers.made.length, 2);
    pool.release();
  });

  it('keeps a worker whose job ends soon after its deadline', async () => {
    const { pool, workers } = poolOf((job) => (job === 1 ? 'late' : 'answer'), {
      grace: 2_000,
      endTime: 0,
    });
    const late = run(pool, 10);
    const next = run(pool, 5_000);
    assert.deepEqual(await late, { status: 'failed', reason: 'deadline' });
    assert.equal((await next).status, 'done');
    assert.equal(workers.made.length, 1);
    pool.release();
  });

  it('starts none for those who come right after the last user has left it at work', async () => {
    const { pool, workers } = poolOf((_, worker) => (worker === 0 ? 'silent' : 'answer'), {
      grace: 10,
      endTime: 100,
    });
    const left = run(pool, 5_000);
    await pause(5);
    pool.release();
    assert.deepEqual(await left, { status: 'cancelled' });
    pool.acquire();
    const next = run(pool, 5_000);
    await pause(30);
    assert.equal(workers.made.length, 1);
    assert.equal((await next).status, 'done');
    assert.equal(workers.made.length, 2);
    pool.release();
  });
});
