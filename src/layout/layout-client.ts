import type { LayoutInput, PlacedGraph } from '../model/layout.js';
import type { Problem, ProblemCode } from '../model/problem.js';
import type { WorkerFactory } from '../workers/worker-factory.js';
import { fallbackLayout } from './fallback-layout.js';
import { toFlowGraph } from './flow-graph.js';
import { fromElk } from './from-elk.js';
import { chooseProfile, type ElkProfile } from './presets.js';
import { toElk } from './to-elk.js';
import { sharedPool, type JobFailure, type JobOutcome, type WorkerPool } from './worker-pool.js';

/** `auto`: ELK while it answers within seconds. `elk`: ELK as long as it may answer at all. `instant`: never ELK. */
export type LayoutWish = 'auto' | 'elk' | 'instant';

/** How one layout is wanted. */
export interface LayoutRequest {
  readonly signal: AbortSignal;
  readonly profile: LayoutWish;
  /** Milliseconds after which our own layout draws instead of ELK. Default 8,000. */
  readonly deadline?: number;
}

/** Every request ends as one of these, also when everything fails. */
export type LayoutOutcome =
  | {
      readonly status: 'done';
      readonly graph: PlacedGraph;
      /** From the request to its answer. */
      readonly milliseconds: number;
      /** Why ELK did not draw although it should have; `null` when nothing went wrong. */
      readonly problem: Problem | null;
    }
  | { readonly status: 'cancelled' };

/** Lays out graphs one at a time, for one element. */
export interface LayoutClient {
  /** Lays out; a request cancels the one before it of the same client. Never rejects. */
  layout(input: LayoutInput, request: LayoutRequest): Promise<LayoutOutcome>;
  /** Cancels what is under way and gives the shared workers back. Later requests are cancelled at once. */
  dispose(): void;
}

/** What a client needs of its page; both have defaults that work on most. */
export interface LayoutClientOptions {
  /** The host's way to make workers, for pages where ours cannot be started. */
  readonly workerFactory?: WorkerFactory;
  /** Where layouts run; by default the pool that all elements of the page share. */
  readonly pool?: WorkerPool;
}

const DEFAULT_DEADLINE = 8_000;

/** Makes a client of the shared layout workers. No worker is started before the first layout needs one. */
export function createLayoutClient(options: LayoutClientOptions = {}): LayoutClient {
  return new PooledLayoutClient(options);
}

class PooledLayoutClient implements LayoutClient {
  readonly #options: LayoutClientOptions;
  #pool: WorkerPool | null = null;
  #current: AbortController | null = null;
  #disposed = false;

  constructor(options: LayoutClientOptions) {
    this.#options = options;
  }

  async layout(input: LayoutInput, request: LayoutRequest): Promise<LayoutOutcome> {
    this.#current?.abort();
    if (this.#disposed || request.signal.aborted) return { status: 'cancelled' };
    const controller = new AbortController();
    this.#current = controller;
    const { signal } = controller;
    const abort = (): void => controller.abort();
    request.signal.addEventListener('abort', abort);
    const began = performance.now();
    const profile = chooseProfile(request.profile, input.nodes.length, input.edges.length);
    const { graph, problem } =
      profile === 'linear'
        ? { graph: null, problem: null }
        : await this.#byElk(input, profile, signal, request.deadline ?? DEFAULT_DEADLINE);
    request.signal.removeEventListener('abort', abort);
    if (signal.aborted) return { status: 'cancelled' };
    const drawn = graph ?? fallbackLayout(input);
    return { status: 'done', graph: drawn, milliseconds: performance.now() - began, problem };
  }

  dispose(): void {
    this.#disposed = true;
    this.#current?.abort();
    this.#pool?.release();
    this.#pool = null;
  }

  async #byElk(
    input: LayoutInput,
    profile: ElkProfile,
    signal: AbortSignal,
    deadline: number,
  ): Promise<{ graph: PlacedGraph | null; problem: Problem | null }> {
    const flow = toFlowGraph(input);
    const elkGraph = toElk(flow, profile);
    const outcome = await this.#acquiredPool().run(elkGraph, {
      signal,
      deadline,
      workerFactory: this.#options.workerFactory,
    });
    if (outcome.status === 'cancelled') return { graph: null, problem: null };
    if (outcome.status === 'failed') return { graph: null, problem: problemOf(outcome) };
    try {
      return { graph: fromElk(flow, outcome.data, profile), problem: null };
    } catch (error) {
      const text = error instanceof Error ? error.message : 'unreadable';
      return { graph: null, problem: problem('layout-failed', `ELK's answer cannot be drawn: ${text}`) };
    }
  }

  #acquiredPool(): WorkerPool {
    if (this.#pool === null) {
      this.#pool = this.#options.pool ?? sharedPool();
      this.#pool.acquire();
    }
    return this.#pool;
  }
}

/** Texts without data: ELK's own messages are not passed on. */
const FAILURES: Readonly<Record<JobFailure, readonly [ProblemCode, string]>> = {
  'no-worker': ['worker-failed', 'no layout worker can be started on this page'],
  worker: ['worker-failed', 'the layout worker died twice'],
  deadline: ['layout-failed', 'ELK did not answer in time'],
  elk: ['layout-failed', 'ELK failed on this graph'],
};

function problemOf(outcome: Extract<JobOutcome, { status: 'failed' }>): Problem {
  return problem(...FAILURES[outcome.reason]);
}

const problem = (code: ProblemCode, example: string): Problem => ({ code, count: 1, example });
