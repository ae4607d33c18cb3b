import type { WorkerFactory } from '../workers/worker-factory.js';
import { PoolWorker, type WorkerKind } from './pool-worker.js';

/** How a job ended. Every job ends as one of these, exactly once. */
export type JobOutcome =
  | { readonly status: 'done'; readonly data: unknown }
  | { readonly status: 'cancelled' }
  | { readonly status: 'failed'; readonly reason: JobFailure };

/** `no-worker`: none can be started. `worker`: it died, twice. `deadline`: no answer in time. `error`: the job threw. */
export type JobFailure = 'no-worker' | 'worker' | 'deadline' | 'error';

/** How long a job may take, and what it may use. */
export interface JobOptions {
  readonly signal: AbortSignal;
  /** Milliseconds from now. Counts waiting for a worker too: it is how long the user waits. */
  readonly deadline: number;
  readonly workerFactory?: WorkerFactory | undefined;
}

/** How a pool keeps its workers. */
export interface PoolOptions {
  /** Milliseconds without any job after which all workers end. */
  readonly idleTime: number;
  /** Jobs after which a worker is replaced: ELK's memory grows with every layout. */
  readonly jobsPerWorker: number;
  /** Milliseconds that a job which nobody waits for any more may still keep its worker: starting another takes as long. */
  readonly grace: number;
  /** Milliseconds that a worker which is ended at work may live on: the browser stops it when it comes to it. */
  readonly endTime: number;
  /** The most workers at a time. */
  readonly workers: number;
}

const DEFAULTS: PoolOptions = {
  idleTime: 30_000,
  jobsPerWorker: 200,
  grace: 1_000,
  endTime: 300,
  // One and a spare, so that one bad graph does not hold up the other users of the pool.
  workers: 2,
};

interface Job<Content> {
  readonly content: Content;
  readonly workerFactory: WorkerFactory | undefined;
  retried: boolean;
  ended: boolean;
  /** Ends the job for the one who asked; later calls do nothing. */
  readonly settle: (outcome: JobOutcome) => void;
}

/** Runs layouts in workers. Never rejects and never leaves a job unanswered. */
export class WorkerPool<Content> {
  readonly #kind: WorkerKind<Content>;
  readonly #options: PoolOptions;
  readonly #workers = new Set<PoolWorker<Content>>();
  readonly #queue: Job<Content>[] = [];
  readonly #running = new Map<PoolWorker<Content>, Job<Content>>();
  #starting = 0;
  /** Ended at work, and perhaps not gone yet. */
  #ending = 0;
  /** Lowered while a spare cannot be had: then the workers that live do all the work. */
  #limit: number;
  #users = 0;
  #idleTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(kind: WorkerKind<Content>, options: Partial<PoolOptions> = {}) {
    this.#kind = kind;
    this.#options = { ...DEFAULTS, ...options };
    this.#limit = this.#options.workers;
  }

  /** Workers alive, being started or being ended. */
  get size(): number {
    return this.#workers.size + this.#starting + this.#ending;
  }

  /** Counts a user in; the workers end with the last one. */
  acquire(): void {
    this.#users++;
  }

  release(): void {
    this.#users--;
    if (this.#users === 0) this.#shutDown();
  }

  run(content: Content, options: JobOptions): Promise<JobOutcome> {
    return new Promise((resolve) => {
      if (options.signal.aborted) {
        resolve({ status: 'cancelled' });
        return;
      }
      const settle = (outcome: JobOutcome): void => {
        if (job.ended) return;
        job.ended = true;
        clearTimeout(timer);
        options.signal.removeEventListener('abort', onAbort);
        resolve(outcome);
      };
      const { workerFactory } = options;
      const job: Job<Content> = { content, workerFactory, retried: false, ended: false, settle };
      const onAbort = (): void => this.#abandon(job, { status: 'cancelled' });
      const timer = setTimeout(
        () => this.#abandon(job, { status: 'failed', reason: 'deadline' }),
        options.deadline,
      );
      options.signal.addEventListener('abort', onAbort);
      clearTimeout(this.#idleTimer);
      this.#queue.push(job);
      this.#pump();
    });
  }

  /** Gives queued jobs to idle workers and starts workers while there is more to do than workers to come. */
  #pump(): void {
    for (const worker of this.#workers) {
      if (this.#queue.length === 0) break;
      if (!this.#running.has(worker)) this.#give(worker, this.#queue.shift() as Job<Content>);
    }
    while (this.#queue.length > this.#starting && this.size < this.#limit) void this.#addWorker();
    if (this.#queue.length === 0 && this.#running.size === 0) this.#waitForEnd();
  }

  #give(worker: PoolWorker<Content>, job: Job<Content>): void {
    this.#running.set(worker, job);
    worker.run(job.content);
  }

  async #addWorker(): Promise<void> {
    const [first] = this.#queue;
    this.#starting++;
    const started = await this.#kind.start(first?.workerFactory).catch(() => null);
    this.#starting--;
    if (started) {
      const worker = new PoolWorker(this.#kind, started, {
        onAnswer: (answer) => this.#onAnswer(worker, answer),
        onDeath: () => this.#onDeath(worker),
      });
      if (this.#users === 0 && this.#queue.length === 0) worker.end();
      else this.#workers.add(worker);
    } else if (this.#workers.size > 0) this.#limit = this.#workers.size;
    else if (first && this.#queue.includes(first)) {
      this.#queue.splice(this.#queue.indexOf(first), 1);
      first.settle({ status: 'failed', reason: 'no-worker' });
    }
    this.#pump();
  }

  #onAnswer(
    worker: PoolWorker<Content>,
    answer: { readonly data: unknown } | { readonly error: unknown },
  ): void {
    const job = this.#running.get(worker);
    this.#running.delete(worker);
    const failed = 'error' in answer;
    if (failed || worker.jobCount >= this.#options.jobsPerWorker) this.#drop(worker);
    job?.settle(failed ? { status: 'failed', reason: 'error' } : { status: 'done', data: answer.data });
    this.#pump();
  }

  /** The job at hand is tried once more, on a fresh worker and before all others: it has waited the longest. */
  #onDeath(worker: PoolWorker<Content>): void {
    const job = this.#running.get(worker);
    this.#drop(worker);
    if (job?.retried) job.settle({ status: 'failed', reason: 'worker' });
    else if (job && !job.ended) {
      job.retried = true;
      this.#queue.unshift(job);
    }
    this.#pump();
  }

  /** Ends a job for the one who asked. If a worker is busy with it, that worker ends too unless it answers in time. */
  #abandon(job: Job<Content>, outcome: JobOutcome): void {
    job.settle(outcome);
    const place = this.#queue.indexOf(job);
    if (place >= 0) this.#queue.splice(place, 1);
    for (const [worker, running] of this.#running) {
      if (running !== job) continue;
      setTimeout(() => {
        if (this.#running.get(worker) !== job) return;
        this.#awaitEnd();
        this.#drop(worker);
        this.#pump();
      }, this.#options.grace);
    }
    this.#pump();
  }

  /** Until a worker that is ended at work is gone, its place is not free. */
  #awaitEnd(): void {
    this.#ending++;
    setTimeout(() => {
      this.#ending--;
      this.#pump();
    }, this.#options.endTime);
  }

  #drop(worker: PoolWorker<Content>): void {
    this.#running.delete(worker);
    this.#workers.delete(worker);
    this.#limit = this.#options.workers;
    worker.end();
  }

  #waitForEnd(): void {
    clearTimeout(this.#idleTimer);
    if (this.#workers.size > 0) this.#idleTimer = setTimeout(() => this.#shutDown(), this.#options.idleTime);
  }

  #shutDown(): void {
    clearTimeout(this.#idleTimer);
    for (const job of this.#queue.splice(0)) job.settle({ status: 'cancelled' });
    for (const job of this.#running.values()) {
      job.settle({ status: 'cancelled' });
      this.#awaitEnd();
    }
    for (const worker of this.#workers) worker.end();
    this.#running.clear();
    this.#workers.clear();
  }
}
