import type { AsyncDirection, NodeKind } from '../../model/dependency-graph.js';
import type { SpanKind } from '../../model/span.js';

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
  readonly tracesNotFound: string;
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
