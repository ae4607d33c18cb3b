import type { TraceSort } from '../../model/details.js';

/** Texts of the details panel and its lists. */
export interface DetailsStrings {
  readonly details: string;
  readonly traces: string;
  readonly spans: string;
  /** Heading of the hidden spans that stand behind a node's own. */
  readonly hiddenSpans: string;
  readonly calls: string;
  readonly links: string;
  readonly tags: string;
  readonly processTags: string;
  readonly message: string;
  readonly errors: string;
  readonly waitedInQueue: string;
  readonly duration: string;
  readonly selfTime: string;
  readonly wallTime: string;
  readonly neverEnded: string;
  readonly shownInGraph: string;
  readonly openTrace: string;
  readonly openTraceNewTab: string;
  readonly notLoaded: string;
  readonly causes: string;
  readonly effects: string;
  readonly producers: string;
  readonly consumers: string;
  readonly callsIn: string;
  readonly callsOut: string;
  /** Why a node has its kind. */
  readonly classifiedBy: (reason: string) => string;
  readonly converge: (traces: number) => string;
  readonly droppedLinks: (count: number) => string;
  readonly linkedOf: (linked: number, expected: number) => string;
  readonly spanCount: (count: number) => string;
  readonly callCount: (count: number) => string;
  readonly errorCount: (count: number) => string;
  readonly distinctValues: (count: number) => string;

  readonly durations: string;
  /** Spoken of the histogram; `most` is the range with most spans. */
  readonly distribution: (spans: number, from: string, to: string, most: string) => string;
  readonly bin: (range: string, spans: number, errors: number) => string;

  readonly trace: string;
  readonly traceColumns: Readonly<Record<TraceSort['by'], string>>;
  readonly traceListHelp: string;
  /** The button of a trace that draws the graph around it. */
  readonly focusTrace: string;
  readonly focusTraceOf: (traceId: string) => string;
  readonly tracePath: (traceId: string, nodes: number, levels: number) => string;
  readonly clearPath: string;
  readonly pathCleared: string;
}
