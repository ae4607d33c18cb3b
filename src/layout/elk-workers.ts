import { startWorker } from '../workers/start-worker.js';
import type { WorkerKind } from './pool-worker.js';
import type { ElkGraph } from './to-elk.js';

/** ELK's own worker file, unmodified. The one place that names it: bundlers copy one asset for one literal. */
const elkWorkerFile = (): URL => new URL('./elk-worker.min.js', import.meta.url);

/** Workers of elkjs, which register the one algorithm we use when they start. */
export const elkWorkers: WorkerKind<ElkGraph> = {
  start: (factory) =>
    startWorker(
      {
        name: 'layout',
        file: elkWorkerFile,
        text: async () => (await import('./elk-worker-text.js')).default,
        greet: (worker) => worker.postMessage({ id: 0, cmd: 'register', algorithms: ['layered'] }),
      },
      { factory },
    ),
  request: (id, graph) => ({ id, cmd: 'layout', graph, layoutOptions: {}, options: {} }),
  resultOf: (answer) => ('data' in answer ? answer.data : undefined),
};
