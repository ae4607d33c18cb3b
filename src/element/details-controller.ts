/** Fetches the details of what is selected, page by page, and drops answers that come too late. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { EdgeDetails, NodeDetails, Page, PageRequest, TraceRow, TraceSort } from '../model/details.js';
import { PAGE, TracePages } from './trace-pages.js';

/** Where details come from: the part of `TraceData` that answers for one node or edge; `null` when it is not drawn. */
export interface DetailsSource {
  nodeDetails(id: string, page: PageRequest, signal: AbortSignal): Promise<NodeDetails | null>;
  edgeDetails(id: string, page: PageRequest, signal: AbortSignal): Promise<EdgeDetails | null>;
}

/** The node or edge whose details are wanted. */
export type DetailsTarget = { readonly type: 'node' | 'edge'; readonly id: string };

/** Keeps the details of one node or edge; its host renders again when they have come. */
export class DetailsController implements ReactiveController {
  /** The traces of what is shown, in the order that the user has chosen. */
  readonly traces: TracePages;
  /** Name of the tab that is shown, whatever is selected; empty for the first. */
  tab = '';
  readonly #host: ReactiveControllerHost;
  readonly #source: () => DetailsSource;
  readonly #onError: (error: unknown) => void;
  #target: DetailsTarget | null = null;
  /** Id of what `traces` belongs to. */
  #listed: string | null = null;
  #limit = PAGE;
  #request: AbortController | null = null;
  #node: NodeDetails | null = null;
  #edge: EdgeDetails | null = null;

  constructor(host: ReactiveControllerHost, source: () => DetailsSource, onError: (error: unknown) => void) {
    this.#host = host;
    this.#source = source;
    this.#onError = onError;
    this.traces = new TracePages((page, signal) => this.#loadTraces(page, signal), onError);
    host.addController(this);
  }

  /** Details of the node, once they have come. */
  get node(): NodeDetails | null {
    return this.#node;
  }

  /** Details of the edge, once they have come. */
  get edge(): EdgeDetails | null {
    return this.#edge;
  }

  hostDisconnected(): void {
    this.#request?.abort();
    this.traces.abort();
  }

  /** Turns to another selection; `null` ends what is under way. */
  show(target: DetailsTarget | null): void {
    if (target?.id !== this.#target?.id) {
      this.#limit = PAGE;
      this.#node = null;
      this.#edge = null;
    }
    this.#target = target;
    void this.#load();
  }

  /** Makes every list but that of the traces longer by a page. */
  showMore(): void {
    this.#limit += PAGE;
    void this.#load();
  }

  /** Sorts the traces by a column, or turns its order round. */
  sortTraces(by: TraceSort['by']): void {
    this.traces.sortBy(by);
    this.#host.requestUpdate();
  }

  /** Sorts the traces as a saved view had them. */
  restoreTraceOrder(sort: TraceSort): void {
    this.traces.restoreSort(sort);
    this.#host.requestUpdate();
  }

  async #load(): Promise<void> {
    this.#request?.abort();
    this.traces.abort();
    const target = this.#target;
    if (!target) return;
    const request = new AbortController();
    this.#request = request;
    const { sort } = this.traces;
    const page = { offset: 0, limit: this.#limit, sort };
    try {
      const details = await this.#ask(target, page, request.signal);
      if (request.signal.aborted) return;
      if (target.type === 'node') this.#node = details as NodeDetails | null;
      else this.#edge = details as EdgeDetails | null;
      const isSorted = sort === this.traces.sort;
      this.traces.reset(
        isSorted && details ? details.traces : { rows: [], total: details?.traces.total ?? 0 },
        this.#listed === target.id,
      );
      this.#listed = target.id;
    } catch (error) {
      if (request.signal.aborted) return;
      this.#onError(error);
    }
    this.#host.requestUpdate();
  }

  #ask(
    { type, id }: DetailsTarget,
    page: PageRequest,
    signal: AbortSignal,
  ): Promise<NodeDetails | EdgeDetails | null> {
    const source = this.#source();
    return type === 'node' ? source.nodeDetails(id, page, signal) : source.edgeDetails(id, page, signal);
  }

  async #loadTraces(page: PageRequest, signal: AbortSignal): Promise<Page<TraceRow> | null> {
    const details = this.#target && (await this.#ask(this.#target, page, signal));
    return details?.traces ?? null;
  }
}
