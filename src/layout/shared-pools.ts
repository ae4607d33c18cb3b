import { elkWorkers } from './elk-workers.js';
import type { LayeredJob } from './layered-messages.js';
import { layeredWorkers } from './layered-workers.js';
import type { WorkerKind } from './pool-worker.js';
import type { ElkGraph } from './to-elk.js';
import { WorkerPool } from './worker-pool.js';

/** One pool per kind, page and major version, also for several copies of this package. */
const ELK_KEY = Symbol.for('trace-dependencies/layout-pool@0');
const LAYERED_KEY = Symbol.for('trace-dependencies/layered-pool@0');

/**
 * One worker each, so that a page with many elements has two: our own layout takes milliseconds, and nobody waits for
 * ELK who has a drawing of ours already.
 */
const WORKERS = 1;

function shared<Job>(key: symbol, kind: WorkerKind<Job>): WorkerPool<Job> {
  const holder = globalThis as { [key: symbol]: WorkerPool<Job> | undefined };
  return (holder[key] ??= new WorkerPool(kind, { workers: WORKERS }));
}

/** ELK's worker, which all elements of the page share. */
export const sharedElkPool = (): WorkerPool<ElkGraph> => shared(ELK_KEY, elkWorkers);

/** The worker of our own layout, which all elements of the page share. */
export const sharedLayeredPool = (): WorkerPool<LayeredJob> => shared(LAYERED_KEY, layeredWorkers);
