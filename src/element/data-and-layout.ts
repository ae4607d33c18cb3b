/** Who holds an element's spans and who lays out its graph: made when first needed, given up when the element goes. */
import { createTraceData } from '../data-worker/create-trace-data.js';
import type { TraceData } from '../data-worker/trace-data.js';
import type { GraphOptions } from '../graph/graph-options.js';
import { createLayoutClient, type LayoutClient } from '../layout/layout-client.js';
import type { Problem } from '../model/problem.js';
import type { WorkerFactory } from '../workers/worker-factory.js';

/** What the host may set at any time: the worker that is started next takes it up. */
export interface WorkerHost {
  readonly workerFactory: WorkerFactory | null | undefined;
}

export class DataAndLayout {
  readonly #options: {
    readonly workerFactory: WorkerFactory | undefined;
    readonly onProblem: (problem: Problem) => void;
  };
  #data: TraceData<GraphOptions> | null = null;
  #layout: LayoutClient | null = null;

  constructor(host: WorkerHost, onProblem: (problem: Problem) => void) {
    this.#options = {
      get workerFactory() {
        return host.workerFactory ?? undefined;
      },
      onProblem,
    };
  }

  /** The spans, wherever they live. */
  get data(): TraceData<GraphOptions> {
    return (this.#data ??= createTraceData(this.#options));
  }

  get layout(): LayoutClient {
    return (this.#layout ??= createLayoutClient(this.#options));
  }

  /** Gives the workers back. The data are read again when they are needed. */
  release(): void {
    this.#layout?.dispose();
    this.#layout = null;
    this.#data?.release();
  }
}
