import { knownMembers } from '../graph/built-graphs.js';
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
import { membersLookup, rememberLookup } from './graph-lookup.js';
import { readSpans, readText } from './read-input.js';
import { Sequence } from './sequence.js';
import { TraceSession } from './session.js';
import { loadPartsOf, type LoadPart, type SpanStore } from './span-store.js';
import { TimeSlices } from './time-slices.js';
import type { DataSummary, LoadOptions } from './trace-data.js';

/** How data of this thread are read. */
export interface InProcessOptions extends ParseOptions {
  /** Told of what is found wrong while a graph is built: the host's `classify` failed. */
  readonly onProblem?: (problem: Problem) => void;
}

/**
 * The spans in this thread. Reading rests every 8 ms and ends when it is aborted; parsing one text and building the
 * graph do not rest, so big data belong into the worker.
 *
 * @param options format and mask of everything that will be loaded.
 */
export function createInProcessData(options: InProcessOptions = {}): SpanStore {
  return new InProcessData(options);
}

class InProcessData implements SpanStore {
  readonly #session: TraceSession;
  readonly #sequence = new Sequence();
  readonly #options: ParseOptions;

  constructor({ onProblem, ...options }: InProcessOptions) {
    this.#session = new TraceSession(onProblem);
    this.#options = options;
  }

  load(input: unknown, options: LoadOptions): Promise<DataSummary> {
    return this.loadParts(loadPartsOf(input, this.#options), options);
  }

  loadParts(parts: readonly LoadPart[], { append, signal, onProgress }: LoadOptions): Promise<DataSummary> {
    return this.#sequence.run(signal, async () => {
      const slices = new TimeSlices(signal);
      const load = this.#session.startLoad(append);
      let done = 0;
      for (const part of parts) {
        const report = (fraction: number): void => onProgress?.((done + fraction) / parts.length);
        const options = { ...this.#options, slices, onProgress: report };
        if (part.type === 'spans') await readSpans(part.reading, load, options);
        else await readText(contentOf(part), load, options);
        done++;
      }
      signal.throwIfAborted();
      return load.commit().summary;
    });
  }

  buildGraph(options: GraphOptions, signal: AbortSignal): Promise<DependencyGraph> {
    return this.#sequence.run(signal, () => {
      const graph = this.#session.buildGraph(options);
      rememberLookup(graph, membersLookup(knownMembers(graph)!));
      return graph;
    });
  }

  nodeDetails(nodeId: string, page: PageRequest, signal: AbortSignal): Promise<NodeDetails | null> {
    return this.#sequence.run(signal, () => this.#session.nodeDetails(nodeId, page));
  }

  edgeDetails(edgeId: string, page: PageRequest, signal: AbortSignal): Promise<EdgeDetails | null> {
    return this.#sequence.run(signal, () => this.#session.edgeDetails(edgeId, page));
  }

  stubCalls(stubId: string, page: PageRequest, signal: AbortSignal): Promise<Page<StubCallRow> | null> {
    return this.#sequence.run(signal, () => this.#session.stubCalls(stubId, page));
  }

  tracePath(traceId: string, signal: AbortSignal): Promise<TracePath | null> {
    return this.#sequence.run(signal, () => this.#session.tracePath(traceId));
  }

  criticalPath(signal: AbortSignal): Promise<CriticalPath | null> {
    return this.#sequence.run(signal, () => this.#session.criticalPath());
  }

  findNodes(text: string, signal: AbortSignal): Promise<readonly string[]> {
    return this.#sequence.run(signal, () => this.#session.findNodes(text));
  }

  drawnTraces(mostPerLevel: number, signal: AbortSignal): Promise<readonly DrawnTrace[]> {
    return this.#sequence.run(signal, () => this.#session.drawnTraces(mostPerLevel));
  }

  /** Nothing is held but memory, which goes with this object. */
  dispose(): void {}
}

function contentOf(part: Exclude<LoadPart, { type: 'spans' }>): string | Uint8Array | Blob {
  switch (part.type) {
    case 'text':
      return part.text;
    case 'bytes':
      return part.bytes;
    case 'blob':
      return part.blob;
  }
}
