/** What the details panel asks for: the spans behind one node or edge, with their tags and links. */
import type { Durations, GroupValue, NodeKind, Wait } from './dependency-graph.js';
import type { Attributes, NamedSpan, SpanKind, SpanRef, SpanStatus } from './span.js';

/** The slice of each list that is wanted: at most `limit` rows from row `offset` on. */
export interface PageRequest {
  readonly offset: number;
  readonly limit: number;
  /** Order of the list of traces; the other lists have an order of their own. Default: start, ascending. */
  readonly sort?: TraceSort;
}

/** An order of traces. Equal ones come by trace id; what is unknown comes last in both directions. */
export interface TraceSort {
  readonly by: 'start' | 'duration' | 'spans' | 'errors';
  readonly descending: boolean;
}

/** How the durations of spans are spread. */
export interface Histogram {
  /** Side by side, ascending; the first begins at the shortest duration, the last ends at the longest. */
  readonly bins: readonly HistogramBin[];
}

/** Spans that took from `from` (inclusive) to `to` milliseconds (exclusive, but for the last bin). */
export interface HistogramBin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  readonly errorCount: number;
}

/** How many messages of batches are joined by links or parents, of how many there were. */
export interface LinkCoverage {
  readonly linked: number;
  /** Messages that the batches say they had, and links that the SDK dropped. Above `linked`, or there is no coverage to tell. */
  readonly expected: number;
}

/** A slice of a longer list. `total` counts the whole list. */
export interface Page<Row> {
  readonly rows: readonly Row[];
  readonly total: number;
}

/** One of the traces that converge in a node or edge, and the earliest of its spans here: what `operation-select` opens. */
export interface TraceRow extends NamedSpan {
  readonly startTime: number | null;
  /** Length of the union of the trace's spans here, milliseconds; `null` when none ended. */
  readonly duration: number | null;
  readonly spanCount: number;
  readonly errorCount: number;
}

/** One span as the panel lists it. Start in milliseconds since the Unix epoch, duration in milliseconds, as in `Span`. */
export interface SpanRow extends SpanRef {
  readonly name: string;
  readonly service: string | null;
  readonly kind: SpanKind;
  readonly startTime: number | null;
  readonly duration: number | null;
  readonly status: SpanStatus;
  readonly statusMessage: string | null;
  readonly droppedLinks: number;
  /** `null` unless messages are missing. */
  readonly coverage: LinkCoverage | null;
}

/** A link of one of the spans, seen from that span. */
export interface LinkRow {
  /** `cause`: the span links to `other`. `effect`: `other` links to the span. */
  readonly direction: 'cause' | 'effect';
  readonly span: SpanRef;
  readonly other: SpanRef;
  /** Name and service of the other span; `null` when it is not in the data. */
  readonly otherName: string | null;
  readonly otherService: string | null;
  /** Whether the other span's trace is in the data; the span itself may still be missing. */
  readonly loaded: boolean;
  /**
   * Callee start − caller end in milliseconds, as of the edge: between the spans that contracted ones were contracted
   * into; negative when they overlap, `null` when unknown, or when the link is no asynchronous call: to the span itself,
   * or to its parent unless that has sent it a message.
   */
  readonly wait: number | null;
  readonly attributes: Attributes;
  /** What the linking span says of the message, by current names (`messaging.*`), but for what the link says itself. */
  readonly messaging: Attributes;
}

/** A tag over all spans of a node, each with those contracted into it: its most frequent values. */
export interface TagRow {
  readonly key: string;
  /** Whether it is a process tag (resource attribute). */
  readonly process: boolean;
  /** How many of the node's spans have it, themselves or by one that was contracted into them. */
  readonly spanCount: number;
  readonly distinct: number;
  /** At most five, those of most of the node's spans first; long values are cut to 500 characters. */
  readonly values: readonly { readonly value: string; readonly count: number }[];
}

/** Everything the panel shows of a node. The lists are pages: a node may have a million spans. */
export interface NodeDetails {
  readonly nodeId: string;
  readonly kinds: readonly SpanKind[];
  /** The rules that decided the node's kind, for people, the most frequent first. */
  readonly reasons: readonly string[];
  readonly traces: Page<TraceRow>;
  readonly spans: Page<SpanRow>;
  /**
   * The hidden internal spans that were contracted into its own, those of one after those of another: by their names and
   * tags the node is found as well.
   */
  readonly contracted: Page<SpanRow>;
  readonly links: Page<LinkRow>;
  /** Also those of spans that were contracted into its own. */
  readonly tags: readonly TagRow[];
  /** Of the spans that ended; `null` when none did. */
  readonly histogram: Histogram | null;
  /** Summed over the spans of which messages are missing; `null` when there are none. */
  readonly coverage: LinkCoverage | null;
}

/** One call of an edge with what the panel tells of it. */
export interface CallRow {
  readonly caller: SpanRow;
  readonly callee: SpanRow;
  readonly wait: number | null;
  /** Attributes of the link that makes the call, if a link does. */
  readonly attributes: Attributes | null;
  /** What the receiving span says of the message, as in `LinkRow`; empty for synchronous calls. */
  readonly messaging: Attributes;
}

/** Everything the panel shows of an edge. The lists are pages, as those of a node are. */
export interface EdgeDetails {
  readonly edgeId: string;
  readonly traces: Page<TraceRow>;
  readonly calls: Page<CallRow>;
  /** Of the called spans that ended, each counted once; `null` when none did. */
  readonly histogram: Histogram | null;
}

/** An asynchronous call that a stub hides. */
export interface StubCallRow {
  /** A trace behind the call: put into `expanded`, it draws the whole call, whatever the grouping. */
  readonly traceId: string;
  /** Kind and group of the far node; `null` when its trace is not loaded. */
  readonly kind: NodeKind | null;
  readonly group: readonly GroupValue[] | null;
  /** Operation and service of the far span, as far as a source has told them of a trace that is not loaded. */
  readonly name: string | null;
  readonly service: string | null;
  /** Calls between spans. */
  readonly callCount: number;
  readonly traceCount: number;
  readonly errorCount: number;
  readonly duration: Durations | null;
  readonly wait: Wait | null;
}

/** Everything that a trace passes through: the trace itself, its causes and causes of causes, its effects and effects of effects. */
export interface TracePath {
  readonly traceId: string;
  /** Drawn nodes and edges only. */
  readonly nodeIds: readonly string[];
  readonly edgeIds: readonly string[];
}

/**
 * What made the focus trace, and what follows it asynchronously, take as long as it did: a way back in time without a
 * gap from the last end. All times are in milliseconds; those of nodes and edges and `notDrawn` add up to `total`.
 */
export interface CriticalPath {
  /** From the beginning of the path to its end. */
  readonly total: number;
  /** The part of it that passed between calls, summed over `edges`. */
  readonly waiting: number;
  /** The part of it that passed in or between traces that are not drawn. */
  readonly notDrawn: number;
  /** In the order in which the path first comes through them. */
  readonly nodes: readonly CriticalNode[];
  readonly edges: readonly CriticalEdge[];
}

/** A node on the critical path. */
export interface CriticalNode {
  readonly nodeId: string;
  /** How long the path stayed in it; 0 where it only passed. */
  readonly time: number;
}

/** An edge on the critical path. */
export interface CriticalEdge {
  readonly edgeId: string;
  /** Its place on the path, counted from 1; one that the path passes several times has the first. */
  readonly step: number;
  /** How long the path waited between its callers and callees. */
  readonly wait: number;
}

/** A trace that is drawn, as far as a source has to know it to be asked what the trace caused. */
export interface DrawnTrace {
  readonly traceId: string;
  readonly level: number;
  /** The node of the trace's earliest root. */
  readonly nodeId: string;
  /** Milliseconds since the Unix epoch; `null` when no span has a start. */
  readonly startTime: number | null;
  readonly endTime: number | null;
}

/** A key that spans can be grouped by, and how many spans have it. */
export interface GroupKey {
  readonly key: string;
  readonly spanCount: number;
  readonly distinct: number;
}
