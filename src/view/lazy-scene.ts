/** Nodes and edges of a scene that find their texts and paths when they first come into view: most of a large drawing never does. */
import type { DependencyEdge, DependencyNode } from '../model/dependency-graph.js';
import type { PlacedEdge, Point, Rect } from '../model/layout.js';
import { extentOf } from '../model/way.js';
import { wrapTitle } from './boxes.js';
import { edgeDetail, edgeLabel } from './edge-label.js';
import { edgePath, type EdgePath } from './edge-path.js';
import { nodeDuration, nodeLabel, type NodeLabel } from './node-label.js';
import type { SceneContext, SceneEdge, SceneNode } from './scene.js';

/** A node whose texts are made when they are first read. */
export class LazyNode implements SceneNode {
  readonly node: DependencyNode;
  readonly rect: Rect;
  readonly series: number;
  readonly #context: SceneContext;
  #label: NodeLabel | undefined;
  #whole: NodeLabel | undefined;
  #titleLines: readonly string[] | undefined;
  #duration: string | undefined;

  constructor(node: DependencyNode, rect: Rect, series: number, context: SceneContext) {
    this.node = node;
    this.rect = rect;
    this.series = series;
    this.#context = context;
  }

  get title(): string {
    return (this.#label ??= nodeLabel(this.node, this.#context.strings)).title;
  }

  get subtitle(): string {
    return (this.#label ??= nodeLabel(this.node, this.#context.strings)).subtitle;
  }

  get whole(): NodeLabel {
    return (this.#whole ??= nodeLabel(this.node, this.#context.strings, Infinity));
  }

  get titleLines(): readonly string[] {
    return (this.#titleLines ??= wrapTitle(this.title, this.#context).lines);
  }

  get duration(): string {
    const { aggregate, formats } = this.#context;
    return (this.#duration ??= nodeDuration(this.node, aggregate, formats));
  }
}

/** An edge whose path and label are made when they are first read. */
export class LazyEdge implements SceneEdge {
  readonly edge: DependencyEdge;
  readonly placedLabel: Rect | null;
  readonly #placed: PlacedEdge;
  readonly #context: SceneContext;
  #path: EdgePath | undefined;
  #label: string | null | undefined;
  #detail: string | null | undefined;

  constructor(edge: DependencyEdge, placed: PlacedEdge, context: SceneContext) {
    this.edge = edge;
    this.placedLabel = placed.label;
    this.#placed = placed;
    this.#context = context;
  }

  get points(): readonly Point[] {
    return this.#placed.points;
  }

  get extent(): Rect {
    return extentOf(this.#placed);
  }

  get path(): EdgePath {
    const { edge, points } = this;
    const curved = edge.async || edge.source === edge.target;
    const { direction } = this.#context;
    return (this.#path ??= edgePath(points, { curved, direction, label: this.placedLabel }));
  }

  get label(): string | null {
    const { strings, formats } = this.#context;
    if (this.#label === undefined) this.#label = edgeLabel(this.edge, strings, formats);
    return this.#label;
  }

  get detail(): string | null {
    const { strings, formats } = this.#context;
    if (this.#detail === undefined) this.#detail = edgeDetail(this.edge, strings, formats);
    return this.#detail;
  }

  get labelRect(): Rect {
    return this.placedLabel ?? { ...this.path.middle, width: 0, height: 0 };
  }
}
