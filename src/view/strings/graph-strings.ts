import type { AsyncDirection, NodeKind } from '../../model/dependency-graph.js';
import type { SpanKind } from '../../model/span.js';

/** Why a source failed: the codes of `SourceError`. */
export type SourceFailure =
  | 'unauthorized'
  | 'forbidden'
  | 'bad-query'
  | 'unsupported'
  | 'rate-limited'
  | 'timeout'
  | 'too-large'
  | 'unavailable'
  | 'network-or-cors'
  | 'malformed';

/** Why a node has its kind, as the rules of classification word it. */
export type KindReason =
  | 'span kind is producer or consumer'
  | 'no other rule matches'
  | 'has a messaging tag'
  | 'has a database tag'
  | 'has an HTTP method'
  | 'client or server with a URL or an HTTP status'
  | 'function triggered by a message'
  | 'function triggered by HTTP'
  | "has a vendor's messaging tag"
  | "has a vendor's database tag"
  | 'has a database statement'
  | "the host's classification";

/** Texts in the graph and its legend, how its parts are spoken, and what is announced of it. */
export interface GraphStrings {
  readonly graph: string;
  readonly graphHelp: string;
  readonly legend: string;
  readonly kinds: Readonly<Record<NodeKind, string>>;
  readonly spanKinds: Readonly<Record<SpanKind, string>>;
  readonly asyncTrace: string;
  readonly syncRequest: string;
  readonly asyncRequest: string;
  readonly missingParent: string;
  readonly hiddenCalls: string;
  readonly failed: string;
  readonly destination: string;

  readonly focusLevel: string;
  readonly entryLevel: string;
  /** Positive levels hold effects of the focus, negative ones its causes. */
  readonly level: (level: number) => string;
  readonly levelTraces: (shown: number, all: number) => string;
  readonly levelCalls: (shown: number, all: number) => string;
  readonly times: (count: string) => string;
  readonly wait: (duration: string) => string;
  readonly overlapping: (count: number) => string;

  readonly moreCalls: (count: number, direction: AsyncDirection) => string;
  readonly notLoadedCalls: (count: number) => string;
  readonly failedCalls: (count: number) => string;
  readonly chooseCalls: string;
  readonly hiddenCallsOf: (node: string) => string;
  readonly next: (count: number) => string;
  readonly all: (count: number) => string;
  readonly loadAll: (count: number) => string;
  readonly filterCalls: string;
  readonly noMatches: string;
  readonly loadingCalls: string;
  readonly focusHelp: string;
  readonly loadingTraces: string;
  readonly retryTraces: (reason: string) => string;
  /** Before the message of a source, which is in English; empty where that needs no translation. */
  readonly sourceFailures: Readonly<Record<SourceFailure, string>>;
  readonly tracesNotFound: string;
  readonly kindReasons: Readonly<Record<KindReason, string>>;
  /** How many hours after a trace its effects were looked for in vain, and how many come next; `null` when that was all. */
  readonly nothingLinked: (hours: number, nextHours: number | null) => string;

  /** Spoken: "orders publish calls orders process". */
  readonly callsTo: (source: string, target: string) => string;
  /** Spoken of a node: "Asynchronous trace, level 1 of 3". */
  readonly asyncTraceAt: (level: number, levels: number) => string;
  /** Spoken of a node: how many operations it calls. */
  readonly callsOthers: (count: number) => string;
  /** Spoken of a node: how many operations call it. */
  readonly calledBy: (count: number) => string;
  /** Spoken of what lies on the path that is shown. */
  readonly onPath: string;
  readonly via: (spans: number) => string;
  readonly missingParents: (count: number) => string;
  readonly hiddenErrors: (count: number) => string;

  /** Announced when a drawing stands. */
  readonly ready: (nodes: number, calls: number, failed: number) => string;
  readonly nodesAdded: (names: readonly string[], more: number) => string;
  readonly selected: (name: string) => string;
}
