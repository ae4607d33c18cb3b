import { startWorker } from '../workers/start-worker.js';

/** Makes workers for the host's page, where ours cannot be started; gives nothing for a kind that it does not know. */
export type WorkerFactory = (kind: 'layout' | 'data') => Worker | undefined;

/** ELK's own worker file, unmodified. The one place that names it: bundlers copy one asset for one literal. */
const elkWorkerFile = (): URL => new URL('./elk-worker.min.js', import.meta.url);

/** Ids of our messages to a worker count up from 1, so this one is free. */
const REGISTER_ID = 0;

/** One function per factory, so that a factory that failed is known again. */
const layoutFactories = new WeakMap<WorkerFactory, () => Worker | undefined>();

function layoutFactory(factory: WorkerFactory): () => Worker | undefined {
  const known = layoutFactories.get(factory);
  if (known) return known;
  const made = (): Worker | undefined => factory('layout');
  layoutFactories.set(factory, made);
  return made;
}

/**
 * Starts ELK's worker and has it register the one algorithm we use.
 *
 * @returns the worker, ready for layouts, or `null` when the page allows none. Never rejects.
 */
export function startLayoutWorker(factory?: WorkerFactory, timeout?: number): Promise<Worker | null> {
  return startWorker(
    {
      name: 'layout',
      file: elkWorkerFile,
      text: async () => (await import('./elk-worker-text.js')).default,
      greet: (worker) => worker.postMessage({ id: REGISTER_ID, cmd: 'register', algorithms: ['layered'] }),
    },
    { factory: factory ? layoutFactory(factory) : undefined, timeout },
  );
}
