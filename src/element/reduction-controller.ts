/** Parts of the graph that the user has put away: all but some nodes, or what lies behind collapsed ones. */
import { canCollapse, collapseGraph, restrictGraph } from '../graph/reduce-graph.js';
import type { DependencyGraph } from '../model/dependency-graph.js';
import type { DrawingController } from './drawing-controller.js';

/** What is put away, as a saved view keeps it. */
export interface Reduction {
  /** Ids of the nodes to which, with their neighbours, the drawing is limited; `null` for no limit. */
  readonly only: readonly string[] | null;
  /** Ids of collapsed nodes. */
  readonly collapsed: readonly string[];
}

export class ReductionController {
  private readonly _view: DrawingController;
  private _only: readonly string[] | null = null;
  private _collapsed: ReadonlySet<string> = new Set();
  /** What `canCollapse` found last: it walks the graph, and every rendering asks for it. */
  private _collapsible: { graph: DependencyGraph; id: string; is: boolean } | null = null;
  /** The graph as it was built. */
  private _whole: DependencyGraph | null = null;

  constructor(view: DrawingController) {
    this._view = view;
  }

  get state(): Reduction {
    return { only: this._only, collapsed: [...this._collapsed] };
  }

  get only(): readonly string[] | null {
    return this._only;
  }

  /** The part of a graph that is drawn. Nodes that another grouping does not have are forgotten with it. */
  reduce(graph: DependencyGraph): DependencyGraph {
    this._whole = graph;
    if (this._only === null && this._collapsed.size === 0) return graph;
    const known = new Set(graph.nodes.map(({ id }) => id));
    const only = this._only?.filter((id) => known.has(id)) ?? [];
    if (only.length === 0) this._only = null;
    this._collapsed = new Set([...this._collapsed].filter((id) => known.has(id)));
    return collapseGraph(only.length > 0 ? restrictGraph(graph, only) : graph, this._collapsed);
  }

  /** Draws only these nodes and their neighbours, until `showAll`. */
  showOnly(ids: readonly string[]): void {
    if (ids.length === 0) return;
    this._only = ids;
    this._view.viewport.beginAnew();
    this._redraw();
  }

  /** @returns whether there was something to bring back. */
  showAll(): boolean {
    if (this._only === null) return false;
    this._only = null;
    this._view.viewport.beginAnew();
    this._redraw();
    return true;
  }

  /** Whether a drawn node has callees of its own that it can hide. */
  canCollapse(id: string): boolean {
    const { graph } = this._view;
    if (graph === null || this._collapsed.has(id)) return false;
    if (this._collapsible?.graph !== graph || this._collapsible.id !== id)
      this._collapsible = { graph, id, is: canCollapse(graph, id) };
    return this._collapsible.is;
  }

  /** Puts away what is reached through a node only. */
  collapse(id: string): void {
    this._collapsed = new Set([...this._collapsed, id]);
    this._redraw((name, hidden) => this._view.strings.collapsed(name, hidden), id);
  }

  /** Brings back what a collapsed node has hidden. */
  expand(id: string): void {
    if (!this._collapsed.has(id)) return;
    this._collapsed = new Set([...this._collapsed].filter((other) => other !== id));
    this._redraw((name, shown) => this._view.strings.expanded(name, shown), id);
  }

  restore({ only, collapsed }: Partial<Reduction>): void {
    if (only !== undefined) this._only = only;
    if (collapsed !== undefined) this._collapsed = new Set(collapsed);
    if (this._whole && (only !== undefined || collapsed !== undefined)) this._redraw();
  }

  /** Nothing is built again: what is left is only measured and laid out. The node that was worked on stays in its place. */
  private _redraw(news?: (name: string, count: number) => string, id = ''): void {
    const { pipeline, focus, scene, announcer } = this._view;
    const before = scene?.nodes.length ?? 0;
    const name = scene?.nodeById.get(id)?.title ?? '';
    if (id !== '') focus.remember(id);
    pipeline.invalidate('boxes');
    if (!news) return;
    void this._view.whenComplete().then(() => {
      const after = this._view.scene?.nodes.length ?? 0;
      announcer.announce('selection', news(name, Math.abs(after - before)));
    });
  }
}
