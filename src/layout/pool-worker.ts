import type { WorkerFactory } from '../workers/worker-factory.js';

/**
 * A kind of worker: how one is started and spoken to. Every request has an id, counted up from 1, which its answer
 * repeats; 0 is free for the greeting. An answer with an `error` tells that the job failed.
 */
export interface WorkerKind<Job> {
  /** Starts a worker; gives `null` when the page allows none. */
  readonly start: (factory?: WorkerFactory) => Promise<Worker | null>;
  readonly request: (id: number, job: Job) => object;
  /** What came out of the job; nothing about it is checked. */
  readonly resultOf: (answer: object) => unknown;
}

/** What a worker of the pool tells. After `onDeath` nothing more comes. */
export interface PoolWorkerListener {
  readonly onAnswer: (answer: { readonly data: unknown } | { readonly error: unknown }) => void;
  readonly onDeath: () => void;
}

/** A worker of a pool, one job at a time. */
export class PoolWorker<Job> {
  readonly #kind: WorkerKind<Job>;
  readonly #worker: Worker;
  readonly #listener: PoolWorkerListener;
  #id = 0;
  #busy = false;
  #ended = false;

  constructor(kind: WorkerKind<Job>, worker: Worker, listener: PoolWorkerListener) {
    this.#kind = kind;
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

  run(job: Job): void {
    this.#id++;
    this.#busy = true;
    try {
      this.#worker.postMessage(this.#kind.request(this.#id, job));
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
    else this.#listener.onAnswer({ data: this.#kind.resultOf(message) });
  };

  readonly #onError = (event: Event): void => {
    event.preventDefault();
    this.#die();
  };

  #die(): void {
    if (!this.#ended) this.#listener.onDeath();
  }
}
