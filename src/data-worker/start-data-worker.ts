import { startWorker } from '../workers/start-worker.js';
import type { WorkerRequest } from './protocol.js';

/** Makes workers for the host's page, where ours cannot be started; gives nothing for a kind that it does not know. */
export type WorkerFactory = (kind: 'layout' | 'data') => Worker | undefined;

/** The one place that names the file: bundlers copy one asset for one literal. */
const dataWorkerFile = (): URL => new URL('./data-worker.js', import.meta.url);

const hello: WorkerRequest = { type: 'hello', id: 0 };

/** One function per factory, so that a factory that failed is known again. */
const dataFactories = new WeakMap<WorkerFactory, () => Worker | undefined>();

function dataFactory(factory: WorkerFactory): () => Worker | undefined {
  const known = dataFactories.get(factory);
  if (known) return known;
  const made = (): Worker | undefined => factory('data');
  dataFactories.set(factory, made);
  return made;
}

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
    { factory: factory ? dataFactory(factory) : undefined },
  );
}
