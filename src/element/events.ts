/** Every event that `<trace-dependencies>` raises, as a class with a typed, readonly `detail`. */
import type { AsyncStub, DependencyEdge, DependencyNode } from '../model/dependency-graph.js';
import type { LayoutProfile } from '../model/layout.js';
import type { Problem } from '../model/problem.js';
import type { ViewState } from '../model/view-state.js';

/**
 * The user selected a node, or cleared the selection of a node or an edge (`node` is `null`). Bubbles and is composed. The ids are gathered
 * when they are first read: a node may have a million spans, and most hosts want the node only.
 */
export class TraceSelectEvent extends Event {
  static readonly eventName = 'trace-select';
  readonly detail: {
    readonly node: DependencyNode | null;
    readonly traceIds: readonly string[];
    readonly spanIds: readonly string[];
  };

  constructor(node: DependencyNode | null) {
    super(TraceSelectEvent.eventName, { bubbles: true, composed: true });
    let traceIds: readonly string[] | undefined;
    let spanIds: readonly string[] | undefined;
    this.detail = {
      node,
      get traceIds() {
        return (traceIds ??= [...new Set(node?.spans.map((span) => span.traceId))]);
      },
      get spanIds() {
        return (spanIds ??= node?.spans.map((span) => span.spanId) ?? []);
      },
    };
  }
}

/** What an activated operation stands for. */
export interface OperationSelectDetail {
  readonly traceId: string;
  readonly spanId: string;
  readonly operation: string;
  readonly service: string | null;
  /** The node it was activated on; `null` in a list that has none. */
  readonly node: DependencyNode | null;
  /** Made of `trace-url`; `null` when there is none or its result is not safe to open. */
  readonly url: string | null;
}

/**
 * The user activated an operation to explore its trace. Bubbles, is composed and cancelable: unless prevented, `url`
 * opens in a new tab without access to this page.
 */
export class OperationSelectEvent extends Event {
  static readonly eventName = 'operation-select';

  readonly detail: OperationSelectDetail;

  constructor(detail: OperationSelectDetail) {
    super(OperationSelectEvent.eventName, { bubbles: true, composed: true, cancelable: true });
    this.detail = detail;
  }
}

/** The user selected an edge. */
export class EdgeSelectEvent extends Event {
  static readonly eventName = 'edge-select';
  readonly detail: { readonly edge: DependencyEdge };

  constructor(edge: DependencyEdge) {
    super(EdgeSelectEvent.eventName);
    this.detail = { edge };
  }
}

/** The user activated a stub. Cancelable: prevented means that the host supplies the data itself. */
export class AsyncExpandEvent extends Event {
  static readonly eventName = 'async-expand';
  readonly detail: { readonly stub: AsyncStub; readonly traceIds: readonly string[] };

  /** @param traceIds the traces that the user wants: those of the stub, or some of them. */
  constructor(stub: AsyncStub, traceIds: readonly string[] = stub.traceIds) {
    super(AsyncExpandEvent.eventName, { cancelable: true });
    this.detail = { stub, traceIds };
  }
}

/**
 * The user changed grouping, aggregation, filters or the viewport; once per gesture. Where that gives what the user has
 * collapsed or picked out other names, or takes it away, another follows when it is drawn.
 */
export class ViewChangeEvent extends Event {
  static readonly eventName = 'view-change';
  readonly detail: { readonly viewState: ViewState; readonly changed: readonly (keyof ViewState)[] };

  constructor(viewState: ViewState, changed: readonly (keyof ViewState)[]) {
    super(ViewChangeEvent.eventName);
    this.detail = { viewState, changed };
  }
}

/** A new layout is drawn, after data or settings changed. */
export class LayoutCompleteEvent extends Event {
  static readonly eventName = 'layout-complete';
  readonly detail: {
    readonly nodes: number;
    readonly edges: number;
    /** From the request to the answer. */
    readonly milliseconds: number;
    readonly profile: LayoutProfile;
  };

  constructor(detail: LayoutCompleteEvent['detail']) {
    super(LayoutCompleteEvent.eventName);
    this.detail = detail;
  }
}

/** Something is wrong with the data or the machinery; the view shows what it can. Once per code and load. */
export class TraceProblemEvent extends Event {
  static readonly eventName = 'trace-problem';
  readonly detail: { readonly problem: Problem };

  constructor(problem: Problem) {
    super(TraceProblemEvent.eventName);
    this.detail = { problem };
  }
}

/** `loading` while it goes on; the others once, in the end. */
export type LoadStatus = 'loading' | 'done' | 'cancelled' | 'failed';

/**
 * How far data that take longer than a moment have come: a few times a second while they are read and grouped, and once
 * when that has ended. `cancelLoad()` ends it. That nothing could be read is told in any case, however soon.
 */
export class LoadProgressEvent extends Event {
  static readonly eventName = 'load-progress';
  readonly detail: {
    readonly status: LoadStatus;
    /** `reading` turns the input into spans, `grouping` draws them. */
    readonly stage: 'reading' | 'grouping';
    /** Of the reading, from 0 to 1; `null` while nothing is known. */
    readonly fraction: number | null;
    /** Size of the input, in bytes or characters; `null` where it is objects. */
    readonly bytes: number | null;
    /** Spans that were read; `null` while they are being read. */
    readonly spans: number | null;
  };

  constructor(status: LoadStatus, progress: Omit<LoadProgressEvent['detail'], 'status'>) {
    super(LoadProgressEvent.eventName);
    this.detail = { status, ...progress };
  }
}

/** The element's own events by name, for typed listeners. */
export interface TraceDependenciesEventMap {
  'trace-select': TraceSelectEvent;
  'operation-select': OperationSelectEvent;
  'edge-select': EdgeSelectEvent;
  'async-expand': AsyncExpandEvent;
  'view-change': ViewChangeEvent;
  'layout-complete': LayoutCompleteEvent;
  'load-progress': LoadProgressEvent;
  'trace-problem': TraceProblemEvent;
}
