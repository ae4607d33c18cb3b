/**
 * The messages between the client (`worker-data.ts`) and its session in the worker (`worker-session.ts`). Every request
 * has an id. On their way they are put into envelopes that name the session: one worker serves all elements of a page.
 */
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
import type { Span } from '../model/span.js';
import type { GraphOptions } from '../graph/graph-options.js';
import type { PackedGraph } from './packed-graph.js';
import type { DataSummary } from './trace-data.js';

/** Options of a graph that can be sent: all but `classify`. */
export type SendableGraphOptions = Omit<GraphOptions, 'classify'>;

/**
 * What the client sends. A load is `load`, then any number of `text`, `bytes`, `blob` and `spans`, then `commit`,
 * which is what gets the answer; a text or a run of bytes may come in several pieces, of which the last says so.
 */
export type WorkerRequest =
  | { readonly type: 'load'; readonly id: number; readonly append: boolean }
  | { readonly type: 'text'; readonly id: number; readonly text: string; readonly last: boolean }
  | {
      readonly type: 'bytes';
      readonly id: number;
      readonly bytes: Uint8Array;
      readonly last: boolean;
      /** How many there are in all pieces together. */
      readonly size: number;
    }
  | { readonly type: 'blob'; readonly id: number; readonly blob: Blob }
  | { readonly type: 'spans'; readonly id: number; readonly spans: readonly Span[] }
  | { readonly type: 'commit'; readonly id: number; readonly problems: readonly Problem[] }
  | { readonly type: 'graph'; readonly id: number; readonly options: SendableGraphOptions }
  | { readonly type: 'node'; readonly id: number; readonly nodeId: string; readonly page: PageRequest }
  | { readonly type: 'edge'; readonly id: number; readonly edgeId: string; readonly page: PageRequest }
  | { readonly type: 'stub'; readonly id: number; readonly stubId: string; readonly page: PageRequest }
  | { readonly type: 'path'; readonly id: number; readonly traceId: string }
  | { readonly type: 'critical'; readonly id: number }
  | { readonly type: 'find'; readonly id: number; readonly text: string }
  | { readonly type: 'traces'; readonly id: number; readonly mostPerLevel: number }
  /** The answer is not wanted any more; what has not begun is not done, and a load changes nothing. */
  | { readonly type: 'cancel'; readonly id: number };

/** What the worker answers: progress any number of times, then one of the others, once. */
export type WorkerAnswer =
  | { readonly type: 'progress'; readonly id: number; readonly fraction: number }
  | { readonly type: 'summary'; readonly id: number; readonly summary: DataSummary }
  | { readonly type: 'graph'; readonly id: number; readonly graph: PackedGraph }
  | { readonly type: 'node'; readonly id: number; readonly details: NodeDetails | null }
  | { readonly type: 'edge'; readonly id: number; readonly details: EdgeDetails | null }
  | { readonly type: 'stub'; readonly id: number; readonly calls: Page<StubCallRow> | null }
  | { readonly type: 'path'; readonly id: number; readonly path: TracePath | null }
  | { readonly type: 'critical'; readonly id: number; readonly path: CriticalPath | null }
  | { readonly type: 'find'; readonly id: number; readonly nodeIds: readonly string[] }
  | { readonly type: 'traces'; readonly id: number; readonly traces: readonly DrawnTrace[] }
  | { readonly type: 'cancelled'; readonly id: number }
  /** Our own code failed; `message` is for the log. */
  | { readonly type: 'failed'; readonly id: number; readonly message: string };

/** What the page sends to the worker. A session begins with its first request. */
export type WorkerEnvelope =
  | { readonly type: 'request'; readonly session: number; readonly request: WorkerRequest }
  /** Nobody will ask this session again: its spans go, and what it is doing ends. */
  | { readonly type: 'end'; readonly session: number }
  /** Asks whether the script runs; the session is nobody's. */
  | { readonly type: 'hello'; readonly session: number };

/** What the worker sends to the page. */
export type PageEnvelope =
  | { readonly type: 'answer'; readonly session: number; readonly answer: WorkerAnswer }
  | { readonly type: 'ready'; readonly session: number };
