import { startWorker } from '../workers/start-worker.js';
import type { WorkerFactory } from '../workers/worker-factory.js';

/** ELK's own worker file, unmodified. The one place that names it: bundlers copy one asset for one literal. */
const elkWorkerFile = (): URL => new URL('./elk-worker.min.js', import.meta.url);

/** Ids of our messages to a worker count up from 1, so this one is free. */
const REGISTER_ID = 0;

/**
 * Starts ELK's worker and has it register the one algorithm we use.
 *
 * @returns the worker, ready for layouts, or `null` when the page allows none. Never rejects.
 */
export function startLayoutWorker(factory?: WorkerFactory): Promise<Worker | null> {
  return startWorker(
    {
      name: 'layout',
      file: elkWorkerFile,
      text: async () => (await import('./elk-worker-text.js')).default,
      greet: (worker) => worker.postMessage({ id: REGISTER_ID, cmd: 'register', algorithms: ['layered'] }),
    },
    { factory },
  );
}
