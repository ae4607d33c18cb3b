import { pageWide } from '../workers/page-wide.js';
import { elkWorkers } from './elk-workers.js';
import type { LayeredJob } from './layered-messages.js';
import { layeredWorkers } from './layered-workers.js';
import type { WorkerKind } from './pool-worker.js';
import type { ElkGraph } from './to-elk.js';
import { WorkerPool } from './worker-pool.js';

/**
 * One worker each, so that a page with many elements has two: our own layout takes milliseconds, and nobody waits for
 * ELK who has a drawing of ours already.
 */
const WORKERS = 1;

const shared = <Job>(name: string, kind: WorkerKind<Job>): WorkerPool<Job> =>
  pageWide(name, () => new WorkerPool(kind, { workers: WORKERS }));

/** ELK's worker, which all elements of the page share. */
export const sharedElkPool = (): WorkerPool<ElkGraph> => shared('layout-pool', elkWorkers);

/** The worker of our own layout, which all elements of the page share. */
export const sharedLayeredPool = (): WorkerPool<LayeredJob> => shared('layered-pool', layeredWorkers);
