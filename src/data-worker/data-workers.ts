import { pageWide } from '../workers/page-wide.js';
import type { WorkerFactory } from '../workers/worker-factory.js';
import { SharedDataWorker, type DataWorkerLike, type SessionConnection } from './shared-data-worker.js';
import { startDataWorker } from './start-data-worker.js';

/** Starts a data worker; `null` when none can be started here. */
export type StartWorker = (factory?: WorkerFactory) => Promise<DataWorkerLike | null>;

/**
 * The data workers of a page: one for everybody, and one for each factory of hosts that make their own. A worker begins
 * with its first session and ends with its last.
 */
export class DataWorkers {
  readonly #start: StartWorker;
  /** Workers that run or are being started, by their factory. */
  readonly #workers = new Map<WorkerFactory | undefined, Promise<SharedDataWorker | null>>();

  constructor(start: StartWorker) {
    this.#start = start;
  }

  /** A session of the worker that this factory makes, or of the common one; `null` when none can be started here. */
  async open(factory?: WorkerFactory): Promise<SessionConnection | null> {
    for (;;) {
      const worker = await this.#workerOf(factory);
      if (!worker) return null;
      const session = worker.open();
      if (session) return session; // else it has ended meanwhile
    }
  }

  #workerOf(factory: WorkerFactory | undefined): Promise<SharedDataWorker | null> {
    const known = this.#workers.get(factory);
    if (known) return known;
    const forget = (): void => {
      if (this.#workers.get(factory) === starting) this.#workers.delete(factory);
    };
    const starting: Promise<SharedDataWorker | null> = this.#start(factory)
      .catch(() => null)
      .then((worker) => {
        if (!worker) forget();
        return worker && new SharedDataWorker(worker, forget);
      });
    this.#workers.set(factory, starting);
    return starting;
  }
}

/** The data workers that all elements of the page share. */
export const sharedDataWorkers = (): DataWorkers =>
  pageWide('data-workers', () => new DataWorkers(startDataWorker));
