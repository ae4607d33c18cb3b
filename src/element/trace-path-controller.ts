/** The one trace whose path through the graph is shown: asked for anew for every graph, gone with the trace. */
import type { ReactiveController } from 'lit';
import type { TraceData } from '../data-worker/trace-data.js';
import type { DependencyGraph } from '../model/dependency-graph.js';
import type { TracePath } from '../model/details.js';
import type { PathHighlight } from '../view/graph-view-context.js';
import { pathText } from '../view/path-chip.js';
import type { DrawingController } from './drawing-controller.js';

/** Shows and clears the path of a trace. Nothing is laid out for it: only how the drawing looks changes. */
export class TracePathController implements ReactiveController {
  private readonly _view: DrawingController;
  private readonly _data: () => Pick<TraceData<never>, 'tracePath'>;
  private _traceId: string | null = null;
  private _highlight: PathHighlight | null = null;
  private _graph: DependencyGraph | null = null;
  private _request: AbortController | null = null;

  constructor(view: DrawingController, data: () => Pick<TraceData<never>, 'tracePath'>) {
    this._view = view;
    this._data = data;
    view.element.addController(this);
  }

  /** Id of the trace whose path is, or is about to be, shown. */
  get traceId(): string | null {
    return this._traceId;
  }

  /** What is drawn of the path; `null` when none is shown. */
  get highlight(): PathHighlight | null {
    return this._highlight;
  }

  hostDisconnected(): void {
    this._request?.abort();
  }

  /** The path belongs to a graph; with another one it is asked for again. */
  hostUpdated(): void {
    const { graph } = this._view;
    if (graph === this._graph) return;
    this._graph = graph;
    if (this._traceId !== null) void this._ask(this._traceId, false);
  }

  /** Shows the path of a trace; of the one that is shown, clears it. */
  toggle(traceId: string): void {
    if (traceId === this._traceId) {
      this.clear();
      return;
    }
    this._traceId = traceId;
    this._view.element.requestUpdate();
    void this._ask(traceId, true);
  }

  /** @returns whether there was a path to clear. */
  clear(): boolean {
    if (this._traceId === null) return false;
    this._request?.abort();
    this._traceId = null;
    this._highlight = null;
    this._view.announcer.announce('path', this._view.strings.pathCleared);
    this._view.element.requestUpdate();
    return true;
  }

  /** Shows the path of a saved view again as soon as its trace is there, and says nothing of it. */
  restore(traceId: string | null): void {
    this._request?.abort();
    this._traceId = traceId;
    this._highlight = null;
    // Whatever is drawn now: it is asked for after the next update.
    this._graph = null;
    this._view.element.requestUpdate();
  }

  private async _ask(traceId: string, isNew: boolean): Promise<void> {
    this._request?.abort();
    const request = new AbortController();
    this._request = request;
    try {
      const isGiven = this._view.pipeline.isGiven;
      const path = isGiven ? null : await this._data().tracePath(traceId, request.signal);
      if (request.signal.aborted) return;
      this._take(path, isNew);
    } catch (error) {
      if (request.signal.aborted) return;
      this._view.problemLog.fail(error);
      this.clear();
    }
  }

  private _take(path: TracePath | null, isNew: boolean): void {
    const { announcer, element, strings } = this._view;
    const highlight = path && this._highlightOf(path);
    if (!highlight) {
      this.clear();
      return;
    }
    this._highlight = highlight;
    if (isNew) announcer.announce('path', pathText(highlight, strings));
    element.requestUpdate();
  }

  /** `null` when nothing of the path is drawn. */
  private _highlightOf({ traceId, nodeIds, edgeIds }: TracePath): PathHighlight | null {
    const nodes = new Set(nodeIds);
    const levels = new Set(this._view.graph?.nodes.flatMap(({ id, level }) => (nodes.has(id) ? level : [])));
    if (nodes.size === 0) return null;
    return { kind: 'path', traceId, nodes, edges: new Set(edgeIds), levels: levels.size };
  }
}
