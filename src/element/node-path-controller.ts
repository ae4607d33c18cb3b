/** The way between two nodes that the user has chosen: shown as long as both are drawn, found anew for every graph. */
import { pathBetween, type CallPath } from '../graph/calls-between.js';
import type { DependencyGraph } from '../model/dependency-graph.js';
import type { Highlight } from '../view/graph-view-context.js';
import type { DrawingController } from './drawing-controller.js';
import { PassingNotice } from './passing-notice.js';

export class NodePathController {
  private readonly _view: DrawingController;
  private _ends: readonly [string, string] | null = null;
  /** Those of the data that are being replaced. */
  private _endsBefore: readonly [string, string] | null = null;
  private _graph: DependencyGraph | null = null;
  private _path: CallPath | null = null;
  private readonly _notice: PassingNotice;

  constructor(view: DrawingController) {
    this._view = view;
    this._notice = new PassingNotice(() => view.element.requestUpdate());
  }

  /** What is drawn of the way; `null` when none is shown. */
  get highlight(): Highlight | null {
    const path = this._current();
    return path && { kind: 'path', nodes: path.nodes, edges: path.edges };
  }

  /** "Path from checkout to orders process: 3 calls"; `null` when none is shown. */
  get text(): string | null {
    const path = this._current();
    return path && this._view.strings.pathBetween(this._title(path.from), this._title(path.to), path.length);
  }

  /** Shows how one node leads to the other, whichever is first, and says so, or that neither does. */
  show(one: string, other: string): void {
    const { announcer, strings, element } = this._view;
    this._ends = [one, other];
    this._endsBefore = null;
    this._graph = null;
    const { text } = this;
    if (text === null) this._ends = null;
    const none = text === null ? strings.noPath(this._title(one), this._title(other)) : null;
    announcer.announce('path', text ?? none ?? '');
    this._notice.tell(none);
    element.requestUpdate();
  }

  /** That there is no way, for a moment after it was asked for; who listens has been told. */
  get notice(): string | null {
    return this._notice.text;
  }

  stop(): void {
    this._notice.tell(null);
  }

  /** The ends, whether or not they are drawn. */
  get state(): { readonly from: string; readonly to: string } | null {
    return this._ends && { from: this._ends[0], to: this._ends[1] };
  }

  /** Shows a saved path again, and says nothing of it. */
  restore(ends: { readonly from: string; readonly to: string } | null): void {
    this._ends = ends && [ends.from, ends.to];
    this._endsBefore = null;
    this._graph = null;
    this._path = null;
    this._view.element.requestUpdate();
  }

  /** Its ends may have other ids in the graph that is drawn now. */
  follow(idNow: (id: string) => string | null): void {
    this._endsBefore = null;
    if (!this._ends) return;
    const [one, other] = this._ends;
    this._ends = [idNow(one) ?? one, idNow(other) ?? other];
  }

  /** A path that is shown goes with its data; one of a saved view waits for them. */
  dataReplaced(): void {
    this._endsBefore ??= this._ends;
    if (this._current() !== null) this._ends = null;
  }

  /** The data are not replaced after all. */
  dataKept(): void {
    this._ends ??= this._endsBefore;
    this._endsBefore = null;
    this._graph = null;
  }

  /** @returns whether there was a path to clear. */
  clear(): boolean {
    if (this._current() === null) return false;
    this._ends = null;
    this._endsBefore = null;
    this._path = null;
    this._view.announcer.announce('path', this._view.strings.pathCleared);
    this._view.element.requestUpdate();
    return true;
  }

  private _current(): CallPath | null {
    const { graph } = this._view;
    if (!graph || !this._ends) return null;
    if (graph !== this._graph) {
      this._graph = graph;
      const [one, other] = this._ends;
      const isDrawn = (id: string): boolean => this._view.scene?.nodeById.has(id) ?? false;
      this._path = isDrawn(one) && isDrawn(other) ? pathBetween(graph, one, other) : null;
    }
    return this._path;
  }

  private _title(id: string): string {
    return this._view.scene?.nodeById.get(id)?.title ?? '';
  }
}
