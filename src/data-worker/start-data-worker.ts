import type { WorkerAnswer, WorkerRequest } from './protocol.js';
import type { DataWorkerLike } from './worker-data.js';

/** The host's way to make a worker of a kind; `undefined` leaves it to us. */
export type WorkerFactory = (kind: 'layout' | 'data') => Worker | undefined;

/** A worker that has not said a word after this many milliseconds is taken for one that cannot start. */
const patience = 10_000;

/**
 * Starts a data worker in the first way that works here: the host's factory, then our file beside this module, then
 * its text. `null` when none does.
 */
export async function startDataWorker(factory?: WorkerFactory): Promise<DataWorkerLike | null> {
  if (typeof Worker === 'undefined') return null;
  const ways: readonly (() => Worker | undefined | Promise<Worker>)[] = [
    () => factory?.('data'),
    () => new Worker(workerFile()),
    async () => new Worker(URL.createObjectURL(new Blob([(await import('./data-worker-text.js')).default]))),
  ];
  for (const way of ways) {
    try {
      const worker = await way();
      if (worker && (await answers(worker))) return worker;
      worker?.terminate();
    } catch {
      // Refused, e.g. by the page's content security policy: the next way may be allowed.
    }
  }
  return null;
}

/** The only mention of the file: bundlers copy it once. */
const workerFile = (): URL => new URL('./data-worker.js', import.meta.url);

/** Whether the worker's script runs and is ours. */
function answers(worker: Worker): Promise<boolean> {
  const lifetime = new AbortController();
  const { signal } = lifetime;
  return new Promise<boolean>((resolve) => {
    const timer = setTimeout(() => resolve(false), patience);
    signal.addEventListener('abort', () => clearTimeout(timer));
    worker.addEventListener('error', (event) => (event.preventDefault(), resolve(false)), { signal });
    worker.addEventListener(
      'message',
      ({ data }: MessageEvent<WorkerAnswer>) => resolve(data?.type === 'ready'),
      { signal },
    );
    worker.postMessage({ type: 'hello', id: 0 } satisfies WorkerRequest);
  }).finally(() => lifetime.abort());
}
