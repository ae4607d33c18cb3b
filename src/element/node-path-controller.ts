/** The way between two nodes that the user has chosen: shown as long as both are drawn, found anew for every graph. */
import { pathBetween, type CallPath } from '../graph/calls-between.js';
import type { DependencyGraph } from '../model/dependency-graph.js';
import type { Highlight } from '../view/graph-view-context.js';
import type { DrawingController } from './drawing-controller.js';
import { PassingNotice } from './passing-notice.js';

export class NodePathController {
  readonly #view: DrawingController;
  #ends: readonly [string, string] | null = null;
  /** Those of the data that are being replaced. */
  #endsBefore: readonly [string, string] | null = null;
  #graph: DependencyGraph | null = null;
  #path: CallPath | null = null;
  readonly #notice: PassingNotice;

  constructor(view: DrawingController) {
    this.#view = view;
    this.#notice = new PassingNotice(() => view.element.requestUpdate());
  }

  /** What is drawn of the way; `null` when none is shown. */
  get highlight(): Highlight | null {
    const path = this.#current();
    return path && { kind: 'path', nodes: path.nodes, edges: path.edges };
  }

  /** "Path from checkout to orders process: 3 calls"; `null` when none is shown. */
  get text(): string | null {
    const path = this.#current();
    return path && this.#view.strings.pathBetween(this.#title(path.from), this.#title(path.to), path.length);
  }

  /** Shows how one node leads to the other, whichever is first, and says so, or that neither does. */
  show(one: string, other: string): void {
    const { announcer, strings, element } = this.#view;
    this.#ends = [one, other];
    this.#endsBefore = null;
    this.#graph = null;
    const { text } = this;
    if (text === null) this.#ends = null;
    const none = text === null ? strings.noPath(this.#title(one), this.#title(other)) : null;
    announcer.announce('path', text ?? none ?? '');
    this.#notice.tell(none);
    element.requestUpdate();
  }

  /** That there is no way, for a moment after it was asked for; who listens has been told. */
  get notice(): string | null {
    return this.#notice.text;
  }

  stop(): void {
    this.#notice.tell(null);
  }

  /** The ends, whether or not they are drawn. */
  get state(): { readonly from: string; readonly to: string } | null {
    return this.#ends && { from: this.#ends[0], to: this.#ends[1] };
  }

  /** Shows a saved path again, and says nothing of it. */
  restore(ends: { readonly from: string; readonly to: string } | null): void {
    this.#ends = ends && [ends.from, ends.to];
    this.#endsBefore = null;
    this.#graph = null;
    this.#path = null;
    this.#view.element.requestUpdate();
  }

  /** Its ends may have other ids in the graph that is drawn now. */
  follow(idNow: (id: string) => string | null): void {
    this.#endsBefore = null;
    if (!this.#ends) return;
    const [one, other] = this.#ends;
    this.#ends = [idNow(one) ?? one, idNow(other) ?? other];
  }

  /** A path that is shown goes with its data; one of a saved view waits for them. */
  dataReplaced(): void {
    this.#endsBefore ??= this.#ends;
    if (this.#current() !== null) this.#ends = null;
  }

  /** The data are not replaced after all. */
  dataKept(): void {
    this.#ends ??= this.#endsBefore;
    this.#endsBefore = null;
    this.#graph = null;
  }

  /** @returns whether there was a path to clear. */
  clear(): boolean {
    if (this.#current() === null) return false;
    this.#ends = null;
    this.#endsBefore = null;
    this.#path = null;
    this.#view.announcer.announce('path', this.#view.strings.pathCleared);
    this.#view.element.requestUpdate();
    return true;
  }

  #current(): CallPath | null {
    const { graph } = this.#view;
    if (!graph || !this.#ends) return null;
    if (graph !== this.#graph) {
      this.#graph = graph;
      const [one, other] = this.#ends;
      const isDrawn = (id: string): boolean => this.#view.scene?.nodeById.has(id) ?? false;
      this.#path = isDrawn(one) && isDrawn(other) ? pathBetween(graph, one, other) : null;
    }
    return this.#path;
  }

  #title(id: string): string {
    return this.#view.scene?.nodeById.get(id)?.title ?? '';
  }
}
