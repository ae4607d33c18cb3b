import type { NodeKind } from '../model/dependency-graph.js';
import type { IncomingLink } from '../model/incoming-link.js';
import type { Span } from '../model/span.js';

/** How `buildDependencyGraph` reads the spans. All but `classify` can be sent to a worker. */
export interface GraphOptions {
  /** Keys whose values make a group. Default: `service.name`, `operation.name`. */
  readonly groupBy?: readonly string[];
  /** Default `false`: internal spans are contracted into their nearest visible ancestor. */
  readonly showInternalSpans?: boolean;
  /** Trace of level 0; `'*'` draws all. Default: the earliest trace without incoming asynchronous calls. */
  readonly focusTraceId?: string;
  /** Span that the view selects and centres at first; it does not change the graph. */
  readonly focusSpanId?: string;
  /** Asynchronous calls drawn from one trace in one direction. Default 3; 0 means no limit. */
  readonly asyncLimit?: number;
  /** Highest |level| drawn. Default 3; 0 means no limit. */
  readonly asyncDepth?: number;
  /**
   * Stub ids (each occurrence draws `asyncLimit` more; with `:all` appended, all) and trace ids. A trace is drawn with
   * its whole call and with the traces that lead to it from the focus, whatever the limits say.
   */
  readonly expanded?: readonly string[];
  /** Default `false`. Whether topics and queues are nodes of their own, between producers and consumers. */
  readonly showDestinations?: boolean;
  /** Links of spans that are not in the data, as a source has told them; those to drawn traces become stubs. */
  readonly incomingLinks?: readonly IncomingLink[];
  /**
   * Drawn traces of which a source may know more incoming links: the node of each one's earliest root has a stub of
   * calls downstream that are not loaded, even if none is known (`callCount` 0). `except`: all drawn traces but these.
   */
  readonly openTraces?: { readonly only: readonly string[] } | { readonly except: readonly string[] };
  readonly classification?: 'standard' | 'strict';
  /** Overrides the classification; `undefined` leaves it to the rules. */
  readonly classify?: (span: Span) => NodeKind | undefined;
}
