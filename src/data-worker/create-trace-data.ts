import type { GraphOptions } from '../graph/graph-options.js';
import type { ParseOptions } from '../ingest/parse-traces.js';
import type { DependencyGraph } from '../model/dependency-graph.js';
import type {
  CriticalPath,
  DrawnTrace,
  EdgeDetails,
  NodeDetails,
  Page,
  PageRequest,
  StubCallRow,
  TracePath,
} from '../model/details.js';
import type { Problem } from '../model/problem.js';
import type { WorkerFactory } from '../workers/worker-factory.js';
import { sharedDataWorkers, type DataWorkers } from './data-workers.js';
import { createInProcessData } from './in-process.js';
import { rawSize } from './input-parts.js';
import { Sequence } from './sequence.js';
import { loadPartsOf, type LoadPart, type SpanStore } from './span-store.js';
import { TimeSlices } from './time-slices.js';
import type { DataSummary, LoadOptions, TraceData } from './trace-data.js';
import { createWorkerData, DataWorkerError } from './worker-data.js';

/** How the data are read, and how their worker is started. */
export interface TraceDataOptions extends ParseOptions {
  /**
   * The host's own way to make a data worker, shared by all who give the same; `undefined` leaves it to the usual ways.
   * Read whenever a worker is needed.
   */
  readonly workerFactory?: WorkerFactory | undefined;
  /** The workers to choose from. Default: those of the page. */
  readonly workers?: DataWorkers;
  /** Told when a worker cannot be started or dies (the data are not lost by that), and when `classify` fails. */
  readonly onProblem?: (problem: Problem) => void;
}

/**
 * Below these sizes data stay in this thread: they are read within a few frames, sooner than a worker starts. Above
 * one of them, or a mixture that amounts to it, they go to the worker.
 */
export const inProcessLimits = {
  /** Characters of text or bytes. */
  raw: 2 ** 18,
  /** Spans given as objects. */
  spans: 2000,
} as const;

type Place = 'page' | 'worker';

/** Where the spans are. */
interface Home {
  readonly place: Place;
  readonly store: SpanStore;
}

/** A worker that dies twice while it works on the same data may well die of them. */
const maxDeaths = 2;

/**
 * Trace data that chooses its place: this thread for small data, a worker for big data. A `mask` and a `classify`
 * cannot be sent to a worker and keep the data here. Calls are carried out in their order. The inputs are remembered
 * (not copied), so that the death of a worker loses nothing: they are loaded again into a fresh worker, or at last
 * into this thread. An input must therefore not be changed as long as it is shown.
 */
export function createTraceData(options: TraceDataOptions = {}): TraceData<GraphOptions> {
  return new PlacedData(options);
}

class PlacedData implements TraceData<GraphOptions> {
  readonly #options: TraceDataOptions;
  readonly #workers: DataWorkers;
  readonly #sequence = new Sequence();
  readonly #lifetime = new AbortController();
  /** `null` when its worker has died: made again from the inputs when it is needed. */
  #home: Home | null;
  #inputs: readonly unknown[] = [];
  /** Size of the inputs as a part of what this thread takes. */
  #weight = 0;
  /** Of the graph that was built since the last load, which details refer to. */
  #graphOptions: GraphOptions | null = null;
  /** Whether the last graph was built with `classify`: the next data had better come here at once. */
  #classified = false;
  /** Deaths of workers over the present inputs. */
  #deaths = 0;
  /** The factory with which no worker could be started; `null` as long as none was refused. */
  #refused: WorkerFactory | undefined | null = null;

  constructor(options: TraceDataOptions) {
    this.#options = options;
    this.#home = { place: 'page', store: createInProcessData(options) };
    this.#workers = options.workers ?? sharedDataWorkers();
  }

  load(input: unknown, options: LoadOptions): Promise<DataSummary> {
    return this.#run(options.signal, async (signal) => {
      const parts = loadPartsOf(input, this.#options);
      const weight = (options.append ? this.#weight : 0) + (await this.#weigh(parts, signal));
      const inputs = options.append ? [...this.#inputs, input] : [input];
      if (!options.append) this.#deaths = 0;
      const wanted = this.#allowed(weight > 1 ? 'worker' : 'page');
      const stays =
        !this.#home || this.#home.place === wanted || (options.append && this.#home.place === 'worker');
      const summary = stays
        ? await this.#loadHere(input, parts, { ...options, signal })
        : await this.#loadThere(wanted, inputs, { ...options, signal });
      this.#inputs = inputs;
      this.#weight = weight;
      this.#graphOptions = null;
      return summary;
    });
  }

  buildGraph(options: GraphOptions, signal: AbortSignal): Promise<DependencyGraph> {
    return this.#run(signal, async (both) => {
      this.#classified = options.classify !== undefined;
      if (this.#classified && this.#home?.place === 'worker') {
        this.#home.store.dispose();
        this.#home = null;
      }
      const graph = await this.#ask(both, (store) => store.buildGraph(options, both));
      this.#graphOptions = options;
      return graph;
    });
  }

  nodeDetails(nodeId: string, page: PageRequest, signal: AbortSignal): Promise<NodeDetails | null> {
    return this.#run(signal, (both) => this.#ask(both, (store) => store.nodeDetails(nodeId, page, both)));
  }

  edgeDetails(edgeId: string, page: PageRequest, signal: AbortSignal): Promise<EdgeDetails | null> {
    return this.#run(signal, (both) => this.#ask(both, (store) => store.edgeDetails(edgeId, page, both)));
  }

  stubCalls(stubId: string, page: PageRequest, signal: AbortSignal): Promise<Page<StubCallRow> | null> {
    return this.#run(signal, (both) => this.#ask(both, (store) => store.stubCalls(stubId, page, both)));
  }

  tracePath(traceId: string, signal: AbortSignal): Promise<TracePath | null> {
    return this.#run(signal, (both) => this.#ask(both, (store) => store.tracePath(traceId, both)));
  }

  criticalPath(signal: AbortSignal): Promise<CriticalPath | null> {
    return this.#run(signal, (both) => this.#ask(both, (store) => store.criticalPath(both)));
  }

  findNodes(text: string, signal: AbortSignal): Promise<readonly string[]> {
    return this.#run(signal, (both) => this.#ask(both, (store) => store.findNodes(text, both)));
  }

  drawnTraces(mostPerLevel: number, signal: AbortSignal): Promise<readonly DrawnTrace[]> {
    return this.#run(signal, (both) => this.#ask(both, (store) => store.drawnTraces(mostPerLevel, both)));
  }

  release(): void {
    const end = (): void => {
      if (this.#home?.place !== 'worker') return;
      this.#home.store.dispose();
      this.#home = null;
    };
    void this.#sequence.run(this.#lifetime.signal, end).catch(() => undefined); // disposed of: nothing is left to end
  }

  dispose(): void {
    this.#lifetime.abort(new DOMException('The data were disposed of', 'AbortError'));
    this.#home?.store.dispose();
    this.#home = null;
    this.#inputs = [];
  }

  #run<Result>(signal: AbortSignal, work: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
    const both = AbortSignal.any([signal, this.#lifetime.signal]);
    return this.#sequence.run(both, () => work(both));
  }

  get #workerRefused(): boolean {
    return this.#options.mask !== undefined || this.#refused === this.#options.workerFactory;
  }

  /** The size of parts, cut off where it exceeds what this thread takes. */
  async #weigh(parts: readonly LoadPart[], signal: AbortSignal): Promise<number> {
    if (this.#workerRefused) return 0;
    const slices = new TimeSlices(signal);
    let weight = 0;
    for (const part of parts) {
      if (part.type !== 'spans') weight += rawSize(part) / inProcessLimits.raw;
    }
    for (const part of parts) {
      if (weight > 1) break;
      if (part.type === 'spans')
        weight += (await part.reading.countTo(inProcessLimits.spans, slices)) / inProcessLimits.spans;
    }
    return weight;
  }

  #allowed(wanted: Place): Place {
    return this.#workerRefused || this.#classified || this.#deaths >= maxDeaths ? 'page' : wanted;
  }

  /** Loads into the present home. */
  #loadHere(input: unknown, parts: readonly LoadPart[], options: LoadOptions): Promise<DataSummary> {
    let unread: readonly LoadPart[] | null = parts;
    return this.#ask(options.signal, (store) => {
      const next = unread ?? loadPartsOf(input, this.#options);
      unread = null; // a second attempt has to read again
      return store.loadParts(next, options);
    });
  }

  /** Loads all inputs into a new home in the other place; the present one is left only when that has succeeded. */
  async #loadThere(place: Place, inputs: readonly unknown[], options: LoadOptions): Promise<DataSummary> {
    const { home, summary } = await this.#settle(place, inputs, options);
    this.#home?.store.dispose();
    this.#home = home;
    return summary;
  }

  /** Asks the present home, or the next one when its worker dies over it. */
  async #ask<Result>(signal: AbortSignal, question: (store: SpanStore) => Promise<Result>): Promise<Result> {
    for (;;) {
      this.#home ??= await this.#resettle(signal);
      const home = this.#home;
      try {
        return await question(home.store);
      } catch (error) {
        this.#bury(home, error);
        this.#home = null;
      }
    }
  }

  /** A home as the lost one was: with the same inputs and the same graph. */
  async #resettle(signal: AbortSignal): Promise<Home> {
    const { home } = await this.#settle('worker', this.#inputs, { append: false, signal });
    try {
      if (this.#graphOptions) await home.store.buildGraph(this.#graphOptions, signal);
      return home;
    } catch (error) {
      this.#bury(home, error);
      return this.#resettle(signal);
    }
  }

  /** Makes a home and loads the inputs into it. */
  async #settle(
    place: Place,
    inputs: readonly unknown[],
    options: LoadOptions,
  ): Promise<{ home: Home; summary: DataSummary }> {
    for (;;) {
      const home = await this.#open(place, options.signal);
      try {
        return { home, summary: await loadAll(home.store, inputs, options) };
      } catch (error) {
        this.#bury(home, error);
      }
    }
  }

  async #open(place: Place, signal: AbortSignal): Promise<Home> {
    if (this.#allowed(place) === 'worker') {
      const { workerFactory } = this.#options;
      const session = await this.#workers.open(workerFactory);
      if (signal.aborted) session?.close();
      signal.throwIfAborted();
      if (session) return { place: 'worker', store: createWorkerData(session, this.#options) };
      this.#refused = workerFactory;
      this.#report('no data worker can be started here; big data may hold up the page');
    }
    return { place: 'page', store: createInProcessData(this.#options) };
  }

  /** Clears up after an error; only the death of a worker is survived. */
  #bury(home: Home, error: unknown): void {
    if (!(error instanceof DataWorkerError)) {
      if (home !== this.#home) home.store.dispose();
      throw error;
    }
    home.store.dispose();
    if (!error.idle) this.#deaths++;
    this.#report(error.message);
  }

  #report(example: string): void {
    this.#options.onProblem?.({ code: 'worker-failed', count: 1, example });
  }
}

/** Loads inputs one after another, the first in place of what was there. */
async function loadAll(
  store: SpanStore,
  inputs: readonly unknown[],
  options: LoadOptions,
): Promise<DataSummary> {
  let summary: DataSummary | null = null;
  for (const [index, input] of inputs.entries()) {
    const onProgress = (fraction: number): void => options.onProgress?.((index + fraction) / inputs.length);
    summary = await store.load(input, { signal: options.signal, append: index > 0, onProgress });
  }
  return summary ?? store.load([], { ...options, append: false });
}
