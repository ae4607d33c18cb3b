/** The critical path, while it is to be shown: asked for with every graph, drawn over it. Nothing is laid out for it. */
import type { ReactiveController } from 'lit';
import type { TraceData } from '../data-worker/trace-data.js';
import type { DependencyGraph } from '../model/dependency-graph.js';
import type { CriticalPath } from '../model/details.js';
import { criticalMarks, criticalText, type CriticalMarks } from '../view/critical-marks.js';
import type { DrawingController } from './drawing-controller.js';

export class CriticalPathController implements ReactiveController {
  private readonly _view: DrawingController;
  private readonly _data: () => Pick<TraceData<never>, 'criticalPath'>;
  private _marks: CriticalMarks | null = null;
  /** The graph that the answer is, or will be, about; `null` while none is wanted. */
  private _graph: DependencyGraph | null = null;
  private _isAnswered = false;
  private _request: AbortController | null = null;
  /** Whether the user has asked, and is to be told. */
  private _isAsked = false;

  constructor(view: DrawingController, data: () => Pick<TraceData<never>, 'criticalPath'>) {
    this._view = view;
    this._data = data;
    view.element.addController(this);
  }

  /** What is marked in the drawing; `null` when nothing is. */
  get marks(): CriticalMarks | null {
    return this._marks;
  }

  /** What is to be said of it over the drawing; `null` when it is not shown, or not known yet. */
  get text(): string | null {
    if (!this._isAnswered) return null;
    const { strings, formats } = this._view;
    return this._marks ? criticalText(this._marks, strings, formats) : strings.noCriticalPath;
  }

  /** What has not come is asked for again when the element comes back. */
  hostDisconnected(): void {
    if (!this._request) return;
    this._request.abort();
    this._request = null;
    this._graph = null;
  }

  /** The path belongs to a graph; with another one it is asked for again. */
  hostUpdate(): void {
    const { element, graph, pipeline } = this._view;
    const wanted = element.criticalPath && !pipeline.isGiven ? graph : null;
    if (wanted === this._graph) return;
    if (wanted) void this._ask(wanted);
    else this._forget();
  }

  /** Shows it, or no longer shows it. */
  toggle(): void {
    const { element } = this._view;
    element.criticalPath = !element.criticalPath;
    this._isAsked = element.criticalPath;
  }

  private _forget(): void {
    this._request?.abort();
    this._request = null;
    this._graph = null;
    this._marks = null;
    this._isAnswered = false;
  }

  /** What is marked stays until the answer has come: most of it is often the same. */
  private async _ask(graph: DependencyGraph): Promise<void> {
    this._request?.abort();
    const request = new AbortController();
    this._request = request;
    this._graph = graph;
    try {
      const path = await this._data().criticalPath(request.signal);
      if (!request.signal.aborted) this._take(path);
    } catch (error) {
      if (request.signal.aborted) return;
      this._view.problemLog.fail(error);
      this._forget();
      this._view.element.criticalPath = false;
    }
  }

  private _take(path: CriticalPath | null): void {
    const { announcer, element } = this._view;
    this._request = null;
    this._marks = path && criticalMarks(path);
    this._isAnswered = true;
    if (this._isAsked) announcer.announce('path', this.text ?? '');
    this._isAsked = false;
    element.requestUpdate();
  }
}
