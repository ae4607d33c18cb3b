import type { LayoutInput, LayoutProfile, PlacedGraph } from '../model/layout.js';
import { startWorker } from '../workers/start-worker.js';
import type { LayeredJob, LayeredRequest } from './layered-messages.js';
import type { WorkerKind } from './pool-worker.js';

/** The one place that names the file: bundlers copy one asset for one literal. */
const layeredWorkerFile = (): URL => new URL('./layered-worker.js', import.meta.url);

const greeting: LayeredRequest = { id: 0, input: null };

/** Workers of our own layout. */
export const layeredWorkers: WorkerKind<LayeredJob> = {
  start: (factory) =>
    startWorker(
      {
        name: 'layered',
        file: layeredWorkerFile,
        text: async () => (await import('./layered-worker-text.js')).default,
        greet: (worker) => worker.postMessage(greeting),
      },
      { factory },
    ),
  request: (id, job): LayeredRequest => ({ id, ...job }),
  resultOf: (answer) => ('graph' in answer ? answer.graph : undefined),
};

/**
 * Boxes plus edges up to which our own layout takes less than a frame (16 ms) of the page's thread, also the first
 * time, when its code is not compiled yet: 8 to 16 ms at 200 where grouped traces gave the graph. Starting a worker
 * takes longer than that.
 */
const MOST_IN_PAGE = 200;

/** Whether our own layout shall be asked in a worker, off the page's thread. */
export function isForWorker({ nodes, edges }: LayoutInput): boolean {
  return nodes.length + edges.length > MOST_IN_PAGE;
}

/**
 * Whether a worker's answer is a drawing of this input by this profile. Its coordinates are believed, for the code is
 * ours; but a host's factory may have started another script or an older one.
 */
export function isDrawingOf(
  input: LayoutInput,
  answer: unknown,
  by: LayoutProfile = 'linear',
): answer is PlacedGraph {
  if (typeof answer !== 'object' || answer === null) return false;
  const { nodes, edges, bands, width, height, profile } = answer as Partial<PlacedGraph>;
  return (
    hasLength(nodes, input.nodes.length) &&
    hasLength(edges, input.edges.length) &&
    Array.isArray(bands) &&
    Number.isFinite(width) &&
    Number.isFinite(height) &&
    profile === by
  );
}

const hasLength = (list: unknown, length: number): boolean => Array.isArray(list) && list.length === length;
