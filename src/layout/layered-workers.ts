import type { LayoutInput, LayoutProfile, PlacedGraph } from '../model/layout.js';
import { startWorker } from '../workers/start-worker.js';
import type { LayeredJob, LayeredRequest } from './layered-messages.js';
import { isPacked, packDrawing, unpackDrawing } from './packed-drawing.js';
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
  request: (id, { input, extend }): LayeredRequest => ({
    id,
    input,
    ...(extend && { extend: { input: extend.input, placed: packDrawing(extend.placed) } }),
  }),
  resultOf: (answer) => {
    const graph = 'graph' in answer ? answer.graph : undefined;
    return isPacked(graph) ? unpackDrawing(graph) : graph;
  },
};

/**
 * Boxes plus edges up to which our own layout takes about 4 ms of the page's thread, a quarter of a frame, the first
 * time, when its code is not compiled yet; later it takes less than 1 ms. Those graphs are drawn sooner than a worker
 * starts, and larger ones never hold up the page.
 */
const MOST_IN_PAGE = 80;

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
