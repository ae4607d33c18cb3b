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
  private readonly _host: ReactiveControllerHost;
  private readonly _source: () => DetailsSource;
  private readonly _onError: (error: unknown) => void;
  private _target: DetailsTarget | null = null;
  /** Id of what `traces` belongs to. */
  private _listed: string | null = null;
  private _limit = PAGE;
  private _request: AbortController | null = null;
  private _node: NodeDetails | null = null;
  private _edge: EdgeDetails | null = null;

  constructor(host: ReactiveControllerHost, source: () => DetailsSource, onError: (error: unknown) => void) {
    this._host = host;
    this._source = source;
    this._onError = onError;
    this.traces = new TracePages((page, signal) => this._loadTraces(page, signal), onError);
    host.addController(this);
  }

  /** Details of the node, once they have come. */
  get node(): NodeDetails | null {
    return this._node;
  }

  /** Details of the edge, once they have come. */
  get edge(): EdgeDetails | null {
    return this._edge;
  }

  hostDisconnected(): void {
    this._request?.abort();
    this.traces.abort();
  }

  /** Turns to another selection; `null` ends what is under way. */
  show(target: DetailsTarget | null): void {
    if (target?.id !== this._target?.id) {
      this._limit = PAGE;
      this._node = null;
      this._edge = null;
    }
    this._target = target;
    void this._load();
  }

  /** Makes every list but that of the traces longer by a page. */
  showMore(): void {
    this._limit += PAGE;
    void this._load();
  }

  /** Sorts the traces by a column, or turns its order round. */
  sortTraces(by: TraceSort['by']): void {
    this.traces.sortBy(by);
    this._host.requestUpdate();
  }

  /** Sorts the traces as a saved view had them. */
  restoreTraceOrder(sort: TraceSort): void {
    this.traces.restoreSort(sort);
    this._host.requestUpdate();
  }

  private async _load(): Promise<void> {
    this._request?.abort();
    this.traces.abort();
    const target = this._target;
    if (!target) return;
    const request = new AbortController();
    this._request = request;
    const { sort } = this.traces;
    const page = { offset: 0, limit: this._limit, sort };
    try {
      const details = await this._ask(target, page, request.signal);
      if (request.signal.aborted) return;
      if (target.type === 'node') this._node = details as NodeDetails | null;
      else this._edge = details as EdgeDetails | null;
      const isSorted = sort === this.traces.sort;
      this.traces.reset(
        isSorted && details ? details.traces : { rows: [], total: details?.traces.total ?? 0 },
        this._listed === target.id,
      );
      this._listed = target.id;
    } catch (error) {
      if (request.signal.aborted) return;
      this._onError(error);
    }
    this._host.requestUpdate();
  }

  private _ask(
    { type, id }: DetailsTarget,
    page: PageRequest,
    signal: AbortSignal,
  ): Promise<NodeDetails | EdgeDetails | null> {
    const source = this._source();
    return type === 'node' ? source.nodeDetails(id, page, signal) : source.edgeDetails(id, page, signal);
  }

  private async _loadTraces(page: PageRequest, signal: AbortSignal): Promise<Page<TraceRow> | null> {
    const details = this._target && (await this._ask(this._target, page, signal));
    return details?.traces ?? null;
  }
}
