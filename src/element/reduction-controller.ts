/** Parts of the graph that the user has put away: all but some nodes, or what lies behind collapsed ones. */
import { canCollapse, collapseGraph, restrictGraph } from '../graph/reduce-graph.js';
import type { DependencyGraph } from '../model/dependency-graph.js';
import type { ViewState } from '../model/view-state.js';
import type { DrawingController } from './drawing-controller.js';
import { followNodes } from './followed-nodes.js';
import { PassingNotice } from './passing-notice.js';

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
  private _isPart = false;
  /** How many of the nodes that the drawing is limited to it has. */
  private _limitedTo = 0;
  /** What has changed with the graph, until that is drawn and can be told of. */
  private _changed = new Set<keyof Reduction>();
  private _lost = { only: false, collapsed: 0 };
  private _isReplaced = false;
  private readonly _notice: PassingNotice;

  constructor(view: DrawingController) {
    this._view = view;
    this._notice = new PassingNotice(() => view.element.requestUpdate());
  }

  get state(): Reduction {
    return { only: this._only, collapsed: [...this._collapsed] };
  }

  /** To how many nodes, with their neighbours, the drawing is limited; 0 while it is not. */
  get limitedTo(): number {
    return this._limitedTo;
  }

  /** Whether something of the graph is put away. */
  get isPart(): boolean {
    return this._isPart;
  }

  /** What of it came to an end by itself, for a moment after that. */
  get notice(): string | null {
    return this._notice.text;
  }

  /**
   * The part of a graph that is drawn. Where nodes have got other ids, e.g. by another grouping, they are followed by
   * their spans; what has no span any more is forgotten, and `drawn` says so. Ids that were never there wait: those of
   * a saved view may come with data that are still under way.
   */
  reduce(graph: DependencyGraph): DependencyGraph {
    const before = this._whole;
    this._whole = graph;
    const isReplaced = this._isReplaced;
    this._isReplaced = false;
    const only = this._only && followNodes(this._only, graph, before);
    const collapsed = followNodes([...this._collapsed], graph, before);
    if (only && only.ids !== this._only && !sameIds(only.ids, this._only ?? [])) {
      this._only = only.ids.length > 0 ? only.ids : null;
      if (!isReplaced) this._changed.add('only');
      if (!isReplaced && only.lost > 0 && only.found === 0) this._lost.only = true;
    }
    if (!sameIds(collapsed.ids, [...this._collapsed])) {
      this._collapsed = new Set(collapsed.ids);
      if (!isReplaced) this._changed.add('collapsed');
      if (!isReplaced) this._lost.collapsed += collapsed.lost;
    }
    this._limitedTo = only?.found ?? 0;
    const limited = this._limitedTo > 0 ? restrictGraph(graph, idsIn(graph, this._only ?? [])) : graph;
    let part = collapseGraph(limited, this._collapsed);
    // Another focus is to be seen, whatever was put away while there was another one.
    if (before && before.focusTraceId !== graph.focusTraceId && !hasFocus(part) && hasFocus(graph)) {
      if (this._only) this._changed.add('only');
      if (this._collapsed.size > 0) this._changed.add('collapsed');
      this._only = null;
      this._limitedTo = 0;
      this._collapsed = new Set();
      part = graph;
    }
    this._isPart = part !== graph;
    return part;
  }

  /** Other data: what is put away goes with those that it was of, and nobody has to be told. */
  dataReplaced(): void {
    this._isReplaced = true;
    this._changed.clear();
    this._lost = { only: false, collapsed: 0 };
  }

  /** The data are not replaced after all. */
  dataKept(): void {
    this._isReplaced = false;
  }

  /**
   * The graph is drawn: says what of it could not stay put away.
   *
   * @returns what a saved view would have otherwise than before.
   */
  drawn(): readonly (keyof ViewState)[] {
    const changed = [...this._changed];
    const { only, collapsed } = this._lost;
    this._changed.clear();
    this._lost = { only: false, collapsed: 0 };
    const { strings, announcer } = this._view;
    const texts = [
      ...(only ? [strings.onlyLost] : []),
      ...(collapsed > 0 ? [strings.collapsedLost(collapsed)] : []),
    ];
    for (const text of texts) announcer.announce(text, text);
    if (texts.length > 0) this._notice.tell(texts.join(' · '));
    return changed;
  }

  stop(): void {
    this._notice.tell(null);
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

const hasFocus = ({ nodes }: DependencyGraph): boolean => nodes.some(({ level }) => level === 0);

const sameIds = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((id, index) => id === other[index]);

function idsIn({ nodes }: DependencyGraph, ids: readonly string[]): readonly string[] {
  const known = new Set(nodes.map(({ id }) => id));
  return ids.filter((id) => known.has(id));
}
