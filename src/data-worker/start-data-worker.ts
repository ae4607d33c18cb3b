import { startWorker } from '../workers/start-worker.js';
import type { WorkerFactory } from '../workers/worker-factory.js';
import type { WorkerEnvelope } from './protocol.js';

/** The one place that names the file: bundlers copy one asset for one literal. */
const dataWorkerFile = (): URL => new URL('./data-worker.js', import.meta.url);

const hello: WorkerEnvelope = { type: 'hello', session: 0 };

/**
 * Starts a data worker.
 *
 * @returns the worker, ready for requests, or `null` when the page allows none. Never rejects.
 */
export function startDataWorker(factory?: WorkerFactory): Promise<Worker | null> {
  return startWorker(
    {
      name: 'data',
      file: dataWorkerFile,
      text: async () => (await import('./data-worker-text.js')).default,
      greet: (worker) => worker.postMessage(hello),
    },
    { factory },
  );
}
