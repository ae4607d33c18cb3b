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
import { unpackGraph } from './packed-graph.js';
import { addProblems } from './problem-sums.js';
import type { WorkerAnswer, WorkerRequest } from './protocol.js';
import type { SessionConnection } from './shared-data-worker.js';
import { loadPartsOf, type LoadPart, type SpanStore } from './span-store.js';
import { TimeSlices } from './time-slices.js';
import type { DataSummary, LoadOptions } from './trace-data.js';

/** The worker failed or died: its spans are lost, the caller's inputs are not. */
export class DataWorkerError extends Error {
  /** Whether nothing was asked of the worker when it died: others did that. */
  readonly idle: boolean;

  constructor(message: string, idle = false) {
    super(message);
    this.name = 'DataWorkerError';
    this.idle = idle;
  }
}

/** How data of a worker are read, and how long the worker may keep silent. */
export interface WorkerDataOptions extends ParseOptions {
  /** Milliseconds without a word, while an answer is due, after which the worker counts as dead. Default: a minute. */
  readonly silence?: number;
}

/** Parsing half a gigabyte takes a slow machine half of this, and a worker that parses says nothing. */
const defaultSilence = 60_000;

/** Characters and bytes that are posted at once: a copy of them takes about a millisecond. */
const pieceLength = 2 ** 20;

/**
 * The spans in a session of a worker, which belongs to the returned object. Every failure of the worker rejects with
 * `DataWorkerError`.
 */
export function createWorkerData(session: SessionConnection, options: WorkerDataOptions = {}): SpanStore {
  return new WorkerData(session, options);
}

/** A request whose answer is due. */
interface Pending {
  readonly resolve: (answer: WorkerAnswer) => void;
  readonly reject: (reason: Error) => void;
  readonly onProgress: ((fraction: number) => void) | undefined;
  /** Stops listening to the signal: nobody waits for the promise any more. */
  readonly forget: () => void;
}

type Answer<Type extends WorkerAnswer['type']> = Extract<WorkerAnswer, { type: Type }>;

class WorkerData implements SpanStore {
  readonly #session: SessionConnection;
  readonly #options: WorkerDataOptions;
  readonly #pending = new Map<number, Pending>();
  #lastId = 0;
  #dead: DataWorkerError | null = null;
  #watch: ReturnType<typeof setTimeout> | undefined;

  constructor(session: SessionConnection, options: WorkerDataOptions) {
    this.#session = session;
    this.#options = options;
    session.onanswer = (answer) => this.#receive(answer);
    session.onword = () => this.#listenOn();
    session.ondeath = (reason) => this.#die(reason);
  }

  load(input: unknown, options: LoadOptions): Promise<DataSummary> {
    return this.loadParts(loadPartsOf(input, this.#options), options);
  }

  async loadParts(
    parts: readonly LoadPart[],
    { append, signal, onProgress }: LoadOptions,
  ): Promise<DataSummary> {
    const id = ++this.#lastId;
    const slices = new TimeSlices(signal);
    // Posting is reported as the first third, the worker's own work as the rest.
    let posted = 0;
    const answer = this.#request('summary', id, signal, (fraction) => onProgress?.((1 + 2 * fraction) / 3));
    const posting = async (): Promise<void> => {
      if (!this.#pending.has(id)) return;
      this.#post({ type: 'load', id, append });
      let problems: readonly Problem[] = [];
      for (const part of parts) {
        problems = addProblems(problems, await this.#postPart(id, part, slices));
        onProgress?.(++posted / parts.length / 3);
      }
      this.#post({ type: 'commit', id, problems });
    };
    try {
      // Together: the answer may be a rejection that comes while parts are still being posted.
      const [{ summary }] = await Promise.all([answer, posting()]);
      return summary;
    } finally {
      this.#drop(id);
    }
  }

  async buildGraph(
    { classify: _classify, ...options }: GraphOptions,
    signal: AbortSignal,
  ): Promise<DependencyGraph> {
    const { graph } = await this.#ask('graph', signal, (id) => ({ type: 'graph', id, options }));
    return unpackGraph(graph);
  }

  async nodeDetails(nodeId: string, page: PageRequest, signal: AbortSignal): Promise<NodeDetails | null> {
    const { details } = await this.#ask('node', signal, (id) => ({ type: 'node', id, nodeId, page }));
    return details;
  }

  async edgeDetails(edgeId: string, page: PageRequest, signal: AbortSignal): Promise<EdgeDetails | null> {
    const { details } = await this.#ask('edge', signal, (id) => ({ type: 'edge', id, edgeId, page }));
    return details;
  }

  async stubCalls(stubId: string, page: PageRequest, signal: AbortSignal): Promise<Page<StubCallRow> | null> {
    const { calls } = await this.#ask('stub', signal, (id) => ({ type: 'stub', id, stubId, page }));
    return calls;
  }

  async tracePath(traceId: string, signal: AbortSignal): Promise<TracePath | null> {
    const { path } = await this.#ask('path', signal, (id) => ({ type: 'path', id, traceId }));
    return path;
  }

  async criticalPath(signal: AbortSignal): Promise<CriticalPath | null> {
    const { path } = await this.#ask('critical', signal, (id) => ({ type: 'critical', id }));
    return path;
  }

  async findNodes(text: string, signal: AbortSignal): Promise<readonly string[]> {
    const { nodeIds } = await this.#ask('find', signal, (id) => ({ type: 'find', id, text }));
    return nodeIds;
  }

  async drawnTraces(mostPerLevel: number, signal: AbortSignal): Promise<readonly DrawnTrace[]> {
    const { traces } = await this.#ask('traces', signal, (id) => ({ type: 'traces', id, mostPerLevel }));
    return traces;
  }

  dispose(): void {
    this.#die('The data were disposed of');
  }

  /** Posts a part in pieces and gives what was found wrong with it. Copies, so that nothing of the host's is detached. */
  async #postPart(id: number, part: LoadPart, slices: TimeSlices): Promise<readonly Problem[]> {
    switch (part.type) {
      case 'text':
        for (let start = 0; start === 0 || start < part.text.length; start += pieceLength) {
          const end = start + pieceLength;
          this.#post({ type: 'text', id, text: part.text.slice(start, end), last: end >= part.text.length });
          await slices.rest();
        }
        return [];
      case 'bytes':
        for (let start = 0; start === 0 || start < part.bytes.length; start += pieceLength) {
          const end = start + pieceLength;
          const bytes = part.bytes.slice(start, end);
          const { length: size } = part.bytes;
          this.#post({ type: 'bytes', id, bytes, last: end >= size, size }, [bytes.buffer]);
          await slices.rest();
        }
        return [];
      case 'blob':
        this.#post({ type: 'blob', id, blob: part.blob });
        return [];
      case 'spans':
        for await (const spans of part.reading.chunks(slices)) this.#post({ type: 'spans', id, spans });
        return part.reading.problems;
    }
  }

  /** Sends one message and waits for its answer. */
  async #ask<Type extends WorkerAnswer['type']>(
    type: Type,
    signal: AbortSignal,
    message: (id: number) => WorkerRequest,
  ): Promise<Answer<Type>> {
    const id = ++this.#lastId;
    const answer = this.#request(type, id, signal);
    try {
      if (this.#pending.has(id)) this.#post(message(id));
      return await answer;
    } finally {
      this.#drop(id);
    }
  }

  #request<Type extends WorkerAnswer['type']>(
    type: Type,
    id: number,
    signal: AbortSignal,
    onProgress?: (fraction: number) => void,
  ): Promise<Answer<Type>> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason as Error);
      if (this.#dead) return reject(this.#dead);
      const abort = (): void => {
        reject(signal.reason as Error);
        this.#drop(id);
      };
      const settle = (): void => signal.removeEventListener('abort', abort);
      signal.addEventListener('abort', abort, { once: true });
      this.#pending.set(id, {
        onProgress,
        forget: settle,
        resolve: (answer) => {
          settle();
          if (answer.type === type) resolve(answer as Answer<Type>);
          else reject(new DataWorkerError(`The data worker answered ${answer.type} instead of ${type}`));
        },
        reject: (reason) => {
          settle();
          reject(reason);
        },
      });
      this.#listenOn();
    });
  }

  /** Forgets a request and tells the worker. Its answer, should it still come, finds nobody. */
  #drop(id: number): void {
    const pending = this.#pending.get(id);
    if (!pending) return;
    pending.forget();
    this.#pending.delete(id);
    this.#listenOn();
    if (!this.#dead) this.#post({ type: 'cancel', id });
  }

  #post(message: WorkerRequest, transfer: Transferable[] = []): void {
    if (this.#dead) throw this.#dead;
    try {
      this.#session.post(message, transfer);
    } catch (error) {
      // Only the host can bring in what cannot be cloned, and the other way of reading takes it.
      throw new DataWorkerError(`A message to the data worker could not be sent: ${nameOf(error)}`);
    }
  }

  #receive(answer: WorkerAnswer): void {
    const pending = this.#pending.get(answer?.id);
    if (!pending) return; // dropped meanwhile, or no message of ours
    if (answer.type === 'progress') {
      pending.onProgress?.(answer.fraction);
      return;
    }
    this.#pending.delete(answer.id);
    this.#listenOn();
    if (answer.type === 'failed') pending.reject(new DataWorkerError(answer.message));
    else pending.resolve(answer);
  }

  /** Starts to wait for the worker's next word, if one is due. */
  #listenOn(): void {
    clearTimeout(this.#watch);
    if (this.#pending.size === 0 || this.#dead) return;
    this.#watch = setTimeout(
      () => this.#session.fail('The data worker gave no answer'),
      this.#options.silence ?? defaultSilence,
    );
  }

  #die(reason: string): void {
    if (this.#dead) return;
    this.#dead = new DataWorkerError(reason, this.#pending.size === 0);
    clearTimeout(this.#watch);
    this.#session.close();
    for (const { reject } of this.#pending.values()) reject(this.#dead);
    this.#pending.clear();
  }
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown error';
}
