import type { LayoutInput, PlacedGraph } from '../model/layout.js';
import type { Problem, ProblemCode } from '../model/problem.js';
import type { WorkerFactory } from '../workers/worker-factory.js';
import { drawingCost } from './drawing-cost.js';
import { fallbackLayout } from './fallback-layout.js';
import { toFlowGraph } from './flow-graph.js';
import { fromElk } from './from-elk.js';
import type { DrawnGraph } from './incremental/read-previous.js';
import type { LayeredJob } from './layered-messages.js';
import { chooseProfile, type ElkProfile } from './presets.js';
import { isDrawingOf, isForWorker } from './layered-workers.js';
import { sharedElkPool, sharedLayeredPool } from './shared-pools.js';
import { toElk, type ElkGraph } from './to-elk.js';
import type { JobFailure, JobOptions, JobOutcome, WorkerPool } from './worker-pool.js';

/**
 * `auto`: our own layout at once and, where ELK answers within seconds, ELK's when that is better to read. `elk`: ours at
 * once as well, and ELK's as soon as it is there, as long as it may answer at all. `instant`: ours, never ELK.
 */
export type LayoutWish = 'auto' | 'elk' | 'instant';

/** How one layout is wanted. */
export interface LayoutRequest {
  readonly signal: AbortSignal;
  readonly profile: LayoutWish;
  /**
   * Milliseconds that a worker may take: after them our own layout draws instead of ELK, and the page's thread instead
   * of the worker of our own layout. Default 8,000.
   */
  readonly deadline?: number;
  /** A drawing that is to be added to: what it holds stays in its place, if that can be done well. */
  readonly extend?: { readonly input: LayoutInput; readonly placed: PlacedGraph };
  /** Told of a drawing that stands until ELK's is there, if it is wanted then. Not for `instant`. */
  readonly onDraft?: (draft: Draft) => void;
}

/** A drawing that may be replaced by a better one. */
export interface Draft {
  readonly graph: PlacedGraph;
  /** From the request to this drawing. */
  readonly milliseconds: number;
}

/** Every request ends as one of these, also when everything fails. */
export type LayoutOutcome =
  | {
      readonly status: 'done';
      readonly graph: PlacedGraph;
      /** From the request to its answer. */
      readonly milliseconds: number;
      /**
       * The first that kept ELK, or the worker of our own layout, from drawing; `null` when nothing went wrong. That ELK
       * fails to draw better than the draft of `auto` is none.
       */
      readonly problem: Problem | null;
      /** Whether the drawing that was to be added to has kept its places. */
      readonly extended: boolean;
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
  /** The host's way to make workers, for pages where ours cannot be started. Read for each layout. */
  readonly workerFactory?: WorkerFactory | undefined;
  /** Where ELK runs; by default the pool that all elements of the page share. */
  readonly pool?: WorkerPool<ElkGraph>;
  /** Where our own layout runs for large graphs; by default the pool that all elements of the page share. */
  readonly layeredPool?: WorkerPool<LayeredJob>;
}

const DEFAULT_DEADLINE = 8_000;

/** A drawing has to be better by so much to replace one that somebody may be looking at. */
const WORTH_A_CHANGE = 0.95;

/** What a worker drew, or why it did not. Neither: it was cancelled, or not asked. */
interface Attempt {
  readonly graph: PlacedGraph | null;
  readonly problem: Problem | null;
}

const NOT_TRIED: Attempt = { graph: null, problem: null };

/** Makes a client of the shared layout workers. No worker is started before the first layout needs one. */
export function createLayoutClient(options: LayoutClientOptions = {}): LayoutClient {
  return new PooledLayoutClient(options);
}

class PooledLayoutClient implements LayoutClient {
  readonly #options: LayoutClientOptions;
  readonly #elk: PoolUse<ElkGraph>;
  readonly #layered: PoolUse<LayeredJob>;
  #current: AbortController | null = null;
  #disposed = false;

  constructor(options: LayoutClientOptions) {
    this.#options = options;
    this.#elk = new PoolUse(() => options.pool ?? sharedElkPool());
    this.#layered = new PoolUse(() => options.layeredPool ?? sharedLayeredPool());
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
    const job: JobOptions = {
      signal,
      deadline: request.deadline ?? DEFAULT_DEADLINE,
      workerFactory: this.#options.workerFactory,
    };
    const extension = request.extend ? await this.#byExtension(input, request.extend, job) : NOT_TRIED;
    const onDraft = (graph: PlacedGraph): void =>
      request.onDraft?.({ graph, milliseconds: performance.now() - began });
    const fresh =
      extension.graph || signal.aborted
        ? NOT_TRIED
        : await this.#afresh(input, request.profile, job, onDraft);
    request.signal.removeEventListener('abort', abort);
    if (signal.aborted) return { status: 'cancelled' };
    return {
      status: 'done',
      graph: extension.graph ?? fresh.graph ?? fallbackLayout(input),
      extended: extension.graph !== null,
      milliseconds: performance.now() - began,
      problem: extension.problem ?? fresh.problem,
    };
  }

  dispose(): void {
    this.#disposed = true;
    this.#current?.abort();
    this.#elk.release();
    this.#layered.release();
  }

  /** By what is meant to draw it; without a graph when that did not. */
  async #afresh(
    input: LayoutInput,
    wish: LayoutWish,
    job: JobOptions,
    onDraft: (graph: PlacedGraph) => void,
  ): Promise<Attempt> {
    const profile = chooseProfile(wish, input.nodes.length, input.edges.length);
    if (profile === 'linear') return this.#byLayered(input, job);
    // Nobody waits for ELK: its drawing comes in the place of ours, or not at all.
    const draft = await this.#byLayered(input, job);
    if (!draft.graph || job.signal.aborted) return draft;
    onDraft(draft.graph);
    await drawn();
    if (job.signal.aborted) return draft;
    const byElk = await this.#byElk(input, profile, job);
    if (wish === 'elk') return { graph: byElk.graph ?? draft.graph, problem: byElk.problem ?? draft.problem };
    const isBetter =
      byElk.graph !== null &&
      drawingCost(byElk.graph, input.aspectRatio) <
        WORTH_A_CHANGE * drawingCost(draft.graph, input.aspectRatio);
    return isBetter ? { ...draft, graph: byElk.graph } : draft;
  }

  /** Our own layout; in its worker where the graph is large, in this thread where it is small or the worker fails. */
  async #byLayered(input: LayoutInput, job: JobOptions): Promise<Attempt> {
    const byWorker = isForWorker(input) ? await this.#byLayeredWorker(input, job) : NOT_TRIED;
    if (job.signal.aborted) return byWorker;
    return { graph: byWorker.graph ?? fallbackLayout(input), problem: byWorker.problem };
  }

  /** Where the worker fails, the page's thread extends the drawing. */
  async #byExtension(input: LayoutInput, extend: DrawnGraph, job: JobOptions): Promise<Attempt> {
    if (!isForWorker(input)) return this.#byExtensionHere(input, extend, null);
    const outcome = await this.#layered.acquire().run({ input, extend }, job);
    if (outcome.status === 'cancelled') return NOT_TRIED;
    if (outcome.status === 'done') {
      const { data } = outcome;
      if (data === null) return NOT_TRIED;
      if (isDrawingOf(input, data, extend.placed.profile)) return { graph: data, problem: null };
    }
    const { problem } = outcome.status === 'done' ? NO_DRAWING : failed(outcome, LAYERED_FAILURES);
    return this.#byExtensionHere(input, extend, problem);
  }

  /** The code is loaded when it is first needed: many pages never add to a drawing. */
  async #byExtensionHere(input: LayoutInput, extend: DrawnGraph, before: Problem | null): Promise<Attempt> {
    try {
      const { extendLayout } = await import('./incremental/extend-layout.js');
      return { graph: extendLayout(extend, input), problem: before };
    } catch (error) {
      const text = error instanceof Error ? error.message : 'no reason given';
      const lost = problem('layout-failed', `Nothing could be added to the drawing: ${text}`);
      return { graph: null, problem: before ?? lost };
    }
  }

  async #byElk(input: LayoutInput, profile: ElkProfile, job: JobOptions): Promise<Attempt> {
    const flow = toFlowGraph(input);
    const outcome = await this.#elk.acquire().run(toElk(flow, profile), job);
    if (outcome.status !== 'done') return failed(outcome, ELK_FAILURES);
    try {
      return { graph: fromElk(flow, outcome.data, profile), problem: null };
    } catch (error) {
      const text = error instanceof Error ? error.message : 'unreadable';
      return { graph: null, problem: problem('layout-failed', `ELK's answer cannot be drawn: ${text}`) };
    }
  }

  async #byLayeredWorker(input: LayoutInput, job: JobOptions): Promise<Attempt> {
    const outcome = await this.#layered.acquire().run({ input }, job);
    if (outcome.status !== 'done') return failed(outcome, LAYERED_FAILURES);
    if (isDrawingOf(input, outcome.data)) return { graph: outcome.data, problem: null };
    return NO_DRAWING;
  }
}

/** Lets the page draw: what a worker costs, and even its loading, comes after that. */
const drawn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

/** A client's share in a pool: taken when it is first needed, given back once. */
class PoolUse<Content> {
  readonly #find: () => WorkerPool<Content>;
  #pool: WorkerPool<Content> | null = null;

  constructor(find: () => WorkerPool<Content>) {
    this.#find = find;
  }

  acquire(): WorkerPool<Content> {
    if (this.#pool === null) {
      this.#pool = this.#find();
      this.#pool.acquire();
    }
    return this.#pool;
  }

  release(): void {
    this.#pool?.release();
    this.#pool = null;
  }
}

type Failures = Readonly<Record<JobFailure, readonly [ProblemCode, string]>>;

/** Texts without data: the workers' own messages are not passed on. */
const NO_WORKER = {
  'no-worker': ['worker-failed', 'no layout worker can be started on this page'],
  worker: ['worker-failed', 'the layout worker died twice'],
} as const;

const ELK_FAILURES: Failures = {
  ...NO_WORKER,
  deadline: ['layout-failed', 'ELK did not answer in time'],
  error: ['layout-failed', 'ELK failed on this graph'],
};

const LAYERED_FAILURES: Failures = {
  ...NO_WORKER,
  deadline: ['worker-failed', 'the layout worker did not answer in time'],
  error: ['worker-failed', 'the layout worker failed on this graph'],
};

function failed(outcome: Exclude<JobOutcome, { status: 'done' }>, failures: Failures): Attempt {
  if (outcome.status === 'cancelled') return NOT_TRIED;
  return { graph: null, problem: problem(...failures[outcome.reason]) };
}

const problem = (code: ProblemCode, example: string): Problem => ({ code, count: 1, example });

const NO_DRAWING: Attempt = {
  graph: null,
  problem: problem('worker-failed', 'the layout worker answered with no drawing'),
};
