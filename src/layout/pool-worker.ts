import type { ElkGraph } from './to-elk.js';

/** What a worker of the pool tells. After `onDeath` nothing more comes. */
export interface PoolWorkerListener {
  readonly onAnswer: (answer: { readonly data: unknown } | { readonly error: unknown }) => void;
  readonly onDeath: () => void;
}

/** One of ELK's workers, one job at a time, spoken to by elkjs's message protocol. */
export class PoolWorker {
  readonly #worker: Worker;
  readonly #listener: PoolWorkerListener;
  #id = 0;
  #busy = false;
  #ended = false;

  constructor(worker: Worker, listener: PoolWorkerListener) {
    this.#worker = worker;
    this.#listener = listener;
    worker.addEventListener('message', this.#onMessage);
    worker.addEventListener('error', this.#onError);
    worker.addEventListener('messageerror', this.#onError);
  }

  /** Jobs given so far. */
  get jobCount(): number {
    return this.#id;
  }

  run(graph: ElkGraph): void {
    this.#id++;
    this.#busy = true;
    try {
      this.#worker.postMessage({ id: this.#id, cmd: 'layout', graph, layoutOptions: {}, options: {} });
    } catch {
      // Told later, as every other death is, so that the pool is never re-entered.
      queueMicrotask(() => this.#die());
    }
  }

  end(): void {
    this.#ended = true;
    this.#worker.removeEventListener('message', this.#onMessage);
    this.#worker.removeEventListener('error', this.#onError);
    this.#worker.removeEventListener('messageerror', this.#onError);
    this.#worker.terminate();
  }

  readonly #onMessage = (event: MessageEvent): void => {
    const message: unknown = event.data;
    if (typeof message !== 'object' || message === null || !('id' in message)) return;
    // An answer to another job than the one at hand is stale.
    if (!this.#busy || message.id !== this.#id) return;
    this.#busy = false;
    if ('error' in message) this.#listener.onAnswer({ error: message.error });
    else this.#listener.onAnswer({ data: 'data' in message ? message.data : undefined });
  };

  readonly #onError = (event: Event): void => {
    event.preventDefault();
    this.#die();
  };

  #die(): void {
    if (!this.#ended) this.#listener.onDeath();
  }
}
