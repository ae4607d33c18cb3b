/** Fetches the details of what is selected, page by page, and drops answers that come too late. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { EdgeDetails, NodeDetails, PageRequest } from '../model/details.js';

/** Rows of each list that are asked for at once. */
const PAGE = 50;

/** Where details come from: the part of `TraceData` that answers for one node or edge; `null` when it is not drawn. */
export interface DetailsSource {
  nodeDetails(id: string, page: PageRequest, signal: AbortSignal): Promise<NodeDetails | null>;
  edgeDetails(id: string, page: PageRequest, signal: AbortSignal): Promise<EdgeDetails | null>;
}

/** The node or edge whose details are wanted. */
export type DetailsTarget = { readonly type: 'node' | 'edge'; readonly id: string };

/** Keeps the details of one node or edge; its host renders again when they have come. */
export class DetailsController implements ReactiveController {
  private readonly _host: ReactiveControllerHost;
  private readonly _source: () => DetailsSource;
  private readonly _onError: (error: unknown) => void;
  private _target: DetailsTarget | null = null;
  private _limit = PAGE;
  private _request: AbortController | null = null;
  private _node: NodeDetails | null = null;
  private _edge: EdgeDetails | null = null;

  constructor(host: ReactiveControllerHost, source: () => DetailsSource, onError: (error: unknown) => void) {
    this._host = host;
    this._source = source;
    this._onError = onError;
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

  /** Makes every list longer by a page. */
  showMore(): void {
    this._limit += PAGE;
    void this._load();
  }

  private async _load(): Promise<void> {
    this._request?.abort();
    const target = this._target;
    if (!target) return;
    const request = new AbortController();
    this._request = request;
    const page = { offset: 0, limit: this._limit };
    try {
      if (target.type === 'node') {
        const details = await this._source().nodeDetails(target.id, page, request.signal);
        if (!request.signal.aborted) this._node = details;
      } else {
        const details = await this._source().edgeDetails(target.id, page, request.signal);
        if (!request.signal.aborted) this._edge = details;
      }
    } catch (error) {
      if (!request.signal.aborted) this._onError(error);
    }
    if (!request.signal.aborted) this._host.requestUpdate();
  }
}
